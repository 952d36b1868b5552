//! A value of every variant of everything that is worded.

use crate::input::{
    AddressError, CodeError, Country, EmailError, LoginError, NameError, PasswordError, PhoneError,
    PictureError, ServerAddress,
};
use crate::openid::{CallbackProblem, IdTokenProblem, ProviderError, ProviderProblem};
use crate::wire::{Method, Support};
use crate::{
    AccountProblem, AnswerProblem, Channel, ConnectionProblem, Denial, EmailPurpose, InputProblem,
    NotVestibule, Notice, Person, PhonePurpose, Problem, Progress, Question, Request, Resend,
    Screen, Server, ServerChoice, ServerProblem, SignOutPage, StorageProblem, Timestamp,
    TlsProblem, Way,
};

pub(super) const LATER: Timestamp = Timestamp::from_secs(1_800_000_000);
pub(super) const HOST: &str = "chat.rabota.ru";

/// Values of every variant: the plain ones by name, the others with their samples.
///
/// A variant that is not listed fails the build, one that has no sample fails the test.
macro_rules! every {
    ($type:ident { $($plain:ident),* ; $($variant:ident $fields:tt => $samples:expr),* $(,)? }) => {{
        let samples: Vec<$type> = std::iter::empty()
            .chain([$($type::$plain),*])
            $(.chain({
                let of_this: Vec<$type> = $samples.into_iter().collect();
                assert!(!of_this.is_empty());
                assert!(of_this.iter().all(|sample| matches!(sample, $type::$variant $fields)));
                of_this
            }))*
            .collect();
        for sample in &samples {
            match sample {
                $($type::$plain => {})*
                $($type::$variant $fields => {})*
            }
        }
        samples
    }};
}

/// Every problem.
pub(super) fn problems() -> Vec<Problem> {
    let host = || HOST.to_owned();
    every!(Problem { SignInExpired;
        Input(_) => inputs().into_iter().map(Problem::Input),
        Connection { .. } =>
            connections().into_iter().map(|cause| Problem::Connection { host: host(), cause }),
        Server { .. } => servers().into_iter().map(|cause| Problem::Server { host: host(), cause }),
        Provider { .. } =>
            providers().into_iter().map(|cause| Problem::Provider { host: host(), cause }),
        Answer(_) => answers().into_iter().map(Problem::Answer),
        Denied(_) => denials().into_iter().map(Problem::Denied),
        UpdateApp { .. } => [Problem::UpdateApp { step: "retina".to_owned() }],
        Account(_) => accounts().into_iter().map(Problem::Account),
        Storage(_) => storage().into_iter().map(Problem::Storage),
    })
}

/// Every screen at rest, in each of its forms.
pub(super) fn screens() -> Vec<Screen> {
    let progress = || Progress::Idle;
    let host = || HOST.to_owned();
    let server_name = || "Работа".to_owned();
    let email = || "irina@rabota.ru".to_owned();
    every!(Screen { Capabilities;
        Locked { .. } => [Screen::Locked { progress: progress() }],
        Start { .. } => [
            Screen::Start { ways: ways(), notices: vec![] },
            Screen::Start { ways: vec![Way::ServerAddress], notices: notices() },
        ],
        Phone { .. } => phone_purposes().into_iter().map(|purpose| Screen::Phone {
            purpose,
            country: Country::RUSSIA,
            text: String::new(),
            server: (purpose != PhonePurpose::Add).then(host),
            progress: progress(),
        }),
        Code { .. } => codes(),
        Recognise { .. } => [(None, None), (Some("И*** П***".to_owned()), Some(LATER))].map(
            |(name, last_seen)| Screen::Recognise { name, last_seen, progress: progress() },
        ),
        AccountPassword { .. } => [(None, None, false), (Some("кошка".to_owned()), Some(2), true)]
            .map(|(hint, attempts_left, recovery)| Screen::AccountPassword {
                hint,
                attempts_left,
                recovery,
                progress: progress(),
            }),
        Name { .. } => [Screen::Name { text: String::new(), max: 64, progress: progress() }],
        Avatar { .. } => ["", "Ирина"]
            .map(|name| Screen::Avatar { name: name.to_owned(), progress: progress() }),
        Email { .. } => email_purposes().into_iter().zip(supports().into_iter().cycle()).map(
            |(purpose, support)| Screen::Email {
                purpose,
                text: String::new(),
                support,
                progress: progress(),
            },
        ),
        Servers { .. } => [Screen::Servers {
            email: email(),
            servers: server_choices(),
            progress: progress(),
        }],
        Address { .. } => [(None, false), (Some(email()), false), (Some(email()), true)].map(
            |(email, nothing_found)| Screen::Address {
                email,
                nothing_found,
                text: String::new(),
                progress: progress(),
            },
        ),
        Methods { .. } => [Screen::Methods {
            host: host(),
            server_name: server_name(),
            methods: methods(),
            progress: progress(),
        }],
        Password { .. } => supports().into_iter().enumerate().map(|(index, support)| {
            Screen::Password {
                host: host(),
                server_name: server_name(),
                login: String::new(),
                domains: vec!["MSK".to_owned(); index],
                domain: None,
                attempts_left: support.as_ref().map(|_| 3),
                support,
                progress: progress(),
            }
        }),
        Browser { .. } => [None, Some("https://sso.rabota.ru/auth".to_owned())].map(|url| {
            Screen::Browser {
                host: "sso.rabota.ru".to_owned(),
                server_name: server_name(),
                url,
                openings: 0,
                progress: progress(),
            }
        }),
        Finishing { .. } => [Screen::Finishing {
            host: host(),
            server_name: server_name(),
            progress: progress(),
        }],
        SpecialApp { .. } => [None, Some("https://www.rustore.ru/catalog/app/ru.rabota")].map(
            |link| Screen::SpecialApp {
                app: "Работа Чат".to_owned(),
                link: link.map(str::to_owned),
            },
        ),
        Stopped { .. } => supports().into_iter().map(|support| Screen::Stopped {
            host: host(),
            problem: Problem::Denied(Denial::AccountNotReady),
            support,
        }),
        Home { .. } => accounts_of_a_person()
            .into_iter()
            .zip([vec![], notices(), vec![Notice::KeyLost]])
            .map(|((public, corporate), notices)| Screen::Home { public, corporate, notices }),
        Settings { .. } => accounts_of_a_person()
            .into_iter()
            .map(|(public, corporate)| Screen::Settings { public, corporate }),
        Profile { .. } => people()
            .into_iter()
            .map(|person| Screen::Profile { person, progress: progress() }),
        EditProfile { .. } => people().into_iter().map(|person| Screen::EditProfile {
            person,
            text: String::new(),
            max: 64,
            progress: progress(),
        }),
        CorporateInformation { .. } => [None, Some(corporate_person())].map(|corporate| {
            Screen::CorporateInformation {
                can_disconnect: corporate.is_some(),
                corporate,
                progress: progress(),
            }
        }),
        Confirm { .. } => questions()
            .into_iter()
            .map(|question| Screen::Confirm { question, progress: progress() }),
    })
}

/// A screen under way, and with each problem.
pub(super) fn with_every_progress(screen: &Screen) -> Vec<Screen> {
    let failed = |problem| Progress::Failed { problem };
    let progresses = every!(Progress { Idle, Running;
        Failed { .. } => problems().into_iter().map(failed),
    });
    if let Screen::Stopped { host, support, .. } = screen {
        return problems()
            .into_iter()
            .map(|problem| Screen::Stopped {
                host: host.clone(),
                problem,
                support: support.clone(),
            })
            .collect();
    }
    let with = |progress| {
        let mut screen = screen.clone();
        *progress_of(&mut screen)? = progress;
        Some(screen)
    };
    let screens: Vec<_> = progresses.into_iter().filter_map(with).collect();
    if screens.is_empty() { vec![screen.clone()] } else { screens }
}

/// A code screen, its attempts and length any number.
pub(super) fn code(attempts_left: u32, length: u32) -> Screen {
    Screen::Code {
        channel: Channel::Sms,
        sent_to: "+7 9** ***-**-12".to_owned(),
        length,
        expires_at: LATER,
        expired: false,
        resend: Resend::Now,
        attempts_left,
        progress: Progress::Idle,
    }
}

pub(super) fn ways() -> Vec<Way> {
    every!(Way { Phone, CorporateEmail, ServerAddress; })
}

pub(super) fn server_choices() -> Vec<ServerChoice> {
    [("msk.rabota.ru", Some("Москва")), ("spb.rabota.ru", None)]
        .map(|(host, name)| ServerChoice {
            issuer: ServerAddress::parse(&format!("https://{host}")).unwrap(),
            host: host.to_owned(),
            name: name.map(str::to_owned),
        })
        .into()
}

pub(super) fn public_person() -> Person {
    Person {
        server: Server::Public,
        host: "id.messenger.ru".to_owned(),
        server_name: "Мессенджер".to_owned(),
        name: Some("Ирина".to_owned()),
        avatar: Some("1".to_owned()),
        phone: Some("+7 912 345-67-89".to_owned()),
        email: Some("irina@pochta.ru".to_owned()),
        login: None,
        can_add_phone: false,
        joined: true,
    }
}

pub(super) fn corporate_person() -> Person {
    Person {
        server: Server::Corporate,
        host: HOST.to_owned(),
        server_name: "Работа".to_owned(),
        name: Some("Ирина Петрова".to_owned()),
        avatar: None,
        phone: None,
        email: Some("irina@rabota.ru".to_owned()),
        login: Some("ipetrova".to_owned()),
        can_add_phone: true,
        joined: false,
    }
}

fn progress_of(screen: &mut Screen) -> Option<&mut Progress> {
    match screen {
        Screen::Locked { progress }
        | Screen::Phone { progress, .. }
        | Screen::Code { progress, .. }
        | Screen::Recognise { progress, .. }
        | Screen::AccountPassword { progress, .. }
        | Screen::Name { progress, .. }
        | Screen::Avatar { progress, .. }
        | Screen::Email { progress, .. }
        | Screen::Servers { progress, .. }
        | Screen::Address { progress, .. }
        | Screen::Methods { progress, .. }
        | Screen::Password { progress, .. }
        | Screen::Browser { progress, .. }
        | Screen::Finishing { progress, .. }
        | Screen::Profile { progress, .. }
        | Screen::EditProfile { progress, .. }
        | Screen::CorporateInformation { progress, .. }
        | Screen::Confirm { progress, .. } => Some(progress),
        Screen::Start { .. }
        | Screen::SpecialApp { .. }
        | Screen::Stopped { .. }
        | Screen::Home { .. }
        | Screen::Settings { .. }
        | Screen::Capabilities => None,
    }
}

fn codes() -> Vec<Screen> {
    let resends = every!(Resend { Now; At { .. } => [Resend::At { at: LATER }] });
    let mut screens = Vec::new();
    for channel in every!(Channel { Sms, Email; }) {
        for resend in &resends {
            screens.extend([false, true].map(|expired| Screen::Code {
                channel,
                sent_to: "i***@rabota.ru".to_owned(),
                length: 6,
                expires_at: LATER,
                expired,
                resend: *resend,
                attempts_left: 3,
                progress: Progress::Idle,
            }));
        }
    }
    screens
}

fn phone_purposes() -> Vec<PhonePurpose> {
    every!(PhonePurpose { Register, Add, Asked; })
}

fn email_purposes() -> Vec<EmailPurpose> {
    every!(EmailPurpose { Connect, Enter;
        Offer { .. } => [true, false].map(|can_skip| EmailPurpose::Offer { can_skip }),
        Asked { .. } => [EmailPurpose::Asked { host: HOST.to_owned() }],
    })
}

fn questions() -> Vec<Question> {
    every!(Question { Disconnect, SignOutCorporate, SignOutEverywhere; })
}

fn methods() -> Vec<Method> {
    every!(Method { EmailCode, Password, Openid; })
}

fn supports() -> Vec<Option<Support>> {
    let support = Support {
        email: Some("help@rabota.ru".to_owned()),
        phone: Some("+74951234567".to_owned()),
        url: Some("https://help.rabota.ru/vhod".to_owned()),
    };
    vec![None, Some(support)]
}

fn notices() -> Vec<Notice> {
    let ended = |server| Notice::SessionEnded { server, host: HOST.to_owned() };
    every!(Notice { KeyLost, StorageDamaged, SignInDropped;
        SessionEnded { .. } => every!(Server { Public, Corporate; }).into_iter().map(ended),
        StillAtProvider { .. } => [Notice::StillAtProvider {
            page: SignOutPage {
                host: "sso.rabota.ru".to_owned(),
                url: "https://sso.rabota.ru/logout".to_owned(),
            },
        }],
        NotJoined { .. } => problems().into_iter().map(|problem| Notice::NotJoined { problem }),
    })
}

fn accounts_of_a_person() -> [(Option<Person>, Option<Person>); 3] {
    [
        (Some(public_person()), None),
        (None, Some(corporate_person())),
        (Some(public_person()), Some(corporate_person())),
    ]
}

fn people() -> [Person; 3] {
    let unknown = Person { name: None, email: None, login: None, ..corporate_person() };
    [public_person(), corporate_person(), unknown]
}

fn inputs() -> Vec<InputProblem> {
    every!(InputProblem { NoDomain;
        Phone(_) => phones().into_iter().map(InputProblem::Phone),
        Email(_) => emails().into_iter().map(InputProblem::Email),
        Address(_) => addresses().into_iter().map(InputProblem::Address),
        Code(_) => every!(CodeError { Empty;
            TooShort { .. } => [CodeError::TooShort { length: 6 }],
            TooLong { .. } => [CodeError::TooLong { length: 6 }],
            NotFound { .. } => [CodeError::NotFound { length: 6 }],
        }).into_iter().map(InputProblem::Code),
        Name(_) => every!(NameError { Empty, ForbiddenCharacter;
            TooLong { .. } => [NameError::TooLong { max: 64 }],
        }).into_iter().map(InputProblem::Name),
        Login(_) => every!(LoginError { Empty, ForbiddenCharacter;
            TooLong { .. } => [LoginError::TooLong { max: 256 }],
        }).into_iter().map(InputProblem::Login),
        Password(_) => every!(PasswordError { Empty;
            TooLong { .. } => [PasswordError::TooLong { max: 1024 }],
        }).into_iter().map(InputProblem::Password),
        Picture(_) => every!(PictureError { Empty, NotAPicture;
            TooLarge { .. } => [PictureError::TooLarge { bytes: 3_000_000, max: 1_048_576 }],
            TooManyPixels { .. } =>
                [PictureError::TooManyPixels { width: 4000, height: 3000, max: 1024 }],
        }).into_iter().map(InputProblem::Picture),
    })
}

fn phones() -> Vec<PhoneError> {
    every!(PhoneError { Empty, NotANumber, TooShort, TooLong, UnknownCallingCode, NotInUse; })
}

fn emails() -> Vec<EmailError> {
    every!(EmailError {
        Empty, NoAt, SeveralAts, NoLocalPart, BadLocalPart, NoDomain, BadDomain, TooLong;
    })
}

fn addresses() -> Vec<AddressError> {
    every!(AddressError {
        Empty, TooLong, ForbiddenCharacter, Email, Http, NoScheme, UserInfo, NoHost, BadHost,
        BadPort, BadPath, Query, Fragment;
        OtherScheme { .. } => [AddressError::OtherScheme { scheme: "ftp".to_owned() }],
        NoDot { .. } => [AddressError::NoDot { word: "server".to_owned() }],
    })
}

fn connections() -> Vec<ConnectionProblem> {
    every!(ConnectionProblem {
        NoNetwork, NameNotFound, NameServiceFailed, Refused, Unreachable, TimedOut, Lost,
        ProxyUnreachable;
        Tls(_) => every!(TlsProblem {
            Expired, NotYetValid, UnknownAuthority, WrongHost, Revoked, BadCertificate, Handshake;
        }).into_iter().map(ConnectionProblem::Tls),
        ProxyRefused { .. } =>
            [None, Some(407)].map(|status| ConnectionProblem::ProxyRefused { status }),
    })
}

fn servers() -> Vec<ServerProblem> {
    let description = |text: &str| Some(text.to_owned());
    every!(ServerProblem { SessionOver;
        NotVestibule(_) => every!(NotVestibule { NoMetadata, OtherProtocol, OtherRole; })
            .into_iter()
            .map(ServerProblem::NotVestibule),
        WrongIssuer { .. } =>
            [ServerProblem::WrongIssuer { found: "https://chat.drugaya.ru".to_owned() }],
        TooNew { .. } => [ServerProblem::TooNew { version: 2 }],
        InTrouble { .. } =>
            [None, Some(LATER)].map(|until| ServerProblem::InTrouble { status: 503, until }),
        TooManyRequests { .. } =>
            [None, Some(LATER)].map(|until| ServerProblem::TooManyRequests { until }),
        UnexpectedStatus { .. } => requests()
            .into_iter()
            .map(|request| ServerProblem::UnexpectedStatus { request, status: 418 }),
        Redirected { .. } => [ServerProblem::Redirected { request: Request::Metadata }],
        WrongType { .. } => [ServerProblem::WrongType {
            request: Request::WebFinger,
            found: "text/html".to_owned(),
        }],
        NotJson { .. } => [ServerProblem::NotJson { request: Request::Challenge }],
        BadMember { .. } => [ServerProblem::BadMember {
            request: Request::Redeem,
            member: "access_token".to_owned(),
        }],
        TooLong { .. } => [ServerProblem::TooLong { request: Request::Account }],
        OAuth { .. } => [None, description("no such client")].map(|description| {
            ServerProblem::OAuth {
                request: Request::Challenge,
                error: "invalid_client".to_owned(),
                description,
            }
        }),
        KeyConflict { .. } =>
            [409, 422].map(|status| ServerProblem::KeyConflict { request: Request::Join, status }),
        ClockWrong { .. } =>
            [7260, -61].map(|seconds| ServerProblem::ClockWrong { seconds }),
    })
}

fn requests() -> Vec<Request> {
    every!(Request {
        Metadata, WebFinger, Challenge, Redeem, Refresh, Revoke, Exchange, Join, Part, Account,
        Rename, ReadAvatar, WriteAvatar, RemoveAvatar, Sessions, EndSession, Discovery,
        Keys, Push, IdToken;
    })
}

fn providers() -> Vec<ProviderProblem> {
    let found = || "https://login.drugaya.ru".to_owned();
    let detail = || "missing field `jwks_uri`".to_owned();
    every!(ProviderProblem {
        NotAProvider, NoAlgorithm, NoCodeFlow, NoS256, NoPushEndpoint, CodeSpent;
        BadDocument { .. } => [ProviderProblem::BadDocument { detail: detail() }],
        WrongIssuer { .. } => [ProviderProblem::WrongIssuer { found: found() }],
        BadEndpoint { .. } =>
            [ProviderProblem::BadEndpoint { member: "token_endpoint".to_owned() }],
        BadKeys { .. } => [ProviderProblem::BadKeys { detail: detail() }],
        Callback(_) => every!(CallbackProblem {
            NotAwaited, TooLong, ForbiddenCharacter, OtherAddress, Fragment, NoState, WrongState,
            NoIssuer, NoAnswer, TwoAnswers, BadCode;
            Repeated { .. } => [CallbackProblem::Repeated { parameter: "code".to_owned() }],
            WrongIssuer { .. } => [CallbackProblem::WrongIssuer { found: found() }],
        }).into_iter().map(ProviderProblem::Callback),
        Ended { .. } => every!(ProviderError {
            AccessDenied, LoginRequired, InteractionRequired, ConsentRequired,
            AccountSelectionRequired, TemporarilyUnavailable, ServerError, InvalidRequest,
            UnauthorizedClient, InvalidScope, UnsupportedResponseType, InvalidRequestUri,
            InvalidRequestObject, RequestNotSupported, RequestUriNotSupported,
            RegistrationNotSupported;
            Other { .. } => [ProviderError::Other { error: "no_way".to_owned() }],
        }).into_iter().zip([None, Some("no".to_owned())].into_iter().cycle()).map(
            |(error, description)| ProviderProblem::Ended { error, description },
        ),
        IdToken(_) => every!(IdTokenProblem {
            Missing, Malformed, Encrypted, Unsigned, OtherHeader, UnknownKey, UnfitKey,
            BadSignature, WrongAudience, WrongParty, Expired, NotYetGood, FromFuture, TooOld,
            WrongNonce, BadSubject, WrongAccessToken;
            OtherAlgorithm { .. } =>
                [IdTokenProblem::OtherAlgorithm { algorithm: "HS256".to_owned() }],
            NoClaim { .. } => [IdTokenProblem::NoClaim { claim: "sub".to_owned() }],
            WrongIssuer { .. } => [IdTokenProblem::WrongIssuer { found: found() }],
            OtherAudience { .. } => [IdTokenProblem::OtherAudience { found: "mail".to_owned() }],
        }).into_iter().map(ProviderProblem::IdToken),
    })
}

fn answers() -> Vec<AnswerProblem> {
    every!(AnswerProblem {
        WrongCode, CodeExpired, WrongPassword, UnknownLogin, BadPhone, BadEmail, BadName,
        WrongAccount, ProofRejected, Unknown;
    })
}

fn denials() -> Vec<Denial> {
    every!(Denial { AccountBlocked, AccountNotReady, RegistrationClosed;
        TooManyAttempts { .. } =>
            [None, Some(LATER)].map(|until| Denial::TooManyAttempts { until }),
        Other { .. } =>
            [None, Some("quarantine".to_owned())].map(|reason| Denial::Other { reason }),
    })
}

fn accounts() -> Vec<AccountProblem> {
    let other = |title: Option<&str>| AccountProblem::Other {
        kind: "urn:vestibule:full-moon".to_owned(),
        title: title.map(str::to_owned),
    };
    every!(AccountProblem {
        BadName, BadPicture, TooLarge, NotAllowed, BadAssertion, AlreadyJoined, UnknownSession,
        UnknownCode, SignedOut;
        Other { .. } => [None, Some("Full moon")].map(other),
    })
}

fn storage() -> Vec<StorageProblem> {
    every!(StorageProblem { Full, KeyNotNow, Newer;
        Unavailable { .. } =>
            [StorageProblem::Unavailable { reason: "disk I/O error".to_owned() }],
    })
}
