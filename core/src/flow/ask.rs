use crate::input::{Email, Name, Picture, ServerAddress};
use crate::wire::{Account, Challenge, Directory, IdempotencyKey, Metadata, Next, Tokens};
use crate::{Problem, Secret, Server};

use super::Ticket;

/// What the engine does for the flow, after the state that asks for it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Sends a request; its outcome comes back with the ticket.
    Send { ticket: Ticket, ask: Ask },
    /// Nobody awaits that request any more: its I/O is stopped.
    Stop { ticket: Ticket },
    /// Fetches a server's metadata ahead of need; nothing comes back.
    Warm { issuer: ServerAddress },
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
    /// What an account request answers; `RemoveAvatar` is followed by a reading.
    Account(Account),
    Failed(Problem),
}
