//! Signatures, verified by the keys that their makers publish (RFC 7515, RFC 7517).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde_json::Value;

use super::{Algorithm, decode};

/// Why a JWT is not by whom it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unsound {
    #[error("it is no signed JWT")]
    Malformed,
    /// Also `none`, and every HS* (RFC 8725 section 3.1).
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
}

/// The claims of a JWT that one of the keys of a JWK set signed, by one of these algorithms.
pub(crate) fn verify(token: &str, keys: &Value, taken: &[Algorithm]) -> Result<Value, Unsound> {
    // The compact form (RFC 7515 section 7.1).
    let (message, signature) = token.rsplit_once('.').ok_or(Unsound::Malformed)?;
    let (header, claims) = message.split_once('.').ok_or(Unsound::Malformed)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Unsound::Malformed)?;
    let header = decode(header).ok_or(Unsound::Malformed)?;
    let claims = decode(claims).filter(Value::is_object).ok_or(Unsound::Malformed)?;

    // Which algorithms there may be is decided here, and not by the token (RFC 8725 section 3.1).
    let name = header["alg"].as_str().ok_or(Unsound::Malformed)?;
    let algorithm = Algorithm::parse(name)
        .filter(|algorithm| taken.contains(algorithm))
        .ok_or(Unsound::Algorithm)?;
    // Extensions that must be understood, and are not (RFC 7515 section 4.1.11); another kind of
    // token (RFC 8725 section 3.11).
    let is_jwt = |kind: &str| kind.eq_ignore_ascii_case("JWT");
    if !header["crit"].is_null() || header["typ"].as_str().is_some_and(|kind| !is_jwt(kind)) {
        return Err(Unsound::Header);
    }

    let named: Vec<_> = named(keys, &header).collect();
    if named.is_empty() {
        return Err(Unsound::UnknownKey);
    }
    let mut fitting = named.into_iter().filter(|key| fits(key, algorithm)).peekable();
    fitting.peek().ok_or(Unsound::UnfitKey)?;
    if fitting.any(|key| is_by(key, algorithm, message.as_bytes(), &signature).is_some()) {
        return Ok(claims);
    }
    Err(Unsound::Signature)
}

/// One of the keys is the one that the token names.
pub(crate) fn is_by_one_of(token: &str, keys: &Value) -> bool {
    let header = token.split('.').next().and_then(decode).unwrap_or_default();
    named(keys, &header).next().is_some()
}

/// The key that a token names; each, where it names none (OpenID Connect Core 1.0 section 10.1).
fn named<'a>(keys: &'a Value, header: &Value) -> impl Iterator<Item = &'a Value> {
    let id = header["kid"].clone();
    let all = keys["keys"].as_array().into_iter().flatten();
    all.filter(move |key| id.is_null() || key["kid"] == id)
}

/// The key is for signatures by this algorithm (RFC 7517 sections 4.1 to 4.4; RFC 7518 sections
/// 3.3 to 3.5; RFC 8037 section 2).
fn fits(key: &Value, algorithm: Algorithm) -> bool {
    let may_sign = key["use"].is_null() || key["use"] == "sig";
    let is_of_algorithm = key["alg"].is_null() || key["alg"] == algorithm.as_str();
    let is_of_type = match algorithm {
        Algorithm::Rs256 | Algorithm::Ps256 => {
            key["kty"] == "RSA" && bytes(key, "n").is_some_and(|number| number.len() >= 256)
        }
        Algorithm::Es256 => key["kty"] == "EC" && key["crv"] == "P-256",
        Algorithm::EdDsa => key["kty"] == "OKP" && key["crv"] == "Ed25519",
    };
    may_sign && is_of_algorithm && is_of_type
}

fn is_by(key: &Value, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> Option<()> {
    match algorithm {
        Algorithm::Rs256 | Algorithm::Ps256 => {
            let padding = match algorithm {
                Algorithm::Ps256 => &RSA_PSS_2048_8192_SHA256,
                _ => &RSA_PKCS1_2048_8192_SHA256,
            };
            let key = RsaPublicKeyComponents { n: bytes(key, "n")?, e: bytes(key, "e")? };
            key.verify(padding, message, signature).ok()
        }
        Algorithm::Es256 => {
            let point = [vec![0x04], bytes(key, "x")?, bytes(key, "y")?].concat();
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).ok()
        }
        Algorithm::EdDsa => {
            UnparsedPublicKey::new(&ED25519, bytes(key, "x")?).verify(message, signature).ok()
        }
    }
}

fn bytes(key: &Value, member: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(key[member].as_str()?).ok()
}
