package org.vestibule.preview

import androidx.compose.runtime.remember
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import kotlinx.coroutines.runBlocking
import kotlin.io.path.createTempDirectory

/** Opens the app in a window, with the inbox of its reference servers beside it. */
public fun main() {
    val folder = createTempDirectory("vestibule").toFile()
    try {
        Servers().use { servers ->
            Callbacks().use { callbacks ->
                val app = runBlocking { servers.open(folder, callbacks.redirect) }
                callbacks.follow(app)
                app.use {
                    application {
                        val size = rememberWindowState(size = DpSize(1000.dp, 960.dp))
                        Window(onCloseRequest = ::exitApplication, state = size, title = "Vestibule") {
                            val outside = remember { DesktopOutside() }
                            Desk(app, outside, servers.messages)
                        }
                    }
                }
            }
        }
    } finally {
        folder.deleteRecursively()
    }
}
