package org.vestibule.ui.parts

import androidx.compose.runtime.Composable
import org.vestibule.ButtonRole
import org.vestibule.ui.Scene

/** Pages to open outside the app, each by a button of its own. */
@Composable
internal fun Links(scene: Scene) {
    for (link in scene.words.links) {
        WideButton(link.label, ButtonRole.MAIN) { scene.outside.open(link.url) }
    }
}
