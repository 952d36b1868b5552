package org.vestibule.ui.screens

import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.vestibule.ui.Scene
import org.vestibule.ui.parts.Page
import org.vestibule.ui.parts.Sign
import org.vestibule.ui.parts.Symbols
import org.vestibule.ui.parts.Title

/** «Возможности корпоративного пользователя». */
@Composable
internal fun CapabilitiesScreen(scene: Scene) {
    Page(scene) {
        Sign(Symbols.Building)
        Title(scene)
        for (capability in scene.words.paragraphs) {
            Row {
                Icon(
                    Symbols.Check,
                    contentDescription = null,
                    Modifier.padding(end = 16.dp).size(24.dp),
                    tint = MaterialTheme.colorScheme.primary,
                )
                Text(capability, style = MaterialTheme.typography.bodyLarge)
            }
        }
    }
}
