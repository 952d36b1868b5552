package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import org.vestibule.Action
import org.vestibule.ActionKind
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Countries
import org.vestibule.ui.parts.CountryButton
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.PhoneField
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Title

/** A phone number is asked for. */
@Composable
internal fun PhoneScreen(screen: Screen.Phone, scene: Scene) {
    var isPicking by rememberSaveable { mutableStateOf(false) }
    if (isPicking && scene.can(ActionKind.SELECT_COUNTRY)) {
        Countries(screen.country, scene, close = { isPicking = false }) { country ->
            scene.act(Action.SelectCountry(country))
            isPicking = false
        }
        return
    }
    Page(scene) {
        Title(scene)
        Lead(scene)
        CountryButton(screen.country, scene) { isPicking = true }
        PhoneField(screen.country, scene)
        Facts(scene)
        Problem(scene)
    }
}
