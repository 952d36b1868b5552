package org.vestibule.ui

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font
import org.jetbrains.skia.FontMgr
import java.io.File

/**
 * Android's own typeface, of Debian's package `fonts-roboto-unhinted`: pictures are drawn in no other,
 * so that they are the same on every machine.
 */
internal object Roboto {
    val family = FontFamily(
        font("Regular", FontWeight.Normal),
        font("Medium", FontWeight.Medium),
        font("Bold", FontWeight.SemiBold),
        font("Bold", FontWeight.Bold),
    )

    /** The characters of a text that would be drawn in whatever else the machine has. */
    fun lacks(text: String): String =
        text.filter { !it.isWhitespace() && regular.getUTF32Glyph(it.code) == NO_GLYPH }

    private val regular by lazy {
        checkNotNull(FontMgr.default.makeFromFile(file("Regular").path)) { "a font that is none" }
    }

    private fun font(style: String, weight: FontWeight) = Font(file(style), weight)

    private fun file(style: String): File =
        File("/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-$style.ttf").also {
            check(it.exists()) { "$it is missing: apt-get install fonts-roboto-unhinted" }
        }

    private const val NO_GLYPH: Short = 0
}
