package org.vestibule.app

import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import android.os.Bundle
import android.provider.Settings
import android.telephony.TelephonyManager
import org.vestibule.App
import org.vestibule.Config
import org.vestibule.Country
import org.vestibule.NotParsed
import org.vestibule.Redirect
import org.vestibule.ServerAddress
import org.vestibule.Store
import java.io.File

/** Which app this is: what its manifest says of it, by brand and by store. */
internal class Edition(private val said: Bundle) {
    val server: String get() = text("vestibule.server")
    val client: String get() = text("vestibule.client")
    val country: String get() = text("vestibule.country")
    val redirect: String get() = text("vestibule.redirect")
    val isSpecial: Boolean get() = said.getBoolean("vestibule.special")

    val store: Store
        get() = when (val name = text("vestibule.store")) {
            "google" -> Store.GOOGLE_PLAY
            "huawei" -> Store.APP_GALLERY
            else -> error("no store is called $name")
        }

    private fun text(name: String): String =
        checkNotNull(said.getString(name)) { "the manifest says no $name" }
}

/** What the core is opened with. */
internal fun Context.config(directory: File): Config {
    val edition =
        Edition(packageManager.getApplicationInfo(packageName, PackageManager.GET_META_DATA).metaData)
    return Config(
        directory = directory,
        publicServer = ServerAddress.parse(edition.server),
        app = App(
            id = packageName,
            clientId = edition.client,
            scope = "messenger",
            version = packageManager.getPackageInfo(packageName, 0).versionName.orEmpty(),
            platform = "Android ${Build.VERSION.RELEASE}",
            store = edition.store,
            special = edition.isSpecial,
        ),
        device = device(),
        locale = resources.language(),
        country = country(countries(), edition.country),
        smsHash = smsHash(),
        redirect = Redirect.parse(edition.redirect),
        authorities = emptyList(),
        proxy = null,
    )
}

/** The first of the codes that is a country with phones; else [fallback]. */
internal fun country(codes: List<String>, fallback: String): Country =
    codes.firstNotNullOfOrNull { code ->
        try {
            Country.parse(code)
        } catch (_: NotParsed.Country) {
            null
        }
    } ?: Country.parse(fallback)

/** Where the phone is from, then where it is, then what its owner said. */
private fun Context.countries(): List<String> {
    val telephony = getSystemService(TelephonyManager::class.java)
    val ofPhone = listOfNotNull(telephony?.simCountryIso, telephony?.networkCountryIso)
    return ofPhone + resources.configuration.locales[0].country
}

/** The name that the owner gave the phone, from Android 7.1 on. */
private fun Context.device(): String {
    val given = Settings.Global.getString(contentResolver, "device_name")
    return given?.ifBlank { null } ?: "${Build.MANUFACTURER} ${Build.MODEL}"
}
