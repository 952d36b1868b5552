package org.vestibule.ui

import androidx.compose.foundation.text.input.TextFieldState
import androidx.compose.runtime.Stable
import org.vestibule.Action
import org.vestibule.ActionKind
import org.vestibule.Field
import org.vestibule.Screen

/**
 * What is typed at one place, and the action that a button sends with it.
 *
 * The platform's own state is edited; the core's copy fills it once, when the place is come to.
 */
@Stable
internal class Form(screen: Screen) {
    private val kept = kept(screen)
    private val states = Field.entries.associateWith { TextFieldState(kept[it].orEmpty()) }

    fun state(field: Field): TextFieldState = states.getValue(field)

    fun text(field: Field): String = state(field).text.toString()

    /** What a button sends; null for what no button does. */
    fun action(kind: ActionKind): Action? = when (kind) {
        // A field, the list of countries, a choice, a notice or a picture send these.
        ActionKind.EDIT, ActionKind.SELECT_COUNTRY, ActionKind.BEGIN, ActionKind.RECOGNISE,
        ActionKind.CHOOSE_SERVER, ActionKind.CHOOSE_METHOD, ActionKind.SIGN_IN_AGAIN,
        ActionKind.SUBMIT_AVATAR, ActionKind.RETURN_FROM_BROWSER,
        -> null

        ActionKind.BACK -> Action.Back
        ActionKind.CANCEL -> Action.Cancel
        ActionKind.LEAVE -> Action.Leave
        ActionKind.RETRY -> Action.Retry
        ActionKind.DISMISS_NOTICE -> Action.DismissNotice

        ActionKind.SUBMIT_PHONE -> Action.SubmitPhone(text(Field.PHONE))
        ActionKind.SUBMIT_CODE -> Action.SubmitCode(text(Field.CODE))
        ActionKind.RESEND -> Action.Resend
        ActionKind.CHANGE_RECIPIENT -> Action.ChangeRecipient
        ActionKind.SUBMIT_ACCOUNT_PASSWORD -> Action.SubmitAccountPassword(text(Field.PASSWORD))
        ActionKind.RECOVER -> Action.Recover
        ActionKind.SUBMIT_NAME -> Action.SubmitName(text(Field.NAME))
        ActionKind.REMOVE_AVATAR -> Action.RemoveAvatar
        ActionKind.SKIP -> Action.Skip

        ActionKind.SUBMIT_EMAIL -> Action.SubmitEmail(text(Field.EMAIL))
        ActionKind.TYPE_ADDRESS -> Action.TypeAddress
        ActionKind.SUBMIT_ADDRESS -> Action.SubmitAddress(text(Field.ADDRESS))
        ActionKind.SUBMIT_PASSWORD -> Action.SubmitPassword(
            login = text(Field.LOGIN),
            password = text(Field.PASSWORD),
            domain = text(Field.DOMAIN).ifEmpty { null },
        )

        ActionKind.OPEN_BROWSER -> Action.OpenBrowser

        ActionKind.OPEN_SETTINGS -> Action.OpenSettings
        ActionKind.OPEN_PROFILE -> Action.OpenProfile
        ActionKind.EDIT_PROFILE -> Action.EditProfile
        ActionKind.ADD_PHONE -> Action.AddPhone
        ActionKind.OPEN_CORPORATE_INFORMATION -> Action.OpenCorporateInformation
        ActionKind.OPEN_CAPABILITIES -> Action.OpenCapabilities
        ActionKind.CONNECT -> Action.Connect
        ActionKind.DISCONNECT -> Action.Disconnect
        ActionKind.SIGN_OUT_CORPORATE -> Action.SignOutCorporate
        ActionKind.SIGN_OUT_EVERYWHERE -> Action.SignOutEverywhere
        ActionKind.CONFIRM -> Action.Confirm
    }
}

/** The core's copy of what was typed. */
private fun kept(screen: Screen): Map<Field, String> = when (screen) {
    is Screen.Phone -> mapOf(Field.PHONE to screen.text)
    is Screen.Name -> mapOf(Field.NAME to screen.text)
    is Screen.Email -> mapOf(Field.EMAIL to screen.text)
    is Screen.Address -> mapOf(Field.ADDRESS to screen.text)
    is Screen.Password ->
        mapOf(Field.LOGIN to screen.login, Field.DOMAIN to screen.domain.orEmpty())
    is Screen.EditProfile -> mapOf(Field.NAME to screen.text)
    else -> emptyMap()
}
