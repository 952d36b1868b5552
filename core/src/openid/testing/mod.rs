//! A provider of this machine's own, as far as values go: its keys, its tokens, and a sign-in.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
    RSA_PSS_SHA256, RsaEncoding, RsaKeyPair,
};
use serde_json::{Value, json};

use super::{Algorithm, Authorization, Nonce, Provider, Redirect};
use crate::Timestamp;
use crate::input::ServerAddress;

/// Made once for the tests, since `ring` makes no RSA keys; good for nothing else.
const RSA: &[u8] = include_bytes!("rsa.der");

pub(super) const ISSUER: &str = "https://id.corp.example/realms/staff";
pub(super) const CLIENT: &str = "vestibule";
pub(super) const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

/// A key that a provider signs with.
pub(super) struct Signer {
    kid: Option<&'static str>,
    key: Key,
}

enum Key {
    Rsa(RsaKeyPair, Algorithm),
    P256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl Signer {
    pub(super) fn new(algorithm: Algorithm) -> Self {
        let random = SystemRandom::new();
        let key = match algorithm {
            Algorithm::Rs256 | Algorithm::Ps256 => {
                Key::Rsa(RsaKeyPair::from_pkcs8(RSA).unwrap(), algorithm)
            }
            Algorithm::Es256 => {
                let kind = &ECDSA_P256_SHA256_FIXED_SIGNING;
                let pkcs8 = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
                Key::P256(EcdsaKeyPair::from_pkcs8(kind, pkcs8.as_ref(), &random).unwrap())
            }
            Algorithm::EdDsa => {
                let pkcs8 = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
                Key::Ed25519(Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap())
            }
        };
        Self { kid: Some("1"), key }
    }

    pub(super) fn named(self, kid: Option<&'static str>) -> Self {
        Self { kid, ..self }
    }

    pub(super) fn algorithm(&self) -> Algorithm {
        match &self.key {
            Key::Rsa(_, algorithm) => *algorithm,
            Key::P256(_) => Algorithm::Es256,
            Key::Ed25519(_) => Algorithm::EdDsa,
        }
    }

    /// The public key (RFC 7517), with its id where it has one.
    pub(super) fn jwk(&self) -> Value {
        let encoded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let mut jwk = match &self.key {
            Key::Rsa(key, _) => {
                let PublicKeyComponents { n, e } =
                    PublicKeyComponents::<Vec<u8>>::from(key.public());
                json!({"kty": "RSA", "n": encoded(&n), "e": encoded(&e)})
            }
            Key::P256(key) => {
                // An uncompressed point: 4, x, y.
                let (x, y) = key.public_key().as_ref()[1..].split_at(32);
                json!({"kty": "EC", "crv": "P-256", "x": encoded(x), "y": encoded(y)})
            }
            Key::Ed25519(key) => {
                json!({"kty": "OKP", "crv": "Ed25519", "x": encoded(key.public_key().as_ref())})
            }
        };
        jwk["use"] = "sig".into();
        if let Some(kid) = self.kid {
            jwk["kid"] = kid.into();
        }
        jwk
    }

    /// A token with these claims.
    pub(super) fn token(&self, claims: &Value) -> String {
        let mut header = json!({"alg": self.algorithm().as_str(), "typ": "JWT"});
        if let Some(kid) = self.kid {
            header["kid"] = kid.into();
        }
        self.token_with(&header, claims)
    }

    /// A token with this header, signed whatever that says.
    pub(super) fn token_with(&self, header: &Value, claims: &Value) -> String {
        let signed =
            [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(self.sign(signed.as_bytes())))
    }

    fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.key {
            Key::Rsa(key, algorithm) => {
                let padding: &dyn RsaEncoding = match algorithm {
                    Algorithm::Ps256 => &RSA_PSS_SHA256,
                    _ => &RSA_PKCS1_SHA256,
                };
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(padding, &random, bytes, &mut signature).unwrap();
                signature
            }
            Key::P256(key) => key.sign(&random, bytes).unwrap().as_ref().to_vec(),
            Key::Ed25519(key) => key.sign(bytes).as_ref().to_vec(),
        }
    }
}

/// A key set of these keys.
pub(super) fn key_set(keys: &[Value]) -> String {
    json!({ "keys": keys }).to_string()
}

/// A discovery document at an issuer.
pub(super) fn document(issuer: &str) -> Value {
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/auth"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "end_session_endpoint": format!("{issuer}/logout"),
        "response_types_supported": ["code", "code id_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "PS256", "ES256", "EdDSA", "HS256"],
        "code_challenge_methods_supported": ["plain", "S256"],
        "authorization_response_iss_parameter_supported": true,
    })
}

pub(super) fn issuer() -> ServerAddress {
    ServerAddress::from_issuer(ISSUER).unwrap()
}

pub(super) fn corporate() -> ServerAddress {
    ServerAddress::from_issuer("https://chat.corp.example").unwrap()
}

pub(super) fn provider() -> Provider {
    provider_of(&document(ISSUER))
}

pub(super) fn provider_of(document: &Value) -> Provider {
    Provider::parse(&issuer(), document.to_string().as_bytes()).unwrap()
}

pub(super) fn redirect() -> Redirect {
    Redirect::parse("vestibule://callback").unwrap()
}

/// A sign-in that began now.
pub(super) fn authorization() -> Authorization {
    authorization_at(&provider())
}

pub(super) fn authorization_at(provider: &Provider) -> Authorization {
    let nonce = Nonce::derived(&corporate(), "step");
    let random = [[1; 32], [2; 32]];
    Authorization::new(provider, CLIENT, "openid email", nonce, &redirect(), random, NOW)
}

/// What an ID token for [`authorization`] says.
pub(super) fn claims() -> Value {
    claims_of(ISSUER)
}

pub(super) fn claims_of(issuer: &str) -> Value {
    let now = NOW.millis() / 1000;
    json!({
        "iss": issuer,
        "sub": "ivan",
        "aud": CLIENT,
        "exp": now + 300,
        "iat": now,
        "nonce": Nonce::derived(&corporate(), "step").expose(),
    })
}

/// The claims with one put in place, or taken away where it is null.
pub(super) fn with(mut object: Value, member: &str, value: Value) -> Value {
    let members = object.as_object_mut().unwrap();
    match value {
        Value::Null => members.remove(member),
        value => members.insert(member.to_owned(), value),
    };
    object
}
