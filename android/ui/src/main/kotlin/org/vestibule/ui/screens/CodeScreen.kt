package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.CodeField
import org.vestibule.ui.parts.Countdowns
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Title

/** A code was sent: it is typed, pasted or filled in, and the core sends it once it is whole. */
@Composable
internal fun CodeScreen(screen: Screen.Code, scene: Scene) {
    Page(scene) {
        Title(scene)
        Lead(scene)
        CodeField(screen, scene)
        Countdowns(scene)
        Problem(scene)
    }
}
