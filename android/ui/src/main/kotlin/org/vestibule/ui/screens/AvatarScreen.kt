package org.vestibule.ui.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.vestibule.ActionKind
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Buttons
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.PictureButton
import org.vestibule.ui.parts.Portrait
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Title

/** A picture for the new account, if the person wants one. */
@Composable
internal fun AvatarScreen(screen: Screen.Avatar, scene: Scene) {
    Page(
        scene,
        buttons = {
            PictureButton(scene)
            Buttons(scene, elsewhere = setOf(ActionKind.SUBMIT_AVATAR))
        },
    ) {
        Title(scene)
        Lead(scene)
        Column(
            Modifier.fillMaxWidth().padding(vertical = 16.dp),
            Arrangement.spacedBy(16.dp),
            Alignment.CenterHorizontally,
        ) {
            Portrait(person = null, 144.dp, scene)
            Text(
                screen.name,
                textAlign = TextAlign.Center,
                style = MaterialTheme.typography.titleMedium,
            )
        }
        Problem(scene)
    }
}
