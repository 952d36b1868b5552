use crate::client::{App, by_password, code, world, wrong};

#[tokio::test]
async fn a_login_and_its_password_sign_in() {
    let world = world(WORLD);
    let app = App::new(&world, "acme").await;

    let step = app.begin(None).await;
    assert_eq!(step.step(), "password");
    assert_eq!(step.body["step"]["domains"], serde_json::json!([]));
    let unknown = app.answer(&step, &[("login", "nobody"), ("password", "x")]).await;
    assert_eq!(unknown.problem(), Some("unknown_login"));
    let wrong = app.answer(&unknown, &[("login", "ivan"), ("password", "x")]).await;
    assert_eq!(wrong.problem(), Some("wrong_password"));
    assert_eq!(wrong.body["step"]["attempts_left"], 4);
    let done = app.answer(&wrong, &[("login", "IVAN"), ("password", "ivan-password")]).await;
    let account = app.account(&app.redeem(&done).await.access).await;

    assert_eq!(account.body["login"], "ivan");
    assert_eq!(account.body["linked"], false);
    assert_eq!(account.body["may_add_phone"], true);
    assert_eq!(world.counters().of("acme").attempts_spent, 1);
}

#[tokio::test]
async fn a_known_email_is_put_into_the_login_field_and_may_be_typed_there() {
    let world = world(WORLD);
    let app = App::new(&world, "acme").await;

    let step = app.begin(Some("ivan@acme.example")).await;
    assert_eq!(step.body["step"]["login_hint"], "ivan@acme.example");
    by_password(&app, "ivan@acme.example", "ivan-password").await;
}

#[tokio::test]
async fn wrong_passwords_lock_the_account_whatever_the_session() {
    let world = world(WORLD);
    let app = App::new(&world, "acme").await;

    for attempt in 1..=5 {
        let step = app.begin(None).await;
        let reply = app.answer(&step, &[("login", "ivan"), ("password", "x")]).await;
        let reason = reply.body["reason"].as_str();
        assert_eq!(reason, (attempt == 5).then_some("too_many_attempts"));
    }

    let step = app.begin(None).await;
    let right = app.answer(&step, &[("login", "ivan"), ("password", "ivan-password")]).await;
    assert_eq!(right.body["reason"], "too_many_attempts");
    assert_eq!(world.counters().of("acme").attempts_spent, 5);
}

#[tokio::test]
async fn accounts_that_may_not_be_used_are_told_after_the_password() {
    let world = world(WORLD);
    let app = App::new(&world, "acme").await;

    for (login, reason) in [("olga", "account_not_ready"), ("boris", "account_blocked")] {
        let step = app.begin(None).await;
        let denied = app.answer(&step, &[("login", login), ("password", "secret")]).await;
        assert_eq!(denied.body["reason"], reason);
    }
}

#[tokio::test]
async fn a_code_by_email_signs_in_from_the_first_request() {
    let world = world(WORLD);
    let app = App::new(&world, "post").await;

    let step = app.begin(Some("Work@rabota.ru")).await;
    assert_eq!(step.step(), "email_code");
    assert_eq!(step.body["step"]["sent_to"], "W•••@rabota.ru");
    let wrong = app.answer(&step, &[("code", &wrong(&code(&world, "Work@rabota.ru")))]).await;
    assert_eq!(wrong.problem(), Some("wrong_code"));
    let done = app.answer(&wrong, &[("code", &code(&world, "Work@rabota.ru"))]).await;

    assert_eq!(app.account(&app.redeem(&done).await.access).await.body["email"], "work@rabota.ru");
    assert_eq!(world.counters().of("post").emails, 1);
}

#[tokio::test]
async fn an_email_that_is_none_of_the_servers_is_asked_for_again() {
    let world = world(WORLD);
    let app = App::new(&world, "post").await;
    let mut step = app.begin(None).await;

    for (email, problem) in [
        ("rabota.ru", "bad_email"),
        ("work@elsewhere.example", "bad_email"),
        ("nobody@rabota.ru", "unknown_login"),
    ] {
        step = app.answer(&step, &[("email", email)]).await;
        assert_eq!((step.step(), step.problem()), ("email", Some(problem)), "{email}");
    }
    assert_eq!(world.counters().of("post").emails, 0);
}

#[tokio::test]
async fn a_password_and_a_code_are_combined_and_the_code_goes_to_the_account() {
    let world = world(WORLD);
    let app = App::new(&world, "bank").await;

    let step = app.begin(Some("somebody.else@bank.example")).await;
    assert_eq!(step.body["step"]["domains"], serde_json::json!(["BANK", "FILIAL"]));
    let other = [("login", "sidorov"), ("password", "secret"), ("domain", "FILIAL")];
    let other = app.answer(&step, &other).await;
    assert_eq!(other.problem(), Some("wrong_password"), "it is not told that there is none");
    let own = [("login", "sidorov"), ("password", "secret"), ("domain", "BANK")];
    let code_step = app.answer(&other, &own).await;
    assert_eq!(code_step.step(), "email_code");
    let same = app.answer(&code_step, &[("change", "true")]).await;
    assert_eq!(same.step(), "email_code", "the address is the account's own");
    let done = app.answer(&same, &[("code", &code(&world, "sidorov@bank.example"))]).await;

    assert_eq!(done.status, 200);
    assert_eq!(world.counters().of("bank").emails, 1);
}

#[tokio::test]
async fn a_domain_is_one_of_those_that_were_offered() {
    let world = world(WORLD);
    let app = App::new(&world, "bank").await;
    let step = app.begin(None).await;

    for domain in [&[][..], &[("domain", "OTHER")]] {
        let answer = [&[("login", "sidorov"), ("password", "secret")], domain].concat();
        assert_eq!(app.answer(&step, &answer).await.error(), "invalid_request");
    }
}

#[tokio::test]
async fn a_server_that_hides_its_people_goes_on_with_a_mailbox_that_is_not_there() {
    let world = world(WORLD);
    let app = App::new(&world, "quiet").await;

    let known = app.begin(Some("anna@quiet.example")).await;
    let unknown = app.begin(Some("asya@quiet.example")).await;

    assert_eq!(known.body["step"], unknown.body["step"]);
    assert_eq!(world.counters().of("quiet").emails, 1);
    let code = code(&world, "anna@quiet.example");
    let wrong = app.answer(&unknown, &[("code", &code)]).await;
    assert_eq!(wrong.problem(), Some("wrong_code"));
}

#[tokio::test]
async fn a_choice_of_methods_can_be_made_again() {
    let world = world(WORLD);
    let app = App::new(&world, "plant").await;

    let choice = app.begin(Some("master@plant.example")).await;
    assert_eq!(choice.body["step"]["methods"], serde_json::json!(["email_code", "password"]));
    let code_step = app.answer(&choice, &[("method", "email_code")]).await;
    assert_eq!(code_step.step(), "email_code");
    let choice = app.answer(&code_step, &[("back", "true")]).await;
    assert_eq!(choice.step(), "choose");
    assert_eq!(app.answer(&choice, &[("method", "openid")]).await.error(), "invalid_request");
    let password = app.answer(&choice, &[("method", "password")]).await;
    let done = app.answer(&password, &[("login", "master"), ("password", "secret")]).await;

    assert_eq!(done.status, 200);
}

#[tokio::test]
async fn whoever_has_an_email_of_the_domain_is_taken_in_where_the_server_does_so() {
    let world = world(WORLD);
    let app = App::new(&world, "startup").await;

    let step = app.begin(Some("new@startup.example")).await;
    let profile = app.answer(&step, &[("code", &code(&world, "new@startup.example"))]).await;
    assert_eq!(profile.step(), "profile");
    let done = app.answer(&profile, &[("name", "Новичок")]).await;

    let account = app.account(&app.redeem(&done).await.access).await;
    assert_eq!(account.body["name"], "Новичок");
    assert_eq!(world.counters().of("startup").accounts_made, 1);
}

#[tokio::test]
async fn a_corporate_server_may_know_its_people_by_phone() {
    let world = world(WORLD);
    let app = App::new(&world, "clinic").await;

    let step = app.begin(None).await;
    let unknown = app.answer(&step, &[("phone", "+79000000000")]).await;
    assert_eq!((unknown.step(), unknown.problem()), ("phone", Some("unknown_login")));
    let step = app.answer(&unknown, &[("phone", "+79005556677")]).await;
    let done = app.answer(&step, &[("code", &code(&world, "+79005556677"))]).await;

    assert_eq!(done.status, 200);
}

#[tokio::test]
async fn a_special_app_is_the_only_one_admitted() {
    let world = world(WORLD);
    let mut app = App::new(&world, "ministry").await;

    let refused = app.begin(Some("minister@ministry.example")).await;
    assert_eq!(refused.error(), "special_app_required");
    assert_eq!(refused.body["app"], app.metadata["vestibule"]["app"]);
    assert_eq!(refused.body["app"]["name"], "Ministry Chat");
    app.id = "example.ministry.chat".to_owned();

    assert_eq!(app.begin(None).await.step(), "password");
}

const WORLD: &str = r#"
    [[corporate]]
    name = "acme"
    title = "Acme"
    sign_in = ["password"]
    may_add_phone = true

    [[corporate.account]]
    login = "ivan"
    email = "ivan@acme.example"
    name = "Иван"
    password = "ivan-password"

    [[corporate.account]]
    login = "olga"
    password = "secret"
    standing = "not_ready"

    [[corporate.account]]
    login = "boris"
    password = "secret"
    standing = "blocked"

    [[corporate]]
    name = "post"
    title = "Post"
    sign_in = ["email_code"]
    email_domains = ["rabota.ru"]

    [[corporate.account]]
    email = "work@rabota.ru"

    [[corporate]]
    name = "bank"
    title = "Bank"
    sign_in = ["password", "email_code"]
    login_domains = ["BANK", "FILIAL"]
    hides_unknown_logins = true

    [[corporate.account]]
    login = "sidorov"
    domain = "BANK"
    email = "sidorov@bank.example"
    password = "secret"

    [[corporate]]
    name = "quiet"
    title = "Quiet"
    sign_in = ["email_code"]
    hides_unknown_logins = true

    [[corporate.account]]
    email = "anna@quiet.example"

    [[corporate]]
    name = "plant"
    title = "Plant"
    sign_in = ["choose"]
    methods = ["email_code", "password"]

    [[corporate.account]]
    login = "master"
    email = "master@plant.example"
    password = "secret"

    [[corporate]]
    name = "startup"
    title = "Startup"
    sign_in = ["email_code", "profile"]
    makes_accounts = true

    [[corporate]]
    name = "clinic"
    title = "Clinic"
    sign_in = ["sms_code"]

    [[corporate.account]]
    phone = "+79005556677"

    [[corporate]]
    name = "ministry"
    title = "Ministry"
    sign_in = ["password"]

    [corporate.app]
    ids = ["example.ministry.chat"]
    name = "Ministry Chat"
"#;
