package org.vestibule.ui.journeys

import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.vestibule.Action
import org.vestibule.ActionKind
import org.vestibule.Config
import org.vestibule.Locale
import org.vestibule.MemoryKeyring
import org.vestibule.Redirect
import org.vestibule.Snapshot
import org.vestibule.Vestibule
import org.vestibule.boundary.Phone
import org.vestibule.boundary.PhoneFailed
import org.vestibule.boundary.WebBrowser
import org.vestibule.boundary.WebVisit
import org.vestibule.boundary.Witness
import org.vestibule.boundary.app
import org.vestibule.ui.App

/** A phone whose app is on the screen: what the person does there is tapped. */
@OptIn(ExperimentalTestApi::class)
internal class TappedPhone(
    private val ui: SkikoComposeUiTest,
    private val locale: Locale,
    private val browser: Chromium?,
) : Phone, WebBrowser, AutoCloseable {
    private val keyring = MemoryKeyring()
    private val outside = RecordingOutside()
    private val scope = CoroutineScope(Dispatchers.Default)
    private var window by mutableStateOf<Window?>(null)

    init {
        ui.setContent {
            window?.let { key(it) { App(it.app, outside, locale, isDark = false) } }
        }
    }

    override fun start(config: Config, witness: Witness) = onPhone {
        val redirect = browser?.redirect?.let(Redirect::parse) ?: config.redirect
        val app = witness.app(config.copy(redirect = redirect), keyring)
        val started = CompletableDeferred<Unit>()
        val telling = scope.launch {
            app.screens.collect {
                witness.saw(it)
                started.complete(Unit)
            }
        }
        runBlocking { started.await() }
        val opened = Window(app, telling, Finger(ui, app, locale))
        ui.runOnIdle { window = opened }
        opened.finger.settle()
    }

    override fun screen(): Snapshot = open.app.snapshot

    override fun act(action: Action): ActionKind? = onPhone {
        when (action) {
            // It comes from the system, not from the screen.
            is Action.ReturnFromBrowser -> open.app.act(action)
            is Action.SubmitAvatar -> {
                outside.picture = action.picture
                open.finger.tap(action)
            }
            else -> open.finger.tap(action)
        }
        open.finger.settle()
        null
    }

    override fun stop() = onPhone { shut() }

    override fun visit(page: String, visit: WebVisit): String = onPhone {
        open.finger.await("opened outside: $page") { outside.opened.lastOrNull() == page }
        checkNotNull(browser).visit(page, visit)
    }

    override fun signOut(page: String) = onPhone {
        open.finger.tapLink(page)
        open.finger.await("opened outside: $page") { outside.opened.lastOrNull() == page }
        checkNotNull(browser).signOut(page)
    }

    /** Ends an app that a journey which went astray left behind. */
    override fun close() {
        if (window != null) shut()
    }

    private val open: Window
        get() = checkNotNull(window) { "the app is not running" }

    private fun shut() {
        val closed = open
        ui.runOnIdle { window = null }
        ui.waitForIdle()
        closed.app.close()
        runBlocking { closed.telling.join() }
    }
}

/** The app from its start to its end. */
private class Window(
    val app: Vestibule,
    val telling: Job,
    val finger: Finger,
)

/** What fails here is told to whoever plays, with its words. */
private fun <T> onPhone(does: () -> T): T =
    try {
        does()
    } catch (failure: Throwable) {
        throw PhoneFailed.Failed(failure.stackTraceToString())
    }
