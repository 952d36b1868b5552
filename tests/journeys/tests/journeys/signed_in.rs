//! Section 4: signed in.

use std::time::Duration;

use vestibule::{Action, ActionKind, Field, Hint, Notice, Screen, Server, TokenError};
use vestibule_journeys::scenes::{
    AS_MARIA, AS_WORKER, BY_PHONE, CODE, EDIT, MARIA_HOME, SETTINGS, SKIP, TO_EDIT, TO_PROFILE,
    to_settings,
};
use vestibule_journeys::{Device, PATIENCE, Town, vault};
use vestibule_phone::play::{Does, Kind, Scene, at};
use vestibule_server::Endpoint;

/// Signed in to both, with the settings open.
const BOTH: &[Scene] = &[
    BY_PHONE,
    AS_MARIA,
    CODE,
    AS_WORKER,
    CODE,
    to_settings(MARIA_HOME.shows(&["Мария Иванова"])),
    SETTINGS,
];

#[test]
fn who_signs_out_of_the_corporate_server_alone_stays_a_public_user() {
    let town = Town::example();
    let phone = town.device().led(BOTH);

    phone.act(Action::SignOutCorporate);
    phone.act(Action::Confirm);

    let screen = phone.until("the settings", |screen| matches!(screen, Screen::Settings { .. }));
    assert!(matches!(screen, Screen::Settings { public: Some(_), corporate: None }), "{screen:?}");
    await_ended(&town, "rabota");
    assert_eq!(town.world.counters().of("green").sessions_ended, 0);
    let token = now(phone.app().access_token(Server::Corporate, None));
    assert_eq!(token, Err(TokenError::SignedOut));
}

#[test]
fn who_signs_out_of_everything_leaves_nothing_behind() {
    let town = Town::example();
    let mut phone = town.device().led(BOTH);

    phone.act(Action::SignOutEverywhere);
    phone.act(Action::Confirm);

    phone.until("the start", |screen| matches!(screen, Screen::Start { .. }));
    await_ended(&town, "rabota");
    await_ended(&town, "green");
    phone.restart();
    phone.stop();
    let key = phone.keyring.key().expect("a key");
    let rows = vault::rows(phone.vault(), &key);
    assert_eq!(rows.keys().collect::<Vec<_>>(), ["attempt", "owed"]);
    assert!(!rows["attempt"].to_string().contains("900"), "{}", rows["attempt"]);
}

#[test]
fn signing_out_waits_for_no_network_and_the_servers_are_told_later() {
    let town = Town::example();
    let mut phone = town.device().led(BOTH);
    town.server("green").stop();
    town.server("rabota").stop();

    phone.act(Action::SignOutEverywhere);
    phone.act(Action::Confirm);
    assert!(matches!(phone.screen(), Screen::Start { .. }), "{:?}", phone.screen());

    town.clock.advance(Duration::from_secs(10 * 24 * 3600));
    phone.restart();
    town.server("green").start().expect("the port is free");
    town.server("rabota").start().expect("the port is free");
    phone.app().hint(Hint::NetworkUp);

    await_ended(&town, "green");
    await_ended(&town, "rabota");
}

#[test]
fn a_session_that_the_server_ended_keeps_what_was_typed() {
    let town = Town::example();
    let phone = town.device().led(&[
        BY_PHONE,
        AS_MARIA,
        CODE,
        at(Kind::Email).does(&[Does::Type(Field::Email, "ivan@acme.exa")]),
        at(Kind::Email),
    ]);
    town.server("green").end_sessions().expect("the server does it");
    town.clock.advance(Duration::from_secs(900));

    let token = now(phone.app().access_token(Server::Public, None));

    assert_eq!(token, Err(TokenError::SignedOut));
    let Screen::Email { text, .. } = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(text, "ivan@acme.exa");
    phone.act(Action::Skip);
    let host = town.address("green").host_display();
    let screen = phone.until("the start", |screen| matches!(screen, Screen::Start { .. }));
    assert_eq!(screen.notices(), [Notice::SessionEnded { server: Server::Public, host }]);
    assert!(screen.actions().contains(&ActionKind::SignInAgain));
}

#[test]
fn the_profile_is_changed_for_every_device_of_the_person() {
    let town = Town::example();
    let change = &[
        BY_PHONE,
        AS_MARIA,
        CODE,
        SKIP,
        to_settings(MARIA_HOME),
        TO_PROFILE,
        TO_EDIT,
        EDIT.does(&[Does::Type(Field::Name, "Мария Лескова"), Does::Tap(ActionKind::SubmitName)]),
        at(Kind::Profile).shows(&["Мария Лескова"]).does(&[Does::Tap(ActionKind::EditProfile)]),
        EDIT.does(&[Does::Photo]),
        at(Kind::Profile),
    ];
    let one = town.device().led(change);
    let other = town.device().led(&[
        BY_PHONE,
        AS_MARIA,
        CODE,
        SKIP,
        at(Kind::Home).shows(&["Мария Лескова"]),
    ]);

    let picture = |phone: &Device<'_>| now(phone.app().avatar(Server::Public)).expect("a picture");

    assert_eq!(picture(&one).as_deref(), Some(vestibule_phone::PORTRAIT));
    assert_eq!(picture(&other), picture(&one));
    assert_eq!(town.world.counters().of("green").requests(Endpoint::Rename), 1);
}

#[test]
fn a_notice_is_put_away() {
    let town = Town::example();
    let phone = town.device().led(&[BY_PHONE, AS_MARIA, CODE, SKIP, MARIA_HOME]);
    town.server("green").end_sessions().expect("the server does it");
    town.clock.advance(Duration::from_secs(900));
    assert_eq!(now(phone.app().access_token(Server::Public, None)), Err(TokenError::SignedOut));
    phone.until("the notice", |screen| !screen.notices().is_empty());

    phone.act(Action::DismissNotice);

    assert_eq!(phone.screen().notices(), []);
    assert!(phone.try_act(Action::SignInAgain { server: Server::Public }).is_err());
}

fn await_ended(town: &Town, server: &str) {
    let counters = town.world.counters();
    assert!(counters.wait(server, PATIENCE, |counts| counts.sessions_ended == 1), "{server}");
}

/// Waits for what the core answers.
fn now<T>(answer: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(answer)
}
