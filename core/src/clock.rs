use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use crate::Timestamp;

/// Where time comes from: the system, or a test that moves it by hand.
pub trait Clock: Send + Sync {
    /// The wall clock's present moment.
    fn now(&self) -> Timestamp;

    /// Resolves once `wait` has gone by.
    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}

/// The system's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        SystemTime::now().into()
    }

    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(tokio::time::sleep(wait))
    }
}
