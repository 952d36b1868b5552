package org.vestibule.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.jupiter.api.AfterEach
import org.vestibule.Channel
import org.vestibule.Country
import org.vestibule.PhonePurpose
import org.vestibule.Progress
import org.vestibule.Resend
import org.vestibule.Screen
import org.vestibule.Timestamp
import org.vestibule.Way
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull
import kotlin.time.Duration

class InboxTest {
    private val scope = CoroutineScope(Dispatchers.Unconfined)
    private val screens = MutableStateFlow<Screen>(START)
    private val service = MutableSharedFlow<String>()
    private val inbox = Inbox(scope, screens, service)

    @AfterEach
    fun end() = scope.cancel()

    @Test
    fun `an SMS that is here before its field is given to it, once`() = runBlocking<Unit> {
        screens.value = phone(Progress.Running)
        service.emit("Code 123456")
        screens.value = code(Channel.SMS)
        assertEquals("Code 123456", inbox.messages.first())
        assertNull(withTimeoutOrNull(Duration.ZERO) { inbox.messages.first() })
    }

    @Test
    fun `the service is asked only as long as an SMS is awaited`() {
        val asked = listOf(
            START to 0,
            phone(Progress.Idle) to 0,
            phone(Progress.Running) to 1,
            code(Channel.SMS) to 1,
            code(Channel.EMAIL) to 0,
            code(Channel.SMS) to 1,
            START to 0,
        )
        for ((screen, listeners) in asked) {
            screens.value = screen
            assertEquals(listeners, service.subscriptionCount.value, "$screen")
        }
    }

    @Test
    fun `an SMS that nobody took is not given for a later code`() = runBlocking<Unit> {
        screens.value = phone(Progress.Running)
        service.emit("Code 111111")
        screens.value = phone(Progress.Idle)
        screens.value = phone(Progress.Running)
        service.emit("Code 222222")
        assertEquals("Code 222222", inbox.messages.first())
    }

    private companion object {
        val START = Screen.Start(Way.entries, emptyList())

        fun phone(progress: Progress) = Screen.Phone(
            purpose = PhonePurpose.REGISTER,
            country = Country.parse("RU"),
            text = "",
            server = null,
            progress = progress,
        )

        fun code(channel: Channel) = Screen.Code(
            channel = channel,
            sentTo = "+7 *** **22",
            length = 6u,
            expiresAt = Timestamp(0),
            expired = false,
            resend = Resend.Now,
            attemptsLeft = 3u,
            progress = Progress.Idle,
        )
    }
}
