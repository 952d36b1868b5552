package org.vestibule.ui.screens

import androidx.compose.runtime.Composable
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Choices
import org.vestibule.ui.parts.Facts
import org.vestibule.ui.parts.Help
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Problem
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** Several corporate servers are known for the work e-mail. */
@Composable
internal fun ServersScreen(scene: Scene) {
    Page(scene) {
        Title(scene)
        Facts(scene)
        Problem(scene)
        Choices(scene) { Symbols.Server }
        Help(scene.words.paragraphs.last(), scene)
    }
}
