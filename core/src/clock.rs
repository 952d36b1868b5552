use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

use crate::Timestamp;

/// Where time comes from: the system, or a test that moves it by hand.
pub trait Clock: Send + Sync {
    /// The wall clock's present moment.
    fn now(&self) -> Timestamp;

    /// Time since a fixed moment, which setting the wall clock does not move.
    fn elapsed(&self) -> Duration;

    /// Resolves once `wait` has gone by.
    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}

/// The system's own clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    started: Instant,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self { started: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        SystemTime::now().into()
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        // Made when it is first polled: whoever asks for it need not be in a runtime.
        Box::pin(async move { tokio::time::sleep(wait).await })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleep_can_be_asked_for_outside_of_a_runtime() {
        let sleep = SystemClock::default().sleep(Duration::from_millis(1));

        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(sleep);
    }
}
