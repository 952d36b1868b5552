use std::time::Duration;

use ring::rand::{SecureRandom, SystemRandom};

/// When a request that is safe to repeat is sent again.
///
/// A passing failure is tried again twice, after a growing wait of which up to half is left to
/// chance, so that many phones that lost the same server do not come back at once. A request that
/// the server still works on (409) is asked about again, a little longer.
#[derive(Debug, Default)]
pub(super) struct Tries {
    failed: u32,
    asked: u32,
}

/// How a try ended, as far as trying again goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Another try would end in the same way.
    ForGood,
    /// Something failed that may pass: nobody knows whether the request was done.
    Passing,
    /// The server says when to come back.
    Busy { wait: Duration },
    /// The same request, sent before, is still being worked on.
    WorkedOn,
}

impl Tries {
    const FURTHER: u32 = 2;
    const ASKED: u32 = 6;
    const FIRST_WAIT: Duration = Duration::from_millis(400);
    const LONGEST_WAIT: Duration = Duration::from_secs(2);

    /// How long to wait for another try; none where it is not to be.
    pub(super) fn wait(&mut self, ended: Ended) -> Option<Duration> {
        match ended {
            Ended::ForGood => None,
            Ended::Passing if self.failed < Self::FURTHER => {
                self.failed += 1;
                Some(Self::backed_off(self.failed - 1))
            }
            Ended::Busy { wait } if self.failed < Self::FURTHER && wait <= Self::LONGEST_WAIT => {
                let least = Self::backed_off(self.failed);
                self.failed += 1;
                Some(least.max(wait))
            }
            Ended::WorkedOn if self.asked < Self::ASKED => {
                self.asked += 1;
                Some(Self::backed_off(self.asked - 1))
            }
            Ended::Passing | Ended::Busy { .. } | Ended::WorkedOn => None,
        }
    }

    fn backed_off(before: u32) -> Duration {
        let wait = Self::FIRST_WAIT.saturating_mul(2u32.saturating_pow(before));
        let wait = wait.min(Self::LONGEST_WAIT);
        wait - wait / 2 * chance() / u32::from(u8::MAX)
    }
}

/// From none to 255 in 255; all of it where the system gives no random bytes.
fn chance() -> u32 {
    let mut byte = [u8::MAX];
    // What is wanted is a spread, not a secret.
    let _ = SystemRandom::new().fill(&mut byte);
    byte[0].into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passing_failure_is_tried_again_twice_after_growing_waits() {
        for _ in 0..100 {
            let mut tries = Tries::default();
            assert_within(tries.wait(Ended::Passing), 200, 400);
            assert_within(tries.wait(Ended::Passing), 400, 800);
            assert_eq!(tries.wait(Ended::Passing), None);
        }
    }

    #[test]
    fn a_server_that_says_when_is_obeyed_and_not_waited_for_long() {
        let busy = |seconds| Ended::Busy { wait: Duration::from_secs(seconds) };
        assert_within(Tries::default().wait(busy(0)), 200, 400);
        assert_within(Tries::default().wait(busy(2)), 2000, 2000);
        assert_eq!(Tries::default().wait(busy(3)), None);
        assert_eq!(Tries { failed: 2, asked: 0 }.wait(busy(1)), None);
    }

    #[test]
    fn what_is_worked_on_is_asked_about_for_some_seconds() {
        let mut tries = Tries::default();
        let waits: Vec<_> = std::iter::from_fn(|| tries.wait(Ended::WorkedOn)).collect();
        let all: Duration = waits.iter().sum();
        assert!((4..=10).contains(&all.as_secs()), "{waits:?}");
    }

    #[test]
    fn what_would_end_in_the_same_way_is_not_tried_again() {
        assert_eq!(Tries::default().wait(Ended::ForGood), None);
    }

    fn assert_within(wait: Option<Duration>, least: u64, most: u64) {
        let wait = u64::try_from(wait.unwrap().as_millis()).unwrap();
        assert!((least..=most).contains(&wait), "{wait} ms");
    }
}
