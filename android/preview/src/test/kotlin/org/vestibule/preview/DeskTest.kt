package org.vestibule.preview

import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.runSkikoComposeUiTest
import java.io.File
import kotlin.test.Test
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.io.TempDir
import org.vestibule.Action
import org.vestibule.ActionKind
import org.vestibule.ButtonRole
import org.vestibule.Locale
import org.vestibule.Progress
import org.vestibule.Screen
import org.vestibule.Vestibule
import org.vestibule.Way

@OptIn(ExperimentalTestApi::class)
class DeskTest {
    @TempDir lateinit var folder: File

    @Test
    fun `a person registers in the window by the SMS that the inbox shows`() = onDesk { app ->
        val start = waitFor<Screen.Start>(app)
        tap(start.words(Locale.RU).choices.first { it.action == Action.Begin(Way.PHONE) }.label)
        fillIn("8 999 555-01-01", waitFor<Screen.Phone>(app))

        waitFor<Screen.Code>(app)
        waitUntil("the inbox shows the SMS", PATIENCE) {
            onAllNodes(hasText("SMS · +79995550101")).fetchSemanticsNodes().size == 1
        }
        tap("SMS · +79995550101")

        fillIn("Вера Новая", waitFor<Screen.Name>(app))
        press(ActionKind.SKIP, waitFor<Screen.Avatar>(app))
        press(ActionKind.SKIP, waitFor<Screen.Email>(app))
        waitFor<Screen.Home>(app)
        onNode(hasText(app.screen.value.words(Locale.RU).title)).assertExists()
    }

    @Test
    fun `each switch above the device changes what the window shows`() = onDesk { app ->
        waitFor<Screen.Start>(app)
        for (switch in listOf("EN", "Dark", "200 %", "Tablet")) {
            val before = pixels()

            tap(switch)

            assertNotEquals(before, pixels(), switch)
        }
        onNode(hasText(app.screen.value.words(Locale.EN).title)).assertExists()
        assertTrue(pixels().distinct().size > COLOURS, "the window is blank")
    }

    private fun onDesk(test: SkikoComposeUiTest.(Vestibule) -> Unit) = Servers().use { servers ->
        runBlocking { servers.open(folder, "http://127.0.0.1:49152/callback") }.use { app ->
            runSkikoComposeUiTest(WINDOW) {
                setContent { Desk(app, DesktopOutside(), servers.messages) }
                test(app)
            }
        }
    }
}

@OptIn(ExperimentalTestApi::class)
private inline fun <reified S : Screen> SkikoComposeUiTest.waitFor(app: Vestibule): S {
    waitUntil("${S::class.simpleName} comes", PATIENCE) {
        val screen = app.screen.value
        screen is S && screen.progress() != Progress.Running
    }
    waitForIdle()
    return app.screen.value as S
}

/** Fills the only field in, and presses the page's main button. */
@OptIn(ExperimentalTestApi::class)
private fun SkikoComposeUiTest.fillIn(text: String, screen: Screen) {
    onNode(hasSetTextAction()).performTextReplacement(text)
    tap(screen.words(Locale.RU).buttons.first { it.role == ButtonRole.MAIN }.label)
}

@OptIn(ExperimentalTestApi::class)
private fun SkikoComposeUiTest.press(kind: ActionKind, screen: Screen) {
    tap(screen.words(Locale.RU).buttons.first { it.action == kind }.label)
}

@OptIn(ExperimentalTestApi::class)
private fun SkikoComposeUiTest.tap(text: String) {
    onNode(hasText(text) and hasClickAction()).performClick()
    waitForIdle()
}

@OptIn(ExperimentalTestApi::class)
private fun SkikoComposeUiTest.pixels(): List<Int> = captureToImage().toPixelMap().buffer.toList()

private val WINDOW = Size(1000f, 960f)
private const val PATIENCE = 60_000L
private const val COLOURS = 20
