use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex as Turnstile;

use super::Metadata;
use crate::Problem;
use crate::input::ServerAddress;

/// What some servers say of themselves, kept for some minutes, so that what was fetched ahead of
/// need costs no request when it is needed.
///
/// Whoever asks while the same is being fetched waits for that one request. Where the one who
/// makes it goes away, the next makes it in turn; failures are told to all who wait, and not kept.
pub(crate) struct Ahead<T = Metadata> {
    servers: Mutex<HashMap<ServerAddress, Entry<T>>>,
}

struct Entry<T> {
    fetched: Option<Fetched<T>>,
    flight: Arc<Flight<T>>,
}

struct Fetched<T> {
    said: T,
    /// By [`crate::Clock::elapsed`].
    at: Duration,
}

/// One request that any number of callers share: held by the one who makes it.
type Flight<T> = Turnstile<Option<Result<T, Problem>>>;

impl Ahead {
    const KEPT: Duration = Duration::from_secs(10 * 60);
    const SERVERS: usize = 32;

    /// How old metadata may be for a connection to be still open, most likely.
    pub(super) const WARM: Duration = Duration::from_secs(60);
    /// How old metadata may be to be used.
    pub(crate) const FRESH: Duration = Self::KEPT;
}

impl<T: Clone> Ahead<T> {
    /// What a server says of itself: what was fetched less than `age` ago, or what `fetch` gives.
    pub(crate) async fn get(
        &self,
        issuer: &ServerAddress,
        age: Duration,
        now: impl Fn() -> Duration,
        fetch: impl Future<Output = Result<T, Problem>>,
    ) -> Result<T, Problem> {
        let flight = match self.look(issuer, age, now()) {
            Ok(said) => return Ok(said),
            Err(flight) => flight,
        };
        let mut landed = flight.lock().await;
        if let Some(result) = &*landed {
            return result.clone();
        }
        let result = fetch.await;
        self.land(issuer, &result, now());
        *landed = Some(result.clone());
        result
    }

    fn look(
        &self,
        issuer: &ServerAddress,
        age: Duration,
        now: Duration,
    ) -> Result<T, Arc<Flight<T>>> {
        let mut servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = servers.entry(issuer.clone()).or_default();
        match &entry.fetched {
            Some(fetched) if now.saturating_sub(fetched.at) < age => Ok(fetched.said.clone()),
            Some(_) | None => Err(entry.flight.clone()),
        }
    }

    /// Those who come from now on share the next request.
    fn land(&self, issuer: &ServerAddress, result: &Result<T, Problem>, now: Duration) {
        let mut servers = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = servers.entry(issuer.clone()).or_default();
        entry.flight = Arc::default();
        if let Ok(said) = result {
            entry.fetched = Some(Fetched { said: said.clone(), at: now });
        }
        servers.retain(|_, entry| entry.is_of_use(now));
        while servers.len() > Ahead::SERVERS {
            let oldest = servers
                .iter()
                .min_by_key(|(_, entry)| entry.fetched.as_ref().map(|fetched| fetched.at))
                .map(|(issuer, _)| issuer.clone());
            oldest.and_then(|oldest| servers.remove(&oldest));
        }
    }
}

impl<T> Entry<T> {
    /// Someone waits for it, or it is fresh.
    fn is_of_use(&self, now: Duration) -> bool {
        let is_fresh = |fetched: &Fetched<T>| now.saturating_sub(fetched.at) < Ahead::KEPT;
        Arc::strong_count(&self.flight) > 1 || self.fetched.as_ref().is_some_and(is_fresh)
    }
}

impl<T> Default for Ahead<T> {
    fn default() -> Self {
        Self { servers: Mutex::default() }
    }
}

impl<T> Default for Entry<T> {
    fn default() -> Self {
        Self { fetched: None, flight: Arc::default() }
    }
}
