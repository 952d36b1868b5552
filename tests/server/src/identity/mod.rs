//! An organisation's identity provider: OpenID Connect Core 1.0's code flow for apps without a
//! secret, in memory. It stands in for a real one (Keycloak and alike), with a real form, and is
//! wrong in each way that [`Wrong`] names.

mod authorize;
mod discovery;
mod keyring;
mod log_out;
mod memory;
mod token;
mod wrong;

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::Router;
use axum::body::Bytes;
use axum::http::Request;
use axum::routing::{get, post};

pub use wrong::Wrong;

use crate::answer::Refusal;
use crate::call::Call;
use crate::clock::{Clock, Time};
use crate::config::{ProviderClient, ProviderConfig, ProviderUser};
use crate::counters::Counters;
use crate::endpoint::Endpoint;
use crate::exchange::Desk;
use crate::faults::Faults;
use crate::form::Form;
use crate::locale::Locale;
use crate::mint::Mint;
use keyring::Keyring;
use memory::{Memory, Session};

/// One identity provider: what its endpoints share.
pub(crate) struct Identity {
    pub(crate) config: ProviderConfig,
    /// `https://host:port` and the path.
    pub(crate) issuer: String,
    pub(crate) mint: Mint,
    pub(crate) clock: Clock,
    pub(crate) counters: Counters,
    pub(crate) faults: Faults,
    http: reqwest::Client,
    keyring: RwLock<Keyring>,
    memory: Mutex<Memory>,
    wrong: Mutex<Option<Wrong>>,
}

/// Where a provider is, and what it shares with the rest of its world.
pub(crate) struct Place {
    pub(crate) issuer: String,
    pub(crate) mint: Mint,
    pub(crate) clock: Clock,
    pub(crate) counters: Counters,
    pub(crate) faults: Faults,
    pub(crate) http: reqwest::Client,
}

impl Identity {
    pub(crate) fn new(config: ProviderConfig, place: Place) -> Self {
        let Place { issuer, mint, clock, counters, faults, http } = place;
        Self {
            config,
            issuer,
            mint,
            clock,
            counters,
            faults,
            http,
            keyring: RwLock::new(Keyring::new()),
            memory: Mutex::default(),
            wrong: Mutex::default(),
        }
    }

    pub(crate) fn router(self: &Arc<Self>) -> Router {
        let path = &self.config.path;
        Router::new()
            .route(&format!("{path}/.well-known/openid-configuration"), get(discovery::document))
            .route(&format!("{path}/keys"), get(discovery::keys))
            .route(&format!("{path}/push"), post(authorize::push))
            .route(&format!("{path}/authorize"), get(authorize::by_get).post(authorize::by_post))
            .route(&format!("{path}/log-in"), post(authorize::log_in))
            .route(&format!("{path}/token"), post(token::token))
            .route(&format!("{path}/log-out"), get(log_out::by_get).post(log_out::by_post))
            .route(&format!("{path}/log-out/confirm"), post(log_out::confirm))
            .fallback(async || Refusal::NotFound)
            .with_state(self.clone())
    }

    /// What it does wrong from now on; nothing, where there is none.
    pub(crate) fn set_wrong(&self, wrong: Option<Wrong>) {
        *self.wrong.lock().unwrap_or_else(PoisonError::into_inner) = wrong;
    }

    /// Signs with new keys from now on; the former ones are still published.
    pub(crate) fn rotate_keys(&self) {
        self.keyring.write().unwrap_or_else(PoisonError::into_inner).rotate();
    }

    /// Signs everybody out.
    pub(crate) fn end_sessions(&self) {
        self.memory(Memory::end_sessions);
    }

    fn wrong(&self) -> Option<Wrong> {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keyring<T>(&self, look: impl FnOnce(&Keyring) -> T) -> T {
        look(&self.keyring.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn memory<T>(&self, work: impl FnOnce(&mut Memory) -> T) -> T {
        work(&mut self.memory.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn now(&self) -> Time {
        self.clock.now()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.issuer)
    }

    fn title(&self, locale: Locale) -> &str {
        self.config.titles.get(locale.tag()).unwrap_or(&self.config.title)
    }

    fn client(&self, id: &str) -> Option<&ProviderClient> {
        self.config.clients.iter().find(|client| client.id == id)
    }

    /// Whom a login, or an e-mail that is typed as one, names.
    fn user(&self, login: &str) -> Option<&ProviderUser> {
        let login = login.trim().to_lowercase();
        self.config.users.iter().find(|user| {
            user.login.to_lowercase() == login
                || user.email.as_ref().is_some_and(|email| email.to_lowercase() == login)
        })
    }

    /// Whom a browser is signed in as.
    fn session(&self, call: &Call) -> Option<(String, Session)> {
        let id = call.cookie(Self::COOKIE)?.to_owned();
        let session = self.memory(|memory| memory.session(&id, self.now()))?;
        Some((id, session))
    }

    const COOKIE: &str = "session";

    /// The cookie that keeps a browser signed in, or no longer does.
    fn cookie(&self, session: Option<&str>) -> String {
        let path = &self.config.path;
        let attributes = format!("Path={path}/; Secure; HttpOnly; SameSite=Lax");
        match session {
            Some(id) => format!("{}={id}; {attributes}", Self::COOKIE),
            None => format!("{}=; Max-Age=0; {attributes}", Self::COOKIE),
        }
    }
}

impl Desk for Identity {
    fn name(&self) -> &str {
        &self.config.name
    }

    fn endpoint(&self, request: &Request<Bytes>, _: Option<&Form>) -> Endpoint {
        let path = request.uri().path();
        let path = path.strip_prefix(self.config.path.as_str()).unwrap_or(path);
        Endpoint::of_provider(request.method(), path)
    }

    fn path(&self) -> &str {
        &self.config.path
    }

    fn http(&self) -> &reqwest::Client {
        &self.http
    }

    fn counters(&self) -> &Counters {
        &self.counters
    }

    fn faults(&self) -> &Faults {
        &self.faults
    }

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn admit(&self) -> Result<(), u64> {
        Ok(())
    }
}
