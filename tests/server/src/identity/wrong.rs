//! How a provider can be wrong, in one place: the rest of it is right.
//!
//! Redirects, endless answers, silence and broken connections are faults of any server, and so of a
//! provider ([`crate::Faults`]).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::error::Unspecified;
use ring::hmac;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::keyring::Keyring;
use crate::jwt::{Algorithm, Signer};

macro_rules! wrongs {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A way in which an identity provider is wrong; some are odd, and allowed.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Wrong {
            /// The browser comes back with this error in place of a code.
            Ends { error: String, description: Option<String> },
            $($(#[$doc])* $name,)*
        }

        impl Wrong {
            /// Each way but [`Wrong::Ends`].
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

wrongs! {
    /// The discovery document is another issuer's.
    DocumentOfAnother,
    /// Its issuer has a slash more.
    DocumentSlash,
    /// An endpoint is http.
    DocumentPlainEndpoint,
    /// There is no code flow.
    DocumentNoCode,
    /// There is PKCE, and not by S256.
    DocumentNoS256,
    /// Requests have to be pushed, and nowhere to.
    DocumentNoPush,
    /// ID tokens are signed by no algorithm that apps take.
    DocumentNoAlgorithm,
    /// It is JSON, and no discovery document.
    DocumentUnreadable,

    /// The browser comes back without `state`.
    StateMissing,
    /// With another `state`.
    StateOther,
    /// With `state` twice.
    StateTwice,
    /// Without `iss`.
    IssuerMissing,
    /// With another's `iss`.
    IssuerOther,
    /// With `code` twice.
    CodeTwice,
    /// With neither a code nor an error.
    AnswerMissing,
    /// With both.
    AnswerBoth,
    /// With all of it in the fragment.
    AnswerInFragment,
    /// Codes are good however often they come; that is for the app alone to guard then.
    CodeForever,

    /// The keys are no key set.
    KeysUnreadable,
    /// The keys are for encryption.
    KeysForAnotherUse,
    /// Each key is published under the id of one of another type.
    KeysSwapped,
    /// The curves are others.
    KeysOfAnotherCurve,
    /// The RSA keys have 1024 bits.
    KeysShort,
    /// The ID token names a key that is not published.
    KeyUnknown,
    /// The ID token names no key: allowed, each that fits is tried.
    KeyUnnamed,

    /// The ID token is not there.
    IdTokenMissing,
    /// It is none.
    IdTokenUnreadable,
    /// Its `alg` is `none`.
    IdTokenUnsigned,
    /// It is signed by HS256, with the public key for a secret.
    IdTokenBySharedSecret,
    /// It is signed by an algorithm that the provider does not register.
    IdTokenByAnotherAlgorithm,
    /// It is signed by somebody else.
    IdTokenByAnotherKey,
    /// Its header has an extension that must be understood.
    IdTokenCritical,
    /// Its `iss` is another.
    IdTokenOfAnotherIssuer,
    /// Its `aud` is another.
    IdTokenForAnother,
    /// Its `aud` is the app and another.
    IdTokenForOthersToo,
    /// Its `azp` is another.
    IdTokenGivenToAnother,
    /// It expired.
    IdTokenExpired,
    /// Its `nbf` is to come.
    IdTokenNotYetGood,
    /// Its `iat` is to come.
    IdTokenFromTheFuture,
    /// Its `iat` is before the sign-in.
    IdTokenStale,
    /// It has no `nonce`.
    NonceMissing,
    /// Its `nonce` is another.
    NonceOther,
    /// It has no `sub`.
    SubjectMissing,
    /// Its `sub` is empty.
    SubjectEmpty,
    /// Its `sub` is longer than 255 characters.
    SubjectLong,
    /// Its `at_hash` is of another access token.
    AccessTokenOther,
    /// `token_type` is none that apps know.
    TokenTypeOther,
    /// `token_type` is in capital letters: allowed.
    TokenTypeShouted,
}

/// Somebody else.
const OTHER: &str = "https://other.example";

/// A long time, in seconds.
const LONG: u64 = 3600;

impl Wrong {
    pub(super) fn spoil_document(&self, document: &mut Value) {
        match self {
            Self::DocumentOfAnother => document["issuer"] = json!(OTHER),
            Self::DocumentSlash => {
                let issuer = document["issuer"].as_str().unwrap_or_default();
                document["issuer"] = json!(format!("{issuer}/"));
            }
            Self::DocumentPlainEndpoint => {
                let endpoint = document["token_endpoint"].as_str().unwrap_or_default();
                document["token_endpoint"] = json!(endpoint.replacen("https", "http", 1));
            }
            Self::DocumentNoCode => document["response_types_supported"] = json!(["id_token"]),
            Self::DocumentNoS256 => document["code_challenge_methods_supported"] = json!(["plain"]),
            Self::DocumentNoPush => {
                document["require_pushed_authorization_requests"] = json!(true);
                document["pushed_authorization_request_endpoint"] = Value::Null;
            }
            Self::DocumentNoAlgorithm => {
                document["id_token_signing_alg_values_supported"] = json!(["none", "HS256"]);
            }
            Self::DocumentUnreadable => *document = json!({ "issuer": document["issuer"] }),
            Self::IdTokenByAnotherAlgorithm => {
                let own = Algorithm::default().as_str();
                document["id_token_signing_alg_values_supported"] = json!([own]);
            }
            _ => {}
        }
    }

    pub(super) fn spoil_keys(&self, keys: &mut Value) {
        if *self == Self::KeysUnreadable {
            *keys = json!({ "keys": "none" });
            return;
        }
        let Some(keys) = keys["keys"].as_array_mut() else {
            return;
        };
        match self {
            Self::KeysForAnotherUse => keys.iter_mut().for_each(|key| key["use"] = json!("enc")),
            Self::KeysSwapped => {
                let ids: Vec<_> = keys.iter().map(|key| key["kid"].clone()).collect();
                // The first half is RSA, the other is not.
                let half = ids.len() / 2;
                let others = ids[half..].iter().chain(&ids[..half]);
                keys.iter_mut().zip(others).for_each(|(key, id)| key["kid"] = id.clone());
            }
            Self::KeysOfAnotherCurve => {
                for key in keys.iter_mut().filter(|key| !key["crv"].is_null()) {
                    key["crv"] = json!(if key["kty"] == "EC" { "P-384" } else { "Ed448" });
                }
            }
            Self::KeysShort => {
                let short = json!(URL_SAFE_NO_PAD.encode([0xFF; 128]));
                keys.iter_mut()
                    .filter(|key| key["kty"] == "RSA")
                    .for_each(|key| key["n"] = short.clone());
            }
            _ => {}
        }
    }

    pub(super) fn spoil_callback(&self, answer: &mut Vec<(String, String)>) {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        match self {
            Self::Ends { error, description } => {
                answer.retain(|(name, _)| name != "code");
                answer.push(pair("error", error));
                answer.extend(description.iter().map(|text| pair("error_description", text)));
            }
            Self::StateMissing => answer.retain(|(name, _)| name != "state"),
            Self::StateOther => replace(answer, "state", "another"),
            Self::StateTwice => repeat(answer, "state"),
            Self::IssuerMissing => answer.retain(|(name, _)| name != "iss"),
            Self::IssuerOther => replace(answer, "iss", OTHER),
            Self::CodeTwice => repeat(answer, "code"),
            Self::AnswerMissing => answer.retain(|(name, _)| name != "code"),
            Self::AnswerBoth => answer.push(pair("error", "access_denied")),
            _ => {}
        }
    }

    pub(super) fn spoil_address(&self, address: &mut String) {
        if *self == Self::AnswerInFragment {
            *address = address.replacen('?', "#", 1);
        }
    }

    /// An ID token of these claims, but for what is wrong.
    pub(super) fn sign(
        &self,
        keyring: &Keyring,
        algorithm: Algorithm,
        mut claims: Value,
    ) -> Result<String, Unspecified> {
        self.spoil_claims(&mut claims);
        let signer = keyring.signer(algorithm);
        let mut header = signer.header();
        match self {
            Self::IdTokenUnreadable => Ok("an.unreadable.token".to_owned()),
            Self::IdTokenUnsigned => {
                header["alg"] = json!("none");
                let token = signer.sign_as(&header, &claims)?;
                let signed = token.rsplit_once('.').map_or("", |(signed, _)| signed);
                Ok(format!("{signed}."))
            }
            Self::IdTokenBySharedSecret => {
                header["alg"] = json!("HS256");
                let token = signer.sign_as(&header, &claims)?;
                let signed = token.rsplit_once('.').map_or("", |(signed, _)| signed);
                let secret = signer.public().to_string();
                let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
                let tag = hmac::sign(&key, signed.as_bytes());
                Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(tag)))
            }
            Self::IdTokenByAnotherAlgorithm => keyring.signer(Algorithm::Es256).sign(&claims),
            Self::IdTokenByAnotherKey => {
                // One that is never published: of this provider's, the next would be.
                let key = Signer::make_key(algorithm, keyring.number() + 1);
                let other = Signer::new(algorithm, &key).map_err(|_| Unspecified)?;
                other.sign_as(&header, &claims)
            }
            Self::IdTokenCritical => {
                header["crit"] = json!(["urn:example:new"]);
                signer.sign_as(&header, &claims)
            }
            Self::KeyUnknown => {
                header["kid"] = json!("unknown");
                signer.sign_as(&header, &claims)
            }
            Self::KeyUnnamed => {
                header.as_object_mut().map(|header| header.remove("kid"));
                signer.sign_as(&header, &claims)
            }
            _ => signer.sign_as(&header, &claims),
        }
    }

    pub(super) fn spoil_answer(&self, answer: &mut Value) {
        match self {
            Self::IdTokenMissing => answer["id_token"] = Value::Null,
            Self::TokenTypeOther => answer["token_type"] = json!("mac"),
            Self::TokenTypeShouted => answer["token_type"] = json!("BEARER"),
            _ => {}
        }
    }

    fn spoil_claims(&self, claims: &mut Value) {
        let now = claims["iat"].as_u64().unwrap_or_default();
        let client = claims["aud"].clone();
        let mut put = |claim: &str, value: Value| match value {
            Value::Null => {
                claims.as_object_mut().map(|claims| claims.remove(claim));
            }
            value => claims[claim] = value,
        };
        match self {
            Self::IdTokenOfAnotherIssuer => put("iss", json!(OTHER)),
            Self::IdTokenForAnother => put("aud", json!("another-app")),
            Self::IdTokenForOthersToo => put("aud", json!([client, "another-app"])),
            Self::IdTokenGivenToAnother => put("azp", json!("another-app")),
            Self::IdTokenExpired => put("exp", json!(now - LONG / 10)),
            Self::IdTokenNotYetGood => put("nbf", json!(now + LONG)),
            Self::IdTokenFromTheFuture => {
                put("iat", json!(now + LONG));
                put("exp", json!(now + 2 * LONG));
            }
            Self::IdTokenStale => put("iat", json!(now - LONG)),
            Self::NonceMissing => put("nonce", Value::Null),
            Self::NonceOther => put("nonce", json!("another")),
            Self::SubjectMissing => put("sub", Value::Null),
            Self::SubjectEmpty => put("sub", json!("")),
            Self::SubjectLong => put("sub", json!("s".repeat(256))),
            Self::AccessTokenOther => put("at_hash", json!(URL_SAFE_NO_PAD.encode([0; 16]))),
            _ => {}
        }
    }
}

fn replace(answer: &mut [(String, String)], name: &str, value: &str) {
    for (_, own) in answer.iter_mut().filter(|(own, _)| own == name) {
        value.clone_into(own);
    }
}

fn repeat(answer: &mut Vec<(String, String)>, name: &str) {
    let again: Vec<_> = answer.iter().filter(|(own, _)| own == name).cloned().collect();
    answer.extend(again);
}
