use std::time::Duration;

use crate::client::{App, Reply, Tokens, by_phone, code, key, world};

const PHONE: &str = "+79001112233";

#[tokio::test]
async fn a_refresh_rotates_the_token_and_keeps_the_session() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let first = by_phone(&world, &app, PHONE).await;

    let second = Tokens::of(&app.refresh(&first.refresh).await);

    assert_ne!(first.refresh, second.refresh);
    assert_eq!(first.session, second.session);
    assert_eq!(app.account(&first.access).await.status, 200, "good until it runs out");
    assert_eq!(app.account(&second.access).await.status, 200);
}

#[tokio::test]
async fn a_refresh_whose_answer_was_lost_can_be_repeated_weeks_later() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let first = by_phone(&world, &app, PHONE).await;
    app.refresh(&first.refresh).await;

    world.clock().advance(Duration::from_secs(30 * 24 * 3600));
    let again = Tokens::of(&app.refresh(&first.refresh).await);

    assert_eq!(app.account(&again.access).await.status, 200);
    assert_eq!(app.refresh(&again.refresh).await.status, 200);
}

#[tokio::test]
async fn reuse_after_the_successor_was_used_ends_the_session() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let first = by_phone(&world, &app, PHONE).await;
    let second = Tokens::of(&app.refresh(&first.refresh).await);
    let third = Tokens::of(&app.refresh(&second.refresh).await);

    let reused = app.refresh(&first.refresh).await;

    assert_eq!(reused.error(), "invalid_grant");
    assert_over(&app, &third).await;
}

#[tokio::test]
async fn reuse_after_the_successors_access_token_was_used_ends_the_session() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let first = by_phone(&world, &app, PHONE).await;
    let second = Tokens::of(&app.refresh(&first.refresh).await);
    app.account(&second.access).await;

    let reused = app.refresh(&first.refresh).await;

    assert_eq!(reused.error(), "invalid_grant");
    assert_over(&app, &second).await;
    assert_eq!(world.counters().of("green").sessions_ended, 1);
}

#[tokio::test]
async fn the_use_of_an_older_access_token_does_not_make_the_successor_used() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let first = by_phone(&world, &app, PHONE).await;
    app.refresh(&first.refresh).await;

    app.account(&first.access).await;

    assert_eq!(app.refresh(&first.refresh).await.status, 200);
}

#[tokio::test]
async fn an_access_token_runs_out_and_a_refresh_helps() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let first = by_phone(&world, &app, PHONE).await;

    world.clock().advance(Duration::from_secs(900));
    let refused = app.account(&first.access).await;

    assert_eq!(refused.status, 401);
    assert_eq!(refused.header("www-authenticate"), Some("Bearer error=\"invalid_token\""));
    let second = Tokens::of(&app.refresh(&first.refresh).await);
    assert_eq!(app.account(&second.access).await.status, 200);
}

#[tokio::test]
async fn a_code_is_redeemed_once_with_its_own_verifier() {
    let world = world(WORLD);
    let mut app = App::new(&world, "green").await;
    let done = done(&world, &app).await;
    let own = std::mem::replace(&mut app.verifier, key());

    assert_eq!(app.redeem_under(&key(), &done).await.error(), "invalid_grant");
    app.verifier = own;
    let tokens = app.redeem(&done).await;
    assert_eq!(app.redeem_under(&key(), &done).await.error(), "invalid_grant");

    assert_over(&app, &tokens).await;
}

#[tokio::test]
async fn a_code_that_nobody_redeems_runs_out() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let done = done(&world, &app).await;

    world.clock().advance(Duration::from_secs(600));

    assert_eq!(app.redeem_under(&key(), &done).await.error(), "invalid_grant");
}

#[tokio::test]
async fn a_revoked_session_is_over_whichever_of_its_refresh_tokens_was_sent() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let first = by_phone(&world, &app, PHONE).await;
    let second = Tokens::of(&app.refresh(&first.refresh).await);

    for token in [&first.refresh, &second.refresh, "unknown"] {
        let form = [("client_id", "test"), ("token", token)];
        let revoked = app.post("revocation_endpoint", &key(), &form).await;
        assert_eq!((revoked.status, revoked.bytes.len()), (200, 0));
    }

    assert_over(&app, &second).await;
    assert_eq!(world.counters().of("green").sessions_ended, 1);
}

#[tokio::test]
async fn a_session_that_is_silent_for_too_long_is_over() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let tokens = by_phone(&world, &app, PHONE).await;

    world.clock().advance(Duration::from_secs(90 * 24 * 3600));

    assert_over(&app, &tokens).await;
}

#[tokio::test]
async fn a_server_can_end_all_its_sessions() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let tokens = by_phone(&world, &app, PHONE).await;

    world.server("green").end_sessions().unwrap();

    assert_over(&app, &tokens).await;
}

#[tokio::test]
async fn requests_that_are_none_of_the_grants_are_refused_by_name() {
    let world = world(&WORLD.replace("title", "clients = [\"test\"]\n    title"));
    let app = App::new(&world, "green").await;
    let tables: [(&[(&str, &str)], &str); 5] = [
        (&[("grant_type", "refresh_token"), ("refresh_token", "x")], "invalid_request"),
        (&[("client_id", "other"), ("grant_type", "refresh_token")], "invalid_client"),
        (&[("client_id", "test")], "invalid_request"),
        (&[("client_id", "test"), ("grant_type", "password")], "unsupported_grant_type"),
        (&[("client_id", "test"), ("client_id", "test")], "invalid_request"),
    ];

    for (form, error) in tables {
        assert_eq!(app.post("token_endpoint", &key(), form).await.error(), error, "{form:?}");
    }
}

async fn done(world: &vestibule_server::World, app: &App) -> Reply {
    let step = app.begin(Some(PHONE)).await;
    let profile = app.answer(&step, &[("code", &code(world, PHONE))]).await;
    app.answer(&profile, &[("name", "Мария")]).await
}

async fn assert_over(app: &App, tokens: &Tokens) {
    assert_eq!(app.account(&tokens.access).await.status, 401);
    assert_eq!(app.refresh(&tokens.refresh).await.error(), "invalid_grant");
}

const WORLD: &str = r#"
    [[public]]
    name = "green"
    title = "Vestibule"
"#;
