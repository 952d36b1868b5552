package org.vestibule.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
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
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.vestibule.Action
import org.vestibule.ChoiceWords
import org.vestibule.ui.Scene

/** The things to choose from, each a card; while a choice is on its way none can be tapped. */
@Composable
internal fun Choices(scene: Scene, symbol: (Action) -> ImageVector?) {
    Column(verticalArrangement = Arrangement.spacedBy(10.dp)) {
        for (choice in scene.words.choices) {
            choice.heading?.let { Heading(it) }
            Choice(choice, symbol(choice.action), scene)
        }
    }
}

@Composable
private fun Heading(text: String) {
    Text(
        text,
        Modifier.padding(start = 4.dp, top = 14.dp, end = 4.dp).semantics { heading() },
        style = MaterialTheme.typography.titleSmall,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
    )
}

@Composable
private fun Choice(choice: ChoiceWords, symbol: ImageVector?, scene: Scene) {
    Surface(
        onClick = { scene.act(choice.action) },
        Modifier.fillMaxWidth().semantics { role = Role.Button },
        enabled = scene.can(choice.action.kind()),
        shape = MaterialTheme.shapes.medium,
        color = MaterialTheme.colorScheme.surfaceContainer,
    ) {
        Row(
            Modifier.heightIn(min = 76.dp).padding(horizontal = 16.dp, vertical = 14.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            val hasRoom = LocalDensity.current.fontScale < CROWDED
            if (hasRoom) symbol?.let { ChoiceSign(it) }
            Column(Modifier.weight(1f), Arrangement.spacedBy(2.dp)) {
                Text(choice.label, style = MaterialTheme.typography.titleMedium)
                choice.detail?.let {
                    Text(
                        it,
                        style = MaterialTheme.typography.bodyMedium,
                        color = MaterialTheme.colorScheme.onSurfaceVariant,
                    )
                }
            }
            if (hasRoom) {
                Icon(
                    Symbols.Forward,
                    contentDescription = null,
                    Modifier.padding(start = 8.dp).size(20.dp),
                    tint = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
        }
    }
}

/** Texts so large that pictures make room for them. */
internal const val CROWDED = 1.5f

@Composable
private fun ChoiceSign(symbol: ImageVector) {
    Box(Modifier.padding(end = 16.dp).size(44.dp).badge(), Alignment.Center) {
        Icon(
            symbol,
            contentDescription = null,
            Modifier.size(24.dp),
            tint = MaterialTheme.colorScheme.onPrimaryContainer,
        )
    }
}
