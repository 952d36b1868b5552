package org.vestibule

import android.content.Context

/** What the core needs of Android before its first connection: the system judges certificates. */
public object AndroidTrust {
    init {
        System.loadLibrary("vestibule_ffi")
    }

    /**
     * Hands the application's context over, once, before [Vestibule.open].
     *
     * It loads the library: call it off the main thread.
     */
    public external fun initialize(context: Context)
}
