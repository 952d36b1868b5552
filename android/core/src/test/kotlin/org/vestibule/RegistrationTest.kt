package org.vestibule

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.io.TempDir
import org.vestibule.ffi.ActException
import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNull

class RegistrationTest {
    private val servers = ReferenceServers()

    @TempDir lateinit var folder: File

    @AfterEach
    fun stop() = servers.close()

    @Test
    fun `a new person registers by phone against the reference server`() = runBlocking<Unit> {
        withApp(open()) {
            until<Screen.Start>()
            act<Screen.Phone>(Action.Begin(Way.PHONE))
            val code = act<Screen.Code>(Action.SubmitPhone("8 999 555-01-01"))
            assertEquals(Channel.SMS, code.channel)
            act<Screen.Name>(Action.SubmitCode(servers.code("+79995550101")))
            act<Screen.Avatar>(Action.SubmitName("Вера Новая"))
            val offer = act<Screen.Email>(Action.Skip)
            assertEquals(EmailPurpose.Offer(canSkip = true), offer.purpose)
            app.act(Action.Skip)
            val home = until<Screen.Home> { it.public?.name != null }
            assertEquals("Вера Новая", home.public?.name)
            assertNull(home.corporate)
            assertIs<Screen.Home>(app.screen.value)

            val token = app.accessToken(Server.PUBLIC)
            assertEquals(TokenType.BEARER, token.tokenType)
            assertEquals("Secret(…)", token.token.toString())
            assertNull(app.avatar(Server.PUBLIC))
        }
        assertEquals(1, servers.count("green", "sms"))
    }

    @Test
    fun `what makes no sense now is refused with its kind`() = runBlocking<Unit> {
        withApp(open()) {
            val start = until<Screen.Start>()
            val refusal = assertFailsWith<ActException.NotNow> { app.act(Action.Confirm) }
            assertEquals(ActionKind.CONFIRM, refusal.action)
            assertEquals(listOf(ActionKind.BEGIN), start.actions())
        }
    }

    @Test
    fun `no action shows what was typed`() {
        val action = Action.SubmitPassword(login = "ivan", password = "moloko", domain = null)
        assertEquals("SubmitPassword(…)", action.toString())
    }

    private suspend fun open(): Vestibule =
        Vestibule.open(MemoryKeyring()) { servers.config(File(folder, "vault")) }
}
