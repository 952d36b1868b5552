package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.ActionKind
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Buttons
import org.vestibule.ui.parts.DangerButton
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.PageButton
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Sign
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** Are you sure? */
@Composable
internal fun ConfirmScreen(scene: Scene) {
    Page(
        scene,
        hasBack = false,
        buttons = {
            Buttons(scene, elsewhere = setOf(ActionKind.CONFIRM))
            scene.button(ActionKind.CONFIRM)?.let { DangerButton(scene, it) }
            scene.button(ActionKind.BACK)?.let { PageButton(scene, it) }
        },
    ) {
        Sign(Symbols.SignOut)
        Title(scene)
        Lead(scene)
        Problem(scene)
    }
}
