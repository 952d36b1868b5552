//! Account requests: what they say, and how they are refused.

use super::*;
use crate::input::{Name, Picture};
use crate::wire::{Account, AccountError, Avatar};
use crate::{AccountProblem, Request, Secret, ServerProblem};

#[tokio::test]
async fn each_account_request_is_what_the_protocol_says() {
    let pair = Pair::start(|_, seen| match seen.line.as_str() {
        "DELETE /account/avatar" => Play::with(204, &[], ""),
        "POST /token" => Play::json(200, r#"{"access_token": "jwt", "token_type": "N_A"}"#),
        "GET /pictures/1" => Play::typed(200, "image/png", "picture"),
        _ => Play::json(200, ACCOUNT),
    })
    .await;
    let (client, server) = (&pair.client, pair.metadata());
    let (token, key) = (Secret::from("t"), key());
    let avatar =
        Avatar { url: server.account_endpoint.join("/pictures/1").unwrap(), etag: "1".to_owned() };
    let name = Name::parse("Иван", 50).unwrap();
    let picture = picture();
    let audience = issuer("corp.test", 1);

    client.account(&server, &token).await.unwrap();
    client.rename(&server, &token, &name, &key).await.unwrap();
    client.write_avatar(&server, &token, &picture, &key).await.unwrap();
    assert_eq!(client.read_avatar(&server, &token, &avatar).await.unwrap(), b"picture");
    client.remove_avatar(&server, &token, &key).await.unwrap();
    let assertion = client.exchange(&server, &token, &audience, &key).await.unwrap();
    client.join(&server, &token, &assertion, &key).await.unwrap();
    client.part(&server, &token, &key).await.unwrap();

    let seen = pair.server.seen();
    let lines: Vec<_> = seen.iter().map(|seen| seen.line.as_str()).collect();
    assert_eq!(
        lines,
        [
            "GET /account",
            "PATCH /account",
            "PUT /account/avatar",
            "GET /pictures/1",
            "DELETE /account/avatar",
            "POST /token",
            "PUT /account/person",
            "DELETE /account/person",
        ]
    );
    for seen in &seen {
        let (method, path) = seen.line.split_once(' ').unwrap();
        assert_eq!(seen.header("idempotency-key").is_some(), method != "GET", "{}", seen.line);
        let bearer = (path != "/token").then_some("Bearer t");
        assert_eq!(seen.header("authorization"), bearer, "{}", seen.line);
    }
    assert_eq!(seen[1].body, r#"{"name":"Иван"}"#);
    assert_eq!(seen[2].header("content-type"), Some(picture.mime()));
    assert_eq!(seen[6].body, r#"{"assertion":"jwt"}"#);
    let exchange: Vec<_> = url::form_urlencoded::parse(seen[5].body.as_bytes()).collect();
    let exchange: Vec<_> = exchange.iter().map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(
        exchange,
        [
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("client_id", "app"),
            ("subject_token", "t"),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
            ("audience", audience.as_str()),
            ("requested_token_type", "urn:ietf:params:oauth:token-type:jwt"),
        ]
    );
}

#[tokio::test]
async fn each_refusal_of_an_account_request_is_named() {
    let problem = |kind: &str| {
        let body = format!(r#"{{"type": "{kind}", "title": "Nein"}}"#);
        Play::typed(403, "application/problem+json", &body)
    };
    let request = Request::Account;
    let server = Expected::Server;
    let account = Expected::Account;
    let challenge = |value| [("www-authenticate", value)];
    for (play, expected) in [
        (
            Play::with(401, &challenge(r#"Bearer realm="a", error="invalid_token""#), ""),
            Expected::InvalidToken,
        ),
        (Play::with(401, &challenge("DPoP error=invalid_token"), ""), Expected::InvalidToken),
        (
            Play::with(401, &challenge("Basic"), ""),
            server(ServerProblem::UnexpectedStatus { request, status: 401 }),
        ),
        (problem("urn:vestibule:not-allowed"), account(AccountProblem::NotAllowed)),
        (
            problem("urn:vestibule:new"),
            account(AccountProblem::Other {
                kind: "urn:vestibule:new".to_owned(),
                title: Some("Nein".to_owned()),
            }),
        ),
        (problem("about:blank"), server(ServerProblem::UnexpectedStatus { request, status: 403 })),
        (Play::typed(413, "text/html", ""), account(AccountProblem::TooLarge)),
        (
            Play::json(200, "{}"),
            server(ServerProblem::BadMember { request, member: "id".to_owned() }),
        ),
        (Play::json(503, ""), server(ServerProblem::InTrouble { status: 503, until: None })),
    ] {
        let play = Mutex::new(Some(play));
        let pair = Pair::start(move |number, _| match number {
            0 => play.lock().unwrap().take().unwrap(),
            _ => Play::json(503, ""),
        })
        .await;

        let result = pair.client.account(&pair.metadata(), &Secret::from("t")).await;

        let found = match result.unwrap_err() {
            AccountError::InvalidToken => Expected::InvalidToken,
            AccountError::Problem(Problem::Account(problem)) => Expected::Account(problem),
            AccountError::Problem(Problem::Server { host, cause }) if host == pair.host() => {
                Expected::Server(cause)
            }
            AccountError::Problem(other) => panic!("{other:?}"),
        };
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn a_known_problem_is_no_conflict_of_keys() {
    for status in [409, 422] {
        let body = r#"{"type": "urn:vestibule:already-joined"}"#;
        let pair =
            Pair::start(move |_, _| Play::typed(status, "application/problem+json", body)).await;
        let (token, assertion) = (Secret::from("t"), Secret::from("jwt"));

        let result = pair.client.join(&pair.metadata(), &token, &assertion, &key()).await;

        let joined = Problem::Account(AccountProblem::AlreadyJoined);
        assert_eq!(result, Err(AccountError::Problem(joined)));
        assert_eq!(pair.server.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_token_is_sent_to_its_own_server_alone() {
    let pair = Pair::start(|_, _| Play::typed(200, "image/png", "picture")).await;
    let url = "https://other.test/picture".parse().unwrap();
    let avatar = Avatar { url, etag: "1".to_owned() };

    let result = pair.client.read_avatar(&pair.metadata(), &Secret::from("t"), &avatar).await;

    assert!(matches!(result, Err(AccountError::Problem(Problem::Server { .. }))), "{result:?}");
    assert!(pair.server.seen().is_empty());
}

#[tokio::test]
async fn a_picture_is_a_picture() {
    let pair = Pair::start(|_, _| Play::json(200, "{}")).await;
    let server = pair.metadata();
    let url = server.account_endpoint.join("/p").unwrap();
    let avatar = Avatar { url, etag: "1".to_owned() };

    let result = pair.client.read_avatar(&server, &Secret::from("t"), &avatar).await;

    let (request, found) = (Request::ReadAvatar, "application/json".to_owned());
    let cause = ServerProblem::WrongType { request, found };
    let problem = Problem::Server { host: pair.host(), cause };
    assert_eq!(result, Err(AccountError::Problem(problem)));
}

#[tokio::test]
async fn a_token_that_no_server_gave_is_refused_like_any_other() {
    let pair = Pair::start(|_, seen| match seen.header("authorization") {
        Some("Bearer") => {
            Play::with(401, &[("www-authenticate", r#"Bearer error="invalid_token""#)], "")
        }
        _ => Play::dropped(),
    })
    .await;

    let result = pair.client.account(&pair.metadata(), &Secret::from("line\nfeed")).await;

    assert_eq!(result, Err::<Account, _>(AccountError::InvalidToken));
}

#[derive(Debug, PartialEq)]
enum Expected {
    InvalidToken,
    Account(AccountProblem),
    Server(ServerProblem),
}

const ACCOUNT: &str = r#"{"id": "1", "name": "Иван", "avatar": null, "phone": null,
    "email": null, "login": null, "server_name": "Acme", "linked": false,
    "may_add_phone": true}"#;

/// The header of a picture of one pixel.
fn picture() -> Picture {
    let header = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0";
    Picture::parse(header).unwrap()
}
