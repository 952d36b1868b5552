//! A phone in a terminal: the screens of the sign-in core as a person sees them.
//!
//! [`run`] is the program. What it is made of can be used apart: [`play`] holds the journeys as
//! scripts and plays them, [`terminal::Phone`] turns keys into actions, [`json`] drives the core by
//! lines, [`World`] is the embedded servers with people in them.
#![forbid(unsafe_code)]

mod browser;
mod clock;
mod device;
mod form;
mod inbox;
mod keyring;
mod message;
mod options;
mod page;
mod picture;
mod print;
mod run;
mod text_field;
mod world;

pub mod json;
pub mod play;
pub mod terminal;

pub use browser::{Callbacks, Opener};
pub use clock::PhoneClock;
pub use device::{Build, Device, Net};
pub use inbox::{Control, ControlError, Source};
pub use keyring::FileKeyring;
pub use message::Message;
pub use options::{Language, Options, StoreName};
pub use picture::PORTRAIT;
pub use run::{Failure, run};
pub use world::{Neighbour, Outage, Place, World, WorldError};
