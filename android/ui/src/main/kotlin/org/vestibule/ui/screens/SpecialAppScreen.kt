package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Buttons
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Links
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Sign
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** The account is used in the organisation's own app, which this phone's store has. */
@Composable
internal fun SpecialAppScreen(scene: Scene) {
    Page(
        scene,
        buttons = {
            Links(scene)
            Buttons(scene)
        },
    ) {
        Sign(Symbols.Building)
        Title(scene)
        Lead(scene)
        Facts(scene)
    }
}
