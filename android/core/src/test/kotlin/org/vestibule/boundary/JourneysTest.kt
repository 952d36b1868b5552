package org.vestibule.boundary

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.vestibule.Action
import org.vestibule.ActionKind
import org.vestibule.Config
import org.vestibule.MemoryKeyring
import org.vestibule.Progress
import org.vestibule.Snapshot
import org.vestibule.Vestibule
import org.vestibule.ffi.ActException
import org.vestibule.ffi.Keyring
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

class JourneysTest {
    @TestFactory
    fun `every journey shows what it shows in Rust, revision by revision`(): List<DynamicTest> =
        journeys().map { journey ->
            dynamicTest(journey) {
                val screens = play(journey, JvmPhone())
                println("$journey: $screens screens")
                played += journey
            }
        }

    @Test
    fun `a screen that the phone leaves out is missed`() {
        var isLeftOut = false
        val phone = JvmPhone { snapshot ->
            if (isLeftOut || !snapshot.isRunning()) return@JvmPhone listOf(snapshot)
            isLeftOut = true
            listOf()
        }

        assertFailsWith<PlayException.NotAsShown> { play(ANY, phone) }
    }

    @Test
    fun `a screen that the phone shows late is noticed`() {
        var late: Snapshot? = null
        var isTold = false
        val phone = JvmPhone { snapshot ->
            val before = late
            when {
                isTold -> listOf(snapshot)
                before != null -> listOf(snapshot, before, snapshot).also { isTold = true }
                snapshot.isRunning() -> listOf<Snapshot>().also { late = snapshot }
                else -> listOf(snapshot)
            }
        }

        assertFailsWith<PlayException.NotAsShown> { play(ANY, phone) }
    }

    companion object {
        private const val ANY = "registration"

        private val played = mutableListOf<String>()

        /** The list is Rust's own: none of it is left out here. */
        @AfterAll
        @JvmStatic
        fun `all of them were played`() {
            assertTrue(ANY in played)
            assertEquals(journeys(), played)
        }
    }
}

private fun Snapshot.isRunning(): Boolean = screen.progress() == Progress.Running

/** A phone with the app in Kotlin, which tells of each screen as [tell] makes it. */
private class JvmPhone(private val tell: (Snapshot) -> List<Snapshot> = ::listOf) : Phone {
    private val keyring = MemoryKeyring()
    private val scope = CoroutineScope(Dispatchers.Default)
    private lateinit var app: Vestibule
    private lateinit var telling: Job

    override fun start(config: Config, witness: Witness) {
        val started = CompletableDeferred<Unit>()
        app = witness.app(config, keyring)
        telling = scope.launch {
            app.screens.collect { snapshot ->
                tell(snapshot).forEach(witness::saw)
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

/** The app, at the clock of whoever plays; the tests of the screens open it so, too. */
public fun Witness.app(config: Config, keyring: Keyring): Vestibule =
    Vestibule(open(config, keyring))
