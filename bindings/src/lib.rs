//! The sign-in core for Kotlin and Swift.
//!
//! The types are the core's own, and cross under its feature `uniffi`. Here is what they can't be:
//! objects ([`Vestibule`], [`Subscription`], [`Cancellation`]), what the platform implements
//! ([`Keyring`], [`Observer`]), and the errors of calls.

uniffi::setup_scaffolding!();

mod app;
mod cancellation;
mod errors;
mod platform;

pub use app::{Subscription, Vestibule};
pub use cancellation::Cancellation;
pub use errors::{ActError, AvatarError, KeyringError, ObserverError, OpenError, TokenError};
pub use platform::{Keyring, Observer};
