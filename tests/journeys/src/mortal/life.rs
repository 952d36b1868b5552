use std::io::{self, BufRead, Write};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use vestibule::{Locale, Observer, OpenError, Snapshot, Vestibule};
use vestibule_phone::{Build, Device, Net};

use super::{Life, Order, Sign};

/// Why a process can't live.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("the app did not start: {0}")]
    Open(#[from] OpenError),
    #[error("nobody speaks to it: {0}")]
    Lines(#[from] io::Error),
    #[error("what it is told is no order: {0}")]
    Order(#[from] serde_json::Error),
}

/// What a process does, from its first line to its end.
///
/// # Errors
///
/// Where its lines can't be read, or the core does not open.
pub fn live() -> Result<(), Failure> {
    let mut lines = io::stdin().lock().lines();
    let life: Life = serde_json::from_str(&lines.next().unwrap_or_else(|| Ok(String::new()))?)?;
    let build = match life.special {
        Some(app_id) => Build::Special { app_id },
        None => Build::Ours,
    };
    let device = Device { build, ..Device::new(&life.directory, Locale::Ru) };
    device.clock.advance(Duration::from_millis(life.ahead_millis));
    let net = Net { public_server: life.public_server, authority: Some(life.authority) };

    let voice = Arc::new(Voice::new(life.ends_at));
    let core = device.start(&net)?;
    let watch = core.watch(voice.clone());
    for line in lines {
        match serde_json::from_str(&line?)? {
            Order::Act(action) => {
                let acted = core.act(action.0);
                voice.say(&match acted {
                    Ok(()) => voice.done(&core),
                    Err(_) => Sign::NotNow,
                });
            }
            Order::Wait { millis } => {
                device.clock.advance(Duration::from_millis(millis));
                voice.say(&voice.done(&core));
            }
            Order::End => break,
        }
    }
    core.close();
    drop(watch);
    voice.say(&Sign::Ends { points: voice.points.load(Ordering::SeqCst) });
    Ok(())
}

/// Says each screen, and stops at the last saved point.
struct Voice {
    out: Mutex<io::Stdout>,
    /// The latest revision that was shown.
    shown: Mutex<Option<u64>>,
    showing: Condvar,
    points: AtomicU32,
    ends_at: Option<u32>,
}

impl Voice {
    fn new(ends_at: Option<u32>) -> Self {
        Self {
            out: Mutex::new(io::stdout()),
            shown: Mutex::default(),
            showing: Condvar::new(),
            points: AtomicU32::new(0),
            ends_at,
        }
    }

    fn say(&self, sign: &Sign) {
        let line = serde_json::to_string(sign).unwrap_or_default();
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        // Who listens no more kills it next.
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    }

    /// An order was carried out: the screen that it led to is saved and shown.
    fn done(&self, core: &Vestibule) -> Sign {
        let Snapshot { revision, screen } = core.screen();
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let is_coming = |shown: &mut Option<u64>| shown.is_none_or(|shown| shown < revision);
        let shown = self.showing.wait_while(shown, is_coming);
        drop(shown.unwrap_or_else(PoisonError::into_inner));
        Sign::Done { revision, screen }
    }

    /// What happened so far is saved, and nothing is done of what comes next: this is the thread
    /// that would begin it.
    fn point(&self) {
        let points = self.points.fetch_add(1, Ordering::SeqCst) + 1;
        if self.ends_at == Some(points) {
            self.say(&Sign::AtItsEnd);
            loop {
                thread::park();
            }
        }
    }
}

impl Observer for Voice {
    fn screen(&self, snapshot: &Snapshot) {
        let Snapshot { revision, screen } = snapshot.clone();
        self.say(&Sign::Screen { revision, screen });
        let before = {
            let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
            shown.replace(revision)
        };
        self.showing.notify_all();
        // What was saved before anybody watched.
        if before.is_none() {
            self.point();
        }
    }

    fn saved(&self) {
        self.point();
    }
}
