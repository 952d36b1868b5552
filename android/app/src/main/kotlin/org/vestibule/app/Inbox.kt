package org.vestibule.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.receiveAsFlow
import kotlinx.coroutines.launch
import org.vestibule.Progress
import org.vestibule.Screen
import org.vestibule.Channel as Way

/** SMS with codes, which the store's service hands over as long as the core waits for one. */
internal class Inbox(scope: CoroutineScope, screens: Flow<Screen>, service: Flow<String>) {
    private val arrived = Channel<String>(Channel.CONFLATED)

    /** Each is given once, also where it came before anyone looked. */
    val messages: Flow<String> = arrived.receiveAsFlow()

    init {
        scope.launch {
            screens.map { it.awaitsSms() }.distinctUntilChanged().collectLatest { isAwaited ->
                // One that nobody took was for an earlier code.
                arrived.tryReceive()
                if (isAwaited) service.collect(arrived::send)
            }
        }
    }
}

/** From the moment that it is asked for: it may be here before its field is. */
internal fun Screen.awaitsSms(): Boolean = when (this) {
    is Screen.Phone -> progress is Progress.Running
    is Screen.Code -> channel == Way.SMS
    else -> false
}
