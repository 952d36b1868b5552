package org.vestibule.ui.screens

import androidx.compose.foundation.text.input.setTextAndPlaceCursorAtEnd
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.text.TextRange
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.sp
import org.vestibule.Field
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Countdowns
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.PageField
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Title

/** A code was sent: it is typed, pasted or filled in, and the core sends it once it is whole. */
@Composable
internal fun CodeScreen(screen: Screen.Code, scene: Scene) {
    val code = scene.form.state(Field.CODE)
    LaunchedEffect(scene.outside) {
        scene.outside.messages.collect { code.setTextAndPlaceCursorAtEnd(it) }
    }
    // What is typed after a code that did not fit, or for a new one, takes its place.
    LaunchedEffect(screen.expiresAt, scene.words.problem) {
        code.edit { selection = TextRange(0, length) }
    }
    Page(scene) {
        Title(scene)
        Lead(scene)
        PageField(Field.CODE, scene, style = MaterialTheme.typography.displaySmall.spaced())
        Countdowns(scene)
        Problem(scene)
    }
}

private fun TextStyle.spaced() = copy(fontSize = 28.sp, lineHeight = 36.sp, letterSpacing = 6.sp)
