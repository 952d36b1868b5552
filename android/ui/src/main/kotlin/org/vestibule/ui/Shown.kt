package org.vestibule.ui

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onKeyEvent
import androidx.compose.ui.input.key.type
import org.vestibule.ActionKind
import org.vestibule.Screen
import org.vestibule.ui.screens.AccountPasswordScreen
import org.vestibule.ui.screens.AddressScreen
import org.vestibule.ui.screens.AvatarScreen
import org.vestibule.ui.screens.BrowserScreen
import org.vestibule.ui.screens.CapabilitiesScreen
import org.vestibule.ui.screens.CodeScreen
import org.vestibule.ui.screens.ConfirmScreen
import org.vestibule.ui.screens.CorporateInformationScreen
import org.vestibule.ui.screens.EditProfileScreen
import org.vestibule.ui.screens.EmailScreen
import org.vestibule.ui.screens.FinishingScreen
import org.vestibule.ui.screens.HomeScreen
import org.vestibule.ui.screens.LockedScreen
import org.vestibule.ui.screens.MethodsScreen
import org.vestibule.ui.screens.NameScreen
import org.vestibule.ui.screens.PasswordScreen
import org.vestibule.ui.screens.PhoneScreen
import org.vestibule.ui.screens.ProfileScreen
import org.vestibule.ui.screens.RecogniseScreen
import org.vestibule.ui.screens.ServersScreen
import org.vestibule.ui.screens.SettingsScreen
import org.vestibule.ui.screens.SpecialAppScreen
import org.vestibule.ui.screens.StartScreen
import org.vestibule.ui.screens.StoppedScreen

/** One screen, with the system's way back. */
@Composable
internal fun Shown(screen: Screen, setting: Setting) {
    val scene = sceneOf(screen, setting)
    val back = { scene.press(ActionKind.BACK) }
    setting.outside.OnBack(enabled = scene.can(ActionKind.BACK), back = back)
    Surface(Modifier.fillMaxSize()) {
        Box(Modifier.onEscape { if (scene.can(ActionKind.BACK)) back() }) {
            // What a place remembers, such as how far it is scrolled, is no other's.
            key(screen.place) { Draw(screen, scene) }
        }
    }
}

@Composable
private fun Draw(screen: Screen, scene: Scene) = when (screen) {
    is Screen.Locked -> LockedScreen(scene)
    is Screen.Start -> StartScreen(screen, scene)
    is Screen.Phone -> PhoneScreen(screen, scene)
    is Screen.Code -> CodeScreen(screen, scene)
    is Screen.Recognise -> RecogniseScreen(scene)
    is Screen.AccountPassword -> AccountPasswordScreen(scene)
    is Screen.Name -> NameScreen(scene)
    is Screen.Avatar -> AvatarScreen(screen, scene)
    is Screen.Email -> EmailScreen(scene)
    is Screen.Servers -> ServersScreen(scene)
    is Screen.Address -> AddressScreen(scene)
    is Screen.Methods -> MethodsScreen(scene)
    is Screen.Password -> PasswordScreen(screen, scene)
    is Screen.Browser -> BrowserScreen(screen, scene)
    is Screen.Finishing -> FinishingScreen(scene)
    is Screen.SpecialApp -> SpecialAppScreen(scene)
    is Screen.Stopped -> StoppedScreen(scene)
    is Screen.Home -> HomeScreen(screen, scene)
    is Screen.Settings -> SettingsScreen(screen, scene)
    is Screen.Profile -> ProfileScreen(screen, scene)
    is Screen.EditProfile -> EditProfileScreen(screen, scene)
    is Screen.CorporateInformation -> CorporateInformationScreen(screen, scene)
    Screen.Capabilities -> CapabilitiesScreen(scene)
    is Screen.Confirm -> ConfirmScreen(scene)
}

/** A keyboard's way back. */
private fun Modifier.onEscape(back: () -> Unit): Modifier = onKeyEvent { event ->
    val isEscape = event.key == Key.Escape && event.type == KeyEventType.KeyUp
    if (isEscape) back()
    isEscape
}
