package com.huawei.hms.support.sms.common

interface ReadSmsConstant {
    companion object {
        const val READ_SMS_BROADCAST_ACTION: String = "com.huawei.hms.support.sms.common.ReadSmsConstant.READ_SMS_BROADCAST_ACTION"
        const val EXTRA_STATUS: String = "com.huawei.hms.support.sms.common.ReadSmsConstant.EXTRA_STATUS"
        const val EXTRA_SMS_MESSAGE: String = "com.huawei.hms.support.sms.common.ReadSmsConstant.EXTRA_SMS_MESSAGE"
    }
}
