package org.vestibule.app

import android.app.Activity
import android.app.Application
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.net.ConnectivityManager
import android.net.Network
import android.os.Bundle
import org.vestibule.Hint

/** From now on the core is told what the system tells the app. The language comes with the screens. */
internal fun Application.tellHints(hint: (Hint) -> Unit) {
    registerActivityLifecycleCallbacks(Activities(Presence(hint)))

    val told = IntentFilter().apply { HINTS.keys.forEach(::addAction) }
    registerReceiver(Broadcasts(hint), told)

    val connectivity = getSystemService(ConnectivityManager::class.java) ?: return
    try {
        connectivity.registerDefaultNetworkCallback(Networks(hint))
    } catch (_: SecurityException) {
        // Some phones with Android 11 refuse it: the core finds out by itself.
        return
    }
    if (connectivity.activeNetwork == null) hint(Hint.NetworkDown)
}

/** Whether a person has the app in front of them, however often the system makes its activities anew. */
internal class Presence(private val hint: (Hint) -> Unit) {
    private var started = 0
    private var isInFront = false

    fun start() {
        started += 1
        if (!isInFront) {
            isInFront = true
            hint(Hint.Foreground)
        }
    }

    /** @param isReplaced the same activity comes again at once: the phone was turned. */
    fun stop(isReplaced: Boolean) {
        started -= 1
        if (started == 0 && !isReplaced) {
            isInFront = false
            hint(Hint.Background)
        }
    }
}

/** The network that apps use by default: what replaces it comes before it is lost. */
internal class Networks(private val hint: (Hint) -> Unit) : ConnectivityManager.NetworkCallback() {
    override fun onAvailable(network: Network): Unit = hint(Hint.NetworkUp)

    override fun onLost(network: Network): Unit = hint(Hint.NetworkDown)
}

internal class Broadcasts(private val hint: (Hint) -> Unit) : BroadcastReceiver() {
    override fun onReceive(context: Context?, intent: Intent) {
        HINTS[intent.action]?.let(hint)
    }
}

/** Sent by the system alone. */
private val HINTS: Map<String, Hint> = mapOf(
    Intent.ACTION_TIME_CHANGED to Hint.ClockChanged,
    Intent.ACTION_USER_UNLOCKED to Hint.Unlocked,
)

private class Activities(private val presence: Presence) : Application.ActivityLifecycleCallbacks {
    override fun onActivityStarted(activity: Activity) = presence.start()

    override fun onActivityStopped(activity: Activity) = presence.stop(activity.isChangingConfigurations)

    override fun onActivityCreated(activity: Activity, state: Bundle?) {}

    override fun onActivityResumed(activity: Activity) {}

    override fun onActivityPaused(activity: Activity) {}

    override fun onActivitySaveInstanceState(activity: Activity, state: Bundle) {}

    override fun onActivityDestroyed(activity: Activity) {}
}
