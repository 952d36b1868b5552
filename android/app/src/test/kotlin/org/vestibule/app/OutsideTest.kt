package org.vestibule.app

import android.content.Intent
import android.net.Uri
import org.vestibule.Country
import org.vestibule.Locale
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** What comes from outside the app, and where the app goes. */
class OutsideTest {
    @Test
    fun `an answer is an address that was opened, and that the core would read`() {
        val address = "https://links.vestibule.example/callback/google?state=1&code=2"
        fun opened(action: String, address: String?) =
            Intent(action, address?.let(Uri::parse)).answer()
        assertEquals(address, opened(Intent.ACTION_VIEW, address))
        assertEquals(null, opened(Intent.ACTION_VIEW, null))
        assertEquals(null, opened(Intent.ACTION_MAIN, address))
        val longest = address.padEnd(LONGEST_ANSWER, '0')
        assertEquals(longest, opened(Intent.ACTION_VIEW, longest))
        assertEquals(null, opened(Intent.ACTION_VIEW, longest + "0"))
    }

    @Test
    fun `pages open in the browser that the person chose`() {
        val all = listOf("plain", "tabbed", "other")
        fun chosen(default: String?, browsers: List<String> = all) =
            chosenBrowser(default, browsers, hasTabs = { it == "tabbed" })
        assertEquals("plain", chosen("plain"))
        assertEquals("tabbed", chosen("tabbed"))
        // The system's own list of browsers to choose from is none.
        assertEquals("tabbed", chosen("android"))
        assertEquals("tabbed", chosen(null))
        assertEquals("plain", chosen(null, listOf("plain", "other")))
        assertEquals(null, chosen("android", emptyList()))
    }

    @Test
    fun `the language is the first of the person's own that there are words in`() {
        val languages = mapOf(
            listOf("ru-RU") to Locale.RU,
            listOf("en-GB", "ru-RU") to Locale.EN,
            listOf("kk-KZ", "ru-KZ", "en-US") to Locale.RU,
            listOf("de-DE", "en-DE") to Locale.EN,
            listOf("de-DE") to Locale.EN,
        )
        for ((tags, locale) in languages) assertEquals(locale, language(tags), "$tags")
    }

    @Test
    fun `the country is the first that has phones, else the build's`() {
        val countries = mapOf(
            listOf("ru", "kz", "US") to "RU",
            listOf("", "kz", "US") to "KZ",
            listOf("", "", "419") to "RU",
            emptyList<String>() to "RU",
        )
        for ((codes, country) in countries) {
            assertEquals(Country.parse(country), country(codes, "RU"), "$codes")
        }
    }

    @Test
    fun `the end of an SMS is what the stores' services look for`() {
        // printf 'example.app 0102fe' | sha256sum | cut -c1-18 | xxd -r -p | base64 | cut -c1-11
        assertEquals("ElFAJUjgsGc", smsHash("example.app", byteArrayOf(1, 2, -2)))
    }

    @Test
    fun `a picture is read no finer than needed, and shrunk to the core's bounds`() {
        val sides = listOf(1, 2, 640, 1023, 1024, 1025, 2047, 2048, 2049, 4032, 12_000)
        for (width in sides) for (height in sides) {
            val every = coarseness(width, height)
            val (read, other) = width / every to height / every
            val scale = shrinking(read, other)
            assertTrue(maxOf(read, other) * scale <= 1024, "$width×$height")
            assertTrue(maxOf(read, other) in minOf(1024, maxOf(width, height))..2047, "$width×$height")
        }
    }
}
