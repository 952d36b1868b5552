use serde::{Deserialize, Serialize};

use crate::input::{Email, Name, Picture, ServerAddress};
use crate::openid::{Authorization, Provider, Redirect};
use crate::wire::{Account, Challenge, Directory, IdempotencyKey, Metadata, Next, Tokens};
use crate::{Problem, Secret, Server, SignOutPage};

use super::Ticket;

/// What the engine does for the flow, after the state that asks for it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Sends a request; its outcome comes back with the ticket.
    Send { ticket: Ticket, ask: Ask },
    /// Nobody awaits that request any more: its I/O is stopped.
    Stop { ticket: Ticket },
    /// Fetches ahead of need; nothing comes back.
    Warm(Prefetch),
}

/// What is fetched ahead of need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prefetch {
    /// A server's metadata.
    Server(ServerAddress),
    /// An identity provider's discovery document and keys.
    Provider(ServerAddress),
}

/// A request, with all that it takes to send it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    Metadata {
        issuer: ServerAddress,
    },
    Directory {
        public: ServerAddress,
        email: Email,
    },
    Challenge {
        server: Box<Metadata>,
        challenge: Challenge,
        key: IdempotencyKey,
    },
    Redeem {
        server: Box<Metadata>,
        code: Secret,
        verifier: Secret,
        /// Where a browser handed the code over, if one did (RFC 6749 section 4.1.3).
        redirect: Option<Redirect>,
        key: IdempotencyKey,
    },
    Refresh {
        server: Box<Metadata>,
        refresh_token: Secret,
        key: IdempotencyKey,
    },
    Revoke {
        server: Box<Metadata>,
        refresh_token: Secret,
        key: IdempotencyKey,
    },
    /// Token exchange at the public server, then the assertion to the corporate one.
    Join {
        exchange: IdempotencyKey,
        join: IdempotencyKey,
    },
    Part {
        key: IdempotencyKey,
    },
    Account {
        server: Server,
    },
    Rename {
        server: Server,
        name: Name,
        key: IdempotencyKey,
    },
    WriteAvatar {
        server: Server,
        picture: Picture,
        key: IdempotencyKey,
    },
    RemoveAvatar {
        server: Server,
        key: IdempotencyKey,
    },
    /// What an identity provider says of itself.
    Provider {
        issuer: ServerAddress,
    },
    /// Pushes the request to a provider that takes that (RFC 9126).
    Push {
        authorization: Box<Authorization>,
    },
    /// Exchanges the provider's code for an ID token, and verifies that.
    Identify {
        authorization: Box<Authorization>,
        code: Secret,
    },
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Metadata(Metadata),
    Directory(Directory),
    Next(Next),
    Tokens(Tokens),
    /// The session is revoked, or was not there any more.
    Revoked,
    Provider(Box<Provider>),
    /// What the browser is to carry, where the request was pushed.
    Pushed {
        request_uri: Option<String>,
    },
    Identity(Identity),
    /// What an account request answers.
    Account(Account),
    AvatarRemoved,
    Failed(Problem),
}

/// What an identity provider proved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub id_token: Secret,
    /// Where the person signs out there; none where the provider has no such page.
    pub sign_out: Option<SignOutPage>,
}
