use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use vestibule::{Observer, Screen, Snapshot};

/// Nothing that a test waits for takes as long as this, on the slowest machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Every screen that was shown, for those who wait for one.
#[derive(Default)]
pub struct Screens {
    shown: Mutex<Vec<Snapshot>>,
    changed: Condvar,
}

impl Screens {
    /// All of them, in order.
    pub fn all(&self) -> Vec<Snapshot> {
        self.lock().clone()
    }

    /// Waits until `found` knows a screen of at least this revision, and gives that.
    ///
    /// # Panics
    ///
    /// Where none comes in time, with the screens that did.
    pub fn wait(
        &self,
        what: &str,
        revision: u64,
        mut found: impl FnMut(&Screen) -> bool,
    ) -> Snapshot {
        let until = Instant::now() + PATIENCE;
        let mut seen = 0;
        let mut shown = self.lock();
        loop {
            let new = shown[seen..].iter();
            let mut new = new.filter(|snapshot| snapshot.revision >= revision);
            if let Some(snapshot) = new.find(|snapshot| found(&snapshot.screen)) {
                return snapshot.clone();
            }
            seen = shown.len();
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                drop(shown);
                panic!("{what} did not come; there came {:#?}", self.since(revision));
            }
            shown = self
                .changed
                .wait_timeout_while(shown, left, |shown| shown.len() == seen)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// The nth of them from 0, when it comes; none where it does not come in time.
    pub fn nth(&self, number: usize, until: Instant) -> Option<Snapshot> {
        let left = until.saturating_duration_since(Instant::now());
        let shown = self.lock();
        let is_coming = |shown: &mut Vec<Snapshot>| shown.len() <= number;
        let (shown, _) = self
            .changed
            .wait_timeout_while(shown, left, is_coming)
            .unwrap_or_else(PoisonError::into_inner);
        shown.get(number).cloned()
    }

    fn since(&self, revision: u64) -> Vec<Snapshot> {
        let mut shown = self.all();
        let before = shown.iter().filter(|snapshot| snapshot.revision < revision).count();
        shown.drain(..before.saturating_sub(1));
        shown
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Snapshot>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Screens {
    fn screen(&self, snapshot: &Snapshot) {
        self.lock().push(snapshot.clone());
        self.changed.notify_all();
    }
}
