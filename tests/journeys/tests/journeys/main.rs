//! The journeys, end to end: the core's public face against servers over HTTPS.

mod connection;
mod entry;
mod registration;
mod screens;
mod scripts;
mod signed_in;
