package org.vestibule

import org.vestibule.ffi.Keyring

/** A key store in memory. */
public class MemoryKeyring : Keyring {
    @Volatile private var key: VaultKey? = null

    override fun read(): VaultKey? = key

    override fun write(key: VaultKey) {
        this.key = key
    }
}
