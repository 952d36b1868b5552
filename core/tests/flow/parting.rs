//! Two accounts that are being joined, and parted meanwhile.

use vestibule::flow::{Ask, Event, Outcome, Rows, State, Ticket};
use vestibule::{Action, Way};

use crate::sample;

#[test]
fn who_disconnects_while_the_accounts_are_being_joined_has_them_parted() {
    let state = joining();
    assert!(asks(&state, is_join));

    let state = disconnecting(state);

    assert!(asks(&state, is_part));
    assert!(!asks(&state, is_join));
}

#[test]
fn what_is_being_parted_is_not_joined_by_an_account_that_comes_late() {
    let state = disconnecting(before_joining());
    assert!(asks(&state, is_part));

    let state = outcome(state, is_corporate_account, 1);

    assert!(asks(&state, is_part));
    assert!(!asks(&state, is_join));
}

/// Signed in to both; the corporate account is not known yet.
fn before_joining() -> State {
    let moment = sample::moment(sample::NOW);
    let (state, _, _) = State::open(sample::setup(false), &Rows::default(), &moment);
    let state = outcome(state, |ask| matches!(ask, Ask::Metadata { .. }), 0);
    let state = act(state, Action::Begin { way: Way::Phone });
    let state = act(state, Action::SubmitPhone { text: "+7 912 345-67-89".to_owned() });
    let state = satisfied(state);
    let state = act(state, Action::SubmitEmail { text: "ivan@corp.example".to_owned() });
    let state = outcome(state, |ask| matches!(ask, Ask::Directory { .. }), 2);
    let state = outcome(state, |ask| matches!(ask, Ask::Metadata { .. }), 0);
    satisfied(state)
}

fn joining() -> State {
    outcome(before_joining(), is_corporate_account, 1)
}

fn disconnecting(state: State) -> State {
    [
        Action::OpenSettings,
        Action::OpenProfile,
        Action::OpenCorporateInformation,
        Action::Disconnect,
        Action::Confirm,
    ]
    .into_iter()
    .fold(state, act)
}

/// The server is satisfied at once, and gives tokens.
fn satisfied(state: State) -> State {
    let is_challenge = |ask: &Ask| matches!(ask, Ask::Challenge { .. });
    let ask = state.asks().into_values().find(is_challenge).expect("a challenge");
    let outcomes = sample::outcomes(&ask);
    let code = outcomes.iter().position(|(name, _)| *name == "satisfied").expect("a code");
    let state = outcome(state, is_challenge, code);
    outcome(state, |ask| matches!(ask, Ask::Redeem { .. }), 0)
}

/// The request ends in the way of this number.
fn outcome(state: State, is_it: impl Fn(&Ask) -> bool, number: usize) -> State {
    let (ticket, ask): (Ticket, Ask) =
        state.asks().into_iter().find(|(_, ask)| is_it(ask)).expect("a request");
    let (_, outcome): (_, Outcome) = sample::outcomes(&ask).swap_remove(number);
    state.step(Event::Outcome { ticket, outcome }, &sample::moment(sample::NOW)).0
}

fn act(state: State, action: Action) -> State {
    let event = Event::Act(action);
    assert!(state.check(&event, sample::NOW).is_ok(), "{event:?}");
    state.step(event, &sample::moment(sample::NOW)).0
}

fn asks(state: &State, is_it: impl Fn(&Ask) -> bool) -> bool {
    state.asks().values().any(is_it)
}

fn is_join(ask: &Ask) -> bool {
    matches!(ask, Ask::Join { .. })
}

fn is_part(ask: &Ask) -> bool {
    matches!(ask, Ask::Part { .. })
}

fn is_corporate_account(ask: &Ask) -> bool {
    matches!(ask, Ask::Account { server: vestibule::Server::Corporate })
}
