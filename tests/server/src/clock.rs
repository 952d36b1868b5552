use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// The servers' own clock: the machine's, moved ahead by as much as a test wants.
///
/// Clones share the clock.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    stopped_at: Option<Time>,
    ahead_millis: Arc<AtomicU64>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still but for [`Clock::advance`].
    pub fn stopped_at(time: Time) -> Self {
        Self { stopped_at: Some(time), ahead_millis: Arc::default() }
    }

    pub fn now(&self) -> Time {
        let base = self.stopped_at.unwrap_or_else(|| Time::from(SystemTime::now()));
        Time(base.0.saturating_add(self.ahead_millis.load(Ordering::SeqCst)))
    }

    /// Moves the clock ahead, for good.
    pub fn advance(&self, by: Duration) {
        let millis = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.ahead_millis.fetch_add(millis, Ordering::SeqCst);
    }
}

/// A moment, in milliseconds since the Unix epoch.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Time(u64);

impl Time {
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(1000))
    }

    /// Seconds since the Unix epoch.
    pub const fn secs(self) -> u64 {
        self.0 / 1000
    }

    #[must_use]
    pub const fn after(self, secs: u64) -> Self {
        Self(self.0.saturating_add(secs.saturating_mul(1000)))
    }

    #[must_use]
    pub const fn before(self, secs: u64) -> Self {
        Self(self.0.saturating_sub(secs.saturating_mul(1000)))
    }

    /// Whole seconds that are left at `now`: rounded down, so that nobody counts on more.
    pub const fn left_at(self, now: Self) -> u64 {
        self.0.saturating_sub(now.0) / 1000
    }

    /// Whole seconds to wait at `now`: rounded up, so that nobody comes too early.
    pub const fn wait_at(self, now: Self) -> u64 {
        self.0.saturating_sub(now.0).div_ceil(1000)
    }

    /// As SQLite keeps it.
    pub(crate) fn to_sql(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }

    pub(crate) fn from_sql(millis: i64) -> Self {
        Self(u64::try_from(millis).unwrap_or(0))
    }
}

impl From<SystemTime> for Time {
    fn from(time: SystemTime) -> Self {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }
}

impl From<Time> for SystemTime {
    fn from(time: Time) -> Self {
        UNIX_EPOCH + Duration::from_millis(time.0)
    }
}
