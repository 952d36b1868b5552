use serde_json::Value;

use super::Step;
use crate::answer::Refusal;
use crate::config::Method;
use crate::form::Form;
use crate::openid::{Expected, IdToken, Untrusted, derived_nonce};
use crate::store::Work;

/// An answer to a step, of the form that the step asks for.
pub(super) enum Given {
    Phone(String),
    Code(String),
    Resend,
    Change,
    Email(String),
    Password {
        login: String,
        password: String,
        domain: Option<String>,
    },
    AccountPassword(String),
    Recover,
    Recognise {
        mine: bool,
    },
    /// What the identity provider says of the person, or why that is not believed.
    Proof(Result<IdToken, Untrusted>),
    Method(Method),
    Back,
    Name(String),
}

impl Given {
    /// `keys` are those that an ID token may be signed with.
    pub(super) fn read(
        work: &Work<'_>,
        step: &Step,
        form: &Form,
        keys: &Value,
    ) -> Result<Self, Refusal> {
        if form.is_true("back") {
            return Ok(Self::Back);
        }
        Ok(match step {
            Step::Phone { .. } => Self::Phone(required(form, "phone")?),
            Step::Code { .. } if form.is_true("resend") => Self::Resend,
            Step::Code { .. } if form.is_true("change") => Self::Change,
            Step::Code { .. } => Self::Code(required(form, "code")?),
            Step::Email => Self::Email(required(form, "email")?),
            Step::Password { domains, .. } => {
                let domain = match form.get("domain") {
                    None if domains.is_empty() => None,
                    Some(domain) if domains.iter().any(|known| known == domain) => {
                        Some(domain.to_owned())
                    }
                    _ => return Err(unfit("domain")),
                };
                Self::Password {
                    login: required(form, "login")?,
                    password: required(form, "password")?,
                    domain,
                }
            }
            Step::AccountPassword { .. } if form.is_true("recover") => Self::Recover,
            Step::AccountPassword { .. } => Self::AccountPassword(required(form, "password")?),
            Step::Recognise { .. } => match form.get("mine") {
                Some("true") => Self::Recognise { mine: true },
                Some("false") => Self::Recognise { mine: false },
                _ => return Err(unfit("mine")),
            },
            Step::Openid { issuer, client_id, nonce, since, .. } => {
                let expected = Expected {
                    issuer,
                    client_id,
                    nonce: &derived_nonce(&work.site.issuer, nonce),
                    since: *since,
                    now: work.now,
                };
                Self::Proof(IdToken::verify(&required(form, "id_token")?, keys, expected))
            }
            Step::Choose { methods, .. } => {
                let method = match form.get("method") {
                    Some("email_code") => Method::EmailCode,
                    Some("password") => Method::Password,
                    Some("openid") => Method::Openid,
                    _ => return Err(unfit("method")),
                };
                if !methods.contains(&method) {
                    return Err(unfit("method"));
                }
                Self::Method(method)
            }
            // An empty name is an answer, though not a good one.
            Step::Profile { .. } => Self::Name(form.get("name").unwrap_or_default().to_owned()),
        })
    }
}

fn required(form: &Form, name: &str) -> Result<String, Refusal> {
    form.get(name).map(str::to_owned).ok_or_else(|| unfit(name))
}

fn unfit(name: &str) -> Refusal {
    Refusal::InvalidRequest(format!("`{name}` is missing, or does not answer the step"))
}
