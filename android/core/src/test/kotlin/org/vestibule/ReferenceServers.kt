package org.vestibule

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import java.io.File
import java.net.URI
import java.net.URLEncoder
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.security.KeyStore
import java.security.cert.CertificateFactory
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import javax.net.ssl.SSLContext
import javax.net.ssl.TrustManagerFactory
import kotlin.concurrent.thread

/** The reference servers of `tests/server`, as a process of their own, until closed. */
internal class ReferenceServers : AutoCloseable {
    private val ca = File.createTempFile("vestibule", ".pem")
    private val process =
        ProcessBuilder("${System.getProperty("vestibule.binaries")}/vestibule-server", "--ca", ca.path)
            .redirectErrorStream(true)
            .start()
    private val control = CompletableFuture<String>()

    init {
        // Reads to the end, so that the servers are never held up by what they print.
        thread(isDaemon = true) {
            val printed = StringBuilder()
            process.inputStream.bufferedReader().forEachLine { line ->
                printed.appendLine(line)
                if (line.startsWith("control ")) control.complete(line.substringAfter(' ').trim())
            }
            control.completeExceptionally(AssertionError("the servers ended: $printed"))
        }
    }

    private val address: String = control.get(30, TimeUnit.SECONDS)
    private val http: HttpClient = HttpClient.newBuilder().sslContext(trusting(ca)).build()

    /** What clients must trust. */
    val authority: String = ca.readText()

    /** The address of a server of the example world. */
    fun address(name: String): ServerAddress {
        val servers = get("/world").jsonObject.getValue("servers").jsonArray
        val server = servers.map(JsonElement::jsonObject).first { it.text("name") == name }
        return ServerAddress.parse(server.text("issuer"))
    }

    /** What an app of the example world is started with, which keeps its vault in [directory]. */
    fun config(directory: File): Config = Config(
        directory = directory,
        publicServer = address("green"),
        app = App(
            id = "example.vestibule",
            clientId = "vestibule",
            scope = "messenger",
            version = "1.0",
            platform = "JVM ${Runtime.version().feature()}",
            store = Store.GOOGLE_PLAY,
            special = false,
        ),
        device = "A phone of the tests",
        locale = Locale.RU,
        country = Country.parse("RU"),
        smsHash = null,
        redirect = Redirect.parse("vestibule://callback"),
        authorities = listOf(Authority(pem = authority, hosts = listOf())),
        proxy = null,
    )

    /** The code that came last to a phone or an e-mail. */
    fun code(to: String): String {
        val address = URLEncoder.encode(to, Charsets.UTF_8)
        return get("/inbox?to=$address&wait=20").jsonArray.last().jsonObject.text("code")
    }

    /** What a server counted so far. */
    fun count(server: String, counter: String): Long {
        val servers = get("/counters").jsonObject.getValue("servers").jsonObject
        return servers.getValue(server).jsonObject.getValue(counter).jsonPrimitive.long
    }

    override fun close() {
        process.destroy()
        process.waitFor()
        ca.delete()
    }

    private fun get(path: String): JsonElement = send(request(path).GET())

    private fun request(path: String): HttpRequest.Builder =
        HttpRequest.newBuilder(URI(address + path))

    private fun send(request: HttpRequest.Builder): JsonElement {
        val response = http.send(request.build(), BodyHandlers.ofString())
        check(response.statusCode() == 200) { "${response.statusCode()}: ${response.body()}" }
        return Json.parseToJsonElement(response.body())
    }
}

private fun JsonObject.text(member: String): String = getValue(member).jsonPrimitive.content

private fun trusting(ca: File): SSLContext {
    val certificate = ca.inputStream().use {
        CertificateFactory.getInstance("X.509").generateCertificate(it)
    }
    val store = KeyStore.getInstance(KeyStore.getDefaultType())
    store.load(null)
    store.setCertificateEntry("authority", certificate)
    val trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
    trust.init(store)
    return SSLContext.getInstance("TLS").apply { init(null, trust.trustManagers, null) }
}
