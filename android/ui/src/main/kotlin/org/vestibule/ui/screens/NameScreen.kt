package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.Field
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.PageField
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Title

/** The person's name. */
@Composable
internal fun NameScreen(scene: Scene) {
    Page(scene) {
        Title(scene)
        Lead(scene)
        PageField(Field.NAME, scene)
        Problem(scene)
    }
}
