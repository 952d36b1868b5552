//! Security, lines 3, 7, 8 and 9: what the browser hands over, and when.

use vestibule::openid::{CallbackProblem, ProviderProblem};
use vestibule::{Action, Screen};
use vestibule_journeys::Town;
use vestibule_server::{Endpoint, Wrong};

use crate::{
    LOGIN, OFFICE, PASSWORD, PROVIDER, before_browser, counts, is_home, open, provider_problem,
    sign_in,
};

#[test]
fn a_callback_that_is_delivered_twice_signs_in_once_though_its_code_is_good_for_ever() {
    let town = Town::example();
    town.world.provider(PROVIDER).set_wrong(Wrong::CodeForever);
    let device = before_browser(&town, OFFICE);
    let url = town.world.browser().sign_in(&open(&device), LOGIN, PASSWORD).expect("a callback");
    let callback = Action::ReturnFromBrowser { url };

    device.act(callback.clone());
    device.try_act(callback.clone()).expect_err("the first is being exchanged");
    device.until("the chats", is_home);
    device.try_act(callback.clone()).expect_err("nothing is awaited");
    device.app();

    assert_eq!(counts(&town, PROVIDER).requests(Endpoint::IdToken), 1);
    assert_eq!(counts(&town, OFFICE).sessions_begun, 1);
}

#[test]
fn a_callback_of_a_try_that_was_given_up_is_refused_by_the_next() {
    let town = Town::example();
    let device = before_browser(&town, OFFICE);
    let browser = town.world.browser();
    let old = browser.sign_in(&open(&device), LOGIN, PASSWORD).expect("a callback");

    let screen = device.tap(Action::Cancel);
    assert!(matches!(screen, Screen::Browser { url: None, .. }), "{screen:?}");
    assert_eq!(screen.progress(), Some(&vestibule::Progress::Idle), "it is no error");
    device.try_act(Action::ReturnFromBrowser { url: old.clone() }).expect_err("none is awaited");
    let new = browser.return_from(&open(&device)).expect("a callback");
    let screen = device.tap(Action::ReturnFromBrowser { url: old });
    let expected = ProviderProblem::Callback(CallbackProblem::WrongState);
    assert_eq!(provider_problem(&screen), expected);

    assert!(is_home(&device.tap(Action::ReturnFromBrowser { url: new })));
    assert_eq!(counts(&town, OFFICE).sessions_begun, 1);
}

#[test]
fn a_callback_where_nothing_is_awaited_changes_nothing() {
    let town = Town::example();
    let device = town.device();
    let callback =
        || Action::ReturnFromBrowser { url: "http://127.0.0.1:49152/callback?code=c".to_owned() };

    let start = device.screen();
    device.try_act(callback()).expect_err("nobody asked");
    assert_eq!(device.screen(), start);

    assert!(town.world.counters().total().all_requests() <= 1, "nothing was sent but what was due");
}

#[test]
fn an_address_that_is_not_the_registered_one_is_refused_and_the_sign_in_goes_on() {
    let town = Town::example();
    let device = before_browser(&town, OFFICE);
    let right = town.world.browser().sign_in(&open(&device), LOGIN, PASSWORD).expect("a callback");
    let query = right.split_once('?').expect("a query").1;

    for address in [
        "http://127.0.0.1:49152/callback/",
        "http://127.0.0.1:49153/callback",
        "http://localhost:49152/callback",
        "https://127.0.0.1:49152/callback",
        "http://127.0.0.1:49152@evil.example/callback",
        "vestibule://callback",
    ] {
        let url = format!("{address}?{query}");
        let screen = device.tap(Action::ReturnFromBrowser { url });
        let expected = ProviderProblem::Callback(CallbackProblem::OtherAddress);
        assert_eq!(provider_problem(&screen), expected, "{address}");
    }
    assert!(is_home(&device.tap(Action::ReturnFromBrowser { url: right })));
}

#[test]
fn a_callback_is_accepted_by_an_app_that_was_started_anew() {
    let town = Town::example();
    let mut device = before_browser(&town, OFFICE);
    let url = town.world.browser().sign_in(&open(&device), LOGIN, PASSWORD).expect("a callback");

    device.restart();
    assert!(is_home(&device.tap(Action::ReturnFromBrowser { url })));

    assert_eq!(counts(&town, OFFICE).sessions_begun, 1);
    assert_eq!(counts(&town, OFFICE).sign_ins, 1);
}

#[test]
fn a_code_that_took_too_long_has_the_browser_opened_again() {
    let town = Town::example();
    let device = before_browser(&town, OFFICE);
    let browser = town.world.browser();
    let url = browser.sign_in(&open(&device), LOGIN, PASSWORD).expect("a callback");

    town.clock.advance(std::time::Duration::from_secs(61));
    let screen = device.tap(Action::ReturnFromBrowser { url });
    assert_eq!(provider_problem(&screen), ProviderProblem::CodeSpent);

    assert!(is_home(&sign_in(&device, &browser)));
}
