//! What the tests of Kotlin and Swift need of Rust: the library `vestibule-ffi` with a second
//! surface beside it. They are loaded with this library in place of the other.
//!
//! - [`reflect_all`]: every variant of every type goes out, and is compared as it comes back.
//! - [`catch_all`]: every error of every call is thrown, and compared as it was caught.
//! - [`play`]: the phone's journeys, played on a phone in the other language, and in Rust.
//! - [`Town`]: the reference servers, to hold a request and see it given up.
//! - [`Empty`]: calls that do nothing, to measure the others by; [`living_bytes`]: what Rust holds.

vestibule_ffi::uniffi_reexport_scaffolding!();
uniffi::setup_scaffolding!();

mod caught;
mod empty;
mod every;
mod living;
mod mirror;
mod play;
mod town;

pub use caught::{
    Catcher, Caught, Thrown, catch_all, panics, panics_later, throw_act, throw_avatar,
    throw_not_parsed, throw_open, throw_token,
};
pub use empty::{Empty, act_in_rust};
pub use every::Every;
pub use living::living_bytes;
pub use mirror::{Mirror, Reflected, Sample, reflect_all};
pub use play::{
    Ends, Phone, PhoneFailed, PlayError, WebBrowser, WebVisit, Witness, journeys, play,
    play_by_hand,
};
pub use town::{Held, HeldRequest, Town};
