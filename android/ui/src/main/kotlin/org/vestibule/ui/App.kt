package org.vestibule.ui

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.text.font.FontFamily
import org.vestibule.Action
import org.vestibule.Hint
import org.vestibule.Locale
import org.vestibule.Vestibule
import org.vestibule.ffi.ActException
import org.vestibule.ffi.AvatarException
import org.vestibule.ui.theme.Brand
import org.vestibule.ui.theme.Theme

/**
 * The whole app: draws the screen that the core shows, and tells the core what the person does.
 *
 * [locale] is the language of the platform; the core is told when it changes.
 */
@Composable
public fun App(
    vestibule: Vestibule,
    outside: Outside,
    locale: Locale,
    brand: Brand = Brand.Vestibule,
    font: FontFamily = FontFamily.Default,
    isDark: Boolean = isSystemInDarkTheme(),
) {
    val screen by vestibule.screen.collectAsState()
    val pictures = remember(vestibule, outside) {
        Pictures(outside) { server ->
            try {
                vestibule.avatar(server)
            } catch (_: AvatarException) {
                null
            }
        }
    }
    LaunchedEffect(locale) { vestibule.hint(Hint.Locale(locale)) }
    Theme(brand, font, isDark) {
        Shown(screen, Setting(locale, brand, outside, pictures, vestibule::take))
    }
}

/** A tap on a screen that has just gone is no one's mistake: the core refuses it, and that is all. */
private fun Vestibule.take(action: Action) {
    try {
        act(action)
    } catch (_: ActException.NotNow) {
    }
}
