//! Section 3.5: an identity provider's word on a person, which a server verifies for itself.
//!
//! The step's `nonce` is new for each step and answered once. The app sends what [`derived_nonce`]
//! gives to the provider, so a token that was got through another server is good for nothing here.
//! [`id_token`] holds what a token must say; [`Openid::account`] whose account it then opens.

mod id_token;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde_json::Value;

pub use id_token::Untrusted;
pub(crate) use id_token::{Expected, IdToken};

use crate::answer::Refusal;
use crate::clock::Time;
use crate::config::{AccountKey, OpenidConfig};
use crate::keys::{Keys, Kind};
use crate::store::{Account, Work};

/// The identity provider that a server believes, and what it asks of it.
pub(crate) struct Openid {
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    pub(crate) scope: String,
    claim: String,
    account: AccountKey,
    keys: Keys,
}

impl Openid {
    pub(crate) fn new(issuer: String, http: reqwest::Client, config: &OpenidConfig) -> Self {
        Self {
            issuer,
            client_id: config.client_id.clone(),
            scope: config.scope.clone(),
            claim: config.claim.clone(),
            account: config.account,
            keys: Keys::new(http, Kind::Provider),
        }
    }

    /// The keys that a token may be signed with; not done, where they can't be had now.
    pub(crate) async fn keys(&self, token: &str, now: Time) -> Result<Value, Refusal> {
        self.keys.of(&self.issuer, token, now).await
    }

    /// The account of whom a token proves.
    ///
    /// `sub` alone stays the same for a person (OpenID Connect Core 1.0 section 5.7), so it is kept
    /// with the account from the first time on. Until then a claim says whose account it is; one
    /// that is another's already is not given to a namesake.
    pub(crate) fn account(
        &self,
        work: &Work<'_>,
        token: &IdToken,
    ) -> rusqlite::Result<Option<Account>> {
        if let Some(account) = work.account_by_subject(&self.issuer, token.subject())? {
            return Ok(Some(account));
        }
        let Some(name) = token.text(&self.claim).filter(|_| token.vouches_for(&self.claim)) else {
            return Ok(None);
        };
        let account = match self.account {
            AccountKey::Email => work.account_by_email(name)?,
            AccountKey::Phone => work.account_by_phone(name)?,
            AccountKey::Login => work.account_by_login(name, None)?,
        };
        match account {
            Some(account) if work.has_subject(&self.issuer, &account.id)? => Ok(None),
            account => Ok(account),
        }
    }
}

/// The nonce that the app sends to the provider for a step's: base64url of SHA-256 over the
/// server's own issuer, a line feed and the step's nonce.
pub(crate) fn derived_nonce(server: &str, step_nonce: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, format!("{server}\n{step_nonce}").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nonce_is_that_of_the_page() {
        let nonce = derived_nonce("https://chat.corp.example", "QmFyZWx5IHJhbmRvbSwgMTI4");

        assert_eq!(nonce, "rf9mcV-aPXqIy2ZZDPybtPTfPW1t4B2zKx2qzw1LLmY");
    }
}
