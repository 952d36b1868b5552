//! The sign-in in the browser, as the flow has it.

use vestibule::flow::{Ask, Effect, Event, Outcome, Prefetch, Rows, State, Ticket};
use vestibule::openid::{CallbackProblem, ProviderError, ProviderProblem};
use vestibule::wire::{Answer, Challenge};
use vestibule::{Action, Problem, Progress, Screen, Way};

use crate::sample;

#[test]
fn the_provider_is_looked_up_as_soon_as_the_step_is_announced() {
    let (_, effects) = announced();

    let is_ahead = |effect: &Effect| matches!(effect, Effect::Warm(Prefetch::Provider(_)));
    assert!(effects.iter().any(is_ahead), "{effects:?}");
}

#[test]
fn the_request_is_saved_before_the_browser_has_an_address() {
    let (state, _) = act(announced().0, Action::OpenBrowser);
    let (state, effects) = outcome(state, "provider found");

    assert!(matches!(state.screen(sample::NOW), Screen::Browser { url: None, .. }));
    let is_push = |effect: &Effect| matches!(effect, Effect::Send { ask: Ask::Push { .. }, .. });
    assert!(effects.iter().any(is_push), "{effects:?}");
}

#[test]
fn a_callback_is_accepted_by_a_process_that_it_started() {
    let open = open();
    let code = returning(&open, "code=c");

    let (state, effects) = act(restarted(&open), code);

    assert!(has_one_exchange(&effects), "{effects:?}");
    assert!(matches!(
        state.screen(sample::NOW),
        Screen::Browser { progress: Progress::Running, .. }
    ));
}

#[test]
fn the_same_callback_delivered_twice_signs_in_once() {
    let open = open();
    let code = returning(&open, "code=c");

    let (state, first) = act(open, code.clone());
    let refused = state.check(&Event::Act(code.clone()), sample::NOW);
    let (again, second) = act(restarted(&state), code);

    assert!(has_one_exchange(&first), "{first:?}");
    assert!(refused.is_err());
    assert!(second.is_empty(), "{second:?}");
    assert_eq!(again.asks().len(), restarted(&state).asks().len());
}

#[test]
fn what_is_no_answer_leaves_the_sign_in_awaiting_one() {
    let open = open();
    let stranger = Action::ReturnFromBrowser {
        url: "vestibule://callback?state=another&iss=https://sso.example&code=c".to_owned(),
    };

    let (state, effects) = act(open.clone(), stranger);

    assert!(effects.is_empty(), "{effects:?}");
    let problem = ProviderProblem::Callback(CallbackProblem::WrongState);
    assert_eq!(problem_of(&state), Some(problem));
    let (_, effects) = act(state, returning(&open, "code=c"));
    assert!(has_one_exchange(&effects), "{effects:?}");
}

#[test]
fn closing_the_browser_is_a_cancellation_and_no_error() {
    let open = open();
    let code = returning(&open, "code=c");

    let (state, _) = act(open, Action::Cancel);

    assert!(matches!(
        state.screen(sample::NOW),
        Screen::Browser { url: None, progress: Progress::Idle, .. }
    ));
    assert!(state.check(&Event::Act(code), sample::NOW).is_err(), "its answer is awaited no more");
}

#[test]
fn a_provider_that_says_no_is_told_so_and_can_be_asked_again() {
    let open = open();
    let no = returning(&open, "error=access_denied");

    let (state, _) = act(open, no);

    match problem_of(&state) {
        Some(ProviderProblem::Ended { error: ProviderError::AccessDenied, .. }) => {}
        other => panic!("{other:?}"),
    }
    let (state, _) = act(state, Action::OpenBrowser);
    assert!(state.asks().into_values().any(|ask| matches!(ask, Ask::Provider { .. })));
}

#[test]
fn a_proof_that_was_on_its_way_is_given_again_after_a_restart() {
    let open = open();
    let code = returning(&open, "code=c");
    let (state, _) = act(open, code);
    let (state, _) = outcome(state, "proof");

    let state = restarted(&state);
    let asked = answers(&state);
    let (state, _) = outcome_of(state, openid_step);

    assert_eq!(asked, [Answer::Resume]);
    assert_eq!(answers(&state), [Answer::IdToken("an id token".into())]);
}

/// A corporate server asks for the identity provider's proof.
fn announced() -> (State, Vec<Effect>) {
    let moment = sample::moment(sample::NOW);
    let (state, _, _) = State::open(sample::setup(false), &Rows::default(), &moment);
    let (state, _) = act(state, Action::Begin { way: Way::ServerAddress });
    let (state, _) = act(state, Action::SubmitAddress { text: "acme.example".to_owned() });
    let (state, _) = outcome(state, "server found");
    outcome_of(state, openid_step)
}

/// The server asks for the provider's proof.
fn openid_step(ask: &Ask) -> Option<(&'static str, Outcome)> {
    let is_step = |(_, outcome): &(&str, Outcome)| format!("{outcome:?}").contains("Openid {");
    sample::outcomes(ask).into_iter().find(is_step)
}

/// The browser is open.
fn open() -> State {
    let (state, _) = act(announced().0, Action::OpenBrowser);
    let (state, _) = outcome(state, "provider found");
    let (state, _) = outcome(state, "not pushed");
    assert!(matches!(state.screen(sample::NOW), Screen::Browser { url: Some(_), .. }));
    state
}

fn returning(open: &State, answer: &str) -> Action {
    let url = sample::callback(&open.screen(sample::NOW), answer);
    Action::ReturnFromBrowser { url }
}

fn restarted(state: &State) -> State {
    let moment = sample::moment(sample::NOW);
    State::open(sample::setup(false), &state.rows(), &moment).0
}

fn act(state: State, action: Action) -> (State, Vec<Effect>) {
    state.step(Event::Act(action), &sample::moment(sample::NOW))
}

/// The person's request ends in the way of this name.
fn outcome(state: State, name: &str) -> (State, Vec<Effect>) {
    outcome_of(state, |ask| sample::outcomes(ask).into_iter().find(|(one, _)| *one == name))
}

fn outcome_of(
    state: State,
    end: impl Fn(&Ask) -> Option<(&'static str, Outcome)>,
) -> (State, Vec<Effect>) {
    let foreground = |ask: &Ask| match ask {
        Ask::Metadata { issuer } => *issuer != sample::setup(false).public_server,
        _ => true,
    };
    let (ticket, ask): (Ticket, Ask) =
        state.asks().into_iter().find(|(_, ask)| foreground(ask)).expect("a request");
    let (_, outcome) = end(&ask).expect("such an end");
    state.step(Event::Outcome { ticket, outcome }, &sample::moment(sample::NOW))
}

fn has_one_exchange(effects: &[Effect]) -> bool {
    let is_it = |effect: &&Effect| matches!(effect, Effect::Send { ask: Ask::Identify { .. }, .. });
    effects.iter().filter(is_it).count() == 1
}

fn problem_of(state: &State) -> Option<ProviderProblem> {
    match state.screen(sample::NOW).progress() {
        Some(Progress::Failed { problem: Problem::Provider { cause, .. } }) => Some(cause.clone()),
        _ => None,
    }
}

fn answers(state: &State) -> Vec<Answer> {
    let answer = |ask| match ask {
        Ask::Challenge { challenge: Challenge::Continue { answer, .. }, .. } => Some(answer),
        _ => None,
    };
    state.asks().into_values().filter_map(answer).collect()
}
