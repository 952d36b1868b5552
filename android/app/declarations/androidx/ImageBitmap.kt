package androidx.compose.ui.graphics

import android.graphics.Bitmap
import androidx.activity.declared

/** Compose for Android has it; for the desktop it has another. */
fun Bitmap.asImageBitmap(): ImageBitmap = declared()
