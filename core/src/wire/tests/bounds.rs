//! Answers that are late, too long, broken, or not what was asked for; and trying again.

use reqwest::Method;

use super::*;
use crate::wire::http::Call;
use crate::wire::{Answer, Challenge};
use crate::{ConnectionProblem, NotVestibule, Request, Secret, ServerProblem};

const REQUEST: Request = Request::Metadata;

#[tokio::test]
async fn an_answer_that_does_not_come_is_timed_out() {
    let begun = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{";
    for before in [&b""[..], b"HTTP/1.1", begun] {
        let pair = Pair::hasty(move |_, _| Play::Stall(before.to_vec())).await;

        let result = pair.client.metadata(&pair.issuer()).await;

        assert_eq!(connection_cause(result), ConnectionProblem::TimedOut);
        assert_eq!(pair.server.seen().len(), 1, "the time is used up");
    }
}

#[tokio::test]
async fn all_tries_together_have_their_time() {
    let authority = TestAuthority::new();
    let tls = authority.server(&["corp.test"]);
    let server = Loopback::start(tls, |_, _| Play::Stall(Vec::new())).await;
    let times = Times { whole: Duration::from_millis(50), ..Times::default() };
    let pair = Pair::of(server, &authority, |_| {}, times);

    let result = pair.client.metadata(&pair.issuer()).await;

    assert_eq!(connection_cause(result), ConnectionProblem::TimedOut);
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_refused_before_it_is_read() {
    let announced = |length: usize| {
        let head = format!("content-type: application/json\r\ncontent-length: {length}\r\n\r\n");
        format!("HTTP/1.1 200 OK\r\n{head}").into_bytes()
    };
    let chunked = || {
        let head = "content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
        let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
        format!("HTTP/1.1 200 OK\r\n{head}{chunk}{chunk}").into_bytes()
    };
    for bytes in [announced(65 * 1024), announced(1 << 40), chunked()] {
        let pair = Pair::start(move |_, _| Play::Stall(bytes.clone())).await;

        let result = pair.client.metadata(&pair.issuer()).await;

        assert_eq!(server_cause(result), ServerProblem::TooLong { request: REQUEST });
    }
}

#[tokio::test]
async fn each_wrong_answer_is_named() {
    use ServerProblem::*;

    let no_metadata = || NotVestibule(self::NotVestibule::NoMetadata);
    for (play, expected) in [
        (Play::json(404, "{}"), no_metadata()),
        (Play::typed(200, "text/html; charset=utf-8", "<html>"), no_metadata()),
        (Play::typed(403, "text/html", "<html>"), no_metadata()),
        (Play::json(403, "{}"), UnexpectedStatus { request: REQUEST, status: 403 }),
        (Play::json(204, ""), UnexpectedStatus { request: REQUEST, status: 204 }),
        (
            Play::with(302, &[("location", "https://corp.test/")], ""),
            Redirected { request: REQUEST },
        ),
        (
            Play::typed(200, "Text/Plain", "{}"),
            WrongType { request: REQUEST, found: "text/plain".to_owned() },
        ),
        (Play::with(200, &[], "{}"), WrongType { request: REQUEST, found: String::new() }),
        (Play::json(200, "{"), NotJson { request: REQUEST }),
        (Play::Bytes(b"SSH-2.0-OpenSSH_9\r\n\r\n".to_vec()), NotJson { request: REQUEST }),
        (Play::json(200, "{}"), NotVestibule(self::NotVestibule::OtherProtocol)),
        (Play::json(500, "{}"), InTrouble { status: 500, until: None }),
        (Play::json(429, "{}"), TooManyRequests { until: None }),
    ] {
        let play = Mutex::new(Some(play));
        let pair = Pair::start(move |_, _| play.lock().unwrap().take().unwrap()).await;

        let result = pair.client.metadata(&pair.issuer()).await;

        assert_eq!(server_cause(result), expected);
        assert_eq!(pair.server.seen().len(), 1, "no redirect is followed, nothing is tried again");
    }
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again_under_the_same_key() {
    for lost in [
        || Play::dropped(),
        || Play::json(200, r#"{"authorization_code": "c"}"#).cut(),
        || Play::json(502, "{}"),
        || Play::json(503, "{}"),
        || Play::json(504, "{}"),
        || Play::with(503, &[("retry-after", "1")], ""),
        || Play::with(429, &[("retry-after", "1")], ""),
    ] {
        let pair = Pair::start(move |number, _| match number {
            0 | 1 => lost(),
            _ => Play::json(200, r#"{"authorization_code": "c"}"#),
        })
        .await;

        pair.client.challenge(&pair.metadata(), &answer(), &key()).await.unwrap();

        let seen = pair.server.seen();
        assert_eq!(seen.len(), 3);
        for again in &seen {
            assert_eq!(again.header("idempotency-key"), Some("\"BwcHBwcHBwcHBwcHBwcHBw\""));
            assert_eq!(again.body, seen[0].body);
        }
        assert_eq!(pair.clock.waits().len(), 2);
    }
}

#[tokio::test]
async fn what_stays_lost_is_given_up_after_two_further_tries() {
    let pair = Pair::start(|_, _| Play::dropped()).await;

    let result = pair.client.challenge(&pair.metadata(), &answer(), &key()).await;

    assert_eq!(connection_cause(result), ConnectionProblem::Lost);
    assert_eq!(pair.server.seen().len(), 3);
}

#[tokio::test]
async fn what_is_not_safe_to_repeat_is_sent_once() {
    let pair = Pair::start(|_, _| Play::dropped()).await;
    let url = pair.metadata().challenge_endpoint;
    let call = Call::new(Request::Challenge, pair.host(), Method::POST, url).form(&[("a", "b")]);

    let result = pair.client.http.call(&call).await;

    assert_eq!(connection_cause(result.map(drop)), ConnectionProblem::Lost);
    assert_eq!(pair.server.seen().len(), 1);
}

#[tokio::test]
async fn a_server_that_says_when_is_obeyed() {
    const DATE: &str = "Fri, 15 Jan 2027 08:00:00 GMT";

    let then = Some(NOW.after(Duration::from_secs(90)));
    for (status, headers, until) in [
        (503, &[("retry-after", "90")][..], then),
        (429, &[("retry-after", "90")], then),
        (503, &[("retry-after", "Fri, 15 Jan 2027 08:01:30 GMT"), ("date", DATE)], then),
        // The phone's clock decides where the server tells nothing of its own.
        (503, &[("retry-after", "Fri, 15 Jan 2027 08:01:30 GMT")], then),
        (500, &[("retry-after", "soon")], None),
    ] {
        let pair = Pair::start(move |_, _| Play::with(status, headers, "")).await;

        let result = pair.client.metadata(&pair.issuer()).await;

        let expected = match status {
            429 => ServerProblem::TooManyRequests { until },
            _ => ServerProblem::InTrouble { status, until },
        };
        assert_eq!(server_cause(result), expected);
        assert_eq!(pair.server.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_request_that_is_still_worked_on_is_asked_about_again() {
    let pair = Pair::start(|number, _| match number {
        0..=2 => Play::json(409, "{}"),
        _ => Play::json(200, r#"{"authorization_code": "c"}"#),
    })
    .await;

    pair.client.challenge(&pair.metadata(), &answer(), &key()).await.unwrap();

    assert_eq!(pair.server.seen().len(), 4);
}

#[tokio::test]
async fn a_key_that_was_used_for_another_request_is_named() {
    for status in [409, 422] {
        let pair = Pair::start(move |_, _| Play::json(status, "{}")).await;

        let result = pair.client.challenge(&pair.metadata(), &answer(), &key()).await;

        let request = Request::Challenge;
        assert_eq!(server_cause(result), ServerProblem::KeyConflict { request, status });
    }
}

#[tokio::test]
async fn a_request_that_nobody_awaits_any_more_is_stopped() {
    let mut pair = Pair::start(|_, _| Play::Stall(Vec::new())).await;
    let (metadata, issuer) = (pair.metadata(), pair.issuer());

    let client = Arc::new(pair.client);
    let asking = tokio::spawn({
        let client = client.clone();
        async move { client.challenge(&metadata, &answer(), &key()).await }
    });
    while pair.server.seen().is_empty() {
        tokio::task::yield_now().await;
    }
    asking.abort();

    pair.server.until_closed().await;
    assert_eq!(client.clock_offset(&issuer), None);
}

fn answer() -> Challenge {
    Challenge::Continue { auth_session: Secret::from("s"), answer: Answer::Resume }
}
