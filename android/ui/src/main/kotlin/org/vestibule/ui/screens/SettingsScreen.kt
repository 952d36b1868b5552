package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import org.vestibule.ActionKind
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Buttons
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Portrait
import org.vestibule.ui.parts.Rows
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** «Настройки». */
@Composable
internal fun SettingsScreen(screen: Screen.Settings, scene: Scene) {
    val rows = arrayOf(
        ActionKind.OPEN_PROFILE to Symbols.Person,
        ActionKind.SIGN_OUT_CORPORATE to Symbols.Building,
        ActionKind.SIGN_OUT_EVERYWHERE to Symbols.SignOut,
    )
    Page(scene, buttons = { Buttons(scene, elsewhere = rows.map { it.first }.toSet()) }) {
        Title(scene)
        Portrait(screen.public ?: screen.corporate, 72.dp, scene)
        Facts(scene)
        Rows(scene, *rows)
    }
}
