package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.Action
import org.vestibule.Screen
import org.vestibule.Way
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Choices
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Notices
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Sign
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** The ways in. */
@Composable
internal fun StartScreen(screen: Screen.Start, scene: Scene) {
    Page(scene) {
        Sign(scene.setting.brand.mark)
        Title(scene)
        Lead(scene)
        Notices(screen.notices, scene)
        Choices(scene) { choice ->
            when ((choice as? Action.Begin)?.way) {
                Way.PHONE -> Symbols.Phone
                Way.CORPORATE_EMAIL -> Symbols.Email
                Way.SERVER_ADDRESS -> Symbols.Server
                null -> null
            }
        }
    }
}
