@file:Suppress("UNUSED_PARAMETER")

package com.google.android.gms.auth.api.phone

import android.app.Activity
import com.google.android.gms.tasks.Task

class SmsRetriever private constructor() {
    companion object {
        const val SMS_RETRIEVED_ACTION: String = "SMS_RETRIEVED"
        const val SEND_PERMISSION: String = "SEND"
        const val EXTRA_STATUS: String = "EXTRA_STATUS"
        const val EXTRA_SMS_MESSAGE: String = "EXTRA_SMS_MESSAGE"
        const val EXTRA_CONSENT_INTENT: String = "EXTRA_CONSENT_INTENT"

        @JvmStatic
        fun getClient(activity: Activity): SmsRetrieverClient = error("declared, not made")
    }
}

abstract class SmsRetrieverClient {
    abstract fun startSmsRetriever(): Task<Void>

    abstract fun startSmsUserConsent(senderAddress: String?): Task<Void>
}
