//! What the protocol promises, seen by a client that knows nothing but the protocol.
#![allow(clippy::unwrap_used, reason = "the client is a test's own")]

mod client;

mod example;
mod registration;
