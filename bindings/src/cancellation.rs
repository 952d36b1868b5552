use std::future::Future;
use std::sync::Arc;

use tokio::sync::watch;

/// Cancels the calls that it was given to, for languages that don't do so by themselves.
///
/// Kotlin's coroutines do: there it is never needed.
#[derive(Debug, uniffi::Object)]
pub struct Cancellation(watch::Sender<bool>);

#[uniffi::export]
impl Cancellation {
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::new(Self(watch::Sender::new(false)))
    }

    /// Ends the calls with their error `Cancelled`, and every later one that it is given to.
    pub fn cancel(&self) {
        self.0.send_replace(true);
    }
}

impl Cancellation {
    /// What the call comes to; none where it was cancelled first, and is dropped.
    pub(crate) async fn race<T>(this: Option<&Self>, call: impl Future<Output = T>) -> Option<T> {
        let Some(Self(cancelled)) = this else {
            return Some(call.await);
        };
        let mut cancelled = cancelled.subscribe();
        tokio::select! {
            biased;
            // Fails only when the sender is gone, which the caller holds.
            _ = cancelled.wait_for(|is_cancelled| *is_cancelled) => None,
            done = call => Some(done),
        }
    }
}
