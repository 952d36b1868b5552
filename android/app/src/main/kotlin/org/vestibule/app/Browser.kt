package org.vestibule.app

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Bundle

/**
 * Opens what an address names, outside the app; false where nothing can.
 *
 * A page opens in a tab of the person's own browser, over the app; in the browser itself where it has
 * no such tabs. Never in an app that claims the page's host: what is typed there is for the page.
 */
internal fun Activity.openOutside(address: String): Boolean {
    val intent = Intent(Intent.ACTION_VIEW, Uri.parse(address))
    if (intent.scheme == "https") {
        intent.setPackage(browser() ?: return false)
        intent.addCategory(Intent.CATEGORY_BROWSABLE)
        // This is all that asks for a tab; a browser without tabs does not look.
        intent.putExtras(Bundle().apply { putBinder(SESSION, null) })
    }
    return try {
        startActivity(intent)
        true
    } catch (_: ActivityNotFoundException) {
        false
    } catch (_: SecurityException) {
        false
    }
}

/** The one that the person chose, if there is one; else one with tabs, else any. */
internal fun chosenBrowser(default: String?, browsers: List<String>, hasTabs: (String) -> Boolean): String? =
    browsers.find { it == default } ?: browsers.find(hasTabs) ?: browsers.firstOrNull()

private fun Activity.browser(): String? {
    // Without a host: what answers to that is no app for some pages, but a browser for all.
    val page = Intent(Intent.ACTION_VIEW, Uri.fromParts("https", "", null))
        .addCategory(Intent.CATEGORY_BROWSABLE)
    val default = packageManager.resolveActivity(page, PackageManager.MATCH_DEFAULT_ONLY)
    val browsers = packageManager.queryIntentActivities(page, PackageManager.MATCH_ALL)
    return chosenBrowser(
        default?.activityInfo?.packageName,
        browsers.map { it.activityInfo.packageName },
        hasTabs = { packageManager.resolveService(Intent(TABS).setPackage(it), 0) != null },
    )
}

private const val TABS = "android.support.customtabs.action.CustomTabsService"
private const val SESSION = "android.support.customtabs.extra.SESSION"
