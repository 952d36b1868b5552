package org.vestibule.preview

import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.toComposeImageBitmap
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.withContext
import org.jetbrains.skia.Image
import org.vestibule.ui.Outside
import org.vestibule.ui.PictureSource
import java.awt.Desktop
import java.awt.FileDialog
import java.awt.Frame
import java.awt.Toolkit
import java.awt.datatransfer.StringSelection
import java.io.File
import java.io.IOException
import java.net.URI

/** What a computer has in place of a phone's. */
internal class DesktopOutside : Outside {
    override val messages = MutableSharedFlow<String>(extraBufferCapacity = 1)

    override val pictureSources = listOf(PictureSource.Gallery)

    override fun open(url: String): Boolean =
        try {
            Desktop.getDesktop().browse(URI(url))
            true
        } catch (_: UnsupportedOperationException) {
            false
        } catch (_: IOException) {
            false
        }

    override fun copy(text: String) {
        Toolkit.getDefaultToolkit().systemClipboard.setContents(StringSelection(text), null)
    }

    override suspend fun choosePicture(source: PictureSource): ByteArray? =
        withContext(Dispatchers.IO) {
            val dialog = FileDialog(null as Frame?)
            dialog.isVisible = true
            dialog.file?.let { File(dialog.directory, it).readBytes() }
        }

    override fun decode(picture: ByteArray): ImageBitmap? =
        try {
            Image.makeFromEncoded(picture).toComposeImageBitmap()
        } catch (_: IllegalArgumentException) {
            null
        }

    /** Escape is the way back, which the screens know themselves. */
    @Composable
    override fun OnBack(enabled: Boolean, back: () -> Unit) = Unit
}
