//! The journeys, with the people of the example world.

use vestibule::openid::{ProviderError, ProviderProblem};
use vestibule::wire::Method;
use vestibule::{
    ActionKind, AnswerProblem, ConnectionProblem, Denial, Field, InputProblem, NotVestibule,
    Problem, ServerProblem, TlsProblem, Way,
};

use super::journey::Choice::{By, Country, Mine, Server, SignInAgain};
use super::journey::Does::{
    Begin, Browse, Choose, Code, GoOffline, GoOnline, Photo, Restart, SignOutInBrowser, Tap, Type,
    TypeAddressOf, Wait, WrongCode,
};
use super::journey::{Journey, Kind, Scene, Trouble, Visit, at};

/// A problem by its pattern.
macro_rules! trouble {
    ($pattern:pat) => {
        Trouble { name: stringify!($pattern), is: |problem| matches!(problem, $pattern) }
    };
}

/// The phone is typed and sent.
macro_rules! phone {
    ($phone:literal) => {
        at(Kind::Phone).does(&[Type(Field::Phone, $phone), Tap(ActionKind::SubmitPhone)])
    };
}

/// The work e-mail is typed and sent.
macro_rules! email {
    ($email:literal) => {
        at(Kind::Email).does(&[Type(Field::Email, $email), Tap(ActionKind::SubmitEmail)])
    };
}

/// The address of a server of the world is typed and sent.
macro_rules! address {
    ($server:literal) => {
        at(Kind::Address).does(&[TypeAddressOf($server), Tap(ActionKind::SubmitAddress)])
    };
}

/// A server of the list is taken.
macro_rules! server {
    ($server:literal) => {
        at(Kind::Servers).host($server).does(&[Choose(Server($server))])
    };
}

/// Login and password are typed and sent, at the server that is named there.
macro_rules! password {
    ($server:literal, $login:literal, $password:literal) => {
        at(Kind::Password).host($server).does(&[
            Type(Field::Login, $login),
            Type(Field::Password, $password),
            Tap(ActionKind::SubmitPassword),
        ])
    };
}

const BY_PHONE: Scene = at(Kind::Start).does(&[Begin(Way::Phone)]);
const BY_EMAIL: Scene = at(Kind::Start).does(&[Begin(Way::CorporateEmail)]);
const BY_ADDRESS: Scene = at(Kind::Start).does(&[Begin(Way::ServerAddress)]);
const CODE: Scene = at(Kind::Code).does(&[Code]);
const SKIP_OFFER: Scene = at(Kind::Email).does(&[Tap(ActionKind::Skip)]);
const TO_SETTINGS: Scene = at(Kind::Home).does(&[Tap(ActionKind::OpenSettings)]);
const TO_PROFILE: Scene = at(Kind::Settings).does(&[Tap(ActionKind::OpenProfile)]);
const TO_INFORMATION: Scene = at(Kind::Profile).does(&[Tap(ActionKind::OpenCorporateInformation)]);
const TO_EDIT: Scene = at(Kind::Profile).does(&[Tap(ActionKind::EditProfile)]);

const TO_BROWSER: Scene = at(Kind::Browser).does(&[Tap(ActionKind::OpenBrowser)]);
const BROWSER_IS_OPEN: Scene = at(Kind::Browser).can(&[ActionKind::ReturnFromBrowser]);
const ANNA: Visit = Visit::SignIn { login: "anna", password: "anna-password" };
const SIGN_OUT: Scene = at(Kind::Settings).does(&[Tap(ActionKind::SignOutEverywhere)]);
const SURE: Scene = at(Kind::Confirm).does(&[Tap(ActionKind::Confirm)]);

const fn journey(name: &'static str, about: &'static str, scenes: &'static [Scene]) -> Journey {
    Journey { name, about, special: false, scenes }
}

/// Every journey, in the order in which a person may meet them.
pub const JOURNEYS: &[Journey] = &[
    journey(
        "registration",
        "A new account by phone, with name and picture; the corporate offer is skipped",
        &[
            BY_PHONE,
            phone!("8 905 100-00-01"),
            CODE,
            at(Kind::Name).does(&[Type(Field::Name, "Вера Новикова"), Tap(ActionKind::SubmitName)]),
            at(Kind::Avatar).does(&[Photo]),
            SKIP_OFFER,
            at(Kind::Home).shows(&["Вера Новикова"]).does(&[Tap(ActionKind::OpenSettings)]),
            TO_PROFILE,
            at(Kind::Profile).shows(&["Вера Новикова", "905 100-00-01"]),
        ],
    ),
    journey(
        "registration-region",
        "A phone of another region: its own public server registers it",
        &[
            BY_PHONE,
            at(Kind::Phone)
                .host("green")
                .does(&[Choose(Country("KZ")), Type(Field::Phone, "8 701 100 0001")]),
            at(Kind::Phone).host("steppe").does(&[Tap(ActionKind::SubmitPhone)]),
            CODE,
            at(Kind::Name).does(&[Type(Field::Name, "Айгуль"), Tap(ActionKind::SubmitName)]),
            at(Kind::Avatar).does(&[Tap(ActionKind::Skip)]),
            SKIP_OFFER,
            at(Kind::Home).shows(&["Айгуль"]),
        ],
    ),
    journey(
        "account-password",
        "An account that is known, with a personal password: wrong, then right",
        &[
            BY_PHONE,
            phone!("+7 900 222-33-44"),
            CODE,
            at(Kind::AccountPassword)
                .does(&[Type(Field::Password, "kefir"), Tap(ActionKind::SubmitAccountPassword)]),
            at(Kind::AccountPassword)
                .trouble(trouble!(Problem::Answer(AnswerProblem::WrongPassword)))
                .does(&[Type(Field::Password, "moloko"), Tap(ActionKind::SubmitAccountPassword)]),
            SKIP_OFFER,
            at(Kind::Home).shows(&["Пётр Сергеев"]),
        ],
    ),
    journey(
        "account-password-recovery",
        "The personal password is forgotten: a code by e-mail stands in for it",
        &[
            BY_PHONE,
            phone!("+7 900 222-33-44"),
            CODE,
            at(Kind::AccountPassword).does(&[Tap(ActionKind::Recover)]),
            CODE,
            SKIP_OFFER,
            at(Kind::Home).shows(&["Пётр Сергеев"]),
        ],
    ),
    journey(
        "recognise-mine",
        "An account that was long silent: it is this person's",
        &[
            BY_PHONE,
            phone!("+7 900 333-44-55"),
            CODE,
            at(Kind::Recognise).does(&[Choose(Mine(true))]),
            SKIP_OFFER,
            at(Kind::Home).shows(&["Анна Белова"]),
        ],
    ),
    journey(
        "recognise-not-mine",
        "An account that was long silent: the number changed hands, a new account begins",
        &[
            BY_PHONE,
            phone!("+7 900 333-44-55"),
            CODE,
            at(Kind::Recognise).does(&[Choose(Mine(false))]),
            at(Kind::Name).does(&[Type(Field::Name, "Глеб Панин"), Tap(ActionKind::SubmitName)]),
            at(Kind::Avatar).does(&[Tap(ActionKind::Skip)]),
            SKIP_OFFER,
            at(Kind::Home).shows(&["Глеб Панин"]),
        ],
    ),
    journey(
        "connect",
        "The offer taken: a work e-mail, a choice of two servers, login and password",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            CODE,
            email!("ivan@acme.example"),
            server!("acme"),
            password!("acme", "ivan", "ivan-password"),
            TO_SETTINGS,
            TO_PROFILE,
            at(Kind::Profile)
                .shows(&["Мария Иванова"])
                .does(&[Tap(ActionKind::OpenCorporateInformation)]),
            at(Kind::CorporateInformation)
                .host("acme")
                .shows(&["Иван Петров", "ivan@acme.example"]),
        ],
    ),
    journey(
        "connect-by-code",
        "The other server of the two: a code by e-mail",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            CODE,
            email!("ivan@acme.example"),
            server!("acme-west"),
            CODE,
            TO_SETTINGS,
            TO_PROFILE,
            TO_INFORMATION,
            at(Kind::CorporateInformation).host("acme-west").shows(&["Иван Петров"]),
        ],
    ),
    journey(
        "connect-simplified",
        "Simplified authentication: from the e-mail at once to what the server asks",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            CODE,
            email!("work@rabota.ru"),
            CODE,
            TO_SETTINGS,
            TO_PROFILE,
            TO_INFORMATION,
            at(Kind::CorporateInformation).host("rabota").shows(&["Иван Рабочий"]),
        ],
    ),
    journey(
        "connect-typed-address",
        "None of the listed servers: the address is typed",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            CODE,
            email!("robinson@acme.example"),
            at(Kind::Servers).does(&[Tap(ActionKind::TypeAddress)]),
            address!("island"),
            password!("island", "robinson", "friday"),
            at(Kind::Home).shows(&["Мария Иванова"]),
        ],
    ),
    journey(
        "connect-nothing-found",
        "No server is known for the e-mail: the address is typed",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            CODE,
            email!("robinson@nowhere.example"),
            address!("island"),
            password!("island", "robinson", "friday"),
            at(Kind::Home).shows(&["Мария Иванова"]),
        ],
    ),
    journey(
        "connect-later",
        "The offer skipped, and taken later from the profile",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            CODE,
            SKIP_OFFER,
            TO_SETTINGS,
            TO_PROFILE,
            TO_INFORMATION,
            at(Kind::CorporateInformation).does(&[Tap(ActionKind::OpenCapabilities)]),
            at(Kind::Capabilities).does(&[Tap(ActionKind::Connect)]),
            email!("work@rabota.ru"),
            CODE,
            at(Kind::CorporateInformation).host("rabota").shows(&["Иван Рабочий"]),
        ],
    ),
    journey(
        "enter-by-email",
        "Corporate without a phone: by e-mail, a code by e-mail",
        &[BY_EMAIL, email!("work@rabota.ru"), CODE, at(Kind::Home).shows(&["Иван Рабочий"])],
    ),
    journey(
        "enter-new",
        "Corporate without a phone, where nobody was before: the server asks for a name",
        &[
            BY_EMAIL,
            email!("nina@startup.example"),
            CODE,
            at(Kind::Name).does(&[Type(Field::Name, "Нина Львовна"), Tap(ActionKind::SubmitName)]),
            at(Kind::Home).shows(&["Нина Львовна"]),
        ],
    ),
    journey(
        "enter-by-address",
        "Corporate without a phone and an e-mail: by address, login and password",
        &[
            BY_ADDRESS,
            address!("island"),
            password!("island", "robinson", "friday"),
            at(Kind::Home).shows(&["Робинзон"]),
        ],
    ),
    journey(
        "phone-asked",
        "A corporate server that knows its people by phone: a code by SMS",
        &[
            BY_ADDRESS,
            address!("clinic"),
            phone!("+7 900 555-66-77"),
            CODE,
            at(Kind::Home).shows(&["Доктор Айболит"]),
        ],
    ),
    journey(
        "combination",
        "Login, password and one of several domains, and then a code by e-mail",
        &[
            BY_EMAIL,
            email!("sidorov@bank.example"),
            server!("bank"),
            password!("bank", "sidorov", "sidorov-password"),
            at(Kind::Password)
                .trouble(trouble!(Problem::Input(InputProblem::NoDomain)))
                .does(&[Type(Field::Domain, "BANK"), Tap(ActionKind::SubmitPassword)]),
            CODE,
            at(Kind::Home).shows(&["Семён Сидоров"]),
        ],
    ),
    journey(
        "methods",
        "An international e-mail, a choice of methods: the code, back, and then the password",
        &[
            BY_EMAIL,
            email!("мастер@завод.рф"),
            at(Kind::Methods).does(&[Choose(By(Method::EmailCode))]),
            at(Kind::Code).does(&[Tap(ActionKind::Back)]),
            at(Kind::Methods).does(&[Choose(By(Method::Password))]),
            password!("plant", "master", "master-password"),
            at(Kind::Home).shows(&["Мастер Токарев"]),
        ],
    ),
    journey(
        "openid",
        "The organisation's identity provider in the browser: a wrong password, and then the right one",
        &[
            BY_EMAIL,
            email!("anna@office.example"),
            at(Kind::Browser).host("office-id").does(&[Tap(ActionKind::OpenBrowser)]),
            BROWSER_IS_OPEN.does(&[Browse(Visit::SignInAtLast {
                login: "anna",
                wrong: "anna-passwort",
                password: "anna-password",
            })]),
            at(Kind::Home).shows(&["Анна Конторская"]),
        ],
    ),
    journey(
        "openid-by-address",
        "The identity provider of a server whose address is typed, as a choice",
        &[
            BY_ADDRESS,
            address!("college"),
            at(Kind::Methods).does(&[Choose(By(Method::Openid))]),
            at(Kind::Browser).does(&[Tap(ActionKind::Back)]),
            at(Kind::Methods).does(&[Choose(By(Method::Openid))]),
            TO_BROWSER,
            BROWSER_IS_OPEN
                .does(&[Browse(Visit::SignIn { login: "dean", password: "dean-password" })]),
            at(Kind::Home).shows(&["Декан Учёный"]),
        ],
    ),
    journey(
        "openid-connect",
        "From public to corporate by the identity provider",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            CODE,
            email!("anna@office.example"),
            TO_BROWSER,
            BROWSER_IS_OPEN.does(&[Browse(ANNA)]),
            TO_SETTINGS,
            TO_PROFILE,
            TO_INFORMATION,
            at(Kind::CorporateInformation).host("office").shows(&["Анна Конторская"]),
        ],
    ),
    journey(
        "openid-cancelled",
        "The browser is closed, opened again, given up in, and at last signed in with",
        &[
            BY_EMAIL,
            email!("anna@office.example"),
            TO_BROWSER,
            BROWSER_IS_OPEN.does(&[Tap(ActionKind::Cancel)]),
            TO_BROWSER,
            BROWSER_IS_OPEN.does(&[Browse(Visit::GiveUp)]),
            at(Kind::Browser)
                .trouble(trouble!(Problem::Provider {
                    cause: ProviderProblem::Ended { error: ProviderError::AccessDenied, .. },
                    ..
                }))
                .does(&[Tap(ActionKind::OpenBrowser)]),
            BROWSER_IS_OPEN.does(&[Tap(ActionKind::OpenBrowser)]),
            BROWSER_IS_OPEN.does(&[Browse(ANNA)]),
            at(Kind::Home).shows(&["Анна Конторская"]),
        ],
    ),
    journey(
        "openid-restart",
        "The app ends while the browser is open: what the browser hands over starts it again",
        &[
            BY_EMAIL,
            email!("anna@office.example"),
            TO_BROWSER,
            BROWSER_IS_OPEN.does(&[Restart]),
            BROWSER_IS_OPEN.does(&[Browse(ANNA)]),
            at(Kind::Home).shows(&["Анна Конторская"]),
        ],
    ),
    journey(
        "openid-another-account",
        "Somebody else signs in in the browser: it is told, and the right one signs in",
        &[
            BY_EMAIL,
            email!("anna@office.example"),
            TO_BROWSER,
            BROWSER_IS_OPEN
                .does(&[Browse(Visit::SignIn { login: "gleb", password: "gleb-password" })]),
            at(Kind::Browser)
                .trouble(trouble!(Problem::Answer(AnswerProblem::WrongAccount)))
                .does(&[Tap(ActionKind::OpenBrowser)]),
            BROWSER_IS_OPEN.does(&[Browse(ANNA)]),
            at(Kind::Home).shows(&["Анна Конторская"]),
        ],
    ),
    journey(
        "openid-second-time",
        "Signed out of the app and in again: the browser comes back by itself",
        &[
            BY_EMAIL,
            email!("anna@office.example"),
            TO_BROWSER,
            BROWSER_IS_OPEN.does(&[Browse(ANNA)]),
            TO_SETTINGS,
            SIGN_OUT,
            SURE,
            at(Kind::Start)
                .can(&[ActionKind::DismissNotice])
                .does(&[Tap(ActionKind::DismissNotice)]),
            BY_EMAIL,
            email!("anna@office.example"),
            TO_BROWSER,
            BROWSER_IS_OPEN.does(&[Browse(Visit::PassThrough)]),
            at(Kind::Home).shows(&["Анна Конторская"]),
        ],
    ),
    journey(
        "openid-sign-out",
        "Signed out of the app, and then at the identity provider: the next sign-in asks again",
        &[
            BY_EMAIL,
            email!("anna@office.example"),
            TO_BROWSER,
            BROWSER_IS_OPEN.does(&[Browse(ANNA)]),
            TO_SETTINGS,
            SIGN_OUT,
            SURE,
            at(Kind::Start)
                .host("office-id")
                .can(&[ActionKind::DismissNotice])
                .does(&[SignOutInBrowser, Tap(ActionKind::DismissNotice)]),
            BY_EMAIL,
            email!("anna@office.example"),
            TO_BROWSER,
            BROWSER_IS_OPEN.does(&[Browse(ANNA)]),
            at(Kind::Home).shows(&["Анна Конторская"]),
        ],
    ),
    journey(
        "web",
        "A server that goes on in the browser, on a page of its own",
        &[
            BY_ADDRESS,
            address!("portal"),
            at(Kind::Browser).host("portal").does(&[Tap(ActionKind::OpenBrowser)]),
            BROWSER_IS_OPEN.does(&[Browse(Visit::SignInAtLast {
                login: "vera",
                wrong: "vera-passwort",
                password: "vera-password",
            })]),
            at(Kind::Home).shows(&["Вера Портальная"]),
        ],
    ),
    journey(
        "special-app",
        "An e-mail whose people use an app of their own: its page in this phone's store",
        &[
            BY_EMAIL,
            email!("minister@ministry.example"),
            at(Kind::SpecialApp).shows(&["Министр"]).does(&[Tap(ActionKind::Back)]),
            at(Kind::Email).does(&[Tap(ActionKind::Back)]),
            at(Kind::Start),
        ],
    ),
    journey(
        "special-app-by-address",
        "A server that admits its own app alone",
        &[
            BY_ADDRESS,
            address!("ministry"),
            at(Kind::SpecialApp).shows(&["Министр"]).does(&[Tap(ActionKind::Leave)]),
            at(Kind::Start),
        ],
    ),
    Journey {
        special: true,
        ..journey(
            "in-the-special-app",
            "The organisation's own app: corporate sign-in is a must",
            &[
                BY_PHONE,
                phone!("+7 900 111-22-33"),
                CODE,
                email!("minister@ministry.example"),
                server!("ministry"),
                password!("ministry", "minister", "minister-password"),
                at(Kind::Home).shows(&["Мария Иванова"]),
            ],
        )
    },
    journey(
        "add-phone",
        "A phone added to a corporate account: the person's public account is the same person now",
        &[
            BY_ADDRESS,
            address!("island"),
            password!("island", "robinson", "friday"),
            TO_SETTINGS,
            TO_PROFILE,
            TO_EDIT,
            at(Kind::EditProfile).does(&[Tap(ActionKind::AddPhone)]),
            phone!("+7 900 111-22-33"),
            CODE,
            at(Kind::Profile)
                .shows(&["Мария Иванова", "900 111-22-33"])
                .does(&[Tap(ActionKind::OpenCorporateInformation)]),
            at(Kind::CorporateInformation).host("island").shows(&["Робинзон"]),
        ],
    ),
    journey(
        "edit-profile",
        "Another name, a picture, and no picture again",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            CODE,
            SKIP_OFFER,
            TO_SETTINGS,
            TO_PROFILE,
            TO_EDIT,
            at(Kind::EditProfile)
                .does(&[Type(Field::Name, "Мария Лескова"), Tap(ActionKind::SubmitName)]),
            at(Kind::Profile).shows(&["Мария Лескова"]).does(&[Tap(ActionKind::EditProfile)]),
            at(Kind::EditProfile).does(&[Photo]),
            TO_EDIT,
            at(Kind::EditProfile)
                .can(&[ActionKind::RemoveAvatar])
                .does(&[Tap(ActionKind::RemoveAvatar)]),
            TO_EDIT,
            at(Kind::EditProfile).does(&[Tap(ActionKind::Back)]),
            at(Kind::Profile),
        ],
    ),
    journey(
        "disconnect",
        "Connected, and disconnected again: the accounts are parted",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            CODE,
            email!("work@rabota.ru"),
            CODE,
            TO_SETTINGS,
            TO_PROFILE,
            TO_INFORMATION,
            at(Kind::CorporateInformation)
                .can(&[ActionKind::Disconnect])
                .shows(&["Иван Рабочий"])
                .does(&[Tap(ActionKind::Disconnect)]),
            at(Kind::Confirm).does(&[Tap(ActionKind::Confirm)]),
            at(Kind::CorporateInformation).can(&[ActionKind::Connect]),
        ],
    ),
    journey(
        "sign-out-corporate",
        "Signed in to both, and out of the corporate server alone",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            CODE,
            email!("work@rabota.ru"),
            CODE,
            TO_SETTINGS,
            at(Kind::Settings).does(&[Tap(ActionKind::SignOutCorporate)]),
            at(Kind::Confirm).does(&[Tap(ActionKind::Back)]),
            at(Kind::Settings).does(&[Tap(ActionKind::SignOutCorporate)]),
            at(Kind::Confirm).does(&[Tap(ActionKind::Confirm)]),
            TO_PROFILE,
            TO_INFORMATION,
            at(Kind::CorporateInformation).can(&[ActionKind::Connect]),
        ],
    ),
    journey(
        "sign-out",
        "Signed in to both, and out of everything",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            CODE,
            email!("work@rabota.ru"),
            CODE,
            TO_SETTINGS,
            at(Kind::Settings).does(&[Tap(ActionKind::SignOutEverywhere)]),
            at(Kind::Confirm).does(&[Tap(ActionKind::Confirm)]),
            at(Kind::Start),
        ],
    ),
    journey(
        "session-ended",
        "The server ends a session that was long silent: it is said so, with the way back in",
        &[
            BY_EMAIL,
            email!("work@rabota.ru"),
            CODE,
            at(Kind::Home)
                .shows(&["Иван Рабочий"])
                .does(&[Wait(100 * 24 * 3600), Tap(ActionKind::OpenSettings)]),
            TO_PROFILE,
            at(Kind::Start).can(&[ActionKind::SignInAgain]).does(&[Choose(SignInAgain)]),
            CODE,
            at(Kind::Home).shows(&["Иван Рабочий"]),
        ],
    ),
    journey(
        "wrong-code",
        "A wrong code, and then the right one",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            at(Kind::Code).does(&[WrongCode]),
            at(Kind::Code)
                .trouble(trouble!(Problem::Answer(AnswerProblem::WrongCode)))
                .does(&[Code]),
            SKIP_OFFER,
            at(Kind::Home).shows(&["Мария Иванова"]),
        ],
    ),
    journey(
        "another-number",
        "The code went to a wrong number: another one is given",
        &[
            BY_PHONE,
            phone!("+7 905 000-00-09"),
            at(Kind::Code).does(&[Tap(ActionKind::ChangeRecipient)]),
            phone!("+7 900 111-22-33"),
            CODE,
            SKIP_OFFER,
            at(Kind::Home).shows(&["Мария Иванова"]),
        ],
    ),
    journey(
        "expired",
        "A code that expired, and another one; a sign-in that took too long, and begins again",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            at(Kind::Code).does(&[Wait(301)]),
            at(Kind::Code).can(&[ActionKind::Resend]).does(&[Tap(ActionKind::Resend)]),
            at(Kind::Code).can(&[ActionKind::SubmitCode]).does(&[Wait(1801)]),
            at(Kind::Code).can(&[ActionKind::Resend]).does(&[Tap(ActionKind::Resend)]),
            at(Kind::Phone)
                .trouble(trouble!(Problem::SignInExpired))
                .does(&[Tap(ActionKind::SubmitPhone)]),
            CODE,
            SKIP_OFFER,
            at(Kind::Home).shows(&["Мария Иванова"]),
        ],
    ),
    journey(
        "wrong-password",
        "An unknown login, a wrong password, and then the right ones",
        &[
            BY_ADDRESS,
            address!("island"),
            password!("island", "robinsin", "friday"),
            at(Kind::Password)
                .trouble(trouble!(Problem::Answer(AnswerProblem::UnknownLogin)))
                .does(&[
                    Type(Field::Login, "robinson"),
                    Type(Field::Password, "monday"),
                    Tap(ActionKind::SubmitPassword),
                ]),
            at(Kind::Password)
                .trouble(trouble!(Problem::Answer(AnswerProblem::WrongPassword)))
                .does(&[Type(Field::Password, "friday"), Tap(ActionKind::SubmitPassword)]),
            at(Kind::Home).shows(&["Робинзон"]),
        ],
    ),
    journey(
        "locked",
        "Too many wrong codes: locked, and open again when the time has come",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            at(Kind::Code).does(&[WrongCode]),
            WRONG_CODE_AGAIN,
            WRONG_CODE_AGAIN,
            WRONG_CODE_AGAIN,
            WRONG_CODE_AGAIN,
            at(Kind::Stopped)
                .trouble(trouble!(Problem::Denied(Denial::TooManyAttempts { .. })))
                .does(&[Wait(901), Tap(ActionKind::Back)]),
            at(Kind::Phone).does(&[Tap(ActionKind::SubmitPhone)]),
            CODE,
            SKIP_OFFER,
            at(Kind::Home).shows(&["Мария Иванова"]),
        ],
    ),
    journey(
        "blocked",
        "An account that is blocked",
        &[
            BY_PHONE,
            phone!("+7 900 444-55-66"),
            CODE,
            at(Kind::Stopped)
                .trouble(trouble!(Problem::Denied(Denial::AccountBlocked)))
                .does(&[Tap(ActionKind::Leave)]),
            at(Kind::Start),
        ],
    ),
    journey(
        "not-ready",
        "A corporate account that is not ready: whom to ask",
        &[
            BY_EMAIL,
            email!("olga@acme.example"),
            server!("acme"),
            password!("acme", "olga", "olga-password"),
            at(Kind::Stopped)
                .trouble(trouble!(Problem::Denied(Denial::AccountNotReady)))
                .shows(&["it@acme.example"])
                .does(&[Tap(ActionKind::Back)]),
            at(Kind::Servers),
        ],
    ),
    journey(
        "registration-closed",
        "A region whose public server takes nobody new",
        &[
            BY_PHONE,
            phone!("+375 29 222-33-44"),
            CODE,
            at(Kind::Stopped)
                .trouble(trouble!(Problem::Denied(Denial::RegistrationClosed)))
                .does(&[Tap(ActionKind::Leave)]),
            at(Kind::Start),
        ],
    ),
    journey(
        "bad-input",
        "A phone, an e-mail and an address that can't be ones: nothing is sent, nothing lost",
        &[
            BY_PHONE,
            phone!("12"),
            at(Kind::Phone)
                .trouble(trouble!(Problem::Input(InputProblem::Phone(_))))
                .does(&[Tap(ActionKind::Back)]),
            BY_EMAIL,
            email!("ivan.acme.example"),
            at(Kind::Email)
                .trouble(trouble!(Problem::Input(InputProblem::Email(_))))
                .does(&[Tap(ActionKind::Back)]),
            BY_ADDRESS,
            at(Kind::Address).does(&[
                Type(Field::Address, "http://server.example"),
                Tap(ActionKind::SubmitAddress),
            ]),
            at(Kind::Address)
                .trouble(trouble!(Problem::Input(InputProblem::Address(_))))
                .does(&[TypeAddressOf("island"), Tap(ActionKind::SubmitAddress)]),
            at(Kind::Password),
        ],
    ),
    journey(
        "no-such-server",
        "An address that does not exist, and then one that does",
        &[
            BY_ADDRESS,
            at(Kind::Address)
                .does(&[Type(Field::Address, "no-such.invalid"), Tap(ActionKind::SubmitAddress)]),
            at(Kind::Address)
                .trouble(trouble!(Problem::Connection {
                    // Where there is no name service at all, it can't say so.
                    cause: ConnectionProblem::NameNotFound | ConnectionProblem::NameServiceFailed,
                    ..
                }))
                .does(&[TypeAddressOf("island"), Tap(ActionKind::SubmitAddress)]),
            at(Kind::Password),
        ],
    ),
    journey(
        "wrong-role",
        "The address of a public server, where a corporate one is asked for",
        &[
            BY_ADDRESS,
            address!("green"),
            at(Kind::Address)
                .trouble(trouble!(Problem::Server {
                    cause: ServerProblem::NotVestibule(NotVestibule::OtherRole),
                    ..
                }))
                .does(&[Tap(ActionKind::Back)]),
            at(Kind::Start),
        ],
    ),
    journey(
        "unfit-servers",
        "Servers that can't be used: one that is too new, one whose certificate ran out",
        &[
            BY_EMAIL,
            email!("ivan@trouble.example"),
            server!("future"),
            at(Kind::Servers)
                .trouble(trouble!(Problem::Server { cause: ServerProblem::TooNew { .. }, .. }))
                .does(&[Choose(Server("stale"))]),
            at(Kind::Servers)
                .trouble(trouble!(Problem::Connection {
                    cause: ConnectionProblem::Tls(TlsProblem::Expired),
                    ..
                }))
                .does(&[Tap(ActionKind::Back)]),
            at(Kind::Email),
        ],
    ),
    journey(
        "no-network",
        "The network goes while the phone is sent: nothing is lost, and it is sent again",
        &[
            BY_PHONE,
            at(Kind::Phone).host("green").does(&[
                Type(Field::Phone, "+7 900 111-22-33"),
                GoOffline,
                Tap(ActionKind::SubmitPhone),
            ]),
            at(Kind::Phone)
                .trouble(trouble!(Problem::Connection { .. }))
                .does(&[GoOnline, Tap(ActionKind::Retry)]),
            CODE,
            SKIP_OFFER,
            at(Kind::Home).shows(&["Мария Иванова"]),
        ],
    ),
    journey(
        "restart",
        "The app ends while the code is on its way: the person is where they were",
        &[
            BY_PHONE,
            phone!("+7 900 111-22-33"),
            at(Kind::Code).does(&[Restart]),
            CODE,
            at(Kind::Email).does(&[Type(Field::Email, "work@rabota.ru"), Restart]),
            at(Kind::Email).does(&[Tap(ActionKind::Skip), Restart]),
            at(Kind::Home).shows(&["Мария Иванова"]),
        ],
    ),
];

const WRONG_CODE_AGAIN: Scene =
    at(Kind::Code).trouble(trouble!(Problem::Answer(AnswerProblem::WrongCode))).does(&[WrongCode]);
