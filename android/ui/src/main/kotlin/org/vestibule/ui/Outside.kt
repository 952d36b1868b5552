package org.vestibule.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.ImageBitmap
import kotlinx.coroutines.flow.Flow

/** What the platform alone can do for the screens. */
public interface Outside {
    /** Texts of SMS that the platform let the app read, each as it comes. */
    public val messages: Flow<String>

    /** Where pictures can come from on this device. */
    public val pictureSources: List<PictureSource>

    /** Opens a page, or what else an address names, outside the app; false where nothing can. */
    public fun open(url: String): Boolean

    /** Puts a text where the person can paste it from. */
    public fun copy(text: String)

    /** Has the person choose a picture, JPEG or PNG within the core's bounds; null for none. */
    public suspend fun choosePicture(source: PictureSource): ByteArray?

    /** A JPEG or PNG to draw; null where its bytes are broken. */
    public fun decode(picture: ByteArray): ImageBitmap?

    /** While [enabled], the system's way back does [back]. */
    @Composable
    public fun OnBack(enabled: Boolean, back: () -> Unit)
}

/** Where a picture comes from. */
public enum class PictureSource { Camera, Gallery }
