use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};

use super::writer::Job;
use crate::Snapshot;

/// Is given every new screen.
pub trait Observer: Send + Sync {
    /// A new screen; its revision is greater than that of the one before.
    ///
    /// Called from the core's own thread: it should hand the screen over and return.
    fn screen(&self, snapshot: &Snapshot);

    /// What happened so far is in the vault: the process may go.
    ///
    /// Called after each step, also where the screen stays as it was, and before anything is sent
    /// that the step asks for.
    fn saved(&self) {}
}

/// Keeps an observer observing; dropped, it is called no more.
#[must_use = "dropping it ends the watch"]
#[derive(Debug)]
pub struct Watch {
    id: u64,
    ended: Arc<AtomicBool>,
    jobs: mpsc::Sender<Job>,
}

impl Watch {
    pub(super) fn begin(id: u64, observer: Arc<dyn Observer>, jobs: &mpsc::Sender<Job>) -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let watcher = Watcher { id, observer, ended: ended.clone() };
        // Fails only when the core is gone, and with it every screen.
        let _ = jobs.send(Job::Watch(watcher));
        Self { id, ended, jobs: jobs.clone() }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Release);
        let _ = self.jobs.send(Job::Unwatch(self.id));
    }
}

/// The writer's end of a [`Watch`].
pub(super) struct Watcher {
    pub(super) id: u64,
    observer: Arc<dyn Observer>,
    ended: Arc<AtomicBool>,
}

impl Watcher {
    /// Gives the screen; false when the observer is done, or panicked.
    pub(super) fn give(&self, snapshot: &Snapshot) -> bool {
        if self.ended.load(Ordering::Acquire) {
            return false;
        }
        catch_unwind(AssertUnwindSafe(|| self.observer.screen(snapshot))).is_ok()
    }

    pub(super) fn tell_saved(&self) {
        if !self.ended.load(Ordering::Acquire) {
            // What an observer does wrong is its own affair.
            let _ = catch_unwind(AssertUnwindSafe(|| self.observer.saved()));
        }
    }
}
