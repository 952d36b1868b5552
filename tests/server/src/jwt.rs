//! Signed statements between servers: JWTs by ES256 (RFC 7519, RFC 7518 section 3.4).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::error::{KeyRejected, Unspecified};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _,
    UnparsedPublicKey,
};
use serde_json::{Value, json};

/// Signs JWTs.
pub(crate) struct Signer {
    key: EcdsaKeyPair,
    random: SystemRandom,
}

impl Signer {
    /// A new private key (PKCS #8).
    ///
    /// # Panics
    /// Where the system has no randomness.
    pub(crate) fn make_key() -> Vec<u8> {
        let made =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        made.expect("the system's random generator").as_ref().to_vec()
    }

    pub(crate) fn new(key: &[u8]) -> Result<Self, KeyRejected> {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key, &random)?;
        Ok(Self { key, random })
    }

    pub(crate) fn sign(&self, claims: &Value) -> Result<String, Unspecified> {
        let header = json!({ "alg": "ES256", "typ": "JWT", "kid": self.id() });
        let message = format!("{}.{}", encode(&header), encode(claims));
        let signature = self.key.sign(&self.random, message.as_bytes())?;
        Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// The public key (RFC 7517).
    pub(crate) fn public(&self) -> Value {
        let mut key = self.thumbprint_members();
        key["use"] = json!("sig");
        key["alg"] = json!("ES256");
        key["kid"] = json!(self.id());
        key
    }

    /// The key's thumbprint (RFC 7638).
    fn id(&self) -> String {
        let members = self.thumbprint_members().to_string();
        URL_SAFE_NO_PAD.encode(digest(&SHA256, members.as_bytes()))
    }

    fn thumbprint_members(&self) -> Value {
        // An uncompressed point: 0x04, x, y.
        let point = self.key.public_key().as_ref();
        let (x, y) = point.get(1..).unwrap_or_default().split_at(32);
        json!({
            "crv": "P-256",
            "kty": "EC",
            "x": URL_SAFE_NO_PAD.encode(x),
            "y": URL_SAFE_NO_PAD.encode(y),
        })
    }
}

/// The claims of a JWT that one of the keys of a JWK set signed by ES256.
pub(crate) fn verify(token: &str, keys: &Value) -> Option<Value> {
    let (message, signature) = token.rsplit_once('.')?;
    let (_, claims) = message.split_once('.')?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    let key = key_of(token, keys)?;
    let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(key[name].as_str()?).ok();
    let point = [vec![0x04], coordinate("x")?, coordinate("y")?].concat();
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
        .verify(message.as_bytes(), &signature)
        .ok()?;
    decode(claims)
}

/// One of the keys is the one that the token names.
pub(crate) fn is_by_one_of(token: &str, keys: &Value) -> bool {
    key_of(token, keys).is_some()
}

fn key_of<'a>(token: &str, keys: &'a Value) -> Option<&'a Value> {
    let header = decode(token.split('.').next()?)?;
    if header["alg"] != "ES256" {
        return None;
    }
    let fits =
        |key: &&Value| key["kty"] == "EC" && key["crv"] == "P-256" && key["kid"] == header["kid"];
    keys["keys"].as_array()?.iter().find(fits)
}

fn encode(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn decode(part: &str) -> Option<Value> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_is_believed_and_nothing_else() {
        let signer = Signer::new(&Signer::make_key()).unwrap();
        let other = Signer::new(&Signer::make_key()).unwrap();
        let keys = json!({ "keys": [other.public(), signer.public()] });
        let claims = json!({ "sub": "somebody" });

        let token = signer.sign(&claims).unwrap();

        assert_eq!(verify(&token, &keys), Some(claims));
        assert_eq!(verify(&token, &json!({ "keys": [other.public()] })), None);
        assert_eq!(verify(&token.replacen('.', ".e", 1), &keys), None);
    }
}
