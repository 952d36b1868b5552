package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import org.vestibule.ActionKind
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Buttons
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Portrait
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Reading
import org.vestibule.ui.parts.Rows
import org.vestibule.ui.parts.Sign
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** «Корпоративная информация»: the corporate user, or how to become one. */
@Composable
internal fun CorporateInformationScreen(screen: Screen.CorporateInformation, scene: Scene) {
    Page(
        scene,
        buttons = {
            Buttons(scene, elsewhere = setOf(ActionKind.OPEN_CAPABILITIES), waits = false)
        },
    ) {
        screen.corporate?.let { Portrait(it, 96.dp, scene, name = scene.labels.avatar) }
            ?: Sign(Symbols.Building)
        Title(scene)
        Reading(scene)
        Lead(scene)
        Facts(scene)
        Problem(scene)
        Rows(scene, ActionKind.OPEN_CAPABILITIES to Symbols.Notice)
    }
}
