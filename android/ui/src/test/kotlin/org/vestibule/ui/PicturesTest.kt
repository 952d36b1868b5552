@file:OptIn(ExperimentalTestApi::class)

package org.vestibule.ui

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import org.vestibule.Locale
import kotlin.test.Test
import kotlin.test.assertEquals

/**
 * Draws every screen, compares the pictures with the sheets in `pictures`, and looks for flaws.
 *
 * `UPDATE=1` takes the new pictures in place of the old ones: look at them before they are kept.
 */
class PicturesTest {
    @Test
    fun `every screen looks as it was agreed on, and has no flaw`() {
        val flaws = mutableListOf<String>()
        val sheets = SAMPLES.groupBy { it.screen.kind }.mapValues { (kind, _) -> Sheet(kind) }
        for (look in Look.ALL) {
            val samples = SAMPLES.filter { it.isDrawnIn(look) }
            val long = mutableListOf<Sample>()
            Studio.open(samples.first().screen, look) {
                for (sample in samples) {
                    show(sample, look.locale)
                    val picture = ui.picture()
                    sheets.getValue(sample.screen.kind).add(sample, look, picture)
                    flaws += ui.unseen().map { "$sample, $look: $it" }
                    if (ui.scrolls()) long += sample else flaws += flaws(sample, look, picture)
                }
            }
            if (long.isEmpty()) continue
            Studio.open(long.first().screen, look.copy(isLong = true)) {
                for (sample in long) {
                    show(sample, look.locale)
                    check(!ui.scrolls()) { "$sample is longer than the longest window" }
                    flaws += flaws(sample, look, ui.picture())
                }
            }
        }
        flaws += sheets.values.flatMap(Sheet::compare)
        assertEquals("", flaws.joinToString("\n"))
    }

    @Test
    fun `there is a sample of every kind of screen`() {
        assertEquals(screenKinds(), SAMPLES.map { it.screen.kind }.toSet())
    }
}

/** The first sample of a kind is drawn in all looks, the others in those that differ most. */
private fun Sample.isDrawnIn(look: Look): Boolean = this in FIRST || look in DIFFERING

private val FIRST = SAMPLES.distinctBy { it.screen.kind }.toSet()

private val DIFFERING = listOf(
    Look(Locale.RU, isDark = false, fontScale = 1f, Device.Phone),
    Look(Locale.EN, isDark = true, fontScale = 1f, Device.Phone),
    Look(Locale.EN, isDark = false, fontScale = 2f, Device.Phone),
    Look(Locale.RU, isDark = true, fontScale = 2f, Device.Phone),
)

private fun Studio.flaws(sample: Sample, look: Look, picture: Picture): List<String> =
    ui.flaws(picture).map { "$sample, $look: $it" }

private fun Studio.show(sample: Sample, locale: Locale) {
    show(sample.screen)
    val opener = sample.opener?.invoke(locale.labels()) ?: return
    val control = ui.nodes(merged = true).single {
        opener in it.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() &&
            it.config.contains(SemanticsActions.OnClick)
    }
    ui.runOnUiThread { control.config[SemanticsActions.OnClick].action?.invoke() }
    ui.waitForIdle()
}
