package org.vestibule.ui.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.interaction.collectIsFocusedAsState
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.BasicSecureTextField
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.foundation.text.input.InputTransformation
import androidx.compose.foundation.text.input.KeyboardActionHandler
import androidx.compose.foundation.text.input.OutputTransformation
import androidx.compose.foundation.text.input.TextFieldDecorator
import androidx.compose.foundation.text.input.TextFieldLineLimits
import androidx.compose.foundation.text.input.TextFieldState
import androidx.compose.foundation.text.input.TextObfuscationMode
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.compositionLocalOf
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.runtime.snapshotFlow
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.autofill.ContentType
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentType
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.flow.drop
import org.vestibule.Action
import org.vestibule.Field
import org.vestibule.ProblemWords
import org.vestibule.ui.Scene

/** Whether the first empty field of a new page takes the keyboard: a picture of a page has none. */
internal val LocalFocusesFirst = compositionLocalOf { true }

/** A field of the page, with its problem or its hint under it. */
@Composable
internal fun PageField(
    field: Field,
    scene: Scene,
    style: TextStyle = MaterialTheme.typography.bodyLarge,
    input: InputTransformation? = null,
    output: OutputTransformation? = null,
    before: (@Composable () -> Unit)? = null,
) {
    val words = scene.field(field) ?: return
    val state = scene.form.state(field)
    val interactions = remember { MutableInteractionSource() }
    val decorator = Decorator(words.label, words.placeholder, words.hint, state, field, scene, interactions, style, before)
    TellEdits(field, state, scene)
    BasicTextField(
        state,
        Modifier.fillMaxWidth().field(field, scene),
        inputTransformation = input,
        textStyle = style.copy(color = MaterialTheme.colorScheme.onSurface),
        keyboardOptions = field.keyboard(scene),
        onKeyboardAction = scene.onKeyboard(field),
        lineLimits = TextFieldLineLimits.SingleLine,
        interactionSource = interactions,
        cursorBrush = SolidColor(MaterialTheme.colorScheme.primary),
        outputTransformation = output,
        decorator = decorator,
    )
}

/** A password: hidden until the person wants to see it. */
@Composable
internal fun PasswordField(scene: Scene) {
    val words = scene.field(Field.PASSWORD) ?: return
    val state = scene.form.state(Field.PASSWORD)
    var isShown by remember { mutableStateOf(false) }
    val interactions = remember { MutableInteractionSource() }
    val style = MaterialTheme.typography.bodyLarge
    TellEdits(Field.PASSWORD, state, scene)
    BasicSecureTextField(
        state,
        Modifier.fillMaxWidth().field(Field.PASSWORD, scene),
        textStyle = style.copy(color = MaterialTheme.colorScheme.onSurface),
        keyboardOptions = Field.PASSWORD.keyboard(scene),
        onKeyboardAction = scene.onKeyboard(Field.PASSWORD),
        interactionSource = interactions,
        cursorBrush = SolidColor(MaterialTheme.colorScheme.primary),
        textObfuscationMode =
            if (isShown) TextObfuscationMode.Visible else TextObfuscationMode.RevealLastTyped,
        decorator = Decorator(
            words.label, words.placeholder, words.hint, state, Field.PASSWORD, scene, interactions, style, null,
        ) {
            IconButton(onClick = { isShown = !isShown }) {
                Icon(
                    if (isShown) Symbols.Hide else Symbols.Show,
                    if (isShown) scene.labels.hidePassword else scene.labels.showPassword,
                )
            }
        },
    )
}

/** The frame that fields and what looks like one share. */
@Composable
internal fun Frame(
    isFocused: Boolean,
    isWrong: Boolean,
    modifier: Modifier = Modifier,
    content: @Composable RowScope.() -> Unit,
) {
    val colors = MaterialTheme.colorScheme
    Surface(
        modifier.fillMaxWidth(),
        shape = MaterialTheme.shapes.small,
        color = colors.surfaceContainerLow,
        border = BorderStroke(
            if (isFocused) 2.dp else 1.dp,
            when {
                isWrong -> colors.error
                isFocused -> colors.primary
                else -> colors.outline
            },
        ),
    ) {
        Row(
            Modifier.heightIn(min = 56.dp).padding(start = 16.dp, end = 4.dp),
            verticalAlignment = Alignment.CenterVertically,
            content = content,
        )
    }
}

/** What is wrong with a field, or its hint. */
@Composable
internal fun Support(problem: ProblemWords?, hint: String?, scene: Scene) {
    if (problem != null) {
        CompositionLocalProvider(LocalContentColor provides MaterialTheme.colorScheme.error) {
            Column(
                Modifier
                    .comesIntoView(problem)
                    .padding(horizontal = 4.dp)
                    .semantics { liveRegion = LiveRegionMode.Assertive },
                Arrangement.spacedBy(2.dp),
            ) { ProblemTexts(problem, scene) }
        }
    }
    if (hint != null) {
        Text(
            hint,
            Modifier.padding(horizontal = 4.dp),
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
    }
}

@Composable
internal fun FieldLabel(label: String) {
    Text(
        label,
        Modifier.padding(horizontal = 4.dp),
        style = MaterialTheme.typography.labelMedium,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
    )
}

/** Label, frame, and what is told under it: all one field to a screen reader. */
private fun Decorator(
    label: String,
    placeholder: String?,
    hint: String?,
    state: TextFieldState,
    field: Field,
    scene: Scene,
    interactions: MutableInteractionSource,
    style: TextStyle,
    before: (@Composable () -> Unit)?,
    after: @Composable () -> Unit = {},
) = TextFieldDecorator { inner ->
    val isFocused by interactions.collectIsFocusedAsState()
    val problem = scene.problem(field)
    Column(verticalArrangement = Arrangement.spacedBy(6.dp)) {
        FieldLabel(label)
        Frame(isFocused, isWrong = problem != null) {
            before?.invoke()
            Box(Modifier.weight(1f).padding(vertical = 14.dp, horizontal = 0.dp)) {
                if (state.text.isEmpty() && placeholder != null) {
                    Text(
                        placeholder,
                        style = style,
                        color = MaterialTheme.colorScheme.onSurfaceVariant,
                    )
                }
                inner()
            }
            after()
        }
        Support(problem, hint, scene)
    }
}

/** The core is told of each change; what filled the field is its own copy. */
@Composable
private fun TellEdits(field: Field, state: TextFieldState, scene: Scene) {
    val act = scene.setting.act
    LaunchedEffect(state, act) {
        snapshotFlow { state.text.toString() }.drop(1).collect { act(Action.Edit(field, it)) }
    }
}

@Composable
private fun Modifier.field(field: Field, scene: Scene): Modifier {
    val requester = remember { FocusRequester() }
    val focuses = LocalFocusesFirst.current
    val isFirstEmpty =
        scene.words.fields.firstOrNull { scene.form.text(it.field).isEmpty() }?.field == field
    var isDone by rememberSaveable { mutableStateOf(false) }
    LaunchedEffect(Unit) {
        if (focuses && isFirstEmpty && !isDone) requester.requestFocus()
        isDone = true
    }
    val problem = scene.problem(field)
    return focusRequester(requester).semantics {
        field.content?.let { contentType = it }
        problem?.let { error(it.title) }
    }
}

/** What the field is to the system, for autofill and password managers. */
private val Field.content: ContentType?
    get() = when (this) {
        Field.PHONE -> ContentType.PhoneNumber
        Field.CODE -> ContentType.SmsOtpCode
        Field.NAME -> ContentType.PersonFullName
        Field.EMAIL -> ContentType.EmailAddress
        Field.ADDRESS, Field.DOMAIN -> null
        Field.LOGIN -> ContentType.Username
        Field.PASSWORD -> ContentType.Password
    }

private fun Field.keyboard(scene: Scene): KeyboardOptions {
    val isLast = scene.words.fields.last().field == this
    val action = if (isLast) ImeAction.Go else ImeAction.Next
    return when (this) {
        Field.PHONE -> plain(KeyboardType.Phone, action)
        Field.CODE -> plain(KeyboardType.Number, action)
        Field.NAME -> KeyboardOptions(
            capitalization = KeyboardCapitalization.Words,
            autoCorrectEnabled = false,
            keyboardType = KeyboardType.Text,
            imeAction = action,
        )
        Field.EMAIL -> plain(KeyboardType.Email, action)
        Field.ADDRESS -> plain(KeyboardType.Uri, action)
        Field.LOGIN, Field.DOMAIN -> plain(KeyboardType.Ascii, action)
        Field.PASSWORD -> plain(KeyboardType.Password, action)
    }
}

private fun plain(type: KeyboardType, action: ImeAction) = KeyboardOptions(
    capitalization = KeyboardCapitalization.None,
    autoCorrectEnabled = false,
    keyboardType = type,
    imeAction = action,
)

/** The keyboard's own button does what the page's main one does, from the last field. */
private fun Scene.onKeyboard(field: Field) = KeyboardActionHandler { next ->
    val main = main
    if (words.fields.last().field == field && main != null) press(main.action) else next()
}
