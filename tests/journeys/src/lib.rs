//! Drives the core as a user interface does, against servers that run: a [`Town`] has the servers,
//! a [`Device`] opens the core on a folder of its own, acts, and waits for the screen that a person
//! would wait for.
#![forbid(unsafe_code)]

pub mod mortal;
pub mod scenes;
pub mod vault;

mod clock;
mod device;
mod done;
mod hand;
mod keyring;
mod saves;
mod screens;
mod town;

pub use clock::SharedClock;
pub use device::Device;
pub use done::Done;
pub use hand::DeviceHand;
pub use keyring::MemoryKeyring;
pub use screens::{PATIENCE, Screens};
pub use town::Town;
