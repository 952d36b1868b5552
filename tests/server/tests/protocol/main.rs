//! What the protocol promises, seen by a client that knows nothing but the protocol.
#![allow(clippy::unwrap_used, reason = "the client is a test's own")]

mod client;

mod account;
mod codes;
mod config;
mod control;
mod corporate;
mod directory;
mod example;
mod faults;
mod idempotency;
mod openid;
mod person;
mod provider;
mod registration;
mod restart;
mod resume;
mod tokens;
mod web;
