//! What was fetched ahead: a tap opens the browser with no request left but the pushed one.

use vestibule::wire::Method;
use vestibule::{Action, Screen, Way};
use vestibule_journeys::{PATIENCE, Town};
use vestibule_server::{Counts, Endpoint, PushedRequests};

use crate::{OFFICE, PROVIDER, before_browser, open};

#[test]
fn a_tap_opens_the_browser_with_no_request_left_but_the_pushed_one() {
    for (pushed, left) in
        [(PushedRequests::Taken, vec![Endpoint::Push]), (PushedRequests::None, vec![])]
    {
        let town = Town::with(|config| {
            config.provider_mut(PROVIDER).expect("the provider").pushed_requests = pushed;
        });
        let device = before_browser(&town, OFFICE);
        assert!(town.world.counters().wait(PROVIDER, PATIENCE, is_looked_up));
        let before = town.world.counters().log().len();

        open(&device);

        assert_eq!(since(&town, before), left, "{pushed:?}");
    }
}

#[test]
fn the_provider_of_a_choice_is_looked_up_while_the_person_chooses() {
    let town = Town::example();
    let device = town.device();
    device.act(Action::Begin { way: Way::ServerAddress });
    let address = town.address("college").as_str().to_owned();
    let screen = device.tap(Action::SubmitAddress { text: address });
    assert!(matches!(screen, Screen::Methods { .. }), "{screen:?}");
    assert!(town.world.counters().wait("college-id", PATIENCE, is_looked_up));
    let before = town.world.counters().log().len();

    let screen = device.tap(Action::ChooseMethod { method: Method::Openid });
    assert!(matches!(screen, Screen::Browser { url: None, .. }), "{screen:?}");
    open(&device);

    assert_eq!(since(&town, before), [Endpoint::Challenge, Endpoint::Push]);
}

#[test]
fn a_pushed_request_leaves_nothing_of_it_in_the_browser() {
    let town = Town::example();
    let device = before_browser(&town, OFFICE);

    let url = open(&device);
    town.world.browser().open(&url).expect("a page");

    let log = town.world.counters().log();
    let page = log.iter().find(|logged| logged.endpoint == Endpoint::Authorize).expect("a page");
    assert_eq!(page.parameters, ["client_id", "request_uri"]);
    let pushed = log.iter().find(|logged| logged.endpoint == Endpoint::Push).expect("a push");
    for name in ["state", "nonce", "code_challenge", "code_challenge_method", "redirect_uri"] {
        assert!(pushed.parameters.iter().any(|own| own == name), "{name}");
    }
    for logged in &log {
        let secret = logged.parameters.iter().find(|name| name.contains("secret"));
        assert_eq!(secret, None, "{logged:?}");
    }
}

fn is_looked_up(counts: &Counts) -> bool {
    counts.requests(Endpoint::Discovery) == 1 && counts.requests(Endpoint::Keys) == 1
}

/// What was asked of anybody since.
fn since(town: &Town, before: usize) -> Vec<Endpoint> {
    town.world.counters().log()[before..].iter().map(|logged| logged.endpoint).collect()
}
