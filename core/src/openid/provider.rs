use std::collections::BTreeSet;

use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
    CoreJwsSigningAlgorithm, CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, ClientId, EndSessionUrl, LogoutProviderMetadata, LogoutRequest,
    ProviderMetadata,
};
use serde::{Deserialize, Serialize};
use url::Url;

use super::ProviderProblem;
use crate::input::ServerAddress;
use crate::wire::plain;

/// What an identity provider says of itself (OpenID Connect Discovery 1.0 section 3), as far as it
/// is used.
///
/// A value of this type was checked: the issuer is the one that was asked for, so the document is
/// its own and its endpoints may be on other hosts; they are https; there is an algorithm that the
/// app takes; the code flow is there, with S256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    pub issuer: ServerAddress,
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    /// Where its keys are.
    pub jwks_uri: Url,
    /// Where requests are pushed before the browser opens: all of them, where it is there
    /// (RFC 9126 section 5).
    pub push_endpoint: Option<Url>,
    /// Where the person is signed out (RP-Initiated Logout 1.0 section 2.1).
    pub end_session_endpoint: Option<Url>,
    /// Its answers name their issuer (RFC 9207 section 3).
    pub names_issuer: bool,
    /// What its ID tokens are signed with, of what the app takes.
    pub algorithms: BTreeSet<Algorithm>,
}

/// How an ID token is signed (RFC 7518 section 3.1, RFC 8037 section 3.1): none but these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Algorithm {
    Rs256,
    Ps256,
    Es256,
    /// With a key of the curve Ed25519.
    EdDsa,
}

impl Provider {
    /// Where the discovery document of an issuer is: a suffix of it, path and all (OpenID Connect
    /// Discovery 1.0 section 4).
    pub(super) fn document(issuer: &ServerAddress) -> Url {
        let mut url = issuer.url().clone();
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{path}/.well-known/openid-configuration"));
        url
    }

    /// The provider that a discovery document tells, all of it checked.
    pub fn parse(issuer: &ServerAddress, body: &[u8]) -> Result<Self, ProviderProblem> {
        let document: Document =
            serde_json::from_slice(body).map_err(|error| ProviderProblem::document(&error))?;
        if document.issuer().as_str() != issuer.as_str() {
            let found = plain(document.issuer().as_str(), ProviderProblem::TEXT);
            return Err(ProviderProblem::WrongIssuer { found });
        }
        let code = [CoreResponseType::Code];
        if !document.response_types_supported().iter().any(|types| types.as_slice() == code) {
            return Err(ProviderProblem::NoCodeFlow);
        }
        let LogoutProviderMetadata { end_session_endpoint, additional_metadata: more } =
            document.additional_metadata();
        // Some providers have S256 and leave the member out.
        let methods = more.code_challenge_methods_supported.as_deref();
        if methods.is_some_and(|methods| !methods.iter().any(|method| method == "S256")) {
            return Err(ProviderProblem::NoS256);
        }
        let push_endpoint = more.pushed_authorization_request_endpoint.as_ref();
        if more.require_pushed_authorization_requests == Some(true) && push_endpoint.is_none() {
            return Err(ProviderProblem::NoPushEndpoint);
        }
        let algorithms: BTreeSet<_> = document
            .id_token_signing_alg_values_supported()
            .iter()
            .filter_map(Algorithm::of)
            .collect();
        if algorithms.is_empty() {
            return Err(ProviderProblem::NoAlgorithm);
        }
        let token_endpoint = document
            .token_endpoint()
            .ok_or_else(|| ProviderProblem::BadEndpoint { member: "token_endpoint".to_owned() })?;
        Ok(Self {
            issuer: issuer.clone(),
            authorization_endpoint: endpoint(
                "authorization_endpoint",
                document.authorization_endpoint().url(),
            )?,
            token_endpoint: endpoint("token_endpoint", token_endpoint.url())?,
            jwks_uri: endpoint("jwks_uri", document.jwks_uri().url())?,
            push_endpoint: push_endpoint
                .map(|url| endpoint("pushed_authorization_request_endpoint", url))
                .transpose()?,
            end_session_endpoint: end_session_endpoint
                .as_ref()
                .map(|url| endpoint("end_session_endpoint", url.url()))
                .transpose()?,
            names_issuer: more.authorization_response_iss_parameter_supported.unwrap_or_default(),
            algorithms,
        })
    }

    /// What the browser opens to sign the person out at the provider (RP-Initiated Logout 1.0
    /// section 2); none where the provider has no such thing.
    ///
    /// It bears no ID token, which would be a secret on the screen: the provider's own page asks
    /// whether to sign out, and is the end.
    pub fn end_session_url(&self, client_id: &str) -> Option<Url> {
        let endpoint = EndSessionUrl::from_url(self.end_session_endpoint.clone()?);
        let request =
            LogoutRequest::from(endpoint).set_client_id(ClientId::new(client_id.to_owned()));
        Some(request.http_get_url())
    }

    /// The host, as people are shown it.
    pub fn host_display(&self) -> String {
        self.issuer.host_display()
    }
}

impl Algorithm {
    /// Its name, as `alg` has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        [Self::Rs256, Self::Ps256, Self::Es256, Self::EdDsa]
            .into_iter()
            .find(|algorithm| algorithm.as_str() == name)
    }

    fn of(algorithm: &CoreJwsSigningAlgorithm) -> Option<Self> {
        match algorithm {
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256 => Some(Self::Rs256),
            CoreJwsSigningAlgorithm::RsaSsaPssSha256 => Some(Self::Ps256),
            CoreJwsSigningAlgorithm::EcdsaP256Sha256 => Some(Self::Es256),
            CoreJwsSigningAlgorithm::EdDsa => Some(Self::EdDsa),
            _ => None,
        }
    }
}

impl From<Algorithm> for CoreJwsSigningAlgorithm {
    fn from(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Rs256 => Self::RsaSsaPkcs1V15Sha256,
            Algorithm::Ps256 => Self::RsaSsaPssSha256,
            Algorithm::Es256 => Self::EcdsaP256Sha256,
            Algorithm::EdDsa => Self::EdDsa,
        }
    }
}

type Document = ProviderMetadata<
    LogoutProviderMetadata<More>,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Members of other standards than OpenID Connect's own.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct More {
    /// RFC 8414 section 2.
    code_challenge_methods_supported: Option<Vec<String>>,
    /// RFC 9126 section 5.
    pushed_authorization_request_endpoint: Option<Url>,
    /// RFC 9126 section 5.
    require_pushed_authorization_requests: Option<bool>,
    /// RFC 9207 section 3.
    authorization_response_iss_parameter_supported: Option<bool>,
}

impl AdditionalProviderMetadata for More {}

/// RFC 6749 section 3.1: https, no fragment; nor does one have user info.
fn endpoint(member: &str, url: &Url) -> Result<Url, ProviderProblem> {
    let is_plain =
        url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    if url.scheme() == "https" && is_plain {
        Ok(url.clone())
    } else {
        Err(ProviderProblem::BadEndpoint { member: member.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::openid::keys::Keys;
    use crate::openid::testing::{CLIENT, ISSUER, document, issuer, provider, with};

    #[test]
    fn a_discovery_document_tells_the_provider() {
        let url = |path: &str| -> Url { format!("{ISSUER}{path}").parse().unwrap() };

        let provider = provider();

        let expected = Provider {
            issuer: issuer(),
            authorization_endpoint: url("/auth"),
            token_endpoint: url("/token"),
            jwks_uri: url("/keys"),
            push_endpoint: None,
            end_session_endpoint: Some(url("/logout")),
            names_issuer: true,
            algorithms: [Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256, Algorithm::EdDsa]
                .into(),
        };
        assert_eq!(provider, expected);
        let saved = serde_json::to_string(&provider).unwrap();
        assert_eq!(serde_json::from_str::<Provider>(&saved).unwrap(), provider);
    }

    #[test]
    fn keycloak_is_taken_as_it_is() {
        let issuer = ServerAddress::from_issuer("https://id.corp.example/realms/office").unwrap();
        let document = include_bytes!("testing/keycloak-document.json");
        let keys = Keys::parse(include_bytes!("testing/keycloak-keys.json")).unwrap();

        let provider = Provider::parse(&issuer, document).unwrap();

        assert!(provider.names_issuer);
        assert!(provider.push_endpoint.is_some());
        assert!(provider.end_session_endpoint.is_some());
        for algorithm in [Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256, Algorithm::EdDsa] {
            assert!(provider.algorithms.contains(&algorithm), "{algorithm:?}");
            assert_eq!(keys.of(None, algorithm).map(|keys| keys.len()), Ok(1), "{algorithm:?}");
        }
    }

    #[test]
    fn the_document_is_below_the_issuer_path_and_all() {
        for (issuer, expected) in [
            ("https://id.example", "https://id.example/.well-known/openid-configuration"),
            ("https://id.example/", "https://id.example/.well-known/openid-configuration"),
            (
                "https://id.example:8443/realms/a",
                "https://id.example:8443/realms/a/.well-known/openid-configuration",
            ),
            ("https://id.example/a/", "https://id.example/a/.well-known/openid-configuration"),
        ] {
            let issuer = ServerAddress::from_issuer(issuer).unwrap();
            assert_eq!(Provider::document(&issuer).as_str(), expected);
        }
    }

    #[test]
    fn a_document_of_another_issuer_is_refused() {
        for found in [
            "https://id.corp.example/realms/staff/",
            "https://ID.corp.example/realms/staff",
            "https://id.corp.example:443/realms/staff",
            "https://evil.example/realms/staff",
        ] {
            let expected = ProviderProblem::WrongIssuer { found: found.to_owned() };
            assert_eq!(parse(&document(found)), Err(expected));
        }
    }

    #[test]
    fn endpoints_are_https_and_may_be_on_other_hosts() {
        for member in [
            "authorization_endpoint",
            "token_endpoint",
            "jwks_uri",
            "end_session_endpoint",
            "pushed_authorization_request_endpoint",
        ] {
            let elsewhere = with(document(ISSUER), member, "https://login.example/x".into());
            assert!(parse(&elsewhere).is_ok(), "{member}");
            for url in [
                "http://id.corp.example/x",
                "javascript:alert(1)",
                "https://user@id.corp.example/x",
                "https://:secret@id.corp.example/x",
                "https://id.corp.example/x#y",
            ] {
                let document = with(document(ISSUER), member, url.into());
                let expected = ProviderProblem::BadEndpoint { member: member.to_owned() };
                assert_eq!(parse(&document), Err(expected), "{url}");
            }
        }
        let missing = with(document(ISSUER), "token_endpoint", Value::Null);
        let expected = ProviderProblem::BadEndpoint { member: "token_endpoint".to_owned() };
        assert_eq!(parse(&missing), Err(expected));
    }

    #[test]
    fn a_provider_that_has_pkce_without_s256_is_refused() {
        let methods = |methods| with(document(ISSUER), "code_challenge_methods_supported", methods);

        assert_eq!(parse(&methods(json!(["plain"]))), Err(ProviderProblem::NoS256));
        assert_eq!(parse(&methods(json!([]))), Err(ProviderProblem::NoS256));
        assert!(parse(&methods(Value::Null)).is_ok(), "Entra ID has S256 and does not say so");
    }

    #[test]
    fn a_provider_that_requires_pushed_requests_says_where_to() {
        const ENDPOINT: &str = "pushed_authorization_request_endpoint";
        let requires = with(document(ISSUER), "require_pushed_authorization_requests", true.into());

        assert_eq!(parse(&requires), Err(ProviderProblem::NoPushEndpoint));
        let provider = parse(&with(requires, ENDPOINT, format!("{ISSUER}/par").into())).unwrap();
        assert_eq!(provider.push_endpoint, Some(format!("{ISSUER}/par").parse().unwrap()));
    }

    #[test]
    fn a_provider_has_the_code_flow_and_an_algorithm_of_ours() {
        let types = with(document(ISSUER), "response_types_supported", json!(["code id_token"]));
        assert_eq!(parse(&types), Err(ProviderProblem::NoCodeFlow));

        let member = "id_token_signing_alg_values_supported";
        let signed = |algorithms| parse(&with(document(ISSUER), member, algorithms));
        for none in [json!([]), json!(["none", "HS256", "RS512", "ES256K"])] {
            assert_eq!(signed(none), Err(ProviderProblem::NoAlgorithm));
        }
        let provider = signed(json!(["HS256", "ES256", "Ed448"])).unwrap();
        assert_eq!(provider.algorithms, [Algorithm::Es256].into());
    }

    #[test]
    fn a_document_that_cannot_be_read_is_named_with_what_is_wrong() {
        for (document, word) in [
            (with(document(ISSUER), "issuer", Value::Null).to_string(), "issuer"),
            (with(document(ISSUER), "jwks_uri", Value::Null).to_string(), "jwks_uri"),
            (with(document(ISSUER), "jwks_uri", "no address".into()).to_string(), "URL"),
            (with(document(ISSUER), "jwks_uri", 1.into()).to_string(), "integer"),
            (
                r#"{"issuer": "https://a.example", "issuer": "https://b.example"}"#.to_owned(),
                "issuer",
            ),
            (String::new(), "EOF"),
            ("[]".to_owned(), "sequence"),
            ("[".repeat(100_000), ""),
        ] {
            match Provider::parse(&issuer(), document.as_bytes()) {
                Err(ProviderProblem::BadDocument { detail }) if detail.contains(word) => {}
                other => panic!("{word}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_person_is_signed_out_at_the_provider() {
        let url = provider().end_session_url(CLIENT).unwrap();

        assert!(url.as_str().starts_with(&format!("{ISSUER}/logout?")), "{url}");
        let asked: Vec<_> = url.query_pairs().into_owned().collect();
        assert_eq!(asked, [("client_id".to_owned(), CLIENT.to_owned())]);
        let without = Provider { end_session_endpoint: None, ..provider() };
        assert_eq!(without.end_session_url(CLIENT), None);
    }

    proptest! {
        #[test]
        fn no_document_makes_the_parser_panic(
            bytes: Vec<u8>,
            member in prop::sample::select(document(ISSUER).as_object().unwrap().keys().cloned().collect::<Vec<_>>()),
            text: String,
        ) {
            let _ = Provider::parse(&issuer(), &bytes);
            let _ = parse(&with(document(ISSUER), &member, text.clone().into()));
            let _ = parse(&with(document(ISSUER), &member, json!([text, 1, null])));
        }
    }

    fn parse(document: &Value) -> Result<Provider, ProviderProblem> {
        Provider::parse(&issuer(), document.to_string().as_bytes())
    }
}
