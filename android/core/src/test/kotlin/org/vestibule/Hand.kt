package org.vestibule

import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.produceIn
import kotlinx.coroutines.withTimeout
import kotlin.time.Duration.Companion.seconds

/** The hand on an app: what a user interface does, done by a test. */
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

/** Opens an app, and closes it after [test]. */
internal suspend fun <T> withApp(app: Vestibule, test: suspend Hand.() -> T): T = app.use {
    coroutineScope {
        val screens = app.screens.produceIn(this)
        try {
            Hand(app, screens).test()
        } finally {
            screens.cancel()
        }
    }
}

/** Nothing that a test waits for takes as long as this, on the slowest machine. */
internal val PATIENCE = 60.seconds
