package com.google.android.gms.common.api

import android.os.Parcel
import android.os.Parcelable

class Status(val statusCode: Int) : Parcelable {
    override fun describeContents(): Int = 0

    override fun writeToParcel(parcel: Parcel, flags: Int) {}
}

open class CommonStatusCodes {
    companion object {
        const val SUCCESS: Int = 0
        const val TIMEOUT: Int = 15
    }
}
