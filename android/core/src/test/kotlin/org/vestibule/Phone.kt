package org.vestibule

import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.produceIn
import kotlinx.coroutines.withTimeout
import org.vestibule.ffi.Keyring
import java.io.File
import kotlin.io.path.createTempDirectory
import kotlin.time.Duration.Companion.seconds

/** A phone with the core in it: what a user interface does, done by a test. */
internal class Phone(private val servers: ReferenceServers) : AutoCloseable {
    private val folder: File = createTempDirectory("vestibule").toFile()

    /** Starts the app, and closes it after [test]. */
    suspend fun <T> run(keyring: Keyring = MemoryKeyring(), test: suspend Hand.() -> T): T =
        Vestibule.open(keyring) { config() }.use { app ->
            coroutineScope {
                val screens = app.screens.produceIn(this)
                try {
                    Hand(app, screens).test()
                } finally {
                    screens.cancel()
                }
            }
        }

    fun config(): Config = Config(
        directory = File(folder, "vault"),
        publicServer = servers.address("green"),
        app = App(
            id = "example.vestibule",
            clientId = "vestibule",
            scope = "messenger",
            version = "1.0",
            platform = "JVM ${Runtime.version().feature()}",
            store = Store.GOOGLE_PLAY,
            special = false,
        ),
        device = "A phone of the tests",
        locale = Locale.RU,
        country = Country.parse("RU"),
        smsHash = null,
        redirect = Redirect.parse("vestibule://callback"),
        authorities = listOf(Authority(pem = servers.authority, hosts = listOf())),
        proxy = null,
    )

    override fun close() {
        folder.deleteRecursively()
    }
}

/** The hand that holds a phone. */
internal class Hand(val app: Vestibule, private val screens: ReceiveChannel<Snapshot>) {
    /** Acts, and waits for the screen of a kind that has no request under way. */
    suspend inline fun <reified S : Screen> act(action: Action): S {
        app.act(action)
        return until()
    }

    /** Waits for a screen of a kind that has no request under way. */
    suspend inline fun <reified S : Screen> until(crossinline found: (S) -> Boolean = { true }): S =
        await { it is S && it.progress() != Progress.Running && found(it) } as S

    /** Waits for a screen. */
    suspend fun await(found: (Screen) -> Boolean): Screen = withTimeout(PATIENCE) {
        var screen = screens.receive().screen
        while (!found(screen)) screen = screens.receive().screen
        screen
    }
}

/** Nothing that a test waits for takes as long as this, on the slowest machine. */
internal val PATIENCE = 60.seconds
