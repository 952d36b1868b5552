@file:OptIn(ExperimentalTestApi::class)

package org.vestibule.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.wrapContentHeight
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.input.TextFieldState
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** Each check of the pictures finds what it is there for, and nothing where there is nothing. */
class FlawsTest {
    @Test
    fun `a text that does not fit is found`() {
        assertFlaw("is cut") { Text(LINES, Modifier.size(120.dp, 30.dp)) }
        assertFlaw("is cut") { Text(LINES, maxLines = 1, overflow = TextOverflow.Ellipsis) }
        assertFlaw("is cut") { Text(LINES, softWrap = false) }
        assertFlaw("is broken in a word") { Text("Enterprise", Modifier.width(60.dp)) }
        assertFlaw("is not seen whole") {
            Box(Modifier.height(10.dp).clipToBounds()) {
                Text("Word", Modifier.wrapContentHeight(unbounded = true))
            }
        }
        assertFlaw("which the font has not") { Text("♥") }
    }

    @Test
    fun `what lies over something else is found`() {
        assertFlaw("lies over") {
            Text("One")
            Text("Other")
        }
        assertFlaw("lies over") {
            Text("One")
            Button("Other", Modifier.size(48.dp))
        }
        assertFlaw("is touched where") {
            Button("One", Modifier.size(100.dp, 48.dp))
            Button("Other", Modifier.offset(y = 48.dp).size(100.dp, 20.dp))
        }
    }

    @Test
    fun `a control that is too small, or has no name, is found`() {
        assertFlaw("to be touched on") { Button("One", Modifier.size(48.dp, 40.dp)) }
        assertFlaw("to be touched on") { Button("One", Modifier.size(40.dp, 48.dp)) }
        assertFlaw("has no name") { Box(Modifier.size(48.dp).clickable {}) }
        assertFlaw("has no name") { BasicTextField(TextFieldState(), Modifier.size(48.dp)) }
    }

    @Test
    fun `a text too pale to be read is found`() {
        assertFlaw("has a contrast of") { Text("Word", color = Color(0xFF808080)) }
        assertFlaw("has a contrast of") {
            Text("Word", Modifier.background(Color(0xFF303030)), color = Color.Black)
        }
    }

    @Test
    fun `a problem below the edge is found`() {
        draw(
            Look.PLAIN,
            content = {
                Column {
                    Text("Word", Modifier.height(Look.PLAIN.device.height.dp))
                    Text("Problem", Modifier.semantics { liveRegion = LiveRegionMode.Assertive })
                }
            },
        ) { assertEquals(1, unseen().size) }
    }

    @Test
    fun `nothing is found where there is no flaw`() {
        val flaws = flawsOf {
            Column {
                Text(LINES)
                Text("a.long.host.of.an.organisation.example.org", Modifier.width(120.dp))
                Button("Button", Modifier.size(48.dp))
                Button("Small, with the place around it", Modifier.padding(14.dp).size(20.dp))
                Text("Word", Modifier.background(Color.Black), color = Color(0xFF808080))
            }
        }
        assertEquals(emptyList(), flaws)
    }
}

private fun assertFlaw(what: String, content: @Composable () -> Unit) {
    val flaws = flawsOf(content)
    assertTrue(flaws.any { what in it }, "«$what» is not found, but $flaws")
}

private fun flawsOf(content: @Composable () -> Unit): List<String> =
    draw(
        Look.PLAIN,
        content = { Box(Modifier.fillMaxSize().background(Color.White)) { content() } },
    ) { flaws(picture()) }

@Composable
private fun Button(name: String, modifier: Modifier) {
    Box(modifier.clickable {}.semantics { contentDescription = name })
}

private const val LINES = "More words than there is room for in one line of a small phone, or of two"
