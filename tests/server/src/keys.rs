//! Other servers' public keys, fetched from where their metadata says (RFC 8414 `jwks_uri`).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use url::Url;

use crate::answer::Refusal;
use crate::clock::Time;
use crate::jwt;

pub(crate) struct Keys {
    http: reqwest::Client,
    known: Mutex<HashMap<String, (Time, Value)>>,
}

impl Keys {
    /// An issuer is asked again for a key that it did not have at most so often, in seconds.
    const PAUSE: u64 = 60;

    pub(crate) fn new(http: reqwest::Client) -> Self {
        Self { http, known: Mutex::default() }
    }

    /// The keys of an issuer, fetched if the token's is not among those that are known.
    pub(crate) async fn of(&self, issuer: &str, token: &str, now: Time) -> Result<Value, Refusal> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(issuer).cloned();
        if let Some((fetched, keys)) = known
            && (jwt::is_by_one_of(token, &keys) || fetched.after(Self::PAUSE) > now)
        {
            return Ok(keys);
        }
        let Ok(keys) = self.fetch(issuer).await else {
            return Err(Refusal::Unavailable { retry_after: 5 });
        };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(issuer.to_owned(), (now, keys.clone()));
        Ok(keys)
    }

    async fn fetch(&self, issuer: &str) -> Result<Value, Unfetched> {
        let mut address = Url::parse(issuer)?;
        let path = address.path().trim_end_matches('/').to_owned();
        address.set_path(&format!("/.well-known/oauth-authorization-server{path}"));
        let metadata = self.get(address).await?;
        if metadata["issuer"] != issuer {
            return Err(Unfetched::Metadata);
        }
        let keys = metadata["jwks_uri"].as_str().ok_or(Unfetched::Metadata)?;
        self.get(Url::parse(keys)?).await
    }

    async fn get(&self, address: Url) -> Result<Value, Unfetched> {
        let request = self.http.get(address).timeout(Duration::from_secs(10));
        Ok(request.send().await?.error_for_status()?.json().await?)
    }
}

/// Why keys could not be fetched.
#[derive(Debug, thiserror::Error)]
enum Unfetched {
    #[error("the server did not answer as it should: {0}")]
    Http(#[from] reqwest::Error),
    #[error("the address is none: {0}")]
    Address(#[from] url::ParseError),
    #[error("the metadata is not the issuer's, or names no keys")]
    Metadata,
}
