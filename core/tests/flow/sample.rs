//! What people do and what servers answer: at least one of every kind.

use std::collections::BTreeMap;
use std::time::Duration;

use url::Url;
use vestibule::flow::{Ask, Identity, Moment, Outcome, Setup};
use vestibule::input::{Country, ServerAddress};
use vestibule::openid::{Provider, ProviderProblem, Redirect};
use vestibule::wire::{
    Account, Answer, Avatar, Candidate, Challenge, CodeStep, Directory, Metadata, Method, Next,
    Refusal, Region, Role, SpecialApp, Step, Support, TokenType, Tokens,
};
use vestibule::{
    AccountProblem, Action, ActionKind, AnswerProblem, ConnectionProblem, Denial, Field, Locale,
    NotVestibule, Problem, Request, Screen, Server, ServerProblem, SignOutPage, StorageProblem,
    Store, Timestamp, Way,
};

/// What must never be found in saved bytes.
pub(crate) const CODE: &str = "987654";
pub(crate) const PASSWORD: &str = "Pa55word-planted";

pub(crate) const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);
/// After every code and lock, before the end of an access token.
pub(crate) const LATER: Timestamp = Timestamp::from_secs(1_800_050_000);

const PUBLIC: &str = "https://public.example";
const REGION: &str = "https://region.example";
const ACME: &str = "https://acme.example";
const OTHER: &str = "https://other.example";
pub(crate) const PROVIDER: &str = "https://sso.example";

pub(crate) fn setup(special: bool) -> Setup {
    Setup {
        public_server: address(PUBLIC),
        country: Country::parse("RU").expect("a country"),
        locale: Locale::Ru,
        store: Some(Store::AppGallery),
        special,
        client_id: "app".to_owned(),
        scope: "messenger".to_owned(),
        redirect: Redirect::parse("vestibule://callback").expect("an address"),
        public: None,
    }
}

pub(crate) fn moment(now: Timestamp) -> Moment {
    Moment { now, entropy: [7; 32] }
}

/// Everything that a person may try on a screen, with good and bad values.
pub(crate) fn actions(screen: &Screen) -> Vec<Action> {
    ActionKind::ALL.into_iter().flat_map(|kind| of_kind(kind, screen)).collect()
}

fn of_kind(kind: ActionKind, screen: &Screen) -> Vec<Action> {
    let text = str::to_owned;
    match kind {
        ActionKind::Begin => [Way::Phone, Way::CorporateEmail, Way::ServerAddress]
            .map(|way| Action::Begin { way })
            .to_vec(),
        ActionKind::Back => vec![Action::Back],
        ActionKind::Cancel => vec![Action::Cancel],
        ActionKind::Leave => vec![Action::Leave],
        ActionKind::Retry => vec![Action::Retry],
        ActionKind::DismissNotice => vec![Action::DismissNotice],
        ActionKind::SignInAgain => vec![
            Action::SignInAgain { server: Server::Public },
            Action::SignInAgain { server: Server::Corporate },
        ],
        ActionKind::Edit => vec![
            Action::Edit { field: Field::Phone, text: text("+7 912 345-67-8") },
            Action::Edit { field: Field::Code, text: text("98765") },
            Action::Edit { field: Field::Code, text: text(CODE) },
            Action::Edit { field: Field::Name, text: text("Ив") },
            Action::Edit { field: Field::Email, text: text("ivan@") },
            Action::Edit { field: Field::Address, text: text("acme.ex") },
            Action::Edit { field: Field::Login, text: text("iv") },
            Action::Edit { field: Field::Domain, text: text("HQ") },
            Action::Edit { field: Field::Password, text: text(PASSWORD) },
        ],
        ActionKind::SelectCountry => {
            vec![Action::SelectCountry { country: Country::parse("DE").expect("a country") }]
        }
        ActionKind::SubmitPhone => vec![
            Action::SubmitPhone { text: text("+7 912 345-67-89") },
            Action::SubmitPhone { text: text("+49 1512 3456789") },
            Action::SubmitPhone { text: text("") },
        ],
        ActionKind::SubmitCode => {
            vec![Action::SubmitCode { text: text(CODE) }, Action::SubmitCode { text: text("98") }]
        }
        ActionKind::Resend => vec![Action::Resend],
        ActionKind::ChangeRecipient => vec![Action::ChangeRecipient],
        ActionKind::Recognise => {
            vec![Action::Recognise { mine: true }, Action::Recognise { mine: false }]
        }
        ActionKind::SubmitAccountPassword => vec![
            Action::SubmitAccountPassword { password: text(PASSWORD) },
            Action::SubmitAccountPassword { password: text("") },
        ],
        ActionKind::Recover => vec![Action::Recover],
        ActionKind::SubmitName => {
            vec![Action::SubmitName { text: text("Иван") }, Action::SubmitName { text: text(" ") }]
        }
        ActionKind::SubmitAvatar => vec![
            Action::SubmitAvatar { picture: png() },
            Action::SubmitAvatar { picture: b"no picture".to_vec() },
        ],
        ActionKind::RemoveAvatar => vec![Action::RemoveAvatar],
        ActionKind::Skip => vec![Action::Skip],
        ActionKind::SubmitEmail => vec![
            Action::SubmitEmail { text: text("ivan@corp.example") },
            Action::SubmitEmail { text: text("ivan") },
        ],
        ActionKind::ChooseServer => vec![
            Action::ChooseServer { issuer: address(ACME) },
            Action::ChooseServer { issuer: address("https://nobody.example") },
        ],
        ActionKind::TypeAddress => vec![Action::TypeAddress],
        ActionKind::SubmitAddress => vec![
            Action::SubmitAddress { text: text("acme.example") },
            Action::SubmitAddress { text: text("http://acme.example") },
        ],
        ActionKind::ChooseMethod => vec![
            Action::ChooseMethod { method: Method::Password },
            Action::ChooseMethod { method: Method::EmailCode },
        ],
        ActionKind::SubmitPassword => vec![
            Action::SubmitPassword {
                login: text("ivanov"),
                password: text(PASSWORD),
                domain: Some(text("HQ")),
            },
            Action::SubmitPassword { login: text(""), password: text(PASSWORD), domain: None },
        ],
        ActionKind::OpenBrowser => vec![Action::OpenBrowser],
        ActionKind::ReturnFromBrowser => ["code=c", "error=access_denied", ""]
            .map(|answer| Action::ReturnFromBrowser { url: callback(screen, answer) })
            .to_vec(),
        ActionKind::OpenSettings => vec![Action::OpenSettings],
        ActionKind::OpenProfile => vec![Action::OpenProfile],
        ActionKind::EditProfile => vec![Action::EditProfile],
        ActionKind::AddPhone => vec![Action::AddPhone],
        ActionKind::OpenCorporateInformation => vec![Action::OpenCorporateInformation],
        ActionKind::OpenCapabilities => vec![Action::OpenCapabilities],
        ActionKind::Connect => vec![Action::Connect],
        ActionKind::Disconnect => vec![Action::Disconnect],
        ActionKind::SignOutCorporate => vec![Action::SignOutCorporate],
        ActionKind::SignOutEverywhere => vec![Action::SignOutEverywhere],
        ActionKind::Confirm => vec![Action::Confirm],
    }
}

/// Every way in which a request may end, with a name for the diagram.
pub(crate) fn outcomes(ask: &Ask) -> Vec<(&'static str, Outcome)> {
    let mut outcomes = match ask {
        Ask::Metadata { issuer } => {
            let role = if issuer.as_str() == PUBLIC || issuer.as_str() == REGION {
                (Role::Public, Role::Corporate)
            } else {
                (Role::Corporate, Role::Public)
            };
            vec![
                ("server found", Outcome::Metadata(metadata(issuer.as_str(), role.0))),
                ("wrong role", Outcome::Metadata(metadata(issuer.as_str(), role.1))),
                (
                    "not a server",
                    failed(server(ServerProblem::NotVestibule(NotVestibule::NoMetadata))),
                ),
                ("too new", failed(server(ServerProblem::TooNew { version: 2 }))),
            ]
        }
        Ask::Directory { .. } => vec![
            ("servers found", Outcome::Directory(directory(&[ACME, OTHER], false, None))),
            ("one server found", Outcome::Directory(directory(&[ACME], false, None))),
            ("simplified", Outcome::Directory(directory(&[ACME], true, None))),
            ("no server found", Outcome::Directory(directory(&[], false, None))),
            ("special app", Outcome::Directory(directory(&[ACME], false, Some(app())))),
        ],
        Ask::Challenge { challenge, .. } => {
            let mut next: Vec<_> = steps()
                .into_iter()
                .map(|step| ("next step", Outcome::Next(next_step(step, None))))
                .collect();
            if let Challenge::Continue { answer, .. } = challenge {
                next.extend(rejected(answer));
            }
            next.extend([
                ("satisfied", Outcome::Next(Next::Code("a code to redeem".into()))),
                ("browser", Outcome::Next(Next::Web { request_uri: None, expires_in: None })),
                ("sign-in expired", Outcome::Next(Next::Expired)),
                ("denied", Outcome::Next(Next::Denied(Refusal::Other(Denial::AccountBlocked)))),
                (
                    "too many attempts",
                    Outcome::Next(Next::Denied(Refusal::TooManyAttempts {
                        retry_in: Some(Duration::from_secs(60)),
                    })),
                ),
                ("special app", Outcome::Next(Next::SpecialApp(app()))),
                (
                    "key conflict",
                    failed(server(ServerProblem::KeyConflict {
                        request: Request::Challenge,
                        status: 409,
                    })),
                ),
                (
                    "refused",
                    failed(server(ServerProblem::OAuth {
                        request: Request::Challenge,
                        error: "invalid_request".to_owned(),
                        description: None,
                    })),
                ),
            ]);
            next
        }
        Ask::Redeem { .. } => vec![
            ("signed in", Outcome::Tokens(tokens())),
            (
                "refused",
                failed(server(ServerProblem::OAuth {
                    request: Request::Redeem,
                    error: "invalid_grant".to_owned(),
                    description: None,
                })),
            ),
        ],
        Ask::Refresh { .. } => vec![
            ("renewed", Outcome::Tokens(tokens())),
            ("session over", failed(server(ServerProblem::SessionOver))),
        ],
        Ask::Revoke { .. } => vec![("revoked", Outcome::Revoked)],
        Ask::Join { .. } => vec![
            ("joined", Outcome::Account(account(true))),
            ("not joined", failed(Problem::Account(AccountProblem::AlreadyJoined))),
        ],
        Ask::Part { .. } => vec![
            ("parted", Outcome::Account(account(false))),
            ("not allowed", failed(Problem::Account(AccountProblem::NotAllowed))),
        ],
        Ask::Account { .. } => vec![
            ("account read", Outcome::Account(account(true))),
            ("account read", Outcome::Account(account(false))),
        ],
        Ask::Rename { .. } => vec![
            ("account changed", Outcome::Account(account(true))),
            ("refused", failed(Problem::Account(AccountProblem::BadName))),
        ],
        Ask::WriteAvatar { .. } => vec![
            ("account changed", Outcome::Account(account(true))),
            ("refused", failed(Problem::Account(AccountProblem::BadPicture))),
        ],
        Ask::RemoveAvatar { .. } => vec![("picture removed", Outcome::AvatarRemoved)],
        Ask::Provider { .. } => vec![
            ("provider found", Outcome::Provider(Box::new(provider()))),
            ("not a provider", failed(at_provider(ProviderProblem::NotAProvider))),
        ],
        Ask::Push { .. } => vec![
            ("not pushed", Outcome::Pushed { request_uri: None }),
            ("pushed", Outcome::Pushed { request_uri: Some("urn:pushed".to_owned()) }),
        ],
        Ask::Identify { .. } => vec![
            (
                "proof",
                Outcome::Identity(Identity {
                    id_token: "an id token".into(),
                    sign_out: Some(SignOutPage {
                        host: "sso.example".to_owned(),
                        url: "https://sso.example/logout".to_owned(),
                    }),
                }),
            ),
            ("code spent", failed(at_provider(ProviderProblem::CodeSpent))),
        ],
    };
    outcomes.push((
        "no network",
        failed(Problem::Connection {
            host: "acme.example".to_owned(),
            cause: ConnectionProblem::NoNetwork,
        }),
    ));
    outcomes.push(("not saved", failed(Problem::Storage(StorageProblem::Full))));
    outcomes
}

fn rejected(answer: &Answer) -> Option<(&'static str, Outcome)> {
    let (step, problem) = match answer {
        Answer::Phone(_) => (Step::Phone { countries: Vec::new() }, AnswerProblem::BadPhone),
        Answer::Code(_) => (Step::SmsCode(code_step()), AnswerProblem::WrongCode),
        Answer::Email(_) => (Step::Email, AnswerProblem::BadEmail),
        Answer::Password { .. } => (password_step(), AnswerProblem::WrongPassword),
        Answer::AccountPassword(_) => (account_password_step(), AnswerProblem::WrongPassword),
        Answer::Profile(_) => (Step::Profile { name_max: 64 }, AnswerProblem::BadName),
        Answer::IdToken(_) => (openid_step(), AnswerProblem::WrongAccount),
        Answer::Resend
        | Answer::Change
        | Answer::Recover
        | Answer::Recognise { .. }
        | Answer::Method(_)
        | Answer::Back
        | Answer::Resume => return None,
    };
    Some(("not accepted", Outcome::Next(next_step(step, Some(problem)))))
}

fn steps() -> Vec<Step> {
    vec![
        Step::Phone { countries: vec!["RU".to_owned()] },
        Step::SmsCode(code_step()),
        Step::Email,
        Step::EmailCode(code_step()),
        password_step(),
        account_password_step(),
        Step::Recognise { name: Some("И…".to_owned()), last_seen: Some(1_700_000_000) },
        Step::Choose {
            methods: vec![Method::EmailCode, Method::Password, Method::Openid],
            issuer: None,
        },
        Step::Choose { methods: vec![Method::Openid], issuer: Some(address(PROVIDER)) },
        openid_step(),
        Step::Profile { name_max: 64 },
        Step::Unknown { kind: "telepathy".to_owned() },
    ]
}

fn openid_step() -> Step {
    Step::Openid {
        issuer: address(PROVIDER),
        client_id: "app".to_owned(),
        scope: "openid email".to_owned(),
        nonce: "a nonce".to_owned(),
    }
}

fn provider() -> Provider {
    let document = serde_json::json!({
        "issuer": PROVIDER,
        "authorization_endpoint": format!("{PROVIDER}/auth"),
        "token_endpoint": format!("{PROVIDER}/token"),
        "jwks_uri": format!("{PROVIDER}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    });
    Provider::parse(&address(PROVIDER), document.to_string().as_bytes()).expect("a provider")
}

fn at_provider(cause: ProviderProblem) -> Problem {
    Problem::Provider { host: "sso.example".to_owned(), cause }
}

/// What a browser hands back after the page that the screen has open.
pub(crate) fn callback(screen: &Screen, answer: &str) -> String {
    let page = match screen {
        Screen::Browser { url: Some(url), .. } => Url::parse(url).expect("an address"),
        _ => Url::parse(PROVIDER).expect("an address"),
    };
    let state = page.query_pairs().find(|(name, _)| name == "state");
    let state = state.map(|(_, state)| state.into_owned()).unwrap_or_default();
    let issuer = page.origin().ascii_serialization();
    format!("vestibule://callback?state={state}&iss={issuer}&{answer}")
}

fn next_step(step: Step, problem: Option<AnswerProblem>) -> Next {
    Next::Step {
        auth_session: "an auth session".into(),
        expires_in: Duration::from_secs(600),
        step,
        problem,
    }
}

fn code_step() -> CodeStep {
    CodeStep {
        sent_to: "+7 912 •••-••-89".to_owned(),
        length: 6,
        expires_in: Duration::from_secs(300),
        resend_in: Duration::from_secs(60),
        attempts_left: 3,
    }
}

fn password_step() -> Step {
    Step::Password {
        login_hint: Some("ivanov".to_owned()),
        domains: vec!["HQ".to_owned(), "BRANCH".to_owned()],
        attempts_left: Some(5),
    }
}

fn account_password_step() -> Step {
    Step::AccountPassword { hint: None, attempts_left: Some(5), recovery: true }
}

fn metadata(issuer: &str, role: Role) -> Metadata {
    let url = |path: &str| format!("{issuer}{path}").parse().expect("an address");
    Metadata {
        issuer: address(issuer),
        challenge_endpoint: url("/challenge"),
        token_endpoint: url("/token"),
        revocation_endpoint: url("/revoke"),
        authorization_endpoint: Some(url("/authorize")),
        device_authorization_endpoint: None,
        account_endpoint: url("/account"),
        dpop: false,
        role,
        name: "Acme".to_owned(),
        names: BTreeMap::new(),
        regions: match role {
            Role::Public => {
                vec![Region { issuer: address(REGION), calling_codes: vec!["49".to_owned()] }]
            }
            Role::Corporate => Vec::new(),
        },
        support: Some(Support {
            email: Some("help@acme.example".to_owned()),
            phone: None,
            url: None,
        }),
        app: None,
    }
}

fn directory(issuers: &[&str], simplified: bool, app: Option<SpecialApp>) -> Directory {
    let candidate = |issuer: &&str| Candidate { issuer: address(issuer), names: BTreeMap::new() };
    Directory { servers: issuers.iter().map(candidate).collect(), simplified, app }
}

fn app() -> SpecialApp {
    SpecialApp {
        name: "Acme Chat".to_owned(),
        google_play: None,
        app_gallery: Some("https://appgallery.huawei.com/app/C1".to_owned()),
        app_store: None,
    }
}

fn tokens() -> Tokens {
    Tokens {
        access_token: "an access token".into(),
        token_type: TokenType::Bearer,
        expires_in: Duration::from_secs(3600),
        refresh_token: "a refresh token".into(),
        session_id: "a session".to_owned(),
    }
}

fn account(linked: bool) -> Account {
    Account {
        id: "an id".to_owned(),
        name: "Иван".to_owned(),
        avatar: linked.then(|| Avatar {
            url: "https://acme.example/account/avatar".parse().expect("an address"),
            etag: "1".to_owned(),
        }),
        phone: linked.then(|| "+79123456789".to_owned()),
        email: Some("ivan@corp.example".to_owned()),
        login: Some("ivanov".to_owned()),
        server_name: "Acme".to_owned(),
        linked,
        may_add_phone: true,
    }
}

fn server(cause: ServerProblem) -> Problem {
    Problem::Server { host: "acme.example".to_owned(), cause }
}

fn failed(problem: Problem) -> Outcome {
    Outcome::Failed(problem)
}

fn address(text: &str) -> ServerAddress {
    ServerAddress::parse(text).expect("an address")
}

/// The smallest picture: one pixel.
fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0".to_vec();
    png.extend(b"\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef");
    png.extend(b"\0\0\0\0IEND\xaeB`\x82");
    png
}
