import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.vestibule.*
import org.vestibule.ffi.Keyring
import java.io.File

/** Signs a person in: SignIn SERVER AUTHORITY FOLDER. What it asks for is typed on a line. */
fun main(arguments: Array<String>): Unit = runBlocking {
    val (server, authority, folder) = arguments
    val app = Vestibule.open(MemoryOnly) {
        Config(
            directory = File(folder),
            publicServer = ServerAddress.parse(server),
            app = App("example.app", "vestibule", "messenger", "1.0", "JVM", null, special = false),
            device = "A computer",
            locale = Locale.EN,
            country = Country.parse("RU"),
            smsHash = null,
            redirect = Redirect.parse("example.app:/callback"),
            authorities = listOf(Authority(File(authority).readText(), hosts = listOf())),
            proxy = null,
        )
    }
    app.use {
        app.screens
            .filter { it.revision == app.snapshot.revision && it.screen.progress() != Progress.Running }
            .first { (_, screen) ->
                val words = screen.words(app.locale)
                println((listOf(words.title) + listOfNotNull(words.problem?.title)).joinToString(": "))
                when (screen) {
                    is Screen.Start -> app.act(Action.Begin(Way.PHONE))
                    is Screen.Phone -> app.act(Action.SubmitPhone(readln()))
                    is Screen.Code -> app.act(Action.SubmitCode(readln()))
                    is Screen.Name -> app.act(Action.SubmitName(readln()))
                    is Screen.Avatar, is Screen.Email -> app.act(Action.Skip)
                    is Screen.Home -> {}
                    else -> error("This program knows no such screen.")
                }
                screen is Screen.Home
            }
        println("A token of type ${app.accessToken(Server.PUBLIC).tokenType}")
    }
}

/** An app has a key store of its platform's in its place. */
object MemoryOnly : Keyring {
    private var key: VaultKey? = null

    override fun read(): VaultKey? = key

    override fun write(key: VaultKey) {
        this.key = key
    }
}
