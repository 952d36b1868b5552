package org.vestibule.app

import android.content.ContentResolver
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Matrix
import android.media.ExifInterface
import android.net.Uri
import java.io.ByteArrayOutputStream
import java.io.IOException

/**
 * A picture as the core takes it: upright, a JPEG within its bounds, and without what a camera writes
 * beside the pixels. Null where it can't be read. It takes its time: call it off the main thread.
 */
internal fun ContentResolver.photo(uri: Uri): ByteArray? = try {
    val size = BitmapFactory.Options().apply { inJustDecodeBounds = true }
    openInputStream(uri)?.use { BitmapFactory.decodeStream(it, null, size) }
    val coarse = BitmapFactory.Options().apply { inSampleSize = coarseness(size.outWidth, size.outHeight) }
    val turned = openInputStream(uri)?.use { upright(ExifInterface(it)) }
    openInputStream(uri)?.use { BitmapFactory.decodeStream(it, null, coarse) }?.let { picture ->
        jpeg(picture.fitted(turned ?: Matrix()))
    }
} catch (_: IOException) {
    null
} catch (_: SecurityException) {
    // The app that has the picture took the permission back.
    null
}

/** Every how many pixels are read: the most that leaves enough of them, in powers of two. */
internal fun coarseness(width: Int, height: Int): Int {
    var every = 1
    while (maxOf(width, height) / (every * 2) >= MAX_SIDE) every *= 2
    return every
}

/** How much a picture must shrink; 1 where it fits. */
internal fun shrinking(width: Int, height: Int): Float =
    minOf(1f, MAX_SIDE.toFloat() / maxOf(width, height))

private fun Bitmap.fitted(turned: Matrix): Bitmap {
    val scale = shrinking(width, height)
    turned.postScale(scale, scale)
    return Bitmap.createBitmap(this, 0, 0, width, height, turned, true)
}

private fun jpeg(picture: Bitmap): ByteArray? = QUALITIES.firstNotNullOfOrNull { quality ->
    val bytes = ByteArrayOutputStream()
        .also { picture.compress(Bitmap.CompressFormat.JPEG, quality, it) }
        .toByteArray()
    bytes.takeIf { it.size <= MAX_BYTES }
}

private fun upright(exif: ExifInterface): Matrix = Matrix().apply {
    when (exif.getAttributeInt(ExifInterface.TAG_ORIENTATION, ExifInterface.ORIENTATION_NORMAL)) {
        ExifInterface.ORIENTATION_FLIP_HORIZONTAL -> postScale(-1f, 1f)
        ExifInterface.ORIENTATION_ROTATE_180 -> postRotate(180f)
        ExifInterface.ORIENTATION_FLIP_VERTICAL -> postScale(1f, -1f)
        ExifInterface.ORIENTATION_TRANSPOSE -> { postRotate(90f); postScale(-1f, 1f) }
        ExifInterface.ORIENTATION_ROTATE_90 -> postRotate(90f)
        ExifInterface.ORIENTATION_TRANSVERSE -> { postRotate(270f); postScale(-1f, 1f) }
        ExifInterface.ORIENTATION_ROTATE_270 -> postRotate(270f)
    }
}

/** The core's bounds: PROTOCOL.md section 6. */
private const val MAX_SIDE = 1024
private const val MAX_BYTES = 1024 * 1024
private val QUALITIES = listOf(90, 75, 50)
