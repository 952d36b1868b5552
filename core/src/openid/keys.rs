use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKey, JsonWebKeyAlgorithm, JsonWebKeyUse, JwsSigningAlgorithm};
use serde_json::Value;

use super::{Algorithm, IdTokenProblem, ProviderProblem};

/// An identity provider's keys (RFC 7517 section 5), without those that can't be read.
#[derive(Clone, Debug)]
pub(super) struct Keys(CoreJsonWebKeySet);

impl Keys {
    pub(super) fn parse(body: &[u8]) -> Result<Self, ProviderProblem> {
        serde_json::from_slice(body).map(Self).map_err(|error| ProviderProblem::keys(&error))
    }

    /// The keys that a token signed in this way may have been signed with: those of the id that it
    /// names, or all where it names none (OpenID Connect Core 1.0 section 10.1), as far as they
    /// fit.
    pub(super) fn of(
        &self,
        kid: Option<&str>,
        algorithm: Algorithm,
    ) -> Result<Vec<&CoreJsonWebKey>, IdTokenProblem> {
        let id = |key: &CoreJsonWebKey| key.key_id().map(|id| id.as_str().to_owned());
        let named: Vec<_> = self
            .0
            .keys()
            .iter()
            .filter(|key| kid.is_none_or(|kid| id(key).as_deref() == Some(kid)))
            .collect();
        if named.is_empty() {
            return Err(IdTokenProblem::UnknownKey);
        }
        let fitting: Vec<_> = named.into_iter().filter(|key| fits(key, algorithm)).collect();
        if fitting.is_empty() { Err(IdTokenProblem::UnfitKey) } else { Ok(fitting) }
    }
}

/// The key is for signatures, and of the algorithm's type, curve and size.
fn fits(key: &CoreJsonWebKey, algorithm: Algorithm) -> bool {
    let signed = CoreJwsSigningAlgorithm::from(algorithm);
    let may_sign = key.key_use().is_none_or(JsonWebKeyUse::allows_signature);
    let is_of_type = signed.key_type().as_ref() == Some(key.key_type());
    let is_of_algorithm = match key.signing_alg() {
        JsonWebKeyAlgorithm::Algorithm(only) => *only == signed,
        JsonWebKeyAlgorithm::Unspecified => true,
        JsonWebKeyAlgorithm::Unsupported => false,
    };
    may_sign && is_of_type && is_of_algorithm && has_shape(key, algorithm)
}

/// The curve (RFC 7518 section 3.4, RFC 8037 section 3.1), or enough bits (RFC 7518 section 3.3).
fn has_shape(key: &CoreJsonWebKey, algorithm: Algorithm) -> bool {
    const RSA_BITS: usize = 2048;

    // The members can be seen in JSON alone.
    let members = serde_json::to_value(key).unwrap_or_default();
    match algorithm {
        Algorithm::Rs256 | Algorithm::Ps256 => bits(&members["n"]) >= RSA_BITS,
        Algorithm::Es256 => members["crv"] == "P-256",
        Algorithm::EdDsa => members["crv"] == "Ed25519",
    }
}

fn bits(number: &Value) -> usize {
    let bytes = URL_SAFE_NO_PAD.decode(number.as_str().unwrap_or_default()).unwrap_or_default();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    match bytes.get(zeros) {
        Some(first) => (bytes.len() - zeros) * 8 - first.leading_zeros() as usize,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::openid::testing::{Signer, key_set, with};

    const ALL: [Algorithm; 4] =
        [Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256, Algorithm::EdDsa];

    #[test]
    fn a_key_of_another_type_use_curve_or_size_is_refused() {
        for algorithm in ALL {
            let jwk = Signer::new(algorithm).jwk();
            let own = algorithm.as_str();
            assert_eq!(fit(&jwk, algorithm), Ok(1), "{own}");
            assert_eq!(fit(&with(jwk.clone(), "use", Value::Null), algorithm), Ok(1), "{own}");
            assert_eq!(fit(&with(jwk.clone(), "alg", own.into()), algorithm), Ok(1), "{own}");
            for (member, value) in [
                ("use", json!("enc")),
                ("alg", json!("RS512")),
                ("alg", json!("HS256")),
                ("kty", json!("oct")),
            ] {
                let unfit = with(jwk.clone(), member, value.clone());
                let found = fit(&unfit, algorithm);
                assert_eq!(found, Err(IdTokenProblem::UnfitKey), "{own}: {member} {value}");
            }
        }
        for (signer, algorithm) in [
            (Algorithm::Rs256, Algorithm::Es256),
            (Algorithm::Es256, Algorithm::Rs256),
            (Algorithm::Es256, Algorithm::EdDsa),
            (Algorithm::EdDsa, Algorithm::Es256),
        ] {
            let found = fit(&Signer::new(signer).jwk(), algorithm);
            assert_eq!(found, Err(IdTokenProblem::UnfitKey), "{signer:?} for {algorithm:?}");
        }
        let curve = |algorithm, curve: &str| {
            fit(&with(Signer::new(algorithm).jwk(), "crv", curve.into()), algorithm)
        };
        for (algorithm, other) in [
            (Algorithm::Es256, "P-384"),
            (Algorithm::Es256, "secp256k1"),
            (Algorithm::Es256, "Ed25519"),
            (Algorithm::EdDsa, "Ed448"),
            (Algorithm::EdDsa, "X25519"),
        ] {
            assert_eq!(curve(algorithm, other), Err(IdTokenProblem::UnfitKey), "{other}");
        }
    }

    #[test]
    fn an_rsa_key_has_at_least_2048_bits() {
        let number = |bytes: usize, first: u8| {
            let mut bytes = vec![0xFF; bytes];
            bytes[0] = first;
            json!({"kty": "RSA", "kid": "1", "e": "AQAB", "n": URL_SAFE_NO_PAD.encode(bytes)})
        };
        for (jwk, is_long_enough) in [
            (number(256, 0x80), true),
            (number(257, 0x00), true),
            (number(256, 0x7F), false),
            (number(256, 0x00), false),
            (number(128, 0x80), false),
            (json!({"kty": "RSA", "kid": "1", "e": "AQAB"}), false),
            (json!({"kty": "RSA", "kid": "1", "e": "AQAB", "n": ""}), false),
        ] {
            assert_eq!(fit(&jwk, Algorithm::Rs256).is_ok(), is_long_enough, "{jwk}");
        }
    }

    #[test]
    fn keys_that_cannot_be_read_are_left_out() {
        let jwk = Signer::new(Algorithm::Es256).jwk();
        let set = [json!({"kty": "new", "kid": "0"}), json!(1), jwk];

        let keys = Keys::parse(key_set(&set).as_bytes()).unwrap();

        assert_eq!(keys.of(Some("1"), Algorithm::Es256).map(|keys| keys.len()), Ok(1));
        assert_eq!(keys.of(Some("0"), Algorithm::Es256), Err(IdTokenProblem::UnknownKey));
    }

    #[test]
    fn the_keys_of_a_token_are_those_of_its_id_or_all_that_fit() {
        let signers = [
            Signer::new(Algorithm::Es256).named(Some("a")),
            Signer::new(Algorithm::Es256).named(Some("b")),
            Signer::new(Algorithm::Es256).named(None),
            Signer::new(Algorithm::EdDsa).named(Some("c")),
        ];
        let keys = Keys::parse(key_set(&signers.map(|key| key.jwk())).as_bytes()).unwrap();

        let of = |kid| keys.of(kid, Algorithm::Es256).map(|keys| keys.len());
        assert_eq!(of(Some("a")), Ok(1));
        assert_eq!(of(None), Ok(3));
        assert_eq!(of(Some("c")), Err(IdTokenProblem::UnfitKey));
        assert_eq!(of(Some("d")), Err(IdTokenProblem::UnknownKey));
        assert_eq!(of(Some("")), Err(IdTokenProblem::UnknownKey));
    }

    proptest! {
        #[test]
        fn no_key_set_makes_the_parser_panic(
            bytes: Vec<u8>,
            member in "kty|use|alg|kid|crv|n|e|x|y|k|d",
            text: String,
        ) {
            let _ = Keys::parse(&bytes);
            for algorithm in ALL {
                let _ = fit(&with(jwk(algorithm), &member, text.clone().into()), algorithm);
            }
        }
    }

    /// How many keys of a set of this one fit.
    fn fit(jwk: &Value, algorithm: Algorithm) -> Result<usize, IdTokenProblem> {
        let other = Signer::new(Algorithm::EdDsa).named(Some("0")).jwk();
        let keys = Keys::parse(key_set(&[other, jwk.clone()]).as_bytes()).unwrap();
        match keys.of(Some("1"), algorithm) {
            Err(IdTokenProblem::UnknownKey) => Err(IdTokenProblem::UnfitKey),
            found => found.map(|keys| keys.len()),
        }
    }

    fn jwk(algorithm: Algorithm) -> Value {
        Signer::new(algorithm).jwk()
    }
}
