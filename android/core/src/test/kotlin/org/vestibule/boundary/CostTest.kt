package org.vestibule.boundary

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Tag
import org.vestibule.Action
import org.vestibule.Field
import org.vestibule.MemoryKeyring
import org.vestibule.Screen
import org.vestibule.Vestibule
import org.vestibule.Way
import org.vestibule.withApp
import kotlin.test.Test
import kotlin.test.assertTrue
import org.vestibule.ffi.Vestibule as Core

/** What a call costs beside an empty one that carries the same, in one run. */
@Tag("open")
class CostTest {
    private val town = Town()

    @Test
    fun `a call costs at most a fifth more than an empty one with the same payload`() =
        runBlocking<Unit> {
            withApp(Vestibule(Core.open(town.config(), MemoryKeyring()))) {
                act<Screen.Phone>(Action.Begin(Way.PHONE))
                app.act(Action.Edit(Field.PHONE, "+7 900 111-22-33"))
                val empty = Empty(app.snapshot)
                val edit = Action.Edit(Field.PHONE, "+7 900 111-22-33")

                val screen = Cost.of({ app.snapshot }, { empty.screen() })
                val act = Cost.of({ app.act(edit) }, { empty.act(edit) })

                println("screen: $screen; act: $act")
                assertTrue(screen.ratio <= MOST, "screen: $screen")
                assertTrue(act.ratio <= MOST, "act: $act")
            }
        }
}

private const val MOST = 1.2

/** Nanoseconds for a call, and for the empty one. */
private class Cost(private val call: Double, private val empty: Double) {
    val ratio: Double = call / empty

    override fun toString(): String =
        "%.1f µs, empty %.1f µs, %.2f times".format(call / 1000, empty / 1000, ratio)

    companion object {
        private const val ROUNDS = 60
        private const val CALLS = 500

        /** Rounds of both in turn, so that whatever else the machine does meets both; the median. */
        fun of(call: () -> Unit, empty: () -> Unit): Cost {
            val costs = List(ROUNDS) { time(call) to time(empty) }.drop(ROUNDS / 3)
            return Cost(median(costs.map { it.first }), median(costs.map { it.second }))
        }

        private fun time(call: () -> Unit): Double {
            val began = System.nanoTime()
            repeat(CALLS) { call() }
            return (System.nanoTime() - began).toDouble() / CALLS
        }

        private fun median(values: List<Double>): Double = values.sorted()[values.size / 2]
    }
}
