package org.vestibule.ui.journeys

import com.sun.net.httpserver.HttpServer
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonArray
import kotlinx.serialization.json.putJsonObject
import kotlinx.serialization.json.add
import org.vestibule.Locale
import org.vestibule.boundary.WebVisit
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.util.concurrent.CompletableFuture
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread

/** Debian's Chromium with a profile of its own, driven by WebDriver, and the port where it hands answers over. */
internal class Chromium(locale: Locale) : AutoCloseable {
    private val driver = ProcessBuilder("chromedriver", "--port=0").redirectErrorStream(true).start()
    private val http = HttpClient.newHttpClient()
    private val handed = LinkedBlockingQueue<String>()
    private val callbacks = HttpServer.create(InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0)
    private val session: String

    /** Where the browser finds the app. */
    val redirect: String = "http://127.0.0.1:${callbacks.address.port}/callback"

    init {
        callbacks.createContext("/callback") { exchange ->
            handed.add("$redirect?${exchange.requestURI.rawQuery}")
            exchange.sendResponseHeaders(NO_CONTENT, -1)
            exchange.close()
        }
        callbacks.start()
        session = begin("http://127.0.0.1:${driverPort()}/session", locale)
    }

    /** Goes through the page as the person does; the address that it hands over. */
    fun visit(page: String, visit: WebVisit): String {
        post("/url", buildJsonObject { put("url", page) })
        when (visit) {
            is WebVisit.SignIn -> signIn(visit.login, visit.password)
            is WebVisit.SignInAtLast -> {
                signIn(visit.login, visit.wrong)
                find("[role=alert]")
                signIn(visit.login, visit.password)
            }
            WebVisit.PassThrough -> {}
            WebVisit.GiveUp -> click("button[value=back]")
        }
        return checkNotNull(handed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) { "the browser handed nothing over" }
    }

    fun signOut(page: String) {
        post("/url", buildJsonObject { put("url", page) })
        click("button[value=out]")
        find("h1")
    }

    override fun close() {
        send(HttpRequest.newBuilder(URI(session)).DELETE())
        driver.destroy()
        driver.waitFor()
        callbacks.stop(0)
    }

    private fun signIn(login: String, password: String) {
        fill("[name=login]", login)
        fill("[name=password]", password)
        click("button[value=in]")
    }

    private fun fill(selector: String, text: String) {
        val element = find(selector)
        post("/element/$element/clear", buildJsonObject {})
        post("/element/$element/value", buildJsonObject { put("text", text) })
    }

    private fun click(selector: String) {
        post("/element/${find(selector)}/click", buildJsonObject {})
    }

    /** Waits for an element (WebDriver section 12.3). */
    private fun find(selector: String): String {
        val found = post(
            "/element",
            buildJsonObject {
                put("using", "css selector")
                put("value", selector)
            },
        )
        return found.jsonObject.values.single().jsonPrimitive.content
    }

    private fun begin(sessions: String, locale: Locale): String {
        val capabilities = buildJsonObject {
            putJsonObject("capabilities") {
                putJsonObject("alwaysMatch") {
                    put("browserName", "chrome")
                    // The authority of the reference servers is new in every world.
                    put("acceptInsecureCerts", true)
                    putJsonObject("timeouts") { put("implicit", PATIENCE_SECONDS * MILLIS) }
                    putJsonObject("goog:chromeOptions") {
                        putJsonArray("args") { (ARGUMENTS + "--lang=${locale.name.lowercase()}").forEach { add(it) } }
                    }
                }
            }
        }
        val begun = send(HttpRequest.newBuilder(URI(sessions)).POST(BodyPublishers.ofString("$capabilities")))
        return "$sessions/${begun.jsonObject.getValue("sessionId").jsonPrimitive.content}"
    }

    private fun post(command: String, arguments: JsonObject): JsonElement =
        send(HttpRequest.newBuilder(URI(session + command)).POST(BodyPublishers.ofString("$arguments")))

    private fun send(request: HttpRequest.Builder): JsonElement {
        val reply = http.send(request.build(), BodyHandlers.ofString())
        check(reply.statusCode() == OK) { reply.body() }
        return Json.parseToJsonElement(reply.body()).jsonObject.getValue("value")
    }

    private fun driverPort(): String {
        val port = CompletableFuture<String>()
        // Reads to the end, so that the driver is never held up by what it prints.
        thread(isDaemon = true) {
            driver.inputStream.bufferedReader().forEachLine { line ->
                STARTED.find(line)?.let { port.complete(it.groupValues[1]) }
            }
            port.completeExceptionally(AssertionError("the driver ended"))
        }
        return port.get(PATIENCE_SECONDS, TimeUnit.SECONDS)
    }
}

private val STARTED = Regex("started successfully on port (\\d+)")
private val ARGUMENTS = listOf(
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
private const val PATIENCE_SECONDS = 30L
private const val MILLIS = 1000
private const val OK = 200
private const val NO_CONTENT = 204
