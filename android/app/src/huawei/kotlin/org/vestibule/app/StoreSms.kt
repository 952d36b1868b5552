package org.vestibule.app

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.Build
import androidx.activity.ComponentActivity
import com.huawei.hms.common.api.CommonStatusCodes
import com.huawei.hms.support.api.client.Status
import com.huawei.hms.support.sms.ReadSmsManager
import com.huawei.hms.support.sms.common.ReadSmsConstant
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow

/** SMS by Huawei's ReadSmsManager, which gives those that end with this app's hash. */
internal class StoreSms(private val activity: ComponentActivity) {
    val messages: Flow<String> = callbackFlow {
        val receiver = Receiver(::trySend)
        val filter = IntentFilter(ReadSmsConstant.READ_SMS_BROADCAST_ACTION)
        // It comes from another app, HMS Core.
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            activity.registerReceiver(receiver, filter, Context.RECEIVER_EXPORTED)
        } else {
            activity.registerReceiver(receiver, filter)
        }
        listen()
        awaitClose { activity.unregisterReceiver(receiver) }
    }

    /** It listens for five minutes, to one message. */
    private fun listen() {
        ReadSmsManager.start(activity)
    }

    private inner class Receiver(private val receive: (String) -> Unit) : BroadcastReceiver() {
        @Suppress("DEPRECATION")
        override fun onReceive(context: Context, intent: Intent) {
            val status = intent.getParcelableExtra<Status>(ReadSmsConstant.EXTRA_STATUS) ?: return
            when (status.statusCode) {
                CommonStatusCodes.SUCCESS ->
                    intent.getStringExtra(ReadSmsConstant.EXTRA_SMS_MESSAGE)?.let(receive)
                CommonStatusCodes.TIMEOUT -> {}
                // Without the service a code is typed.
                else -> return
            }
            listen()
        }
    }
}
