//! No tap waits for more than the protocol's own chain: counted at the servers, each of whose
//! answers takes 200 ms, in every journey.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use vestibule::input::ServerAddress;
use vestibule::{Action, ActionKind, Locale, Progress, Screen, Snapshot, Timestamp};
use vestibule_journeys::{DeviceHand, PATIENCE, Town};
use vestibule_phone::Message;
use vestibule_phone::play::{Astray, Hand, JOURNEYS, Journey, Kind, Player};
use vestibule_server::{Endpoint, Logged};

/// What every request takes.
const LATENCY: Duration = Duration::from_millis(200);
/// How many journeys are played at a time: they wait, most of the time.
const WORKERS: usize = 8;

#[test]
fn no_tap_waits_for_more_than_the_protocols_own_chain() {
    let journeys = Mutex::new(JOURNEYS.iter());
    let next = || journeys.lock().expect("no worker panics").next();
    let work = || {
        let mut taps = Vec::new();
        while let Some(journey) = next() {
            taps.extend(taps_of(journey));
        }
        taps
    };
    let taps: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("journeys arrive")).collect()
    });

    let mut met = BTreeSet::new();
    for tap in &taps {
        let row = CHAINS.iter().position(|row| row.is_of(tap));
        let allowed = row.map_or(&[] as &[Endpoint], |row| CHAINS[row].chain);
        // What is known already is not asked for.
        let mut left = allowed.iter();
        let is_allowed = tap.chain.iter().all(|one| left.any(|next| next == one));
        assert!(is_allowed, "{tap:?} may wait for {allowed:?} alone");
        // A server that is met for the first time is not connected to before.
        let is_new = allowed.contains(&Endpoint::Metadata);
        assert!(is_new || tap.connections == 0, "{tap:?}");
        met.extend(row);
    }
    for (number, row) in CHAINS.iter().enumerate() {
        assert!(met.contains(&number), "no journey has {row:?}");
    }
    tell(&taps);
}

/// The requests that a tap may wait for, one after the other; none for any other tap.
const CHAINS: [Row; 29] = {
    use ActionKind as Tap;
    use Endpoint::{
        Challenge, IdToken, Metadata, Part, Push, Redeem, RemoveAvatar, Rename, Webfinger,
        WriteAvatar,
    };
    use Kind::{
        AccountPassword, Address, Avatar, Browser, Code, Confirm, CorporateInformation,
        EditProfile, Email, Home, Methods, Name, Password, Phone, Profile, Recognise, Servers,
        SpecialApp, Start, Stopped,
    };
    [
        row(Phone, Tap::SubmitPhone, &[Code], &[Challenge]),
        row(Code, Tap::Edit, &[Code, AccountPassword, Recognise, Name, Stopped], &[Challenge]),
        row(Code, Tap::Resend, &[Code, Phone], &[Challenge]),
        row(Code, Tap::Back, &[Methods], &[Challenge]),
        row(Browser, Tap::Back, &[Methods], &[Challenge]),
        row(AccountPassword, Tap::SubmitAccountPassword, &[AccountPassword], &[Challenge]),
        row(AccountPassword, Tap::Recover, &[Code], &[Challenge]),
        row(Recognise, Tap::Recognise, &[Name], &[Challenge]),
        row(Servers, Tap::ChooseServer, &[Code, Password], &[Challenge]),
        row(Methods, Tap::ChooseMethod, &[Code, Password, Browser], &[Challenge]),
        row(Password, Tap::SubmitPassword, &[Password, Code, Stopped], &[Challenge]),
        // The last step.
        row(Code, Tap::Edit, &[Email, Home, Profile, CorporateInformation], &[Challenge, Redeem]),
        row(AccountPassword, Tap::SubmitAccountPassword, &[Email], &[Challenge, Redeem]),
        row(Recognise, Tap::Recognise, &[Email], &[Challenge, Redeem]),
        row(Name, Tap::SubmitName, &[Avatar, Home], &[Challenge, Redeem]),
        row(Password, Tap::SubmitPassword, &[Home], &[Challenge, Redeem]),
        // A typed address, or that of a server whose session ended.
        row(
            Address,
            Tap::SubmitAddress,
            &[Password, Phone, Methods, Browser, SpecialApp],
            &[Metadata, Challenge],
        ),
        row(Start, Tap::SignInAgain, &[Code], &[Metadata, Challenge]),
        // An e-mail; with simplified authentication at once to what the server asks.
        row(Email, Tap::SubmitEmail, &[Servers, Address, SpecialApp], &[Webfinger]),
        row(Email, Tap::SubmitEmail, &[Code, Methods, Browser], &[Webfinger, Metadata, Challenge]),
        // A server of the list that could not be used is asked again.
        row(Servers, Tap::ChooseServer, &[Servers], &[Metadata]),
        // In the browser, and back: the ID token, the last step.
        row(Browser, Tap::OpenBrowser, &[Browser], &[Push]),
        row(Browser, Tap::ReturnFromBrowser, &[Home], &[IdToken, Challenge, Redeem]),
        row(Browser, Tap::ReturnFromBrowser, &[Browser], &[IdToken, Challenge]),
        // Signed in.
        row(Avatar, Tap::SubmitAvatar, &[Email], &[WriteAvatar]),
        row(EditProfile, Tap::SubmitName, &[Profile], &[Rename]),
        row(EditProfile, Tap::SubmitAvatar, &[Profile], &[WriteAvatar]),
        row(EditProfile, Tap::RemoveAvatar, &[Profile], &[RemoveAvatar]),
        row(Confirm, Tap::Confirm, &[CorporateInformation], &[Part]),
    ]
};

#[derive(Debug)]
struct Row {
    on: Kind,
    action: ActionKind,
    to: &'static [Kind],
    chain: &'static [Endpoint],
}

const fn row(on: Kind, action: ActionKind, to: &'static [Kind], chain: &'static [Endpoint]) -> Row {
    Row { on, action, to, chain }
}

impl Row {
    fn is_of(&self, tap: &Tap) -> bool {
        (self.on, self.action) == (tap.on, tap.action) && self.to.contains(&tap.to)
    }
}

/// How long the longest wait was for each chain.
fn tell(taps: &[Tap]) {
    let mut longest: BTreeMap<usize, Duration> = BTreeMap::new();
    for tap in taps {
        let took = longest.entry(tap.chain.len()).or_default();
        *took = tap.took.max(*took);
    }
    println!("{} taps in {} journeys", taps.len(), JOURNEYS.len());
    for (requests, took) in longest {
        println!("{requests} requests of {LATENCY:?} each: {took:?} at most");
    }
}

/// Something that the person did, and what the servers did before the next screen came.
#[derive(Debug)]
struct Tap {
    #[expect(dead_code, reason = "told where a tap waited for too much")]
    journey: &'static str,
    on: Kind,
    action: ActionKind,
    to: Kind,
    chain: Vec<Endpoint>,
    /// Connections that its requests had to be made first, in a process that had the time for it.
    connections: usize,
    took: Duration,
}

fn taps_of(journey: &'static Journey) -> Vec<Tap> {
    let town = Town::example();
    town.world.faults().set_latency(LATENCY);
    let hand = Slow {
        hand: DeviceHand::new(&town, journey),
        journey,
        began_after: 0,
        is_offline: false,
        under: None,
        taps: Vec::new(),
    };
    let mut told = Vec::new();
    match Player::new(hand, &mut told).play(journey) {
        Ok(hand) => hand.taps,
        Err(astray) => panic!("{}: {astray:?}\n{}", journey.name, String::from_utf8_lossy(&told)),
    }
}

/// A hand that takes its time before each tap, and notes what the next screen waited for.
struct Slow<'t> {
    hand: DeviceHand<'t>,
    journey: &'static Journey,
    /// The latest request before the process that runs.
    began_after: u64,
    /// The network is away, or its connections are to be made again.
    is_offline: bool,
    under: Option<Under>,
    taps: Vec<Tap>,
}

/// A tap whose screen has not come.
struct Under {
    on: Kind,
    action: ActionKind,
    /// The revision of the screen that it led to at once.
    revision: u64,
    /// The latest request before it.
    after: u64,
    began: Instant,
}

impl Slow<'_> {
    /// As long as a person takes to read a screen and to type: what is fetched ahead is there.
    fn take_time(&self) {
        let town = self.hand.device.town;
        if let Screen::Phone { .. } = self.screen().screen {
            let is_known =
                |screen: &Screen| matches!(screen, Screen::Phone { server: Some(_), .. });
            self.hand.device.until("a phone's server", is_known);
        }
        let mut ahead = BTreeSet::from(["green".to_owned()]);
        match self.screen().screen {
            Screen::Servers { servers, .. } => {
                ahead.extend(servers.iter().filter_map(|one| name(town, one.issuer.as_str())));
            }
            Screen::Phone { server: Some(host), .. } => {
                ahead.extend(name(town, &format!("https://{host}")));
            }
            _ => {}
        }
        // Nothing is ever fetched from one that can't be trusted.
        ahead.remove("stale");
        // What an identity provider is asked for last.
        let provider = match self.screen().screen {
            Screen::Browser { host, .. } => provider(town, &host),
            _ => None,
        };
        let is_there = |log: &[Logged]| {
            let is_known = provider.as_ref().is_none_or(|name| {
                let keys = |one: &Logged| one.endpoint == Endpoint::Keys && one.server == *name;
                log.iter().any(|one| keys(one) && one.number > self.began_after)
            });
            let told = log.iter().filter(|logged| {
                logged.endpoint == Endpoint::Metadata
                    && logged.number > self.began_after
                    && logged.status.is_some()
            });
            let told: BTreeSet<_> = told.map(|logged| logged.server.clone()).collect();
            is_known
                && ahead.is_subset(&told)
                && log.iter().all(|logged| logged.ended_after.is_some())
        };
        let counters = town.world.counters();
        assert!(counters.wait_log(PATIENCE, is_there), "{}: {ahead:?}", self.journey.name);
    }

    fn latest(&self) -> u64 {
        self.hand.device.town.world.counters().log().last().map_or(0, |logged| logged.number)
    }

    /// The tap's next screen came, if this is one.
    fn note(&mut self, snapshot: &Snapshot) {
        let to = Kind::of(&snapshot.screen);
        let is_next = |under: &mut Under| {
            // The profile is there, while an account is read.
            let is_waiting =
                to == under.on || !matches!(to, Kind::Profile | Kind::CorporateInformation);
            snapshot.revision >= under.revision
                && !(is_waiting && snapshot.screen.progress() == Some(&Progress::Running))
        };
        if let Some(under) = self.under.take_if(is_next) {
            let log = self.hand.device.town.world.counters().log();
            let chain = chain(&log, under.after);
            let is_cold = |one: &&&Logged| {
                let is_started_anew = self.began_after > 0;
                let mut earlier = log.iter().filter(|other| other.number < one.number);
                !is_started_anew && !earlier.any(|other| other.connection == one.connection)
            };
            self.taps.push(Tap {
                journey: self.journey.name,
                on: under.on,
                action: under.action,
                to,
                connections: chain.iter().filter(is_cold).count(),
                chain: chain.iter().map(|one| one.endpoint).collect(),
                took: under.began.elapsed(),
            });
        }
    }
}

/// The longest chain of requests of which each came after the answer to the one before; where
/// there are several, the one that is not about the account or the identity provider, which are read
/// beside them.
fn chain(log: &[Logged], after: u64) -> Vec<&Logged> {
    let is_beside = |one: &&Logged| matches!(one.endpoint, Endpoint::Account | Endpoint::Discovery);
    let rank = |chain: &Vec<&Logged>| (chain.len(), !chain.iter().any(is_beside));
    let mut chains: BTreeMap<u64, Vec<&Logged>> = BTreeMap::new();
    // The servers ask each other too, and the browser asks: only the app says what it is.
    let answered = log.iter().filter(|one| one.number > after && one.ended_after.is_some());
    let answered = answered.filter(|one| one.user_agent.is_some());
    for logged in answered.clone() {
        let earlier = answered.clone().filter(|one| one.ended_after < Some(logged.number));
        let earlier = earlier.filter_map(|one| chains.get(&one.number));
        let mut chain = earlier.max_by_key(|chain| rank(chain)).cloned().unwrap_or_default();
        chain.push(logged);
        chains.insert(logged.number, chain);
    }
    chains.into_values().max_by_key(rank).unwrap_or_default()
}

fn name(town: &Town, issuer: &str) -> Option<String> {
    let found = town.world.servers().find(|server| server.issuer().starts_with(issuer));
    found.map(|server| server.name().to_owned())
}

fn provider(town: &Town, host: &str) -> Option<String> {
    let issuer = format!("https://{host}");
    let found = town.world.providers().find(|one| one.issuer().starts_with(&issuer));
    found.map(|one| one.name().to_owned())
}

impl Hand for Slow<'_> {
    fn starts(&self) -> u32 {
        self.hand.starts()
    }

    fn screen(&self) -> Snapshot {
        self.hand.screen()
    }

    fn next(&mut self, until: Instant) -> Result<Option<Snapshot>, Astray> {
        let next = self.hand.next(until)?;
        if let Some(snapshot) = &next {
            self.note(snapshot);
        }
        Ok(next)
    }

    fn act(&mut self, action: Action) -> Result<(), Astray> {
        self.take_time();
        let (on, kind) = (Kind::of(&self.screen().screen), action.kind());
        let (after, began) = (self.latest(), Instant::now());
        self.hand.act(action)?;
        let snapshot = self.screen();
        if !std::mem::take(&mut self.is_offline) {
            let revision = snapshot.revision;
            self.under = Some(Under { on, action: kind, revision, after, began });
            self.note(&snapshot);
        }
        Ok(())
    }

    fn restart(&mut self) -> Result<(), Astray> {
        self.began_after = self.latest();
        self.hand.restart()
    }

    fn wait(&mut self, wait: Duration) {
        self.hand.wait(wait);
    }

    fn disconnect(&mut self) {
        self.hand.disconnect();
        self.is_offline = true;
    }

    fn connect(&mut self) {
        self.hand.connect();
        self.is_offline = true;
    }

    fn browser(&self) -> vestibule_server::Browser {
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
