//! Signed statements: JWTs (RFC 7519) of servers and of identity providers.

mod algorithm;
mod signer;
mod verify;

pub use algorithm::Algorithm;
pub(crate) use signer::Signer;
pub(crate) use verify::{Unsound, is_by_one_of, verify};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

fn encode(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn decode(part: &str) -> Option<Value> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ALL: [Algorithm; 4] = Algorithm::ALL;

    #[test]
    fn what_was_signed_is_believed_and_nothing_else() {
        let claims = json!({ "sub": "somebody" });
        for algorithm in ALL {
            let (signer, other) = (signer(algorithm, 1), signer(algorithm, 2));
            let keys = key_set(&[&other, &signer]);
            let token = signer.sign(&claims).unwrap();

            assert_eq!(verify(&token, &keys, &ALL), Ok(claims.clone()), "{algorithm:?}");
            let unknown = verify(&token, &key_set(&[&other]), &ALL);
            assert_eq!(unknown, Err(Unsound::UnknownKey), "{algorithm:?}");
            let refused = verify(&token, &keys, &ALL.map(|one| next(one, algorithm)));
            assert_eq!(refused, Err(Unsound::Algorithm), "{algorithm:?}");
            for changed in changes(&token) {
                let changed = verify(&changed, &keys, &ALL).unwrap_err();
                assert!(matches!(changed, Unsound::Signature | Unsound::Malformed), "{changed:?}");
            }
        }
    }

    #[test]
    fn a_token_that_names_no_key_may_be_by_each_that_fits() {
        let claims = json!({ "sub": "somebody" });
        let (signer, other) = (signer(Algorithm::Es256, 1), signer(Algorithm::Es256, 2));
        let token = signer.sign_as(&json!({ "alg": "ES256" }), &claims).unwrap();

        assert_eq!(verify(&token, &key_set(&[&other, &signer]), &ALL), Ok(claims));
        assert_eq!(verify(&token, &key_set(&[&other]), &ALL), Err(Unsound::Signature));
    }

    #[test]
    fn a_key_of_another_use_type_curve_or_size_fits_nothing() {
        let signer = signer(Algorithm::Es256, 1);
        let token = signer.sign(&json!({})).unwrap();
        for (member, value) in
            [("use", "enc"), ("kty", "OKP"), ("crv", "P-384"), ("alg", "ES384"), ("x", "AAAA")]
        {
            let mut key = signer.public();
            key[member] = json!(value);
            let found = verify(&token, &json!({ "keys": [key] }), &ALL);
            let expected = if member == "x" { Unsound::Signature } else { Unsound::UnfitKey };
            assert_eq!(found, Err(expected), "{member}");
        }
        let signer = self::signer(Algorithm::Rs256, 1);
        let token = signer.sign(&json!({})).unwrap();
        let mut short = signer.public();
        short["n"] = json!(URL_SAFE_NO_PAD.encode([0xFF; 128]));
        assert_eq!(verify(&token, &json!({ "keys": [short] }), &ALL), Err(Unsound::UnfitKey));
    }

    #[test]
    fn a_header_that_asks_for_more_is_not_understood() {
        let signer = signer(Algorithm::EdDsa, 1);
        for (member, value) in [("typ", json!("at+jwt")), ("crit", json!(["exp"]))] {
            let mut header = signer.header();
            header[member] = value;
            let token = signer.sign_as(&header, &json!({})).unwrap();
            let found = verify(&token, &key_set(&[&signer]), &ALL);
            assert_eq!(found, Err(Unsound::Header), "{member}");
        }
    }

    /// Another token in place of this one, a part at a time.
    fn changes(token: &str) -> [String; 4] {
        let (message, signature) = token.rsplit_once('.').unwrap();
        [
            token.replacen('.', ".e", 1),
            format!("{message}."),
            format!("{message}.{}", &signature[4..]),
            format!("{message}.AAAA{}", &signature[4..]),
        ]
    }

    /// One of the algorithms, but another than `not`.
    fn next(one: Algorithm, not: Algorithm) -> Algorithm {
        if one == not {
            ALL[(ALL.iter().position(|all| *all == one).unwrap() + 1) % 4]
        } else {
            one
        }
    }

    fn signer(algorithm: Algorithm, number: usize) -> Signer {
        Signer::new(algorithm, &Signer::make_key(algorithm, number)).unwrap()
    }

    fn key_set(signers: &[&Signer]) -> Value {
        json!({ "keys": signers.iter().map(|signer| signer.public()).collect::<Vec<_>>() })
    }
}
