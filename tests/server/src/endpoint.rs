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
    /// The page that a browser is sent to, of a server or of an identity provider.
    Authorize,
    /// What is typed there.
    LogIn,
    /// What an identity provider says of itself.
    Discovery,
    /// A request that is pushed to an identity provider.
    Push,
    /// An identity provider's ID token for a code.
    IdToken,
    /// The page of an identity provider that signs out there.
    LogOut,
    /// Anything else.
    Other,
}

impl Endpoint {
    /// Of a server of the protocol. `path` is without the issuer's, but for well-known ones.
    pub(crate) fn of_server(method: &Method, path: &str, form: Option<&Form>) -> Self {
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
            ("GET", "/authorize") => Self::Authorize,
            ("POST", "/log-in") => Self::LogIn,
            _ => Self::Other,
        }
    }

    /// Of an identity provider. `path` is without the issuer's.
    pub(crate) fn of_provider(method: &Method, path: &str) -> Self {
        match (method.as_str(), path) {
            ("GET", "/.well-known/openid-configuration") => Self::Discovery,
            ("GET", "/keys") => Self::Keys,
            ("POST", "/push") => Self::Push,
            ("GET" | "POST", "/authorize") => Self::Authorize,
            ("POST", "/log-in") => Self::LogIn,
            ("POST", "/token") => Self::IdToken,
            ("GET" | "POST", "/log-out") | ("POST", "/log-out/confirm") => Self::LogOut,
            _ => Self::Other,
        }
    }

    /// It is a browser that asks there, not an app.
    pub(crate) fn is_for_browsers(self) -> bool {
        matches!(self, Self::Authorize | Self::LogIn | Self::LogOut)
    }
}
