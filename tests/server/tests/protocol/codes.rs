use std::time::Duration;

use crate::client::{App, code, world, wrong};

const PHONE: &str = "+79001112233";

#[tokio::test]
async fn a_wrong_code_spends_an_attempt() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;
    assert_eq!(step.body["step"]["attempts_left"], 3);

    let wrong = app.answer(&step, &[("code", &wrong(&code(&world, PHONE)))]).await;

    assert_eq!((wrong.step(), wrong.problem()), ("sms_code", Some("wrong_code")));
    assert_eq!(wrong.body["step"]["attempts_left"], 2);
    assert_eq!(world.counters().of("green").sms, 1);
}

#[tokio::test]
async fn the_last_attempt_locks_the_phone_for_every_sign_in() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let mut reply = app.begin(Some(PHONE)).await;
    let wrong = wrong(&code(&world, PHONE));

    for _ in 0..3 {
        reply = app.answer(&reply, &[("code", &wrong)]).await;
    }
    assert_eq!(
        (reply.error(), &reply.body["reason"]),
        ("access_denied", &"too_many_attempts".into())
    );
    assert_eq!(reply.body["retry_in"], 600);
    let other = app.begin(Some(PHONE)).await;
    assert_eq!(other.body["reason"], "too_many_attempts");
    assert_eq!(world.counters().of("green").sms, 1);

    world.clock().advance(Duration::from_secs(600));
    assert_eq!(app.begin(Some(PHONE)).await.step(), "sms_code");
}

#[tokio::test]
async fn a_code_runs_out_and_spends_nothing() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;

    world.clock().advance(Duration::from_secs(300));
    let expired = app.answer(&step, &[("code", &code(&world, PHONE))]).await;

    assert_eq!(expired.problem(), Some("code_expired"));
    assert_eq!(expired.body["step"]["expires_in"], 0);
    assert_eq!(expired.body["step"]["attempts_left"], 3);
    let fresh = app.answer(&expired, &[("resend", "true")]).await;
    assert_eq!(fresh.body["step"]["expires_in"], 300);
    assert_eq!(app.answer(&fresh, &[("code", &code(&world, PHONE))]).await.step(), "profile");
}

#[tokio::test]
async fn another_code_is_sent_when_it_is_time_and_replaces_the_first() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;
    let first = code(&world, PHONE);
    let step = app.answer(&step, &[("code", &wrong(&first))]).await;

    world.clock().advance(Duration::from_secs(59));
    let early = app.answer(&step, &[("resend", "true")]).await;
    assert_eq!((early.problem(), &early.body["step"]["resend_in"]), (None, &1.into()));
    assert_eq!(world.counters().of("green").sms, 1);

    world.clock().advance(Duration::from_secs(1));
    let sent = app.answer(&early, &[("resend", "true")]).await;
    assert_eq!(world.counters().of("green").sms, 2);
    assert_eq!(sent.body["step"]["attempts_left"], 3);
    assert_eq!(sent.body["step"]["resend_in"], 60);
    let second = code(&world, PHONE);
    if first != second {
        let old = app.answer(&sent, &[("code", &first)]).await;
        assert_eq!(old.problem(), Some("wrong_code"));
        assert_eq!(app.answer(&old, &[("code", &second)]).await.step(), "profile");
    }
}

#[tokio::test]
async fn another_number_is_asked_for_and_proved_by_its_own_code() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;

    let phone = app.answer(&step, &[("change", "true")]).await;
    assert_eq!(phone.step(), "phone");
    let step = app.answer(&phone, &[("phone", "+79009998877")]).await;

    assert_eq!(step.body["step"]["sent_to"], "+7 ••• •••-••-77");
    let profile = app.answer(&step, &[("code", &code(&world, "+79009998877"))]).await;
    assert_eq!(profile.step(), "profile");
}

#[tokio::test]
async fn more_codes_than_an_hour_bears_must_wait_and_leave_the_session_as_it_was() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let mut step = app.begin(Some(PHONE)).await;
    for _ in 0..3 {
        world.clock().advance(Duration::from_secs(60));
        step = app.answer(&step, &[("resend", "true")]).await;
    }

    world.clock().advance(Duration::from_secs(60));
    let refused = app.answer(&step, &[("resend", "true")]).await;

    assert_eq!(refused.status, 429);
    assert_eq!(refused.header("retry-after"), Some("3360"));
    assert_eq!(world.counters().of("green").sms, 4);
    assert_eq!(app.answer(&step, &[("code", &code(&world, PHONE))]).await.step(), "profile");
    assert_eq!(app.begin(Some(PHONE)).await.status, 429, "counted across sessions");
}

#[tokio::test]
async fn more_requests_than_a_minute_bears_must_wait() {
    let world = world(&WORLD.replace("[limits]", "[limits]\nrequests_per_minute = 2"));
    let app = App::new(&world, "green").await;

    assert_eq!(app.begin(None).await.status, 400);
    let refused = app.begin(None).await;

    assert_eq!(refused.status, 429);
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    world.clock().advance(Duration::from_secs(wait));
    assert_eq!(app.begin(None).await.status, 400);
}

const WORLD: &str = r#"
    [limits]
    code_attempts = 3
    lock = 600
    codes_per_hour = 4

    [[public]]
    name = "green"
    title = "Vestibule"
"#;
