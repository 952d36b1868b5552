//! Going on in the browser on the corporate server's own page (`redirect_to_web`).

use vestibule::openid::{CallbackProblem, ProviderError, ProviderProblem};
use vestibule::{Action, Problem, Screen};
use vestibule_journeys::Town;
use vestibule_server::{Endpoint, Page};

use crate::{before_browser, counts, is_home, open, problem, provider_problem};

const PORTAL: &str = "portal";
const LOGIN: &str = "vera";
const PASSWORD: &str = "vera-password";

#[test]
fn a_sign_in_goes_on_on_the_servers_page_and_comes_back() {
    let town = Town::example();
    let device = before_browser(&town, PORTAL);
    let host = town.address(PORTAL).host_display();
    assert!(matches!(device.screen(), Screen::Browser { host: shown, .. } if shown == host));

    let url = signed_in(&town, &open(&device));
    assert!(is_home(&device.tap(Action::ReturnFromBrowser { url })));

    let counts = counts(&town, PORTAL);
    assert_eq!((counts.sign_ins, counts.sessions_begun), (1, 1));
    let log = town.world.counters().log();
    let page = log.iter().find(|logged| logged.endpoint == Endpoint::Authorize).expect("a page");
    for name in ["request_uri", "redirect_uri", "state", "code_challenge", "scope"] {
        assert!(page.parameters.iter().any(|own| own == name), "{name}: {page:?}");
    }
    let redeemed = log.iter().find(|logged| logged.endpoint == Endpoint::Redeem).expect("tokens");
    assert!(redeemed.parameters.iter().any(|name| name == "redirect_uri"), "{redeemed:?}");
}

#[test]
fn what_is_no_answer_of_the_server_leaves_the_sign_in_awaiting_one() {
    let town = Town::example();
    let device = before_browser(&town, PORTAL);
    let right = signed_in(&town, &open(&device));
    let parameter = |name: &str| {
        let query = right.split_once('?').expect("a query").1;
        let mut pairs = query.split('&');
        pairs.find(|pair| pair.starts_with(&format!("{name}="))).expect("a parameter").to_owned()
    };

    for (url, expected) in [
        (right.replace(&format!("&{}", parameter("iss")), ""), CallbackProblem::NoIssuer),
        (right.replace(&format!("&{}", parameter("state")), ""), CallbackProblem::NoState),
        (right.replace(&parameter("state"), "state=x"), CallbackProblem::WrongState),
        (
            right.replace(&parameter("iss"), "iss=https%3A%2F%2Fother.example"),
            CallbackProblem::WrongIssuer { found: "https://other.example".to_owned() },
        ),
        (
            format!("{right}&{}", parameter("code")),
            CallbackProblem::Repeated { parameter: "code".to_owned() },
        ),
    ] {
        let screen = device.tap(Action::ReturnFromBrowser { url });
        assert_eq!(provider_problem(&screen), ProviderProblem::Callback(expected));
        assert!(matches!(screen, Screen::Browser { url: Some(_), .. }), "{screen:?}");
    }

    assert!(is_home(&device.tap(Action::ReturnFromBrowser { url: right })));
}

#[test]
fn giving_up_on_the_page_lets_one_go_there_again() {
    let town = Town::example();
    let device = before_browser(&town, PORTAL);
    let browser = town.world.browser();

    let url = browser.cancel(&open(&device)).expect("a callback");
    let screen = device.tap(Action::ReturnFromBrowser { url });
    let expected = ProviderProblem::Ended { error: ProviderError::AccessDenied, description: None };
    assert_eq!(provider_problem(&screen), expected);

    let url = signed_in(&town, &open(&device));
    assert!(is_home(&device.tap(Action::ReturnFromBrowser { url })));
    assert_eq!(counts(&town, PORTAL).sign_ins, 1);
}

#[test]
fn an_app_that_is_started_anew_takes_the_callback_of_the_page() {
    let town = Town::example();
    let mut device = before_browser(&town, PORTAL);
    let url = signed_in(&town, &open(&device));

    device.restart();
    assert!(is_home(&device.tap(Action::ReturnFromBrowser { url })));

    assert_eq!(counts(&town, PORTAL).sessions_begun, 1);
}

#[test]
fn a_page_that_waited_too_long_says_so_and_the_sign_in_begins_again() {
    let town = Town::example();
    let device = before_browser(&town, PORTAL);
    let browser = town.world.browser();
    let url = open(&device);
    let form = browser.open(&url).expect("a page").into_form().expect("a form");

    town.clock.advance(std::time::Duration::from_secs(1801));
    let typed = [("login", LOGIN), ("password", PASSWORD)];
    let late = browser.send(&form, &typed, "in").expect("a page");
    assert!(matches!(late, Page::Plain { status: 400, .. }), "{late:?}");
    let url = browser.return_from(&url).expect("a callback");
    let screen = device.tap(Action::ReturnFromBrowser { url });
    assert!(matches!(screen, Screen::Address { .. }), "{screen:?}");
    assert_eq!(problem(&screen), Problem::SignInExpired);

    let address = town.address(PORTAL).as_str().to_owned();
    device.tap(Action::SubmitAddress { text: address });
    let url = signed_in(&town, &open(&device));
    assert!(is_home(&device.tap(Action::ReturnFromBrowser { url })));
}

fn signed_in(town: &Town, page: &str) -> String {
    town.world.browser().sign_in(page, LOGIN, PASSWORD).expect("a callback")
}
