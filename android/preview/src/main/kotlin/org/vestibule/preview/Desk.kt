package org.vestibule.preview

import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.requiredSize
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.FilterChip
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.flow.Flow
import org.vestibule.Locale
import org.vestibule.Vestibule
import org.vestibule.ui.App

/** What the window shows: a device with the app on it, its switches above, and the inbox beside it. */
@Composable
internal fun Desk(app: Vestibule, outside: DesktopOutside, messages: Flow<Message>) {
    val came = remember { mutableStateListOf<Message>() }
    LaunchedEffect(messages) { messages.collect { came.add(0, it) } }
    var locale by remember { mutableStateOf(Locale.RU) }
    var isDark by remember { mutableStateOf(false) }
    var textSize by remember { mutableStateOf(TextSize.Normal) }
    var device by remember { mutableStateOf(Device.Phone) }
    MaterialTheme {
        Surface(Modifier.fillMaxSize()) {
            Row(Modifier.padding(16.dp), Arrangement.spacedBy(16.dp)) {
                Column(Modifier.weight(1f), Arrangement.spacedBy(12.dp)) {
                    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                        Switches(Locale.entries, locale, { it.name }) { locale = it }
                        Switches(listOf(false, true), isDark, { if (it) "Dark" else "Light" }) { isDark = it }
                        Switches(TextSize.entries, textSize, { it.label }) { textSize = it }
                        Switches(Device.entries, device, { it.name }) { device = it }
                    }
                    Scrolled {
                        val density = LocalDensity.current
                        CompositionLocalProvider(
                            LocalDensity provides Density(density.density, textSize.scale),
                        ) {
                            Box(
                                Modifier
                                    .requiredSize(device.width, device.height)
                                    .border(1.dp, MaterialTheme.colorScheme.outline),
                            ) { App(app, outside, locale, isDark = isDark) }
                        }
                    }
                }
                Inbox(came) { if (it.isSms) outside.messages.tryEmit(it.text) else outside.copy(it.code) }
            }
        }
    }
}

/** The text sizes that systems have. */
private enum class TextSize(val scale: Float, val label: String) {
    Normal(1f, "100 %"),
    Large(1.5f, "150 %"),
    Largest(2f, "200 %"),
}

private enum class Device(val width: Dp, val height: Dp) {
    Phone(412.dp, 840.dp),
    Tablet(800.dp, 1100.dp),
}

@Composable
private fun <T> Switches(all: List<T>, present: T, label: (T) -> String, pick: (T) -> Unit) {
    for (one in all) FilterChip(one == present, { pick(one) }, { Text(label(one)) })
}

@Composable
private fun Scrolled(content: @Composable () -> Unit) {
    Box(
        Modifier
            .fillMaxSize()
            .verticalScroll(rememberScrollState())
            .horizontalScroll(rememberScrollState()),
    ) { content() }
}

/** What came, the newest first; a tap has the system fill an SMS in, and copies an e-mail's code. */
@Composable
private fun Inbox(messages: List<Message>, tap: (Message) -> Unit) {
    Column(
        Modifier.width(300.dp).fillMaxHeight().verticalScroll(rememberScrollState()),
        Arrangement.spacedBy(12.dp),
    ) {
        Text("Inbox", style = MaterialTheme.typography.titleMedium)
        if (messages.isEmpty()) {
            Text("Here come SMS and e-mails. A tap hands the code to the app.", style = MaterialTheme.typography.bodyMedium)
        }
        for (message in messages) {
            Surface(
                Modifier.fillMaxWidth().clickable { tap(message) },
                shape = MaterialTheme.shapes.medium,
                color = MaterialTheme.colorScheme.surfaceVariant,
            ) {
                Column(Modifier.padding(12.dp), Arrangement.spacedBy(4.dp)) {
                    val kind = if (message.isSms) "SMS" else "E-mail"
                    Text("$kind · ${message.to}", style = MaterialTheme.typography.labelMedium)
                    Text(message.text, style = MaterialTheme.typography.bodyMedium)
                }
            }
        }
    }
}
