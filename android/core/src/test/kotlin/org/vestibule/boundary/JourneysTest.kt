package org.vestibule.boundary

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.vestibule.Action
import org.vestibule.ActionKind
import org.vestibule.Config
import org.vestibule.MemoryKeyring
import org.vestibule.Snapshot
import org.vestibule.Vestibule
import org.vestibule.ffi.ActException

class JourneysTest {
    @TestFactory
    fun `every journey shows what it shows in Rust, revision by revision`(): List<DynamicTest> =
        journeys().map { journey ->
            dynamicTest(journey) {
                val screens = play(journey, JvmPhone())
                println("$journey: $screens screens")
            }
        }
}

/** A phone with the app in Kotlin. */
private class JvmPhone : Phone {
    private val keyring = MemoryKeyring()
    private val scope = CoroutineScope(Dispatchers.Default)
    private lateinit var app: Vestibule
    private lateinit var telling: Job

    override fun start(config: Config, witness: Witness) {
        val started = CompletableDeferred<Unit>()
        app = Vestibule(witness.open(config, keyring))
        telling = scope.launch {
            app.screens.collect {
                witness.saw(it)
                started.complete(Unit)
            }
        }
        runBlocking { started.await() }
    }

    override fun screen(): Snapshot = app.snapshot

    override fun act(action: Action): ActionKind? =
        try {
            app.act(action)
            null
        } catch (refused: ActException.NotNow) {
            refused.action
        }

    override fun stop() {
        app.close()
        runBlocking { telling.join() }
    }
}
