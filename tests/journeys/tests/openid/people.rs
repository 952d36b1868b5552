//! Who signs in: another person's account, signed in already, signed out.

use vestibule::{Action, AnswerProblem, Notice, Problem, Screen, Way};
use vestibule_journeys::{Device, Town};
use vestibule_server::Page;

use crate::{LOGIN, OFFICE, PASSWORD, before_browser, counts, is_home, open, problem, sign_in};

#[test]
fn another_persons_account_is_told_and_the_provider_asks_who_it_is() {
    let town = Town::example();
    let device = town.device();
    device.act(Action::Begin { way: Way::CorporateEmail });
    let screen = device.tap(Action::SubmitEmail { text: "anna@office.example".to_owned() });
    assert!(matches!(screen, Screen::Browser { .. }), "{screen:?}");
    let browser = town.world.browser();

    // Somebody else is signed in there: nothing is asked.
    let url = browser.sign_in(&open(&device), "gleb", "gleb-password").expect("a callback");
    let screen = device.tap(Action::ReturnFromBrowser { url });
    assert_eq!(problem(&screen), Problem::Answer(AnswerProblem::WrongAccount));
    let form = browser.open(&open(&device)).expect("a page").into_form().expect("it asks anew");
    assert_eq!(form.fields["login"], "anna@office.example", "whose account is expected");

    let typed = [("login", LOGIN), ("password", PASSWORD)];
    let page = browser.send(&form, &typed, "in").expect("an answer");
    let url = page.into_callback().expect("a callback");
    assert!(is_home(&device.tap(Action::ReturnFromBrowser { url })));
}

#[test]
fn whom_the_server_does_not_know_may_be_another() {
    let town = Town::example();
    let device = before_browser(&town, OFFICE);
    let browser = town.world.browser();

    let page = open(&device);
    let url = browser.sign_in(&page, "stranger", "stranger-password").expect("a callback");
    let screen = device.tap(Action::ReturnFromBrowser { url });
    assert_eq!(problem(&screen), Problem::Answer(AnswerProblem::WrongAccount));

    assert!(is_home(&sign_in(&device, &browser)));
}

#[test]
fn the_second_time_the_browser_comes_back_by_itself_until_one_signs_out_there() {
    let town = Town::example();
    let browser = town.world.browser();
    let mut device = before_browser(&town, OFFICE);
    assert!(is_home(&sign_in(&device, &browser)));

    let page = signed_out(&device);
    begin_again(&device);
    let url = browser.return_from(&open(&device)).expect("nothing is asked");
    assert!(is_home(&device.tap(Action::ReturnFromBrowser { url })));

    signed_out(&device);
    device.restart();
    let said = browser.sign_out(&page).expect("a page");
    assert!(matches!(said, Page::Plain { status: 200, .. }), "{said:?}");
    begin_again(&device);
    assert!(browser.open(&open(&device)).expect("a page").into_form().is_ok(), "it asks again");
    assert_eq!(counts(&town, OFFICE).sessions_begun, 2);
}

/// Signs out of the app; where one signs out at the provider.
fn signed_out(device: &Device<'_>) -> String {
    device.act(Action::OpenSettings);
    device.act(Action::SignOutEverywhere);
    device.act(Action::Confirm);
    let screen = device.until("the start", |screen| matches!(screen, Screen::Start { .. }));
    let found = screen.notices().iter().find_map(|notice| match notice {
        Notice::StillAtProvider { page } => Some(page.url.clone()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no page is named: {screen:?}"))
}

fn begin_again(device: &Device<'_>) {
    device.act(Action::DismissNotice);
    crate::ask_at(device, OFFICE);
}
