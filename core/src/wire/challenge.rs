use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::SpecialApp;
use super::json::{self, Malformed, Object};
use crate::input::{Code, Email, Login, Name, Password, Phone, ServerAddress};
use crate::{AnswerProblem, Denial, Secret};

/// A POST to the authorization challenge endpoint (FiPA; protocol section 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Challenge {
    /// The first request of a sign-in.
    Begin {
        /// PKCE S256 challenge (RFC 7636) of the verifier that the flow keeps.
        code_challenge: String,
        login_hint: Option<LoginHint>,
    },
    /// A further request, of the same `auth_session`.
    Continue { auth_session: Secret, answer: Answer },
}

/// Who wants to sign in, where it is already known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoginHint {
    Phone(Phone),
    Email(Email),
}

/// What answers a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Phone(Phone),
    Code(Code),
    Resend,
    /// Another phone or e-mail, please.
    Change,
    Email(Email),
    Password {
        login: Login,
        password: Password,
        domain: Option<String>,
    },
    AccountPassword(Password),
    Recover,
    Recognise {
        mine: bool,
    },
    Method(Method),
    /// Back to the choice of methods.
    Back,
    Profile(Name),
    /// The identity provider's proof (OpenID Connect Core 1.0 section 2).
    IdToken(Secret),
    /// No answer: where does this session stand?
    Resume,
}

impl LoginHint {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Phone(phone) => phone.as_str(),
            Self::Email(email) => email.as_str(),
        }
    }
}

impl Answer {
    /// The members of the form that say this answer.
    pub(super) fn members(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Phone(phone) => vec![("phone", phone.as_str())],
            Self::Code(code) => vec![("code", code.as_str())],
            Self::Resend => vec![("resend", "true")],
            Self::Change => vec![("change", "true")],
            Self::Email(email) => vec![("email", email.as_str())],
            Self::Password { login, password, domain } => {
                let mut members = vec![("login", login.as_str()), ("password", password.as_str())];
                members.extend(domain.as_deref().map(|domain| ("domain", domain)));
                members
            }
            Self::AccountPassword(password) => vec![("password", password.as_str())],
            Self::Recover => vec![("recover", "true")],
            Self::Recognise { mine: true } => vec![("mine", "true")],
            Self::Recognise { mine: false } => vec![("mine", "false")],
            Self::Method(method) => vec![("method", method.as_str())],
            Self::Back => vec![("back", "true")],
            Self::Profile(name) => vec![("name", name.as_str())],
            Self::IdToken(id_token) => vec![("id_token", id_token.expose())],
            Self::Resume => vec![("resume", "true")],
        }
    }
}

/// What the challenge endpoint says next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// 200: the sign-in is done.
    Code(Secret),
    /// `insufficient_authorization`.
    Step {
        auth_session: Secret,
        /// How long the server keeps the session.
        expires_in: Duration,
        step: Step,
        /// Why the last answer was not accepted.
        problem: Option<AnswerProblem>,
    },
    /// `redirect_to_web` (FiPA section 5.2.2).
    Web { request_uri: Option<String>, expires_in: Option<Duration> },
    /// `invalid_session`.
    Expired,
    /// `access_denied`.
    Denied(Refusal),
    /// `special_app_required`.
    SpecialApp(SpecialApp),
}

impl Next {
    /// The longest text of a server, in characters.
    const TEXT: usize = 200;

    /// The answer of a success.
    pub(super) fn parse(body: &[u8]) -> Result<Self, Malformed> {
        Object::parse(body)?.required("authorization_code", json::token).map(Self::Code)
    }

    /// The answer of a client error; none where the error has no meaning of its own here.
    pub(super) fn parse_error(body: &[u8]) -> Result<Option<Self>, Malformed> {
        let mut answer = Object::parse(body)?;
        let error = answer.required("error", json::name(Self::TEXT))?;
        Ok(Some(match error.as_str() {
            "insufficient_authorization" => Self::read_step(answer)?,
            "redirect_to_web" => Self::Web {
                request_uri: answer.optional("request_uri", json::string)?,
                expires_in: answer.optional("expires_in", json::seconds)?,
            },
            "invalid_session" => Self::Expired,
            "access_denied" => Self::Denied(Refusal::read(answer)?),
            "special_app_required" => Self::SpecialApp(SpecialApp::read(answer.object("app")?)?),
            _ => return Ok(None),
        }))
    }

    fn read_step(mut answer: Object) -> Result<Self, Malformed> {
        Ok(Self::Step {
            auth_session: answer.required("auth_session", json::secret)?,
            expires_in: answer.required("expires_in", json::seconds)?,
            step: Step::read(answer.object("step")?)?,
            problem: answer.optional("problem", AnswerProblem::read)?,
        })
    }
}

/// `access_denied`, its wait still a duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    TooManyAttempts { retry_in: Option<Duration> },
    Other(Denial),
}

impl Refusal {
    fn read(mut answer: Object) -> Result<Self, Malformed> {
        let reason = answer.optional("reason", json::name(Next::TEXT))?;
        Ok(match reason.as_deref() {
            Some("account_blocked") => Self::Other(Denial::AccountBlocked),
            Some("account_not_ready") => Self::Other(Denial::AccountNotReady),
            Some("registration_closed") => Self::Other(Denial::RegistrationClosed),
            Some("too_many_attempts") => {
                Self::TooManyAttempts { retry_in: answer.optional("retry_in", json::seconds)? }
            }
            Some(_) | None => Self::Other(Denial::Other { reason }),
        })
    }
}

/// A step that the server asks for; durations are from the response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `countries`: ISO 3166-1 codes that the server admits; empty when it admits all.
    Phone {
        countries: Vec<String>,
    },
    SmsCode(CodeStep),
    Email,
    EmailCode(CodeStep),
    /// `domains` is empty where there is no domain field.
    Password {
        login_hint: Option<String>,
        domains: Vec<String>,
        attempts_left: Option<u32>,
    },
    AccountPassword {
        hint: Option<String>,
        attempts_left: Option<u32>,
        recovery: bool,
    },
    /// `last_seen` in Unix seconds.
    Recognise {
        name: Option<String>,
        last_seen: Option<u64>,
    },
    /// The organisation's identity provider, in the browser.
    Openid {
        issuer: ServerAddress,
        client_id: String,
        scope: String,
        nonce: String,
    },
    /// `issuer` is the identity provider's, where `openid` is among the methods and the server
    /// says so.
    Choose {
        methods: Vec<Method>,
        issuer: Option<ServerAddress>,
    },
    Profile {
        name_max: u32,
    },
    Unknown {
        kind: String,
    },
}

impl Step {
    fn read(mut step: Object) -> Result<Self, Malformed> {
        let kind = step.required("type", json::name(Next::TEXT))?;
        let text = || json::name(Next::TEXT);
        Ok(match kind.as_str() {
            "phone" => Self::Phone { countries: step.list("countries", country)? },
            "sms_code" => Self::SmsCode(CodeStep::read(step)?),
            "email" => Self::Email,
            "email_code" => Self::EmailCode(CodeStep::read(step)?),
            "password" => Self::Password {
                login_hint: step.optional("login_hint", text())?,
                domains: step.list("domains", domain)?,
                attempts_left: step.optional("attempts_left", json::count)?,
            },
            "account_password" => Self::AccountPassword {
                hint: step.optional("hint", text())?,
                attempts_left: step.optional("attempts_left", json::count)?,
                recovery: step.required("recovery", json::flag)?,
            },
            "recognise" => Self::Recognise {
                name: step.optional("name", text())?,
                last_seen: step.optional("last_seen", json::number)?,
            },
            "openid" => Self::Openid {
                issuer: step.required("issuer", issuer)?,
                client_id: step.required("client_id", parameter)?,
                scope: step.required("scope", parameter)?,
                nonce: step.required("nonce", parameter)?,
            },
            "choose" => Self::read_choice(step)?,
            "profile" => Self::Profile {
                name_max: step
                    .required("name_max", |value| json::count(value).filter(|max| *max > 0))?,
            },
            _ => Self::Unknown { kind },
        })
    }

    /// The methods that this version knows; where it knows none, the step is not known.
    fn read_choice(mut step: Object) -> Result<Self, Malformed> {
        let named = step.list("methods", json::name(Next::TEXT))?;
        let methods: Vec<_> = named.iter().filter_map(|name| Method::from_name(name)).collect();
        match (named.first(), methods.is_empty()) {
            (None, _) => Err(step.bad("methods")),
            (Some(first), true) => Ok(Self::Unknown { kind: first.clone() }),
            (Some(_), false) => {
                Ok(Self::Choose { methods, issuer: step.optional("issuer", issuer)? })
            }
        }
    }
}

/// A step that a code answers, sent by SMS or e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeStep {
    /// Masked by the server.
    pub sent_to: String,
    /// How many digits.
    pub length: u32,
    pub expires_in: Duration,
    pub resend_in: Duration,
    pub attempts_left: u32,
}

impl CodeStep {
    fn read(mut step: Object) -> Result<Self, Malformed> {
        /// More than a person types.
        const LENGTH: u32 = 20;

        let length = |value| json::count(value).filter(|length| (1..=LENGTH).contains(length));
        Ok(Self {
            sent_to: step.required("sent_to", json::name(Next::TEXT))?,
            length: step.required("length", length)?,
            expires_in: step.required("expires_in", json::seconds)?,
            resend_in: step.required("resend_in", json::seconds)?,
            attempts_left: step.required("attempts_left", json::count)?,
        })
    }
}

/// A way to prove who one is, where the server leaves the choice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Method {
    EmailCode,
    Password,
    Openid,
}

impl Method {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "email_code" => Some(Self::EmailCode),
            "password" => Some(Self::Password),
            "openid" => Some(Self::Openid),
            _ => None,
        }
    }

    fn as_str(&self) -> &'static str {
        match self {
            Self::EmailCode => "email_code",
            Self::Password => "password",
            Self::Openid => "openid",
        }
    }
}

impl AnswerProblem {
    fn read(value: Value) -> Option<Self> {
        Some(match json::string(value)?.as_str() {
            "wrong_code" => Self::WrongCode,
            "code_expired" => Self::CodeExpired,
            "wrong_password" => Self::WrongPassword,
            "unknown_login" => Self::UnknownLogin,
            "bad_phone" => Self::BadPhone,
            "bad_email" => Self::BadEmail,
            "bad_name" => Self::BadName,
            "wrong_account" => Self::WrongAccount,
            "proof_rejected" => Self::ProofRejected,
            _ => Self::Unknown,
        })
    }
}

/// An ISO 3166-1 alpha-2 code.
fn country(value: Value) -> Option<String> {
    json::string(value)
        .filter(|code| code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase()))
}

/// A parameter to pass on as it is (RFC 6749 appendix A).
fn parameter(value: Value) -> Option<String> {
    const MAX: usize = 512;

    let is_parameter = |text: &String| {
        (1..=MAX).contains(&text.len()) && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
    };
    json::string(value).filter(is_parameter)
}

fn issuer(value: Value) -> Option<ServerAddress> {
    ServerAddress::from_issuer(&json::string(value)?).ok()
}

/// A domain to choose: sent back as it came, so it must be fit to be shown as it is.
fn domain(value: Value) -> Option<String> {
    let domain = json::string(value)?;
    let shown = json::name(Next::TEXT)(domain.as_str().into())?;
    (shown == domain).then_some(domain)
}
