package org.vestibule.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.material3.ButtonDefaults
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.vestibule.Action
import org.vestibule.ActionKind
import org.vestibule.Notice
import org.vestibule.NoticeWords
import org.vestibule.ui.Scene

/** Words to the person that belong to no request, each with its own buttons. */
@Composable
internal fun Notices(notices: List<Notice>, scene: Scene) {
    for ((notice, words) in notices.zip(scene.words.notices)) NoticeCard(notice, words, scene)
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun NoticeCard(notice: Notice, words: NoticeWords, scene: Scene) {
    Surface(
        Modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite },
        shape = MaterialTheme.shapes.medium,
        color = MaterialTheme.colorScheme.primaryContainer,
        contentColor = MaterialTheme.colorScheme.onPrimaryContainer,
    ) {
        Column(Modifier.padding(start = 16.dp, top = 16.dp, end = 16.dp, bottom = 8.dp)) {
            Row(Modifier.padding(bottom = 8.dp)) {
                Icon(Symbols.Notice, contentDescription = null, Modifier.size(24.dp))
                Column(Modifier.padding(start = 12.dp), Arrangement.spacedBy(6.dp)) {
                    Text(words.text, style = MaterialTheme.typography.bodyMedium)
                    words.problem?.let { ProblemTexts(it, scene) }
                }
            }
            FlowRow(Modifier.fillMaxWidth(), Arrangement.End) {
                words.dismiss?.let {
                    NoticeButton(it) { scene.press(ActionKind.DISMISS_NOTICE) }
                }
                words.link?.let { link ->
                    NoticeButton(link.label) { scene.outside.open(link.url) }
                }
                words.button?.let { button ->
                    if (notice is Notice.SessionEnded) {
                        NoticeButton(button) { scene.act(Action.SignInAgain(notice.server)) }
                    }
                }
            }
        }
    }
}

@Composable
private fun NoticeButton(label: String, onClick: () -> Unit) {
    TextButton(
        onClick,
        colors = ButtonDefaults.textButtonColors(contentColor = LocalContentColor.current),
    ) { Text(label, style = MaterialTheme.typography.labelLarge) }
}
