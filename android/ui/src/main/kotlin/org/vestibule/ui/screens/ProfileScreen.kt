package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import org.vestibule.ActionKind
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Buttons
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.More
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Portrait
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Reading
import org.vestibule.ui.parts.Rows
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** «Профиль»; ⋯ has «Редактировать». */
@Composable
internal fun ProfileScreen(screen: Screen.Profile, scene: Scene) {
    val elsewhere = setOf(ActionKind.EDIT_PROFILE, ActionKind.OPEN_CORPORATE_INFORMATION)
    Page(
        scene,
        bar = { More(scene, ActionKind.EDIT_PROFILE) },
        buttons = { Buttons(scene, elsewhere, waits = false) },
    ) {
        Title(scene)
        Reading(scene)
        Portrait(screen.person, 96.dp, scene, name = scene.labels.avatar)
        Facts(scene)
        Problem(scene)
        Rows(scene, ActionKind.OPEN_CORPORATE_INFORMATION to Symbols.Building)
    }
}
