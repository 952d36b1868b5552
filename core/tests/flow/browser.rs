//! The sign-in in the browser, as the flow has it.

use vestibule::flow::{Ask, Effect, Event, Outcome, Prefetch, Rows, State, Ticket};
use vestibule::openid::{CallbackProblem, ProviderError, ProviderProblem};
use vestibule::wire::{Answer, Challenge, Next};
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
fn the_page_that_is_open_answers_while_it_is_opened_again() {
    let (state, _) = act(announced().0, Action::OpenBrowser);
    let (state, _) = outcome(state, "provider found");
    let state_parameter = pushed_state(&state);
    let (state, _) = outcome(state, "pushed");
    let (again, _) = act(state, Action::OpenBrowser);
    assert_eq!(pushed_state(&again), state_parameter, "it is the same request");
    let (failed, _) = outcome(again.clone(), "no network");
    let url =
        format!("vestibule://callback?state={state_parameter}&iss={}&code=c", sample::PROVIDER);

    for state in [restarted(&again), again, failed] {
        let (_, effects) = act(state, Action::ReturnFromBrowser { url: url.clone() });

        assert!(has_one_exchange(&effects), "{effects:?}");
    }
}

#[test]
fn a_page_of_the_server_that_knows_the_sign_in_no_more_has_it_begin_again() {
    let too_late = |request_uri: Option<&str>| {
        let request_uri = request_uri.map(str::to_owned);
        let web = Outcome::Next(Next::Web { request_uri, expires_in: None });
        let state = outcome_of(at_server(), |_| Some(("web", web.clone()))).0;
        let (state, _) = act(state, Action::OpenBrowser);
        let url = returning(&state, "error=invalid_request_uri");
        act(state, url).0
    };

    let screen = too_late(Some("urn:page")).screen(sample::NOW);
    let expired = Progress::Failed { problem: Problem::SignInExpired };
    assert!(matches!(screen, Screen::Address { .. }), "{screen:?}");
    assert_eq!(screen.progress(), Some(&expired));
    // Without a reference there is nothing that could be too old: it is the server's own trouble.
    let state = too_late(None);
    match problem_of(&state) {
        Some(ProviderProblem::Ended { error: ProviderError::InvalidRequestUri, .. }) => {}
        other => panic!("{other:?}"),
    }
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
    outcome_of(at_server(), openid_step)
}

/// The first request to a corporate server is under way.
fn at_server() -> State {
    let moment = sample::moment(sample::NOW);
    let (state, _, _) = State::open(sample::setup(false), &Rows::default(), &moment);
    let (state, _) = act(state, Action::Begin { way: Way::ServerAddress });
    let (state, _) = act(state, Action::SubmitAddress { text: "acme.example".to_owned() });
    outcome(state, "server found").0
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

/// The `state` of the request that is being pushed.
fn pushed_state(state: &State) -> String {
    let pushed = state.asks().into_values().find_map(|ask| match ask {
        Ask::Push { authorization } => Some(authorization),
        _ => None,
    });
    let parameters = pushed.expect("a request is pushed").parameters();
    parameters.into_iter().find(|(name, _)| *name == "state").expect("it has one").1
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
