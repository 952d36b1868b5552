use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Time;
use crate::config::Method;
use crate::inbox::Channel;

/// What the person is asked for, as it is kept: deadlines, where the wire has durations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Step {
    Phone {
        countries: Vec<String>,
    },
    Code {
        channel: Channel,
        sent_to: String,
        length: u32,
        expires_at: Time,
        resend_at: Time,
        attempts_left: u32,
    },
    Email,
    Password {
        login_hint: Option<String>,
        domains: Vec<String>,
        attempts_left: u32,
    },
    AccountPassword {
        hint: Option<String>,
        attempts_left: u32,
        recovery: bool,
    },
    Recognise {
        name: String,
        last_seen: Time,
    },
    Openid {
        issuer: String,
        client_id: String,
        scope: String,
        /// New for each step.
        nonce: String,
        /// When it was asked for: no proof is older.
        since: Time,
    },
    Choose {
        methods: Vec<Method>,
        /// Of the identity provider, where that is among the methods.
        issuer: Option<String>,
    },
    Profile {
        name_max: u32,
    },
}

impl Step {
    /// As it goes over the wire at `now`.
    pub(crate) fn to_json(&self, now: Time) -> Value {
        match self {
            Self::Phone { countries } if countries.is_empty() => json!({ "type": "phone" }),
            Self::Phone { countries } => json!({ "type": "phone", "countries": countries }),
            Self::Code { channel, sent_to, length, expires_at, resend_at, attempts_left } => {
                json!({
                    "type": match channel {
                        Channel::Sms => "sms_code",
                        Channel::Email => "email_code",
                    },
                    "sent_to": sent_to,
                    "length": length,
                    "expires_in": expires_at.left_at(now),
                    "resend_in": resend_at.wait_at(now),
                    "attempts_left": attempts_left,
                })
            }
            Self::Email => json!({ "type": "email" }),
            Self::Password { login_hint, domains, attempts_left } => json!({
                "type": "password",
                "login_hint": login_hint,
                "domains": domains,
                "attempts_left": attempts_left,
            }),
            Self::AccountPassword { hint, attempts_left, recovery } => json!({
                "type": "account_password",
                "hint": hint,
                "attempts_left": attempts_left,
                "recovery": recovery,
            }),
            Self::Recognise { name, last_seen } => {
                json!({ "type": "recognise", "name": name, "last_seen": last_seen.secs() })
            }
            Self::Openid { issuer, client_id, scope, nonce, since: _ } => json!({
                "type": "openid",
                "issuer": issuer,
                "client_id": client_id,
                "scope": scope,
                "nonce": nonce,
            }),
            Self::Choose { methods, issuer: None } => {
                json!({ "type": "choose", "methods": methods })
            }
            Self::Choose { methods, issuer } => {
                json!({ "type": "choose", "methods": methods, "issuer": issuer })
            }
            Self::Profile { name_max } => json!({ "type": "profile", "name_max": name_max }),
        }
    }
}
