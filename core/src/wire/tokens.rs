use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json::{self, Malformed, Object};
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

impl Tokens {
    const HOUR: Duration = Duration::from_secs(60 * 60);

    pub(super) fn parse(body: &[u8]) -> Result<Self, Malformed> {
        let mut tokens = Object::parse(body)?;
        Ok(Self {
            access_token: tokens.required("access_token", json::token)?,
            token_type: tokens.required("token_type", TokenType::read)?,
            expires_in: tokens.optional("expires_in", json::seconds)?.unwrap_or(Self::HOUR),
            refresh_token: tokens.required("refresh_token", json::token)?,
            session_id: tokens.required("session_id", json::id)?,
        })
    }

    /// The assertion in the answer to a token exchange (RFC 8693 section 2.2.1).
    pub(super) fn parse_assertion(body: &[u8]) -> Result<Secret, Malformed> {
        Object::parse(body)?.required("access_token", json::token)
    }
}

/// How an access token is presented; compared without case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TokenType {
    Bearer,
    Dpop,
}

impl TokenType {
    fn read(value: Value) -> Option<Self> {
        match json::string(value)?.to_ascii_lowercase().as_str() {
            "bearer" => Some(Self::Bearer),
            "dpop" => Some(Self::Dpop),
            _ => None,
        }
    }
}
