use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::error::{KeyRejected, Unspecified};
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
    RSA_PSS_SHA256, RsaEncoding, RsaKeyPair,
};
use serde_json::{Value, json};

use super::{Algorithm, encode};

/// Signs JWTs.
pub(crate) struct Signer {
    algorithm: Algorithm,
    key: Key,
    random: SystemRandom,
}

enum Key {
    Rsa(Box<RsaKeyPair>),
    P256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

/// RSA keys, made once for tests, since `ring` makes none; good for nothing else.
const RSA: [(&[u8], &[u8]); 2] = [
    (include_bytes!("rsa/1.der"), include_bytes!("rsa/2.der")),
    (include_bytes!("rsa/3.der"), include_bytes!("rsa/4.der")),
];

impl Signer {
    /// A private key (PKCS #8): a new one, but for RSA, where those of even and odd numbers are two.
    ///
    /// # Panics
    /// Where the system has no randomness.
    pub(crate) fn make_key(algorithm: Algorithm, number: usize) -> Vec<u8> {
        const NO_RANDOMNESS: &str = "the system's random generator";

        let random = SystemRandom::new();
        let (rs256, ps256) = RSA[number % RSA.len()];
        match algorithm {
            Algorithm::Rs256 => rs256.to_vec(),
            Algorithm::Ps256 => ps256.to_vec(),
            Algorithm::Es256 => {
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
                    .expect(NO_RANDOMNESS)
                    .as_ref()
                    .to_vec()
            }
            Algorithm::EdDsa => {
                Ed25519KeyPair::generate_pkcs8(&random).expect(NO_RANDOMNESS).as_ref().to_vec()
            }
        }
    }

    pub(crate) fn new(algorithm: Algorithm, key: &[u8]) -> Result<Self, KeyRejected> {
        let random = SystemRandom::new();
        let key = match algorithm {
            Algorithm::Rs256 | Algorithm::Ps256 => Key::Rsa(Box::new(RsaKeyPair::from_pkcs8(key)?)),
            Algorithm::Es256 => {
                let kind = &ECDSA_P256_SHA256_FIXED_SIGNING;
                Key::P256(EcdsaKeyPair::from_pkcs8(kind, key, &random)?)
            }
            Algorithm::EdDsa => Key::Ed25519(Ed25519KeyPair::from_pkcs8(key)?),
        };
        Ok(Self { algorithm, key, random })
    }

    pub(crate) fn sign(&self, claims: &Value) -> Result<String, Unspecified> {
        self.sign_as(&self.header(), claims)
    }

    /// The same with another header, whatever that says.
    pub(crate) fn sign_as(&self, header: &Value, claims: &Value) -> Result<String, Unspecified> {
        let message = format!("{}.{}", encode(header), encode(claims));
        let signature = self.sign_bytes(message.as_bytes())?;
        Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// What [`Signer::sign`] says of itself.
    pub(crate) fn header(&self) -> Value {
        json!({ "alg": self.algorithm.as_str(), "typ": "JWT", "kid": self.id() })
    }

    /// The public key (RFC 7517).
    pub(crate) fn public(&self) -> Value {
        let mut key = self.thumbprint_members();
        key["use"] = json!("sig");
        key["alg"] = json!(self.algorithm.as_str());
        key["kid"] = json!(self.id());
        key
    }

    /// The key's thumbprint (RFC 7638).
    pub(crate) fn id(&self) -> String {
        let members = self.thumbprint_members().to_string();
        URL_SAFE_NO_PAD.encode(digest(&SHA256, members.as_bytes()))
    }

    fn thumbprint_members(&self) -> Value {
        match &self.key {
            Key::Rsa(key) => {
                let PublicKeyComponents { n, e } =
                    PublicKeyComponents::<Vec<u8>>::from(key.public_key());
                json!({
                    "e": URL_SAFE_NO_PAD.encode(e),
                    "kty": "RSA",
                    "n": URL_SAFE_NO_PAD.encode(n),
                })
            }
            Key::P256(key) => {
                // An uncompressed point: 0x04, x, y.
                let point = key.public_key().as_ref();
                let (x, y) = point.get(1..).unwrap_or_default().split_at(32);
                json!({
                    "crv": "P-256",
                    "kty": "EC",
                    "x": URL_SAFE_NO_PAD.encode(x),
                    "y": URL_SAFE_NO_PAD.encode(y),
                })
            }
            Key::Ed25519(key) => json!({
                "crv": "Ed25519",
                "kty": "OKP",
                "x": URL_SAFE_NO_PAD.encode(key.public_key()),
            }),
        }
    }

    fn sign_bytes(&self, message: &[u8]) -> Result<Vec<u8>, Unspecified> {
        match &self.key {
            Key::Rsa(key) => {
                let padding: &dyn RsaEncoding = match self.algorithm {
                    Algorithm::Ps256 => &RSA_PSS_SHA256,
                    _ => &RSA_PKCS1_SHA256,
                };
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(padding, &self.random, message, &mut signature)?;
                Ok(signature)
            }
            Key::P256(key) => Ok(key.sign(&self.random, message)?.as_ref().to_vec()),
            Key::Ed25519(key) => Ok(key.sign(message).as_ref().to_vec()),
        }
    }
}
