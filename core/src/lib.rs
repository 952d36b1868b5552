//! Vestibule: the account and sign-in state machine of a corporate messenger.
// What UniFFI generates calls across the boundary.
#![cfg_attr(not(feature = "uniffi"), forbid(unsafe_code))]

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();

pub mod flow;
pub mod input;
pub mod openid;
pub mod text;
pub mod wire;

mod action;
mod clock;
mod config;
mod engine;
#[cfg(feature = "uniffi")]
mod foreign;
mod keyring;
mod locale;
mod problem;
mod screen;
mod secret;
mod server;
mod time;
mod vault;

pub use action::{Action, ActionKind, Field};
pub use clock::{Clock, SystemClock};
pub use config::{App, Config, Hint, Platform, Store};
pub use engine::{AccessToken, Observer, OpenError, TokenError, Vestibule, Watch};
#[cfg(feature = "uniffi")]
pub use foreign::NotParsed;
pub use keyring::{Keyring, KeyringError, VaultKey};
pub use locale::Locale;
pub use problem::{
    AccountProblem, AnswerProblem, ConnectionProblem, Denial, InputProblem, NotVestibule, Problem,
    Request, ServerProblem, StorageProblem, TlsProblem,
};
pub use screen::{
    Channel, EmailPurpose, Notice, Person, PhonePurpose, Progress, Question, Resend, Screen,
    ServerChoice, SignOutPage, Snapshot, Way,
};
pub use secret::Secret;
pub use server::Server;
pub use time::Timestamp;
