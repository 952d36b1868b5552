use vestibule_server::{Config, World};

use crate::client::{App, Reply, code, http, metadata_url, send};

#[tokio::test]
async fn every_server_of_the_example_says_who_it_is() {
    let world = World::start(Config::example()).unwrap();
    let http = http(&world);

    for server in world.servers().filter(|server| server.name() != "stale") {
        let metadata = send(http.get(metadata_url(server.issuer()))).await;

        assert_eq!(metadata.body["issuer"], server.issuer());
        assert_eq!(metadata.header("content-type"), Some("application/json"));
    }
}

#[tokio::test]
async fn every_account_of_the_example_takes_the_turn_that_it_is_there_for() {
    let world = World::start(Config::example()).unwrap();

    for (server, phone, step) in [
        ("green", "+79001112233", Ok(None)),
        ("green", "+79002223344", Ok(Some("account_password"))),
        ("green", "+79003334455", Ok(Some("recognise"))),
        ("green", "+79004445566", Err("account_blocked")),
        ("green", "+79009998877", Ok(Some("profile"))),
        ("steppe", "+77009998877", Ok(Some("profile"))),
        ("closed", "+375291112233", Ok(None)),
        ("closed", "+375299998877", Err("registration_closed")),
        ("clinic", "+79005556677", Ok(None)),
    ] {
        let app = App::new(&world, server).await;
        let step_before = app.begin(Some(phone)).await;
        let reply = app.answer(&step_before, &[("code", &code(&world, phone))]).await;
        assert_eq!(turn(&reply), step, "{server} {phone}");
    }
    for (server, email, step) in [
        ("rabota", "work@rabota.ru", Ok(None)),
        ("acme-west", "ivan@acme.example", Ok(None)),
        ("startup", "new@startup.example", Ok(Some("profile"))),
    ] {
        let app = App::new(&world, server).await;
        let step_before = app.begin(Some(email)).await;
        let reply = app.answer(&step_before, &[("code", &code(&world, email))]).await;
        assert_eq!(turn(&reply), step, "{server} {email}");
    }
    for (server, login, password, domain, step) in [
        ("acme", "ivan", "ivan-password", None, Ok(None)),
        ("acme", "olga", "olga-password", None, Err("account_not_ready")),
        ("acme", "boris", "boris-password", None, Err("account_blocked")),
        ("bank", "sidorov", "sidorov-password", Some("BANK"), Ok(Some("email_code"))),
        ("island", "robinson", "friday", None, Ok(None)),
    ] {
        let app = App::new(&world, server).await;
        let mut answer = vec![("login", login), ("password", password)];
        answer.extend(domain.map(|domain| ("domain", domain)));
        let step_before = app.begin(None).await;
        let reply = app.answer(&step_before, &answer).await;
        assert_eq!(turn(&reply), step, "{server} {login}");
    }
    let plant = App::new(&world, "plant").await.begin(Some("мастер@завод.рф")).await;
    assert_eq!(turn(&plant), Ok(Some("choose")));
    let college = App::new(&world, "college").await.begin(None).await;
    assert_eq!(turn(&college), Ok(Some("choose")));
    let office = App::new(&world, "office").await.begin(Some("anna@office.example")).await;
    assert_eq!(turn(&office), Ok(Some("openid")));
    let portal = App::new(&world, "portal").await.begin(None).await;
    assert_eq!(portal.error(), "redirect_to_web");
    let ministry = App::new(&world, "ministry").await.begin(None).await;
    assert_eq!(ministry.error(), "special_app_required");
}

/// The next step, or none where it is done; the reason where it is denied.
fn turn(reply: &Reply) -> Result<Option<&str>, &str> {
    match reply.body["reason"].as_str() {
        Some(reason) => Err(reason),
        None => Ok(reply.body["step"]["type"].as_str()),
    }
}
