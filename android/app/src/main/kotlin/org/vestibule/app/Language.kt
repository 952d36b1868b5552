package org.vestibule.app

import android.content.res.Resources
import org.vestibule.Locale
import org.vestibule.localeOfTag

/** The language in which the person reads this app: chosen for it alone, or for the phone. */
internal fun Resources.language(): Locale {
    val locales = configuration.locales
    return language((0 until locales.size()).map { locales[it].toLanguageTag() })
}

/** The first of the person's languages that the core has words in; the core knows better than none. */
internal fun language(tags: List<String>): Locale {
    val known = Locale.entries.map { it.name.lowercase() }
    return localeOfTag(tags.firstOrNull { it.substringBefore('-').lowercase() in known } ?: tags.first())
}
