use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

/// Tells those who wait, in threads or in tasks, that something changed.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    rung: Mutex<u64>,
    threads: Condvar,
    tasks: Notify,
}

impl Bell {
    pub(crate) fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.threads.notify_all();
        self.tasks.notify_waiters();
    }

    /// Blocks the thread until `look` finds something, at most for `within`.
    pub(crate) fn wait<T>(
        &self,
        within: Duration,
        mut look: impl FnMut() -> Option<T>,
    ) -> Option<T> {
        let until = Instant::now() + within;
        loop {
            let rung = *self.rung.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(found) = look() {
                return Some(found);
            }
            let left = until.checked_duration_since(Instant::now())?;
            let guard = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = self.threads.wait_timeout_while(guard, left, |now| *now == rung);
            drop(waited.unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Waits in a task until `look` finds something, at most for `within`.
    pub(crate) async fn wait_async<T>(
        &self,
        within: Duration,
        mut look: impl FnMut() -> Option<T>,
    ) -> Option<T> {
        let search = async {
            loop {
                let mut rung = std::pin::pin!(self.tasks.notified());
                rung.as_mut().enable();
                if let Some(found) = look() {
                    return found;
                }
                rung.await;
            }
        };
        tokio::time::timeout(within, search).await.ok()
    }
}
