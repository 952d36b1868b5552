use axum::http::Method;
use serde::{Deserialize, Serialize};

use crate::form::Form;

/// The requests of the protocol, as counters and faults tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    Metadata,
    Webfinger,
    Keys,
    Challenge,
    /// `grant_type=authorization_code`.
    Redeem,
    /// `grant_type=refresh_token`.
    Refresh,
    /// `grant_type=urn:ietf:params:oauth:grant-type:token-exchange`.
    Exchange,
    Revoke,
    Account,
    Rename,
    ReadAvatar,
    WriteAvatar,
    RemoveAvatar,
    Join,
    Part,
    Sessions,
    EndSession,
    EndSessions,
    /// Anything else.
    Other,
}

impl Endpoint {
    /// `path` is the issuer's path cut off, except for the well-known ones.
    pub(crate) fn of(method: &Method, path: &str, form: Option<&Form>) -> Self {
        match (method.as_str(), path) {
            ("GET", "/.well-known/oauth-authorization-server") => Self::Metadata,
            ("GET", "/.well-known/webfinger") => Self::Webfinger,
            ("GET", "/keys") => Self::Keys,
            ("POST", "/challenge") => Self::Challenge,
            ("POST", "/token") => match form.and_then(|form| form.get("grant_type")) {
                Some("authorization_code") => Self::Redeem,
                Some("refresh_token") => Self::Refresh,
                Some("urn:ietf:params:oauth:grant-type:token-exchange") => Self::Exchange,
                _ => Self::Other,
            },
            ("POST", "/revoke") => Self::Revoke,
            ("GET", "/account") => Self::Account,
            ("PATCH", "/account") => Self::Rename,
            ("GET", "/account/avatar") => Self::ReadAvatar,
            ("PUT", "/account/avatar") => Self::WriteAvatar,
            ("DELETE", "/account/avatar") => Self::RemoveAvatar,
            ("PUT", "/account/person") => Self::Join,
            ("DELETE", "/account/person") => Self::Part,
            ("GET", "/account/sessions") => Self::Sessions,
            ("DELETE", "/account/sessions") => Self::EndSessions,
            ("DELETE", path) if path.starts_with("/account/sessions/") => Self::EndSession,
            _ => Self::Other,
        }
    }
}
