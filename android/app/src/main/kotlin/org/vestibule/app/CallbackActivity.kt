package org.vestibule.app

import android.app.Activity
import android.content.Intent
import android.os.Bundle

/**
 * Where the browser hands its answer back: nothing is shown, the answer goes to the core, and the app
 * comes to the front with the browser's tab gone.
 *
 * Any app can start it with any address: only the core knows whether it is an answer.
 */
public class CallbackActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        intent.answer()?.let((application as VestibuleApplication).launch::take)
        val start = packageManager.getLaunchIntentForPackage(packageName)
        if (start != null) {
            startActivity(start.addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP or Intent.FLAG_ACTIVITY_SINGLE_TOP))
        }
        finish()
    }
}

/** The address that was opened, unless it is longer than the core reads. */
internal fun Intent.answer(): String? =
    dataString?.takeIf { action == Intent.ACTION_VIEW && it.length <= LONGEST_ANSWER }

internal const val LONGEST_ANSWER = 8 * 1024
