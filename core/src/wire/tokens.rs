use std::time::Duration;

use crate::Secret;

/// What the token endpoint gives (RFC 6749 section 5.1; protocol section 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens {
    pub access_token: Secret,
    pub token_type: TokenType,
    /// From the response; a server that gives none is taken to mean an hour.
    pub expires_in: Duration,
    pub refresh_token: Secret,
    pub session_id: String,
}

/// How an access token is presented; compared without case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum TokenType {
    Bearer,
    Dpop,
}
