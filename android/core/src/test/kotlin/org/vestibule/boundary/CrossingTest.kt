package org.vestibule.boundary

import kotlinx.coroutines.runBlocking
import org.vestibule.NotParsed
import org.vestibule.ffi.ActException
import org.vestibule.ffi.AvatarException
import org.vestibule.ffi.OpenException
import org.vestibule.ffi.TokenException
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

class CrossingTest {
    @Test
    fun `every variant of every type crosses both ways unchanged`() {
        val mirror = object : Mirror {
            override fun reflect(sample: Sample): Sample = sample
        }

        val reflected = reflectAll(mirror)

        assertEquals(listOf(), reflected.changed)
        assertTrue(reflected.values > 0u)
        println("${reflected.values} values crossed both ways")
    }

    @Test
    fun `every error of every call is caught as what it is`() {
        val reflected = catchAll(Catching)

        assertEquals(listOf(), reflected.changed)
        assertTrue(reflected.values > 0u)
    }

    @Test
    fun `a panic is an exception`() {
        for (call in listOf(::panics, { runBlocking { panicsLater() } })) {
            val panic = assertFailsWith<InternalException> { call() }
            assertEquals("a panic on purpose", panic.message)
        }
    }
}

private object Catching : Catcher {
    override fun catchThrown(thrown: Thrown, number: UInt): Caught = when (thrown) {
        Thrown.OPEN -> open { throwOpen(number) }
        Thrown.ACT -> act { throwAct(number) }
        Thrown.TOKEN -> token { throwToken(number) }
        Thrown.AVATAR -> avatar { throwAvatar(number) }
        Thrown.NOT_PARSED -> notParsed { throwNotParsed(number) }
    }

    private fun open(call: () -> Unit): Caught =
        when (val caught = assertFailsWith<OpenException> { call() }) {
            is OpenException.Authority -> Caught.OpenAuthority
            is OpenException.AuthorityHost -> Caught.OpenAuthorityHost(caught.host)
            is OpenException.Proxy -> Caught.OpenProxy
            is OpenException.Tls -> Caught.OpenTls(caught.reason)
            is OpenException.Http -> Caught.OpenHttp(caught.reason)
            is OpenException.Threads -> Caught.OpenThreads(caught.reason)
        }

    private fun act(call: () -> Unit): Caught =
        when (val caught = assertFailsWith<ActException> { call() }) {
            is ActException.NotNow -> Caught.ActNotNow(caught.action)
        }

    private fun token(call: suspend () -> Unit): Caught =
        when (val caught = assertFailsWith<TokenException> { runBlocking { call() } }) {
            is TokenException.SignedOut -> Caught.TokenSignedOut
            is TokenException.NotRenewed -> Caught.TokenNotRenewed(caught.problem)
            is TokenException.Cancelled -> Caught.TokenCancelled
            is TokenException.Closed -> Caught.TokenClosed
        }

    private fun avatar(call: suspend () -> Unit): Caught =
        when (val caught = assertFailsWith<AvatarException> { runBlocking { call() } }) {
            is AvatarException.NotRead -> Caught.AvatarNotRead(caught.problem)
            is AvatarException.Cancelled -> Caught.AvatarCancelled
        }

    private fun notParsed(call: () -> Unit): Caught =
        when (val caught = assertFailsWith<NotParsed> { call() }) {
            is NotParsed.Address -> Caught.NotParsedAddress(caught.error)
            is NotParsed.Country -> Caught.NotParsedCountry(caught.code)
            is NotParsed.Redirect -> Caught.NotParsedRedirect(caught.error)
        }
}
