package com.huawei.hms.support.api.client

import android.os.Parcel
import android.os.Parcelable

class Status(val statusCode: Int) : Parcelable {
    override fun describeContents(): Int = 0

    override fun writeToParcel(parcel: Parcel, flags: Int) {}
}
