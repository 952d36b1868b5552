use vestibule_server::{Config, World};

use crate::client::{App, Tokens, by_phone, code, http, key, world, wrong};

const PHONE: &str = "+79001112233";

#[tokio::test]
async fn what_a_server_keeps_survives_its_restart() {
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        let mut config = Config::parse(WORLD).unwrap();
        config.data = Some(folder.path().to_owned());
        World::start(config).unwrap()
    };
    let world = start();
    let issuer = world.server("green").issuer().to_owned();
    let mut app = App::new(&world, "green").await;
    let tokens = by_phone(&world, &app, "+79009998877").await;
    let key = key();
    let step = app.begin_under(&key, Some(PHONE)).await;
    let sent = code(&world, PHONE);
    let wrong = app.answer(&step, &[("code", &wrong(&sent))]).await;

    drop(world);
    let world = start();
    app.http = http(&world);

    assert_eq!(world.server("green").issuer(), issuer, "the same port, under the same authority");
    assert_eq!(app.account(&tokens.access).await.status, 200);
    Tokens::of(&app.refresh(&tokens.refresh).await);
    assert_eq!(app.begin_under(&key, Some(PHONE)).await.bytes, step.bytes);
    assert_eq!(app.resume(&step).await.problem(), Some("wrong_code"));
    assert_eq!(app.answer(&wrong, &[("code", &sent)]).await.step(), "profile");
    assert_eq!(world.counters().of("green").sms, 0);
}

#[tokio::test]
async fn accounts_of_the_configuration_are_made_once() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let mut config = Config::parse(WORLD).unwrap();
        config.data = Some(folder.path().to_owned());
        let world = World::start(config).unwrap();
        assert_eq!(world.server("green").accounts().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn the_database_holds_no_password_and_no_code() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::parse(WORLD).unwrap();
    config.data = Some(folder.path().to_owned());
    config.limits.code_length = 12;
    let world = World::start(config).unwrap();
    let app = App::new(&world, "green").await;
    app.begin(Some(PHONE)).await;

    let code = code(&world, PHONE);

    drop(world);
    let kept: Vec<u8> = std::fs::read_dir(folder.path())
        .unwrap()
        .flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    for secret in [code.as_bytes(), b"planted-password"] {
        assert!(!kept.windows(secret.len()).any(|window| window == secret));
    }
}

#[tokio::test]
async fn two_worlds_do_not_meet() {
    let (one, two) = (world(WORLD), world(WORLD));
    let app = App::new(&one, "green").await;

    app.begin(Some(PHONE)).await;

    assert_ne!(one.server("green").port(), two.server("green").port());
    assert!(two.inbox().is_empty());
}

const WORLD: &str = r#"
    [[public]]
    name = "green"
    title = "Vestibule"

    [[public.account]]
    phone = "+79002223344"
    password = "planted-password"
"#;
