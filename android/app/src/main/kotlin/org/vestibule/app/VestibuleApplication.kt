package org.vestibule.app

import android.app.Application
import android.os.UserManager
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import org.vestibule.AndroidTrust
import org.vestibule.Vestibule
import java.io.File

/** The process: it holds the core, which outlives every activity. */
public class VestibuleApplication : Application() {
    internal lateinit var launch: Launch
        private set

    override fun onCreate() {
        super.onCreate()
        launch = Launch(CoroutineScope(SupervisorJob() + Dispatchers.Default), ::open)
        tellHints(launch::hint)
    }

    /** The core throws where the build is wrong: nothing that a person does would help. */
    private suspend fun open(): Vestibule {
        val user = checkNotNull(getSystemService(UserManager::class.java)) { "a phone without a user" }
        val keyring = KeyStoreKeyring(File(vault, "key"), isUnlocked = user::isUserUnlocked)
        return Vestibule.open(keyring) {
            AndroidTrust.initialize(this)
            config(vault)
        }
    }

    /** Private, and in no backup: neither the rules of the manifest nor the system's own copy it. */
    private val vault: File
        get() = File(noBackupFilesDir, "vault").apply { mkdirs() }
}
