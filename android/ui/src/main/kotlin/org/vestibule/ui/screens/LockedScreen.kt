package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Sign
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** The vault can't be opened yet. */
@Composable
internal fun LockedScreen(scene: Scene) {
    Page(scene) {
        Sign(Symbols.Lock)
        Title(scene)
        Lead(scene)
        Problem(scene)
    }
}
