package org.vestibule.preview

import com.sun.net.httpserver.HttpServer
import org.vestibule.Action
import org.vestibule.Vestibule
import org.vestibule.ffi.ActException
import java.net.InetAddress
import java.net.InetSocketAddress

/** The port where the browser hands its answers over (RFC 8252 section 7.3). */
internal class Callbacks : AutoCloseable {
    private val server =
        HttpServer.create(InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0)

    /** The address that the browser is sent back to. */
    val redirect: String = "http://127.0.0.1:${server.address.port}/callback"

    /** Hands over what comes. */
    fun follow(app: Vestibule) {
        server.createContext("/callback") { exchange ->
            try {
                app.act(Action.ReturnFromBrowser("$redirect?${exchange.requestURI.rawQuery}"))
            } catch (_: ActException.NotNow) {
                // A page that was opened again, or that nobody waits for any more.
            }
            exchange.sendResponseHeaders(NO_CONTENT, -1)
            exchange.close()
        }
        server.start()
    }

    override fun close() = server.stop(0)
}

private const val NO_CONTENT = 204
