package org.vestibule.preview

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import org.vestibule.App
import org.vestibule.Authority
import org.vestibule.Config
import org.vestibule.Country
import org.vestibule.Locale
import org.vestibule.Redirect
import org.vestibule.ServerAddress
import org.vestibule.Store
import org.vestibule.Vestibule
import org.vestibule.VaultKey
import org.vestibule.ffi.Keyring
import java.io.File
import java.net.URI
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

/** The reference servers with their example world, as a process of their own, until closed. */
internal class Servers : AutoCloseable {
    private val ca = File.createTempFile("vestibule", ".pem").apply { deleteOnExit() }
    private val process =
        ProcessBuilder("${System.getProperty("vestibule.binaries")}/vestibule-server", "--ca", ca.path)
            .redirectErrorStream(true)
            .start()
    private val control = CompletableFuture<String>()

    init {
        Runtime.getRuntime().addShutdownHook(Thread(process::destroy))
        // Reads to the end, so that the servers are never held up by what they print.
        thread(isDaemon = true) {
            process.inputStream.bufferedReader().forEachLine { line ->
                if (line.startsWith("control ")) control.complete(line.substringAfter(' ').trim())
            }
            control.completeExceptionally(IllegalStateException("the servers ended"))
        }
    }

    private val address: String = control.get(START_SECONDS, TimeUnit.SECONDS)
    private val http: HttpClient = HttpClient.newBuilder().sslContext(trusting(ca)).build()

    /** What they send by SMS and e-mail, each message as it comes. */
    val messages: Flow<Message> = flow {
        var last = 0L
        while (true) {
            for (message in get("/inbox?after=$last&wait=20").jsonArray) {
                emit(Message(message.jsonObject).also { last = it.number })
            }
        }
    }.flowOn(Dispatchers.IO)

    /** Opens the app on a new phone, which keeps its things in [folder]. */
    suspend fun open(folder: File, redirect: String): Vestibule = Vestibule.open(MemoryOnly()) {
        Config(
            directory = File(folder, "vault"),
            publicServer = ServerAddress.parse(issuer("green")),
            app = App("org.vestibule.preview", "vestibule", "messenger", "0.1.0", "JVM", Store.GOOGLE_PLAY, special = false),
            device = "Preview",
            locale = Locale.RU,
            country = Country.parse("RU"),
            smsHash = null,
            redirect = Redirect.parse(redirect),
            authorities = listOf(Authority(ca.readText(), hosts = listOf())),
            proxy = null,
        )
    }

    override fun close() {
        process.destroy()
        process.waitFor()
        ca.delete()
    }

    private fun issuer(name: String): String =
        get("/world").jsonObject.getValue("servers").jsonArray.map { it.jsonObject }
            .first { it.text("name") == name }.text("issuer")

    private fun get(path: String): JsonElement {
        val response = http.send(HttpRequest.newBuilder(URI(address + path)).build(), BodyHandlers.ofString())
        check(response.statusCode() == OK) { "${response.statusCode()}: ${response.body()}" }
        return Json.parseToJsonElement(response.body())
    }
}

/** An SMS or an e-mail. */
internal class Message(json: JsonObject) {
    val number: Long = json.getValue("number").jsonPrimitive.long
    val isSms: Boolean = json.text("channel") == "sms"
    val to: String = json.text("to")
    val code: String = json.text("code")
    val text: String = json.text("text")
}

/** A key store in memory: who is signed in is forgotten with the window. */
private class MemoryOnly : Keyring {
    @Volatile private var key: VaultKey? = null

    override fun read(): VaultKey? = key

    override fun write(key: VaultKey) {
        this.key = key
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

private const val START_SECONDS = 30L
private const val OK = 200
