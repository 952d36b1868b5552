package org.vestibule.app

import android.security.keystore.KeyGenParameterSpec
import java.io.InputStream
import java.io.OutputStream
import java.security.AlgorithmParameters
import java.security.InvalidAlgorithmParameterException
import java.security.InvalidKeyException
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.Cipher
import javax.crypto.CipherSpi
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.SecretKeySpec

/**
 * A double of AndroidKeyStore: a provider of its name, whose keys show no bytes, live as long as it
 * does, draw the nonce by themselves, and fail as they are told. Not proven by it: what a phone's own
 * key store throws, and when.
 */
internal class KeyStoreDouble : Provider(NAME, "1.0", "a double of Android's key store, in memory") {
    /** What keys were made by. */
    val made = mutableListOf<KeyGenParameterSpec>()

    /** Runs when a key is looked for. */
    var onAsked: () -> Unit = {}

    /** Runs when a key is used. */
    var onUse: () -> Unit = {}

    private val kept = mutableMapOf<String, Kept>()

    init {
        putService(ours("KeyStore", NAME) { Store() })
        putService(ours("KeyGenerator", "AES") { Generator() })
        putService(ours("Cipher", "AES/GCM/NoPadding") { Sealing() })
    }

    /** From now on it is this machine's key store, until [end]. */
    fun begin() {
        Security.addProvider(this)
    }

    fun end() = Security.removeProvider(NAME)

    fun forget() = kept.clear()

    private fun ours(type: String, algorithm: String, make: () -> Any) =
        object : Service(this, type, algorithm, "double", null, null) {
            override fun newInstance(parameter: Any?): Any = make()

            override fun supportsParameter(parameter: Any?): Boolean = parameter is Kept
        }

    /** A key that can be used, and not seen. */
    private class Kept(val inside: SecretKeySpec) : SecretKey {
        override fun getAlgorithm(): String = "AES"

        override fun getFormat(): String? = null

        override fun getEncoded(): ByteArray? = null
    }

    private inner class Store : KeyStoreSpi() {
        override fun engineLoad(stream: InputStream?, password: CharArray?) {}

        override fun engineGetKey(alias: String, password: CharArray?): Key? {
            onAsked()
            return kept[alias]
        }

        override fun engineAliases(): Enumeration<String> = Collections.enumeration(kept.keys)

        override fun engineContainsAlias(alias: String): Boolean = alias in kept

        override fun engineSize(): Int = kept.size

        override fun engineIsKeyEntry(alias: String): Boolean = alias in kept

        override fun engineIsCertificateEntry(alias: String): Boolean = false

        override fun engineDeleteEntry(alias: String) {
            kept.remove(alias)
        }

        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

        override fun engineGetCertificate(alias: String): Certificate? = null

        override fun engineGetCertificateAlias(certificate: Certificate): String? = null

        override fun engineGetCreationDate(alias: String): Date? = null

        override fun engineSetKeyEntry(a: String, k: Key, p: CharArray?, c: Array<Certificate>?) = refuse()

        override fun engineSetKeyEntry(a: String, k: ByteArray, c: Array<Certificate>?) = refuse()

        override fun engineSetCertificateEntry(alias: String, certificate: Certificate) = refuse()

        override fun engineStore(stream: OutputStream?, password: CharArray?) = refuse()
    }

    private inner class Generator : KeyGeneratorSpi() {
        private lateinit var spec: KeyGenParameterSpec

        override fun engineInit(spec: AlgorithmParameterSpec, random: SecureRandom?) {
            this.spec = spec as KeyGenParameterSpec
        }

        override fun engineInit(random: SecureRandom?) = refuse()

        override fun engineInit(size: Int, random: SecureRandom?) = refuse()

        override fun engineGenerateKey(): SecretKey {
            val bytes = ByteArray(spec.keySize / 8).also(SecureRandom()::nextBytes)
            made += spec
            return Kept(SecretKeySpec(bytes, "AES")).also { kept[spec.keystoreAlias] = it }
        }
    }

    private inner class Sealing : CipherSpi() {
        private val cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE")

        override fun engineInit(mode: Int, key: Key, random: SecureRandom?) {
            onUse()
            cipher.init(mode, inside(key))
        }

        override fun engineInit(mode: Int, key: Key, spec: AlgorithmParameterSpec?, r: SecureRandom?) {
            if (mode == Cipher.ENCRYPT_MODE) {
                throw InvalidAlgorithmParameterException("the nonce is drawn here")
            }
            onUse()
            cipher.init(mode, inside(key), spec as GCMParameterSpec)
        }

        override fun engineInit(mode: Int, key: Key, spec: AlgorithmParameters?, r: SecureRandom?) =
            refuse()

        private fun inside(key: Key): SecretKeySpec =
            (key as? Kept)?.inside ?: throw InvalidKeyException("a key of another store")

        override fun engineGetIV(): ByteArray = cipher.iv

        override fun engineDoFinal(input: ByteArray, offset: Int, length: Int): ByteArray =
            cipher.doFinal(input, offset, length)

        override fun engineDoFinal(i: ByteArray, at: Int, n: Int, o: ByteArray, to: Int): Int = refuse()

        override fun engineUpdate(i: ByteArray, at: Int, n: Int): ByteArray = refuse()

        override fun engineUpdate(i: ByteArray, at: Int, n: Int, o: ByteArray, to: Int): Int = refuse()

        override fun engineSetMode(mode: String) = refuse()

        override fun engineSetPadding(padding: String) = refuse()

        override fun engineGetBlockSize(): Int = refuse()

        override fun engineGetOutputSize(length: Int): Int = refuse()

        override fun engineGetParameters(): AlgorithmParameters = refuse()
    }

    private companion object {
        const val NAME = "AndroidKeyStore"

        fun refuse(): Nothing = throw UnsupportedOperationException("no part of this double")
    }
}
