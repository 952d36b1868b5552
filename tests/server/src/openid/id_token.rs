//! An ID token, verified as OpenID Connect Core 1.0 section 3.1.3.7 has it.

use serde::Serialize;
use serde_json::Value;

use crate::clock::Time;
use crate::jwt::{self, Algorithm, Unsound};

/// What a token must say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected<'a> {
    /// Of the provider.
    pub(crate) issuer: &'a str,
    pub(crate) client_id: &'a str,
    /// The derived one.
    pub(crate) nonce: &'a str,
    /// When the step was asked for.
    pub(crate) since: Time,
    pub(crate) now: Time,
}

/// What a provider says of a person; verified.
#[derive(Clone, Debug)]
pub(crate) struct IdToken {
    claims: Value,
}

/// Why an ID token was not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Untrusted {
    #[error("it is no signed JWT, or a claim is ill-typed")]
    Malformed,
    #[error("it is signed by an algorithm that is not taken")]
    Algorithm,
    #[error("its header asks for what is not understood")]
    Header,
    #[error("it is signed with a key that is not published")]
    UnknownKey,
    #[error("its key is for something else")]
    UnfitKey,
    #[error("its signature is wrong")]
    Signature,
    #[error("it is by another")]
    Issuer,
    #[error("it is for another")]
    Audience,
    #[error("it was given to another")]
    Party,
    #[error("it has expired")]
    Expired,
    #[error("it is not good yet")]
    NotYetGood,
    #[error("it is older than the step")]
    Stale,
    #[error("it is of another step, or was got through another server")]
    Nonce,
    #[error("it is of nobody")]
    Subject,
}

impl IdToken {
    /// How far clocks may differ, in seconds.
    const LEEWAY: u64 = 60;
    /// The longest `sub` (OpenID Connect Core 1.0 section 2).
    const SUBJECT: usize = 255;

    /// The token, if it is by one of the provider's keys and says what it must.
    ///
    /// `at_hash` is the app's to check: the access token never leaves the phone.
    pub(crate) fn verify(
        token: &str,
        keys: &Value,
        expected: Expected<'_>,
    ) -> Result<Self, Untrusted> {
        // The signature (6, 7), by a key of the provider's and an algorithm of ours.
        let claims = jwt::verify(token, keys, &Algorithm::ALL)?;

        // (2) It is by the provider, byte for byte.
        if claims["iss"] != expected.issuer {
            return Err(Untrusted::Issuer);
        }
        // (3) It is for the app, and for nobody else: no other is trusted here.
        if claims["aud"] != expected.client_id && claims["aud"] != Value::from([expected.client_id])
        {
            return Err(Untrusted::Audience);
        }
        // (4, 5) It was given to the app.
        if !claims["azp"].is_null() && claims["azp"] != expected.client_id {
            return Err(Untrusted::Party);
        }
        // (9, 10; RFC 7519 sections 4.1.4 to 4.1.6) It is good now, and no older than the step.
        let (earliest, latest) =
            (expected.now.before(Self::LEEWAY), expected.now.after(Self::LEEWAY));
        if moment(&claims["exp"])? <= earliest {
            return Err(Untrusted::Expired);
        }
        let issued = moment(&claims["iat"])?;
        if issued > latest || (!claims["nbf"].is_null() && moment(&claims["nbf"])? > latest) {
            return Err(Untrusted::NotYetGood);
        }
        if issued.secs() < expected.since.before(Self::LEEWAY).secs() {
            return Err(Untrusted::Stale);
        }
        // (11) It is the answer to this step, at this server.
        if claims["nonce"] != expected.nonce {
            return Err(Untrusted::Nonce);
        }
        // Section 2: whom it is about.
        let subject = claims["sub"].as_str().ok_or(Untrusted::Subject)?;
        if !(1..=Self::SUBJECT).contains(&subject.chars().count()) {
            return Err(Untrusted::Subject);
        }
        Ok(Self { claims })
    }

    pub(crate) fn subject(&self) -> &str {
        self.text("sub").unwrap_or_default()
    }

    /// A claim that is text.
    pub(crate) fn text(&self, claim: &str) -> Option<&str> {
        self.claims[claim].as_str().filter(|text| !text.is_empty())
    }

    /// The e-mail, if the provider knows it to be the person's.
    pub(crate) fn email(&self) -> Option<&str> {
        self.text("email").filter(|_| self.vouches_for("email"))
    }

    /// The provider knows a claim to be true: an e-mail or a phone that nobody verified is what
    /// somebody typed (OpenID Connect Core 1.0 section 5.7).
    pub(crate) fn vouches_for(&self, claim: &str) -> bool {
        match claim {
            "email" | "phone_number" => {
                let verified = &self.claims[format!("{claim}_verified")];
                // Some providers write it as text.
                *verified == true || *verified == "true"
            }
            _ => true,
        }
    }
}

impl From<Unsound> for Untrusted {
    fn from(unsound: Unsound) -> Self {
        match unsound {
            Unsound::Malformed => Self::Malformed,
            Unsound::Algorithm => Self::Algorithm,
            Unsound::Header => Self::Header,
            Unsound::UnknownKey => Self::UnknownKey,
            Unsound::UnfitKey => Self::UnfitKey,
            Unsound::Signature => Self::Signature,
        }
    }
}

/// A moment in Unix seconds, whole or not (RFC 7519 section 2).
fn moment(claim: &Value) -> Result<Time, Untrusted> {
    let seconds = claim.as_f64().filter(|seconds| *seconds >= 0.0).ok_or(Untrusted::Malformed)?;
    Ok(Time::from_secs(seconds as u64))
}
