use std::time::Duration;

use crate::client::{App, code, world, wrong};

const PHONE: &str = "+79001112233";

#[tokio::test]
async fn an_unanswered_session_tells_its_step_with_durations_as_they_are_now() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;
    let step = app.answer(&step, &[("code", &wrong(&code(&world, PHONE)))]).await;
    assert_eq!(step.problem(), Some("wrong_code"));

    world.clock().advance(Duration::from_secs(10));
    let resumed = app.resume(&step).await;

    assert_eq!(resumed.body["auth_session"], step.body["auth_session"]);
    assert_eq!(resumed.problem(), None);
    assert_eq!(resumed.body["expires_in"], 1790);
    let mut expected = step.body["step"].clone();
    expected["expires_in"] = 290.into();
    expected["resend_in"] = 50.into();
    assert_eq!(resumed.body["step"], expected);
}

#[tokio::test]
async fn an_answered_session_tells_again_what_its_answer_got() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let first = app.begin(Some(PHONE)).await;
    let wrong = app.answer(&first, &[("code", &wrong(&code(&world, PHONE)))]).await;
    let profile = app.answer(&wrong, &[("code", &code(&world, PHONE))]).await;
    let done = app.answer(&profile, &[("name", "Мария")]).await;

    for (asked, got) in [(&first, &wrong), (&wrong, &profile), (&profile, &done)] {
        let resumed = app.resume(asked).await;
        assert_eq!((resumed.status, &resumed.body["step"]), (got.status, &got.body["step"]));
        assert_eq!(resumed.body["auth_session"], got.body["auth_session"]);
        assert_eq!(resumed.body["problem"], got.body["problem"]);
        assert_eq!(resumed.body["authorization_code"], got.body["authorization_code"]);
    }
}

#[tokio::test]
async fn asking_sends_nothing_and_counts_nothing() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;
    let wrong = app.answer(&step, &[("code", &wrong(&code(&world, PHONE)))]).await;
    let before = world.counters().of("green");

    for reply in [&step, &wrong, &step, &wrong] {
        app.resume(reply).await;
    }

    let after = world.counters().of("green");
    assert_eq!((after.sms, after.attempts_spent), (before.sms, before.attempts_spent));
    assert_eq!(app.answer(&wrong, &[("code", &code(&world, PHONE))]).await.step(), "profile");
}

#[tokio::test]
async fn a_code_whose_answer_was_lost_is_given_again_and_redeemed() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;
    let profile = app.answer(&step, &[("code", &code(&world, PHONE))]).await;
    app.answer(&profile, &[("name", "Мария")]).await;

    let resumed = app.resume(&profile).await;

    app.redeem(&resumed).await;
    assert_eq!(world.counters().of("green").accounts_made, 1);
}

#[tokio::test]
async fn a_denial_is_told_again_with_the_wait_that_is_left() {
    let world = world(&format!("[limits]\ncode_attempts = 1\n{WORLD}"));
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;
    app.answer(&step, &[("code", &wrong(&code(&world, PHONE)))]).await;

    world.clock().advance(Duration::from_secs(100));
    let resumed = app.resume(&step).await;

    assert_eq!(resumed.body["reason"], "too_many_attempts");
    assert_eq!(resumed.body["retry_in"], 800);
}

#[tokio::test]
async fn a_session_of_another_client_or_of_nobody_is_invalid() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;
    let session = step.body["auth_session"].as_str().unwrap();
    let forged = format!("x{session}");

    for (client, session) in [("other", session), ("test", "nonsense"), ("test", &forged)] {
        for answer in [("resume", "true"), ("code", "123456")] {
            let form = [("client_id", client), ("auth_session", session), answer];
            let key = crate::client::key();
            let reply = app.post("authorization_challenge_endpoint", &key, &form).await;
            assert_eq!(reply.error(), "invalid_session");
        }
    }
}

const WORLD: &str = r#"
    [[public]]
    name = "green"
    title = "Vestibule"
"#;
