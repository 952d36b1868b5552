@file:OptIn(ExperimentalTestApi::class)

package org.vestibule.ui

import androidx.compose.ui.input.key.Key
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performImeAction
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.pressKey
import androidx.compose.ui.text.AnnotatedString
import org.vestibule.Action
import org.vestibule.ActionKind
import org.vestibule.Field
import org.vestibule.Progress
import org.vestibule.Screen
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals

/** What a person does on a screen reaches the core as the action that it is. */
class ActionsTest {
    @Test
    fun `every action that a screen allows can be sent, and no other is`() {
        val differing = SAMPLES.mapNotNull { sample ->
            val sent = sent.getValue(sample).map { it.kind() }.toSet()
            val allowed = sample.screen.actions().toSet() - OF_THE_APP
            "$sample allows $allowed, sends $sent".takeIf { sent != allowed }
        }
        assertEquals("", differing.joinToString("\n"))
    }

    @Test
    fun `every choice is offered`() {
        val missing = SAMPLES.filter { it.screen.hasChoices }.flatMap { sample ->
            val choices = sample.screen.words(look.locale).choices.map { it.action }
            (choices - sent.getValue(sample)).map { "$sample: $it" }
        }
        assertEquals(emptyList(), missing)
    }

    @Test
    fun `the samples allow every action that there is`() {
        val allowed = SAMPLES.flatMap { it.screen.actions() }.toSet()
        assertEquals(ActionKind.entries.toSet(), allowed)
    }

    @Test
    fun `the system's way back goes back wherever there is one`() {
        for (sample in SAMPLES) {
            Studio.open(sample.screen) {
                outside.back?.let { ui.runOnUiThread(it) }
                val isAllowed = ActionKind.BACK in sample.screen.actions()
                assertEquals(if (isAllowed) listOf(Action.Back) else emptyList(), done, sample.name)
            }
        }
    }

    @Test
    fun `Escape goes back`() = Studio.open(screen("Phone")) {
        ui.field().performClick()
        ui.field().performKeyInput { pressKey(Key.Escape) }
        ui.waitForIdle()
        assertEquals(listOf<Action>(Action.Back), done)
    }

    @Test
    fun `what is typed is told with each change, and sent by the keyboard's own button`() =
        Studio.open(screen("Email")) {
            ui.field().performTextInput("work@")
            ui.field().performTextInput("rabota.ru")
            ui.field().performImeAction()
            ui.waitForIdle()
            val sent = listOf(
                Action.Edit(Field.EMAIL, "work@"),
                Action.Edit(Field.EMAIL, "work@rabota.ru"),
                Action.SubmitEmail("work@rabota.ru"),
            )
            assertEquals(sent, done)
        }

    @Test
    fun `what the core kept fills the field, and its next screens leave the field alone`() {
        val kept = screen("Email wrong") as Screen.Email
        Studio.open(kept) {
            assertEquals("work.rabota.ru", ui.typed())
            ui.field().performTextInput("!")
            change(kept.copy(text = "another", progress = Progress.Idle))
            assertEquals("work.rabota.ru!", ui.typed())
        }
    }

    @Test
    fun `a phone is grouped as one types, and a deletion takes a digit`() =
        Studio.open(screen("Phone empty")) {
            ui.field().performTextInput("8 900-1112")
            ui.waitForIdle()
            assertEquals("8 (900) 111-2", ui.typed())
            repeat(2) { ui.field().performKeyInput { pressKey(Key.Backspace) } }
            ui.waitForIdle()
            assertEquals("8 (900) 11", ui.typed())
            assertEquals(Action.Edit(Field.PHONE, "890011"), done.last())
        }

    @Test
    fun `a message that the platform read, or that is pasted, leaves its code in the field`() {
        Studio.open(screen("Code")) {
            outside.sms.tryEmit("471 001 is your code. Don't tell it to anybody.")
            ui.waitUntil { done.isNotEmpty() }
            assertEquals("471001", ui.typed())
            assertEquals(listOf<Action>(Action.Edit(Field.CODE, "471001")), done)
        }
        Studio.open(screen("Code")) {
            ui.field().performTextInput("Vestibule: 471001")
            ui.waitForIdle()
            assertEquals(listOf<Action>(Action.Edit(Field.CODE, "471001")), done)
        }
    }

    @Test
    fun `a code that is not whole yet is left as it is typed`() = Studio.open(screen("Code")) {
        ui.field().performTextInput("47 1")
        ui.waitForIdle()
        assertEquals("47 1", ui.typed())
    }

    @Test
    fun `the browser opens once each time that the screen says so`() {
        val closed = screen("Browser") as Screen.Browser
        Studio.open(closed) {
            change(closed.copy(url = PAGE, openings = 1u))
            change(closed.copy(url = PAGE, openings = 1u, progress = Progress.Running))
            change(closed.copy(url = PAGE, openings = 2u))
            assertEquals(listOf(PAGE, PAGE), outside.opened)
        }
    }

    @Test
    fun `a phone without a browser is told of at once`() {
        val closed = screen("Browser") as Screen.Browser
        Studio.open(closed) {
            outside.hasBrowser = false
            change(closed.copy(url = PAGE, openings = 1u))
            assertContains(ui.nodes().flatMap { it.texts() }, look.locale.labels().noBrowser)
        }
    }

    private val look = Look.PLAIN
}

/** What can be sent from each screen. */
private val sent: Map<Sample, List<Action>> by lazy { SAMPLES.associateWith { sent(it.screen) } }

/** Each control is tapped once, on a page that is new each time. */
private fun sent(screen: Screen): List<Action> = Studio.open(screen) {
    for (index in ui.fields().indices) ui.type(index, "1")
    show(screen)
    val controls = ui.controls()
    for (control in controls) {
        show(screen)
        ui.tap(control)
        // What opened, a menu or a list, has controls of its own.
        for (opened in (ui.controls() - controls).take(MOST_OPENED)) {
            show(screen)
            ui.tap(control)
            ui.tap(opened)
        }
    }
    done
}

private fun screen(name: String): Screen = SAMPLES.first { it.name == name }.screen

private val Screen.hasChoices: Boolean
    get() = actions().any {
        it in setOf(
            ActionKind.BEGIN,
            ActionKind.RECOGNISE,
            ActionKind.CHOOSE_SERVER,
            ActionKind.CHOOSE_METHOD,
        )
    }

/** A control as a person knows it again: by what it says. */
private data class Control(val says: List<String>)

private fun SkikoComposeUiTest.tappable(): List<SemanticsNode> = nodes(merged = true).filter {
    it.config.contains(SemanticsActions.OnClick) &&
        !it.config.contains(SemanticsActions.SetText) &&
        !it.config.contains(SemanticsProperties.Disabled)
}

private fun SkikoComposeUiTest.controls(): Set<Control> = tappable().map { Control(it.says()) }.toSet()

private fun SkikoComposeUiTest.tap(control: Control) {
    val click = tappable().first { it.says() == control.says }.config[SemanticsActions.OnClick].action
    runOnUiThread { click?.invoke() }
    waitForIdle()
}

private fun SkikoComposeUiTest.fields(): List<SemanticsNode> =
    nodes(merged = true).filter { it.config.contains(SemanticsActions.SetText) }

private fun SkikoComposeUiTest.type(index: Int, text: String) {
    val type = fields()[index].config[SemanticsActions.InsertTextAtCursor].action
    runOnUiThread { type?.invoke(AnnotatedString(text)) }
    waitForIdle()
}

private fun SkikoComposeUiTest.field() = onAllNodes(hasSetTextAction()).onFirst()

/** As the field shows it. */
private fun SkikoComposeUiTest.typed(): String =
    fields().first().config[SemanticsProperties.EditableText].text

private fun SemanticsNode.texts(): List<String> =
    config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }

private fun SemanticsNode.says(): List<String> =
    config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() + texts()

/** The app itself gives the core the answer that comes from the browser. */
private val OF_THE_APP = setOf(ActionKind.RETURN_FROM_BROWSER)

/** Of a list: its way back, and its first line. */
private const val MOST_OPENED = 2
private const val PAGE = "https://login.acme.example/auth"
