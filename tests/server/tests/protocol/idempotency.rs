use std::time::Duration;

use reqwest::Method;
use vestibule_server::{Endpoint, When};

use crate::client::{App, Tokens, by_phone, code, key, send, world, wrong};

const PHONE: &str = "+79001112233";

#[tokio::test]
async fn the_same_request_again_gets_the_first_answer_and_does_nothing() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let (begin, answer) = (key(), key());

    let step = app.begin_under(&begin, Some(PHONE)).await;
    let wrong = wrong(&code(&world, PHONE));
    let first = app.answer_under(&answer, &step, &[("code", &wrong)]).await;
    world.clock().advance(Duration::from_secs(599));

    assert_eq!(app.begin_under(&begin, Some(PHONE)).await.bytes, step.bytes);
    assert_eq!(app.answer_under(&answer, &step, &[("code", &wrong)]).await.bytes, first.bytes);
    let counts = world.counters().of("green");
    assert_eq!((counts.sms, counts.attempts_spent, counts.sign_ins), (1, 1, 1));
}

#[tokio::test]
async fn a_key_is_forgotten_after_ten_minutes() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let key = key();
    app.begin_under(&key, Some(PHONE)).await;

    world.clock().advance(Duration::from_secs(600));
    app.begin_under(&key, Some(PHONE)).await;

    assert_eq!(world.counters().of("green").sms, 2);
}

#[tokio::test]
async fn the_same_key_with_another_body_is_refused_and_does_nothing() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let key = key();
    app.begin_under(&key, Some(PHONE)).await;

    let refused = app.begin_under(&key, Some("+79009998877")).await;

    assert_eq!(refused.status, 422);
    assert_eq!(world.counters().of("green").sms, 1);
}

#[tokio::test]
async fn the_same_request_while_the_first_is_worked_on_is_refused() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let key = key();
    let gate = world.faults().on("green", Endpoint::Challenge).hold(When::Work);

    let (first, second) = tokio::join!(app.begin_under(&key, Some(PHONE)), async {
        assert!(gate.arrived_async(Duration::from_secs(10)).await);
        let second = app.begin_under(&key, Some(PHONE)).await;
        gate.release();
        second
    });

    assert_eq!((first.status, second.status), (400, 409));
    assert_eq!(app.begin_under(&key, Some(PHONE)).await.bytes, first.bytes);
    assert_eq!(world.counters().of("green").sms, 1);
}

#[tokio::test]
async fn a_request_that_was_not_done_is_done_when_it_comes_again() {
    let world = world(&format!("[limits]\ncodes_per_hour = 1\n{WORLD}"));
    let app = App::new(&world, "green").await;
    app.begin(Some(PHONE)).await;
    let key = key();
    assert_eq!(app.begin_under(&key, Some(PHONE)).await.status, 429);

    world.clock().advance(Duration::from_secs(3600));

    assert_eq!(app.begin_under(&key, Some(PHONE)).await.step(), "sms_code");
}

#[tokio::test]
async fn one_key_serves_each_session_and_endpoint_for_itself() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let key = key();

    let step = app.begin_under(&key, Some(PHONE)).await;
    let profile = app.answer_under(&key, &step, &[("code", &code(&world, PHONE))]).await;
    let done = app.answer_under(&key, &profile, &[("name", "Мария")]).await;
    let redeemed = app.redeem_under(&key, &done).await;

    assert_eq!(redeemed.status, 200);
    assert_eq!(app.redeem_under(&key, &done).await.bytes, redeemed.bytes);
    assert_eq!(world.counters().of("green").sessions_begun, 1);
}

#[tokio::test]
async fn a_change_of_the_account_is_the_same_request_after_a_refresh() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let tokens = by_phone(&world, &app, PHONE).await;
    let rename = async |access: &str, name: &str| {
        let request = app.request(Method::PATCH, "", access).header("idempotency-key", "\"k\"");
        send(request.json(&serde_json::json!({ "name": name }))).await
    };
    assert_eq!(rename(&tokens.access, "Вера").await.status, 200);

    let fresh = Tokens::of(&app.refresh(&tokens.refresh).await);

    assert_eq!(rename(&fresh.access, "Вера").await.body["name"], "Вера");
    assert_eq!(rename(&fresh.access, "Анна").await.status, 422);
}

#[tokio::test]
async fn a_post_without_a_key_is_refused_and_a_key_needs_no_quotes() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let url = app.metadata["token_endpoint"].as_str().unwrap();
    let form = [("client_id", "test"), ("grant_type", "refresh_token"), ("refresh_token", "x")];

    let without = send(app.http.post(url).form(&form)).await;
    let bare = send(app.http.post(url).header("idempotency-key", "bare").form(&form)).await;

    assert_eq!(without.error(), "invalid_request");
    assert_eq!(bare.error(), "invalid_grant");
}

const WORLD: &str = r#"
    [[public]]
    name = "green"
    title = "Vestibule"
"#;
