//! Security, lines 11 and 12: what a provider's connection does, at each of its endpoints.

use std::thread;

use vestibule::openid::ProviderProblem;
use vestibule::{Action, ConnectionProblem, Problem, Request, Screen, ServerProblem, TlsProblem};
use vestibule_journeys::{Device, Town};
use vestibule_server::{Browser, Endpoint, Fault, Tls, When};

use crate::{
    LOGIN, OFFICE, PASSWORD, PROVIDER, before_browser, counts, is_home, problem, provider_problem,
    sign_in,
};

/// What the app asks of a provider, and which request it is.
const ASKED: [(Endpoint, Request); 4] = [
    (Endpoint::Discovery, Request::Discovery),
    (Endpoint::Keys, Request::Keys),
    (Endpoint::Push, Request::Push),
    (Endpoint::IdToken, Request::IdToken),
];

#[test]
fn no_provider_leads_elsewhere_and_none_talks_without_end() {
    let town = Town::example();
    let elsewhere = format!("{}/keys", town.world.provider("college-id").issuer());
    for (endpoint, request) in ASKED {
        for (fault, expected) in [
            (Fault::Redirect { to: elsewhere.clone() }, ServerProblem::Redirected { request }),
            (Fault::Oversize { bytes: 64 * 1024 + 1 }, ServerProblem::TooLong { request }),
        ] {
            town.world.faults().on(PROVIDER, endpoint).always().inject(fault);
            let device = before_browser(&town, OFFICE);

            let screen = go(&device, &town.world.browser());

            let Problem::Server { cause, .. } = problem(&screen) else {
                panic!("{endpoint:?}: {screen:?}");
            };
            assert_eq!(cause, expected, "{endpoint:?}");
            town.world.faults().clear();
            assert!(is_home(&retried(&device, &town.world.browser())), "{endpoint:?}");
        }
    }
    assert_eq!(counts(&town, "college-id").all_requests(), 0, "nobody went there");
}

#[test]
fn a_provider_that_says_nothing_is_not_waited_for_without_end() {
    thread::scope(|scope| {
        for (endpoint, _) in ASKED {
            scope.spawn(move || {
                let town = Town::example();
                let held = town.world.faults().on(PROVIDER, endpoint).hold(When::Arrival);
                let device = before_browser(&town, OFFICE);

                let screen = go(&device, &town.world.browser());

                let Problem::Connection { cause, .. } = problem(&screen) else {
                    panic!("{endpoint:?}: {screen:?}");
                };
                assert_eq!(cause, ConnectionProblem::TimedOut, "{endpoint:?}");
                held.release();
            });
        }
    });
}

#[test]
fn a_provider_that_nobody_vouches_for_is_not_talked_to() {
    let town = Town::example();
    let provider = town.world.provider(PROVIDER);
    for (tls, expected) in [
        (Tls::UnknownAuthority, TlsProblem::UnknownAuthority),
        (Tls::Expired, TlsProblem::Expired),
        (Tls::WrongHost, TlsProblem::WrongHost),
    ] {
        provider.set_tls(tls).expect("a certificate");
        let device = before_browser(&town, OFFICE);

        let screen = device.tap(Action::OpenBrowser);

        let Problem::Connection { cause, .. } = problem(&screen) else {
            panic!("{tls:?}: {screen:?}");
        };
        assert_eq!(cause, ConnectionProblem::Tls(expected), "{tls:?}");
    }
    provider.set_tls(Tls::Good).expect("a certificate");
    assert_eq!(counts(&town, PROVIDER).all_requests(), 0);
}

#[test]
fn a_provider_that_was_away_is_asked_again() {
    let town = Town::example();
    let provider = town.world.provider(PROVIDER);
    provider.stop();
    let device = before_browser(&town, OFFICE);

    let screen = device.tap(Action::OpenBrowser);
    let Problem::Connection { cause, .. } = problem(&screen) else {
        panic!("{screen:?}");
    };
    assert_eq!(cause, ConnectionProblem::Refused);
    provider.start().expect("its port");

    let Screen::Browser { url: Some(page), .. } = device.tap(Action::Retry) else {
        panic!("{:?}", device.screen());
    };
    let url = town.world.browser().sign_in(&page, LOGIN, PASSWORD).expect("a callback");
    assert!(is_home(&device.tap(Action::ReturnFromBrowser { url })));
}

/// As far as it goes.
fn go(device: &Device<'_>, browser: &Browser) -> Screen {
    go_on(device, browser, device.tap(Action::OpenBrowser))
}

/// What failed, done again; where its code was spent by what failed, from the browser on.
fn retried(device: &Device<'_>, browser: &Browser) -> Screen {
    let screen = go_on(device, browser, device.tap(Action::Retry));
    if is_home(&screen) {
        return screen;
    }
    assert_eq!(provider_problem(&screen), ProviderProblem::CodeSpent);
    sign_in(device, browser)
}

fn go_on(device: &Device<'_>, browser: &Browser, screen: Screen) -> Screen {
    match screen {
        Screen::Browser { url: Some(page), .. } => {
            let url = browser.sign_in(&page, LOGIN, PASSWORD).expect("a callback");
            device.tap(Action::ReturnFromBrowser { url })
        }
        other => other,
    }
}
