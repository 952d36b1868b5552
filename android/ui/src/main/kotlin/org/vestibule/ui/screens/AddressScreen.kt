package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.Field
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Help
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.PageField
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Title

/** A corporate server's address is asked for; whom to ask for it stands under the field. */
@Composable
internal fun AddressScreen(scene: Scene) {
    val paragraphs = scene.words.paragraphs
    Page(scene) {
        Title(scene)
        Lead(scene, paragraphs.dropLast(1))
        Facts(scene)
        PageField(Field.ADDRESS, scene)
        Problem(scene)
        Help(paragraphs.last(), scene)
    }
}
