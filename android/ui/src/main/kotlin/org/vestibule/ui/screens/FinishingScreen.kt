package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Sign
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** The server is satisfied; that the session begins was stopped, or failed, once. */
@Composable
internal fun FinishingScreen(scene: Scene) {
    Page(scene) {
        Sign(Symbols.Check)
        Title(scene)
        Lead(scene)
        Problem(scene)
    }
}
