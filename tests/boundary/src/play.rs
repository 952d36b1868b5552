use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;
use vestibule::flow::NotNow;
use vestibule::input::ServerAddress;
use vestibule::{
    Action, ActionKind, Clock as _, Config, Field, Locale, Person, Progress, Screen, SignOutPage,
    Snapshot, Timestamp, VaultKey, Watch,
};
use vestibule_ffi::{
    ActError, Keyring, KeyringError, Observer, ObserverError, OpenError, Subscription, Vestibule,
};
use vestibule_phone::play::{Astray, Does, Hand, JOURNEYS, Journey, Kind, Player, Scene, Visit};
use vestibule_phone::{Build, Device, Message, Options, Outage, PhoneClock, World};
use vestibule_server::Browser;

/// A phone with the app on it, in the other language.
#[uniffi::export(with_foreign)]
pub trait Phone: Send + Sync {
    /// Starts the app: opens the core by the witness, and tells it each screen from then on. What
    /// the app kept is there again.
    fn start(&self, config: Config, witness: Arc<Witness>) -> Result<(), PhoneFailed>;

    /// What the app shows.
    fn screen(&self) -> Result<Snapshot, PhoneFailed>;

    /// Does something; gives back what makes no sense now.
    fn act(&self, action: Action) -> Result<Option<ActionKind>, PhoneFailed>;

    /// Ends the app; every screen is told when it returns.
    fn stop(&self) -> Result<(), PhoneFailed>;
}

/// A browser that people use, in the other language.
#[uniffi::export(with_foreign)]
pub trait WebBrowser: Send + Sync {
    /// Goes through the page that the app opened; gives the address that it hands over.
    fn visit(&self, page: String, visit: WebVisit) -> Result<String, PhoneFailed>;

    /// Signs out on a page that a notice of the app leads to.
    fn sign_out(&self, page: String) -> Result<(), PhoneFailed>;
}

/// What the person does on the page.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum WebVisit {
    /// Fills the form in.
    SignIn { login: String, password: String },
    /// Fills it in wrong, and then right.
    SignInAtLast { login: String, wrong: String, password: String },
    /// Nothing: they are signed in there already.
    PassThrough,
    /// Gives up on the form.
    GiveUp,
}

impl From<Visit> for WebVisit {
    fn from(visit: Visit) -> Self {
        match visit {
            Visit::SignIn { login, password } => {
                Self::SignIn { login: login.to_owned(), password: password.to_owned() }
            }
            Visit::SignInAtLast { login, wrong, password } => Self::SignInAtLast {
                login: login.to_owned(),
                wrong: wrong.to_owned(),
                password: password.to_owned(),
            },
            Visit::PassThrough => Self::PassThrough,
            Visit::GiveUp => Self::GiveUp,
        }
    }
}

/// Where the app ends, and is started again on what it kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Ends {
    /// Where the journey says so.
    AsWritten,
    /// On each screen as it comes, and wherever a field was filled in whose text is kept.
    Everywhere,
}

/// The phone, not the app on it, failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum PhoneFailed {
    #[error("the phone failed: {reason}")]
    Failed { reason: String },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for PhoneFailed {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { reason: error.reason }
    }
}

/// Sees each screen twice while the app runs: as the core shows it, and as the phone tells it.
#[derive(uniffi::Object)]
pub struct Witness {
    clock: PhoneClock,
    shown: Arc<Shown>,
    told: Mutex<Vec<Snapshot>>,
    next: Sender<Snapshot>,
    watch: Mutex<Option<Watch>>,
}

#[uniffi::export]
impl Witness {
    /// Opens the core, at the clock of the phone.
    pub fn open(
        &self,
        config: Config,
        keyring: Arc<dyn Keyring>,
    ) -> Result<Arc<Vestibule>, OpenError> {
        let app = Vestibule::open_at(config, keyring, Arc::new(self.clock.clone()))?;
        *lock(&self.watch) = Some(app.core().watch(self.shown.clone()));
        Ok(app)
    }

    /// The phone saw a screen.
    pub fn saw(&self, snapshot: Snapshot) {
        lock(&self.told).push(snapshot.clone());
        // Fails when nobody plays any more.
        let _ = self.next.send(snapshot);
    }
}

impl Witness {
    fn new(clock: PhoneClock) -> (Arc<Self>, Receiver<Snapshot>) {
        let (next, screens) = mpsc::channel();
        let (shown, told, watch) = Default::default();
        (Arc::new(Self { clock, shown, told, next, watch }), screens)
    }

    /// What the phone told is what the core showed, from this revision at the latest, to the end.
    fn testify(&self, revision: u64) -> Result<Vec<Snapshot>, PlayError> {
        let told = lock(&self.told).clone();
        let shown = lock(&self.shown.0).clone();
        let is_early = told.first().is_some_and(|first| first.revision <= revision);
        if is_early && shown.ends_with(&told) {
            return Ok(shown);
        }
        Err(PlayError::NotAsShown { shown: format!("{shown:#?}"), told: format!("{told:#?}") })
    }
}

#[derive(Default)]
struct Shown(Mutex<Vec<Snapshot>>);

impl vestibule::Observer for Shown {
    fn screen(&self, snapshot: &Snapshot) {
        lock(&self.0).push(snapshot.clone());
    }
}

/// Why a journey is not what it is in Rust.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum PlayError {
    /// It did not arrive; what was told of it.
    #[error("{why}\n{told}")]
    Astray { why: String, told: String },
    /// The phone told other screens than the core showed.
    #[error("shown: {shown}\ntold: {told}")]
    NotAsShown { shown: String, told: String },
    /// The same journey showed other screens in Rust.
    #[error("in Rust: {in_rust}\nhere: {here}")]
    NotAsInRust { in_rust: String, here: String },
    #[error("there is no journey {journey}")]
    Unknown { journey: String },
}

/// The names of the journeys.
#[uniffi::export]
pub fn journeys() -> Vec<String> {
    JOURNEYS.iter().map(|journey| journey.name.to_owned()).collect()
}

/// Plays a journey on a phone, and then in Rust. Gives how many screens there were on the phone.
///
/// The phone told of every screen just as Rust saw it in the same run, revision by revision, and
/// the run in Rust had the same screens in the same order, but for what is read in the background:
/// whether that comes before or after what the person does is another in every run.
#[uniffi::export]
pub fn play(journey: String, phone: Arc<dyn Phone>) -> Result<u64, PlayError> {
    let Some(journey) = JOURNEYS.iter().find(|known| known.name == journey) else {
        return Err(PlayError::Unknown { journey });
    };
    play_twice(journey, Locale::Ru, phone, None)
}

/// Plays a journey as [`play`] does, by a phone in this language whose person may have a browser of
/// their own. Gives how many screens there were on the phone.
///
/// Where the app ends everywhere, the journey arrives, and is not played in Rust.
#[uniffi::export]
pub fn play_by_hand(
    journey: String,
    locale: Locale,
    ends: Ends,
    phone: Arc<dyn Phone>,
    browser: Option<Arc<dyn WebBrowser>>,
) -> Result<u64, PlayError> {
    let Some(journey) = JOURNEYS.iter().find(|known| known.name == journey) else {
        return Err(PlayError::Unknown { journey });
    };
    match ends {
        Ends::AsWritten => play_twice(journey, locale, phone, browser),
        Ends::Everywhere => {
            let scenes = ended_everywhere(journey.scenes);
            Ok(play_on(journey, &scenes, locale, phone, browser)?.len() as u64)
        }
    }
}

fn play_twice(
    journey: &Journey,
    locale: Locale,
    phone: Arc<dyn Phone>,
    browser: Option<Arc<dyn WebBrowser>>,
) -> Result<u64, PlayError> {
    let seen = play_on(journey, journey.scenes, locale, phone, browser)?;
    let here = plain(&seen);
    let rust = Arc::new(RustPhone::default());
    let in_rust = plain(&play_on(journey, journey.scenes, locale, rust, None)?);
    if here == in_rust {
        return Ok(seen.len() as u64);
    }
    Err(PlayError::NotAsInRust { in_rust: in_rust.join("\n"), here: here.join("\n") })
}

/// The scenes of a journey whose app ends on each screen as it comes, and wherever a field was
/// filled in whose text is kept.
///
/// Where a session runs out, an app that starts hears of it at once, and the screens that lead there
/// don't come: from there to the start screen it is left running.
fn ended_everywhere(scenes: &[Scene]) -> Vec<Scene> {
    const DAY: u64 = 24 * 3600;
    let mut password = None;
    let mut is_session_over = false;
    let mut ended = Vec::new();
    for scene in scenes {
        is_session_over &= scene.screen != Kind::Start;
        is_session_over |=
            scene.person.iter().any(|does| matches!(does, Does::Wait(seconds) if *seconds > DAY));
        if is_session_over {
            ended.push(*scene);
            continue;
        }
        let mut person = Vec::new();
        let mut is_password_typed = false;
        for does in scene.person {
            match does {
                Does::Type(Field::Password, typed) => {
                    password = Some(*typed);
                    is_password_typed = true;
                    person.push(does.clone());
                }
                Does::Type(..) => person.extend([does.clone(), Does::Restart]),
                // The person remembers the password, and the app does not.
                Does::Tap(ActionKind::SubmitPassword) if !is_password_typed => {
                    let again = password.map(|password| Does::Type(Field::Password, password));
                    person.extend(again.into_iter().chain([does.clone()]));
                }
                _ => person.push(does.clone()),
            }
        }
        ended.push(scene.does(&[Does::Restart]));
        // Few, and kept until the test's process ends.
        ended.push(scene.does(person.leak()));
    }
    ended
}

/// Plays scenes of a journey in a world of its own; gives every screen.
fn play_on(
    journey: &Journey,
    scenes: &[Scene],
    locale: Locale,
    phone: Arc<dyn Phone>,
    browser: Option<Arc<dyn WebBrowser>>,
) -> Result<Vec<Snapshot>, PlayError> {
    let folder = tempfile::tempdir().expect("a folder");
    let world = World::start(None).expect("the servers start");
    let mut device = Device::new(folder.path(), locale);
    if journey.special {
        device.build = Build::Special { app_id: Options::SPECIAL_APP.to_owned() };
    }
    let mut told = Vec::new();
    let play = |hand| Player::new(hand, &mut told).go(scenes);
    let seen =
        HandOn::new(&world, device, phone, browser).and_then(play).and_then(HandOn::put_down);
    match seen {
        Ok(seen) => Ok(seen),
        Err(Astray::Phone(error)) if error.is::<PlayError>() => {
            Err(*error.downcast().expect("it is one"))
        }
        Err(astray) => {
            let told = String::from_utf8_lossy(&told).into_owned();
            Err(PlayError::Astray { why: format!("{astray:?}"), told })
        }
    }
}

/// The hand on a phone in the other language.
struct HandOn<'a> {
    world: &'a World,
    device: Device,
    phone: Arc<dyn Phone>,
    running: Running,
    starts: u32,
    outage: Option<Outage>,
    browser: Browser,
    own_browser: Option<Arc<dyn WebBrowser>>,
    /// What was seen before the app was started again.
    seen: Vec<Snapshot>,
}

/// A run of the app.
struct Running {
    witness: Arc<Witness>,
    screens: Receiver<Snapshot>,
    /// The revision that was there once it had started.
    began: u64,
}

impl<'a> HandOn<'a> {
    fn new(
        world: &'a World,
        device: Device,
        phone: Arc<dyn Phone>,
        own_browser: Option<Arc<dyn WebBrowser>>,
    ) -> Result<Self, Astray> {
        let running = Running::start(world, &device, &*phone)?;
        let browser = world.servers().browser().in_language(device.locale.tag());
        let (starts, outage, seen) = (1, None, Vec::new());
        Ok(Self { world, device, phone, running, starts, outage, browser, own_browser, seen })
    }

    /// Ends the app; gives every screen that there was.
    fn put_down(mut self) -> Result<Vec<Snapshot>, Astray> {
        self.stop()?;
        Ok(self.seen)
    }

    fn stop(&mut self) -> Result<(), Astray> {
        self.phone.stop().map_err(failed)?;
        let Running { witness, began, .. } = &self.running;
        self.seen.extend(witness.testify(*began).map_err(failed)?);
        Ok(())
    }
}

impl Running {
    fn start(world: &World, device: &Device, phone: &dyn Phone) -> Result<Self, Astray> {
        let (witness, screens) = Witness::new(device.clock.clone());
        phone.start(device.config(world.net()), witness.clone()).map_err(failed)?;
        let began = phone.screen().map_err(failed)?.revision;
        Ok(Self { witness, screens, began })
    }
}

impl Hand for HandOn<'_> {
    fn starts(&self) -> u32 {
        self.starts
    }

    fn screen(&self) -> Snapshot {
        self.phone.screen().expect("the phone shows a screen")
    }

    fn next(&mut self, until: Instant) -> Result<Option<Snapshot>, Astray> {
        let left = until.saturating_duration_since(Instant::now());
        Ok(self.running.screens.recv_timeout(left).ok())
    }

    fn act(&mut self, action: Action) -> Result<(), Astray> {
        match self.phone.act(action).map_err(failed)? {
            None => Ok(()),
            Some(action) => Err(Astray::Refused(NotNow { action })),
        }
    }

    fn restart(&mut self) -> Result<(), Astray> {
        self.stop()?;
        self.running = Running::start(self.world, &self.device, &*self.phone)?;
        self.starts += 1;
        Ok(())
    }

    fn wait(&mut self, wait: Duration) {
        self.world.advance(wait);
        self.device.clock.advance(wait);
    }

    fn disconnect(&mut self) {
        self.outage = Some(self.world.disconnect());
    }

    fn connect(&mut self) {
        if let Some(outage) = self.outage.take() {
            self.world.connect(outage);
        }
    }

    fn browser(&self) -> Browser {
        self.browser.clone()
    }

    fn visit(&mut self, page: &str, visit: Visit) -> Result<Option<String>, Astray> {
        let browser = self.own_browser.as_ref();
        let handed = browser.map(|browser| browser.visit(page.to_owned(), visit.into()));
        handed.transpose().map_err(failed)
    }

    fn sign_out(&mut self, page: &SignOutPage) -> Result<bool, Astray> {
        let browser = self.own_browser.as_ref();
        let done = browser.map(|browser| browser.sign_out(page.url.clone()));
        Ok(done.transpose().map_err(failed)?.is_some())
    }

    fn issuer(&self, server: &str) -> Option<ServerAddress> {
        self.world.issuer(server).cloned()
    }

    fn messages(&self) -> Vec<Message> {
        self.world.messages()
    }

    fn locale(&self) -> Locale {
        self.device.locale
    }

    fn now(&self) -> Timestamp {
        self.device.clock.now()
    }
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> Astray {
    Astray::Phone(Box::new(error))
}

/// The screens, a line each, as they are in every world and at every hour, whatever the accounts and
/// the regions are read before or after.
fn plain(seen: &[Snapshot]) -> Vec<String> {
    let mut ports = Vec::new();
    let mut lines: Vec<_> = seen
        .iter()
        .map(|Snapshot { screen, .. }| {
            let mut json = serde_json::to_value(unread(screen)).expect("a screen is JSON");
            each_leaf(&mut json, &mut |leaf| match leaf {
                Value::Number(number) if number.as_u64().is_some_and(is_moment) => {
                    *leaf = "a moment".into();
                }
                Value::String(text) => *text = portless(text, &mut ports),
                _ => {}
            });
            json.to_string()
        })
        .collect();
    lines.dedup();
    lines
}

/// A screen without what is read in the background.
fn unread(screen: &Screen) -> Screen {
    let mut screen = screen.clone();
    match &mut screen {
        Screen::Phone { server, .. } => *server = None,
        Screen::Avatar { name, .. } => name.clear(),
        Screen::Home { public, corporate, .. } | Screen::Settings { public, corporate } => {
            public.iter_mut().chain(corporate).for_each(forget);
        }
        Screen::Profile { person, progress } => {
            forget(person);
            *progress = Progress::Idle;
        }
        Screen::EditProfile { person, text, .. } => {
            forget(person);
            text.clear();
        }
        Screen::CorporateInformation { corporate, progress, .. } => {
            corporate.iter_mut().for_each(forget);
            *progress = Progress::Idle;
        }
        _ => {}
    }
    screen
}

fn forget(person: &mut Person) {
    *person = Person {
        server: person.server,
        host: person.host.clone(),
        server_name: person.server_name.clone(),
        name: None,
        avatar: None,
        phone: None,
        email: None,
        login: None,
        can_add_phone: false,
        joined: false,
    };
}

/// A text with ports of this machine numbered as they come up, and without a URL's query.
fn portless(text: &str, ports: &mut Vec<String>) -> String {
    let text = text.split('?').next().unwrap_or_default();
    let mut parts = text.split("localhost:");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (port, rest) = part.split_at(end);
        let known = ports.iter().position(|known| known == port).unwrap_or_else(|| {
            ports.push(port.to_owned());
            ports.len() - 1
        });
        plain.push_str(&format!("host-{known}{rest}"));
    }
    plain
}

/// Later than 2001, in milliseconds; no count on a screen is as great.
fn is_moment(number: u64) -> bool {
    number > 1_000_000_000_000
}

fn each_leaf(value: &mut Value, change: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each_leaf(item, change)),
        Value::Object(members) => {
            members.values_mut().for_each(|member| each_leaf(member, change));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => change(value),
    }
}

/// The same phone without a language between.
#[derive(Default)]
struct RustPhone {
    keyring: Arc<Kept>,
    running: Mutex<Option<(Arc<Vestibule>, Arc<Subscription>)>>,
}

impl Phone for RustPhone {
    fn start(&self, config: Config, witness: Arc<Witness>) -> Result<(), PhoneFailed> {
        let app = witness.open(config, self.keyring.clone()).map_err(PhoneFailed::of)?;
        let subscription = app.watch(Arc::new(Telling(witness)));
        *lock(&self.running) = Some((app, subscription));
        Ok(())
    }

    fn screen(&self) -> Result<Snapshot, PhoneFailed> {
        Ok(self.app()?.screen())
    }

    fn act(&self, action: Action) -> Result<Option<ActionKind>, PhoneFailed> {
        Ok(self.app()?.act(action).err().map(|ActError::NotNow { action }| action))
    }

    fn stop(&self) -> Result<(), PhoneFailed> {
        *lock(&self.running) = None;
        Ok(())
    }
}

impl RustPhone {
    fn app(&self) -> Result<Arc<Vestibule>, PhoneFailed> {
        let running = lock(&self.running);
        let app = running.as_ref().map(|(app, _)| app.clone());
        app.ok_or_else(|| PhoneFailed::Failed { reason: "the app is not running".to_owned() })
    }
}

impl PhoneFailed {
    fn of(error: impl std::error::Error) -> Self {
        Self::Failed { reason: error.to_string() }
    }
}

/// A key store in memory.
#[derive(Default)]
struct Kept(Mutex<Option<VaultKey>>);

impl Keyring for Kept {
    fn read(&self) -> Result<Option<VaultKey>, KeyringError> {
        Ok(lock(&self.0).clone())
    }

    fn write(&self, key: VaultKey) -> Result<(), KeyringError> {
        *lock(&self.0) = Some(key);
        Ok(())
    }
}

struct Telling(Arc<Witness>);

impl Observer for Telling {
    fn screen(&self, snapshot: Snapshot) -> Result<(), ObserverError> {
        self.0.saw(snapshot);
        Ok(())
    }

    fn saved(&self) -> Result<(), ObserverError> {
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
