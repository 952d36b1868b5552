package org.vestibule.ui.journeys

import androidx.compose.ui.geometry.Size
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.runSkikoComposeUiTest
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.vestibule.Locale
import org.vestibule.boundary.Ends
import org.vestibule.boundary.WebBrowser
import org.vestibule.boundary.journeys
import org.vestibule.boundary.playByHand

/** The journeys of the terminal phone, gone through by tapping. */
class JourneysTest {
    @TestFactory
    fun `every journey that is tapped shows what it shows in Rust`(): List<DynamicTest> =
        each(journeys()) { journey, locale -> tap(journey, locale, Ends.AS_WRITTEN) }

    @TestFactory
    fun `every journey goes on when the window is closed on each of its screens`(): List<DynamicTest> =
        each(journeys()) { journey, locale -> tap(journey, locale, Ends.EVERYWHERE) }

    @TestFactory
    fun `the journeys through a browser arrive by a real one`(): List<DynamicTest> =
        each(journeys().filter { it.startsWith("openid") || it == "web" }) { journey, locale ->
            Chromium(locale).use { tap(journey, locale, Ends.AS_WRITTEN, it) }
        }
}

/** `-Djourney=NAME` plays one alone. */
private fun each(journeys: List<String>, test: (String, Locale) -> Unit): List<DynamicTest> =
    journeys.filter { it == System.getProperty("journey", it) }.flatMap { journey ->
        Locale.entries.map { locale -> dynamicTest("$journey, $locale") { test(journey, locale) } }
    }

/** Goes through a journey on the screen of a phone. */
@OptIn(ExperimentalTestApi::class)
private fun tap(journey: String, locale: Locale, ends: Ends, browser: Chromium? = null) =
    runSkikoComposeUiTest(PHONE) {
        val phone = TappedPhone(this, locale, browser)
        try {
            val screens = playByHand(journey, locale, ends, phone, browser?.let { phone as WebBrowser })
            println("$journey, $locale: $screens screens")
        } finally {
            phone.close()
        }
    }

/** Pixels, of which one is a dp here. */
private val PHONE = Size(412f, 915f)
