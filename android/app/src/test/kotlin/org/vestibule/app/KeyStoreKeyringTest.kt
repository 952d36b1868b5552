package org.vestibule.app

import android.os.Build
import android.security.KeyStoreException
import android.security.keystore.KeyPermanentlyInvalidatedException
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import org.vestibule.VaultKey
import org.vestibule.ffi.KeyringException
import java.io.File
import java.security.InvalidKeyException
import java.security.ProviderException
import java.security.UnrecoverableKeyException
import javax.crypto.IllegalBlockSizeException
import kotlin.random.Random
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNotEquals
import kotlin.test.assertNull

class KeyStoreKeyringTest {
    private val store = KeyStoreDouble()

    @TempDir lateinit var folder: File

    @BeforeEach
    fun begin() = store.begin()

    @AfterEach
    fun end() = store.end()

    @Test
    fun `a key that was written is read, also by the next process`() {
        assertNull(keyring().read())
        keyring().write(KEY)
        assertEquals(KEY, keyring().read())
        val other = VaultKey(Random(7).nextBytes(VaultKey.SIZE))
        keyring().write(other)
        assertEquals(other, keyring().read())
        assertEquals(listOf(file()), folder.listFiles()!!.toList())
    }

    @Test
    fun `the file never holds the key, nor the same bytes twice`() {
        keyring().write(KEY)
        val first = file().readBytes()
        keyring().write(KEY)
        val second = file().readBytes()
        assertNotEquals(first.toList(), second.toList())
        for (bytes in listOf(first, second)) {
            assertFalse(bytes.toList().windowed(8).any { it in KEY.expose().toList().windowed(8) })
        }
    }

    @Test
    fun `the wrapping key is of AES 256 in GCM, asks for no StrongBox and no person`() {
        keyring().write(KEY)
        val made = store.made.single()
        assertEquals(256, made.keySize)
        assertEquals(listOf("GCM"), made.blockModes.toList())
        assertEquals(listOf("NoPadding"), made.encryptionPaddings.toList())
        assertEquals(true, made.isRandomizedEncryptionRequired)
        assertFalse(made.isStrongBoxBacked)
        assertFalse(made.isUserAuthenticationRequired || made.isUnlockedDeviceRequired)
    }

    @Test
    fun `the wrapping key is made once, and again only where it is lost`() {
        repeat(3) { keyring().write(KEY) }
        assertEquals(1, store.made.size)
        store.onUse = { if (store.made.size == 1) throw KeyPermanentlyInvalidatedException() }
        keyring().write(KEY)
        assertEquals(2, store.made.size)
        assertEquals(KEY, keyring().read())
        store.forget()
        keyring().write(KEY)
        assertEquals(3, store.made.size)
        assertEquals(KEY, keyring().read())
    }

    @Test
    fun `a busy key store keeps the wrapping key and what it wrapped`() {
        keyring().write(KEY)
        store.onUse = { throw ProviderException("the service died") }
        assertFailsWith<KeyringException.NotNow> { keyring().write(KEY) }
        assertFailsWith<KeyringException.NotNow> { keyring().read() }
        store.onUse = {}
        assertEquals(KEY, keyring().read())
        assertEquals(1, store.made.size)
    }

    @Test
    fun `before the first unlock nothing is said, not even that there is no key`() {
        var isUnlocked = false
        val keyring = KeyStoreKeyring(file(), API) { isUnlocked }
        assertFailsWith<KeyringException.NotNow> { keyring.read() }
        assertFailsWith<KeyringException.NotNow> { keyring.write(KEY) }
        isUnlocked = true
        assertNull(keyring.read())
    }

    @Test
    fun `a key without its wrapping key is gone`() {
        keyring().write(KEY)
        store.forget()
        assertFailsWith<KeyringException.Gone> { keyring().read() }
    }

    @Test
    fun `a file that was changed, cut or swapped is gone`() {
        keyring().write(KEY)
        val whole = file().readBytes()
        val broken = whole.indices.map { at -> whole.copyOf().also { it[at] = (it[at] + 1).toByte() } } +
            whole.indices.map { whole.copyOf(it) } + listOf(whole + 0)
        for (bytes in broken) {
            file().writeBytes(bytes)
            assertFailsWith<KeyringException.Gone>("${bytes.toList()}") { keyring().read() }
        }
        file().writeBytes(whole)
        assertEquals(KEY, keyring().read())
    }

    @ParameterizedTest
    @MethodSource("troubles")
    fun `what is gone is told from what can't be had now`(trouble: Trouble) {
        keyring().write(KEY)
        val keyring = KeyStoreKeyring(file(), trouble.api) { true }
        store.fail(trouble)
        val thrown = assertFailsWith<KeyringException> { keyring.read() }
        assertEquals(trouble.isGone, thrown is KeyringException.Gone, "$thrown")
    }

    private fun KeyStoreDouble.fail(trouble: Trouble) = when {
        trouble.isWhenAsked -> onAsked = { throw trouble.error }
        else -> onUse = { throw trouble.error }
    }

    private fun keyring() = KeyStoreKeyring(file(), API) { true }

    private fun file() = File(folder, "key")

    class Trouble(
        val error: Exception,
        val isGone: Boolean,
        val api: Int,
        val isWhenAsked: Boolean,
    ) {
        override fun toString(): String = "$error by ${error.cause} on $api"
    }

    companion object {
        private val KEY = VaultKey(Random(1).nextBytes(VaultKey.SIZE))
        private const val API = Build.VERSION_CODES.VANILLA_ICE_CREAM

        /** As AndroidKeyStore wraps them, by version. */
        @JvmStatic
        fun troubles() = listOf(
            gone(KeyPermanentlyInvalidatedException("the screen lock was removed")),
            gone(KeyPermanentlyInvalidatedException(), api = Build.VERSION_CODES.N),
            gone(invalid(numbered(KeyStoreException.ERROR_KEY_CORRUPTED))),
            gone(unrecoverable(numbered(KeyStoreException.ERROR_KEY_DOES_NOT_EXIST)), isWhenAsked = true),
            gone(invalid(old("Invalid key blob")), api = Build.VERSION_CODES.P),

            notNow(unrecoverable(numbered(KeyStoreException.ERROR_KEYSTORE_FAILURE)), isWhenAsked = true),
            notNow(unrecoverable(null), isWhenAsked = true),
            notNow(invalid(numbered(KeyStoreException.ERROR_INTERNAL_SYSTEM_ERROR))),
            notNow(invalid(numbered(KeyStoreException.ERROR_KEYSTORE_UNINITIALIZED))),
            notNow(invalid(old("System error")), api = Build.VERSION_CODES.P),
            notNow(invalid(null)),
            notNow(blocked(numbered(KeyStoreException.ERROR_KEYMINT_FAILURE))),
            notNow(ProviderException("the service died")),
            notNow(IllegalStateException("the service is not there yet"), isWhenAsked = true),
        )

        private fun gone(error: Exception, api: Int = API, isWhenAsked: Boolean = false) =
            Trouble(error, isGone = true, api, isWhenAsked)

        private fun notNow(error: Exception, api: Int = API, isWhenAsked: Boolean = false) =
            Trouble(error, isGone = false, api, isWhenAsked)

        private fun invalid(cause: Exception?) = InvalidKeyException("the key can't be used", cause)

        private fun blocked(cause: Exception?) = IllegalBlockSizeException().apply { initCause(cause) }

        private fun unrecoverable(cause: Exception?) =
            UnrecoverableKeyException("no information about the key").apply { initCause(cause) }

        private fun old(message: String) = KeyStoreException(-1, message)

        /** One that says the number which its method maps to [public]. */
        private fun numbered(public: Int): KeyStoreException =
            (-100..100).asSequence().map { KeyStoreException(it, "code $it") }
                .first { it.numericErrorCode == public }
    }
}
