use std::sync::{Mutex, PoisonError};

use crate::clock::Time;

/// Counts requests by the minute.
#[derive(Debug, Default)]
pub(crate) struct Rate(Mutex<Minute>);

#[derive(Debug, Default)]
struct Minute {
    began: Time,
    requests: u32,
}

impl Rate {
    /// Counts a request; the seconds to wait where the minute has no room for it. 0 is no bound.
    pub(crate) fn admit(&self, most: u32, now: Time) -> Result<(), u64> {
        if most == 0 {
            return Ok(());
        }
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if minute.began.after(60) <= now {
            *minute = Minute { began: now, requests: 0 };
        }
        if minute.requests >= most {
            return Err(minute.began.after(60).wait_at(now));
        }
        minute.requests += 1;
        Ok(())
    }
}
