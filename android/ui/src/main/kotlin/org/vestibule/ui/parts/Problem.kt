package org.vestibule.ui.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.relocation.BringIntoViewRequester
import androidx.compose.foundation.relocation.bringIntoViewRequester
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.onPlaced
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.vestibule.ActionKind
import org.vestibule.ButtonWords
import org.vestibule.ProblemWords
import org.vestibule.ui.Scene

/** The problem that belongs to no field: what happened, and what to do. */
@Composable
internal fun Problem(scene: Scene) {
    val problem = scene.problem ?: return
    Surface(
        Modifier
            .comesIntoView(problem)
            .fillMaxWidth()
            .semantics { liveRegion = LiveRegionMode.Assertive },
        shape = MaterialTheme.shapes.medium,
        color = MaterialTheme.colorScheme.errorContainer,
        contentColor = MaterialTheme.colorScheme.onErrorContainer,
    ) {
        Row(Modifier.padding(16.dp)) {
            Icon(Symbols.Error, scene.labels.error, Modifier.size(24.dp))
            Column(Modifier.padding(start = 12.dp), Arrangement.spacedBy(4.dp)) {
                ProblemTexts(problem, scene)
                scene.button(ActionKind.RETRY)?.let { Retry(it, scene) }
            }
        }
    }
}

/** What just appeared is scrolled to, once it has its place. */
@Composable
internal fun Modifier.comesIntoView(what: Any): Modifier {
    val requester = remember { BringIntoViewRequester() }
    var isPlaced by remember { mutableStateOf(false) }
    LaunchedEffect(what, isPlaced) { if (isPlaced) requester.bringIntoView() }
    return onPlaced { isPlaced = true }.bringIntoViewRequester(requester)
}

/** A problem's texts, wherever they stand. */
@Composable
internal fun ColumnScope.ProblemTexts(problem: ProblemWords, scene: Scene) {
    Text(problem.title, style = MaterialTheme.typography.titleMedium)
    Text(problem.advice, style = MaterialTheme.typography.bodyMedium)
    problem.countdown?.let { Countdown(it, scene) }
    problem.reference?.let { Reference(it, scene) }
}

@Composable
private fun Retry(button: ButtonWords, scene: Scene) {
    OutlinedButton(
        onClick = { scene.press(button.action) },
        Modifier.padding(top = 8.dp).heightIn(min = 48.dp),
        shape = MaterialTheme.shapes.small,
        border = BorderStroke(1.dp, LocalContentColor.current),
        colors = ButtonDefaults.outlinedButtonColors(contentColor = LocalContentColor.current),
    ) { Text(button.label, style = MaterialTheme.typography.labelLarge) }
}

/** What to pass on to whoever runs the server, to be copied by a tap. */
@Composable
private fun Reference(reference: String, scene: Scene) {
    var isCopied by remember(reference) { mutableStateOf(false) }
    Row(verticalAlignment = Alignment.CenterVertically) {
        Text(
            reference,
            Modifier.weight(1f).padding(vertical = 4.dp),
            style = MaterialTheme.typography.bodySmall,
        )
        IconButton(
            onClick = {
                scene.outside.copy(reference)
                isCopied = true
            },
        ) {
            Icon(
                if (isCopied) Symbols.Check else Symbols.Copy,
                if (isCopied) scene.labels.copied else scene.labels.copy,
                Modifier.size(20.dp),
                tint = LocalContentColor.current,
            )
        }
    }
}
