use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};

use crate::answer::{Answer, Refusal};
use crate::endpoint::Endpoint;
use crate::faults::{Injected, When};
use crate::form::Form;
use crate::site::Site;
use crate::store::{Session, Work};
use crate::tokens;

/// A request as the endpoints take it.
pub(crate) struct Call {
    pub(crate) endpoint: Endpoint,
    pub(crate) path: String,
    headers: HeaderMap,
    pub(crate) body: Bytes,
    injected: Injected,
}

impl Call {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body's parameters.
    pub(crate) fn form(&self) -> Result<Form, Refusal> {
        let kind = self.header("content-type").unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
            return Err(Refusal::InvalidRequest("a form-encoded body is needed".to_owned()));
        }
        Form::parse(&self.body).map_err(|repeated| Refusal::InvalidRequest(repeated.to_string()))
    }

    /// Does a POST once, however often it is sent under one `Idempotency-Key` (section 3).
    ///
    /// `scope` is what the key is good for, beside the endpoint.
    pub(crate) async fn once(
        &self,
        site: &Site,
        scope: &str,
        work: impl FnOnce(&mut Work<'_>) -> Result<Answer, Refusal>,
    ) -> Result<Answer, Refusal> {
        match self.key()? {
            Some(key) => self.keyed(site, &key, scope, work).await,
            None => Err(Refusal::InvalidRequest("an Idempotency-Key is needed".to_owned())),
        }
    }

    /// Does a PUT, PATCH or DELETE of a session; once, where it has an `Idempotency-Key`.
    pub(crate) async fn in_session(
        &self,
        site: &Site,
        work: impl FnOnce(&mut Work<'_>, Session) -> Result<Answer, Refusal>,
    ) -> Result<Answer, Refusal> {
        let session = site.store.work(site, |work| tokens::authenticate(work, self.token()))?;
        let scope = session.id.clone();
        match self.key()? {
            Some(key) => self.keyed(site, &key, &scope, |unit| work(unit, session)).await,
            None => self.each(site, |unit| work(unit, session)).await,
        }
    }

    /// Does a request that changes nothing.
    pub(crate) async fn each<T>(
        &self,
        site: &Site,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.pause().await?;
        site.store.work(site, work)
    }

    /// Meets the faults of the moment before the work.
    pub(crate) async fn pause(&self) -> Result<(), Refusal> {
        self.injected.pause(When::Work).await;
        if self.injected.drops(When::Work) {
            return Err(Refusal::Broken);
        }
        Ok(())
    }

    /// A cookie of the browser's.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.headers.get_all("cookie").into_iter();
        let mut pairs =
            cookies.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
        pairs.find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
    }

    /// The access token (RFC 6750 section 2.1).
    pub(crate) fn token(&self) -> Option<&str> {
        let (scheme, token) = self.header("authorization")?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    }

    async fn keyed(
        &self,
        site: &Site,
        key: &str,
        scope: &str,
        work: impl FnOnce(&mut Work<'_>) -> Result<Answer, Refusal>,
    ) -> Result<Answer, Refusal> {
        let scope = fingerprint(&[
            format!("{:?}", self.endpoint).as_bytes(),
            self.path.as_bytes(),
            scope.as_bytes(),
            key.as_bytes(),
        ]);
        let body = fingerprint(&[&self.body]);
        let _in_use = InUse::claim(&site.in_use, &scope)?;
        self.pause().await?;
        site.store.work(site, |unit| {
            if let Some(remembered) = unit.remembered(&scope)? {
                if remembered.fingerprint != body {
                    return Err(Refusal::KeyReused);
                }
                return Ok(remembered.answer);
            }
            let answer = work(unit)?;
            unit.remember(&scope, &body, &answer)?;
            Ok(answer)
        })
    }

    /// The `Idempotency-Key`: a string of RFC 8941, or the same without its quotes.
    fn key(&self) -> Result<Option<String>, Refusal> {
        let Some(sent) = self.headers.get("idempotency-key") else {
            return Ok(None);
        };
        let bad = || Refusal::InvalidRequest("the Idempotency-Key is no string".to_owned());
        let sent = sent.to_str().map_err(|_| bad())?;
        let inner = sent.strip_prefix('"').and_then(|sent| sent.strip_suffix('"'));
        let key = inner.unwrap_or(sent);
        if key.is_empty() || key.len() > 255 || key.contains(['"', '\\']) {
            return Err(bad());
        }
        Ok(Some(key.to_owned()))
    }
}

impl<S: Send + Sync> FromRequest<S> for Call {
    type Rejection = Refusal;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .map_err(|_| Refusal::InvalidRequest("the body is not whole".to_owned()))?;
        Ok(Self {
            endpoint: parts.extensions.remove().unwrap_or(Endpoint::Other),
            path: parts.uri.path().to_owned(),
            headers: parts.headers,
            body,
            injected: parts.extensions.remove().unwrap_or_default(),
        })
    }
}

/// A key that is worked on, until this is dropped.
struct InUse<'a> {
    keys: &'a Mutex<HashSet<String>>,
    scope: &'a str,
}

impl<'a> InUse<'a> {
    fn claim(keys: &'a Mutex<HashSet<String>>, scope: &'a str) -> Result<Self, Refusal> {
        let mut set = keys.lock().unwrap_or_else(PoisonError::into_inner);
        if !set.insert(scope.to_owned()) {
            return Err(Refusal::KeyInUse);
        }
        Ok(Self { keys, scope })
    }
}

impl Drop for InUse<'_> {
    fn drop(&mut self) {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).remove(self.scope);
    }
}

/// SHA-256 over parts, each with its length before it, so that no two lists look the same.
fn fingerprint(parts: &[&[u8]]) -> String {
    let mut message = Vec::new();
    for part in parts {
        message.extend((part.len() as u64).to_be_bytes());
        message.extend_from_slice(part);
    }
    URL_SAFE_NO_PAD.encode(digest(&SHA256, &message))
}
