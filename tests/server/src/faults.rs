//! Faults on demand, and the hooks of tests that must do something while a request is under way.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::bell::Bell;
use crate::endpoint::Endpoint;

/// What goes wrong, where, and how often.
///
/// Clones share the faults.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    rules: Mutex<Rules>,
}

#[derive(Debug, Default)]
struct Rules {
    latency: Duration,
    next_id: u64,
    rules: Vec<Rule>,
    /// Those of [`Fault::Hold`].
    gates: HashMap<FaultId, Gate>,
}

#[derive(Debug)]
struct Rule {
    id: FaultId,
    on: Matching,
    fault: Armed,
}

/// A fault that was set, to take it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FaultId(u64);

/// Which requests a fault meets.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    /// The server's name in the configuration; any, without.
    #[serde(default)]
    pub server: Option<String>,
    /// Any that an app asks at, without.
    #[serde(default)]
    pub endpoint: Option<Endpoint>,
    /// The first of these requests from now that meets it, from 1.
    #[serde(default = "one")]
    pub nth: u32,
    /// How many meet it; all from then on, if none is said.
    #[serde(default = "once")]
    pub times: Option<u32>,
}

/// What goes wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// It takes longer.
    Delay { millis: u64, when: When },
    /// The connection breaks.
    Drop { when: When },
    /// It is held until the fault is taken back.
    Hold { when: When },
    /// In place of the work: a status, with `Retry-After` where one is given.
    Status {
        status: u16,
        #[serde(default)]
        retry_after: Option<String>,
    },
    /// In place of the work: any answer.
    Answer { status: u16, content_type: String, body: String },
    /// In place of the work: a redirect.
    Redirect { to: String },
    /// In place of the work: what the server at this issuer answers to the same, as a false server
    /// would have it.
    Relay { to: String },
    /// The work is done, and half of the answer's body arrives.
    CutBody,
    /// The work is done, and the answer says another type.
    ContentType { content_type: String },
    /// The work is done, and a web page is the answer.
    Html,
    /// The work is done, and the answer's body ends in the middle of the JSON.
    NotJson,
    /// The work is done, and the answer lacks a member (a JSON pointer, RFC 6901).
    Without { member: String },
    /// The work is done, and the answer has another value for a member, or one more.
    With { member: String, value: Value },
    /// The work is done, and spaces make the body this long.
    Oversize { bytes: usize },
}

/// The moment of a request at which something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// It arrived, and nothing was done.
    Arrival,
    /// Its idempotency key is taken, and nothing else was done.
    Work,
    /// All is done and kept, and nothing was answered.
    Answer,
}

/// A fault that is being described.
#[must_use]
pub struct On<'a> {
    faults: &'a Faults,
    on: Matching,
}

/// Holds a request until it is released, or dropped.
#[derive(Debug)]
pub struct Gate(Arc<GateState>);

#[derive(Debug, Default)]
struct GateState {
    progress: Mutex<Progress>,
    bell: Bell,
}

#[derive(Default)]
struct Progress {
    has_arrived: bool,
    is_released: bool,
    /// Who is told when a request arrives.
    tell: Option<Box<dyn FnOnce() + Send>>,
}

/// A fault as it waits for its request.
#[derive(Clone, Debug)]
enum Armed {
    Fault(Fault),
    Hold { when: When, gate: Arc<GateState> },
}

/// The faults that a request met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Injected(Vec<Armed>);

impl Faults {
    /// Describes a fault at an endpoint of a server.
    pub fn on(&self, server: &str, endpoint: Endpoint) -> On<'_> {
        let server = Some(server.to_owned());
        let on = Matching { server, endpoint: Some(endpoint), nth: 1, times: Some(1) };
        On { faults: self, on }
    }

    /// Describes a fault at every endpoint of a server.
    pub fn everywhere(&self, server: &str) -> On<'_> {
        let server = Some(server.to_owned());
        On { faults: self, on: Matching { server, endpoint: None, nth: 1, times: Some(1) } }
    }

    /// Describes a fault at every endpoint of every server that an app asks at.
    pub fn anywhere(&self) -> On<'_> {
        On { faults: self, on: Matching { server: None, endpoint: None, nth: 1, times: Some(1) } }
    }

    /// Sets a fault.
    pub fn set(&self, on: Matching, fault: Fault) -> FaultId {
        let Fault::Hold { when } = fault else {
            return self.arm(on, Armed::Fault(fault));
        };
        let gate = Arc::new(GateState::default());
        let id = self.arm(on, Armed::Hold { when, gate: gate.clone() });
        self.lock().gates.insert(id, Gate(gate));
        id
    }

    /// Takes a fault back; what is held by it goes on.
    pub fn remove(&self, id: FaultId) {
        let mut rules = self.lock();
        rules.rules.retain(|rule| rule.id != id);
        rules.gates.remove(&id);
    }

    /// Takes all faults back, the latency too; what is held goes on.
    pub fn clear(&self) {
        let mut rules = self.lock();
        for rule in &rules.rules {
            if let Armed::Hold { gate, .. } = &rule.fault {
                gate.release();
            }
        }
        *rules = Rules { next_id: rules.next_id, ..Rules::default() };
    }

    /// Whether a request is held, or was, by a [`Fault::Hold`].
    pub fn has_held(&self, id: FaultId) -> bool {
        self.lock().gates.get(&id).is_some_and(|gate| gate.0.has_arrived())
    }

    /// What every request takes at least.
    pub fn set_latency(&self, latency: Duration) {
        self.lock().latency = latency;
    }

    /// The faults that still wait for a request.
    pub fn waiting(&self) -> usize {
        self.lock().rules.len()
    }

    pub(crate) fn latency(&self) -> Duration {
        self.lock().latency
    }

    /// Takes the faults that this request meets.
    pub(crate) fn meet(&self, server: &str, endpoint: Endpoint) -> Injected {
        let mut met = Vec::new();
        self.lock().rules.retain_mut(|rule| {
            if !rule.on.matches(server, endpoint) {
                return true;
            }
            if rule.on.nth > 1 {
                rule.on.nth -= 1;
                return true;
            }
            met.push(rule.fault.clone());
            match &mut rule.on.times {
                Some(times) => {
                    *times = times.saturating_sub(1);
                    *times > 0
                }
                None => true,
            }
        });
        Injected(met)
    }

    fn arm(&self, on: Matching, fault: Armed) -> FaultId {
        let mut rules = self.lock();
        rules.next_id += 1;
        let id = FaultId(rules.next_id);
        rules.rules.push(Rule { id, on, fault });
        id
    }

    fn lock(&self) -> MutexGuard<'_, Rules> {
        self.0.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl On<'_> {
    /// Meets the nth of these requests from now, from 1; the first, if not said.
    pub fn nth(mut self, nth: u32) -> Self {
        self.on.nth = nth;
        self
    }

    /// Meets so many of them; one, if not said.
    pub fn times(mut self, times: u32) -> Self {
        self.on.times = Some(times);
        self
    }

    /// Meets all of them from then on.
    pub fn always(mut self) -> Self {
        self.on.times = None;
        self
    }

    /// Sets the fault.
    pub fn inject(self, fault: Fault) -> FaultId {
        self.faults.set(self.on, fault)
    }

    /// Holds the request at that moment.
    pub fn hold(self, when: When) -> Gate {
        let gate = Arc::new(GateState::default());
        self.faults.arm(self.on, Armed::Hold { when, gate: gate.clone() });
        Gate(gate)
    }
}

impl Matching {
    fn matches(&self, server: &str, endpoint: Endpoint) -> bool {
        self.server.as_deref().is_none_or(|name| name == server)
            && self.endpoint.map_or(!endpoint.is_for_browsers(), |own| own == endpoint)
    }
}

impl Gate {
    /// Blocks until the request is held; false where none came in time.
    pub fn arrived(&self, within: Duration) -> bool {
        self.0.bell.wait(within, || self.0.has_arrived().then_some(())).is_some()
    }

    /// [`Gate::arrived`] for tasks.
    pub async fn arrived_async(&self, within: Duration) -> bool {
        self.0.bell.wait_async(within, || self.0.has_arrived().then_some(())).await.is_some()
    }

    /// Calls `tell` once a request is held, from the servers' thread; at once, if one is.
    pub fn when_arrived(&self, tell: impl FnOnce() + Send + 'static) {
        let mut progress = self.0.lock();
        if progress.has_arrived {
            drop(progress);
            return tell();
        }
        progress.tell = Some(Box::new(tell));
    }

    /// Lets the request go on.
    pub fn release(&self) {
        self.0.release();
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.release();
    }
}

impl GateState {
    /// What is held longer than this goes on by itself.
    const LONGEST: Duration = Duration::from_secs(120);

    async fn hold(&self) {
        let tell = {
            let mut progress = self.lock();
            progress.has_arrived = true;
            progress.tell.take()
        };
        self.bell.ring();
        if let Some(tell) = tell {
            tell();
        }
        self.bell.wait_async(Self::LONGEST, || self.lock().is_released.then_some(())).await;
    }

    fn has_arrived(&self) -> bool {
        self.lock().has_arrived
    }

    fn release(&self) {
        self.lock().is_released = true;
        self.bell.ring();
    }

    fn lock(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { has_arrived, is_released, tell: _ } = self;
        f.debug_struct("Progress")
            .field("has_arrived", has_arrived)
            .field("is_released", is_released)
            .finish_non_exhaustive()
    }
}

impl Injected {
    /// Waits as long as the faults of this moment say.
    pub(crate) async fn pause(&self, now: When) {
        for armed in &self.0 {
            match armed {
                Armed::Fault(Fault::Delay { millis, when }) if *when == now => {
                    tokio::time::sleep(Duration::from_millis(*millis)).await;
                }
                Armed::Hold { when, gate } if *when == now => gate.hold().await,
                Armed::Fault(_) | Armed::Hold { .. } => {}
            }
        }
    }

    /// The connection breaks at this moment.
    pub(crate) fn drops(&self, now: When) -> bool {
        self.faults().any(|fault| matches!(fault, Fault::Drop { when } if *when == now))
    }

    /// The server that answers in place of this one.
    pub(crate) fn relays_to(&self) -> Option<&str> {
        self.faults().find_map(|fault| match fault {
            Fault::Relay { to } => Some(to.as_str()),
            _ => None,
        })
    }

    pub(crate) fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter().filter_map(|armed| match armed {
            Armed::Fault(fault) => Some(fault),
            Armed::Hold { .. } => None,
        })
    }
}

fn one() -> u32 {
    1
}

// serde's default for a member of this type.
#[expect(clippy::unnecessary_wraps)]
fn once() -> Option<u32> {
    Some(1)
}
