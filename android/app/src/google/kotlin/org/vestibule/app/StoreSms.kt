package org.vestibule.app

import android.content.ActivityNotFoundException
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.Build
import androidx.activity.ComponentActivity
import androidx.activity.result.contract.ActivityResultContracts
import com.google.android.gms.auth.api.phone.SmsRetriever
import com.google.android.gms.common.api.CommonStatusCodes
import com.google.android.gms.common.api.Status
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.launch

/**
 * SMS by Google's SMS Retriever, which gives those that end with this app's hash; and by its User
 * Consent, which asks the person for any other with a code in it. Made before the activity is started.
 */
internal class StoreSms(private val activity: ComponentActivity) {
    private val allowed = Channel<String>(Channel.CONFLATED)

    private val consent =
        activity.registerForActivityResult(ActivityResultContracts.StartActivityForResult()) { result ->
            result.data?.getStringExtra(SmsRetriever.EXTRA_SMS_MESSAGE)?.let(allowed::trySend)
        }

    val messages: Flow<String> = callbackFlow {
        val receiver = Receiver(::trySend)
        val filter = IntentFilter(SmsRetriever.SMS_RETRIEVED_ACTION)
        // It comes from another app, which must be the one that may send it.
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            val isExported = Context.RECEIVER_EXPORTED
            activity.registerReceiver(receiver, filter, SmsRetriever.SEND_PERMISSION, null, isExported)
        } else {
            activity.registerReceiver(receiver, filter, SmsRetriever.SEND_PERMISSION, null)
        }
        listen()
        launch { for (message in allowed) send(message) }
        awaitClose { activity.unregisterReceiver(receiver) }
    }

    /** Each listens for five minutes, to one message. */
    private fun listen() {
        val client = SmsRetriever.getClient(activity)
        client.startSmsRetriever()
        client.startSmsUserConsent(null)
    }

    private inner class Receiver(private val receive: (String) -> Unit) : BroadcastReceiver() {
        @Suppress("DEPRECATION")
        override fun onReceive(context: Context, intent: Intent) {
            val status = intent.getParcelableExtra<Status>(SmsRetriever.EXTRA_STATUS) ?: return
            when (status.statusCode) {
                CommonStatusCodes.SUCCESS -> {
                    intent.getStringExtra(SmsRetriever.EXTRA_SMS_MESSAGE)?.let(receive)
                    intent.getParcelableExtra<Intent>(SmsRetriever.EXTRA_CONSENT_INTENT)?.let(::ask)
                }
                CommonStatusCodes.TIMEOUT -> {}
                // Without the service a code is typed.
                else -> return
            }
            listen()
        }
    }

    /** Only the service's own question is shown: an intent that was given is started by nobody else. */
    private fun ask(question: Intent) {
        val asking = question.resolveActivity(activity.packageManager) ?: return
        if (asking.packageName != SERVICE) return
        try {
            consent.launch(question)
        } catch (_: ActivityNotFoundException) {
            // Then it is typed.
        }
    }

    private companion object {
        const val SERVICE = "com.google.android.gms"
    }
}
