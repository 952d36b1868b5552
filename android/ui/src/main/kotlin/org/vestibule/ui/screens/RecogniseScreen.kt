package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.Action
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Choices
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** An account was long silent: is it this person's? */
@Composable
internal fun RecogniseScreen(scene: Scene) {
    Page(scene) {
        Title(scene)
        Lead(scene)
        Facts(scene)
        Problem(scene)
        Choices(scene) { choice ->
            if ((choice as? Action.Recognise)?.mine == true) Symbols.Check else Symbols.Close
        }
    }
}
