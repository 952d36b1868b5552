package org.vestibule.ui.parts

import androidx.compose.foundation.layout.Box
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import kotlinx.coroutines.launch
import org.vestibule.Action
import org.vestibule.ActionKind
import org.vestibule.ui.PictureSource
import org.vestibule.ui.Scene

/** Sends a picture: asks where from, if there are several places, and then for the picture. */
@Composable
internal fun PictureButton(scene: Scene) {
    val button = scene.button(ActionKind.SUBMIT_AVATAR) ?: return
    val sources = scene.outside.pictureSources
    val waiting = rememberCoroutineScope()
    var isAsking by remember { mutableStateOf(false) }
    fun choose(source: PictureSource) {
        isAsking = false
        waiting.launch {
            scene.outside.choosePicture(source)?.let { scene.act(Action.SubmitAvatar(it)) }
        }
    }
    Box {
        PageButton(scene, button) {
            sources.singleOrNull()?.let(::choose) ?: run { isAsking = true }
        }
        DropdownMenu(isAsking, onDismissRequest = { isAsking = false }) {
            for (source in sources) {
                DropdownMenuItem({ Text(scene.called(source)) }, onClick = { choose(source) })
            }
        }
    }
}

private fun Scene.called(source: PictureSource): String = when (source) {
    PictureSource.Camera -> labels.takePicture
    PictureSource.Gallery -> labels.pickPicture
}
