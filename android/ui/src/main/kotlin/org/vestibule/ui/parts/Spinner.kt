package org.vestibule.ui.parts

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.size
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.runtime.Composable
import androidx.compose.runtime.compositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.unit.dp

/** Whether what turns and runs stands still: a picture of a page has it so. */
internal val LocalIsStill = compositionLocalOf { false }

/** Something is waited for; the text beside it says what. */
@Composable
internal fun Spinner() {
    val quiet = Modifier.size(22.dp).clearAndSetSemantics {}
    if (LocalIsStill.current) {
        CircularProgressIndicator({ STILL }, quiet, strokeWidth = STROKE)
    } else {
        CircularProgressIndicator(quiet, strokeWidth = STROKE)
    }
}

/** Something is read in the background; the text under it says what. */
@Composable
internal fun Runner() {
    val quiet = Modifier.fillMaxWidth().clearAndSetSemantics {}
    if (LocalIsStill.current) LinearProgressIndicator({ STILL }, quiet) else LinearProgressIndicator(quiet)
}

private val STROKE = 2.5.dp
private const val STILL = 0.7f
