//! Access tokens, as the rest of the messenger gets them.

use std::thread;
use std::time::Duration;

use serde_json::json;
use vestibule::{
    AccessToken, Action, ActionKind, ConnectionProblem, Notice, Problem, Screen, Server, TokenError,
};
use vestibule_journeys::scenes::{AS_MARIA, AS_WORKER, BY_PHONE, CODE, MARIA_HOME, SKIP, WORK};
use vestibule_journeys::{Device, PATIENCE, Town};
use vestibule_phone::play::Scene;
use vestibule_server::{Endpoint, Fault, Logged, When};

const SIGNED_IN: &[Scene] = &[BY_PHONE, AS_MARIA, CODE, SKIP, MARIA_HOME];
/// What the servers give an access token for.
const LIFE: Duration = Duration::from_secs(900);
const DAY: Duration = Duration::from_secs(24 * 3600);

#[test]
fn a_fresh_token_costs_no_request_and_is_renewed_ahead_of_its_end() {
    const AHEAD: Duration = Duration::from_secs(60);

    let town = Town::example();
    let phone = town.device().led(SIGNED_IN);
    let first = token(&phone).expect("a token");

    town.clock.advance(LIFE - AHEAD - Duration::from_secs(5));
    assert_eq!(token(&phone), Ok(first.clone()));
    assert_eq!(refreshes(&town), 0);

    town.clock.advance(Duration::from_secs(10));
    assert_ne!(token(&phone), Ok(first));
    assert_eq!(refreshes(&town), 1);
}

#[test]
fn any_number_of_callers_share_one_refresh() {
    let town = Town::example();
    let phone = town.device().led(SIGNED_IN);
    let old = token(&phone).expect("a token");
    town.clock.advance(LIFE);
    let gate = town.world.faults().on("green", Endpoint::Refresh).hold(When::Answer);

    let tokens = asked_by_many(&phone, None, || {
        assert!(gate.arrived(PATIENCE));
        gate.release();
    });

    let new = tokens[0].clone();
    assert_ne!(new, Ok(old));
    assert!(new.is_ok() && tokens.iter().all(|token| *token == new), "{tokens:?}");
    assert_eq!(refreshes(&town), 1);
}

#[test]
fn a_token_that_the_server_refused_is_renewed_once_for_all_who_say_so() {
    let town = Town::example();
    let phone = town.device().led(SIGNED_IN);
    let refused = token(&phone).expect("a token");

    let tokens = asked_by_many(&phone, Some(&refused), || {});

    let new = tokens[0].clone();
    assert_ne!(new, Ok(refused));
    assert!(new.is_ok() && tokens.iter().all(|token| *token == new), "{tokens:?}");
    assert_eq!(refreshes(&town), 1);
}

#[test]
fn a_refused_request_is_answered_by_one_refresh_and_one_repetition() {
    let town = Town::example();
    let long = Fault::With { member: "/expires_in".to_owned(), value: json!(86_400) };
    town.world.faults().on("green", Endpoint::Redeem).inject(long);
    let phone = town.device().led(SIGNED_IN);
    let before = town.world.counters().log().len();
    town.clock.advance(LIFE);

    read_account(&phone);

    let log = town.world.counters().log();
    let requests: Vec<_> = log[before..].iter().map(|one| (one.endpoint, one.status)).collect();
    assert_eq!(
        requests,
        [
            (Endpoint::Account, Some(401)),
            (Endpoint::Refresh, Some(200)),
            (Endpoint::Account, Some(200))
        ]
    );
}

#[test]
fn a_refresh_whose_answer_was_lost_is_repeated_also_weeks_later_and_after_a_restart() {
    for (restarts, wait) in
        [(false, Duration::ZERO), (true, Duration::ZERO), (false, 30 * DAY), (true, 30 * DAY)]
    {
        let town = Town::example();
        let mut phone = town.device().led(SIGNED_IN);
        let old = token(&phone).expect("a token");
        town.clock.advance(LIFE);
        let lost = Fault::Drop { when: When::Answer };
        town.world.faults().on("green", Endpoint::Refresh).always().inject(lost);
        let problem = token(&phone).expect_err("the answer is lost");
        assert!(is_lost(&problem), "{problem:?}");

        town.world.faults().clear();
        if restarts {
            phone.restart();
        }
        town.clock.advance(wait);

        let new = token(&phone).expect("a token");
        assert_ne!(new, old);
        read_account(&phone);
        assert_eq!(live_sessions(&town, "green"), 1, "restarted: {restarts}, after {wait:?}");
    }
}

#[test]
fn tokens_that_were_renewed_are_there_after_a_restart() {
    let town = Town::example();
    let mut phone = town.device().led(SIGNED_IN);
    town.clock.advance(LIFE);
    let renewed = token(&phone).expect("a token");

    phone.restart();

    assert_eq!(token(&phone), Ok(renewed));
    assert_eq!(refreshes(&town), 1);
}

#[test]
fn invalid_grant_alone_ends_a_session() {
    let oauth = |error: &str| Fault::Answer {
        status: 400,
        content_type: "application/json".to_owned(),
        body: json!({ "error": error }).to_string(),
    };
    let status = |status| Fault::Status { status, retry_after: None };
    let faults = [
        status(400),
        status(401),
        status(403),
        status(404),
        status(429),
        status(500),
        status(502),
        Fault::Status { status: 503, retry_after: Some("30".to_owned()) },
        oauth("invalid_request"),
        oauth("invalid_client"),
        oauth("unauthorized_client"),
        oauth("unsupported_grant_type"),
        oauth("invalid_token"),
        oauth("temporarily_unavailable"),
        Fault::Drop { when: When::Arrival },
        Fault::Drop { when: When::Answer },
        Fault::CutBody,
        Fault::Html,
        Fault::NotJson,
        Fault::Without { member: "/access_token".to_owned() },
        Fault::Without { member: "/refresh_token".to_owned() },
        Fault::Oversize { bytes: 100_000 },
        Fault::Redirect { to: "https://elsewhere.example/".to_owned() },
    ];
    let town = Town::example();
    let phone = town.device().led(SIGNED_IN);
    for fault in faults {
        town.clock.advance(LIFE);
        town.world.faults().on("green", Endpoint::Refresh).always().inject(fault.clone());

        let problem = token(&phone).expect_err("it fails");

        assert!(matches!(problem, TokenError::NotRenewed(_)), "{fault:?}: {problem:?}");
        let screen = phone.screen();
        let is_signed_in =
            matches!(&screen, Screen::Home { public: Some(_), notices, .. } if notices.is_empty());
        assert!(is_signed_in, "{fault:?}: {screen:?}");
        town.world.faults().clear();
        token(&phone).unwrap_or_else(|error| panic!("{fault:?}: {error}"));
    }
    assert_eq!(live_sessions(&town, "green"), 1);

    town.server("green").end_sessions().expect("the server does it");
    town.clock.advance(LIFE);

    assert_eq!(token(&phone), Err(TokenError::SignedOut));
    let screen = phone.until("the word", |screen| matches!(screen, Screen::Start { .. }));
    let host = town.address("green").host_display();
    assert_eq!(screen.notices(), [Notice::SessionEnded { server: Server::Public, host }]);
    assert!(screen.actions().contains(&ActionKind::SignInAgain));
}

#[test]
fn who_was_signed_out_by_the_server_comes_back_with_what_is_known_of_them() {
    let town = Town::example();
    let phone = town.device().led(SIGNED_IN);
    town.server("green").end_sessions().expect("the server does it");
    town.clock.advance(LIFE);
    assert_eq!(token(&phone), Err(TokenError::SignedOut));

    let screen = phone.tap(Action::SignInAgain { server: Server::Public });

    let Screen::Phone { text, .. } = screen else { panic!("{screen:?}") };
    assert_eq!(text, "+7 900 111-22-33");
    phone.tap(Action::SubmitPhone { text });
    phone.act(Action::SubmitCode { text: phone.code(vestibule_journeys::scenes::MARIA) });
    let is_offer = |screen: &Screen| matches!(screen, Screen::Email { .. });
    phone.until("the corporate offer", is_offer);
    phone.act(Action::Skip);
    assert_eq!(phone.screen().notices(), [], "there is nothing more to say");
}

#[test]
fn a_session_that_ends_takes_no_other_with_it() {
    let town = Town::example();
    let phone = town.device().led(&[BY_PHONE, AS_MARIA, CODE, AS_WORKER, CODE, MARIA_HOME]);
    phone.until("the corporate user", |screen| {
        let Screen::Home { corporate: Some(person), .. } = screen else { return false };
        person.email.is_some()
    });
    let public = token(&phone).expect("a token");
    town.server("rabota").end_sessions().expect("the server does it");

    let refused = now(phone.app().access_token(Server::Corporate, None)).expect("a token");
    let ended = now(phone.app().access_token(Server::Corporate, Some(&refused)));

    assert_eq!(ended, Err(TokenError::SignedOut));
    let screen = phone.until("the word", |screen| !screen.notices().is_empty());
    assert!(matches!(screen, Screen::Home { public: Some(_), corporate: None, .. }), "{screen:?}");
    assert_eq!(token(&phone), Ok(public));

    let screen = phone.tap(Action::SignInAgain { server: Server::Corporate });
    assert!(matches!(screen, Screen::Code { .. }), "{screen:?}");
    phone.act(Action::SubmitCode { text: phone.code(WORK) });
    phone.until("the corporate user", |screen| {
        matches!(screen, Screen::CorporateInformation { corporate: Some(_), .. })
    });
}

/// The public server's token.
fn token(phone: &Device<'_>) -> Result<AccessToken, TokenError> {
    now(phone.app().access_token(Server::Public, None))
}

/// Many ask at once, each in a thread, while something else is done.
fn asked_by_many(
    phone: &Device<'_>,
    refused: Option<&AccessToken>,
    meanwhile: impl FnOnce(),
) -> Vec<Result<AccessToken, TokenError>> {
    const MANY: usize = 32;

    let app = phone.app();
    thread::scope(|scope| {
        let ask = || now(app.access_token(Server::Public, refused));
        let callers: Vec<_> = (0..MANY).map(|_| scope.spawn(ask)).collect();
        meanwhile();
        callers.into_iter().map(|caller| caller.join().expect("it does not panic")).collect()
    })
}

/// Has the account read, and waits until it is.
fn read_account(phone: &Device<'_>) {
    let counters = phone.town.world.counters();
    let is_read = |one: &&Logged| (one.endpoint, one.status) == (Endpoint::Account, Some(200));
    let before = counters.log().iter().filter(is_read).count();
    phone.act(Action::OpenSettings);
    phone.act(Action::OpenProfile);
    let is_there = |log: &[Logged]| log.iter().filter(is_read).count() > before;
    assert!(counters.wait_log(PATIENCE, is_there), "{:?}", phone.screen());
}

fn refreshes(town: &Town) -> u64 {
    town.world.counters().of("green").requests(Endpoint::Refresh)
}

fn live_sessions(town: &Town, server: &str) -> usize {
    let accounts = town.server(server).accounts().expect("accounts");
    accounts.iter().map(|account| account.live_sessions).sum()
}

fn is_lost(error: &TokenError) -> bool {
    let TokenError::NotRenewed(problem) = error else { return false };
    matches!(problem, Problem::Connection { cause: ConnectionProblem::Lost, .. })
}

/// Waits for what the core answers.
fn now<T>(answer: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(answer)
}
