use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use url::Url;

use super::id_token::Expected;
use super::keys::Keys;
use super::{Authorization, IdToken, IdTokenProblem, Provider, ProviderProblem};
use crate::input::ServerAddress;
use crate::wire::json::{self, Malformed, Object};
use crate::wire::{self, Ahead};
use crate::{Clock, Problem, Request, Secret, ServerProblem};

/// The requests to identity providers, over the connections, limits and times of
/// [`wire::Client`].
///
/// A method's future is the request: dropped, the request is stopped.
pub struct Client {
    wire: Arc<wire::Client>,
    clock: Arc<dyn Clock>,
    providers: Ahead<Provider>,
    keys: Ahead<Keys>,
    /// When keys were last fetched again for the sake of an unknown one, by [`Clock::elapsed`].
    again: Mutex<HashMap<ServerAddress, Duration>>,
}

/// A request that the provider keeps until the browser comes for it (RFC 9126 section 2.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed {
    pub request_uri: String,
    /// How long the provider keeps it.
    pub expires_in: Duration,
}

impl Client {
    /// How often keys may be fetched again for the sake of an unknown one.
    const AGAIN: Duration = Duration::from_secs(60);

    /// A client that knows no provider yet.
    pub fn new(wire: Arc<wire::Client>, clock: Arc<dyn Clock>) -> Self {
        Self {
            wire,
            clock,
            providers: Ahead::default(),
            keys: Ahead::default(),
            again: Mutex::default(),
        }
    }

    /// Fetches what a provider says of itself, and its keys, ahead of need; what fails is asked
    /// again when it is needed.
    pub async fn warm(&self, issuer: &ServerAddress) {
        if let Ok(provider) = self.provider(issuer).await {
            // Nobody waits for them.
            let _ = self.keys(&provider, Ahead::FRESH).await;
        }
    }

    /// What a provider says of itself (OpenID Connect Discovery 1.0 section 4), fetched now or
    /// ahead.
    ///
    /// # Errors
    ///
    /// [`Problem::Connection`], [`Problem::Server`] and [`Problem::Provider`], as for every
    /// request here.
    pub async fn provider(&self, issuer: &ServerAddress) -> Result<Provider, Problem> {
        let age = Ahead::FRESH;
        self.providers.get(issuer, age, || self.clock.elapsed(), self.fetch_provider(issuer)).await
    }

    /// Pushes what is asked (RFC 9126 section 2.1), so that the browser carries a reference alone;
    /// none where the provider takes no pushed requests.
    ///
    /// # Errors
    ///
    /// [`ServerProblem::OAuth`] where the provider does not take the request; it is not asked in
    /// another way then.
    pub async fn push(&self, authorization: &Authorization) -> Result<Option<Pushed>, Problem> {
        let provider = &self.provider(&authorization.issuer).await?;
        let Some(endpoint) = &provider.push_endpoint else {
            return Ok(None);
        };
        let host = host(provider, endpoint);
        let parameters = authorization.parameters();
        let form: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let body = self.wire.post_form(Request::Push, &host, endpoint, &form).await?;
        Pushed::parse(&body)
            .map(Some)
            .map_err(|malformed| Problem::Server { host, cause: malformed.problem(Request::Push) })
    }

    /// Gives a code for the ID token that was asked for (OpenID Connect Core 1.0 section 3.1.3),
    /// and verifies that.
    ///
    /// # Errors
    ///
    /// [`ProviderProblem::CodeSpent`] where the code is no longer good,
    /// [`ProviderProblem::IdToken`] where the token is not to be trusted, and
    /// [`ServerProblem::ClockWrong`] where that is for the phone's clock.
    pub async fn exchange(
        &self,
        authorization: &Authorization,
        code: &Secret,
    ) -> Result<IdToken, Problem> {
        let provider = &self.provider(&authorization.issuer).await?;
        // First, so that no code is spent on a token that can't be verified.
        let keys = self.keys(provider, Ahead::FRESH).await?;
        let granted = self.grant(provider, authorization, code).await?;
        let Some(id_token) = granted.id_token else {
            return Err(self.untrusted(provider, IdTokenProblem::Missing));
        };
        let expected = Expected {
            provider,
            authorization,
            access_token: &granted.access_token,
            now: self.clock.now(),
        };
        let mut verified = IdToken::verify(id_token.clone(), &keys, expected);
        if verified == Err(IdTokenProblem::UnknownKey) && self.may_fetch_again(&provider.issuer) {
            let keys = self.keys(provider, Duration::ZERO).await?;
            verified = IdToken::verify(id_token, &keys, expected);
        }
        verified.map_err(|problem| self.untrusted(provider, problem))
    }

    async fn fetch_provider(&self, issuer: &ServerAddress) -> Result<Provider, Problem> {
        let host = issuer.host_display();
        let url = Provider::document(issuer);
        let body = self.wire.get_json(Request::Discovery, &host, &url).await?;
        body.map_or(Err(ProviderProblem::NotAProvider), |body| Provider::parse(issuer, &body))
            .map_err(|cause| Problem::Provider { host, cause })
    }

    async fn keys(&self, provider: &Provider, age: Duration) -> Result<Keys, Problem> {
        let fetch = self.fetch_keys(provider);
        self.keys.get(&provider.issuer, age, || self.clock.elapsed(), fetch).await
    }

    async fn fetch_keys(&self, provider: &Provider) -> Result<Keys, Problem> {
        let host = host(provider, &provider.jwks_uri);
        let body = self.wire.get_json(Request::Keys, &host, &provider.jwks_uri).await?;
        let no_keys = || ProviderProblem::BadEndpoint { member: "jwks_uri".to_owned() };
        body.map_or_else(|| Err(no_keys()), |body| Keys::parse(&body))
            .map_err(|cause| Problem::Provider { host, cause })
    }

    /// The token request (RFC 6749 section 4.1.3, RFC 7636 section 4.5), as a client without a
    /// secret.
    async fn grant(
        &self,
        provider: &Provider,
        authorization: &Authorization,
        code: &Secret,
    ) -> Result<Granted, Problem> {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", authorization.client_id.as_str()),
            ("code", code.expose()),
            ("redirect_uri", authorization.redirect.as_str()),
            ("code_verifier", authorization.verifier.expose()),
        ];
        let host = host(provider, &provider.token_endpoint);
        let sent = self.wire.post_form(Request::IdToken, &host, &provider.token_endpoint, &form);
        match sent.await {
            Ok(body) => Granted::parse(&body).map_err(|malformed| Problem::Server {
                host,
                cause: malformed.problem(Request::IdToken),
            }),
            Err(Problem::Server { cause: ServerProblem::OAuth { error, .. }, host })
                if error == "invalid_grant" =>
            {
                Err(Problem::Provider { host, cause: ProviderProblem::CodeSpent })
            }
            Err(problem) => Err(problem),
        }
    }

    fn may_fetch_again(&self, issuer: &ServerAddress) -> bool {
        let now = self.clock.elapsed();
        let mut again = self.again.lock().unwrap_or_else(PoisonError::into_inner);
        again.retain(|_, at| now.saturating_sub(*at) < Self::AGAIN);
        !again.contains_key(issuer) && again.insert(issuer.clone(), now).is_none()
    }

    /// The problem with a token: the phone's clock, where that alone may be what is wrong.
    fn untrusted(&self, provider: &Provider, problem: IdTokenProblem) -> Problem {
        let host = host(provider, &provider.token_endpoint);
        match self.wire.offset_of(&provider.token_endpoint) {
            Some(seconds)
                if problem.is_of_time()
                    && seconds.saturating_mul(1000).saturating_abs() > Expected::LEEWAY_MILLIS =>
            {
                Problem::Server { host, cause: ServerProblem::ClockWrong { seconds } }
            }
            Some(_) | None => Problem::Provider { host, cause: problem.into() },
        }
    }
}

impl Pushed {
    fn parse(body: &[u8]) -> Result<Self, Malformed> {
        const MAX: usize = 2048;

        let mut pushed = Object::parse(body)?;
        let request_uri = |value| json::string(value).filter(|uri| (1..=MAX).contains(&uri.len()));
        Ok(Self {
            request_uri: pushed.required("request_uri", request_uri)?,
            expires_in: pushed.required("expires_in", json::seconds)?,
        })
    }
}

/// What the token endpoint gives for a code (OpenID Connect Core 1.0 section 3.1.3.3), as far as it
/// is used.
struct Granted {
    /// Never sent anywhere: the ID token may name it.
    access_token: Secret,
    id_token: Option<Secret>,
}

impl Granted {
    fn parse(body: &[u8]) -> Result<Self, Malformed> {
        let mut granted = Object::parse(body)?;
        granted.required("token_type", bearer)?;
        Ok(Self {
            access_token: granted.required("access_token", json::token)?,
            id_token: granted.optional("id_token", json::token)?,
        })
    }
}

/// RFC 6749 section 5.1: whatever its case.
fn bearer(value: Value) -> Option<()> {
    json::string(value).filter(|kind| kind.eq_ignore_ascii_case("bearer")).map(drop)
}

/// The host of one of a provider's endpoints, for people.
fn host(provider: &Provider, endpoint: &Url) -> String {
    match endpoint.host_str() {
        Some(host) if endpoint.origin() != provider.issuer.origin() => host.to_owned(),
        Some(_) | None => provider.issuer.host_display(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::openid::testing::with;

    proptest! {
        #[test]
        fn no_answer_makes_the_parsers_panic(
            bytes: Vec<u8>,
            member in "request_uri|expires_in|access_token|token_type|id_token",
            text: String,
            number: f64,
        ) {
            let body = json!({
                "request_uri": "urn:x:1",
                "expires_in": 90,
                "access_token": "a",
                "token_type": "Bearer",
            });
            let texts = with(body.clone(), &member, text.into()).to_string().into_bytes();
            let numbers = with(body, &member, json!(number)).to_string().into_bytes();
            for body in [bytes, texts, numbers] {
                let _ = Pushed::parse(&body);
                let _ = Granted::parse(&body);
            }
        }
    }
}
