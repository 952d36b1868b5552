package org.vestibule.app

import android.annotation.SuppressLint
import android.content.Context
import android.content.pm.PackageManager
import android.util.Base64
import java.security.MessageDigest

/**
 * What an SMS ends with for this app to be given it, by Google's SMS Retriever and Huawei's
 * ReadSmsManager alike; null where the app is signed by nobody.
 */
internal fun Context.smsHash(): String? = certificate()?.let { smsHash(packageName, it) }

internal fun smsHash(app: String, certificate: ByteArray): String {
    val signed = certificate.joinToString("") { "%02x".format(it) }
    val digest = MessageDigest.getInstance("SHA-256").digest("$app $signed".toByteArray())
    return Base64.encodeToString(digest, 0, BYTES, Base64.NO_PADDING or Base64.NO_WRAP).take(LENGTH)
}

/**
 * The certificate of this very app, which its store may have signed anew. After a change of keys it
 * is the oldest: the services know the app by that one.
 */
@SuppressLint("PackageManagerGetSignatures")
@Suppress("DEPRECATION")
private fun Context.certificate(): ByteArray? =
    packageManager.getPackageInfo(packageName, PackageManager.GET_SIGNATURES)
        .signatures?.firstOrNull()?.toByteArray()

private const val BYTES = 9
private const val LENGTH = 11
