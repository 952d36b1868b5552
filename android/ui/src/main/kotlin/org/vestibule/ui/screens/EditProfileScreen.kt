package org.vestibule.ui.screens

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.vestibule.ActionKind
import org.vestibule.Field
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Buttons
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.PageButton
import org.vestibule.ui.parts.PageField
import org.vestibule.ui.parts.PictureButton
import org.vestibule.ui.parts.Portrait
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Rows
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** «Редактировать»: name, picture, phone. */
@Composable
internal fun EditProfileScreen(screen: Screen.EditProfile, scene: Scene) {
    Page(
        scene,
        buttons = {
            Buttons(
                scene,
                elsewhere = setOf(
                    ActionKind.SUBMIT_AVATAR,
                    ActionKind.REMOVE_AVATAR,
                    ActionKind.ADD_PHONE,
                ),
            )
        },
    ) {
        Title(scene)
        Column(Modifier.fillMaxWidth(), horizontalAlignment = Alignment.CenterHorizontally) {
            Portrait(screen.person, 112.dp, scene, name = scene.labels.avatar)
            PictureButton(scene)
            scene.button(ActionKind.REMOVE_AVATAR)?.let { PageButton(scene, it) }
        }
        PageField(Field.NAME, scene)
        Problem(scene)
        Facts(scene)
        Rows(scene, ActionKind.ADD_PHONE to Symbols.Phone)
    }
}
