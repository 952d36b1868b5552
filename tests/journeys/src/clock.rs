use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use vestibule::{Clock, Timestamp};
use vestibule_server as server;

/// One clock for the phones and the servers of a test: the machine's, moved ahead by hand.
///
/// Clones share the clock. Waits of less than [`SharedClock::SHORT`], between two tries of a request,
/// are not waited for: the clock is moved in their place.
#[derive(Clone)]
pub struct SharedClock {
    servers: server::Clock,
    began: Timestamp,
    moved: Arc<Notify>,
}

impl SharedClock {
    /// The longest wait that moves the clock.
    pub const SHORT: Duration = Duration::from_secs(3);

    /// The clock of servers, for phones too.
    pub fn of(servers: server::Clock) -> Self {
        let began = now(&servers);
        Self { servers, began, moved: Arc::default() }
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        self.servers.advance(by);
        self.moved.notify_waiters();
    }
}

impl Clock for SharedClock {
    fn now(&self) -> Timestamp {
        now(&self.servers)
    }

    fn elapsed(&self) -> Duration {
        self.now().since(self.began)
    }

    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let clock = self.clone();
        let until = self.now().after(wait);
        if wait < Self::SHORT {
            return Box::pin(async move { clock.advance(until.since(clock.now())) });
        }
        Box::pin(async move {
            loop {
                let mut moved = std::pin::pin!(clock.moved.notified());
                moved.as_mut().enable();
                let left = until.since(clock.now());
                if left.is_zero() {
                    return;
                }
                tokio::select! {
                    () = tokio::time::sleep(left) => {}
                    () = moved => {}
                }
            }
        })
    }
}

fn now(clock: &server::Clock) -> Timestamp {
    Timestamp::from(std::time::SystemTime::from(clock.now()))
}
