use crate::client::{App, world};

#[tokio::test]
async fn a_person_registers_by_phone_with_a_code_and_a_name() {
    let world = world(PUBLIC);
    let app = App::new(&world, "green").await;

    let code = app.begin(Some("+79001112233")).await;
    assert_eq!(code.step(), "sms_code");
    let sent = world.inbox().latest_code("+79001112233").unwrap();
    let profile = app.answer(&code, &[("code", &sent)]).await;
    assert_eq!(profile.step(), "profile");
    let done = app.answer(&profile, &[("name", "Мария")]).await;
    assert_eq!(done.status, 200);
    let tokens = app.redeem(&done).await;
    let account = app.account(&tokens.access).await;

    assert_eq!(account.body["name"], "Мария");
    assert_eq!(account.body["phone"], "+79001112233");
    let counts = world.counters().of("green");
    assert_eq!((counts.sms, counts.accounts_made, counts.sessions_begun), (1, 1, 1));
}

const PUBLIC: &str = r#"
    [[public]]
    name = "green"
    title = "Vestibule"
"#;
