//! Phones that are kept between runs. By themselves, and one at a time, since they and their servers
//! come back to the ports that they had.
#![allow(clippy::unwrap_used, reason = "what helps a test is a test's own")]

mod data;
#[cfg(unix)]
mod killed;
#[path = "../program/mod.rs"]
mod program;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Nobody else takes a port until this is dropped.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}
