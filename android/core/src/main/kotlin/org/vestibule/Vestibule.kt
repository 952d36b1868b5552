package org.vestibule

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.vestibule.ffi.Cancellation
import org.vestibule.ffi.Keyring
import org.vestibule.ffi.Observer
import java.util.concurrent.atomic.AtomicBoolean
import org.vestibule.ffi.Vestibule as Core

/**
 * The account and sign-in core of one app.
 *
 * Draw [screen], and tell what the person does by [act]. Everything may be called from any thread.
 */
public class Vestibule internal constructor(private val core: Core) : AutoCloseable {
    private val shown = MutableStateFlow(core.screen().screen)
    private val subscription = core.watch(observer { shown.value = it.screen })
    private val closing = Cancellation()
    private val isClosing = AtomicBoolean()
    private val closed = CompletableDeferred<Unit>()

    /** What to draw now. */
    public val screen: StateFlow<Screen> = shown.asStateFlow()

    /**
     * Every screen from now on, the present one first, in order and none left out, until the core is
     * closed.
     */
    public val screens: Flow<Snapshot> = callbackFlow {
        val subscription = core.watch(observer { trySend(it) })
        launch {
            closed.await()
            close()
        }
        awaitClose { subscription.close() }
    }.buffer(Channel.UNLIMITED)

    /** What the core came to by now, which [screen] shows as soon as it is saved. */
    public val snapshot: Snapshot
        get() = core.screen()

    /** The language of the words. */
    public val locale: Locale
        get() = core.locale()

    /**
     * What the person did. It steps in memory and returns; it never waits.
     *
     * @throws org.vestibule.ffi.ActException.NotNow where it makes no sense on the screen that is
     * shown ([Screen.actions]); nothing has changed.
     */
    public fun act(action: Action): Unit = core.act(action)

    /** What the platform knows: the core is right without it, and quicker with it. */
    public fun hint(hint: Hint): Unit = core.hint(hint)

    /**
     * A fresh access token, for the rest of the messenger.
     *
     * From memory where it is fresh; else it is renewed, once for all who ask. [refused] is the
     * token that the server did not take, if that is why one is asked for. Cancelling the coroutine
     * ends the wait.
     *
     * @throws org.vestibule.ffi.TokenException
     */
    public suspend fun accessToken(server: Server, refused: AccessToken? = null): AccessToken =
        core.accessToken(server, refused, closing)

    /**
     * The picture of a signed-in account, JPEG or PNG; null where it has none. Cancelling the
     * coroutine stops the request.
     *
     * @throws org.vestibule.ffi.AvatarException
     */
    public suspend fun avatar(server: Server): ByteArray? = core.avatar(server, closing)

    /**
     * Stops the requests and the threads, with the last state saved. Calls under way end with their
     * `Cancelled`, the flows with the last screen.
     *
     * It waits for the disk: call it off the main thread.
     */
    override fun close() {
        if (!isClosing.compareAndSet(false, true)) return
        closing.cancel()
        core.close()
        closed.complete(Unit)
        subscription.close()
        closing.close()
    }

    public companion object {
        /**
         * Opens the vault and takes up what was under way; awaits no network.
         *
         * The library is loaded, [config] is called and the key store is asked on [dispatcher], not
         * on the caller's thread. A vault that can't be opened yet is no error: the screen is
         * [Screen.Locked], and it is tried again.
         *
         * @throws org.vestibule.ffi.OpenException where the configuration can't be used.
         */
        public suspend fun open(
            keyring: Keyring,
            dispatcher: CoroutineDispatcher = Dispatchers.IO,
            config: () -> Config,
        ): Vestibule = withContext(dispatcher) { Vestibule(Core.open(config(), keyring)) }

        private fun observer(screen: (Snapshot) -> Unit): Observer = object : Observer {
            override fun screen(snapshot: Snapshot) = screen(snapshot)

            override fun saved() {}
        }
    }
}
