//! Vestibule: the account and sign-in state machine of a corporate messenger.
#![forbid(unsafe_code)]

pub mod input;
pub mod wire;

mod clock;
mod problem;
mod secret;
mod time;

pub use clock::{Clock, SystemClock};
pub use problem::{
    AccountProblem, AnswerProblem, ConnectionProblem, Denial, InputProblem, NotVestibule, Problem,
    Request, ServerProblem, StorageProblem, TlsProblem,
};
pub use secret::Secret;
pub use time::Timestamp;
