//! What the client does with a server of this machine's own.

mod account;
mod answers;
mod bounds;
mod connection;
pub(crate) mod loopback;
mod requests;

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use loopback::{Loopback, Play, Script, TestAuthority};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::http::Times;
use super::names::NameError;
use super::{Authority, Client, ClientSetup, IdempotencyKey, Metadata};
use crate::input::ServerAddress;
use crate::{Clock, Locale, Problem, Timestamp};

/// A server at `corp.test`, and a client that trusts it.
pub(crate) struct Pair {
    pub(crate) server: Loopback,
    pub(crate) client: Client,
    pub(crate) clock: Arc<TestClock>,
}

/// Stands still, and is never waited for.
#[derive(Default)]
pub(crate) struct TestClock {
    elapsed: Mutex<Duration>,
    waits: Mutex<Vec<Duration>>,
}

/// Knows every name below `test` but a few.
struct TestNames;

pub(crate) const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

impl Pair {
    pub(crate) async fn start(script: impl Script) -> Self {
        let authority = TestAuthority::new();
        let server = Loopback::start(authority.server(&["corp.test"]), script).await;
        Self::of(server, &authority, |_| {}, Times::default())
    }

    /// With little patience.
    async fn hasty(script: impl Script) -> Self {
        let authority = TestAuthority::new();
        let server = Loopback::start(authority.server(&["corp.test"]), script).await;
        let quiet = Duration::from_millis(50);
        let times = Times { quiet, ..Times::default() };
        Self::of(server, &authority, |_| {}, times)
    }

    fn of(
        server: Loopback,
        authority: &TestAuthority,
        change: impl FnOnce(&mut ClientSetup),
        times: Times,
    ) -> Self {
        let clock = Arc::new(TestClock::default());
        let mut setup = setup(clock.clone());
        setup.authorities = vec![trusted(authority, &[])];
        change(&mut setup);
        let client = Client::with(setup, times, TestNames).unwrap();
        Self { server, client, clock }
    }

    pub(crate) fn issuer(&self) -> ServerAddress {
        issuer("corp.test", self.server.port())
    }

    /// What the server would say of itself.
    fn metadata(&self) -> Metadata {
        let issuer = self.issuer();
        Metadata::parse(&issuer, metadata_body(issuer.as_str()).as_bytes()).unwrap()
    }

    pub(crate) fn host(&self) -> String {
        self.issuer().host_display()
    }
}

impl TestClock {
    pub(crate) fn advance(&self, wait: Duration) {
        *self.elapsed.lock().unwrap() += wait;
    }

    fn waits(&self) -> Vec<Duration> {
        self.waits.lock().unwrap().clone()
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        NOW
    }

    fn elapsed(&self) -> Duration {
        *self.elapsed.lock().unwrap()
    }

    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        self.waits.lock().unwrap().push(wait);
        Box::pin(async {})
    }
}

impl Resolve for TestNames {
    fn resolve(&self, name: Name) -> Resolving {
        let found = match name.as_str() {
            "nowhere.test" => Err(NameError::NotFound.into()),
            "silent.test" => Err(NameError::NoAnswer.into()),
            _ => {
                let addresses = [SocketAddr::from(([127, 0, 0, 1], 0))];
                Ok(Box::new(addresses.into_iter()) as Addrs)
            }
        };
        Box::pin(async { found })
    }
}

fn setup(clock: Arc<TestClock>) -> ClientSetup {
    ClientSetup {
        app_id: "example.app".to_owned(),
        client_id: "app".to_owned(),
        device: "Телефон".to_owned(),
        sms_hash: None,
        user_agent: "example.app/1.0 (Test 1)".to_owned(),
        locale: Locale::Ru,
        scope: "messenger".to_owned(),
        authorities: Vec::new(),
        proxy: None,
        clock,
    }
}

fn trusted(authority: &TestAuthority, hosts: &[&str]) -> Authority {
    let hosts = hosts.iter().map(ToString::to_string).collect();
    Authority { pem: authority.pem.clone(), hosts }
}

fn issuer(host: &str, port: u16) -> ServerAddress {
    ServerAddress::from_issuer(&format!("https://{host}:{port}")).unwrap()
}

fn key() -> IdempotencyKey {
    IdempotencyKey::from_bytes([7; 16])
}

fn metadata_body(issuer: &str) -> String {
    serde_json::json!({
        "issuer": issuer,
        "authorization_challenge_endpoint": format!("{issuer}/challenge"),
        "token_endpoint": format!("{issuer}/token"),
        "revocation_endpoint": format!("{issuer}/revoke"),
        "code_challenge_methods_supported": ["S256"],
        "vestibule": {
            "version": 1,
            "role": "corporate",
            "name": "Acme",
            "account_endpoint": format!("{issuer}/account"),
        },
    })
    .to_string()
}

/// The cause of a problem that the server at `host` is to blame for.
#[track_caller]
fn server_cause<T: std::fmt::Debug>(result: Result<T, Problem>) -> crate::ServerProblem {
    match result.unwrap_err() {
        Problem::Server { cause, .. } => cause,
        other => panic!("{other:?}"),
    }
}

/// The cause of a problem of a connection.
#[track_caller]
fn connection_cause<T: std::fmt::Debug>(result: Result<T, Problem>) -> crate::ConnectionProblem {
    match result.unwrap_err() {
        Problem::Connection { cause, .. } => cause,
        other => panic!("{other:?}"),
    }
}
