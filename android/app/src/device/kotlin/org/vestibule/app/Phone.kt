package org.vestibule.app

import android.content.ClipData
import android.content.ClipboardManager
import android.content.pm.PackageManager
import android.graphics.BitmapFactory
import android.net.Uri
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.result.PickVisualMediaRequest
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import androidx.core.content.FileProvider
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.vestibule.ui.Outside
import org.vestibule.ui.PictureSource
import java.io.File

/** What the phone does for the screens. Made with its activity, before that is started. */
internal class Phone(
    private val activity: ComponentActivity,
    override val messages: Flow<String>,
    private val launch: Launch,
    private val scope: CoroutineScope,
) : Outside {
    /** Where a camera writes: photos.xml lets it. */
    private val photo = File(activity.cacheDir, "photos/photo.jpg")
    private var chosen: CompletableDeferred<Uri?>? = null

    private val gallery =
        activity.registerForActivityResult(ActivityResultContracts.PickVisualMedia(), ::choose)

    private val camera = activity.registerForActivityResult(ActivityResultContracts.TakePicture()) {
        choose(if (it) photoUri() else null)
    }

    override val pictureSources: List<PictureSource> = PictureSource.entries.filter {
        when (it) {
            PictureSource.Camera ->
                activity.packageManager.hasSystemFeature(PackageManager.FEATURE_CAMERA_ANY)
            PictureSource.Gallery -> true
        }
    }

    override fun open(url: String): Boolean = activity.openOutside(url)

    override fun copy(text: String) {
        val clipboard = activity.getSystemService(ClipboardManager::class.java)
        clipboard?.setPrimaryClip(ClipData.newPlainText(null, text))
    }

    override suspend fun choosePicture(source: PictureSource): ByteArray? {
        val choice = CompletableDeferred<Uri?>().also { chosen = it }
        when (source) {
            PictureSource.Camera -> camera.launch(photoUri())
            PictureSource.Gallery -> gallery.launch(
                PickVisualMediaRequest(ActivityResultContracts.PickVisualMedia.ImageOnly),
            )
        }
        return choice.await()?.let { read(it) }
    }

    override fun decode(picture: ByteArray): ImageBitmap? =
        BitmapFactory.decodeByteArray(picture, 0, picture.size)?.asImageBitmap()

    @Composable
    override fun OnBack(enabled: Boolean, back: () -> Unit): Unit = BackHandler(enabled, back)

    /** Whoever asked is gone where the phone was turned meanwhile: then the core is given it here. */
    private fun choose(uri: Uri?) {
        val waiting = chosen?.also { chosen = null }
        when {
            waiting != null -> waiting.complete(uri)
            uri != null -> scope.launch { read(uri)?.let(launch::submit) }
        }
    }

    /** What a camera wrote is needed no more. */
    private suspend fun read(uri: Uri): ByteArray? = withContext(Dispatchers.IO) {
        activity.contentResolver.photo(uri).also { photo.delete() }
    }

    private fun photoUri(): Uri {
        photo.parentFile?.mkdirs()
        return FileProvider.getUriForFile(activity, "${activity.packageName}.photos", photo)
    }
}
