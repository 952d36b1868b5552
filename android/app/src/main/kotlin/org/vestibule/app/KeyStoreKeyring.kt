package org.vestibule.app

import android.annotation.TargetApi
import android.os.Build
import android.security.KeyStoreException
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import org.vestibule.VaultKey
import org.vestibule.ffi.Keyring
import org.vestibule.ffi.KeyringException
import java.io.File
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.KeyStore
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * The vault's key, wrapped by a key that never leaves AndroidKeyStore.
 *
 * The wrapped key lies in [file]. Until the phone [isUnlocked] for the first time since it started,
 * files seem not to be there, and nothing is said of them.
 */
internal class KeyStoreKeyring(
    private val file: File,
    private val api: Int = Build.VERSION.SDK_INT,
    private val isUnlocked: () -> Boolean,
) : Keyring {
    override fun read(): VaultKey? = asking {
        if (!file.exists()) return null
        val key = wrappingKey() ?: throw KeyringException.Gone("the key store has no such key")
        unwrap(file.readBytes(), key)
    }

    override fun write(key: VaultKey): Unit = asking {
        val wrapped = try {
            wrap(key, wrappingKey() ?: newWrappingKey())
        } catch (lost: GeneralSecurityException) {
            if (!lost.isForGood()) throw lost
            wrap(key, newWrappingKey())
        }
        replace(wrapped)
    }

    /** *Gone* is what is known to be lost for good; whatever else is the matter may pass. */
    private inline fun <T> asking(answer: () -> T): T {
        if (!isUnlocked()) throw KeyringException.NotNow("not unlocked since it started")
        try {
            return answer()
        } catch (error: KeyringException) {
            throw error
        } catch (error: Exception) {
            throw if (error.isForGood()) {
                KeyringException.Gone(error.toString())
            } else {
                KeyringException.NotNow(error.toString())
            }
        }
    }

    private fun Throwable.isForGood(): Boolean = generateSequence(this, Throwable::cause).any {
        it is KeyPermanentlyInvalidatedException || it is AEADBadTagException || it.isOfLostKey()
    }

    private fun Throwable.isOfLostKey(): Boolean = when {
        javaClass.name != "android.security.KeyStoreException" -> false
        api >= Build.VERSION_CODES.TIRAMISU -> isNumberedAsLost()
        // Before it had numbers: the blob of a key that an update of the system can't read.
        else -> message.orEmpty().startsWith("Invalid key blob")
    }

    @TargetApi(Build.VERSION_CODES.TIRAMISU)
    private fun Throwable.isNumberedAsLost(): Boolean = when ((this as KeyStoreException).numericErrorCode) {
        KeyStoreException.ERROR_KEY_CORRUPTED, KeyStoreException.ERROR_KEY_DOES_NOT_EXIST -> true
        else -> false
    }

    /** A crash leaves the old file or the new one. */
    private fun replace(wrapped: ByteArray) {
        val new = File(file.path + ".new")
        new.outputStream().use {
            it.write(wrapped)
            it.fd.sync()
        }
        if (!new.renameTo(file)) throw IOException("the new key can't take the old one's place")
    }

    private companion object {
        const val STORE = "AndroidKeyStore"
        const val ALIAS = "vestibule.vault"
        const val TRANSFORMATION = "AES/GCM/NoPadding"
        const val NONCE_BYTES = 12
        const val TAG_BITS = 128
        const val WRAPPED_BYTES = NONCE_BYTES + VaultKey.SIZE + TAG_BITS / 8

        fun wrappingKey(): SecretKey? {
            val store = KeyStore.getInstance(STORE).apply { load(null) }
            return store.getKey(ALIAS, null) as SecretKey?
        }

        /**
         * A new wrapping key in place of any other.
         *
         * It does not ask for StrongBox, whose chip takes seconds for it on some phones, on the way
         * to the first screen; the phone's trusted environment keeps it too. Nor does it ask for the
         * person: sessions are renewed while the phone is locked.
         */
        fun newWrappingKey(): SecretKey {
            val generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE)
            generator.init(
                KeyGenParameterSpec
                    .Builder(ALIAS, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
                    .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                    .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                    .setKeySize(256)
                    .build(),
            )
            return generator.generateKey()
        }

        /** The nonce, which the key store draws, and what is sealed. */
        fun wrap(key: VaultKey, wrapping: SecretKey): ByteArray {
            val cipher = Cipher.getInstance(TRANSFORMATION)
            cipher.init(Cipher.ENCRYPT_MODE, wrapping)
            return cipher.iv + cipher.doFinal(key.expose())
        }

        fun unwrap(wrapped: ByteArray, wrapping: SecretKey): VaultKey {
            if (wrapped.size != WRAPPED_BYTES) throw KeyringException.Gone("the file holds no key")
            val cipher = Cipher.getInstance(TRANSFORMATION)
            val nonce = GCMParameterSpec(TAG_BITS, wrapped, 0, NONCE_BYTES)
            cipher.init(Cipher.DECRYPT_MODE, wrapping, nonce)
            return VaultKey(cipher.doFinal(wrapped, NONCE_BYTES, wrapped.size - NONCE_BYTES))
        }
    }
}
