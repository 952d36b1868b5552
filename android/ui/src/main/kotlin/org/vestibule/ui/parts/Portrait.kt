package org.vestibule.ui.parts

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.unit.Dp
import org.vestibule.Person
import org.vestibule.ui.Scene

/** A person's picture, or a figure until it is there. [name] is for screen readers. */
@Composable
internal fun Portrait(person: Person?, size: Dp, scene: Scene, name: String? = null) {
    val pictures = scene.setting.pictures
    val picture by produceState(person?.let(pictures::of), person?.server, person?.avatar) {
        value = person?.let { pictures.load(it) }
    }
    Box(Modifier.size(size).badge(), Alignment.Center) {
        val drawn = picture
        if (drawn == null) {
            Icon(
                Symbols.Person,
                name,
                Modifier.size(size * 0.56f),
                tint = MaterialTheme.colorScheme.onPrimaryContainer,
            )
        } else {
            Image(
                drawn,
                name,
                Modifier.size(size).clip(CircleShape),
                contentScale = ContentScale.Crop,
            )
        }
    }
}
