use std::time::Duration;

use super::catalogue::{Arg, Catalogue};
use super::{ProblemWords, durations, input, provider};
use crate::{
    AccountProblem, AnswerProblem, ConnectionProblem, Denial, Field, NotVestibule, Problem,
    Request, Screen, ServerProblem, StorageProblem, Timestamp, TlsProblem,
};

/// What is told of a problem, still without a language.
pub(super) struct Told<'a> {
    key: &'static str,
    args: Vec<(&'static str, Arg<'a>)>,
    field: Option<Field>,
    /// The message of a countdown, and the moment that it runs to.
    wait: Option<(&'static str, Timestamp)>,
    reference: Option<String>,
    /// By how much the phone's clock is wrong.
    clock: Option<Duration>,
}

/// The words of a problem.
pub(super) fn words(problem: &Problem, catalogue: &Catalogue) -> ProblemWords {
    told(problem).words(catalogue)
}

/// The words of a problem on the screen where it is met.
pub(super) fn words_on(screen: &Screen, problem: &Problem, catalogue: &Catalogue) -> ProblemWords {
    match (screen, problem) {
        (Screen::AccountPassword { .. }, Problem::Answer(AnswerProblem::WrongPassword)) => {
            Told::new("wrong-account-password").on(Field::Password).words(catalogue)
        }
        _ => words(problem, catalogue),
    }
}

fn told(problem: &Problem) -> Told<'_> {
    match problem {
        Problem::Input(problem) => input::told(problem),
        Problem::Connection { host, cause } => connection(cause).with("host", host),
        Problem::Server { host, cause } => server(cause).with("host", host),
        Problem::Provider { host, cause } => provider::told(cause).with("host", host),
        Problem::Answer(problem) => answer(*problem),
        Problem::Denied(denial) => denied(denial),
        Problem::SignInExpired => Told::new("sign-in-expired"),
        Problem::UpdateApp { step } => Told::new("update-app").referring([step]),
        Problem::Account(problem) => account(problem),
        Problem::Storage(problem) => storage(problem),
    }
}

fn connection(cause: &ConnectionProblem) -> Told<'_> {
    match cause {
        ConnectionProblem::NoNetwork => Told::new("no-network"),
        ConnectionProblem::NameNotFound => Told::new("name-not-found"),
        ConnectionProblem::NameServiceFailed => Told::new("name-service-failed"),
        ConnectionProblem::Refused => Told::new("refused"),
        ConnectionProblem::Unreachable => Told::new("unreachable"),
        ConnectionProblem::TimedOut => Told::new("timed-out"),
        ConnectionProblem::Lost => Told::new("lost"),
        ConnectionProblem::Tls(cause) => Told::new(match cause {
            TlsProblem::Expired => "tls-expired",
            TlsProblem::NotYetValid => "tls-not-yet-valid",
            TlsProblem::UnknownAuthority => "tls-unknown-authority",
            TlsProblem::WrongHost => "tls-wrong-host",
            TlsProblem::Revoked => "tls-revoked",
            TlsProblem::BadCertificate => "tls-bad-certificate",
            TlsProblem::Handshake => "tls-handshake",
        }),
        ConnectionProblem::ProxyRefused { status: None } => Told::new("proxy-refused"),
        ConnectionProblem::ProxyRefused { status: Some(status) } => {
            Told::new("proxy-refused").referring([&http(*status)])
        }
        ConnectionProblem::ProxyUnreachable => Told::new("proxy-unreachable"),
    }
}

fn server(cause: &ServerProblem) -> Told<'_> {
    match cause {
        ServerProblem::NotVestibule(NotVestibule::NoMetadata) => Told::new("no-metadata"),
        ServerProblem::NotVestibule(NotVestibule::OtherProtocol) => Told::new("other-protocol"),
        ServerProblem::NotVestibule(NotVestibule::OtherRole) => Told::new("other-role"),
        ServerProblem::WrongIssuer { found } => Told::new("wrong-issuer").with("found", found),
        ServerProblem::TooNew { version } => {
            Told::new("too-new").referring([&format!("version {version}")])
        }
        ServerProblem::InTrouble { status, until } => {
            Told::new("in-trouble").until("try-again-in", *until).referring([&http(*status)])
        }
        ServerProblem::TooManyRequests { until } => {
            Told::new("too-many-requests").until("try-again-in", *until)
        }
        ServerProblem::UnexpectedStatus { request, status } => {
            Told::new("unexpected-status").referring([request_name(*request), &http(*status)])
        }
        ServerProblem::Redirected { request } => {
            Told::new("redirected").referring([request_name(*request)])
        }
        ServerProblem::WrongType { request, found } => {
            Told::new("wrong-type").referring([request_name(*request), found])
        }
        ServerProblem::NotJson { request } => {
            Told::new("not-json").referring([request_name(*request)])
        }
        ServerProblem::BadMember { request, member } => {
            Told::new("bad-member").referring([request_name(*request), member])
        }
        ServerProblem::TooLong { request } => {
            Told::new("too-long").referring([request_name(*request)])
        }
        ServerProblem::OAuth { request, error, description } => Told::new("oauth").referring([
            request_name(*request),
            error,
            description.as_deref().unwrap_or_default(),
        ]),
        ServerProblem::KeyConflict { request, status } => {
            Told::new("key-conflict").referring([request_name(*request), &http(*status)])
        }
        ServerProblem::ClockWrong { seconds } => Told {
            clock: Some(Duration::from_secs(seconds.unsigned_abs())),
            ..Told::new(if *seconds < 0 { "clock-slow" } else { "clock-fast" })
        },
        ServerProblem::SessionOver => Told::new("session-over"),
    }
}

fn answer(problem: AnswerProblem) -> Told<'static> {
    match problem {
        AnswerProblem::WrongCode => Told::new("wrong-code").on(Field::Code),
        AnswerProblem::CodeExpired => Told::new("code-outdated").on(Field::Code),
        AnswerProblem::WrongPassword => Told::new("wrong-login-or-password").on(Field::Password),
        AnswerProblem::UnknownLogin => Told::new("unknown-login").on(Field::Login),
        AnswerProblem::BadPhone => Told::new("bad-phone").on(Field::Phone),
        AnswerProblem::BadEmail => Told::new("bad-email").on(Field::Email),
        AnswerProblem::BadName => Told::new("bad-name").on(Field::Name),
        AnswerProblem::WrongAccount => Told::new("wrong-account"),
        AnswerProblem::ProofRejected => Told::new("proof-rejected"),
        AnswerProblem::Unknown => Told::new("answer-refused"),
    }
}

fn denied(denial: &Denial) -> Told<'_> {
    match denial {
        Denial::AccountBlocked => Told::new("account-blocked"),
        Denial::AccountNotReady => Told::new("account-not-ready"),
        Denial::RegistrationClosed => Told::new("registration-closed"),
        Denial::TooManyAttempts { until } => {
            Told::new("too-many-attempts").until("locked-for", *until)
        }
        Denial::Other { reason: None } => Told::new("denied-silently"),
        Denial::Other { reason: Some(reason) } => Told::new("denied").referring([reason]),
    }
}

fn account(problem: &AccountProblem) -> Told<'_> {
    match problem {
        AccountProblem::BadName => Told::new("account-bad-name").on(Field::Name),
        AccountProblem::BadPicture => Told::new("account-bad-picture"),
        AccountProblem::TooLarge => Told::new("account-too-large"),
        AccountProblem::NotAllowed => Told::new("account-not-allowed"),
        AccountProblem::BadAssertion => Told::new("account-bad-assertion"),
        AccountProblem::AlreadyJoined => Told::new("account-already-joined"),
        AccountProblem::UnknownSession => Told::new("account-unknown-session"),
        AccountProblem::UnknownCode => Told::new("account-unknown-code"),
        AccountProblem::SignedOut => Told::new("account-signed-out"),
        AccountProblem::Other { kind, title } => {
            Told::new("account-refused").referring([kind, title.as_deref().unwrap_or_default()])
        }
    }
}

fn storage(problem: &StorageProblem) -> Told<'_> {
    match problem {
        StorageProblem::Full => Told::new("storage-full"),
        StorageProblem::Unavailable { reason } => {
            Told::new("storage-unavailable").referring([reason])
        }
        StorageProblem::KeyNotNow => Told::new("key-not-now"),
        StorageProblem::Newer => Told::new("storage-newer"),
    }
}

impl<'a> Told<'a> {
    pub(super) fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new(), field: None, wait: None, reference: None, clock: None }
    }

    pub(super) fn on(self, field: Field) -> Self {
        Self { field: Some(field), ..self }
    }

    pub(super) fn with(mut self, name: &'static str, arg: impl Into<Arg<'a>>) -> Self {
        self.args.push((name, arg.into()));
        self
    }

    fn until(self, key: &'static str, until: Option<Timestamp>) -> Self {
        Self { wait: until.map(|until| (key, until)), ..self }
    }

    /// For whoever runs the server, in the protocol's own words and every language the same.
    pub(super) fn referring<const N: usize>(self, details: [&str; N]) -> Self {
        let details: Vec<_> = details.into_iter().filter(|detail| !detail.is_empty()).collect();
        Self { reference: Some(details.join(", ")).filter(|it| !it.is_empty()), ..self }
    }

    fn words(mut self, catalogue: &Catalogue) -> ProblemWords {
        if let Some(clock) = self.clock {
            self.args.push(("span", durations::span(clock, catalogue).into()));
        }
        ProblemWords {
            title: catalogue.tell(self.key, &self.args),
            advice: catalogue.tell(&format!("{}.advice", self.key), &self.args),
            field: self.field,
            countdown: self.wait.map(|(key, until)| catalogue.count_down(key, until)),
            reference: self
                .reference
                .map(|details| catalogue.tell("reference", &[("details", details.into())])),
        }
    }
}

fn http(status: u16) -> String {
    format!("HTTP {status}")
}

fn request_name(request: Request) -> &'static str {
    match request {
        Request::Metadata => "metadata",
        Request::WebFinger => "webfinger",
        Request::Challenge => "challenge",
        Request::Redeem => "redeem",
        Request::Refresh => "refresh",
        Request::Revoke => "revoke",
        Request::Exchange => "exchange",
        Request::Join => "join",
        Request::Part => "part",
        Request::Account => "account",
        Request::Rename => "rename",
        Request::ReadAvatar => "read avatar",
        Request::WriteAvatar => "write avatar",
        Request::RemoveAvatar => "remove avatar",
        Request::Sessions => "sessions",
        Request::EndSession => "end session",
        Request::Discovery => "discovery",
        Request::Keys => "keys",
        Request::Push => "push",
        Request::IdToken => "id token",
    }
}
