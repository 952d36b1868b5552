package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.Field
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.DomainField
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Help
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.PageField
import org.vestibule.ui.parts.PasswordField
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Title

/** A login and a password of the organisation, and the host that will see them. */
@Composable
internal fun PasswordScreen(screen: Screen.Password, scene: Scene) {
    val (contacts, facts) = scene.words.facts.partition { it.link != null }
    val paragraphs = scene.words.paragraphs
    Page(scene, foot = { Help(paragraphs.last(), scene, contacts) }) {
        Title(scene)
        Lead(scene, paragraphs.dropLast(1))
        Facts(scene, facts)
        PageField(Field.LOGIN, scene)
        DomainField(screen.domains, scene)
        PasswordField(scene)
        Problem(scene)
    }
}
