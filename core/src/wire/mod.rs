//! The client of the sign-in protocol (`PROTOCOL.md`, sections 1 to 6 and 8).

mod account;
mod challenge;
mod directory;
mod metadata;
mod tokens;

pub use account::{Account, Avatar};
pub use challenge::{Answer, Challenge, CodeStep, LoginHint, Method, Next, Refusal, Step};
pub use directory::{Candidate, Directory};
pub use metadata::{Metadata, Region, Role, SpecialApp, Support};
pub use tokens::{TokenType, Tokens};
