//! The client of the sign-in protocol (`PROTOCOL.md`, sections 1 to 6 and 8).

mod account;
mod again;
mod ahead;
mod cause;
mod challenge;
mod client;
mod directory;
mod elsewhere;
mod http;
pub(crate) mod json;
mod key;
mod metadata;
mod names;
mod oauth;
mod plain;
mod setup;
mod tokens;
mod trust;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use ahead::Ahead;
pub(crate) use plain::plain;

pub use account::{Account, Avatar};
pub use challenge::{Answer, Challenge, CodeStep, LoginHint, Method, Next, Refusal, Step};
pub use client::{AccountError, Client};
pub use directory::{Candidate, Directory};
pub use key::IdempotencyKey;
pub use metadata::{Metadata, Region, Role, SpecialApp, Support};
pub use setup::{Authority, ClientSetup, Credentials, Proxy, SetupError};
pub use tokens::{TokenType, Tokens};
