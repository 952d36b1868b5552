use std::time::Duration;

use serde::{Deserialize, Serialize};
use url::Url;

use super::SpecialApp;
use crate::input::{Code, Email, Login, Name, Password, Phone};
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
    Continue {
        auth_session: Secret,
        answer: Answer,
    },
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
    /// No answer: where does this session stand?
    Resume,
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
    Web {
        request_uri: Option<String>,
        expires_in: Option<Duration>,
    },
    /// `invalid_session`.
    Expired,
    /// `access_denied`.
    Denied(Refusal),
    /// `special_app_required`.
    SpecialApp(SpecialApp),
}

/// `access_denied`, its wait still a duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    TooManyAttempts { retry_in: Option<Duration> },
    Other(Denial),
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
    Choose {
        methods: Vec<Method>,
    },
    Profile {
        name_max: u32,
    },
    /// Also `openid`, until this version knows it.
    Unknown {
        kind: String,
    },
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

/// A way to prove who one is, where the server leaves the choice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Method {
    EmailCode,
    Password,
    Openid,
}
