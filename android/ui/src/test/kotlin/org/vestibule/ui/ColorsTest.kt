package org.vestibule.ui

import androidx.compose.material3.ColorScheme
import androidx.compose.ui.graphics.Color
import org.vestibule.ui.theme.Brand
import org.vestibule.ui.theme.dark
import org.vestibule.ui.theme.light
import kotlin.test.Test
import kotlin.test.assertEquals

/** The colours of each build, in light and dark. */
class ColorsTest {
    @Test
    fun `what is written can be read on every ground that it stands on`() {
        assertEquals(emptyList(), schemes.flatMap { it.pale(texts, LEAST_CONTRAST) })
    }

    @Test
    fun `the frame of a field can be told from the page`() {
        assertEquals(emptyList(), schemes.flatMap { it.pale(frames, LEAST_CONTRAST_OF_FRAMES) })
    }

    @Test
    fun `a pale accent is found`() {
        val pale = light(Brand.Vestibule.light).copy(primary = Color(0xFF00A08C))
        assertEquals(
            listOf("onPrimary on primary", "primary on surface"),
            pale.pale(texts, LEAST_CONTRAST).map { it.substringBefore(" is") }.filter { "Container" !in it },
        )
    }

    private val schemes = listOf(Brand.Vestibule, Brand.Minister)
        .flatMap { listOf(light(it.light), dark(it.dark)) }

    private val texts: List<Pair<Ink, Ink>> = listOf(
        Ink("onPrimary") { onPrimary } to Ink("primary") { primary },
        Ink("onPrimaryContainer") { onPrimaryContainer } to
            Ink("primaryContainer") { primaryContainer },
        Ink("onError") { onError } to Ink("error") { error },
        Ink("onErrorContainer") { onErrorContainer } to Ink("errorContainer") { errorContainer },
    ) + listOf(
        Ink("onSurface") { onSurface },
        Ink("onSurfaceVariant") { onSurfaceVariant },
        Ink("primary") { primary },
        Ink("error") { error },
    ).flatMap { ink ->
        listOf(
            Ink("surface") { surface },
            Ink("surfaceContainerLow") { surfaceContainerLow },
            Ink("surfaceContainer") { surfaceContainer },
            Ink("surfaceContainerHigh") { surfaceContainerHigh },
        ).map { ink to it }
    }

    private val frames = listOf(
        Ink("outline") { outline } to Ink("surface") { surface },
        Ink("primary") { primary } to Ink("surface") { surface },
        Ink("error") { error } to Ink("surface") { surface },
    )
}

private class Ink(val name: String, val color: ColorScheme.() -> Color)

private fun ColorScheme.pale(pairs: List<Pair<Ink, Ink>>, least: Float): List<String> =
    pairs.mapNotNull { (ink, ground) ->
        val contrast = contrast(ink.color(this), ground.color(this))
        "${ink.name} on ${ground.name} is %.2f".format(contrast).takeIf { contrast < least }
    }

/** WCAG 2.2, success criterion 1.4.11. */
private const val LEAST_CONTRAST_OF_FRAMES = 3f
