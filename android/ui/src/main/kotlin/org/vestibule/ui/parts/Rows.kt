package org.vestibule.ui.parts

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import org.vestibule.ActionKind
import org.vestibule.ButtonRole
import org.vestibule.ButtonWords
import org.vestibule.ui.Scene

/** Buttons as the lines of a list, with their pictures: those of these kinds that the page has. */
@Composable
internal fun Rows(scene: Scene, vararg kinds: Pair<ActionKind, ImageVector>) {
    val rows = kinds.mapNotNull { (kind, symbol) -> scene.button(kind)?.let { it to symbol } }
    if (rows.isEmpty()) return
    Surface(
        Modifier.fillMaxWidth(),
        shape = MaterialTheme.shapes.medium,
        color = MaterialTheme.colorScheme.surfaceContainer,
    ) {
        Column {
            val hasRoom = LocalDensity.current.fontScale < CROWDED
            for ((index, row) in rows.withIndex()) {
                if (index > 0) {
                    HorizontalDivider(
                        Modifier.padding(start = if (hasRoom) 56.dp else 16.dp, end = 16.dp),
                        color = MaterialTheme.colorScheme.outlineVariant,
                    )
                }
                ButtonRow(row.first, row.second.takeIf { hasRoom }, scene)
            }
        }
    }
}

@Composable
private fun ButtonRow(button: ButtonWords, symbol: ImageVector?, scene: Scene) {
    val isDanger = button.role == ButtonRole.DANGER
    val color =
        if (isDanger) MaterialTheme.colorScheme.error else MaterialTheme.colorScheme.onSurface
    Row(
        Modifier
            .fillMaxWidth()
            .clickable(role = Role.Button) { scene.press(button.action) }
            .heightIn(min = 60.dp)
            .padding(horizontal = 16.dp, vertical = 12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (symbol != null) {
            Icon(
                symbol,
                contentDescription = null,
                Modifier.padding(end = 16.dp).size(24.dp),
                tint = if (isDanger) color else MaterialTheme.colorScheme.primary,
            )
        }
        Text(
            button.label,
            Modifier.weight(1f),
            style = MaterialTheme.typography.bodyLarge,
            color = color,
        )
        if (!isDanger && symbol != null) {
            Icon(
                Symbols.Forward,
                contentDescription = null,
                Modifier.padding(start = 8.dp).size(20.dp),
                tint = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
    }
}
