//! Every journey of the phone's list, by the core's public face: it arrives, and the servers did
//! what it needs and no more.

use std::io;
use std::sync::Mutex;
use std::thread;

use vestibule_journeys::{DeviceHand, Done, Town};
use vestibule_phone::play::{JOURNEYS, Journey, Player};

#[test]
fn every_journey_arrives_and_costs_what_it_needs() {
    const WORKERS: usize = 4;

    let journeys = Mutex::new(JOURNEYS.iter());
    let next = || journeys.lock().expect("no worker panics").next();
    let work = || std::iter::from_fn(next).filter_map(|one| play(one).err()).collect::<Vec<_>>();
    let failures: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no worker panics")).collect()
    });

    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(COSTS.len(), JOURNEYS.len());
}

/// What a journey costs: SMS, e-mails, accounts, attempts, sign-ins, sessions.
type Cost = (&'static str, [u64; 6]);

#[rustfmt::skip]
const COSTS: [Cost; 50] = [
    ("registration",              [1, 0, 1, 0, 1, 1]),
    ("registration-region",       [1, 0, 1, 0, 1, 1]),
    ("account-password",          [1, 0, 0, 1, 1, 1]),
    ("account-password-recovery", [1, 1, 0, 0, 1, 1]),
    ("recognise-mine",            [1, 0, 0, 0, 1, 1]),
    ("recognise-not-mine",        [1, 0, 1, 0, 1, 1]),
    ("connect",                   [1, 0, 0, 0, 2, 2]),
    ("connect-by-code",           [1, 1, 0, 0, 2, 2]),
    ("connect-simplified",        [1, 1, 0, 0, 2, 2]),
    ("connect-typed-address",     [1, 0, 0, 0, 2, 2]),
    ("connect-nothing-found",     [1, 0, 0, 0, 2, 2]),
    ("connect-later",             [1, 1, 0, 0, 2, 2]),
    ("enter-by-email",            [0, 1, 0, 0, 1, 1]),
    ("enter-new",                 [0, 1, 1, 0, 1, 1]),
    ("enter-by-address",          [0, 0, 0, 0, 1, 1]),
    ("phone-asked",               [1, 0, 0, 0, 1, 1]),
    ("combination",               [0, 1, 0, 0, 1, 1]),
    ("methods",                   [0, 1, 0, 0, 1, 1]),
    ("openid",                    [0, 0, 0, 0, 1, 1]),
    ("openid-by-address",         [0, 0, 0, 0, 1, 1]),
    ("openid-connect",            [1, 0, 0, 0, 2, 2]),
    ("openid-cancelled",          [0, 0, 0, 0, 1, 1]),
    ("openid-restart",            [0, 0, 0, 0, 1, 1]),
    ("openid-another-account",    [0, 0, 0, 0, 1, 1]),
    ("openid-second-time",        [0, 0, 0, 0, 2, 2]),
    ("openid-sign-out",           [0, 0, 0, 0, 2, 2]),
    ("web",                       [0, 0, 0, 1, 1, 1]),
    ("special-app",               [0, 0, 0, 0, 0, 0]),
    ("special-app-by-address",    [0, 0, 0, 0, 0, 0]),
    ("in-the-special-app",        [1, 0, 0, 0, 2, 2]),
    ("add-phone",                 [1, 0, 0, 0, 2, 2]),
    ("edit-profile",              [1, 0, 0, 0, 1, 1]),
    ("disconnect",                [1, 1, 0, 0, 2, 2]),
    ("sign-out-corporate",        [1, 1, 0, 0, 2, 2]),
    ("sign-out",                  [1, 1, 0, 0, 2, 2]),
    ("session-ended",             [0, 2, 0, 0, 2, 2]),
    ("wrong-code",                [1, 0, 0, 1, 1, 1]),
    ("another-number",            [2, 0, 0, 0, 2, 1]),
    ("expired",                   [3, 0, 0, 0, 2, 1]),
    ("wrong-password",            [0, 0, 0, 1, 1, 1]),
    ("locked",                    [2, 0, 0, 5, 2, 1]),
    ("blocked",                   [1, 0, 0, 0, 1, 0]),
    ("not-ready",                 [0, 0, 0, 0, 1, 0]),
    ("registration-closed",       [1, 0, 0, 0, 1, 0]),
    ("bad-input",                 [0, 0, 0, 0, 1, 0]),
    ("no-such-server",            [0, 0, 0, 0, 1, 0]),
    ("wrong-role",                [0, 0, 0, 0, 0, 0]),
    ("unfit-servers",             [0, 0, 0, 0, 0, 0]),
    ("no-network",                [1, 0, 0, 0, 1, 1]),
    ("restart",                   [1, 0, 0, 0, 1, 1]),
];

fn play(journey: &Journey) -> Result<(), String> {
    let town = Town::example();
    let hand = DeviceHand::new(&town, journey);
    let played = Player::new(hand, io::sink()).play(journey);
    let _hand = played.map_err(|astray| format!("{}: {astray:?}", journey.name))?;
    let Done { sms, emails, accounts, attempts, sign_ins, sessions } = Done::at(&town);
    let costs = [sms, emails, accounts, attempts, sign_ins, sessions];
    match COSTS.iter().find(|(name, _)| *name == journey.name) {
        Some((_, expected)) if *expected == costs => Ok(()),
        expected => Err(format!("{} costs {costs:?}, not {expected:?}", journey.name)),
    }
}
