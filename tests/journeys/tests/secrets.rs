//! What must be read by nobody is in no log at any level, in nothing that is shown by `Debug`, in
//! no JSON of a screen, in no words, and can't be read in the vault's files: in every journey.
//!
//! The secrets are those that the journeys have: what the person types, what the servers send, and
//! what the vault keeps, which is opened by its key.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use log::{LevelFilter, Log, Metadata, Record};
use serde_json::{Value, json};
use vestibule::input::ServerAddress;
use vestibule::wire::{Credentials, Proxy};
use vestibule::{
    Action, Field, Locale, Notice, Observer, Server, Snapshot, Timestamp, VaultKey, Watch, text,
};
use vestibule_journeys::scenes::{AS_MARIA, AS_WORKER, BY_PHONE, CODE, MARIA, WORK};
use vestibule_journeys::{DeviceHand, MemoryKeyring, Town, vault};
use vestibule_phone::Message;
use vestibule_phone::play::{Astray, Hand, JOURNEYS, Journey, Kind, Player, at};
use vestibule_server::{Browser, Endpoint, Fault};

/// How many journeys are played at a time.
const WORKERS: usize = 4;

#[test]
fn no_secret_of_any_journey_is_told_or_readable_where_it_is_kept() {
    LOG.start();
    let journeys = Mutex::new(JOURNEYS.iter());
    let next = || journeys.lock().expect("no worker panics").next();
    let work = || {
        std::iter::from_fn(next).map(|journey| (journey.name, play(journey))).collect::<Vec<_>>()
    };
    let played: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("journeys arrive")).collect()
    });
    let log = LOG.lines().join("\n");

    for kind in ["code", "password", "access_token", "refresh_token", "auth_session", "verifier"] {
        let is_met = played.iter().any(|(_, seen)| seen.secrets.iter().any(|(of, _)| of == kind));
        assert!(is_met, "no journey has a {kind}");
    }
    for (journey, seen) in &played {
        for (kind, secret) in &seen.secrets {
            let told = [place(&seen.told, secret), place(&log, secret)];
            assert_eq!(told, [None, None], "{journey}: a {kind} is told or logged: {secret}");
        }
        assert_eq!(seen.readable, BTreeSet::new(), "{journey}: can be read in the vault's files");
    }
    assert!(log.contains("Challenge at localhost"), "the core's own lines are there: {log}");
}

#[test]
fn phones_and_emails_are_in_no_log() {
    LOG.start();
    let town = Town::example();
    let phone = town.device().led(&[BY_PHONE, AS_MARIA, CODE, AS_WORKER, CODE, at(Kind::Home)]);
    drop(phone);

    let log = LOG.lines().join("\n");
    for personal in [MARIA, &MARIA[2..], "900 111-22-33", "9001112233", WORK, "Мария", "Иван"]
    {
        assert!(!log.contains(personal), "{personal} is logged");
    }
    assert!(!log.contains("TRACE"), "a level at which dependencies tell numbers");
}

#[test]
fn a_word_of_the_public_server_on_a_person_is_told_to_nobody_but_the_corporate_one() {
    const ASSERTION: &str = "planted-assertion-of-a-person";

    LOG.start();
    let town = Town::example();
    let planted = Fault::With { member: "/access_token".to_owned(), value: json!(ASSERTION) };
    town.world.faults().on("green", Endpoint::Exchange).always().inject(planted);

    let phone = town.device().led(&[BY_PHONE, AS_MARIA, CODE, AS_WORKER, CODE, at(Kind::Home)]);

    let is_refused = |notice: &Notice| matches!(notice, Notice::NotJoined { .. });
    let screen = phone.until("the refusal", |screen| screen.notices().iter().any(is_refused));
    let told = format!("{screen:?} {} {:?}", json!(screen), text::words(&screen, Locale::En));
    assert!(!told.contains(ASSERTION));
    assert!(!LOG.lines().join("\n").contains(ASSERTION));
}

#[test]
fn what_is_handed_over_in_rust_shows_no_secret() {
    const PASSWORD: &str = "planted-proxy-password";

    let town = Town::example();
    let proxy = Proxy {
        url: "http://proxy.example:3128".to_owned(),
        credentials: Some(Credentials { user: "user".to_owned(), password: PASSWORD.into() }),
    };
    let key = VaultKey::from_bytes([0xa7; 32]);
    let phone = town.device().led(&[BY_PHONE, AS_MARIA, CODE, at(Kind::Email)]);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let token = runtime.block_on(phone.app().access_token(Server::Public, None)).expect("a token");

    let told = format!("{proxy:?} {key:?} {token:?} {:?} {proxy:#?}", phone.app());

    assert!(!told.contains(PASSWORD), "{told}");
    assert!(!told.contains(token.token.expose()), "{told}");
    assert!(!told.contains("167") && !told.contains("a7"), "{told}");
}

/// What a journey had that is secret, and all that was told meanwhile.
#[derive(Default)]
struct Seen {
    /// Each with what it is.
    secrets: BTreeSet<(String, String)>,
    /// Everything that the vault keeps as text.
    kept: BTreeSet<String>,
    told: String,
    /// What of it could be read in the vault's files.
    readable: BTreeSet<String>,
}

fn play(journey: &'static Journey) -> Seen {
    let town = Town::example();
    let hand = Listening::new(DeviceHand::new(&town, journey));
    let hand = match Player::new(hand, io::sink()).play(journey) {
        Ok(hand) => hand,
        Err(astray) => panic!("{}: {astray:?}", journey.name),
    };
    hand.look_into_files();
    let seen = hand.seen.clone();
    // With it go the observers.
    drop(hand);
    let mut seen = std::mem::take(&mut *lock(&seen));
    let codes = town.inbox().messages().into_iter().map(|message| message.code);
    seen.secrets.extend(codes.map(|code| ("code".to_owned(), code)));
    seen
}

/// A hand that listens to all that is told, and knows what is secret.
struct Listening<'t> {
    hand: DeviceHand<'t>,
    seen: Arc<Mutex<Seen>>,
    watch: Option<Watch>,
}

impl<'t> Listening<'t> {
    fn new(hand: DeviceHand<'t>) -> Self {
        let mut listening = Self { hand, seen: Arc::default(), watch: None };
        listening.watch();
        listening
    }

    fn watch(&mut self) {
        let device = &self.hand.device;
        let ear = Ear {
            directory: device.vault().to_owned(),
            keyring: device.keyring.clone(),
            seen: self.seen.clone(),
        };
        self.watch = Some(device.app().watch(Arc::new(ear)));
    }

    /// Whatever the vault keeps can't be read in its files.
    fn look_into_files(&self) {
        let device = &self.hand.device;
        let mut seen = lock(&self.seen);
        let key = device.keyring.key().expect("a key");
        for entry in fs::read_dir(device.vault()).expect("a folder") {
            let bytes = fs::read(entry.expect("an entry").path()).expect("a file");
            let is_there = |text: &str| contains(&bytes, text.as_bytes());
            let secrets = seen.secrets.iter().map(|(_, secret)| secret);
            let found: Vec<_> =
                secrets.chain(&seen.kept).filter(|text| is_there(text)).cloned().collect();
            seen.readable.extend(found);
            assert!(!contains(&bytes, key.expose()), "the key lies beside what it seals");
        }
    }

    fn typed(&self, action: &Action) {
        let mut seen = lock(&self.seen);
        let _ = write!(seen.told, "{action:?}");
        let secret = match action {
            Action::Edit { field: Field::Code, text } | Action::SubmitCode { text } => {
                ("code", text)
            }
            Action::Edit { field: Field::Password, text } => ("password", text),
            Action::SubmitAccountPassword { password }
            | Action::SubmitPassword { password, .. } => ("password", password),
            _ => return,
        };
        seen.secrets.insert((secret.0.to_owned(), secret.1.clone()));
    }
}

impl Hand for Listening<'_> {
    fn starts(&self) -> u32 {
        self.hand.starts()
    }

    fn screen(&self) -> Snapshot {
        self.hand.screen()
    }

    fn next(&mut self, until: Instant) -> Result<Option<Snapshot>, Astray> {
        self.hand.next(until)
    }

    fn act(&mut self, action: Action) -> Result<(), Astray> {
        self.typed(&action);
        self.hand.act(action)
    }

    fn restart(&mut self) -> Result<(), Astray> {
        self.look_into_files();
        self.watch = None;
        self.hand.restart()?;
        self.watch();
        Ok(())
    }

    fn wait(&mut self, wait: Duration) {
        self.hand.wait(wait);
    }

    fn disconnect(&mut self) {
        self.hand.disconnect();
    }

    fn connect(&mut self) {
        self.hand.connect();
    }

    fn browser(&self) -> Browser {
        self.hand.browser()
    }

    fn issuer(&self, server: &str) -> Option<ServerAddress> {
        self.hand.issuer(server)
    }

    fn messages(&self) -> Vec<Message> {
        self.hand.messages()
    }

    fn locale(&self) -> Locale {
        self.hand.locale()
    }

    fn now(&self) -> Timestamp {
        self.hand.now()
    }
}

/// Hears what is told, and opens what is saved.
struct Ear {
    directory: PathBuf,
    keyring: Arc<MemoryKeyring>,
    seen: Arc<Mutex<Seen>>,
}

impl Observer for Ear {
    fn screen(&self, snapshot: &Snapshot) {
        let Snapshot { screen, .. } = snapshot;
        let words = [Locale::Ru, Locale::En].map(|locale| text::words(screen, locale));
        let mut seen = lock(&self.seen);
        let _ = write!(seen.told, "{snapshot:?} {snapshot:#?} {} {words:?}", json!(screen));
    }

    fn saved(&self) {
        let key = self.keyring.key().expect("a key");
        let rows = vault::rows(&self.directory, &key);
        let mut seen = lock(&self.seen);
        rows.values().for_each(|row| seen.take_in("", row));
    }
}

impl Seen {
    /// What the vault calls its secrets.
    const SECRETS: [&str; 6] =
        ["access_token", "refresh_token", "auth_session", "verifier", "code", "key"];
    /// Shorter texts are found in any file.
    const SHORTEST: usize = 8;
    /// What tables and rows are called, which anybody may read.
    const NAMES: [&str; 3] = ["corporate", "attempts", "sessions"];

    /// Takes in the secrets, and every text, of what the vault keeps.
    fn take_in(&mut self, name: &str, value: &Value) {
        let is_secret = Self::SECRETS.contains(&name);
        match value {
            Value::String(text) => {
                if is_secret {
                    self.secrets.insert((name.to_owned(), text.clone()));
                }
                self.keep(text);
            }
            // An idempotency key, as it is sent.
            Value::Array(bytes) if is_secret => {
                let bytes: Option<Vec<_>> =
                    bytes.iter().map(|byte| byte.as_u64()?.try_into().ok()).collect();
                let key = URL_SAFE_NO_PAD.encode(bytes.expect("bytes"));
                self.secrets.insert((name.to_owned(), key));
            }
            Value::Array(values) => values.iter().for_each(|value| self.take_in(name, value)),
            Value::Object(members) => {
                for (name, value) in members {
                    self.keep(name);
                    self.take_in(name, value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn keep(&mut self, text: &str) {
        if text.len() >= Self::SHORTEST && !Self::NAMES.contains(&text) {
            self.kept.insert(text.to_owned());
        }
    }
}

/// Where a secret is in a text, with what is around it; not as a part of a longer number or word.
fn place<'a>(text: &'a str, secret: &str) -> Option<&'a str> {
    const AROUND: usize = 60;

    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (at, _) = text.match_indices(secret).find(|(at, _)| {
        let (before, after) = (&text[..*at], &text[at + secret.len()..]);
        !is_part(before.chars().next_back()) && !is_part(after.chars().next())
    })?;
    let from = text.floor_char_boundary(at.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((at + secret.len() + AROUND).min(text.len()));
    Some(&text[from..to])
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Everything that any crate logs.
static LOG: Lines = Lines(Mutex::new(Vec::new()));

struct Lines(Mutex<Vec<String>>);

impl Lines {
    /// Logs from now on; again is as once.
    fn start(&'static self) {
        // Fails where another test of this process did it.
        let _ = log::set_logger(self);
        log::set_max_level(LevelFilter::Trace);
    }

    fn lines(&self) -> Vec<String> {
        lock(&self.0).clone()
    }
}

impl Log for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let line = format!("{} {}: {}", record.level(), record.target(), record.args());
        lock(&self.0).push(line);
    }

    fn flush(&self) {}
}
