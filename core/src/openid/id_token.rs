use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use openidconnect::core::{
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalClaims, ClaimsVerificationError, ClientId,
    IdTokenClaims, IdTokenVerifier, IssuerUrl, JsonWebKeySet, Nonce as NonceClaim,
    SignatureVerificationError,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use super::keys::Keys;
use super::{Algorithm, Authorization, Provider};
use crate::wire::plain;
use crate::{Secret, Timestamp};

/// An identity provider's word on who the person is (OpenID Connect Core 1.0 section 2).
///
/// A value of this type was verified, for the [`Authorization`] that asked for it: it is ready to
/// be sent to the corporate server, which verifies it for itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdToken(Secret);

/// What an ID token is verified against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected<'a> {
    pub(super) provider: &'a Provider,
    pub(super) authorization: &'a Authorization,
    /// The access token that came with it.
    pub(super) access_token: &'a Secret,
    pub(super) now: Timestamp,
}

/// Why an ID token is not accepted (OpenID Connect Core 1.0 section 3.1.3.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum IdTokenProblem {
    /// The token endpoint gave none.
    #[error("there is no ID token")]
    Missing,
    /// Not a signed JWT in compact form (RFC 7515 section 7.1), or a claim is ill-typed.
    #[error("the ID token can't be read")]
    Malformed,
    #[error("the ID token is encrypted")]
    Encrypted,
    /// `alg` is `none`.
    #[error("the ID token is not signed")]
    Unsigned,
    /// Signed in a way that is not the provider's, or not the app's: also every HS* (RFC 8725
    /// section 3.1).
    #[error("the ID token is signed with {algorithm}")]
    OtherAlgorithm { algorithm: String },
    /// The header has `crit` or `cty`, or another `typ` (RFC 7515 section 4.1).
    #[error("the ID token's header asks for what is not understood")]
    OtherHeader,
    /// Signed with a key that the provider does not publish.
    #[error("the ID token's key is not known")]
    UnknownKey,
    /// The key that is named is of another type, use or curve, or too short.
    #[error("the ID token's key does not fit")]
    UnfitKey,
    #[error("the ID token's signature is wrong")]
    BadSignature,
    #[error("the ID token has no {claim}")]
    NoClaim { claim: String },
    #[error("the ID token's issuer is {found}")]
    WrongIssuer { found: String },
    /// `aud` does not hold the app's client id.
    #[error("the ID token is for another")]
    WrongAudience,
    /// `aud` holds others beside the app.
    #[error("the ID token is also for {found}")]
    OtherAudience { found: String },
    /// `azp` is not the app.
    #[error("the ID token was given to another")]
    WrongParty,
    #[error("the ID token has expired")]
    Expired,
    /// `nbf` is still to come.
    #[error("the ID token is not good yet")]
    NotYetGood,
    /// `iat` is still to come.
    #[error("the ID token is from the future")]
    FromFuture,
    /// `iat` is before the sign-in began.
    #[error("the ID token is older than the sign-in")]
    TooOld,
    /// Got for another sign-in, or for another corporate server (protocol section 3).
    #[error("the nonce is not this sign-in's")]
    WrongNonce,
    /// `sub` is empty or longer than 255 characters.
    #[error("the ID token's subject can't be one")]
    BadSubject,
    /// `at_hash` is another access token's (OpenID Connect Core 1.0 section 3.1.3.8).
    #[error("the ID token came with another access token")]
    WrongAccessToken,
}

impl IdToken {
    /// The token itself, for the corporate server that asked for it.
    pub fn as_secret(&self) -> &Secret {
        &self.0
    }

    pub(super) fn verify(
        token: Secret,
        keys: &Keys,
        expected: Expected<'_>,
    ) -> Result<Self, IdTokenProblem> {
        let header = Header::parse(token.expose())?;
        let algorithm = header.algorithm(expected.provider)?;
        let parsed = Token::from_str(token.expose()).map_err(|_| IdTokenProblem::Malformed)?;
        for key in keys.of(header.kid.as_deref(), algorithm)? {
            match expected.check(&parsed, key, algorithm) {
                // Another may have signed it, where it does not say which.
                Err(IdTokenProblem::BadSignature) => {}
                Err(problem) => return Err(problem),
                Ok(()) => return Ok(Self(token)),
            }
        }
        Err(IdTokenProblem::BadSignature)
    }
}

impl IdTokenProblem {
    /// It can come of a phone whose clock is wrong.
    pub(super) fn is_of_time(&self) -> bool {
        matches!(self, Self::Expired | Self::NotYetGood | Self::FromFuture | Self::TooOld)
    }
}

type Claims = IdTokenClaims<More, CoreGenderClaim>;

type Token = openidconnect::IdToken<
    More,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

/// Claims of RFC 7519 that OpenID Connect leaves out.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct More {
    nbf: Option<Number>,
}

impl AdditionalClaims for More {}

impl Expected<'_> {
    /// How far clocks may differ.
    pub(super) const LEEWAY_MILLIS: i64 = 60_000;
    const SUBJECT: usize = 255;

    fn check(
        &self,
        token: &Token,
        key: &CoreJsonWebKey,
        algorithm: Algorithm,
    ) -> Result<(), IdTokenProblem> {
        let Authorization { client_id, nonce: Some(nonce), .. } = self.authorization else {
            return Err(IdTokenProblem::WrongNonce);
        };
        let client_id = ClientId::new(client_id.clone());
        let issuer = IssuerUrl::new(self.provider.issuer.as_str().to_owned())
            .map_err(|_| IdTokenProblem::Malformed)?;
        let at_earliest = moment(self.now.shifted(-Self::LEEWAY_MILLIS));
        let verifier = IdTokenVerifier::new_public_client(
            client_id.clone(),
            issuer.clone(),
            JsonWebKeySet::new(vec![key.clone()]),
        )
        .set_allowed_algs([algorithm.into()])
        .set_time_fn(move || at_earliest)
        // Both are checked below, to be named.
        .require_issuer_match(false)
        .set_other_audience_verifier_fn(|_| true);
        let nonce = NonceClaim::new(nonce.expose().to_owned());
        let claims = token.claims(&verifier, &nonce).map_err(IdTokenProblem::of)?;

        if *claims.issuer() != issuer {
            return Err(IdTokenProblem::WrongIssuer { found: plain(claims.issuer(), TEXT) });
        }
        let mut audiences = claims.audiences().iter();
        if let Some(other) = audiences.find(|audience| audience.as_str() != client_id.as_str()) {
            return Err(IdTokenProblem::OtherAudience { found: plain(other, TEXT) });
        }
        if claims.authorized_party().is_some_and(|party| *party != client_id) {
            return Err(IdTokenProblem::WrongParty);
        }
        self.check_times(claims)?;
        if !(1..=Self::SUBJECT).contains(&claims.subject().chars().count()) {
            return Err(IdTokenProblem::BadSubject);
        }
        let Some(hash) = claims.access_token_hash() else {
            return Ok(());
        };
        let access_token = AccessToken::new(self.access_token.expose().to_owned());
        match AccessTokenHash::from_token(&access_token, &algorithm.into(), key) {
            Ok(own) if own == *hash => Ok(()),
            Ok(_) | Err(_) => Err(IdTokenProblem::WrongAccessToken),
        }
    }

    /// All but `exp`, which the verifier checked.
    fn check_times(&self, claims: &Claims) -> Result<(), IdTokenProblem> {
        let at_latest = moment(self.now.shifted(Self::LEEWAY_MILLIS));
        let began = moment(self.authorization.since.shifted(-Self::LEEWAY_MILLIS));
        let seconds = claims.additional_claims().nbf.as_ref().and_then(Number::as_f64);
        if seconds.is_some_and(|seconds| seconds * 1000.0 > at_latest.timestamp_millis() as f64) {
            return Err(IdTokenProblem::NotYetGood);
        }
        if claims.issue_time() > at_latest {
            return Err(IdTokenProblem::FromFuture);
        }
        if claims.issue_time() < began {
            return Err(IdTokenProblem::TooOld);
        }
        Ok(())
    }
}

impl IdTokenProblem {
    fn of(error: ClaimsVerificationError) -> Self {
        use SignatureVerificationError as Signature;

        match error {
            ClaimsVerificationError::Expired(_) => Self::Expired,
            ClaimsVerificationError::InvalidAudience(_) => Self::WrongAudience,
            ClaimsVerificationError::InvalidNonce(_) => Self::WrongNonce,
            ClaimsVerificationError::Unsupported(_) => Self::OtherHeader,
            ClaimsVerificationError::SignatureVerification(
                Signature::InvalidKey(_) | Signature::NoMatchingKey,
            ) => Self::UnfitKey,
            ClaimsVerificationError::SignatureVerification(_) => Self::BadSignature,
            _ => Self::Malformed,
        }
    }
}

/// The longest text of a token that is told, in characters.
const TEXT: usize = 200;

/// What says how a token is to be read, before it is (RFC 7515 section 4.1).
#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
}

impl Header {
    /// The header of a token in compact form, whose parts are all there.
    fn parse(token: &str) -> Result<Self, IdTokenProblem> {
        let parts: Vec<_> = token.split('.').collect();
        let (header, claims) = match parts[..] {
            [header, claims, _] => (header, claims),
            // RFC 7516 section 7.1.
            [_, _, _, _, _] => return Err(IdTokenProblem::Encrypted),
            _ => return Err(IdTokenProblem::Malformed),
        };
        let header = decoded(header)?;
        let claims: Map<String, Value> = decoded(claims)?;
        match ["iss", "sub", "aud", "exp", "iat", "nonce"]
            .into_iter()
            .find(|claim| !claims.contains_key(*claim))
        {
            Some(claim) => Err(IdTokenProblem::NoClaim { claim: claim.to_owned() }),
            None => Ok(header),
        }
    }

    fn algorithm(&self, provider: &Provider) -> Result<Algorithm, IdTokenProblem> {
        if self.alg == "none" {
            return Err(IdTokenProblem::Unsigned);
        }
        Algorithm::parse(&self.alg)
            .filter(|algorithm| provider.algorithms.contains(algorithm))
            .ok_or_else(|| IdTokenProblem::OtherAlgorithm { algorithm: plain(&self.alg, TEXT) })
    }
}

fn decoded<T: DeserializeOwned>(part: &str) -> Result<T, IdTokenProblem> {
    let json = URL_SAFE_NO_PAD.decode(part).map_err(|_| IdTokenProblem::Malformed)?;
    serde_json::from_slice(&json).map_err(|_| IdTokenProblem::Malformed)
}

/// The last moment that dates reach where it is later.
fn moment(time: Timestamp) -> DateTime<Utc> {
    let millis = i64::try_from(time.millis()).unwrap_or(i64::MAX);
    DateTime::from_timestamp_millis(millis).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ring::digest::{SHA256, SHA512, digest};
    use serde_json::json;

    use super::*;
    use crate::input::ServerAddress;
    use crate::openid::Nonce;
    use crate::openid::testing::{
        CLIENT, ISSUER, NOW, Signer, authorization, claims, corporate, key_set, provider, redirect,
        with,
    };

    const ALL: [Algorithm; 4] =
        [Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256, Algorithm::EdDsa];

    #[test]
    fn a_token_of_each_algorithm_is_verified() {
        for algorithm in ALL {
            let signer = Signer::new(algorithm);
            let token = signer.token(&claims());

            let verified = verify(&token, &[&signer]);

            assert_eq!(verified.unwrap().as_secret().expose(), token, "{algorithm:?}");
        }
    }

    #[test]
    fn a_signature_by_another_key_or_of_other_bytes_is_refused() {
        for algorithm in [Algorithm::Es256, Algorithm::EdDsa] {
            let (signer, other) = (Signer::new(algorithm), Signer::new(algorithm));
            let token = signer.token(&claims());
            assert_eq!(verify(&token, &[&other]), Err(IdTokenProblem::BadSignature));
        }
        for algorithm in ALL {
            let signer = Signer::new(algorithm);
            let token = signer.token(&claims());
            let (signed, signature) = token.rsplit_once('.').unwrap();
            let other = signer.token(&with(claims(), "sub", "olga".into()));
            let (other, _) = other.rsplit_once('.').unwrap();
            for changed in [
                format!("{other}.{signature}"),
                format!("{signed}."),
                format!("{signed}.{}", &signature[..signature.len() - 4]),
                format!("{signed}.AAAA{}", &signature[4..]),
            ] {
                let verified = verify(&changed, &[&signer]);
                assert_eq!(verified, Err(IdTokenProblem::BadSignature), "{algorithm:?} {changed}");
            }
        }
    }

    #[test]
    fn none_and_shared_secrets_are_refused() {
        let signer = Signer::new(Algorithm::Rs256);
        let other =
            |algorithm: &str| IdTokenProblem::OtherAlgorithm { algorithm: algorithm.to_owned() };
        for (algorithm, expected) in [
            ("none", IdTokenProblem::Unsigned),
            ("None", other("None")),
            ("HS256", other("HS256")),
            ("HS384", other("HS384")),
            ("HS512", other("HS512")),
            ("RS512", other("RS512")),
            ("ES256K", other("ES256K")),
            ("RSA-OAEP", other("RSA-OAEP")),
            ("", other("")),
        ] {
            let token = signer.token_with(&json!({"alg": algorithm, "kid": "1"}), &claims());
            assert_eq!(verify(&token, &[&signer]), Err(expected), "{algorithm}");
        }
        // RFC 8725 section 2.1: the public key as a shared secret.
        let header = json!({"alg": "HS256", "kid": "1"});
        let [header, body] =
            [header, claims()].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
        let public = signer.jwk()["n"].as_str().unwrap().to_owned();
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, public.as_bytes());
        let tag = ring::hmac::sign(&key, format!("{header}.{body}").as_bytes());
        let token = format!("{header}.{body}.{}", URL_SAFE_NO_PAD.encode(tag));
        assert_eq!(verify(&token, &[&signer]), Err(other("HS256")));
    }

    #[test]
    fn an_algorithm_that_the_provider_does_not_register_is_refused() {
        let signer = Signer::new(Algorithm::Es256);
        let provider = Provider { algorithms: [Algorithm::Rs256].into(), ..provider() };
        let authorization = authorization();
        let expected = Expected { provider: &provider, ..expected(&provider, &authorization) };

        let token = signer.token(&claims()).into();
        let verified = IdToken::verify(token, &keys(&[&signer]), expected);

        let algorithm = "ES256".to_owned();
        assert_eq!(verified, Err(IdTokenProblem::OtherAlgorithm { algorithm }));
    }

    #[test]
    fn a_key_that_does_not_fit_the_algorithm_is_refused() {
        let (rsa, p256) = (Signer::new(Algorithm::Rs256), Signer::new(Algorithm::Es256));

        let claimed = |signer: &Signer, algorithm: Algorithm| {
            signer.token_with(&json!({"alg": algorithm.as_str(), "kid": "1"}), &claims())
        };
        for (token, key, expected) in [
            (claimed(&rsa, Algorithm::Es256), &rsa, IdTokenProblem::UnfitKey),
            (claimed(&p256, Algorithm::EdDsa), &p256, IdTokenProblem::UnfitKey),
            (claimed(&rsa, Algorithm::Ps256), &rsa, IdTokenProblem::BadSignature),
        ] {
            assert_eq!(verify(&token, &[key]), Err(expected));
        }
    }

    #[test]
    fn without_a_key_id_each_fitting_key_is_tried() {
        let signers = [
            Signer::new(Algorithm::Rs256).named(Some("a")),
            Signer::new(Algorithm::Es256).named(Some("b")),
            Signer::new(Algorithm::Es256).named(Some("c")),
            Signer::new(Algorithm::Es256).named(None),
        ];
        let [first, second, third, unnamed] = &signers;
        let header = json!({"alg": "ES256"});

        for signer in [second, third, unnamed] {
            let token = signer.token_with(&header, &claims());
            assert!(verify(&token, &[first, second, third, unnamed]).is_ok());
        }
        let stranger = Signer::new(Algorithm::Es256).token_with(&header, &claims());
        let verified = verify(&stranger, &[first, second, third, unnamed]);
        assert_eq!(verified, Err(IdTokenProblem::BadSignature));
    }

    #[test]
    fn a_key_id_that_is_not_published_is_told() {
        let signer = Signer::new(Algorithm::Es256).named(Some("new"));
        let published = Signer::new(Algorithm::Es256).named(Some("old"));

        let verified = verify(&signer.token(&claims()), &[&published]);

        assert_eq!(verified, Err(IdTokenProblem::UnknownKey));
        assert_eq!(verify(&signer.token(&claims()), &[]), Err(IdTokenProblem::UnknownKey));
    }

    #[test]
    fn a_token_is_for_us_and_for_nobody_else() {
        let other_audience = || IdTokenProblem::OtherAudience { found: "other".to_owned() };
        for (member, value, expected) in [
            ("aud", json!([CLIENT]), Ok(())),
            ("aud", json!([CLIENT, CLIENT]), Ok(())),
            ("aud", json!("other"), Err(IdTokenProblem::WrongAudience)),
            ("aud", json!([]), Err(IdTokenProblem::WrongAudience)),
            ("aud", json!("Vestibule"), Err(IdTokenProblem::WrongAudience)),
            ("aud", json!([CLIENT, "other"]), Err(other_audience())),
            ("aud", json!(["other", CLIENT]), Err(other_audience())),
            ("aud", json!(1), Err(IdTokenProblem::Malformed)),
            ("azp", json!(CLIENT), Ok(())),
            ("azp", json!("other"), Err(IdTokenProblem::WrongParty)),
            ("azp", json!(""), Err(IdTokenProblem::WrongParty)),
        ] {
            assert_eq!(judge(member, value.clone()), expected, "{member} {value}");
        }
    }

    #[test]
    fn a_token_of_another_issuer_is_refused() {
        for found in
            ["https://evil.example", &format!("{ISSUER}/"), "https://ID.corp.example/realms/staff"]
        {
            let expected = IdTokenProblem::WrongIssuer { found: (*found).to_owned() };
            assert_eq!(judge("iss", json!(found)), Err(expected));
        }
    }

    #[test]
    fn a_token_is_good_for_its_time_and_a_minute() {
        use IdTokenProblem::*;

        let now = NOW.millis() / 1000;
        for (member, seconds, expected) in [
            ("exp", now, Ok(())),
            ("exp", now - 59, Ok(())),
            ("exp", now - 60, Err(Expired)),
            ("exp", 0, Err(Expired)),
            ("nbf", now + 60, Ok(())),
            ("nbf", now + 61, Err(NotYetGood)),
            ("nbf", u64::MAX, Err(NotYetGood)),
            ("iat", now + 60, Ok(())),
            ("iat", now + 61, Err(FromFuture)),
        ] {
            assert_eq!(judge(member, json!(seconds)), expected, "{member} {seconds}");
        }
        assert_eq!(judge("exp", json!(now as f64 + 0.5)), Ok(()));
        for ill in [json!("soon"), json!(1e300), json!([]), json!(-1e300)] {
            for member in ["exp", "iat"] {
                assert_eq!(judge(member, ill.clone()), Err(Malformed), "{member} {ill}");
            }
        }
    }

    #[test]
    fn a_token_is_no_older_than_the_sign_in() {
        let began = NOW.millis() / 1000;
        let later = NOW.shifted(200_000);
        for (issued, expected) in
            [(began - 60, Ok(())), (began - 61, Err(IdTokenProblem::TooOld)), (began + 200, Ok(()))]
        {
            let signer = Signer::new(Algorithm::EdDsa);
            let token = signer.token(&with(claims(), "iat", issued.into()));
            let (provider, authorization) = (provider(), authorization());
            let expected_of = Expected { now: later, ..self::expected(&provider, &authorization) };
            let verified = IdToken::verify(token.into(), &keys(&[&signer]), expected_of);
            assert_eq!(verified.map(drop), expected, "{issued}");
        }
    }

    #[test]
    fn a_token_got_through_one_corporate_server_is_refused_by_every_other() {
        // A false server was given the true one's step and relays it to the person.
        let signer = Signer::new(Algorithm::EdDsa);
        let relay = ServerAddress::from_issuer("https://evil.example").unwrap();
        let got = Nonce::derived(&relay, "step");
        let token = signer.token(&with(claims(), "nonce", got.expose().into()));

        let awaits = |corporate: &ServerAddress| {
            let nonce = Nonce::derived(corporate, "step");
            let authorization = Authorization::new(
                &provider(),
                CLIENT,
                "openid",
                nonce,
                &redirect(),
                [[1; 32], [2; 32]],
                NOW,
            );
            let provider = provider();
            let expected = expected(&provider, &authorization);
            IdToken::verify(token.as_str().into(), &keys(&[&signer]), expected).map(drop)
        };

        assert_eq!(awaits(&corporate()), Err(IdTokenProblem::WrongNonce));
        assert_eq!(awaits(&relay), Ok(()));
    }

    #[test]
    fn another_nonce_is_refused() {
        for nonce in ["", "step", "x"] {
            assert_eq!(judge("nonce", nonce.into()), Err(IdTokenProblem::WrongNonce), "{nonce}");
        }
    }

    #[test]
    fn a_subject_is_there_and_at_most_255_characters_long() {
        assert_eq!(judge("sub", "a".repeat(255).into()), Ok(()));
        for subject in [String::new(), "a".repeat(256)] {
            assert_eq!(judge("sub", subject.into()), Err(IdTokenProblem::BadSubject));
        }
    }

    #[test]
    fn claims_that_a_token_must_have_are_missed_by_name() {
        for claim in ["iss", "sub", "aud", "exp", "iat", "nonce"] {
            let expected = IdTokenProblem::NoClaim { claim: claim.to_owned() };
            assert_eq!(judge(claim, Value::Null), Err(expected));
        }
    }

    #[test]
    fn the_access_token_is_the_one_that_the_token_names() {
        for algorithm in ALL {
            let sum = match algorithm {
                Algorithm::EdDsa => digest(&SHA512, ACCESS_TOKEN.as_bytes()),
                _ => digest(&SHA256, ACCESS_TOKEN.as_bytes()),
            };
            let hash = URL_SAFE_NO_PAD.encode(&sum.as_ref()[..sum.as_ref().len() / 2]);
            let signer = Signer::new(algorithm);
            let judge = |hash: &str| {
                let token = signer.token(&with(claims(), "at_hash", hash.into()));
                verify(&token, &[&signer]).map(drop)
            };

            assert_eq!(judge(&hash), Ok(()), "{algorithm:?}");
            for other in ["", "x", &hash[1..]] {
                assert_eq!(judge(other), Err(IdTokenProblem::WrongAccessToken), "{algorithm:?}");
            }
        }
    }

    #[test]
    fn a_header_that_asks_for_more_is_refused() {
        let signer = Signer::new(Algorithm::EdDsa);
        let header = json!({"alg": "EdDSA", "kid": "1"});
        for (member, value, is_fine) in [
            ("typ", json!("JWT"), true),
            ("typ", json!("jwt"), true),
            ("typ", json!("at+jwt"), false),
            ("cty", json!("JWT"), false),
            ("crit", json!(["exp"]), false),
            ("crit", json!([]), false),
            // Where a key is, is the provider's to say (OpenID Connect Core 1.0 section 2).
            ("jwk", signer.jwk(), true),
            ("jku", json!("https://evil.example/keys"), true),
        ] {
            let token = signer.token_with(&with(header.clone(), member, value.clone()), &claims());
            let expected = if is_fine { Ok(()) } else { Err(IdTokenProblem::OtherHeader) };
            assert_eq!(verify(&token, &[&signer]).map(drop), expected, "{member} {value}");
        }
        let stranger = Signer::new(Algorithm::EdDsa);
        let token = stranger.token_with(&with(header, "jwk", stranger.jwk()), &claims());
        assert_eq!(verify(&token, &[&signer]), Err(IdTokenProblem::BadSignature));
    }

    #[test]
    fn what_is_no_signed_token_is_named() {
        let signer = Signer::new(Algorithm::EdDsa);
        let token = signer.token(&claims());
        for (text, expected) in [
            (String::new(), IdTokenProblem::Malformed),
            ("a.b".to_owned(), IdTokenProblem::Malformed),
            (format!("{token}.x"), IdTokenProblem::Malformed),
            (format!("{token}.x.y"), IdTokenProblem::Encrypted),
            (token.replacen('.', "=.", 1), IdTokenProblem::Malformed),
            (format!(" {token}"), IdTokenProblem::Malformed),
            (signer.token_with(&json!({"kid": "1"}), &claims()), IdTokenProblem::Malformed),
            (signer.token_with(&json!([]), &claims()), IdTokenProblem::Malformed),
            (signer.token(&json!([1])), IdTokenProblem::Malformed),
        ] {
            assert_eq!(verify(&text, &[&signer]), Err(expected), "{text}");
        }
    }

    #[test]
    fn claims_that_are_not_used_may_be_as_providers_write_them() {
        for (member, value) in [
            ("email_verified", json!("true")),
            ("updated_at", json!("2027-01-15T08:00:00Z")),
            ("groups", json!(["a", {"b": 1}])),
            ("address", json!({"country": "RU"})),
            ("auth_time", json!(1_799_999_990)),
            ("c_hash", json!("x")),
        ] {
            assert_eq!(judge(member, value), Ok(()), "{member}");
        }
    }

    proptest! {
        #[test]
        fn no_token_makes_the_verifier_panic(
            text: String,
            member in "iss|sub|aud|exp|iat|nbf|nonce|azp|at_hash|email|locale|new",
            number: f64,
        ) {
            let signer = Signer::new(Algorithm::EdDsa);
            let _ = verify(&text, &[&signer]);
            let _ = judge(&member, json!(number));
            let _ = judge(&member, json!(text));
            let _ = judge(&member, json!([text, null, number]));
        }
    }

    const ACCESS_TOKEN: &str = "access";

    /// What comes of a token with one claim in place of another, or without it where it is null.
    fn judge(member: &str, value: Value) -> Result<(), IdTokenProblem> {
        let signer = Signer::new(Algorithm::EdDsa);
        verify(&signer.token(&with(claims(), member, value)), &[&signer]).map(drop)
    }

    fn verify(token: &str, published: &[&Signer]) -> Result<IdToken, IdTokenProblem> {
        let (provider, authorization) = (provider(), authorization());
        let expected = expected(&provider, &authorization);
        IdToken::verify(token.into(), &keys(published), expected)
    }

    fn expected<'a>(provider: &'a Provider, authorization: &'a Authorization) -> Expected<'a> {
        static TOKEN: std::sync::LazyLock<Secret> =
            std::sync::LazyLock::new(|| ACCESS_TOKEN.into());
        Expected { provider, authorization, access_token: &TOKEN, now: NOW }
    }

    fn keys(published: &[&Signer]) -> Keys {
        let published: Vec<_> = published.iter().map(|signer| signer.jwk()).collect();
        Keys::parse(key_set(&published).as_bytes()).unwrap()
    }
}
