package org.vestibule.boundary

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Tag
import org.vestibule.Action
import org.vestibule.Config
import org.vestibule.Field
import org.vestibule.MemoryKeyring
import org.vestibule.Screen
import org.vestibule.Vestibule
import org.vestibule.Way
import org.vestibule.withApp
import java.io.File
import java.nio.file.Files
import java.util.concurrent.Executors
import kotlin.math.abs
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertTrue
import org.vestibule.ffi.Vestibule as Core

/** What is left after thousands of calls, from eight threads at once. */
@Tag("open")
class EnduranceTest {
    private val town = Town()

    @Test
    fun `ten thousand apps opened and closed leave no memory and no thread`() {
        val config = town.config()
        val folders = List(THREADS) { Files.createTempDirectory("vestibule").toFile() }
        val keyrings = List(THREADS) { MemoryKeyring() }

        fun half() = atOnce { number ->
            repeat(5_000 / THREADS) {
                Vestibule(Core.open(config.at(folders[number]), keyrings[number])).use { app ->
                    assertIs<Screen.Start>(app.screen.value)
                }
            }
        }
        half()
        val first = Footprint.now()
        half()
        val second = Footprint.now()

        println("10,000 apps: $first, then $second")
        second.assertNoMoreThan(first)
        assertEquals(listOf(), threads().filter { it.startsWith("vestibule") })
        folders.forEach(File::deleteRecursively)
    }

    @Test
    fun `a hundred thousand calls leave no memory and no thread`() = runBlocking<Unit> {
        withApp(Vestibule(Core.open(town.config(), MemoryKeyring()))) {
            act<Screen.Phone>(Action.Begin(Way.PHONE))

            fun half() = atOnce { number ->
                repeat(25_000 / THREADS) { call ->
                    app.act(Action.Edit(Field.PHONE, "+7 900 $number$call"))
                    assertIs<Screen.Phone>(app.snapshot.screen)
                }
            }
            half()
            app.act(Action.Edit(Field.PHONE, "1"))
            until<Screen.Phone> { it.text == "1" }
            val first = Footprint.now()
            half()
            app.act(Action.Edit(Field.PHONE, "2"))
            until<Screen.Phone> { it.text == "2" }
            val second = Footprint.now()

            println("100,000 calls: $first, then $second")
            second.assertNoMoreThan(first)
        }
        assertEquals(listOf(), threads().filter { it.startsWith("vestibule") })
    }

    private fun Config.at(folder: File): Config = copy(directory = folder)
}

private const val THREADS = 8

/** Runs [work] in every thread at once, and waits for all of them. */
private fun atOnce(work: (Int) -> Unit) {
    val pool = Executors.newFixedThreadPool(THREADS)
    val works = List(THREADS) { number -> pool.submit { work(number) } }
    works.forEach { it.get() }
    pool.shutdown()
}

/** What the process holds: Rust's memory, Java's, and all of it as the system sees it. */
private data class Footprint(val rust: Long, val java: Long, val resident: Long) {
    fun assertNoMoreThan(before: Footprint) {
        for ((now, then) in listOf(rust to before.rust, java to before.java, resident to before.resident)) {
            assertTrue(abs(now - then) <= then * 0.05, "$before, then $this")
        }
    }

    override fun toString(): String =
        "Rust ${rust / 1024} KiB, Java ${java / 1024} KiB, resident ${resident / 1024} KiB"

    companion object {
        fun now(): Footprint {
            // What Java has let go of is let go of in Rust by its cleaner.
            repeat(3) { System.gc() }
            val runtime = Runtime.getRuntime()
            val resident = File("/proc/self/status").readLines().first { it.startsWith("VmRSS:") }
            return Footprint(
                rust = livingBytes(),
                java = runtime.totalMemory() - runtime.freeMemory(),
                resident = resident.filter(Char::isDigit).toLong() * 1024,
            )
        }
    }
}

/** The names of the process's threads. */
private fun threads(): List<String> =
    File("/proc/self/task").listFiles().orEmpty().mapNotNull { task ->
        // A thread may end while it is looked at.
        runCatching { File(task, "comm").readText().trim() }.getOrNull()
    }
