//! A screen of every kind, in each state that shows other words.

use std::time::Duration;

use vestibule::input::{Country, ServerAddress};
use vestibule::wire::{Method, Support};
use vestibule::{
    AnswerProblem, Channel, ConnectionProblem, Denial, EmailPurpose, Notice, Person, PhonePurpose,
    Problem, Progress, Question, Request, Resend, Screen, Server, ServerChoice, ServerProblem,
    Timestamp, TlsProblem, Way,
};
use vestibule_phone::play::Kind;

/// When the samples are looked at.
pub(crate) const NOW: Timestamp = Timestamp::from_secs(1_700_000_000);

/// The samples of every kind.
pub(crate) fn all() -> Vec<Screen> {
    let mut samples = Vec::new();
    let mut kind = Some(Kind::Locked);
    while let Some(this) = kind {
        samples.extend(of(this));
        kind = after(this);
    }
    samples
}

fn of(kind: Kind) -> Vec<Screen> {
    let samples = match kind {
        Kind::Locked => each(failures(), |progress| Screen::Locked { progress }),
        Kind::Start => vec![
            Screen::Start { ways: ways(), notices: vec![] },
            Screen::Start { ways: ways(), notices: notices() },
        ],
        Kind::Phone => [PhonePurpose::Register, PhonePurpose::Add, PhonePurpose::Asked]
            .into_iter()
            .flat_map(|purpose| {
                each(failures(), move |progress| Screen::Phone {
                    purpose,
                    country: Country::RUSSIA,
                    text: String::new(),
                    server: Some(host()),
                    progress,
                })
            })
            .collect(),
        Kind::Code => [Channel::Sms, Channel::Email]
            .into_iter()
            .flat_map(|channel| {
                each(wrong_codes(), move |progress| Screen::Code {
                    channel,
                    sent_to: "+7 ••• •••-••-33".to_owned(),
                    length: 6,
                    expires_at: NOW.after(Duration::from_secs(299)),
                    expired: channel == Channel::Email,
                    resend: Resend::At { at: NOW.after(Duration::from_secs(59)) },
                    attempts_left: 3,
                    progress,
                })
            })
            .collect(),
        Kind::Recognise => each(failures(), |progress| Screen::Recognise {
            name: Some("А••• Б•••".to_owned()),
            last_seen: Some(Timestamp::from_secs(1_650_000_000)),
            progress,
        }),
        Kind::AccountPassword => each(failures(), |progress| Screen::AccountPassword {
            hint: Some("что пьёт кот".to_owned()),
            attempts_left: Some(2),
            recovery: true,
            progress,
        }),
        Kind::Name => each(failures(), |progress| Screen::Name {
            text: "名前を持つ人の長い長い名前".to_owned(),
            max: 64,
            progress,
        }),
        Kind::Avatar => {
            each(failures(), |progress| Screen::Avatar { name: "Вера".to_owned(), progress })
        }
        Kind::Email => [
            EmailPurpose::Offer { can_skip: true },
            EmailPurpose::Offer { can_skip: false },
            EmailPurpose::Connect,
            EmailPurpose::Enter,
            EmailPurpose::Asked { host: host() },
        ]
        .into_iter()
        .flat_map(|purpose| {
            each(failures(), move |progress| Screen::Email {
                purpose: purpose.clone(),
                text: String::new(),
                support: Some(support()),
                progress,
            })
        })
        .collect(),
        Kind::Servers => each(failures(), |progress| Screen::Servers {
            email: "somebody.with.a.long.name@organisation.example".to_owned(),
            servers: vec![server("один"), server("два"), server("три"), server("четыре")],
            progress,
        }),
        Kind::Address => {
            [(None, false), (Some("ivan@acme.example"), false), (Some("мастер@завод.рф"), true)]
                .into_iter()
                .flat_map(|(email, nothing_found)| {
                    each(failures(), move |progress| Screen::Address {
                        email: email.map(str::to_owned),
                        nothing_found,
                        text: String::new(),
                        progress,
                    })
                })
                .collect()
        }
        Kind::Methods => each(failures(), |progress| Screen::Methods {
            host: host(),
            server_name: "Завод".to_owned(),
            methods: vec![Method::EmailCode, Method::Password, Method::Openid],
            progress,
        }),
        Kind::Password => [vec![], vec!["CENTER".to_owned(), "NORTH".to_owned()]]
            .into_iter()
            .flat_map(|domains| {
                each(failures(), move |progress| Screen::Password {
                    host: host(),
                    server_name: "Министерство просвещения, науки и связи".to_owned(),
                    login: String::new(),
                    domains: domains.clone(),
                    domain: None,
                    attempts_left: Some(5),
                    support: Some(support()),
                    progress,
                })
            })
            .collect(),
        Kind::Browser => {
            let address = "https://sso.acme.example/realms/office/protocol/openid-connect/auth?";
            let urls = [None, Some(format!("{address}response_type=code&client_id=vestibule"))];
            urls.into_iter()
                .flat_map(|url| {
                    each(failures(), move |progress| Screen::Browser {
                        host: "sso.acme.example".to_owned(),
                        server_name: "Акме".to_owned(),
                        url: url.clone(),
                        openings: 0,
                        progress,
                    })
                })
                .collect()
        }
        Kind::Finishing => each(failures(), |progress| Screen::Finishing {
            host: host(),
            server_name: "Акме".to_owned(),
            progress,
        }),
        Kind::SpecialApp => {
            let app = || "Министр".to_owned();
            let link = "https://play.google.com/store/apps/details?id=example.ministry.chat";
            vec![
                Screen::SpecialApp { app: app(), link: None },
                Screen::SpecialApp { app: app(), link: Some(link.to_owned()) },
            ]
        }
        Kind::Stopped => problems()
            .into_iter()
            .map(|problem| Screen::Stopped { host: host(), problem, support: Some(support()) })
            .collect(),
        Kind::Home => vec![
            Screen::Home { public: Some(person(Server::Public)), corporate: None, notices: vec![] },
            Screen::Home {
                public: Some(person(Server::Public)),
                corporate: Some(person(Server::Corporate)),
                notices: notices(),
            },
        ],
        Kind::Settings => vec![
            Screen::Settings { public: Some(person(Server::Public)), corporate: None },
            Screen::Settings {
                public: Some(person(Server::Public)),
                corporate: Some(person(Server::Corporate)),
            },
        ],
        Kind::Profile => each(failures(), |progress| Screen::Profile {
            person: person(Server::Corporate),
            progress,
        }),
        Kind::EditProfile => each(failures(), |progress| Screen::EditProfile {
            person: person(Server::Corporate),
            text: "Вера".to_owned(),
            max: 64,
            progress,
        }),
        Kind::CorporateInformation => [None, Some(person(Server::Corporate))]
            .into_iter()
            .flat_map(|corporate| {
                each(failures(), move |progress| Screen::CorporateInformation {
                    can_disconnect: corporate.is_some(),
                    corporate: corporate.clone(),
                    progress,
                })
            })
            .collect(),
        Kind::Capabilities => vec![Screen::Capabilities],
        Kind::Confirm => {
            [Question::Disconnect, Question::SignOutCorporate, Question::SignOutEverywhere]
                .into_iter()
                .flat_map(|question| {
                    each(failures(), move |progress| Screen::Confirm { question, progress })
                })
                .collect()
        }
    };
    assert!(samples.iter().all(|screen| Kind::of(screen) == kind), "{kind:?}");
    samples
}

/// Every kind has one that comes after it: a new kind has no place here until it has samples.
fn after(kind: Kind) -> Option<Kind> {
    Some(match kind {
        Kind::Locked => Kind::Start,
        Kind::Start => Kind::Phone,
        Kind::Phone => Kind::Code,
        Kind::Code => Kind::Recognise,
        Kind::Recognise => Kind::AccountPassword,
        Kind::AccountPassword => Kind::Name,
        Kind::Name => Kind::Avatar,
        Kind::Avatar => Kind::Email,
        Kind::Email => Kind::Servers,
        Kind::Servers => Kind::Address,
        Kind::Address => Kind::Methods,
        Kind::Methods => Kind::Password,
        Kind::Password => Kind::Browser,
        Kind::Browser => Kind::Finishing,
        Kind::Finishing => Kind::SpecialApp,
        Kind::SpecialApp => Kind::Stopped,
        Kind::Stopped => Kind::Home,
        Kind::Home => Kind::Settings,
        Kind::Settings => Kind::Profile,
        Kind::Profile => Kind::EditProfile,
        Kind::EditProfile => Kind::CorporateInformation,
        Kind::CorporateInformation => Kind::Capabilities,
        Kind::Capabilities => Kind::Confirm,
        Kind::Confirm => return None,
    })
}

fn each(progress: Vec<Progress>, screen: impl Fn(Progress) -> Screen) -> Vec<Screen> {
    progress.into_iter().map(screen).collect()
}

/// The problems here are the longest; what each of them says is shown by [`Kind::Stopped`].
fn failures() -> Vec<Progress> {
    let failed = problems().into_iter().take(2).map(|problem| Progress::Failed { problem });
    [Progress::Idle, Progress::Running].into_iter().chain(failed).collect()
}

/// A problem that stands under its field.
fn wrong_codes() -> Vec<Progress> {
    let problem = Problem::Answer(AnswerProblem::WrongCode);
    [failures(), vec![Progress::Failed { problem }]].concat()
}

fn problems() -> Vec<Problem> {
    vec![
        Problem::Connection {
            host: host(),
            cause: ConnectionProblem::Tls(TlsProblem::UnknownAuthority),
        },
        Problem::Server {
            host: host(),
            cause: ServerProblem::InTrouble {
                status: 503,
                until: Some(NOW.after(Duration::from_secs(4000))),
            },
        },
        Problem::Server {
            host: host(),
            cause: ServerProblem::BadMember {
                request: Request::Challenge,
                member: "auth_session".to_owned(),
            },
        },
        Problem::Denied(Denial::TooManyAttempts {
            until: Some(NOW.after(Duration::from_secs(90))),
        }),
    ]
}

fn notices() -> Vec<Notice> {
    vec![
        Notice::SessionEnded { server: Server::Corporate, host: host() },
        Notice::NotJoined {
            problem: Problem::Connection { host: host(), cause: ConnectionProblem::TimedOut },
        },
        Notice::KeyLost,
    ]
}

fn ways() -> Vec<Way> {
    vec![Way::Phone, Way::CorporateEmail, Way::ServerAddress]
}

fn person(server: Server) -> Person {
    Person {
        server,
        host: host(),
        server_name: "Акме Запад".to_owned(),
        name: Some("Константин Константинопольский-Задунайский".to_owned()),
        avatar: Some("1".to_owned()),
        phone: Some("+79001112233".to_owned()),
        email: Some("konstantin.konstantinopolskiy@acme.example".to_owned()),
        login: Some("kk".to_owned()),
        can_add_phone: true,
        joined: false,
    }
}

fn server(name: &str) -> ServerChoice {
    let issuer = ServerAddress::parse(&format!("https://{name}.сервер.рф:8443")).unwrap();
    ServerChoice { host: issuer.host_display(), issuer, name: Some(format!("Сервер {name}")) }
}

fn support() -> Support {
    Support {
        email: Some("the-support-of-the-whole-organisation@acme.example".to_owned()),
        phone: Some("+74950000001".to_owned()),
        url: Some("https://support.acme.example/where/all/questions/are/answered".to_owned()),
    }
}

fn host() -> String {
    "завод.рф:8443 (xn--80aai5e.xn--p1ai:8443)".to_owned()
}
