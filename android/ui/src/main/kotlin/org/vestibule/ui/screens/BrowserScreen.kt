package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import org.vestibule.Screen
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Lead
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Sign
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title
import org.vestibule.ui.parts.Warning

/** The sign-in goes on in the system browser. */
@Composable
internal fun BrowserScreen(screen: Screen.Browser, scene: Scene) {
    var isWithoutBrowser by rememberSaveable { mutableStateOf(false) }
    // The browser opens each time that this grows: once for each, also after a rotation.
    var seen by rememberSaveable { mutableIntStateOf(0) }
    LaunchedEffect(screen.openings, screen.url) {
        val url = screen.url
        val openings = screen.openings.toInt()
        // It is counted anew by another step, and by an app that was started again.
        seen = minOf(seen, openings)
        if (url != null && openings > seen) {
            seen = openings
            isWithoutBrowser = !scene.outside.open(url)
        }
    }
    Page(scene) {
        Sign(Symbols.Browser)
        Title(scene)
        Lead(scene)
        Facts(scene)
        Problem(scene)
        if (isWithoutBrowser) Warning(scene.labels.noBrowser, scene)
    }
}
