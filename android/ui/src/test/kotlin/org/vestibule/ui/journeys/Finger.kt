package org.vestibule.ui.journeys

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isEnabled
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import org.vestibule.Action
import org.vestibule.Field
import org.vestibule.Locale
import org.vestibule.Screen
import org.vestibule.Vestibule
import org.vestibule.Words

/** Does on the screen what leads to an action, by what a person reads there. */
@OptIn(ExperimentalTestApi::class)
internal class Finger(
    private val ui: SkikoComposeUiTest,
    private val app: Vestibule,
    private val locale: Locale,
) {
    private val labels = locale.labels()

    /** Waits until what the core came to is on the screen. */
    fun settle() {
        await("the core's newest screen is shown") { app.screen.value == app.snapshot.screen }
        // It may go on by itself meanwhile.
        await("a page with the title of that screen") {
            ui.onAllNodes(isPage(words.title)).fetchSemanticsNodes().size == 1
        }
    }

    fun await(what: String, isThere: () -> Boolean) {
        ui.waitForIdle()
        ui.waitUntil(what, PATIENCE_MILLIS) { isThere() }
        ui.waitForIdle()
    }

    fun tap(action: Action) {
        settle()
        when (action) {
            is Action.Edit -> fill(action.field, action.text)
            is Action.SelectCountry -> {
                tap(labels.country)
                ui.onNode(hasSetTextAction()).performTextReplacement(locale.countryName(action.country))
                tap(locale.countryName(action.country))
            }
            is Action.SignInAgain -> tap(words.notices.firstNotNullOf { it.button })
            Action.DismissNotice -> tap(words.notices.firstNotNullOf { it.dismiss })
            is Action.SubmitAvatar -> {
                press(action)
                tap(labels.pickPicture)
            }
            Action.EditProfile -> {
                tap(labels.more)
                press(action)
            }
            is Action.SubmitPassword -> {
                // What the app does not keep is typed again after it ended.
                fill(Field.LOGIN, action.login)
                fill(Field.PASSWORD, action.password)
                press(action)
            }
            is Action.SubmitAccountPassword -> {
                fill(Field.PASSWORD, action.password)
                press(action)
            }
            else -> words.choices.find { it.action == action }?.let { tap(it.label) } ?: press(action)
        }
    }

    /** Taps what a notice says about a page outside the app. */
    fun tapLink(url: String) {
        settle()
        tap(words.notices.firstNotNullOf { it.link?.takeIf { link -> link.url == url } }.label)
    }

    private val words: Words
        get() = app.screen.value.words(locale)

    private fun press(action: Action) {
        val button = words.buttons.find { it.action == action.kind() }
        control(checkNotNull(button) { "no button does $action on ${app.screen.value}" }.label).press()
    }

    private fun tap(name: String) {
        control(name).tap()
    }

    private fun control(name: String): SemanticsNodeInteraction =
        node(isNamed(name) and hasClickAction() and isEnabled() and hasSetTextAction().not())

    private fun fill(field: Field, text: String) {
        val label = words.fields.first { it.field == field }.label
        if (field == Field.DOMAIN) {
            tap(label)
            tap(text)
        } else {
            val node = node(hasSetTextAction() and hasText(label))
            node.tap()
            node.performTextReplacement(text)
        }
        ui.waitForIdle()
    }

    private fun node(matcher: SemanticsMatcher): SemanticsNodeInteraction {
        ui.waitForIdle()
        return ui.onNode(matcher)
    }

    /** What news moves away under the finger is tapped once more, as a person would. */
    private fun SemanticsNodeInteraction.press() {
        val before = app.snapshot.screen
        val place = tap()
        if (app.snapshot.screen.isStill(before) && exists() && fetchSemanticsNode().boundsInRoot != place) tap()
    }

    /** Where it was tapped. */
    private fun SemanticsNodeInteraction.tap(): Rect {
        val isOnPage = hasAnyAncestor(hasScrollAction()).matches(fetchSemanticsNode())
        if (isOnPage) performScrollTo()
        val place = fetchSemanticsNode().boundsInRoot
        performClick()
        ui.waitForIdle()
        return place
    }

    private fun SemanticsNodeInteraction.exists(): Boolean =
        try {
            fetchSemanticsNode()
            true
        } catch (_: AssertionError) {
            false
        }

    /** News came, such as a person's name; an action would have shown. */
    private fun Screen.isStill(before: Screen): Boolean =
        this != before && javaClass == before.javaClass && progress() == before.progress() &&
            words(locale).problem == before.words(locale).problem
}

private fun isNamed(name: String) = hasText(name) or hasContentDescription(name)

private fun isPage(title: String) = SemanticsMatcher.expectValue(SemanticsProperties.PaneTitle, title)

/** Nothing that is waited for takes as long as this, on the slowest machine. */
private const val PATIENCE_MILLIS = 60_000L
