use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use vestibule::flow::NotNow;
use vestibule::input::ServerAddress;
use vestibule::{Action, Clock as _, Locale, Progress, Screen, Snapshot, Timestamp};
use vestibule_phone::json::ActionForm;
use vestibule_phone::play::{Astray, Hand, Kind, kept};
use vestibule_phone::{Message, Options, PhoneClock};
use vestibule_server::{Browser, Fault, FaultId, Gate, Matching, When};

use super::{Life, Order, Sign};
use crate::{PATIENCE, Town};

/// When the app of a [`MortalHand`] is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Death {
    Never,
    /// At the nth point at which it had saved something, from 1, before it did what comes next.
    Saved(u32),
    /// While the servers hold the answer to its nth request, from 1, whose work is done.
    Unanswered(u32),
}

/// The hand on a phone whose app is a process, and is killed once.
pub struct MortalHand<'t> {
    town: &'t Town,
    program: PathBuf,
    folder: TempDir,
    special: bool,
    death: Death,
    clock: PhoneClock,
    ahead: Duration,
    app: Option<App>,
    starts: u32,
    /// The saved points of the processes that ended in good order.
    points: u32,
    is_killed: bool,
    events: (Sender<Event>, Receiver<Event>),
    gate: Option<Gate>,
    outage: Option<FaultId>,
    browser: Browser,
}

/// A process that lives.
struct App {
    child: Child,
    orders: ChildStdin,
    coming: VecDeque<Snapshot>,
    screens: Arc<Mutex<Screens>>,
}

/// What a process has on its screen.
#[derive(Default)]
struct Screens {
    /// The last that it showed: what it had saved.
    shown: Option<Screen>,
    newest: Option<Snapshot>,
}

enum Event {
    /// Of the process that was started so manieth.
    Said(u32, Sign),
    /// That process is gone.
    Gone(u32),
    /// The servers hold the answer.
    Held,
}

/// What came out of waiting for a process.
enum Came {
    Screen(Snapshot),
    Done,
    NotNow,
    Ends {
        points: u32,
    },
    /// It was killed, and another one started.
    Killed,
    /// The servers hold the answer: it is to be killed.
    Held,
    Nothing,
}

/// Why a phone with such an app failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("the process can't be run: {0}")]
    Run(#[from] std::io::Error),
    #[error("the process ended by itself")]
    Ended,
    #[error("the process did not answer")]
    Silent,
    #[error("killed on {before:?}, it came back on {after:?}")]
    Elsewhere { before: Box<Screen>, after: Box<Screen> },
}

const EVERY_REQUEST: Matching = Matching { server: None, endpoint: None, nth: 1, times: None };

impl<'t> MortalHand<'t> {
    /// Starts the app of `program` for the first time.
    ///
    /// # Errors
    ///
    /// [`Astray::Phone`]
    pub fn new(
        town: &'t Town,
        program: &Path,
        special: bool,
        death: Death,
    ) -> Result<Self, Astray> {
        let events = mpsc::channel();
        let gate = match death {
            Death::Unanswered(number) => {
                let gate = town.world.faults().anywhere().nth(number).hold(When::Answer);
                let sender = events.0.clone();
                // Fails when the journey is over.
                gate.when_arrived(move || drop(sender.send(Event::Held)));
                Some(gate)
            }
            Death::Never | Death::Saved(_) => None,
        };
        let mut hand = Self {
            town,
            program: program.to_owned(),
            folder: tempfile::tempdir().map_err(Failure::from)?,
            special,
            death,
            clock: PhoneClock::default(),
            ahead: Duration::ZERO,
            app: None,
            starts: 0,
            points: 0,
            is_killed: false,
            events,
            gate,
            outage: None,
            browser: town.world.browser(),
        };
        hand.start()?;
        Ok(hand)
    }

    /// The app was killed: its point, or its request, came.
    pub fn is_killed(&self) -> bool {
        self.is_killed
    }

    /// Starts the app; gives its first screen. It may be killed before it has one.
    fn start(&mut self) -> Result<(), Failure> {
        let mut child =
            Command::new(&self.program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(orders), Some(said)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::Ended);
        };
        self.starts += 1;
        let screens = Arc::default();
        listen(BufReader::new(said), Arc::clone(&screens), self.starts, self.events.0.clone());
        self.app = Some(App { child, orders, coming: VecDeque::new(), screens });
        let ends_at = match self.death {
            Death::Saved(number) if !self.is_killed => number.checked_sub(self.points),
            _ => None,
        };
        let life = Life {
            directory: self.folder.path().to_owned(),
            public_server: self.town.address("green"),
            authority: self.town.world.authority_pem().to_owned(),
            special: self.special.then(|| Options::SPECIAL_APP.to_owned()),
            ahead_millis: u64::try_from(self.ahead.as_millis()).unwrap_or(u64::MAX),
            ends_at,
        };
        self.tell(&life)?;
        let until = Instant::now() + PATIENCE;
        match self.come(until)? {
            Came::Screen(snapshot) => self.app_mut()?.coming.push_front(snapshot),
            Came::Held => self.kill_and_start()?,
            Came::Killed => {}
            Came::Done | Came::NotNow | Came::Ends { .. } | Came::Nothing => {
                return Err(Failure::Silent);
            }
        }
        Ok(())
    }

    /// The next that comes of the process; at its last point it is killed, and started again.
    fn come(&mut self, until: Instant) -> Result<Came, Failure> {
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let event = match self.events.1.recv_timeout(left) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return Ok(Came::Nothing);
                }
            };
            match event {
                Event::Said(start, sign) if start == self.starts => match sign {
                    Sign::Screen { revision, screen } => {
                        return Ok(Came::Screen(Snapshot { revision, screen }));
                    }
                    Sign::Done { .. } => return Ok(Came::Done),
                    Sign::NotNow => return Ok(Came::NotNow),
                    Sign::Ends { points } => return Ok(Came::Ends { points }),
                    Sign::AtItsEnd => {
                        self.kill_and_start()?;
                        return Ok(Came::Killed);
                    }
                },
                Event::Held => return Ok(Came::Held),
                Event::Gone(start) if start == self.starts => return Err(Failure::Ended),
                Event::Said(..) | Event::Gone(_) => {}
            }
        }
    }

    /// Kills the process by SIGKILL, and starts it again: it has to be where it was.
    fn kill_and_start(&mut self) -> Result<(), Failure> {
        let mut app = self.app.take().ok_or(Failure::Ended)?;
        app.child.kill()?;
        app.child.wait()?;
        self.is_killed = true;
        // It said its last when it is gone.
        loop {
            match self.events.1.recv_timeout(PATIENCE) {
                Ok(Event::Gone(start)) if start == self.starts => break,
                Ok(_) => {}
                Err(_) => return Err(Failure::Silent),
            }
        }
        self.gate = None;
        let before = app.screens().shown.take();
        // Nothing is answered before the first screen is seen.
        let hold = Fault::Hold { when: When::Arrival };
        let hold = self.town.world.faults().set(EVERY_REQUEST, hold);
        self.start()?;
        let after = self.app_mut()?.coming.front().map(|snapshot| snapshot.screen.clone());
        self.town.world.faults().remove(hold);
        match (before, after) {
            (Some(before), Some(after)) if !self.is_same(&before, &after) => {
                Err(Failure::Elsewhere { before: Box::new(before), after: Box::new(after) })
            }
            (Some(_), None) => Err(Failure::Silent),
            // It was killed before it had a screen, or is where it was.
            (None, _) | (Some(_), Some(_)) => Ok(()),
        }
    }

    /// Whether the app is where it was. While one answer was held, another may have come, and the
    /// process been killed between its save and its screen.
    fn is_same(&self, before: &Screen, after: &Screen) -> bool {
        let is_waiting = match before {
            // An account is read behind these.
            Screen::Home { .. }
            | Screen::Settings { .. }
            | Screen::Profile { .. }
            | Screen::CorporateInformation { .. } => Kind::of(before) == Kind::of(after),
            _ => before.progress() == Some(&Progress::Running),
        };
        let is_ahead = matches!(self.death, Death::Unanswered(_)) && is_waiting;
        kept(before) == kept(after) || is_ahead
    }

    /// Has an order carried out. Where an answer is held meanwhile, the process is killed after
    /// it, so that it is known what it had saved.
    fn order(&mut self, order: &Order) -> Result<Came, Failure> {
        self.tell(order)?;
        let until = Instant::now() + PATIENCE;
        let mut is_held = false;
        let came = loop {
            match self.come(until)? {
                Came::Screen(snapshot) => self.app_mut()?.coming.push_back(snapshot),
                Came::Held => is_held = true,
                Came::Nothing => return Err(Failure::Silent),
                came => break came,
            }
        };
        if is_held {
            self.kill_and_start()?;
            return Ok(Came::Killed);
        }
        Ok(came)
    }

    fn tell(&mut self, told: &impl serde::Serialize) -> Result<(), Failure> {
        let line = serde_json::to_string(told).map_err(std::io::Error::from)?;
        Ok(writeln!(self.app_mut()?.orders, "{line}")?)
    }

    fn app_mut(&mut self) -> Result<&mut App, Failure> {
        self.app.as_mut().ok_or(Failure::Ended)
    }
}

impl Hand for MortalHand<'_> {
    fn starts(&self) -> u32 {
        self.starts
    }

    fn screen(&self) -> Snapshot {
        let app = self.app.as_ref().expect("the app runs");
        app.screens().newest.clone().expect("it began with a screen")
    }

    fn next(&mut self, until: Instant) -> Result<Option<Snapshot>, Astray> {
        if let Some(snapshot) = self.app_mut()?.coming.pop_front() {
            return Ok(Some(snapshot));
        }
        match self.come(until)? {
            Came::Screen(snapshot) => Ok(Some(snapshot)),
            Came::Killed => Ok(self.app_mut()?.coming.pop_front()),
            Came::Held => {
                self.kill_and_start()?;
                Ok(self.app_mut()?.coming.pop_front())
            }
            Came::Nothing => Ok(None),
            Came::Done | Came::NotNow | Came::Ends { .. } => Err(Failure::Ended.into()),
        }
    }

    fn act(&mut self, action: Action) -> Result<(), Astray> {
        let kind = action.kind();
        match self.order(&Order::Act(ActionForm(action)))? {
            Came::NotNow => Err(NotNow { action: kind }.into()),
            _ => Ok(()),
        }
    }

    fn restart(&mut self) -> Result<(), Astray> {
        let points = loop {
            // It may be killed while it ends.
            if let Came::Ends { points } = self.order(&Order::End)? {
                break points;
            }
        };
        self.points += points;
        if let Some(mut app) = self.app.take() {
            app.child.wait().map_err(Failure::from)?;
        }
        Ok(self.start()?)
    }

    fn wait(&mut self, wait: Duration) {
        self.town.world.clock().advance(wait);
        self.clock.advance(wait);
        self.ahead += wait;
        let millis = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        // A process that failed says so when it is asked next.
        let _ = self.order(&Order::Wait { millis });
    }

    fn disconnect(&mut self) {
        let drop = Fault::Drop { when: When::Arrival };
        self.outage = Some(self.town.world.faults().set(EVERY_REQUEST, drop));
    }

    fn connect(&mut self) {
        if let Some(outage) = self.outage.take() {
            self.town.world.faults().remove(outage);
        }
    }

    fn browser(&self) -> Browser {
        self.browser.clone()
    }

    fn issuer(&self, server: &str) -> Option<ServerAddress> {
        self.town.find(server)
    }

    fn messages(&self) -> Vec<Message> {
        self.town.inbox().messages().into_iter().map(Message::from).collect()
    }

    fn locale(&self) -> Locale {
        Locale::Ru
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

impl Drop for MortalHand<'_> {
    fn drop(&mut self) {
        if let Some(app) = &mut self.app {
            // It may be gone already.
            let _ = app.child.kill();
            let _ = app.child.wait();
        }
    }
}

impl App {
    fn screens(&self) -> MutexGuard<'_, Screens> {
        self.screens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Screens {
    fn take_in(&mut self, sign: &Sign) {
        let (Sign::Screen { revision, screen } | Sign::Done { revision, screen }) = sign else {
            return;
        };
        if let Sign::Screen { .. } = sign {
            self.shown = Some(screen.clone());
        }
        if self.newest.as_ref().is_none_or(|newest| newest.revision < *revision) {
            self.newest = Some(Snapshot { revision: *revision, screen: screen.clone() });
        }
    }
}

/// Hands over what a process says, until it is gone.
fn listen(
    said: impl BufRead + Send + 'static,
    screens: Arc<Mutex<Screens>>,
    start: u32,
    events: Sender<Event>,
) {
    thread::spawn(move || {
        for line in said.lines() {
            // A line that is cut short is the last one of a process that was killed.
            let Ok(Ok(sign)) = line.map(|line| serde_json::from_str::<Sign>(&line)) else {
                break;
            };
            screens.lock().unwrap_or_else(PoisonError::into_inner).take_in(&sign);
            if events.send(Event::Said(start, sign)).is_err() {
                return;
            }
        }
        // Fails when the hand is gone.
        let _ = events.send(Event::Gone(start));
    });
}

impl From<Failure> for Astray {
    fn from(failure: Failure) -> Self {
        Self::Phone(Box::new(failure))
    }
}
