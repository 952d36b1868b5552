@file:Suppress("UNUSED_PARAMETER")

package androidx.activity.result

import android.content.Intent
import androidx.activity.declared
import androidx.activity.result.contract.ActivityResultContracts.PickVisualMedia

fun interface ActivityResultCallback<O> {
    fun onActivityResult(result: O)
}

abstract class ActivityResultLauncher<I> {
    fun launch(input: I): Unit = declared()
}

class ActivityResult(val resultCode: Int, val data: Intent?)

class PickVisualMediaRequest internal constructor()

fun PickVisualMediaRequest(mediaType: PickVisualMedia.VisualMediaType): PickVisualMediaRequest = declared()
