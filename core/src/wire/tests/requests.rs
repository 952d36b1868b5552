//! What each request says, and what its answer means.

use std::convert::Infallible;

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming};
use hyper::service::service_fn;
use hyper::{Response, Version};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use url::form_urlencoded;

use super::*;
use crate::input::Email;
use crate::wire::{Answer, Challenge, LoginHint, Next, Tokens};
use crate::{ConnectionProblem, Request, Secret, ServerProblem};

#[tokio::test]
async fn metadata_that_was_fetched_ahead_costs_no_request() {
    let pair = own_metadata().await;
    let issuer = pair.issuer();

    pair.client.warm(&issuer).await;
    pair.clock.advance(Duration::from_secs(9 * 60));
    let metadata = pair.client.metadata(&issuer).await.unwrap();

    assert_eq!(metadata, pair.metadata());
    assert_eq!(pair.server.seen().len(), 1);
    let line = "GET /.well-known/oauth-authorization-server";
    assert_eq!(pair.server.seen()[0].line, line);
}

#[tokio::test]
async fn metadata_is_kept_for_ten_minutes_and_a_warm_connection_for_one() {
    let pair = own_metadata().await;
    let issuer = pair.issuer();

    pair.client.warm(&issuer).await;
    pair.clock.advance(Duration::from_secs(61));
    pair.client.warm(&issuer).await;
    assert_eq!(pair.server.seen().len(), 2);
    pair.clock.advance(Duration::from_secs(10 * 60));
    pair.client.metadata(&issuer).await.unwrap();
    assert_eq!(pair.server.seen().len(), 3);
}

#[tokio::test]
async fn all_who_ask_at_once_share_one_request() {
    let pair = own_metadata().await;
    let issuer = pair.issuer();

    let (one, two, three, ()) = tokio::join!(
        pair.client.metadata(&issuer),
        pair.client.metadata(&issuer),
        pair.client.metadata(&issuer),
        pair.client.warm(&issuer),
    );

    for found in [one, two, three] {
        assert_eq!(found, Ok(pair.metadata()));
    }
    assert_eq!(pair.server.seen().len(), 1);
}

#[tokio::test]
async fn a_failure_is_shared_and_not_kept() {
    let pair = Pair::start(|number, seen| match number {
        0 => Play::json(500, "{}"),
        _ => Play::json(200, &metadata_body(&origin(seen))),
    })
    .await;
    let issuer = pair.issuer();

    let (one, two) = tokio::join!(pair.client.metadata(&issuer), pair.client.metadata(&issuer));
    assert!(one.is_err() && one == two);
    assert_eq!(pair.server.seen().len(), 1);
    pair.client.metadata(&issuer).await.unwrap();
    assert_eq!(pair.server.seen().len(), 2);
}

#[tokio::test]
async fn one_who_goes_away_takes_the_request_from_nobody_else() {
    let pair = Pair::start(|number, seen| match number {
        0 => Play::Stall(Vec::new()),
        _ => Play::json(200, &metadata_body(&origin(seen))),
    })
    .await;
    let issuer = pair.issuer();

    {
        let mut first = Box::pin(pair.client.metadata(&issuer));
        while pair.server.seen().is_empty() {
            tokio::select! {
                _ = &mut first => panic!("it can't be answered"),
                () = tokio::task::yield_now() => {}
            }
        }
    }

    assert_eq!(pair.client.metadata(&issuer).await, Ok(pair.metadata()));
}

#[tokio::test]
async fn requests_carry_the_language_and_the_app_and_never_a_cookie() {
    let pair = Pair::start(|_, _| Play::with(404, &[("set-cookie", "a=b; Secure")], "")).await;
    let issuer = pair.issuer();

    let _ = pair.client.metadata(&issuer).await;
    pair.client.set_locale(Locale::En);
    let _ = pair.client.metadata(&issuer).await;

    let [first, second] = &pair.server.seen()[..] else { panic!() };
    assert_eq!(first.header("accept-language"), Some("ru"));
    assert_eq!(second.header("accept-language"), Some("en"));
    for seen in [first, second] {
        assert_eq!(seen.header("user-agent"), Some("example.app/1.0 (Test 1)"));
        assert_eq!(seen.header("accept"), Some("application/json"));
        assert_eq!(seen.header("cookie"), None);
        assert_eq!(seen.header("idempotency-key"), None);
    }
}

#[tokio::test]
async fn the_phones_clock_is_compared_with_the_servers() {
    let date = "Fri, 15 Jan 2027 07:00:00 GMT";
    let pair = Pair::start(move |_, _| Play::with(404, &[("date", date)], "")).await;
    let issuer = pair.issuer();
    assert_eq!(pair.client.clock_offset(&issuer), None);

    let _ = pair.client.metadata(&issuer).await;

    assert_eq!(pair.client.clock_offset(&issuer), Some(60 * 60));
}

#[tokio::test]
async fn http_2_is_spoken_over_one_connection_where_the_server_can() {
    let authority = TestAuthority::new();
    let mut tls = (*authority.server(&["corp.test"])).clone();
    tls.alpn_protocols = vec![b"h2".to_vec()];
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        // A second connection would find nobody.
        let (tcp, _) = listener.accept().await.unwrap();
        let stream = TlsAcceptor::from(Arc::new(tls)).accept(tcp).await.unwrap();
        hyper::server::conn::http2::Builder::new(TokioExecutor::new())
            .serve_connection(TokioIo::new(stream), service_fn(not_found))
            .await
    });
    let mut setup = setup(Arc::default());
    setup.authorities = vec![trusted(&authority, &[])];
    let client = Client::with(setup, Times::default(), TestNames).unwrap();

    for _ in 0..3 {
        let problem = server_cause(client.metadata(&issuer("corp.test", port)).await);
        assert_eq!(problem, ServerProblem::NotVestibule(crate::NotVestibule::NoMetadata));
    }
}

#[tokio::test]
async fn a_new_network_means_new_connections() {
    let pair = own_metadata().await;

    pair.client.reconnect();

    pair.client.metadata(&pair.issuer()).await.unwrap();
}

#[tokio::test]
async fn the_directory_is_asked_for_an_e_mail() {
    let jrd = r#"{"links": []}"#;
    let pair = Pair::start(|number, _| match number {
        0 => Play::typed(200, "application/jrd+json", jrd),
        1 => Play::json(404, "{}"),
        _ => Play::json(400, "{}"),
    })
    .await;
    let email = Email::parse("ivan@corp.example").unwrap();

    for _ in 0..2 {
        let directory = pair.client.directory(&pair.issuer(), &email).await.unwrap();
        assert!(directory.servers.is_empty());
    }
    let problem = server_cause(pair.client.directory(&pair.issuer(), &email).await);

    let request = Request::WebFinger;
    assert_eq!(problem, ServerProblem::UnexpectedStatus { request, status: 400 });
    let seen = pair.server.seen();
    let (path, query) = seen[0].line.split_once('?').unwrap();
    assert_eq!(path, "GET /.well-known/webfinger");
    assert_eq!(
        pairs(query),
        owned(&[
            ("resource", "acct:ivan@corp.example"),
            ("rel", "http://openid.net/specs/connect/1.0/issuer"),
        ])
    );
}

#[tokio::test]
async fn a_sign_in_begins_with_all_that_the_server_needs() {
    let pair = Pair::start(|_, _| Play::json(200, r#"{"authorization_code": "c"}"#)).await;
    let hint = LoginHint::Email(Email::parse("ivan@corp.example").unwrap());
    let begin = Challenge::Begin { code_challenge: "challenge".to_owned(), login_hint: Some(hint) };

    let next = pair.client.challenge(&pair.metadata(), &begin, &key()).await;

    assert_eq!(next, Ok(Next::Code(Secret::from("c"))));
    let seen = &pair.server.seen()[0];
    assert_eq!(seen.line, "POST /challenge");
    assert_eq!(seen.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(
        pairs(&seen.body),
        owned(&[
            ("client_id", "app"),
            ("app_id", "example.app"),
            ("scope", "messenger"),
            ("code_challenge", "challenge"),
            ("code_challenge_method", "S256"),
            ("device", "Телефон"),
            ("login_hint", "ivan@corp.example"),
        ])
    );
}

#[tokio::test]
async fn an_answer_carries_its_session() {
    let pair = Pair::start(|_, _| Play::json(400, r#"{"error": "invalid_session"}"#)).await;
    let challenge =
        Challenge::Continue { auth_session: Secret::from("s&1"), answer: Answer::Resend };

    let next = pair.client.challenge(&pair.metadata(), &challenge, &key()).await;

    assert_eq!(next, Ok(Next::Expired));
    let body = pairs(&pair.server.seen()[0].body);
    assert_eq!(body, owned(&[("client_id", "app"), ("auth_session", "s&1"), ("resend", "true")]));
}

#[tokio::test]
async fn each_refusal_of_the_challenge_endpoint_is_named() {
    let request = Request::Challenge;
    for (play, expected) in [
        (
            Play::json(400, r#"{"error": "invalid_request", "error_description": "no\nscope"}"#),
            ServerProblem::OAuth {
                request,
                error: "invalid_request".to_owned(),
                description: Some("no scope".to_owned()),
            },
        ),
        (
            Play::json(401, r#"{"error": "invalid_client"}"#),
            ServerProblem::OAuth { request, error: "invalid_client".to_owned(), description: None },
        ),
        (Play::json(400, "{}"), ServerProblem::BadMember { request, member: "error".to_owned() }),
        (Play::json(400, "x"), ServerProblem::NotJson { request }),
        (
            Play::json(400, r#"{"error": "insufficient_authorization", "auth_session": 1}"#),
            ServerProblem::BadMember { request, member: "auth_session".to_owned() },
        ),
        (Play::json(404, "{}"), ServerProblem::UnexpectedStatus { request, status: 404 }),
        (
            Play::typed(400, "text/html", "<html>"),
            ServerProblem::UnexpectedStatus { request, status: 400 },
        ),
        (
            Play::json(200, "{}"),
            ServerProblem::BadMember { request, member: "authorization_code".to_owned() },
        ),
    ] {
        let play = Mutex::new(Some(play));
        let pair = Pair::start(move |_, _| play.lock().unwrap().take().unwrap()).await;
        let challenge =
            Challenge::Continue { auth_session: Secret::from("s"), answer: Answer::Back };

        let result = pair.client.challenge(&pair.metadata(), &challenge, &key()).await;

        assert_eq!(server_cause(result), expected);
    }
}

#[tokio::test]
async fn a_code_and_a_refresh_token_are_given_for_tokens() {
    let tokens = r#"{"access_token": "a", "token_type": "bearer", "expires_in": 60,
        "refresh_token": "r", "session_id": "s"}"#;
    let pair = Pair::start(move |_, _| Play::json(200, tokens)).await;
    let server = pair.metadata();
    let (code, verifier, refresh) = (Secret::from("c"), Secret::from("v"), Secret::from("r"));

    let redeemed = pair.client.redeem(&server, &code, &verifier, None, &key()).await;
    let refreshed = pair.client.refresh(&server, &refresh, &key()).await;

    assert_eq!(redeemed, Ok(Tokens::parse(tokens.as_bytes()).unwrap()));
    assert_eq!(redeemed, refreshed);
    let [redeem, refresh] = &pair.server.seen()[..] else { panic!() };
    assert_eq!(redeem.line, "POST /token");
    assert_eq!(
        pairs(&redeem.body),
        owned(&[
            ("grant_type", "authorization_code"),
            ("client_id", "app"),
            ("code", "c"),
            ("code_verifier", "v"),
        ])
    );
    assert_eq!(
        pairs(&refresh.body),
        owned(&[("grant_type", "refresh_token"), ("client_id", "app"), ("refresh_token", "r")])
    );
}

#[tokio::test]
async fn only_invalid_grant_ends_a_session() {
    let over = ServerProblem::SessionOver;
    let request = Request::Refresh;
    let oauth =
        |error: &str| ServerProblem::OAuth { request, error: error.to_owned(), description: None };
    for (play, expected) in [
        (Play::json(400, r#"{"error": "invalid_grant"}"#), over),
        (Play::json(400, r#"{"error": "invalid_request"}"#), oauth("invalid_request")),
        (Play::json(401, r#"{"error": "invalid_client"}"#), oauth("invalid_client")),
        (
            Play::json(500, r#"{"error": "invalid_grant"}"#),
            ServerProblem::InTrouble { status: 500, until: None },
        ),
        (
            Play::json(200, r#"{"access_token": 1}"#),
            ServerProblem::BadMember { request, member: "access_token".to_owned() },
        ),
        (Play::json(403, "{}"), ServerProblem::UnexpectedStatus { request, status: 403 }),
    ] {
        let play = Mutex::new(Some(play));
        let pair = Pair::start(move |_, _| play.lock().unwrap().take().unwrap()).await;

        let result = pair.client.refresh(&pair.metadata(), &Secret::from("r"), &key()).await;

        assert_eq!(server_cause(result), expected);
    }
}

#[tokio::test]
async fn a_code_that_is_no_longer_good_means_that_the_sign_in_expired() {
    let pair = Pair::start(|_, _| Play::json(400, r#"{"error": "invalid_grant"}"#)).await;
    let (code, verifier) = (Secret::from("c"), Secret::from("v"));

    let result = pair.client.redeem(&pair.metadata(), &code, &verifier, None, &key()).await;

    assert_eq!(result, Err(Problem::SignInExpired));
}

#[tokio::test]
async fn a_revocation_succeeds_whatever_the_answer_says() {
    let pair = Pair::start(|number, _| match number {
        0 => Play::with(200, &[], ""),
        1 => Play::typed(200, "text/html", "<html>"),
        _ => Play::json(503, "{}"),
    })
    .await;
    let (server, token) = (pair.metadata(), Secret::from("r"));

    for _ in 0..2 {
        assert_eq!(pair.client.revoke(&server, &token, &key()).await, Ok(()));
    }
    let result = pair.client.revoke(&server, &token, &key()).await;
    assert_eq!(server_cause(result), ServerProblem::InTrouble { status: 503, until: None });

    let seen = &pair.server.seen()[0];
    assert_eq!(seen.line, "POST /revoke");
    assert_eq!(
        pairs(&seen.body),
        owned(&[("client_id", "app"), ("token", "r"), ("token_type_hint", "refresh_token")])
    );
}

#[tokio::test]
async fn a_connection_that_broke_before_an_answer_is_lost() {
    let pair = Pair::start(|_, _| Play::json(200, "{}").cut()).await;

    let result = pair.client.metadata(&pair.issuer()).await;

    assert_eq!(connection_cause(result), ConnectionProblem::Lost);
}

async fn own_metadata() -> Pair {
    Pair::start(|_, seen| Play::json(200, &metadata_body(&origin(seen)))).await
}

fn origin(seen: &loopback::Seen) -> String {
    format!("https://{}", seen.header("host").unwrap())
}

async fn not_found(request: hyper::Request<Incoming>) -> Result<Response<Nothing>, Infallible> {
    assert_eq!(request.version(), Version::HTTP_2);
    Ok(Response::builder().status(404).body(Nothing).unwrap())
}

struct Nothing;

impl Body for Nothing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        std::task::Poll::Ready(None)
    }
}

fn pairs(form: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(form.as_bytes()).into_owned().collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
