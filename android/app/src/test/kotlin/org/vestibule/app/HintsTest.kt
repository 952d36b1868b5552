package org.vestibule.app

import android.content.Intent
import android.net.Network
import org.vestibule.Hint
import kotlin.test.Test
import kotlin.test.assertEquals

class HintsTest {
    private val told = mutableListOf<Hint>()

    @Test
    fun `the app is in front from its first activity to its last`() {
        val presence = Presence(told::add)
        presence.start()
        presence.start()
        presence.stop(isReplaced = false)
        assertEquals(listOf<Hint>(Hint.Foreground), told)
        presence.stop(isReplaced = false)
        presence.start()
        assertEquals(listOf(Hint.Foreground, Hint.Background, Hint.Foreground), told)
    }

    @Test
    fun `a phone that is turned does not leave the app`() {
        val presence = Presence(told::add)
        presence.start()
        repeat(3) {
            presence.stop(isReplaced = true)
            presence.start()
        }
        assertEquals(listOf<Hint>(Hint.Foreground), told)
        presence.stop(isReplaced = false)
        assertEquals(listOf(Hint.Foreground, Hint.Background), told)
    }

    @Test
    fun `networks come and go`() {
        val networks = Networks(told::add)
        networks.onAvailable(Network(1))
        networks.onLost(Network(1))
        assertEquals(listOf(Hint.NetworkUp, Hint.NetworkDown), told)
    }

    @Test
    fun `the system's broadcasts are hints, and others none`() {
        val broadcasts = Broadcasts(told::add)
        for (action in listOf("TIME_SET", "USER_UNLOCKED", "SCREEN_ON")) {
            broadcasts.onReceive(null, Intent("android.intent.action.$action"))
        }
        assertEquals(listOf(Hint.ClockChanged, Hint.Unlocked), told)
    }
}
