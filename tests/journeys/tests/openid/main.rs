//! Sign-in at the organisation's identity provider, end to end: the core, the corporate server, the
//! embedded provider, and a browser without a screen.

mod callbacks;
mod clock;
mod people;
mod prefetch;
mod relay;
mod transport;
mod web;
mod wrong;

use vestibule::openid::ProviderProblem;
use vestibule::{Action, Problem, Progress, Screen, Way};
use vestibule_journeys::{Device, Town};
use vestibule_server::{Browser, Counts, Endpoint};

/// The server that asks for the provider's word, and the provider.
const OFFICE: &str = "office";
const PROVIDER: &str = "office-id";

/// Who signs in there.
const LOGIN: &str = "anna";
const PASSWORD: &str = "anna-password";

/// A new phone that a server, by its address, sends into the browser.
fn before_browser<'t>(town: &'t Town, server: &str) -> Device<'t> {
    let device = town.device();
    ask_at(&device, server);
    device
}

/// From the start to the browser step of a server.
fn ask_at(device: &Device<'_>, server: &str) {
    device.act(Action::Begin { way: Way::ServerAddress });
    let address = device.town.address(server).as_str().to_owned();
    let screen = device.tap(Action::SubmitAddress { text: address });
    assert!(matches!(screen, Screen::Browser { url: None, .. }), "{screen:?}");
}

/// Opens the browser; its page.
fn open(device: &Device<'_>) -> String {
    match device.tap(Action::OpenBrowser) {
        Screen::Browser { url: Some(url), .. } => url,
        other => panic!("no page came: {other:?}"),
    }
}

/// Opens the browser, signs in there, and comes back.
fn sign_in(device: &Device<'_>, browser: &Browser) -> Screen {
    let url = browser.sign_in(&open(device), LOGIN, PASSWORD).expect("a callback");
    device.tap(Action::ReturnFromBrowser { url })
}

fn is_home(screen: &Screen) -> bool {
    matches!(screen, Screen::Home { .. })
}

/// What is wrong, as the screen tells it.
fn problem(screen: &Screen) -> Problem {
    match screen.progress() {
        Some(Progress::Failed { problem }) => problem.clone(),
        _ => panic!("nothing is wrong: {screen:?}"),
    }
}

/// The same of the identity provider.
fn provider_problem(screen: &Screen) -> ProviderProblem {
    match problem(screen) {
        Problem::Provider { cause, .. } => cause,
        other => panic!("it is not the provider's: {other:?}"),
    }
}

fn counts(town: &Town, server: &str) -> Counts {
    town.world.counters().of(server)
}

/// Answers that the corporate server was given: a proof among them, if one was sent.
fn answers(town: &Town) -> u64 {
    counts(town, OFFICE).requests(Endpoint::Challenge)
}
