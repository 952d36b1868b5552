//! Vestibule: the account and sign-in state machine of a corporate messenger.
#![forbid(unsafe_code)]

pub mod input;

mod secret;
mod time;

pub use secret::Secret;
pub use time::Timestamp;
