package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.Action
import org.vestibule.Method
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Choices
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** The server lets the person choose how to sign in. */
@Composable
internal fun MethodsScreen(scene: Scene) {
    Page(scene) {
        Title(scene)
        Lead(scene)
        Facts(scene)
        Problem(scene)
        Choices(scene) { choice ->
            when ((choice as? Action.ChooseMethod)?.method) {
                Method.EMAIL_CODE -> Symbols.Email
                Method.PASSWORD -> Symbols.Key
                Method.OPENID -> Symbols.Browser
                null -> null
            }
        }
    }
}
