use serde::{Deserialize, Serialize};

use super::Turn;
use super::browser::Browser;
use super::fields::PhoneField;
use crate::input::{Code, Email, Login, Name, Password};
use crate::wire::{Answer, CodeStep, Metadata, Method, Step};
use crate::{
    Action, Channel, EmailPurpose, Field, InputProblem, PhonePurpose, Problem, Progress, Resend,
    Screen, Secret, Timestamp,
};

/// A step that the server asks for, as it is kept: durations made deadlines, and what is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Asked {
    Phone(PhoneField),
    Code(AskedCode),
    Email {
        text: String,
    },
    Password {
        login: String,
        domains: Vec<String>,
        domain: Option<String>,
        attempts_left: Option<u32>,
    },
    AccountPassword {
        hint: Option<String>,
        attempts_left: Option<u32>,
        recovery: bool,
    },
    Recognise {
        name: Option<String>,
        last_seen: Option<Timestamp>,
    },
    Choose {
        methods: Vec<Method>,
    },
    Browser(Browser),
    Profile {
        text: String,
        max: u32,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct AskedCode {
    pub(super) channel: Channel,
    sent_to: String,
    length: u32,
    expires_at: Timestamp,
    resend_at: Timestamp,
    attempts_left: u32,
    /// Never saved.
    #[serde(skip)]
    text: Secret,
}

impl Asked {
    /// The step as of now; a problem where this version does not know it.
    pub(super) fn new(step: Step, name: &str, turn: &mut Turn<'_>) -> Result<Self, Problem> {
        Ok(match step {
            Step::Phone { .. } => Self::Phone(PhoneField::new(turn.setup.country)),
            Step::SmsCode(code) => Self::Code(AskedCode::new(Channel::Sms, code, turn.now)),
            Step::Email => Self::Email { text: String::new() },
            Step::EmailCode(code) => Self::Code(AskedCode::new(Channel::Email, code, turn.now)),
            Step::Password { login_hint, domains, attempts_left } => Self::Password {
                login: login_hint.unwrap_or_default(),
                domain: domains.first().filter(|_| domains.len() == 1).cloned(),
                domains,
                attempts_left,
            },
            Step::AccountPassword { hint, attempts_left, recovery } => {
                Self::AccountPassword { hint, attempts_left, recovery }
            }
            Step::Recognise { name, last_seen } => {
                Self::Recognise { name, last_seen: last_seen.map(Timestamp::from_secs) }
            }
            Step::Choose { methods, issuer } => {
                issuer.iter().for_each(|issuer| turn.warm_provider(issuer));
                Self::Choose { methods }
            }
            Step::Openid { issuer, client_id, scope, nonce } => {
                Self::Browser(Browser::to_provider(issuer, client_id, scope, nonce))
            }
            Step::Profile { name_max } => Self::Profile { text: name.to_owned(), max: name_max },
            Step::Unknown { kind } => return Err(Problem::UpdateApp { step: kind }),
        })
    }

    /// Takes over what was typed for the same step before.
    pub(super) fn keep(&mut self, before: &Self) {
        match (self, before) {
            (Self::Phone(field), Self::Phone(old)) => *field = old.clone(),
            (Self::Browser(browser), Self::Browser(old)) => *browser = old.clone(),
            (Self::Code(code), Self::Code(old)) if code.channel == old.channel => {
                code.text = old.text.clone();
            }
            (Self::Email { text }, Self::Email { text: old })
            | (Self::Profile { text, .. }, Self::Profile { text: old, .. }) => {
                text.clone_from(old);
            }
            (
                Self::Password { login, domain, domains, .. },
                Self::Password { login: old, domain: old_domain, .. },
            ) => {
                login.clone_from(old);
                if old_domain.as_ref().is_some_and(|old| domains.contains(old)) {
                    domain.clone_from(old_domain);
                }
            }
            _ => {}
        }
    }

    pub(super) fn is_same_kind(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Code(one), Self::Code(two)) => one.channel == two.channel,
            (Self::Browser(one), Self::Browser(two)) => one.is_same(two),
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Keeps what is being typed; the answer that it completes, if it does.
    pub(super) fn edit(&mut self, edited: Field, typed: &str) -> Option<Answer> {
        match (self, edited) {
            (Self::Phone(field), Field::Phone) => field.edit(typed),
            (Self::Code(code), Field::Code) => return code.edit(typed),
            (Self::Email { text }, Field::Email) | (Self::Profile { text, .. }, Field::Name) => {
                typed.clone_into(text);
            }
            (Self::Password { login, .. }, Field::Login) => typed.clone_into(login),
            (Self::Password { domain, domains, .. }, Field::Domain) => {
                *domain = domains.iter().find(|known| *known == typed).cloned();
            }
            _ => {}
        }
        None
    }

    /// The answer that an action gives to this step; none where it is no answer to it.
    pub(super) fn answer(&mut self, action: &Action) -> Option<Result<Answer, InputProblem>> {
        Some(match (self, action) {
            (Self::Phone(field), Action::SubmitPhone { text }) => {
                field.edit(text);
                field.parse().map(Answer::Phone).map_err(InputProblem::Phone)
            }
            (Self::Code(code), Action::SubmitCode { text }) => code.submit(text),
            (Self::Code(_), Action::Resend) => Ok(Answer::Resend),
            (Self::Code(_), Action::ChangeRecipient) => Ok(Answer::Change),
            (Self::Email { text }, Action::SubmitEmail { text: typed }) => {
                text.clone_from(typed);
                Email::parse(typed).map(Answer::Email).map_err(InputProblem::Email)
            }
            (
                Self::Password { login, domains, domain, .. },
                Action::SubmitPassword { login: typed, password, domain: chosen },
            ) => {
                login.clone_from(typed);
                domain.clone_from(chosen);
                password_answer(typed, password, domains, chosen.as_ref())
            }
            (Self::AccountPassword { .. }, Action::SubmitAccountPassword { password }) => {
                Password::parse(password)
                    .map(Answer::AccountPassword)
                    .map_err(InputProblem::Password)
            }
            (Self::AccountPassword { .. }, Action::Recover) => Ok(Answer::Recover),
            (Self::Recognise { .. }, Action::Recognise { mine }) => {
                Ok(Answer::Recognise { mine: *mine })
            }
            (Self::Choose { methods }, Action::ChooseMethod { method })
                if methods.contains(method) =>
            {
                Ok(Answer::Method(method.clone()))
            }
            (Self::Profile { text, max }, Action::SubmitName { text: typed }) => {
                text.clone_from(typed);
                Name::parse(typed, *max).map(Answer::Profile).map_err(InputProblem::Name)
            }
            _ => return None,
        })
    }

    pub(super) fn select(&mut self, country: crate::input::Country) {
        if let Self::Phone(field) = self {
            field.select(country);
        }
    }

    pub(super) fn screen(
        &self,
        server: &Metadata,
        setup: &super::Setup,
        progress: Progress,
        now: Timestamp,
    ) -> Screen {
        let host = || server.issuer.host_display();
        let server_name = || server.name_in(setup.locale).to_owned();
        match self {
            Self::Phone(PhoneField { country, text }) => Screen::Phone {
                purpose: PhonePurpose::Asked,
                country: *country,
                text: text.clone(),
                server: Some(host()),
                progress,
            },
            Self::Code(code) => code.screen(progress, now),
            Self::Email { text } => Screen::Email {
                purpose: EmailPurpose::Asked { host: host() },
                text: text.clone(),
                support: server.support.clone(),
                progress,
            },
            Self::Password { login, domains, domain, attempts_left } => Screen::Password {
                host: host(),
                server_name: server_name(),
                login: login.clone(),
                domains: domains.clone(),
                domain: domain.clone(),
                attempts_left: *attempts_left,
                support: server.support.clone(),
                progress,
            },
            Self::AccountPassword { hint, attempts_left, recovery } => Screen::AccountPassword {
                hint: hint.clone(),
                attempts_left: *attempts_left,
                recovery: *recovery,
                progress,
            },
            Self::Recognise { name, last_seen } => {
                Screen::Recognise { name: name.clone(), last_seen: *last_seen, progress }
            }
            Self::Choose { methods } => Screen::Methods {
                host: host(),
                server_name: server_name(),
                methods: methods.clone(),
                progress,
            },
            Self::Browser(browser) => browser.screen(server, setup, progress),
            Self::Profile { text, max } => Screen::Name { text: text.clone(), max: *max, progress },
        }
    }

    /// Its time is over: the server takes no answer to it any more.
    pub(super) fn is_expired(&self, now: Timestamp) -> bool {
        matches!(self, Self::Code(code) if code.expires_at <= now)
    }

    /// The next moment at which this step's screen changes by itself.
    pub(super) fn wake(&self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Code(code) => {
                [code.resend_at, code.expires_at].into_iter().filter(|at| *at > now).min()
            }
            _ => None,
        }
    }

    pub(super) fn shift(&mut self, millis: i64) {
        match self {
            Self::Code(code) => {
                code.expires_at = code.expires_at.shifted(millis);
                code.resend_at = code.resend_at.shifted(millis);
            }
            Self::Browser(browser) => browser.shift(millis),
            _ => {}
        }
    }
}

impl AskedCode {
    fn new(channel: Channel, step: CodeStep, now: Timestamp) -> Self {
        Self {
            channel,
            sent_to: step.sent_to,
            length: step.length,
            expires_at: now.after(step.expires_in),
            resend_at: now.after(step.resend_in),
            attempts_left: step.attempts_left,
            text: Secret::default(),
        }
    }

    /// A code is sent by itself when an edit completes it.
    fn edit(&mut self, typed: &str) -> Option<Answer> {
        if self.text.expose() == typed {
            return None;
        }
        self.text = typed.into();
        if !Code::is_complete(typed, self.length) {
            return None;
        }
        Code::parse(typed, self.length).ok().map(Answer::Code)
    }

    fn submit(&mut self, typed: &str) -> Result<Answer, InputProblem> {
        self.text = typed.into();
        Code::parse(typed, self.length).map(Answer::Code).map_err(InputProblem::Code)
    }

    fn screen(&self, progress: Progress, now: Timestamp) -> Screen {
        Screen::Code {
            channel: self.channel,
            sent_to: self.sent_to.clone(),
            length: self.length,
            expires_at: self.expires_at,
            expired: self.expires_at <= now,
            resend: if self.resend_at <= now {
                Resend::Now
            } else {
                Resend::At { at: self.resend_at }
            },
            attempts_left: self.attempts_left,
            progress,
        }
    }
}

fn password_answer(
    login: &str,
    password: &str,
    domains: &[String],
    domain: Option<&String>,
) -> Result<Answer, InputProblem> {
    let login = Login::parse(login).map_err(InputProblem::Login)?;
    let password = Password::parse(password).map_err(InputProblem::Password)?;
    let domain = match (domains, domain) {
        ([], _) => None,
        (known, Some(chosen)) if known.contains(chosen) => Some(chosen.clone()),
        (_, _) => return Err(InputProblem::NoDomain),
    };
    Ok(Answer::Password { login, password, domain })
}
