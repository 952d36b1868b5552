package org.vestibule.ui.parts

import androidx.compose.foundation.layout.Box
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import org.vestibule.ActionKind
import org.vestibule.ui.Scene

/** ⋯ with the buttons of these kinds that the page has. */
@Composable
internal fun More(scene: Scene, vararg kinds: ActionKind) {
    val buttons = kinds.mapNotNull(scene::button)
    if (buttons.isEmpty()) return
    var isOpen by remember { mutableStateOf(false) }
    Box {
        IconButton(onClick = { isOpen = true }) { Icon(Symbols.More, scene.labels.more) }
        DropdownMenu(isOpen, onDismissRequest = { isOpen = false }) {
            for (button in buttons) {
                DropdownMenuItem(
                    { Text(button.label, style = MaterialTheme.typography.bodyLarge) },
                    onClick = {
                        isOpen = false
                        scene.press(button.action)
                    },
                )
            }
        }
    }
}
