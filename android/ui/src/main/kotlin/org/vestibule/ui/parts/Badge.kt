package org.vestibule.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip

/** A round ground in the build's soft colour. */
@Composable
internal fun Modifier.badge(): Modifier =
    clip(CircleShape).background(MaterialTheme.colorScheme.primaryContainer)
