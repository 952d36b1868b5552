use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Provider, Redirect};
use crate::input::ServerAddress;
use crate::wire::Metadata;
use crate::{Locale, Secret, Timestamp};

/// A sign-in that the person is sent into the browser for: an authorization request (RFC 6749
/// section 4.1.1, OpenID Connect Core 1.0 section 3.1.2.1), and what its answer is checked against.
///
/// It is saved before the browser opens, so that a [`super::Callback`] that starts the process anew
/// is still awaited. It awaits one: after that it is dropped, and another try is another request.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorization {
    /// Whom the browser is sent to: an identity provider, or a corporate server itself.
    pub(super) issuer: ServerAddress,
    endpoint: Url,
    /// The answer has to name its issuer (RFC 9207 section 2.4).
    pub(super) names_issuer: bool,
    pub(super) client_id: String,
    pub(super) redirect: Redirect,
    scope: String,
    pub(super) state: Secret,
    /// None where no ID token is asked for.
    pub(super) nonce: Option<Nonce>,
    pub(super) verifier: Secret,
    /// When it was made: no ID token for it is older.
    pub(super) since: Timestamp,
    login_hint: Option<Secret>,
    prompt: Option<Prompt>,
    locale: Option<Locale>,
}

/// What binds the identity provider's proof to the corporate server that asked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nonce(Secret);

/// What an identity provider shows even to one who is signed in there (OpenID Connect Core 1.0
/// section 3.1.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Prompt {
    /// The sign-in, so that it can be another's.
    Login,
    /// The accounts that are signed in, to choose one.
    SelectAccount,
}

impl Authorization {
    /// Asks an identity provider who the person is.
    ///
    /// `random` is for `state` and the PKCE verifier: fresh bytes that nobody can guess, used once.
    /// `scope` gains `openid` where it lacks it.
    pub fn new(
        provider: &Provider,
        client_id: &str,
        scope: &str,
        nonce: Nonce,
        redirect: &Redirect,
        random: [[u8; 32]; 2],
        now: Timestamp,
    ) -> Self {
        let [state, verifier] = random.map(secret);
        Self {
            issuer: provider.issuer.clone(),
            endpoint: provider.authorization_endpoint.clone(),
            names_issuer: provider.names_issuer,
            client_id: client_id.to_owned(),
            redirect: redirect.clone(),
            scope: with_openid(scope),
            state,
            nonce: Some(nonce),
            verifier,
            since: now,
            login_hint: None,
            prompt: None,
            locale: None,
        }
    }

    /// Goes on with a sign-in at the corporate server's own authorization endpoint
    /// (`redirect_to_web`, FiPA section 5.2.2), with the verifier that the sign-in has; none where
    /// the server has no such endpoint.
    ///
    /// The answer is the code that the challenge endpoint would have given. It has to name its
    /// issuer: corporate servers and identity providers share the redirect address.
    pub fn web(
        server: &Metadata,
        client_id: &str,
        scope: &str,
        verifier: &Secret,
        redirect: &Redirect,
        random: [u8; 32],
        now: Timestamp,
    ) -> Option<Self> {
        Some(Self {
            issuer: server.issuer.clone(),
            endpoint: server.authorization_endpoint.clone()?,
            names_issuer: true,
            client_id: client_id.to_owned(),
            redirect: redirect.clone(),
            scope: scope.to_owned(),
            state: secret(random),
            nonce: None,
            verifier: verifier.clone(),
            since: now,
            login_hint: None,
            prompt: None,
            locale: None,
        })
    }

    /// Whose account is expected: an e-mail or a login; an empty one is none.
    #[must_use]
    pub fn with_login_hint(mut self, hint: &str) -> Self {
        self.login_hint = Some(hint.into()).filter(|_| !hint.is_empty());
        self
    }

    /// Has something shown even to one who is signed in at the provider.
    #[must_use]
    pub fn with_prompt(mut self, prompt: Prompt) -> Self {
        self.prompt = Some(prompt);
        self
    }

    /// The language of the provider's pages.
    #[must_use]
    pub fn with_locale(mut self, locale: Locale) -> Self {
        self.locale = Some(locale);
        self
    }

    /// Whom the browser is sent to.
    pub fn issuer(&self) -> &ServerAddress {
        &self.issuer
    }

    /// Who asks.
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// The address that the browser hands the answer back to.
    pub fn redirect(&self) -> &Redirect {
        &self.redirect
    }

    /// What the browser opens.
    ///
    /// Of a request that was pushed it holds the reference alone (RFC 9126 section 4). The
    /// reference that `redirect_to_web` gave stands for what the sign-in began with, so it goes
    /// beside the rest.
    pub fn url(&self, request_uri: Option<&str>) -> Url {
        let is_pushed = request_uri.is_some() && self.nonce.is_some();
        let parameters = self.parameters();
        let shown = parameters.iter().filter(|(name, _)| !is_pushed || *name == "client_id");
        let mut url = self.endpoint.clone();
        url.query_pairs_mut()
            .extend_pairs(shown)
            .extend_pairs(request_uri.map(|uri| ("request_uri", uri)));
        url
    }

    /// What is asked, as [`Authorization::url`] holds it or as it is pushed.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = vec![
            ("response_type", "code".to_owned()),
            ("client_id", self.client_id.clone()),
            ("redirect_uri", self.redirect.as_str().to_owned()),
            ("scope", self.scope.clone()),
            ("state", self.state.expose().to_owned()),
            ("code_challenge", code_challenge(&self.verifier)),
            ("code_challenge_method", "S256".to_owned()),
        ];
        let nonce = self.nonce.as_ref().map(|nonce| nonce.expose().to_owned());
        parameters.extend(nonce.map(|nonce| ("nonce", nonce)));
        let hint = self.login_hint.as_ref().map(|hint| hint.expose().to_owned());
        parameters.extend(hint.map(|hint| ("login_hint", hint)));
        parameters.extend(self.prompt.map(|prompt| ("prompt", prompt.as_str().to_owned())));
        parameters.extend(self.locale.map(|locale| ("ui_locales", locale.tag().to_owned())));
        parameters
    }

    /// Goes with the phone's clock when that was moved.
    pub fn shift(&mut self, millis: i64) {
        self.since = self.since.shifted(millis);
    }
}

/// No secret, and no word of whose sign-in it is.
impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorization")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("redirect", &self.redirect)
            .field("since", &self.since)
            .finish_non_exhaustive()
    }
}

impl Nonce {
    /// The nonce for a step's: base64url of SHA-256 over the corporate server's issuer, a line
    /// feed and the step's nonce (protocol section 3).
    ///
    /// A false corporate server may relay a step of another's; what the person then proves bears
    /// the false one's name, and is good for nobody else.
    pub fn derived(corporate: &ServerAddress, step_nonce: &str) -> Self {
        let bound = format!("{corporate}\n{step_nonce}");
        Self(URL_SAFE_NO_PAD.encode(digest(&SHA256, bound.as_bytes())).into())
    }

    /// The nonce itself.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl Prompt {
    fn as_str(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::SelectAccount => "select_account",
        }
    }
}

/// 256 random bits, of the alphabet that RFC 7636 section 4.1 has for verifiers.
fn secret(random: [u8; 32]) -> Secret {
    URL_SAFE_NO_PAD.encode(random).into()
}

/// S256 (RFC 7636 section 4.2).
fn code_challenge(verifier: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.expose().as_bytes()))
}

/// Without it, an authorization request asks for no ID token (OpenID Connect Core 1.0 section
/// 3.1.2.1).
fn with_openid(scope: &str) -> String {
    let asks = scope.split_ascii_whitespace().any(|token| token == "openid");
    let scope = if asks { scope.to_owned() } else { format!("openid {scope}") };
    scope.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::openid::testing::{
        CLIENT, ISSUER, NOW, authorization, corporate, document, provider, provider_of, redirect,
    };
    use crate::openid::{Callback, CallbackProblem};

    #[test]
    fn a_request_asks_for_a_code_and_an_id_token() {
        let authorization = authorization()
            .with_login_hint("ivan@corp.example")
            .with_prompt(Prompt::Login)
            .with_locale(Locale::Ru);

        let url = authorization.url(None);

        assert!(url.as_str().starts_with(&format!("{ISSUER}/auth?")), "{url}");
        let asked = asked(&url);
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", CLIENT),
            ("redirect_uri", redirect().as_str()),
            ("scope", "openid email"),
            ("login_hint", "ivan@corp.example"),
            ("prompt", "login"),
            ("ui_locales", "ru"),
        ] {
            assert_eq!(asked[name], value, "{name}");
        }
        let scopes = ["", "email", "email openid"].map(with_openid);
        assert_eq!(scopes, ["openid", "openid email", "email openid"]);
    }

    #[test]
    fn the_verifier_is_256_random_bits_and_s256_alone_is_offered() {
        let random = [[1; 32], [2; 32]];

        let authorization = made_of(random);

        let verifier = authorization.verifier.expose();
        assert_eq!(URL_SAFE_NO_PAD.decode(verifier).unwrap(), random[1]);
        let asked = asked(&authorization.url(None));
        let challenge = digest(&SHA256, verifier.as_bytes());
        assert_eq!(asked["code_challenge"], URL_SAFE_NO_PAD.encode(challenge));
        assert_eq!(asked["code_challenge_method"], "S256");
        assert!(!asked.contains_key("code_verifier"));
    }

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636 appendix B.
        let verifier = Secret::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

        assert_eq!(code_challenge(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn state_and_nonce_are_random_and_of_one_request() {
        let first = asked(&made_of([[1; 32], [2; 32]]).url(None));
        let second = asked(&made_of([[3; 32], [4; 32]]).url(None));

        assert_eq!(URL_SAFE_NO_PAD.decode(&first["state"]).unwrap(), [1; 32]);
        for name in ["state", "code_challenge"] {
            assert_ne!(first[name], second[name], "{name}");
        }
        let nonces = ["one", "two"].map(|step| Nonce::derived(&corporate(), step));
        assert_ne!(nonces[0], nonces[1]);
        assert_eq!(first["nonce"], Nonce::derived(&corporate(), "step").expose());
    }

    #[test]
    fn a_callback_is_accepted_after_the_process_died() {
        let saved = serde_json::to_string(&authorization()).unwrap();
        let (state, issuer) = (authorization().state, ISSUER);
        let url = format!("vestibule://callback?state={}&iss={issuer}&code=c", state.expose());

        let awaited: Authorization = serde_json::from_str(&saved).unwrap();

        assert_eq!(awaited, authorization());
        assert_eq!(Callback::parse(&url, Some(&awaited)), Ok(Callback::Code("c".into())));
    }

    #[test]
    fn the_nonce_is_bound_to_the_corporate_server() {
        let ours = Nonce::derived(&corporate(), "n");

        assert_eq!(ours.expose(), "_einrV_camhJ5a4Nnj9tXIYlBCobIYlBSXpQf5JiS_s");
        let false_one = ServerAddress::from_issuer("https://evil.example").unwrap();
        assert_ne!(Nonce::derived(&false_one, "n"), ours);
    }

    #[test]
    fn the_browser_carries_a_pushed_request_by_its_reference_alone() {
        let url = authorization().url(Some("urn:example:1"));

        let expected = [("client_id", CLIENT), ("request_uri", "urn:example:1")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(asked(&url), BTreeMap::from(expected));
    }

    #[test]
    fn an_endpoint_keeps_the_query_that_it_has() {
        let mut document = document(ISSUER);
        document["authorization_endpoint"] = format!("{ISSUER}/auth?tenant=1").into();

        let url = crate::openid::testing::authorization_at(&provider_of(&document)).url(None);

        assert_eq!(asked(&url)["tenant"], "1");
    }

    #[test]
    fn a_sign_in_goes_on_in_the_browser_at_the_corporate_server() {
        let server = corporate_metadata(Some("https://chat.corp.example/authorize"));
        let verifier = Secret::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        let web = |server: &Metadata| {
            Authorization::web(server, "app", "messenger", &verifier, &redirect(), [1; 32], NOW)
        };

        let authorization = web(&server).unwrap();

        let asked = asked(&authorization.url(Some("urn:example:1")));
        assert_eq!(asked["request_uri"], "urn:example:1");
        assert_eq!(asked["scope"], "messenger");
        assert_eq!(asked["code_challenge"], code_challenge(&verifier));
        assert!(!asked.contains_key("nonce"));
        let state = authorization.state.expose();
        let callback = |issuer: &str| {
            let url = format!("vestibule://callback?state={state}&code=c{issuer}");
            Callback::parse(&url, Some(&authorization))
        };
        assert_eq!(callback(""), Err(CallbackProblem::NoIssuer));
        assert_eq!(
            callback("&iss=https%3A%2F%2Fchat.corp.example"),
            Ok(Callback::Code("c".into()))
        );
        assert_eq!(web(&corporate_metadata(None)), None);
    }

    #[test]
    fn a_request_tells_logs_no_secret_and_no_name() {
        let authorization = authorization().with_login_hint("ivan@corp.example");

        let told = format!("{authorization:?}");

        let (state, verifier) = (authorization.state.expose(), authorization.verifier.expose());
        let nonce = authorization.nonce.as_ref().unwrap().expose();
        for secret in [state, verifier, nonce, "ivan"] {
            assert!(!told.contains(secret), "{told}");
        }
    }

    fn made_of(random: [[u8; 32]; 2]) -> Authorization {
        let nonce = Nonce::derived(&corporate(), "step");
        Authorization::new(&provider(), CLIENT, "openid", nonce, &redirect(), random, NOW)
    }

    fn asked(url: &Url) -> BTreeMap<String, String> {
        url.query_pairs().into_owned().collect()
    }

    fn corporate_metadata(authorization_endpoint: Option<&str>) -> Metadata {
        let url =
            |path: &str| -> Url { format!("https://chat.corp.example{path}").parse().unwrap() };
        Metadata {
            issuer: corporate(),
            challenge_endpoint: url("/challenge"),
            token_endpoint: url("/token"),
            revocation_endpoint: url("/revoke"),
            authorization_endpoint: authorization_endpoint.map(|url| url.parse().unwrap()),
            device_authorization_endpoint: None,
            account_endpoint: url("/account"),
            dpop: false,
            role: crate::wire::Role::Corporate,
            name: "Acme".to_owned(),
            names: BTreeMap::new(),
            regions: Vec::new(),
            support: None,
            app: None,
        }
    }
}
