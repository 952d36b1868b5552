package org.vestibule.ui.journeys

import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.toComposeImageBitmap
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emptyFlow
import org.jetbrains.skia.Image
import org.vestibule.ui.Outside
import org.vestibule.ui.PictureSource

/** A phone whose pages open nowhere, and whose only picture is the one that was laid ready. */
internal class RecordingOutside : Outside {
    /** What the app opened so far; it stays open when the app ends. */
    val opened = mutableListOf<String>()

    var picture: ByteArray? = null

    override val messages: Flow<String> = emptyFlow()

    override val pictureSources = PictureSource.entries

    override fun open(url: String): Boolean = opened.add(url)

    override fun copy(text: String) = Unit

    override suspend fun choosePicture(source: PictureSource): ByteArray? = picture

    override fun decode(picture: ByteArray): ImageBitmap =
        Image.makeFromEncoded(picture).toComposeImageBitmap()

    @Composable
    override fun OnBack(enabled: Boolean, back: () -> Unit) = Unit
}
