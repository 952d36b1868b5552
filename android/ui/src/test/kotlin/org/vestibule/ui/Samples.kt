package org.vestibule.ui

import org.vestibule.AccountProblem
import org.vestibule.AnswerProblem
import org.vestibule.Channel
import org.vestibule.ConnectionProblem
import org.vestibule.Country
import org.vestibule.Denial
import org.vestibule.EmailError
import org.vestibule.EmailPurpose
import org.vestibule.InputProblem
import org.vestibule.Labels
import org.vestibule.Method
import org.vestibule.Notice
import org.vestibule.Person
import org.vestibule.PhoneError
import org.vestibule.PhonePurpose
import org.vestibule.PictureError
import org.vestibule.Problem
import org.vestibule.Progress
import org.vestibule.Question
import org.vestibule.Request
import org.vestibule.Resend
import org.vestibule.Screen
import org.vestibule.Server
import org.vestibule.ServerAddress
import org.vestibule.ServerChoice
import org.vestibule.ServerProblem
import org.vestibule.SignOutPage
import org.vestibule.StorageProblem
import org.vestibule.Support
import org.vestibule.Timestamp
import org.vestibule.TlsProblem
import org.vestibule.Way

/**
 * A screen to draw; the first of each kind is the one that every kind of picture is made of.
 *
 * [opener] names the control that is tapped first: what opens is drawn.
 */
internal class Sample(
    val name: String,
    val screen: Screen,
    val opener: ((Labels) -> String)? = null,
) {
    override fun toString(): String = name
}

/** The moment at which samples are drawn. */
internal val NOW = Timestamp(1_790_000_000_000)

/** Every kind of screen, in the order in which people meet them, and what may be the matter. */
internal val SAMPLES: List<Sample> by lazy {
    listOf(
        Sample("Locked", Screen.Locked(Progress.Running)),
        Sample(
            "Locked not now",
            Screen.Locked(failed(Problem.Storage(StorageProblem.KeyNotNow))),
        ),

        Sample("Start", Screen.Start(Way.entries, emptyList())),
        Sample(
            "Start with notices",
            Screen.Start(
                Way.entries,
                listOf(
                    Notice.SessionEnded(Server.CORPORATE, "im.acme.example"),
                    Notice.StillAtProvider(
                        SignOutPage("login.acme.example", "https://login.acme.example/out"),
                    ),
                ),
            ),
        ),
        Sample("Start in a managed app", Screen.Start(listOf(Way.CORPORATE_EMAIL), emptyList())),

        Sample("Phone", phone(text = "8 900 111-22")),
        Sample("Phone empty", phone(text = "")),
        Sample("Phone in a region", phone(text = "8 701 100 0001", country = "KZ", server = "kz.im.example")),
        Sample("Phone running", phone(text = "8 900 111-22-33", progress = Progress.Running)),
        Sample(
            "Phone too short",
            phone(
                text = "8 900",
                progress = failed(Problem.Input(InputProblem.Phone(PhoneError.TOO_SHORT))),
            ),
        ),
        Sample("Phone without network", phone(text = "8 900 111-22-33", progress = NO_NETWORK)),
        Sample("Phone with its countries", phone(text = ""), opener = Labels::country),
        Sample("Phone added", phone(purpose = PhonePurpose.ADD, text = "")),
        Sample("Phone asked", phone(purpose = PhonePurpose.ASKED, text = "")),

        Sample("Code", code()),
        Sample("Code by e-mail", code(Channel.EMAIL, sentTo = "w•••@rabota.ru", resend = Resend.Now)),
        Sample("Code running", code(progress = Progress.Running)),
        Sample(
            "Code wrong",
            code(attemptsLeft = 2u, progress = failed(Problem.Answer(AnswerProblem.WRONG_CODE))),
        ),
        Sample("Code expired", code(expired = true, resend = Resend.Now)),

        Sample("Recognise", Screen.Recognise("А•••", Timestamp(1_755_000_000_000), Progress.Idle)),
        Sample("Recognise running", Screen.Recognise(null, null, Progress.Running)),

        Sample("AccountPassword", Screen.AccountPassword("что пьёт кот", 3u, true, Progress.Idle)),
        Sample(
            "AccountPassword wrong",
            Screen.AccountPassword(
                hint = null,
                attemptsLeft = 2u,
                recovery = false,
                progress = failed(Problem.Answer(AnswerProblem.WRONG_PASSWORD)),
            ),
        ),

        Sample("Name", Screen.Name("Вера", 64u, Progress.Idle)),
        Sample("Name refused", Screen.Name("№ 1", 64u, failed(Problem.Answer(AnswerProblem.BAD_NAME)))),

        Sample("Avatar", Screen.Avatar("Вера Новикова", Progress.Idle)),
        Sample("Avatar running", Screen.Avatar("Вера Новикова", Progress.Running)),
        Sample(
            "Avatar too large",
            Screen.Avatar(
                "Вера Новикова",
                failed(Problem.Input(InputProblem.Picture(PictureError.TooLarge(9_000_000u, 1_048_576u)))),
            ),
        ),

        Sample("Email", email(EmailPurpose.Offer(canSkip = true))),
        Sample("Email in a special app", email(EmailPurpose.Offer(canSkip = false), text = "minister@")),
        Sample("Email to connect", email(EmailPurpose.Connect, support = SUPPORT)),
        Sample(
            "Email wrong",
            email(
                EmailPurpose.Enter,
                text = "work.rabota.ru",
                progress = failed(Problem.Input(InputProblem.Email(EmailError.NO_AT))),
            ),
        ),
        Sample("Email running", email(EmailPurpose.Enter, "work@rabota.ru", Progress.Running)),
        Sample("Email asked", email(EmailPurpose.Asked("im.acme.example"))),

        Sample("Servers", servers(Progress.Idle)),
        Sample(
            "Servers with a stale certificate",
            servers(
                failed(
                    Problem.Connection("west.acme.example", ConnectionProblem.Tls(TlsProblem.EXPIRED)),
                ),
            ),
        ),
        Sample("Servers running", servers(Progress.Running)),

        Sample("Address", Screen.Address(null, false, "", Progress.Idle)),
        Sample("Address nothing found", Screen.Address("ivan@acme.example", true, "", Progress.Idle)),
        Sample(
            "Address not found",
            Screen.Address(
                email = "ivan@acme.example",
                nothingFound = false,
                text = "no-such.invalid",
                progress = failed(
                    Problem.Connection("no-such.invalid", ConnectionProblem.NameNotFound),
                ),
            ),
        ),

        Sample(
            "Methods",
            Screen.Methods("завод.рф (xn--80aeejl.xn--p1ai)", "Завод", Method.entries, Progress.Idle),
        ),
        Sample(
            "Methods running",
            Screen.Methods("im.plant.example", "Завод", Method.entries, Progress.Running),
        ),

        Sample("Password", password()),
        Sample("Password without domains", password(domains = emptyList(), support = null)),
        Sample(
            "Password without a domain",
            password(login = "sidorov", progress = failed(Problem.Input(InputProblem.NoDomain))),
        ),
        Sample(
            "Password wrong",
            password(
                login = "ivan",
                domains = emptyList(),
                attemptsLeft = 3u,
                progress = failed(Problem.Answer(AnswerProblem.WRONG_PASSWORD)),
            ),
        ),
        Sample(
            "Password server in trouble",
            password(
                login = "ivan",
                domains = emptyList(),
                progress = failed(
                    Problem.Server(
                        "im.acme.example",
                        ServerProblem.InTrouble(503u, Timestamp(NOW.millis + 125_000)),
                    ),
                ),
            ),
        ),
        Sample("Password running", password(login = "ivan", progress = Progress.Running)),

        Sample("Browser", browser(url = null)),
        Sample("Browser open", browser(url = "https://login.acme.example/auth")),
        Sample("Browser running", browser(url = null, progress = Progress.Running)),

        Sample("Finishing", Screen.Finishing("im.acme.example", "Акме", NO_NETWORK)),

        Sample("SpecialApp", Screen.SpecialApp("Министр", "https://appgallery.huawei.com/app/C1")),
        Sample("SpecialApp without a link", Screen.SpecialApp("Министр", null)),

        Sample(
            "Stopped",
            Screen.Stopped("im.acme.example", Problem.Denied(Denial.AccountNotReady), SUPPORT),
        ),
        Sample(
            "Stopped too many attempts",
            Screen.Stopped(
                "im.acme.example",
                Problem.Denied(Denial.TooManyAttempts(Timestamp(NOW.millis + 885_000))),
                null,
            ),
        ),
        Sample(
            "Stopped by an answer",
            Screen.Stopped(
                "im.acme.example",
                Problem.Server(
                    "im.acme.example",
                    ServerProblem.BadMember(Request.CHALLENGE, "authorization_session"),
                ),
                null,
            ),
        ),

        Sample("Home", Screen.Home(PUBLIC, CORPORATE, emptyList())),
        Sample(
            "Home with a notice",
            Screen.Home(
                PUBLIC,
                null,
                listOf(
                    Notice.NotJoined(Problem.Account(AccountProblem.AlreadyJoined)),
                    Notice.SessionEnded(Server.CORPORATE, "im.acme.example"),
                ),
            ),
        ),

        Sample("Settings", Screen.Settings(PUBLIC, CORPORATE)),
        Sample("Settings corporate only", Screen.Settings(null, CORPORATE)),

        Sample("Profile", Screen.Profile(PUBLIC, Progress.Idle)),
        Sample("Profile with its menu", Screen.Profile(PUBLIC, Progress.Idle), opener = Labels::more),
        Sample("Profile running", Screen.Profile(CORPORATE, Progress.Running)),
        Sample("Profile without network", Screen.Profile(PUBLIC, NO_NETWORK)),

        Sample("EditProfile", Screen.EditProfile(CORPORATE, "Иван Петров", 64u, Progress.Idle)),
        Sample("EditProfile running", Screen.EditProfile(PUBLIC, "Мария", 64u, Progress.Running)),

        Sample(
            "CorporateInformation",
            Screen.CorporateInformation(CORPORATE, canDisconnect = true, progress = Progress.Idle),
        ),
        Sample(
            "CorporateInformation none",
            Screen.CorporateInformation(null, canDisconnect = false, progress = Progress.Idle),
        ),

        Sample("Capabilities", Screen.Capabilities),

        Sample("Confirm", Screen.Confirm(Question.DISCONNECT, Progress.Idle)),
        Sample("Confirm sign-out", Screen.Confirm(Question.SIGN_OUT_EVERYWHERE, Progress.Idle)),
        Sample("Confirm corporate sign-out", Screen.Confirm(Question.SIGN_OUT_CORPORATE, NO_NETWORK)),
        Sample("Confirm running", Screen.Confirm(Question.DISCONNECT, Progress.Running)),
    )
}

/** What kind of screen it is. */
internal val Screen.kind: String
    get() = javaClass.simpleName

/** The kinds of screens that the core can show. */
internal fun screenKinds(): Set<String> =
    Screen::class.java.declaredClasses.filter { it.superclass == Screen::class.java }
        .map { it.simpleName }.toSet()

private fun failed(problem: Problem) = Progress.Failed(problem)

private val NO_NETWORK =
    failed(Problem.Connection("im.vestibule.example", ConnectionProblem.NoNetwork))

private val SUPPORT =
    Support("it@acme.example", "+7 495 000-00-01", "https://it.acme.example/")

private val PUBLIC = Person(
    server = Server.PUBLIC,
    host = "im.vestibule.example",
    serverName = "Вестибюль",
    name = "Мария Иванова",
    avatar = "1",
    phone = "+7 900 111-22-33",
    email = null,
    login = null,
    canAddPhone = false,
    joined = true,
)

private val CORPORATE = Person(
    server = Server.CORPORATE,
    host = "im.acme.example",
    serverName = "Акме",
    name = "Иван Петров",
    avatar = "2",
    phone = null,
    email = "ivan@acme.example",
    login = "ivan",
    canAddPhone = true,
    joined = true,
)

private fun phone(
    purpose: PhonePurpose = PhonePurpose.REGISTER,
    text: String,
    country: String = "RU",
    server: String? = null,
    progress: Progress = Progress.Idle,
) = Screen.Phone(purpose, Country.parse(country), text, server, progress)

private fun code(
    channel: Channel = Channel.SMS,
    sentTo: String = "+7 900 •••-••-33",
    expired: Boolean = false,
    resend: Resend = Resend.At(Timestamp(NOW.millis + 43_000)),
    attemptsLeft: UInt = 5u,
    progress: Progress = Progress.Idle,
) = Screen.Code(
    channel = channel,
    sentTo = sentTo,
    length = 6u,
    expiresAt = Timestamp(NOW.millis + 283_000),
    expired = expired,
    resend = resend,
    attemptsLeft = attemptsLeft,
    progress = progress,
)

private fun email(
    purpose: EmailPurpose,
    text: String = "",
    progress: Progress = Progress.Idle,
    support: Support? = null,
) = Screen.Email(purpose, text, support, progress)

private fun servers(progress: Progress) = Screen.Servers(
    email = "ivan@acme.example",
    servers = listOf(
        ServerChoice(ServerAddress.parse("https://im.acme.example"), "im.acme.example", "Акме"),
        ServerChoice(
            ServerAddress.parse("https://west.acme.example:8443"),
            "west.acme.example:8443",
            "Акме Запад, филиал в Калининграде",
        ),
        ServerChoice(ServerAddress.parse("https://lab.acme.example"), "lab.acme.example", null),
    ),
    progress = progress,
)

private fun password(
    login: String = "",
    domains: List<String> = listOf("BANK", "FILIAL"),
    attemptsLeft: UInt? = null,
    support: Support? = SUPPORT,
    progress: Progress = Progress.Idle,
) = Screen.Password(
    host = "im.acme.example",
    serverName = "Акме",
    login = login,
    domains = domains,
    domain = null,
    attemptsLeft = attemptsLeft,
    support = support,
    progress = progress,
)

private fun browser(url: String?, progress: Progress = Progress.Idle) =
    Screen.Browser("login.acme.example", "Акме", url, 0u, progress)
