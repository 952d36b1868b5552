use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

use vestibule::{Observer, Snapshot};

use crate::PATIENCE;

/// Tells of each save, for those who wait for one.
#[derive(Default)]
pub(crate) struct Saves {
    saved: Mutex<u64>,
    changed: Condvar,
}

impl Saves {
    /// Waits until what is saved is right.
    pub(crate) fn wait(&self, what: &str, is_right: impl Fn() -> bool) {
        let until = Instant::now() + PATIENCE;
        loop {
            let before = *self.saved.lock().unwrap_or_else(PoisonError::into_inner);
            if is_right() {
                return;
            }
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "{what} is not saved");
            let saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = self.changed.wait_timeout_while(saved, left, |saved| *saved == before);
            drop(waited.unwrap_or_else(PoisonError::into_inner));
        }
    }
}

impl Observer for Saves {
    fn screen(&self, _: &Snapshot) {}

    fn saved(&self) {
        *self.saved.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }
}
