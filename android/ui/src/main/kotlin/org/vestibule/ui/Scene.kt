package org.vestibule.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.Stable
import androidx.compose.runtime.remember
import org.vestibule.Action
import org.vestibule.ActionKind
import org.vestibule.ButtonRole
import org.vestibule.ButtonWords
import org.vestibule.Field
import org.vestibule.FieldWords
import org.vestibule.Labels
import org.vestibule.Locale
import org.vestibule.ProblemWords
import org.vestibule.Screen
import org.vestibule.Words
import org.vestibule.ui.theme.Brand

/** What all screens are drawn with. */
@Stable
internal class Setting(
    val locale: Locale,
    val brand: Brand,
    val outside: Outside,
    val pictures: Pictures,
    val act: (Action) -> Unit,
) {
    val labels: Labels = locale.labels()
}

/** What one screen is drawn with: its words, what is typed, and what the person can do. */
@Stable
internal class Scene(
    screen: Screen,
    val form: Form,
    val setting: Setting,
) {
    val words: Words = screen.words(setting.locale)
    val labels: Labels = setting.labels
    val outside: Outside = setting.outside

    private val actions = screen.actions().toSet()

    fun can(kind: ActionKind): Boolean = kind in actions

    fun act(action: Action) = setting.act(action)

    /** Does what a button of this kind does. */
    fun press(kind: ActionKind) {
        form.action(kind)?.let(setting.act)
    }

    fun button(kind: ActionKind): ButtonWords? = words.buttons.find { it.action == kind }

    /** What the screen is there for. */
    val main: ButtonWords?
        get() = words.buttons.find { it.role == ButtonRole.MAIN }

    fun field(field: Field): FieldWords? = words.fields.find { it.field == field }

    /** The problem of a field, which is told there. */
    fun problem(field: Field): ProblemWords? = words.problem?.takeIf { it.field == field }

    /** The problem that no field has. */
    val problem: ProblemWords?
        get() = words.problem?.takeIf { it.field == null }
}

/** The scene of a screen; what is typed lives as long as the person stays at one place. */
@Composable
internal fun sceneOf(screen: Screen, setting: Setting): Scene {
    val form = remember(screen.place) { Form(screen) }
    return remember(screen, form, setting) { Scene(screen, form, setting) }
}

/** Screens of one place are one page to the person, whatever else changes on it. */
internal val Screen.place: Any
    get() = when (this) {
        is Screen.Phone -> purpose
        is Screen.Email -> purpose
        is Screen.Code -> channel to sentTo
        is Screen.Password -> Screen.Password::class to host
        is Screen.Confirm -> question
        else -> this::class
    }
