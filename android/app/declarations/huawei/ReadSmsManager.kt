@file:Suppress("UNUSED_PARAMETER")

package com.huawei.hms.support.sms

import android.app.Activity
import com.huawei.hmf.tasks.Task

class ReadSmsManager private constructor() {
    companion object {
        @JvmStatic
        fun start(activity: Activity): Task<Void> = error("declared, not made")
    }
}
