package org.vestibule.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.text.input.setTextAndPlaceCursorAtEnd
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.unit.dp
import org.vestibule.Action
import org.vestibule.Field
import org.vestibule.ui.Scene

/** The domain that a login belongs to, where the server has several. */
@Composable
internal fun DomainField(domains: List<String>, scene: Scene) {
    val words = scene.field(Field.DOMAIN) ?: return
    val state = scene.form.state(Field.DOMAIN)
    val problem = scene.problem(Field.DOMAIN)
    var isOpen by remember { mutableStateOf(false) }
    val shown = state.text.toString().ifEmpty { words.placeholder.orEmpty() }
    Column(verticalArrangement = Arrangement.spacedBy(6.dp)) {
        FieldLabel(words.label)
        Box {
            Surface(
                onClick = { isOpen = true },
                Modifier.semantics {
                    role = Role.DropdownList
                    contentDescription = words.label
                    stateDescription = shown
                    problem?.let { error(it.title) }
                },
                shape = MaterialTheme.shapes.small,
            ) {
                Frame(isFocused = isOpen, isWrong = problem != null) {
                    Text(
                        shown,
                        Modifier.weight(1f).padding(vertical = 14.dp),
                        style = MaterialTheme.typography.bodyLarge,
                        color = when {
                            state.text.isEmpty() -> MaterialTheme.colorScheme.onSurfaceVariant
                            else -> MaterialTheme.colorScheme.onSurface
                        },
                    )
                    Icon(
                        Symbols.Down,
                        contentDescription = null,
                        Modifier.padding(horizontal = 12.dp).size(20.dp),
                        tint = MaterialTheme.colorScheme.onSurfaceVariant,
                    )
                }
            }
            DropdownMenu(isOpen, onDismissRequest = { isOpen = false }) {
                for (domain in domains) {
                    DropdownMenuItem(
                        { Text(domain, style = MaterialTheme.typography.bodyLarge) },
                        onClick = {
                            isOpen = false
                            state.setTextAndPlaceCursorAtEnd(domain)
                            scene.act(Action.Edit(Field.DOMAIN, domain))
                        },
                    )
                }
            }
        }
        Support(problem, words.hint, scene)
    }
}
