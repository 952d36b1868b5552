package org.vestibule.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import org.vestibule.Action
import org.vestibule.Hint
import org.vestibule.Vestibule
import org.vestibule.ffi.ActException

/**
 * The app from its start: the core is opened off the main thread, and what arrives before it is open
 * is kept for it, in order.
 */
internal class Launch(scope: CoroutineScope, open: suspend () -> Vestibule) {
    private val opened = MutableStateFlow<Vestibule?>(null)
    private val hints = Channel<Hint>(Channel.UNLIMITED)

    // Any app can send addresses here: they are few in an honest life.
    private val callbacks = Channel<String>(MOST_CALLBACKS, BufferOverflow.DROP_OLDEST)

    /** There once the core is open. */
    val vestibule: StateFlow<Vestibule?> = opened.asStateFlow()

    init {
        scope.launch {
            val core = open()
            launch { for (hint in hints) core.hint(hint) }
            launch { for (url in callbacks) core.attempt(Action.ReturnFromBrowser(url)) }
            opened.value = core
        }
    }

    fun hint(hint: Hint) {
        hints.trySend(hint)
    }

    /** An address that was opened in this app: the browser's answer, or nothing of the core's. */
    fun take(url: String) {
        callbacks.trySend(url)
    }

    /** A picture that was chosen for an activity that is gone. */
    fun submit(picture: ByteArray) {
        vestibule.value?.attempt(Action.SubmitAvatar(picture))
    }

    /** What nobody waits for any more is refused, and that is all. */
    private fun Vestibule.attempt(action: Action) {
        try {
            act(action)
        } catch (_: ActException.NotNow) {
        }
    }

    private companion object {
        const val MOST_CALLBACKS = 8
    }
}
