package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.PasswordField
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Title

/** The personal password of a public account. */
@Composable
internal fun AccountPasswordScreen(scene: Scene) {
    Page(scene) {
        Title(scene)
        Lead(scene)
        Facts(scene)
        PasswordField(scene)
        Problem(scene)
    }
}
