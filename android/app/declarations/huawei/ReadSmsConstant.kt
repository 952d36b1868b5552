package com.huawei.hms.support.sms.common

interface ReadSmsConstant {
    companion object {
        const val READ_SMS_BROADCAST_ACTION: String = "READ_SMS_BROADCAST_ACTION"
        const val EXTRA_STATUS: String = "EXTRA_STATUS"
        const val EXTRA_SMS_MESSAGE: String = "EXTRA_SMS_MESSAGE"
    }
}
