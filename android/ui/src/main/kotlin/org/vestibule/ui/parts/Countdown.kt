package org.vestibule.ui.parts

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.compositionLocalOf
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import kotlinx.coroutines.delay
import org.vestibule.CountdownWords
import org.vestibule.Timestamp
import org.vestibule.ui.Scene

/** The wall clock: a picture of a page has it stand still. */
internal val LocalNow = compositionLocalOf { { Timestamp(System.currentTimeMillis()) } }

/** The texts of a page that hold a time which runs out. */
@Composable
internal fun Countdowns(scene: Scene) {
    if (scene.words.countdowns.isEmpty()) return
    Column {
        for (countdown in scene.words.countdowns) {
            Countdown(countdown, scene, color = MaterialTheme.colorScheme.onSurfaceVariant)
        }
    }
}

/**
 * A text with the time that is left, second by second. It only shows: what the end of a wait means
 * is the core's to say.
 *
 * A screen reader hears the time in words, when it comes to the text and not with every second.
 */
@Composable
internal fun Countdown(
    words: CountdownWords,
    scene: Scene,
    color: Color = LocalContentColor.current,
    style: TextStyle = MaterialTheme.typography.bodyMedium,
) {
    val now = LocalNow.current
    var left by remember(words.until) { mutableStateOf(words.until.millis - now().millis) }
    LaunchedEffect(words.until) {
        while (left > 0) {
            delay((left - 1) % SECOND + 1)
            left = words.until.millis - now().millis
        }
    }
    val seconds = ((left + SECOND - 1) / SECOND).coerceAtLeast(0)
    if (seconds == 0L) {
        Text(words.over, style = style, color = color)
        return
    }
    val heard = words.before + scene.setting.locale.duration(seconds.toULong()) + words.after
    Text(
        words.before + clock(seconds) + words.after,
        Modifier.semantics { contentDescription = heard },
        style = style.copy(fontFeatureSettings = TABULAR),
        color = color,
    )
}

/** `4:05`, `1:04:05`. */
private fun clock(seconds: Long): String {
    val (hours, minutes) = seconds / SECONDS_OF_HOUR to seconds / SECONDS_OF_MINUTE % MINUTES_OF_HOUR
    val parts = if (hours > 0) listOf(hours, minutes) else listOf(minutes)
    return (parts + seconds % SECONDS_OF_MINUTE).withIndex().joinToString(":") { (index, part) ->
        if (index == 0) "$part" else "$part".padStart(2, '0')
    }
}

/** Digits of one width, so that nothing moves. */
private const val TABULAR = "tnum"
private const val SECOND = 1000L
private const val SECONDS_OF_MINUTE = 60L
private const val MINUTES_OF_HOUR = 60L
private const val SECONDS_OF_HOUR = 3600L
