use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use crate::bell::Bell;
use crate::endpoint::Endpoint;
use crate::openid::Untrusted;

/// What the servers were asked and did since the start.
///
/// Clones share the counters.
#[derive(Clone, Debug, Default)]
pub struct Counters(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    inner: Mutex<Inner>,
    bell: Bell,
}

#[derive(Debug, Default)]
struct Inner {
    counts: BTreeMap<String, Counts>,
    log: Vec<Logged>,
    arrived: u64,
}

/// What one server was asked and did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Requests that arrived, also those that a fault ate.
    pub requests: BTreeMap<Endpoint, u64>,
    /// TCP connections that were taken.
    pub connections: u64,
    /// Requests whose client was gone before the answer.
    pub abandoned: u64,
    pub sms: u64,
    pub emails: u64,
    pub accounts_made: u64,
    /// Wrong codes and passwords.
    pub attempts_spent: u64,
    /// ID tokens that were not believed, and why.
    pub proofs_rejected: BTreeMap<Untrusted, u64>,
    pub sign_ins: u64,
    pub sessions_begun: u64,
    pub sessions_ended: u64,
}

/// A request, without its secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Logged {
    /// Counts from 1, over all servers.
    pub number: u64,
    pub server: String,
    pub endpoint: Endpoint,
    pub method: String,
    pub path: String,
    /// The names of the form's parameters; of the query's, where there is no form.
    pub parameters: Vec<String>,
    pub idempotency_key: Option<String>,
    pub accept_language: Option<String>,
    pub user_agent: Option<String>,
    /// Which connection of the server it came by, from 1.
    pub connection: u64,
    /// None while it is worked on, and where none was sent.
    pub status: Option<u16>,
    /// The number of the latest request that had arrived when this one ended, by its answer or
    /// without: those above it may be for its sake, the others are not.
    pub ended_after: Option<u64>,
}

/// Something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    Connection,
    Abandoned,
    Sms,
    Email,
    AccountMade,
    AttemptSpent,
    ProofRejected(Untrusted),
    SignIn,
    SessionBegun,
    SessionEnded,
}

impl Counters {
    /// The counts of one server, by its name in the configuration.
    pub fn of(&self, server: &str) -> Counts {
        self.lock().counts.get(server).cloned().unwrap_or_default()
    }

    /// The counts of all servers, by name.
    pub fn all(&self) -> BTreeMap<String, Counts> {
        self.lock().counts.clone()
    }

    /// All servers' counts in one.
    pub fn total(&self) -> Counts {
        self.lock().counts.values().fold(Counts::default(), Counts::plus)
    }

    /// The requests, in the order of their arrival.
    pub fn log(&self) -> Vec<Logged> {
        self.lock().log.clone()
    }

    /// Blocks until the counts of a server are as they should be; false where they never were.
    pub fn wait(
        &self,
        server: &str,
        within: Duration,
        are_right: impl Fn(&Counts) -> bool,
    ) -> bool {
        self.0.bell.wait(within, || are_right(&self.of(server)).then_some(())).is_some()
    }

    /// Blocks until the requests are as they should be; false where they never were.
    pub fn wait_log(&self, within: Duration, are_right: impl Fn(&[Logged]) -> bool) -> bool {
        self.0.bell.wait(within, || are_right(&self.lock().log).then_some(())).is_some()
    }

    /// [`Counters::wait`] for tasks.
    pub async fn wait_async(
        &self,
        server: &str,
        within: Duration,
        are_right: impl Fn(&Counts) -> bool,
    ) -> bool {
        let look = || are_right(&self.of(server)).then_some(());
        self.0.bell.wait_async(within, look).await.is_some()
    }

    /// Counts from nothing again.
    pub fn reset(&self) {
        let mut inner = self.lock();
        inner.counts.clear();
        inner.log.clear();
    }

    pub(crate) fn add(&self, server: &str, count: Count) {
        {
            let mut inner = self.lock();
            let counts = inner.counts.entry(server.to_owned()).or_default();
            *match count {
                Count::Connection => &mut counts.connections,
                Count::Abandoned => &mut counts.abandoned,
                Count::Sms => &mut counts.sms,
                Count::Email => &mut counts.emails,
                Count::AccountMade => &mut counts.accounts_made,
                Count::AttemptSpent => &mut counts.attempts_spent,
                Count::ProofRejected(why) => counts.proofs_rejected.entry(why).or_default(),
                Count::SignIn => &mut counts.sign_ins,
                Count::SessionBegun => &mut counts.sessions_begun,
                Count::SessionEnded => &mut counts.sessions_ended,
            } += 1;
        }
        self.0.bell.ring();
    }

    /// Logs a request; the answer is its number.
    pub(crate) fn arrived(&self, logged: Logged) -> u64 {
        let number = {
            let mut inner = self.lock();
            inner.arrived += 1;
            let number = inner.arrived;
            let counts = inner.counts.entry(logged.server.clone()).or_default();
            *counts.requests.entry(logged.endpoint).or_default() += 1;
            inner.log.push(Logged { number, ..logged });
            number
        };
        self.0.bell.ring();
        number
    }

    /// It was answered with this status, or its connection breaks.
    pub(crate) fn ended(&self, number: u64, status: Option<u16>) {
        {
            let mut inner = self.lock();
            let arrived = inner.arrived;
            let mut latest_first = inner.log.iter_mut().rev();
            if let Some(logged) = latest_first.find(|logged| logged.number == number) {
                logged.status = status;
                logged.ended_after = Some(arrived);
            }
        }
        self.0.bell.ring();
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    pub fn requests(&self, endpoint: Endpoint) -> u64 {
        self.requests.get(&endpoint).copied().unwrap_or(0)
    }

    pub fn all_requests(&self) -> u64 {
        self.requests.values().sum()
    }

    fn plus(mut self, other: &Self) -> Self {
        for (endpoint, count) in &other.requests {
            *self.requests.entry(*endpoint).or_default() += count;
        }
        self.connections += other.connections;
        self.abandoned += other.abandoned;
        self.sms += other.sms;
        self.emails += other.emails;
        self.accounts_made += other.accounts_made;
        self.attempts_spent += other.attempts_spent;
        for (why, count) in &other.proofs_rejected {
            *self.proofs_rejected.entry(*why).or_default() += count;
        }
        self.sign_ins += other.sign_ins;
        self.sessions_begun += other.sessions_begun;
        self.sessions_ended += other.sessions_ended;
        self
    }
}
