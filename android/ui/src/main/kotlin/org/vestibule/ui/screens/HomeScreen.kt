package org.vestibule.ui.screens

import androidx.compose.material3.IconButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import org.vestibule.ActionKind
import org.vestibule.Person
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Buttons
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Notices
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Portrait
import org.vestibule.ui.parts.Title

/** Signed in: the messenger's own screens begin here. */
@Composable
internal fun HomeScreen(screen: Screen.Home, scene: Scene) {
    Page(
        scene,
        bar = { SettingsButton(screen.public ?: screen.corporate, scene) },
        buttons = { Buttons(scene, elsewhere = setOf(ActionKind.OPEN_SETTINGS)) },
    ) {
        Title(scene)
        Notices(screen.notices, scene)
        Facts(scene)
        Lead(scene)
    }
}

/** The avatar above the chats leads to the settings. */
@Composable
private fun SettingsButton(person: Person?, scene: Scene) {
    val button = scene.button(ActionKind.OPEN_SETTINGS) ?: return
    IconButton(onClick = { scene.press(button.action) }) {
        Portrait(person, 40.dp, scene, name = button.label)
    }
}
