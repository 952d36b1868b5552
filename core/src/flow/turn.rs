use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

use super::ask::Prefetch;
use crate::input::{Country, ServerAddress};
use crate::openid::Redirect;
use crate::wire::{IdempotencyKey, Metadata};
use crate::{Locale, Secret, Store, Timestamp};

/// Names one request under way; an outcome that bears one no longer awaited changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ticket(pub(super) u64);

/// What a step takes from outside: when it happens, and bytes that nobody can guess.
#[derive(Clone, Debug)]
pub struct Moment {
    pub now: Timestamp,
    /// Fresh for every event.
    pub entropy: [u8; 32],
}

/// What does not change while the process runs, or only by a hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    pub public_server: ServerAddress,
    pub country: Country,
    pub locale: Locale,
    pub store: Option<Store>,
    /// A special app: corporate sign-in is a must.
    pub special: bool,
    /// The OAuth client id and scope of the app at its servers.
    pub client_id: String,
    pub scope: String,
    /// Where the browser hands its answers back.
    pub redirect: Redirect,
    /// What the public server said of itself, once it has.
    pub public: Option<Metadata>,
}

/// One step of the flow under way: hands out tickets, keys and verifiers.
pub(super) struct Turn<'a> {
    pub(super) now: Timestamp,
    pub(super) setup: &'a Setup,
    pub(super) warm: Vec<Prefetch>,
    entropy: [u8; 32],
    drawn: u8,
    tickets: &'a mut u64,
}

impl<'a> Turn<'a> {
    pub(super) fn new(moment: &Moment, setup: &'a Setup, tickets: &'a mut u64) -> Self {
        Self {
            now: moment.now,
            setup,
            warm: Vec::new(),
            entropy: moment.entropy,
            drawn: 0,
            tickets,
        }
    }

    pub(super) fn ticket(&mut self) -> Ticket {
        *self.tickets += 1;
        Ticket(*self.tickets)
    }

    pub(super) fn key(&mut self) -> IdempotencyKey {
        let bytes = self.draw();
        let mut key = [0; 16];
        key.copy_from_slice(&bytes[..16]);
        IdempotencyKey::from_bytes(key)
    }

    /// A PKCE verifier of 256 random bits (RFC 7636 section 4.1).
    pub(super) fn verifier(&mut self) -> Secret {
        URL_SAFE_NO_PAD.encode(self.draw()).into()
    }

    /// Fetches what a server says of itself ahead of need.
    pub(super) fn warm(&mut self, issuer: &ServerAddress) {
        self.warm.push(Prefetch::Server(issuer.clone()));
    }

    /// Fetches what an identity provider says of itself, and its keys, ahead of need.
    pub(super) fn warm_provider(&mut self, issuer: &ServerAddress) {
        self.warm.push(Prefetch::Provider(issuer.clone()));
    }

    /// 256 random bits.
    pub(super) fn random(&mut self) -> [u8; 32] {
        self.draw()
    }

    /// The event's entropy, stretched: SHA-256 over it and a counter.
    fn draw(&mut self) -> [u8; 32] {
        self.drawn += 1;
        let mut input = [0; 33];
        input[..32].copy_from_slice(&self.entropy);
        input[32] = self.drawn;
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest(&SHA256, &input).as_ref());
        bytes
    }
}
