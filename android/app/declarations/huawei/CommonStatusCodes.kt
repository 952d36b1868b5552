package com.huawei.hms.common.api

open class CommonStatusCodes {
    companion object {
        const val SUCCESS: Int = 0
        const val TIMEOUT: Int = 15
    }
}
