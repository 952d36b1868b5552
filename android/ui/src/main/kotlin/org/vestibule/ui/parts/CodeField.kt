package org.vestibule.ui.parts

import androidx.compose.foundation.text.input.InputTransformation
import androidx.compose.foundation.text.input.TextFieldBuffer
import androidx.compose.foundation.text.input.setTextAndPlaceCursorAtEnd
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.text.TextRange
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.sp
import org.vestibule.Field
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.wholeCode

/** A one-time code: of a message that is pasted, or that the platform read, only the code is left. */
@Composable
internal fun CodeField(screen: Screen.Code, scene: Scene) {
    val code = scene.form.state(Field.CODE)
    LaunchedEffect(scene.outside, screen.length) {
        scene.outside.messages.collect { message ->
            wholeCode(message, screen.length)?.let(code::setTextAndPlaceCursorAtEnd)
        }
    }
    // What is typed after a code that did not fit, or for a new one, takes its place.
    LaunchedEffect(screen.expiresAt, scene.words.problem) {
        code.edit { selection = TextRange(0, length) }
    }
    PageField(
        Field.CODE,
        scene,
        style = MaterialTheme.typography.displaySmall.spaced(),
        input = remember(screen.length) { OnlyCode(screen.length) },
    )
}

private class OnlyCode(private val digits: UInt) : InputTransformation {
    override fun TextFieldBuffer.transformInput() {
        val typed = asCharSequence().toString()
        val code = wholeCode(typed, digits)
        if (code != null && code != typed) replace(0, length, code)
    }
}

private fun TextStyle.spaced() = copy(fontSize = 28.sp, lineHeight = 36.sp, letterSpacing = 6.sp)
