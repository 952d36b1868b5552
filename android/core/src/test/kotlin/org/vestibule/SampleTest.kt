package org.vestibule

import org.junit.jupiter.api.io.TempDir
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PipedInputStream
import java.io.PipedOutputStream
import java.io.PrintStream
import kotlin.concurrent.thread
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import main as signIn

class SampleTest {
    @TempDir lateinit var folder: File

    @Test
    fun `the sample signs a new person in`() = ReferenceServers().use { servers ->
        val authority = File(folder, "authority.pem").apply { writeText(servers.authority) }
        val typed = PipedOutputStream()
        val printed = ByteArrayOutputStream()
        val (input, output) = System.`in` to System.out
        System.setIn(PipedInputStream(typed))
        System.setOut(PrintStream(printed))
        var failure: Throwable? = null
        val program = thread {
            try {
                val vault = File(folder, "vault").path
                signIn(arrayOf(servers.address("green").issuer, authority.path, vault))
            } catch (thrown: Throwable) {
                failure = thrown
            }
        }

        typed.say("89995550101")
        typed.say(servers.code("+79995550101"))
        typed.say("Вера Новая")
        program.join(PATIENCE.inWholeMilliseconds)

        System.setIn(input)
        System.setOut(output)
        assertEquals(null, failure, printed.toString())
        assertContains(printed.toString(), "A token of type BEARER")
    }

    @Test
    fun `the README shows the sample as it is`() {
        val sample = File("src/sample/kotlin/SignIn.kt").readText()
        assertContains(File("README.md").readText(), "```kotlin\n$sample```")
    }

    private fun PipedOutputStream.say(line: String) {
        write("$line\n".toByteArray())
        flush()
    }
}
