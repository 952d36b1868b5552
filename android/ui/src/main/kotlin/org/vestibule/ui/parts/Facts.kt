package org.vestibule.ui.parts

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.vestibule.FactWords
import org.vestibule.ui.Scene

/** Lines that tell something, together on one ground. */
@Composable
internal fun Facts(scene: Scene, facts: List<FactWords> = scene.words.facts) {
    if (facts.isEmpty()) return
    Surface(
        Modifier.fillMaxWidth(),
        shape = MaterialTheme.shapes.medium,
        color = MaterialTheme.colorScheme.surfaceContainer,
    ) {
        Column {
            for ((index, fact) in facts.withIndex()) {
                if (index > 0) {
                    HorizontalDivider(
                        Modifier.padding(horizontal = 16.dp),
                        color = MaterialTheme.colorScheme.outlineVariant,
                    )
                }
                Fact(fact, scene)
            }
        }
    }
}

/** Whom to ask: a text at the place where it is needed, and taps that call, write and open. */
@Composable
internal fun Help(
    text: String,
    scene: Scene,
    contacts: List<FactWords> = scene.words.facts.filter { it.link != null },
) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Text(
            text,
            Modifier.padding(horizontal = 4.dp),
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        Facts(scene, contacts)
    }
}

@Composable
private fun Fact(fact: FactWords, scene: Scene) {
    val link = fact.link
    if (link == null) {
        SelectionContainer { FactRow(fact, Modifier.semantics(mergeDescendants = true) {}) }
    } else {
        val open = Modifier.clickable(role = Role.Button) { scene.outside.open(link) }
        FactRow(fact, open) {
            Icon(
                Symbols.Outside,
                contentDescription = null,
                Modifier.padding(start = 12.dp).size(20.dp),
                tint = MaterialTheme.colorScheme.primary,
            )
        }
    }
}

@Composable
private fun FactRow(fact: FactWords, modifier: Modifier, sign: @Composable () -> Unit = {}) {
    Row(
        modifier
            .fillMaxWidth()
            .heightIn(min = 56.dp)
            .padding(horizontal = 16.dp, vertical = 10.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Column(Modifier.weight(1f), Arrangement.spacedBy(2.dp)) {
            Text(
                fact.label,
                style = MaterialTheme.typography.bodySmall,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
            Text(fact.value, style = MaterialTheme.typography.bodyLarge)
        }
        sign()
    }
}
