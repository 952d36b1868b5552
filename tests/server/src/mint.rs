//! Tokens that say what they are for, under the server's own key: nothing secret is stored.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::{hmac, rand};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Makes tokens, and opens those that it made.
///
/// A token is the JSON of what it stands for and an HMAC-SHA-256 over it and its kind. So the same
/// token can be given again when an answer was lost, and none can be had from the database.
pub(crate) struct Mint {
    key: hmac::Key,
}

/// What a token may be used as; one kind is never taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    AuthSession,
    Code,
    Access,
    Refresh,
    /// A request that a browser comes for (`request_uri`).
    Request,
    /// What a page keeps until it is sent back.
    Page,
}

impl Mint {
    pub(crate) const KEY_LENGTH: usize = 32;

    pub(crate) fn new(key: &[u8]) -> Self {
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, key) }
    }

    pub(crate) fn seal(&self, kind: Kind, claims: &impl Serialize) -> String {
        let claims = URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims).unwrap_or_default());
        let tag = hmac::sign(&self.key, Self::message(kind, &claims).as_bytes());
        format!("{claims}.{}", URL_SAFE_NO_PAD.encode(tag))
    }

    /// What the token stands for; none where it is not of this mint and kind.
    pub(crate) fn open<T: DeserializeOwned>(&self, kind: Kind, token: &str) -> Option<T> {
        let (claims, tag) = token.split_once('.')?;
        let tag = URL_SAFE_NO_PAD.decode(tag).ok()?;
        hmac::verify(&self.key, Self::message(kind, claims).as_bytes(), &tag).ok()?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
    }

    /// A mark by which a secret that is too short to hash can be known again.
    pub(crate) fn mark(&self, context: &str, secret: &str) -> String {
        URL_SAFE_NO_PAD
            .encode(hmac::sign(&self.key, format!("mark\n{context}\n{secret}").as_bytes()))
    }

    fn message(kind: Kind, claims: &str) -> String {
        format!("{kind:?}\n{claims}")
    }
}

/// Random bytes of the system's generator.
///
/// # Panics
/// Where the system has no randomness: no server may go on without.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    rand::generate(&rand::SystemRandom::new()).expect("the system's random generator").expose()
}

/// A random id that can't be guessed.
pub(crate) fn random_id() -> String {
    URL_SAFE_NO_PAD.encode(random::<16>())
}

/// A code of random digits.
pub(crate) fn random_digits(length: u32) -> String {
    let mut digits = String::new();
    while digits.len() < length as usize {
        // 250 is a multiple of 10, so that no digit is likelier than another.
        digits.extend(
            random::<16>()
                .iter()
                .filter(|byte| **byte < 250)
                .map(|byte| char::from(b'0' + byte % 10)),
        );
    }
    digits.truncate(length as usize);
    digits
}
