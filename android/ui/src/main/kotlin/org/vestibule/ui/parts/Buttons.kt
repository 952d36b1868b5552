package org.vestibule.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.vestibule.ActionKind
import org.vestibule.ButtonRole
import org.vestibule.ButtonWords
import org.vestibule.ui.Scene

/**
 * The buttons of a page, or what it waits for in their place.
 *
 * Those that the bar above and a problem have are left out, and those in [elsewhere], which the page
 * draws itself.
 * Where nobody has to wait ([waits]) the page tells of it itself.
 */
@Composable
internal fun Buttons(
    scene: Scene,
    elsewhere: Set<ActionKind> = emptySet(),
    waits: Boolean = true,
) {
    if (waits) scene.words.waiting?.let { Waiting(it) }
    for (button in scene.words.buttons) {
        if (button.action !in ABOVE && button.action !in elsewhere) PageButton(scene, button)
    }
}

/** A button of the page. */
@Composable
internal fun PageButton(
    scene: Scene,
    button: ButtonWords,
    onClick: () -> Unit = { scene.press(button.action) },
) {
    WideButton(button.label, button.role, onClick)
}

/** A button as wide as the page, drawn by a role. */
@Composable
internal fun WideButton(label: String, role: ButtonRole, onClick: () -> Unit) {
    when (role) {
        ButtonRole.MAIN -> Button(onClick, wide, shape = shape, contentPadding = padding) {
            Label(label)
        }
        ButtonRole.OTHER -> TextButton(onClick, wide, shape = shape, contentPadding = padding) {
            Label(label)
        }
        ButtonRole.DANGER -> TextButton(
            onClick,
            wide,
            shape = shape,
            contentPadding = padding,
            colors = ButtonDefaults.textButtonColors(
                contentColor = MaterialTheme.colorScheme.error,
            ),
        ) { Label(label) }
        ButtonRole.AWAY -> OutlinedButton(onClick, wide, shape = shape, contentPadding = padding) {
            Label(label)
        }
    }
}

/** The one thing that a question is about, drawn so that nobody taps it by mistake. */
@Composable
internal fun DangerButton(scene: Scene, button: ButtonWords) {
    Button(
        onClick = { scene.press(button.action) },
        wide,
        shape = shape,
        contentPadding = padding,
        colors = ButtonDefaults.buttonColors(
            containerColor = MaterialTheme.colorScheme.error,
            contentColor = MaterialTheme.colorScheme.onError,
        ),
    ) { Label(button.label) }
}

/** What is being waited for, at the place where the button was. */
@Composable
private fun Waiting(text: String) {
    Surface(
        Modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite },
        shape = shape,
        color = MaterialTheme.colorScheme.surfaceContainerHigh,
    ) {
        Row(
            Modifier.heightIn(min = HEIGHT).padding(padding),
            Arrangement.Center,
            Alignment.CenterVertically,
        ) {
            Spinner()
            Text(
                text,
                Modifier.padding(start = 14.dp),
                style = MaterialTheme.typography.labelLarge,
            )
        }
    }
}

@Composable
private fun RowScope.Label(label: String) {
    Text(
        label,
        Modifier.weight(1f),
        textAlign = TextAlign.Center,
        style = MaterialTheme.typography.labelLarge,
    )
}

private val ABOVE = setOf(ActionKind.BACK, ActionKind.LEAVE, ActionKind.RETRY)
private val HEIGHT = 54.dp
private val shape = RoundedCornerShape(16.dp)
private val padding = PaddingValues(horizontal = 20.dp, vertical = 12.dp)
private val wide = Modifier.fillMaxWidth().heightIn(min = HEIGHT)
