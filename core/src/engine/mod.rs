//! What runs the flow: steps it, saves what it came to, publishes the screen, then does the
//! effects.
//!
//! [`Vestibule::act`] steps in memory and returns. Each step becomes a job of the writer thread,
//! in order: the rows that changed are saved in one transaction, the screens are published, and
//! only then the effects begin, as tasks of one small runtime. So a process that is killed anywhere
//! finds in its vault what it was about to do.

mod requests;
mod runtime;
mod tokens;
mod watch;
mod writer;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use ring::rand::{SecureRandom, SystemRandom};
use tokio::runtime::Handle;
use tokio::sync::watch as channel;
use tokio::task::AbortHandle;

pub use tokens::{AccessToken, TokenError};
pub use watch::{Observer, Watch};

use crate::config::{Config, Hint, Platform};
use crate::flow::{Effect, Event, Moment, NotNow, Outcome, Prefetch, Setup, State, Ticket};
use crate::openid;
use crate::vault::Vault;
use crate::wire::{Client, SetupError};
use crate::{
    AccountProblem, Action, ActionKind, Clock, Locale, Problem, Progress, Screen, Server, Snapshot,
    StorageProblem, Timestamp,
};

use runtime::{Runtime, Task};
use tokens::Saved;
use writer::{Job, Step, Writer};

/// The account and sign-in core of one app.
///
/// Cheap to share: every method takes `&self`, from any thread. Dropping it stops its requests and
/// its threads; what was saved stays.
pub struct Vestibule {
    shared: Arc<Shared>,
    runtime: Option<Runtime>,
    writer: Option<Writer>,
}

/// Why the core could not be made at all; what fails later is on the screen.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The configuration can't be used.
    #[error("the configuration can't be used")]
    Setup(#[from] SetupError),
    /// The system gave no thread.
    #[error("the system gave no thread")]
    Threads(#[source] std::io::Error),
}

impl Vestibule {
    /// Opens the vault and takes up what was under way; awaits no network.
    ///
    /// It may take as long as the platform's key store takes: call it off the main thread.
    ///
    /// # Errors
    ///
    /// [`OpenError`] where the configuration can't be used. A vault that can't be opened yet is no
    /// error: the screen is [`Screen::Locked`], and it is tried again.
    pub fn open(config: Config, platform: Platform) -> Result<Self, OpenError> {
        let runtime = Runtime::start().map_err(OpenError::Threads)?;
        let client = Arc::new(Client::new(config.client(&platform.clock))?);
        let openid = openid::Client::new(client.clone(), platform.clock.clone());
        let (jobs, queue) = mpsc::channel();
        let (saved, _) = channel::channel(Saved::default());
        let (wake, alarm) = channel::channel(None);
        let mut vault = Vault::new(config.directory.clone(), platform.keyring);
        let shared = Arc::new(Shared {
            setup: config.flow(),
            client,
            openid,
            clock: platform.clock.clone(),
            random: SystemRandom::new(),
            runtime: runtime.handle().clone(),
            inner: Mutex::new(Inner::new(&*platform.clock, config.locale)),
            tasks: Mutex::new(BTreeMap::new()),
            jobs,
            saved,
            wake,
            watchers: AtomicU64::new(0),
        });
        shared.clone().open(&mut vault);
        let writer = Writer::start(vault, shared.clone(), queue).map_err(OpenError::Threads)?;
        runtime.handle().spawn(shared.clone().keep_time(alarm));
        Ok(Self { shared, runtime: Some(runtime), writer: Some(writer) })
    }

    /// What to draw now.
    pub fn screen(&self) -> Snapshot {
        self.shared.lock().shown.clone()
    }

    /// What the person did. Steps in memory and returns; it never waits.
    ///
    /// # Errors
    ///
    /// [`NotNow`] where the action makes no sense on the present screen; nothing has changed.
    pub fn act(&self, action: Action) -> Result<(), NotNow> {
        self.shared.act(action)
    }

    /// Gives every new screen to `observer`, the present one first, in order and from one thread,
    /// until the [`Watch`] is dropped.
    pub fn watch(&self, observer: Arc<dyn Observer>) -> Watch {
        let id = self.shared.watchers.fetch_add(1, Ordering::Relaxed);
        Watch::begin(id, observer, &self.shared.jobs)
    }

    /// What the platform knows: the core is right without it, and quicker with it.
    pub fn hint(&self, hint: Hint) {
        self.shared.hint(hint);
    }

    /// A fresh access token, for the rest of the messenger.
    ///
    /// From memory where it is fresh; else it is renewed, once for all who ask. `refused` is the
    /// token that the server did not take, if that is why one is asked for.
    ///
    /// # Errors
    ///
    /// [`TokenError`]: signed out, or why it could not be renewed now.
    pub async fn access_token(
        &self,
        server: Server,
        refused: Option<&AccessToken>,
    ) -> Result<AccessToken, TokenError> {
        self.shared.access_token(server, refused).await
    }

    /// The picture of a signed-in account, JPEG or PNG; none where it has none.
    ///
    /// # Errors
    ///
    /// The [`Problem`] that it could not be read for.
    pub async fn avatar(&self, server: Server) -> Result<Option<Vec<u8>>, Problem> {
        let shared = self.shared.clone();
        Task::spawn(&self.shared.runtime, async move { shared.avatar(server).await })
            .await
            .unwrap_or(Err(Problem::Account(AccountProblem::SignedOut)))
    }

    /// The language of the words.
    pub fn locale(&self) -> Locale {
        self.shared.lock().locale
    }

    /// Stops the requests and the threads, with the last state saved.
    pub fn close(mut self) {
        self.stop();
    }

    fn stop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.stop();
        }
        if let Some(writer) = self.writer.take() {
            let _ = self.shared.jobs.send(Job::Stop);
            writer.join();
        }
    }
}

impl Drop for Vestibule {
    fn drop(&mut self) {
        self.stop();
    }
}

impl std::fmt::Debug for Vestibule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vestibule").field("revision", &self.screen().revision).finish()
    }
}

/// What the threads and tasks share.
struct Shared {
    setup: Setup,
    client: Arc<Client>,
    openid: openid::Client,
    clock: Arc<dyn Clock>,
    random: SystemRandom,
    runtime: Handle,
    inner: Mutex<Inner>,
    tasks: Mutex<BTreeMap<Ticket, AbortHandle>>,
    jobs: mpsc::Sender<Job>,
    saved: channel::Sender<Saved>,
    /// When something happens by itself; none in the background.
    wake: channel::Sender<Option<Timestamp>>,
    watchers: AtomicU64,
}

struct Inner {
    phase: Phase,
    shown: Snapshot,
    /// Counts the steps, so that one who waits knows whether theirs is saved.
    steps: u64,
    locale: Locale,
    is_background: bool,
    /// What the browser handed over before the vault was open.
    returned: Option<Action>,
    /// Where the wall clock and the other one stood together.
    anchor: (Timestamp, Duration),
}

enum Phase {
    /// The vault is not open: how trying fares, and how often it was tried in vain.
    Locked {
        progress: Progress,
        tries: u32,
    },
    Open(Box<State>),
    /// While a step moves the state.
    Stepping,
}

impl Inner {
    fn new(clock: &dyn Clock, locale: Locale) -> Self {
        let screen = Screen::Locked { progress: Progress::Running };
        Self {
            phase: Phase::Locked { progress: Progress::Running, tries: 0 },
            shown: Snapshot { revision: 0, screen },
            steps: 0,
            locale,
            is_background: false,
            returned: None,
            anchor: (clock.now(), clock.elapsed()),
        }
    }

    fn show(&mut self, screen: Screen) -> Snapshot {
        self.shown = Snapshot { revision: self.shown.revision + 1, screen };
        self.shown.clone()
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn moment(&self) -> Moment {
        let mut entropy = [0; 32];
        // Without the system's random numbers nothing is safe to go on with.
        self.random.fill(&mut entropy).expect("the system gives random numbers");
        Moment { now: self.clock.now(), entropy }
    }

    fn act(&self, action: Action) -> Result<(), NotNow> {
        let mut inner = self.lock();
        if let Phase::Locked { progress, .. } = &inner.phase {
            let kind = action.kind();
            if kind == ActionKind::ReturnFromBrowser {
                inner.returned = Some(action);
                return Ok(());
            }
            if kind != ActionKind::Retry || *progress == Progress::Running {
                return Err(NotNow { action: kind });
            }
            self.unlock(&mut inner);
            return Ok(());
        }
        self.step(&mut inner, Event::Act(action)).map(|_| ())
    }

    /// An event that is no action; gives the number of the step.
    fn happen(&self, event: Event) -> u64 {
        let mut inner = self.lock();
        // Only actions are refused.
        self.step(&mut inner, event).unwrap_or(inner.steps)
    }

    fn step(&self, inner: &mut Inner, event: Event) -> Result<u64, NotNow> {
        let moment = self.moment();
        if let Phase::Open(state) = &inner.phase {
            state.check(&event, moment.now)?;
        }
        let Phase::Open(state) = std::mem::replace(&mut inner.phase, Phase::Stepping) else {
            return Ok(inner.steps);
        };
        let (state, effects) = state.step(event, &moment);
        self.stepped(inner, state, effects, moment.now);
        Ok(inner.steps)
    }

    /// Hands a new state to the writer, and its screen if that is a new one.
    fn stepped(&self, inner: &mut Inner, state: State, effects: Vec<Effect>, now: Timestamp) {
        inner.steps += 1;
        let screen = state.screen(now);
        let is_new = inner.shown.revision == 0 || screen != inner.shown.screen;
        let screen = is_new.then(|| inner.show(screen));
        self.set_alarm(inner, &state, now);
        for effect in &effects {
            if let Effect::Stop { ticket } = effect {
                self.stop(*ticket);
            }
        }
        let step = Step { number: inner.steps, state: state.clone(), screen, effects };
        // The writer ends only after the last step.
        let _ = self.jobs.send(Job::Step(Box::new(step)));
        inner.phase = Phase::Open(Box::new(state));
    }

    fn set_alarm(&self, inner: &Inner, state: &State, now: Timestamp) {
        let wake = state.wake(now).filter(|_| !inner.is_background);
        self.wake.send_replace(wake);
    }

    /// Opens the vault: the state is as it was saved.
    fn open(self: Arc<Self>, vault: &mut Vault) {
        let moment = self.moment();
        let opened = match vault.open(moment.now) {
            Ok(opened) => opened,
            Err(problem) => return self.locked(problem),
        };
        let mut inner = self.lock();
        let mut setup = self.setup.clone();
        setup.locale = inner.locale;
        let (mut state, effects, unreadable) = State::open(setup, &opened.rows, &moment);
        for row in unreadable {
            log::error!("can't be read: {row:?}");
        }
        if let Some(notice) = opened.notice {
            state = state.say(notice);
        }
        self.stepped(&mut inner, state, effects, moment.now);
        if let Some(returned) = inner.returned.take() {
            // What is not awaited changes nothing.
            let _ = self.step(&mut inner, Event::Act(returned));
        }
    }

    /// The vault can't be opened now: it is tried again by itself, and by the person.
    fn locked(self: Arc<Self>, problem: StorageProblem) {
        const FIRST_WAIT: Duration = Duration::from_secs(2);
        const LONGEST_WAIT: Duration = Duration::from_secs(60);

        log::warn!("the vault can't be opened now: {problem:?}");
        let mut inner = self.lock();
        let tries = match inner.phase {
            Phase::Locked { tries, .. } => tries,
            Phase::Open(_) | Phase::Stepping => 0,
        };
        let progress = Progress::Failed { problem: Problem::Storage(problem) };
        self.show_locked(&mut inner, progress, tries + 1);
        drop(inner);
        let wait = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(tries)).min(LONGEST_WAIT);
        let sleep = self.clock.sleep(wait);
        let shared = self.clone();
        self.runtime.spawn(async move {
            sleep.await;
            if !shared.lock().is_background {
                shared.try_unlock();
            }
        });
    }

    /// Asks the writer to open the vault again.
    fn unlock(&self, inner: &mut Inner) {
        if let Phase::Locked { tries, .. } = inner.phase {
            self.show_locked(inner, Progress::Running, tries);
            let _ = self.jobs.send(Job::Open);
        }
    }

    fn show_locked(&self, inner: &mut Inner, progress: Progress, tries: u32) {
        let snapshot = inner.show(Screen::Locked { progress: progress.clone() });
        inner.phase = Phase::Locked { progress, tries };
        let _ = self.jobs.send(Job::Show(snapshot));
    }

    fn hint(&self, hint: Hint) {
        match hint {
            Hint::Foreground => {
                self.lock().is_background = false;
                self.try_unlock();
                self.clock_moved();
                self.happen(Event::Tick);
            }
            Hint::Background => {
                self.lock().is_background = true;
                self.wake.send_replace(None);
                let _ = self.jobs.send(Job::Release);
            }
            Hint::NetworkUp => {
                self.client.reconnect();
                self.happen(Event::NetworkUp);
            }
            // Requests find out by themselves, each with its own cause.
            Hint::NetworkDown => {}
            Hint::Locale { locale } => {
                self.lock().locale = locale;
                self.client.set_locale(locale);
                self.happen(Event::Locale { locale });
            }
            Hint::ClockChanged => self.clock_moved(),
            Hint::Unlocked => self.try_unlock(),
        }
    }

    fn try_unlock(&self) {
        let mut inner = self.lock();
        if matches!(inner.phase, Phase::Locked { progress: Progress::Failed { .. }, .. }) {
            self.unlock(&mut inner);
        }
    }

    /// Deadlines follow a wall clock that was set.
    fn clock_moved(&self) {
        const NOTICED: i64 = 1_000;

        let mut inner = self.lock();
        let (wall, steady) = inner.anchor;
        let (now, elapsed) = (self.clock.now(), self.clock.elapsed());
        let expected = wall.after(elapsed.saturating_sub(steady));
        let millis = i64::try_from(now.millis()).unwrap_or(i64::MAX)
            - i64::try_from(expected.millis()).unwrap_or(i64::MAX);
        inner.anchor = (now, elapsed);
        if millis.abs() >= NOTICED {
            // Only actions are refused.
            let _ = self.step(&mut inner, Event::ClockMoved { millis });
        }
    }

    /// Fires [`Event::Tick`] whenever the state's next moment has come.
    async fn keep_time(self: Arc<Self>, mut alarm: channel::Receiver<Option<Timestamp>>) {
        loop {
            let wake = *alarm.borrow_and_update();
            let Some(wake) = wake else {
                if alarm.changed().await.is_err() {
                    return;
                }
                continue;
            };
            let wait = wake.since(self.clock.now());
            tokio::select! {
                () = self.clock.sleep(wait) => {
                    if wake <= self.clock.now() {
                        self.happen(Event::Tick);
                        if *alarm.borrow() == Some(wake) && alarm.changed().await.is_err() {
                            return;
                        }
                    }
                }
                changed = alarm.changed() => {
                    if changed.is_err() {
                        return;
                    }
                }
            }
        }
    }

    fn stop(&self, ticket: Ticket) {
        let task = self.tasks.lock().unwrap_or_else(PoisonError::into_inner).remove(&ticket);
        if let Some(task) = task {
            task.abort();
        }
    }

    /// Begins the effects of a state that is saved.
    fn begin(self: &Arc<Self>, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send { ticket, ask } => self.send(ticket, ask),
                // Was stopped as soon as nobody awaited it.
                Effect::Stop { ticket } => self.stop(ticket),
                Effect::Warm(prefetch) => {
                    let shared = self.clone();
                    self.runtime.spawn(async move {
                        match prefetch {
                            Prefetch::Server(issuer) => shared.client.warm(&issuer).await,
                            Prefetch::Provider(issuer) => shared.openid.warm(&issuer).await,
                        }
                    });
                }
            }
        }
    }

    /// The state was not saved: what it was to send is not sent.
    fn not_saved(&self, effects: Vec<Effect>, problem: &StorageProblem) {
        for effect in effects {
            if let Effect::Send { ticket, .. } = effect {
                let outcome = Outcome::Failed(Problem::Storage(problem.clone()));
                self.happen(Event::Outcome { ticket, outcome });
            }
        }
    }
}
