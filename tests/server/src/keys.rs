//! Others' public keys, fetched from where their metadata says (`jwks_uri`).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use url::Url;

use crate::answer::Refusal;
use crate::clock::Time;
use crate::jwt;

/// The keys of those who are believed, as they are known.
pub(crate) struct Keys {
    http: reqwest::Client,
    kind: Kind,
    known: Mutex<HashMap<String, Known>>,
}

/// The keys of an issuer.
#[derive(Clone)]
struct Known {
    fetched: Time,
    /// When they were last fetched for the sake of a key that was not among them.
    again: Option<Time>,
    keys: Value,
}

/// Whose metadata it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A server of the protocol (RFC 8414 section 3).
    Server,
    /// An identity provider (OpenID Connect Discovery 1.0 section 4).
    Provider,
}

impl Keys {
    /// An issuer is asked again for a key that it did not have at most so often, in seconds.
    const PAUSE: u64 = 60;
    /// How long keys are believed, in seconds: one that its owner takes back is not for longer.
    const KEPT: u64 = 600;
    /// The longest answer, in bytes.
    const LONGEST: usize = 64 * 1024;

    /// Asks by a client that follows no redirects and speaks HTTPS alone.
    pub(crate) fn new(http: reqwest::Client, kind: Kind) -> Self {
        Self { http, kind, known: Mutex::default() }
    }

    /// The keys of an issuer, fetched if the token's is not among those that are known.
    pub(crate) async fn of(&self, issuer: &str, token: &str, now: Time) -> Result<Value, Refusal> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(issuer).cloned();
        let mut again = None;
        if let Some(known) = known {
            let is_kept = known.fetched.after(Self::KEPT) > now;
            let was_asked = known.again.is_some_and(|again| again.after(Self::PAUSE) > now);
            if is_kept && (was_asked || jwt::is_by_one_of(token, &known.keys)) {
                return Ok(known.keys);
            }
            again = if is_kept { Some(now) } else { known.again };
        }
        let Ok(keys) = self.fetch(issuer).await else {
            return Err(Refusal::Unavailable { retry_after: 5 });
        };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(issuer.to_owned(), Known { fetched: now, again, keys: keys.clone() });
        Ok(keys)
    }

    async fn fetch(&self, issuer: &str) -> Result<Value, Unfetched> {
        let metadata = self.get(self.kind.metadata(Url::parse(issuer)?)).await?;
        if metadata["issuer"] != issuer {
            return Err(Unfetched::Metadata);
        }
        let keys = metadata["jwks_uri"].as_str().ok_or(Unfetched::Metadata)?;
        self.get(Url::parse(keys)?).await
    }

    async fn get(&self, address: Url) -> Result<Value, Unfetched> {
        let request = self.http.get(address).timeout(Duration::from_secs(10));
        let mut answer = request.send().await?.error_for_status()?;
        // A redirect is no error to the client, and never followed.
        if !answer.status().is_success() {
            return Err(Unfetched::Redirect);
        }
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await? {
            if body.len() + part.len() > Self::LONGEST {
                return Err(Unfetched::TooLong);
            }
            body.extend_from_slice(&part);
        }
        Ok(serde_json::from_slice(&body)?)
    }
}

impl Kind {
    /// Where the metadata of an issuer is: the path of a server's comes last, that of a provider's
    /// first.
    fn metadata(self, mut issuer: Url) -> Url {
        let path = issuer.path().trim_end_matches('/').to_owned();
        issuer.set_path(&match self {
            Self::Server => format!("/.well-known/oauth-authorization-server{path}"),
            Self::Provider => format!("{path}/.well-known/openid-configuration"),
        });
        issuer
    }
}

/// Why keys could not be fetched.
#[derive(Debug, thiserror::Error)]
enum Unfetched {
    #[error("the server did not answer as it should: {0}")]
    Http(#[from] reqwest::Error),
    #[error("the address is none: {0}")]
    Address(#[from] url::ParseError),
    #[error("the answer is no JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the answer is too long")]
    TooLong,
    #[error("the server sends elsewhere")]
    Redirect,
    #[error("the metadata is not the issuer's, or names no keys")]
    Metadata,
}
