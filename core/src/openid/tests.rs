//! What the client does with a provider of this machine's own.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use super::testing::{
    CLIENT, NOW, Signer, authorization_at, claims_of, document, key_set, redirect, with,
};
use super::*;
use crate::input::ServerAddress;
use crate::wire::tests::loopback::{Loopback, Play, Seen};
use crate::wire::tests::{Pair, TestClock};
use crate::{ConnectionProblem, Problem, Request, ServerProblem, Timestamp};

const DOCUMENT: &str = "GET /.well-known/openid-configuration";
const KEYS: &str = "GET /keys";
const PUSH: &str = "POST /par";
const TOKEN: &str = "POST /token";

#[tokio::test]
async fn what_was_fetched_ahead_is_not_fetched_again() {
    let at = Desk::open(|_, _| None).await;

    at.client.warm(&at.issuer()).await;
    let provider = at.client.provider(&at.issuer()).await.unwrap();
    at.exchange(&provider).await.unwrap();

    assert_eq!(at.lines(), [DOCUMENT, KEYS, TOKEN]);
    at.clock.advance(Duration::from_secs(10 * 60));
    at.client.provider(&at.issuer()).await.unwrap();
    assert_eq!(at.lines().len(), 4, "what is old is");
}

#[tokio::test]
async fn all_who_ask_at_once_share_one_request() {
    let at = Desk::open(|_, _| None).await;
    let issuer = at.issuer();

    let (one, two) = tokio::join!(at.client.provider(&issuer), at.client.provider(&issuer));

    assert_eq!(one, two);
    assert_eq!(at.lines(), [DOCUMENT]);
}

#[tokio::test]
async fn each_way_in_which_a_provider_is_none_is_named() {
    let server = |cause| (None, Some(cause));
    let provider = |cause| (Some(cause), None);
    let request = Request::Discovery;
    for (play, expected) in [
        (Play::json(404, "{}"), provider(ProviderProblem::NotAProvider)),
        (Play::typed(200, "text/html", "<html>"), provider(ProviderProblem::NotAProvider)),
        (
            Play::json(200, &document("https://other.test").to_string()),
            provider(ProviderProblem::WrongIssuer { found: "https://other.test".to_owned() }),
        ),
        (
            Play::typed(200, "text/plain", "{}"),
            server(ServerProblem::WrongType { request, found: "text/plain".to_owned() }),
        ),
        (Play::json(403, "{}"), server(ServerProblem::UnexpectedStatus { request, status: 403 })),
        (Play::json(500, "{}"), server(ServerProblem::InTrouble { status: 500, until: None })),
    ] {
        let play = Mutex::new(Some(play));
        let at = Desk::open(move |_, _| play.lock().unwrap().take()).await;

        let problem = at.client.provider(&at.issuer()).await.unwrap_err();

        let found = match problem {
            Problem::Provider { host, cause } if host == at.host() => (Some(cause), None),
            Problem::Server { host, cause } if host == at.host() => (None, Some(cause)),
            other => panic!("{other:?}"),
        };
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn no_redirect_is_followed_and_no_endless_answer_read() {
    let elsewhere = || Play::with(302, &[("location", "https://corp.test/")], "");
    let endless = || Play::json(200, &" ".repeat(64 * 1024 + 1));
    for path in [DOCUMENT, KEYS, TOKEN, PUSH] {
        let request = match path {
            DOCUMENT => Request::Discovery,
            KEYS => Request::Keys,
            TOKEN => Request::IdToken,
            _ => Request::Push,
        };
        for (play, expected) in [
            (elsewhere as fn() -> Play, ServerProblem::Redirected { request }),
            (endless, ServerProblem::TooLong { request }),
        ] {
            let at = Desk::open(move |_, seen| (seen.line == path).then(play)).await;

            let problem = at.sign_in().await.unwrap_err();

            let host = at.host();
            assert_eq!(problem, Problem::Server { host, cause: expected });
            assert_eq!(at.times(path), 1);
            assert_eq!(at.lines().last().map(String::as_str), Some(path));
        }
    }
}

#[tokio::test]
async fn every_request_is_pushed_where_that_is_advertised() {
    let at = Desk::open(|_, _| None).await;
    let provider = at.provider().await;
    let authorization = authorization_at(&provider).with_login_hint("ivan@corp.example");

    let pushed = at.client.push(&authorization).await.unwrap().unwrap();

    let expected =
        Pushed { request_uri: "urn:x:1".to_owned(), expires_in: Duration::from_secs(90) };
    assert_eq!(pushed, expected);
    let seen = at.server.seen().pop().unwrap();
    let sent: Vec<_> = authorization.parameters();
    let form = form(&seen.body);
    assert_eq!(form.len(), sent.len());
    assert!(form.iter().zip(&sent).all(|(form, sent)| form.0 == sent.0 && form.1 == sent.1));
    assert_eq!(seen.header("authorization"), None);
}

#[tokio::test]
async fn nothing_is_pushed_where_that_is_not_advertised() {
    let at = Desk::open(|at, seen| {
        (seen.line == DOCUMENT).then(|| Play::json(200, &document(&at.issuer).to_string()))
    })
    .await;
    let provider = at.provider().await;

    assert_eq!(at.client.push(&authorization_at(&provider)).await, Ok(None));

    assert_eq!(at.lines(), [DOCUMENT]);
}

#[tokio::test]
async fn a_sign_in_is_finished_by_a_process_that_knows_no_provider() {
    let at = Desk::open(|_, _| None).await;
    let authorization = authorization_at(&at.provider().await);
    let saved = serde_json::to_string(&authorization).unwrap();
    at.clock.advance(Duration::from_secs(60 * 60));

    let awaited: Authorization = serde_json::from_str(&saved).unwrap();
    at.client.exchange(&awaited, &"c".into()).await.unwrap();

    assert_eq!(at.lines(), [DOCUMENT, DOCUMENT, KEYS, TOKEN]);
}

#[tokio::test]
async fn a_request_that_is_not_taken_is_not_sent_in_another_way() {
    let error = r#"{"error": "invalid_redirect_uri", "error_description": "not yours"}"#;
    for (play, expected) in [
        (
            Play::json(400, error),
            ServerProblem::OAuth {
                request: Request::Push,
                error: "invalid_redirect_uri".to_owned(),
                description: Some("not yours".to_owned()),
            },
        ),
        (
            Play::json(201, r#"{"expires_in": 90}"#),
            ServerProblem::BadMember { request: Request::Push, member: "request_uri".to_owned() },
        ),
    ] {
        let play = Mutex::new(Some(play));
        let at = Desk::open(move |_, seen| {
            (seen.line == PUSH).then(|| play.lock().unwrap().take().unwrap())
        })
        .await;
        let provider = at.provider().await;

        let result = at.client.push(&authorization_at(&provider)).await;

        let host = at.host();
        assert_eq!(result, Err(Problem::Server { host, cause: expected }));
    }
}

#[tokio::test]
async fn the_token_request_proves_possession_and_bears_no_secret_of_a_client() {
    let at = Desk::open(|_, _| None).await;
    let provider = at.provider().await;

    at.exchange(&provider).await.unwrap();

    let seen = at.server.seen().pop().unwrap();
    let verifier = authorization_at(&provider).verifier;
    let expected = [
        ("grant_type", "authorization_code"),
        ("client_id", CLIENT),
        ("code", "c"),
        ("redirect_uri", redirect().as_str()),
        ("code_verifier", verifier.expose()),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(form(&seen.body), expected);
    assert_eq!(seen.header("authorization"), None);
}

#[tokio::test]
async fn a_token_type_is_compared_without_case() {
    for (kind, is_bearer) in
        [("Bearer", true), ("bearer", true), ("BEARER", true), ("DPoP", false), ("", false)]
    {
        let at = Desk::granting(move |body| with(body, "token_type", kind.into())).await;

        let result = at.sign_in().await;

        let (request, member) = (Request::IdToken, "token_type".to_owned());
        let cause = ServerProblem::BadMember { request, member };
        let refused = Err(Problem::Server { host: at.host(), cause });
        assert_eq!(result, if is_bearer { Ok(()) } else { refused }, "{kind}");
    }
}

#[tokio::test]
async fn a_code_that_is_spent_is_told_from_other_refusals() {
    for (error, is_spent) in
        [("invalid_grant", true), ("invalid_client", false), ("unauthorized_client", false)]
    {
        let at = Desk::open(move |_, seen| {
            let body = json!({ "error": error }).to_string();
            (seen.line == TOKEN).then(|| Play::json(400, &body))
        })
        .await;

        let result = at.sign_in().await;

        let host = at.host();
        let expected = if is_spent {
            Problem::Provider { host, cause: ProviderProblem::CodeSpent }
        } else {
            let (request, error) = (Request::IdToken, error.to_owned());
            let cause = ServerProblem::OAuth { request, error, description: None };
            Problem::Server { host, cause }
        };
        assert_eq!(result, Err(expected));
    }
}

#[tokio::test]
async fn no_code_is_spent_where_its_token_could_not_be_verified() {
    let at = Desk::open(|_, seen| (seen.line == KEYS).then(Play::dropped)).await;

    let result = at.sign_in().await;

    let (host, cause) = (at.host(), ConnectionProblem::Lost);
    assert_eq!(result, Err(Problem::Connection { host, cause }));
    assert_eq!(at.times(TOKEN), 0);
}

#[tokio::test]
async fn a_token_that_is_not_to_be_trusted_is_not_given_out() {
    for (member, value, expected) in [
        ("id_token", Value::Null, IdTokenProblem::Missing),
        ("id_token", "a.b.c".into(), IdTokenProblem::Malformed),
    ] {
        let at = Desk::granting(move |body| with(body, member, value.clone())).await;

        let result = at.sign_in().await;

        let cause = ProviderProblem::IdToken(expected);
        assert_eq!(result, Err(Problem::Provider { host: at.host(), cause }));
    }
}

#[tokio::test]
async fn an_unknown_key_has_the_keys_fetched_again_once_a_minute() {
    let is_published = Arc::new(AtomicBool::new(false));
    let published = is_published.clone();
    let old = Signer::new(Algorithm::EdDsa).named(Some("old")).jwk();
    let at = Desk::open(move |at, seen| {
        let new = published.load(Ordering::Relaxed).then(|| at.signer.jwk());
        let keys: Vec<_> = new.into_iter().chain([old.clone()]).collect();
        (seen.line == KEYS).then(|| Play::json(200, &key_set(&keys)))
    })
    .await;
    let cause = ProviderProblem::IdToken(IdTokenProblem::UnknownKey);
    let unknown = Err(Problem::Provider { host: at.host(), cause });

    for (later, fetched, why) in [
        (0, 2, "they may be new"),
        (0, 2, "they were fetched just now"),
        (59, 2, "the same"),
        (1, 3, "a minute ago"),
    ] {
        at.clock.advance(Duration::from_secs(later));
        assert_eq!(at.sign_in().await, unknown);
        assert_eq!(at.times(KEYS), fetched, "{why}");
    }
    is_published.store(true, Ordering::Relaxed);
    at.clock.advance(Duration::from_secs(60));
    assert_eq!(at.sign_in().await, Ok(()));
    assert_eq!(at.times(KEYS), 4);
}

#[tokio::test]
async fn a_wrong_clock_of_the_phone_is_named_as_such() {
    let token_of = |issued: Timestamp, date: &'static str| {
        Desk::open(move |at, seen| {
            (seen.line == TOKEN).then(|| {
                let issued = issued.millis() / 1000;
                let claims = with(claims_of(&at.issuer), "iat", issued.into());
                let claims = with(claims, "exp", (issued + 300).into());
                let body = at.granted(&claims).to_string();
                let headers = [("content-type", "application/json"), ("date", date)];
                Play::with(200, &headers, &body)
            })
        })
    };
    // An hour before and after what the phone has, and the phone's own time.
    for (issued, date, expected) in [
        (NOW.shifted(-3_600_000), "Fri, 15 Jan 2027 07:00:00 GMT", Err(Some(3600))),
        (NOW.shifted(3_600_000), "Fri, 15 Jan 2027 09:00:00 GMT", Err(Some(-3600))),
        (NOW.shifted(-3_600_000), "Fri, 15 Jan 2027 08:00:00 GMT", Err(None)),
        (NOW.shifted(-3_600_000), "Fri, 15 Jan 2027 08:01:00 GMT", Err(None)),
        (NOW, "Fri, 15 Jan 2027 07:00:00 GMT", Ok(())),
    ] {
        let at = token_of(issued, date).await;

        let found = at.sign_in().await.map_err(|problem| match problem {
            Problem::Server { cause: ServerProblem::ClockWrong { seconds }, .. } => Some(seconds),
            Problem::Provider { cause: ProviderProblem::IdToken(_), .. } => None,
            other => panic!("{other:?}"),
        });

        assert_eq!(found, expected, "{date}");
    }
}

/// A provider at `corp.test`, and a client that asks it.
struct Desk {
    server: Loopback,
    clock: Arc<TestClock>,
    client: Client,
}

/// Where a request came in.
struct At {
    issuer: String,
    signer: Arc<Signer>,
}

impl Desk {
    /// A provider that answers as `answer` wants, and as it should where that has no wish.
    async fn open(answer: impl Fn(&At, &Seen) -> Option<Play> + Send + Sync + 'static) -> Self {
        let signer = Arc::new(Signer::new(Algorithm::EdDsa));
        let Pair { server, client, clock } = Pair::start(move |_, seen| {
            let issuer = format!("https://{}", seen.header("host").unwrap());
            let at = At { issuer, signer: signer.clone() };
            answer(&at, seen).unwrap_or_else(|| at.answer(seen))
        })
        .await;
        let client = Client::new(Arc::new(client), clock.clone());
        Self { server, clock, client }
    }

    /// A provider whose token response is changed.
    async fn granting(change: impl Fn(Value) -> Value + Send + Sync + 'static) -> Self {
        Self::open(move |at, seen| {
            let body = || change(at.granted(&claims_of(&at.issuer))).to_string();
            (seen.line == TOKEN).then(|| Play::json(200, &body()))
        })
        .await
    }

    fn issuer(&self) -> ServerAddress {
        let issuer = format!("https://corp.test:{}", self.server.port());
        ServerAddress::from_issuer(&issuer).unwrap()
    }

    fn host(&self) -> String {
        self.issuer().host_display()
    }

    async fn provider(&self) -> Provider {
        self.client.provider(&self.issuer()).await.unwrap()
    }

    async fn exchange(&self, provider: &Provider) -> Result<(), Problem> {
        let authorization = authorization_at(provider);
        self.client.exchange(&authorization, &"c".into()).await.map(drop)
    }

    /// All of a sign-in but the browser.
    async fn sign_in(&self) -> Result<(), Problem> {
        let provider = self.client.provider(&self.issuer()).await?;
        self.client.push(&authorization_at(&provider)).await?;
        self.exchange(&provider).await
    }

    fn lines(&self) -> Vec<String> {
        self.server.seen().into_iter().map(|seen| seen.line).collect()
    }

    fn times(&self, line: &str) -> usize {
        self.lines().iter().filter(|seen| *seen == line).count()
    }
}

impl At {
    fn answer(&self, seen: &Seen) -> Play {
        match seen.line.as_str() {
            DOCUMENT => {
                let push = "pushed_authorization_request_endpoint";
                let endpoint = format!("{}/par", self.issuer);
                Play::json(200, &with(document(&self.issuer), push, endpoint.into()).to_string())
            }
            KEYS => Play::json(200, &key_set(&[self.signer.jwk()])),
            PUSH => Play::json(201, r#"{"request_uri": "urn:x:1", "expires_in": 90}"#),
            TOKEN => Play::json(200, &self.granted(&claims_of(&self.issuer)).to_string()),
            other => panic!("{other}"),
        }
    }

    /// A token response whose ID token has these claims.
    fn granted(&self, claims: &Value) -> Value {
        json!({
            "access_token": "a",
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self.signer.token(claims),
        })
    }
}

fn form(body: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(body.as_bytes()).into_owned().collect()
}
