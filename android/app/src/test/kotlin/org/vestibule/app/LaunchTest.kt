package org.vestibule.app

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.io.TempDir
import org.vestibule.Action
import org.vestibule.App
import org.vestibule.Authority
import org.vestibule.Config
import org.vestibule.Country
import org.vestibule.Hint
import org.vestibule.Locale
import org.vestibule.Progress
import org.vestibule.Redirect
import org.vestibule.Screen
import org.vestibule.ServerAddress
import org.vestibule.VaultKey
import org.vestibule.Vestibule
import org.vestibule.Way
import org.vestibule.ffi.Keyring
import org.vestibule.ffi.KeyringException
import java.io.File
import java.net.URI
import java.net.URLEncoder
import kotlin.test.Test
import kotlin.test.assertNull
import kotlin.time.Duration.Companion.seconds

/** On the real core, and the reference servers where there is something to sign in to. */
class LaunchTest {
    private val scope = CoroutineScope(Dispatchers.Default)
    private val keyring = Keys()
    private val gate = CompletableDeferred<Unit>()

    @TempDir lateinit var folder: File

    @AfterEach
    fun end() = scope.cancel()

    @Test
    fun `a hint that comes before the core is open reaches it`() = runBlocking<Unit> {
        val launch = Launch(scope) {
            gate.await()
            open("https://vestibule.example")
        }
        launch.hint(Hint.Locale(Locale.EN))
        assertNull(launch.vestibule.value)
        gate.complete(Unit)
        val core = launch.vestibule.filterNotNull().first()
        core.use {
            withTimeout(PATIENCE) { while (core.locale != Locale.EN) yield() }
        }
    }

    @Test
    fun `an answer that comes before the core is open, and its key can be had, is taken`() =
        runBlocking<Unit> {
            Servers(File(folder, "authority.pem")).use { servers ->
                val answer = open(servers.address("green"), servers.authority).use { app ->
                    app.goTo(servers.address("portal")).refused(by = servers.address("portal"))
                }
                keyring.isShut = true
                val launch = Launch(scope) {
                    gate.await()
                    open(servers.address("green"), servers.authority)
                }
                launch.take("$REDIRECT?of=another")
                launch.take(answer)
                gate.complete(Unit)

                val core = launch.vestibule.filterNotNull().first()
                core.use {
                    core.until<Screen.Locked> { it.progress is Progress.Failed }
                    keyring.isShut = false
                    launch.hint(Hint.Unlocked)
                    // The other address is refused with the step intact; the answer ends it.
                    core.until<Screen.Browser> { it.progress is Progress.Failed && it.url == null }
                }
            }
        }

    private suspend fun open(server: String, authority: String? = null): Vestibule = Vestibule.open(keyring) {
        Config(
            directory = File(folder, "vault"),
            publicServer = ServerAddress.parse(server),
            app = App("example.vestibule", "vestibule", "messenger", "1.0", "JVM", null, special = false),
            device = "A phone of the tests",
            locale = Locale.RU,
            country = Country.parse("RU"),
            smsHash = null,
            redirect = Redirect.parse(REDIRECT),
            authorities = listOfNotNull(authority).map { Authority(it, hosts = listOf()) },
            proxy = null,
        )
    }

    private suspend fun Vestibule.goTo(server: String): Screen.Browser {
        until<Screen.Start> { true }
        act(Action.Begin(Way.SERVER_ADDRESS))
        until<Screen.Address> { it.progress is Progress.Idle }
        act(Action.SubmitAddress(server))
        until<Screen.Browser> { it.progress is Progress.Idle }
        act(Action.OpenBrowser)
        return until { it.url != null }
    }

    /** What the browser hands back where the server says no. */
    private fun Screen.Browser.refused(by: String): String {
        val state = URI(checkNotNull(url)).rawQuery.split("&").single { it.startsWith("state=") }
        val issuer = URLEncoder.encode(by, Charsets.UTF_8)
        return "$REDIRECT?error=access_denied&$state&iss=$issuer"
    }

    private suspend inline fun <reified S : Screen> Vestibule.until(crossinline found: (S) -> Boolean): S =
        withTimeout(PATIENCE) { screen.filterIsInstance<S>().first { found(it) } }

    /** A key store that can be shut, as before a phone's first unlock. */
    private class Keys : Keyring {
        @Volatile var isShut = false
        private var key: VaultKey? = null

        override fun read(): VaultKey? = if (isShut) throw KeyringException.NotNow("shut") else key

        override fun write(key: VaultKey) {
            this.key = key
        }
    }

    /** The reference servers, as a process of their own. */
    private class Servers(private val ca: File) : AutoCloseable {
        private val program = File(System.getProperty("vestibule.binaries"), "vestibule-server")
        private val process = ProcessBuilder(program.path, "--ca", ca.path)
            .redirectErrorStream(true)
            .start()
        private val addresses = process.inputStream.bufferedReader().lineSequence()
            .map { it.split(Regex(" +")) }.takeWhile { it.first() != "control" }
            .filter { it.size > 1 }.associate { it[0] to it[1] }

        val authority: String = ca.readText()

        fun address(name: String): String = addresses.getValue(name)

        override fun close() {
            process.destroy()
            process.waitFor()
        }
    }

    private companion object {
        const val REDIRECT = "vestibule://callback"

        /** Nothing that a test waits for takes as long as this, on the slowest machine. */
        val PATIENCE = 60.seconds
    }
}
