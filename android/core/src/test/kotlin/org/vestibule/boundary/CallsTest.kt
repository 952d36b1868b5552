package org.vestibule.boundary

import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.vestibule.Action
import org.vestibule.Hand
import org.vestibule.MemoryKeyring
import org.vestibule.Notice
import org.vestibule.PATIENCE
import org.vestibule.Problem
import org.vestibule.Progress
import org.vestibule.Screen
import org.vestibule.Server
import org.vestibule.Snapshot
import org.vestibule.StorageProblem
import org.vestibule.Vestibule
import org.vestibule.VaultKey
import org.vestibule.Way
import org.vestibule.ffi.Keyring
import org.vestibule.ffi.KeyringException
import org.vestibule.ffi.Observer
import org.vestibule.ffi.ObserverException
import org.vestibule.ffi.TokenException
import org.vestibule.withApp
import java.io.File
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import org.vestibule.ffi.Vestibule as Core

/** What stops, and what fails, on either side of a call. */
class CallsTest {
    private val town = Town()

    @Test
    fun `cancelling a step of the sign-in closes its request`() = runBlocking<Unit> {
        withApp(open()) {
            val held = town.hold("green", Held.CHALLENGE)
            act<Screen.Phone>(Action.Begin(Way.PHONE))
            app.act(Action.SubmitPhone("+7 900 111-22-33"))
            assertTrue(held.arrived())

            act<Screen.Phone>(Action.Cancel)

            assertTrue(town.wereAbandoned("green", 1u))
        }
    }

    @Test
    fun `cancelling a coroutine closes its request`() = runBlocking<Unit> {
        withApp(open()) {
            signIn(PORTRAIT.readBytes())
            assertContentEquals(PORTRAIT.readBytes(), app.avatar(Server.PUBLIC))
            val held = town.hold("green", Held.READ_AVATAR)
            val call = launch(start = CoroutineStart.UNDISPATCHED) { app.avatar(Server.PUBLIC) }
            assertTrue(held.arrived())

            call.cancelAndJoin()

            assertTrue(town.wereAbandoned("green", 1u))
        }
    }

    @Test
    fun `closing ends the calls under way, and their requests`() = runBlocking<Unit> {
        val app = open()
        withApp(app) {
            signIn(picture = null)
            val held = town.hold("green", Held.REFRESH)
            val refused = app.accessToken(Server.PUBLIC)
            val call = launch(start = CoroutineStart.UNDISPATCHED) {
                assertFailsWith<TokenException.Cancelled> { app.accessToken(Server.PUBLIC, refused) }
            }
            assertTrue(held.arrived())

            app.close()

            call.join()
            assertTrue(town.wereAbandoned("green", 1u))
        }
    }

    @Test
    fun `what a key store throws is the problem that it names`() = runBlocking<Unit> {
        val thrown = mapOf(
            KeyringException.NotNow("locked") to StorageProblem.KeyNotNow,
            IllegalStateException("a key store's own") to StorageProblem.KeyNotNow,
            OutOfMemoryError("not even an exception") to StorageProblem.KeyNotNow,
        )
        for ((error, problem) in thrown) {
            assertLocked(problem, Broken { throw error })
        }
    }

    @Test
    fun `what a key store throws when it should keep a key is the problem that it names`() =
        runBlocking<Unit> {
            val thrown = mapOf(
                KeyringException.NotNow("locked") to StorageProblem.KeyNotNow,
                KeyringException.Gone("no room") to StorageProblem.Unavailable("no room"),
                IllegalStateException("a key store's own") to StorageProblem.KeyNotNow,
                OutOfMemoryError("not even an exception") to StorageProblem.KeyNotNow,
            )
            for ((error, problem) in thrown) {
                assertLocked(problem, Broken(write = error) { null })
            }
        }

    @Test
    fun `a key that is gone means a clean start with a word`() = runBlocking<Unit> {
        withApp(open()) { act<Screen.Phone>(Action.Begin(Way.PHONE)) }
        val gone = object : Keyring by MemoryKeyring() {
            private var read = false

            override fun read(): VaultKey? {
                if (read) return null
                read = true
                throw KeyringException.Gone("wiped")
            }
        }

        withApp(open(gone)) {
            val start = until<Screen.Start>()
            assertEquals(listOf<Notice>(Notice.KeyLost), start.notices)
        }
    }

    @Test
    fun `an observer that throws is given the next screen all the same`() = runBlocking<Unit> {
        val given = Channel<Screen>(Channel.UNLIMITED)
        val thrown = listOf(ObserverException.Failed("first"), IllegalStateException("second"))
        val observer = object : Observer {
            private val left = ArrayDeque(thrown)

            override fun screen(snapshot: Snapshot) {
                given.trySend(snapshot.screen)
                left.removeFirstOrNull()?.let { throw it }
            }

            override fun saved(): Unit = throw IllegalStateException("never pleased")
        }
        val core = Core.open(town.config(), MemoryKeyring())
        val subscription = core.watch(observer)

        core.act(Action.Begin(Way.PHONE))
        core.act(Action.Back)

        withTimeout(PATIENCE) {
            given.receive() as Screen.Start
            given.receive() as Screen.Phone
            while (given.receive() !is Screen.Start) Unit
        }
        subscription.close()
        core.close()
    }

    private fun open(keyring: Keyring = MemoryKeyring()): Vestibule =
        Vestibule(Core.open(town.config(), keyring))

    private suspend fun assertLocked(problem: StorageProblem, keyring: Keyring) {
        withApp(open(keyring)) {
            val locked = until<Screen.Locked>()
            assertEquals(Progress.Failed(Problem.Storage(problem)), locked.progress)
        }
    }

    private suspend fun Hand.signIn(picture: ByteArray?) {
        act<Screen.Phone>(Action.Begin(Way.PHONE))
        act<Screen.Code>(Action.SubmitPhone("+7 999 555-01-01"))
        act<Screen.Name>(Action.SubmitCode(town.code("+79995550101")))
        act<Screen.Avatar>(Action.SubmitName("Вера Новая"))
        act<Screen.Email>(if (picture == null) Action.Skip else Action.SubmitAvatar(picture))
        app.act(Action.Skip)
        until<Screen.Home> { it.public?.name != null }
    }
}

private class Broken(
    private val write: Throwable = IllegalStateException("never asked"),
    private val read: () -> VaultKey?,
) : Keyring {
    override fun read(): VaultKey? = read.invoke()

    override fun write(key: VaultKey): Unit = throw write
}

private val PORTRAIT = File("../../tests/phone/assets/portrait.png")
