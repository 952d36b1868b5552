package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Title

/** The sign-in can't go on, and why. */
@Composable
internal fun StoppedScreen(scene: Scene) {
    Page(scene) {
        Title(scene)
        Problem(scene)
        Facts(scene)
    }
}
