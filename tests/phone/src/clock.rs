use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use vestibule::{Clock, SystemClock, Timestamp};

/// The system's clock, which can be moved ahead: the time in between has then gone by.
///
/// Clones share the clock.
#[derive(Clone)]
pub struct PhoneClock {
    system: SystemClock,
    ahead: Arc<watch::Sender<Duration>>,
}

impl PhoneClock {
    /// Lets time go by.
    pub fn advance(&self, by: Duration) {
        self.ahead.send_modify(|ahead| *ahead += by);
    }

    fn ahead(&self) -> Duration {
        *self.ahead.borrow()
    }
}

impl Default for PhoneClock {
    fn default() -> Self {
        Self { system: SystemClock::default(), ahead: Arc::new(watch::channel(Duration::ZERO).0) }
    }
}

impl Clock for PhoneClock {
    fn now(&self) -> Timestamp {
        self.system.now().after(self.ahead())
    }

    fn elapsed(&self) -> Duration {
        self.system.elapsed() + self.ahead()
    }

    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let clock = self.clone();
        let until = self.elapsed() + wait;
        Box::pin(async move {
            let mut moved = clock.ahead.subscribe();
            loop {
                let left = until.saturating_sub(clock.elapsed());
                if left.is_zero() {
                    return;
                }
                tokio::select! {
                    () = tokio::time::sleep(left) => {}
                    // The sender is the clock's own and stays.
                    _ = moved.changed() => {}
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_sleeper_wakes_when_the_clock_is_moved_past_its_hour() {
        let clock = PhoneClock::default();
        let sleeper = tokio::spawn(clock.sleep(Duration::from_secs(3600)));
        tokio::task::yield_now().await;

        clock.advance(Duration::from_secs(3601));

        tokio::time::timeout(Duration::from_secs(5), sleeper).await.unwrap().unwrap();
    }
}
