package org.vestibule.boundary

import com.sun.jna.NativeLibrary
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.io.TempDir
import org.vestibule.Action
import org.vestibule.Field
import org.vestibule.MemoryKeyring
import org.vestibule.PATIENCE
import org.vestibule.ReferenceServers
import org.vestibule.Screen
import org.vestibule.Vestibule
import org.vestibule.Way
import java.io.File
import java.lang.management.ManagementFactory
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.math.abs
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertTrue
import kotlin.time.TimeSource
import org.vestibule.ffi.Vestibule as Core

/**
 * What is left after thousands of calls, from eight threads at once.
 *
 * The servers are a process of their own, and so is this class: all that is measured is what the
 * apps hold.
 */
class EnduranceTest {
    private val servers = ReferenceServers()

    @TempDir lateinit var folder: File

    @AfterEach
    fun stop() = servers.close()

    @Test
    fun `ten thousand apps opened and closed leave no memory and no thread`() {
        val configs = List(THREADS) { servers.config(File(folder, "$it")) }
        val keyrings = List(THREADS) { MemoryKeyring() }

        val (first, second) = halves {
            atOnce { number ->
                repeat(5_000 / SLICES / THREADS) {
                    Vestibule(Core.open(configs[number], keyrings[number])).use { app ->
                        assertIs<Screen.Start>(app.screen.value)
                    }
                }
            }
        }

        println("10,000 apps: $first, then $second")
        second.assertAsBefore(first)
        assertEquals(listOf(), threadsLeft())
    }

    @Test
    fun `a hundred thousand calls leave no memory and no thread`() {
        Vestibule(Core.open(servers.config(folder), MemoryKeyring())).use { app ->
            app.act(Action.Begin(Way.CORPORATE_EMAIL))
            assertTrue(threads().isNotEmpty(), "the core has threads, and they are seen")

            var slice = 0
            val (first, second) = halves {
                atOnce { number ->
                    repeat(25_000 / SLICES / THREADS) { call ->
                        app.act(Action.Edit(Field.EMAIL, "$number.$call@example"))
                        assertIs<Screen.Email>(app.snapshot.screen)
                    }
                }
                // What is done last is saved last.
                slice += 1
                app.act(Action.Edit(Field.EMAIL, "last $slice"))
                app.awaitEmail("last $slice")
            }

            println("100,000 calls: $first, then $second")
            second.assertAsBefore(first)
        }
        assertEquals(listOf(), threadsLeft())
    }
}

private const val THREADS = 8
private const val SLICES = 5

/**
 * Does half of the work twice, in slices; gives what the process holds after each half.
 *
 * JNA's table of what it allocated grows to what there ever was at once, and stays so: a collection
 * after each slice keeps it from growing by how the threads happen to meet.
 */
private fun halves(slice: () -> Unit): Pair<Footprint, Footprint> {
    fun half(): Footprint {
        repeat(SLICES) {
            slice()
            System.gc()
        }
        return Footprint.settled()
    }
    return half() to half()
}

/** Runs [work] in every thread at once, and waits for all of them. */
private fun atOnce(work: (Int) -> Unit) {
    val pool = Executors.newFixedThreadPool(THREADS)
    val works = List(THREADS) { number -> pool.submit { work(number) } }
    works.forEach { it.get() }
    pool.shutdown()
    pool.awaitTermination(PATIENCE.inWholeSeconds, TimeUnit.SECONDS)
}

private fun Vestibule.awaitEmail(text: String): Unit = runBlocking {
    withTimeout(PATIENCE) { screen.first { it is Screen.Email && it.text == text } }
}

/** What the process holds, in bytes: Rust's memory, Java's, and all else that is not Java's heap. */
private data class Footprint(val rust: Long, val java: Long, val native: Long, val threads: Int) {
    fun assertAsBefore(before: Footprint) {
        val changed = listOf(rust to before.rust, java to before.java, native to before.native)
            .filter { (now, then) -> abs(now - then) > then * 0.05 }
        assertTrue(changed.isEmpty() && threads <= before.threads, "$before, then $this")
    }

    fun isLessThan(other: Footprint): Boolean =
        listOf(rust to other.rust, java to other.java, native to other.native)
            .any { (now, then) -> now < then * 0.995 }

    override fun toString(): String =
        "Rust ${rust / 1024} KiB, Java ${java / 1024} KiB, else ${native / 1024} KiB, " +
            "$threads of Java's threads"

    companion object {
        private const val TRIES = 50
        private const val STEADY = 5

        /**
         * What is held once no more is let go of: a collection finds what Java's and JNA's cleaners
         * free after it, and only the next one finds the cleaners' own.
         */
        fun settled(): Footprint {
            var last = now()
            var steady = 0
            repeat(TRIES) {
                val next = now()
                steady = if (next.isLessThan(last)) 0 else steady + 1
                last = next
                if (steady == STEADY) return next
            }
            error("it is never settled: $last")
        }

        private fun now(): Footprint {
            System.gc()
            // What was freed is given back first: it is held by nobody.
            NativeLibrary.getInstance("c").getFunction("malloc_trim").invokeInt(arrayOf(0))
            val heap = Runtime.getRuntime().totalMemory()
            val status = File("/proc/self/status").readLines().first { it.startsWith("VmRSS:") }
            return Footprint(
                rust = livingBytes(),
                java = heap - Runtime.getRuntime().freeMemory(),
                native = status.filter(Char::isDigit).toLong() * 1024 - heap,
                threads = ManagementFactory.getThreadMXBean().threadCount,
            )
        }
    }
}

/** The core's threads that don't end; one that looks a name up ends by itself. */
private fun threadsLeft(): List<String> {
    val patience = TimeSource.Monotonic.markNow() + PATIENCE
    while (threads().isNotEmpty() && patience.hasNotPassedNow()) Thread.yield()
    return threads()
}

/** The names of the core's threads in this process. */
private fun threads(): List<String> =
    File("/proc/self/task").listFiles().orEmpty().mapNotNull { task ->
        // A thread may end while it is looked at.
        runCatching { File(task, "comm").readText().trim() }.getOrNull()
    }.filter { name -> CORE.any(name::startsWith) }

private val CORE = listOf("vestibule", "tokio")
