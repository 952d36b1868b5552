package org.vestibule.boundary

import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.io.TempDir
import org.vestibule.Action
import org.vestibule.Field
import org.vestibule.MemoryKeyring
import org.vestibule.ReferenceServers
import org.vestibule.Screen
import org.vestibule.VaultKey
import org.vestibule.Vestibule
import org.vestibule.Way
import org.vestibule.ffi.Keyring
import org.vestibule.ffi.KeyringException
import java.io.File
import java.lang.management.ManagementFactory
import kotlin.test.Test
import kotlin.test.assertIs
import kotlin.test.assertTrue
import org.vestibule.ffi.Vestibule as Core

/**
 * What a call costs beside an empty one that carries the same, in one run.
 *
 * What the core itself does in a call is not the boundary's, and an empty call can't be asked to do
 * it. So two of the calls do next to nothing there: one gives the screen that is shown, the other
 * keeps, while the vault is locked, what the browser handed over. The third is a step of the flow:
 * beside it, the same step is done in Rust.
 */
class CostTest {
    private val servers = ReferenceServers()

    @TempDir lateinit var folder: File

    @AfterEach
    fun stop() = servers.close()

    @Test
    fun `to look costs at most a fifth more than an empty call that gives the same screen`() {
        withTypedPhone { app, _, _ ->
            val empty = Empty(app.snapshot)

            val cost = Cost.of({ app.snapshot }, { empty.screen() })

            cost.assertAFifthAtMost("to look")
        }
    }

    @Test
    fun `to act costs at most a fifth more than an empty call that takes the same action`() {
        Vestibule(Core.open(servers.config(folder), Locked)).use { app ->
            val back = Action.ReturnFromBrowser("vestibule://callback?state=Zm9v&code=YmFy")
            val empty = Empty(app.snapshot)

            val cost = Cost.of({ app.act(back) }, { empty.act(back) })

            cost.assertAFifthAtMost("to act")
            assertIs<Screen.Locked>(app.screen.value)
        }
    }

    @Test
    fun `a step costs at most a fifth more than an empty call and the same step in Rust`() {
        withTypedPhone { app, core, edit ->
            val empty = Empty(app.snapshot)

            val cost = Cost.of({ app.act(edit) }, { empty.act(edit) }, { actInRust(core, edit, it) })

            cost.assertAFifthAtMost("an edit of the phone")
        }
    }

    private fun withTypedPhone(measure: (Vestibule, Core, Action) -> Unit) {
        val core = Core.open(servers.config(folder), MemoryKeyring())
        Vestibule(core).use { app ->
            val edit = Action.Edit(Field.PHONE, "+7 900 111-22-33")
            app.act(Action.Begin(Way.PHONE))
            app.act(edit)
            measure(app, core, edit)
        }
    }
}

/** A key store that can't be asked yet. */
private object Locked : Keyring {
    override fun read(): VaultKey? = throw KeyringException.NotNow("not unlocked yet")

    override fun write(key: VaultKey): Unit = throw KeyringException.NotNow("not unlocked yet")
}

/** Microseconds for a call, for the empty one, and for what the core does in it. */
private class Cost(val call: Double, val empty: Double, val own: Double) {
    private val ratio = call / (empty + own)

    fun assertAFifthAtMost(what: String) {
        println("$what: $this")
        assertTrue(ratio <= 1.2, "$this")
    }

    override fun toString(): String =
        "%.1f µs, empty %.1f µs, in Rust %.1f µs, %.2f times".format(call, empty, own, ratio)

    companion object {
        private const val ROUNDS = 60
        private const val CALLS = 200

        private val clock = ManagementFactory.getThreadMXBean()

        /**
         * Rounds of all in turn, so that whatever else the machine does meets all; the median of the
         * later ones. [own] does what the core does in so many calls.
         */
        fun of(call: () -> Unit, empty: () -> Unit, own: (UInt) -> Unit = {}): Cost {
            val rounds = List(ROUNDS) {
                Cost(
                    time { repeat(CALLS) { call() } },
                    time { repeat(CALLS) { empty() } },
                    time { own(CALLS.toUInt()) },
                )
            }.drop(ROUNDS / 3)
            return rounds.sortedBy { it.ratio }[rounds.size / 2]
        }

        /** What the thread worked, whatever it waited for: other programs don't count. */
        private fun time(calls: () -> Unit): Double {
            val began = clock.currentThreadCpuTime
            calls()
            return (clock.currentThreadCpuTime - began) / 1000.0 / CALLS
        }
    }
}
