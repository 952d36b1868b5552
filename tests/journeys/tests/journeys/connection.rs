//! Section 2: from public to corporate.

use std::time::Duration;

use vestibule::{Action, ActionKind, Field, Notice, Screen, Store};
use vestibule_journeys::scenes::{
    AS_MARIA, AS_WORKER, BY_EMAIL, BY_PHONE, CODE, MARIA, MARIA_HOME, SKIP, TO_INFORMATION,
    TO_PROFILE, to_settings,
};
use vestibule_journeys::{Device, PATIENCE, Town};
use vestibule_phone::play::{Choice, Does, Kind, Scene, at};
use vestibule_server::{AccountView, Endpoint, Fault, When};

/// Мария is connected to her work, and looks at it.
const CONNECTED: &[Scene] = &[
    BY_PHONE,
    AS_MARIA,
    CODE,
    AS_WORKER,
    CODE,
    to_settings(MARIA_HOME),
    TO_PROFILE,
    TO_INFORMATION,
    at(Kind::CorporateInformation).shows(&["Иван Рабочий", "work@rabota.ru"]).host("rabota"),
];

#[test]
fn with_simplified_authentication_there_is_neither_a_choice_nor_an_address() {
    let town = Town::example();
    let phone = town.device().led(CONNECTED);

    let shown = phone.screens().all();
    let is_choice =
        |screen: &Screen| matches!(screen, Screen::Servers { .. } | Screen::Address { .. });
    assert!(!shown.iter().any(|snapshot| is_choice(&snapshot.screen)));
}

#[test]
fn who_is_not_connected_is_told_what_that_gains() {
    let town = Town::example();
    let phone = town.device().led(&[
        BY_PHONE,
        AS_MARIA,
        CODE,
        SKIP,
        to_settings(MARIA_HOME),
        TO_PROFILE,
        TO_INFORMATION,
        at(Kind::CorporateInformation)
            .shows(&["В данный момент вы не подключены к корпоративному серверу"])
            .does(&[Does::Tap(ActionKind::OpenCapabilities)]),
        at(Kind::Capabilities).does(&[Does::Tap(ActionKind::Connect)]),
        at(Kind::Email).does(&[Does::Tap(ActionKind::Back)]),
        at(Kind::CorporateInformation),
    ]);

    assert!(matches!(phone.screen(), Screen::CorporateInformation { corporate: None, .. }));
}

#[test]
fn a_special_app_is_linked_to_in_this_phones_own_store() {
    for (store, page) in [
        (Store::GooglePlay, "https://play.google.com/store/apps/details?id=example.ministry.chat"),
        (Store::AppGallery, "https://appgallery.huawei.com/app/C100000001"),
        (Store::AppStore, "https://apps.apple.com/app/id1000000001"),
    ] {
        let town = Town::example();
        let phone = town.device_with(|config| config.app.store = Some(store)).led(&[
            BY_EMAIL,
            at(Kind::Email).does(&[
                Does::Type(Field::Email, "minister@ministry.example"),
                Does::Tap(ActionKind::SubmitEmail),
            ]),
            at(Kind::SpecialApp),
        ]);

        let Screen::SpecialApp { app, link } = phone.screen() else {
            panic!("{:?}", phone.screen())
        };

        assert_eq!((app.as_str(), link.as_deref()), ("Министр", Some(page)));
    }
}

#[test]
fn whom_to_ask_is_said_where_a_login_is_asked_for() {
    let town = Town::example();
    let phone = town.device().led(&[
        BY_EMAIL,
        at(Kind::Email).does(&[
            Does::Type(Field::Email, "ivan@acme.example"),
            Does::Tap(ActionKind::SubmitEmail),
        ]),
        at(Kind::Servers).does(&[Does::Choose(Choice::Server("acme"))]),
        at(Kind::Password).shows(&["it@acme.example"]).host("acme"),
    ]);

    let Screen::Password { support: Some(support), .. } = phone.screen() else {
        panic!("{:?}", phone.screen());
    };
    assert_eq!(support.email.as_deref(), Some("it@acme.example"));
}

#[test]
fn the_corporate_account_becomes_the_persons_and_is_parted_again() {
    let town = Town::example();
    let dummy = worker(&town);
    let phone = town.device().led(CONNECTED);

    await_worker(&town, |account| account.person.as_deref() == Some(&*maria(&town).id));

    disconnect(&phone);
    let parted = worker(&town);
    assert_eq!((parted.person, parted.id), (None, dummy.id));
    assert_eq!(parted.live_sessions, 0);
    assert_eq!(maria(&town).live_sessions, 1);
}

#[test]
fn who_disconnects_while_the_accounts_are_being_joined_is_parted() {
    let town = Town::example();
    let gate = town.world.faults().on("rabota", Endpoint::Join).hold(When::Answer);
    let phone = town.device().led(CONNECTED);
    assert!(gate.arrived(PATIENCE));
    assert!(worker(&town).person.is_some(), "the work is done, and not answered");

    disconnect(&phone);
    gate.release();

    assert_eq!(worker(&town).person, None);
}

#[test]
fn the_accounts_are_joined_also_after_the_corporate_server_was_away_for_minutes() {
    let town = Town::example();
    let away = Fault::Status { status: 500, retry_after: None };
    town.world.faults().on("rabota", Endpoint::Join).always().inject(away);
    let phone = town.device().led(CONNECTED);

    // Each wait is twice the one before: after the last the word that was given first is good no
    // more, and would still come again under its key.
    for (tries, seconds) in (1..).zip([15, 30, 60, 120]) {
        await_failed(&phone, tries);
        town.clock.advance(Duration::from_secs(seconds));
    }
    await_failed(&phone, 5);
    town.world.faults().clear();
    town.clock.advance(Duration::from_secs(240));

    await_worker(&town, |account| account.person.is_some());
    let is_refused = |notice: &Notice| matches!(notice, Notice::NotJoined { .. });
    phone.act(Action::Leave);
    assert!(!phone.screen().notices().iter().any(is_refused), "{:?}", phone.screen());
}

/// The accounts could not be joined so many times.
fn await_failed(phone: &Device<'_>, times: u64) {
    phone.until_saved("that it failed", |rows| {
        let errand = &rows["owed"]["join"]["errand"];
        errand["tries"] == times && errand["call"]["fate"].get("Failed").is_some()
    });
}

/// From the corporate information.
fn disconnect(phone: &Device<'_>) {
    phone.act(Action::Disconnect);
    phone.act(Action::Confirm);
    phone.until("no corporate user", |screen| {
        matches!(screen, Screen::CorporateInformation { corporate: None, .. })
    });
    let counters = phone.town.world.counters();
    assert!(counters.wait("rabota", PATIENCE, |counts| counts.sessions_ended == 1));
}

fn await_worker(town: &Town, is_right: impl Fn(&AccountView) -> bool) {
    let is_right = |_: &vestibule_server::Counts| is_right(&worker(town));
    assert!(town.world.counters().wait("rabota", PATIENCE, is_right), "{:?}", worker(town));
}

/// The account at work.
fn worker(town: &Town) -> AccountView {
    town.server("rabota").accounts().expect("accounts").swap_remove(0)
}

fn maria(town: &Town) -> AccountView {
    let accounts = town.server("green").accounts().expect("accounts");
    accounts.into_iter().find(|account| account.phone.as_deref() == Some(MARIA)).expect("one")
}
