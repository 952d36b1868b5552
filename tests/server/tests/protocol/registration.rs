use vestibule_server::World;

use crate::client::{App, by_phone, code, world, wrong};

const PHONE: &str = "+79001112233";

#[tokio::test]
async fn a_person_registers_by_phone_with_a_code_and_a_name() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;

    let step = app.begin(Some(PHONE)).await;
    assert_eq!(step.step(), "sms_code");
    assert_eq!(step.body["step"]["sent_to"], "+7 ••• •••-••-33");
    let profile = app.answer(&step, &[("code", &code(&world, PHONE))]).await;
    assert_eq!(profile.step(), "profile");
    let done = app.answer(&profile, &[("name", " Мария ")]).await;
    assert_eq!(done.status, 200);
    let tokens = app.redeem(&done).await;
    let account = app.account(&tokens.access).await;

    assert_eq!(account.body["name"], "Мария");
    assert_eq!(account.body["phone"], PHONE);
    assert_eq!(account.body["linked"], true);
    let counts = world.counters().of("green");
    assert_eq!((counts.sms, counts.accounts_made, counts.sessions_begun), (1, 1, 1));
}

#[tokio::test]
async fn without_a_hint_the_phone_is_asked_for() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;

    let step = app.begin(None).await;
    assert_eq!(step.step(), "phone");
    let bad = app.answer(&step, &[("phone", "89001112233")]).await;
    assert_eq!((bad.step(), bad.problem()), ("phone", Some("bad_phone")));
    let code = app.answer(&bad, &[("phone", PHONE)]).await;

    assert_eq!((code.step(), code.problem()), ("sms_code", None));
}

#[tokio::test]
async fn a_hint_that_is_no_phone_is_a_bad_phone() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;

    let step = app.begin(Some("+7")).await;

    assert_eq!((step.step(), step.problem()), ("phone", Some("bad_phone")));
}

#[tokio::test]
async fn an_account_signs_in_on_any_number_of_devices() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;

    let first = by_phone(&world, &app, PHONE).await;
    let second = by_phone(&world, &app, PHONE).await;

    assert_ne!(first.session, second.session);
    assert_eq!(app.account(&first.access).await.body, app.account(&second.access).await.body);
    assert_eq!(world.counters().of("green").accounts_made, 1);
}

#[tokio::test]
async fn a_name_that_is_none_is_asked_for_again() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let mut step = proved(&world, &app, PHONE).await;
    let long = "ё".repeat(65);

    for name in ["", "   ", "a\u{202E}b", &long] {
        step = app.answer(&step, &[("name", name)]).await;
        assert_eq!((step.step(), step.problem()), ("profile", Some("bad_name")), "{name}");
    }

    assert_eq!(app.answer(&step, &[("name", "Ё")]).await.status, 200);
}

#[tokio::test]
async fn a_personal_password_is_asked_for_after_the_code() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;

    let step = proved(&world, &app, "+79002223344").await;
    assert_eq!(step.step(), "account_password");
    assert_eq!(step.body["step"]["hint"], "cat");
    assert_eq!(step.body["step"]["recovery"], true);
    let wrong = app.answer(&step, &[("password", "water")]).await;
    assert_eq!(wrong.problem(), Some("wrong_password"));
    assert_eq!(wrong.body["step"]["attempts_left"], 4);

    assert_eq!(app.answer(&wrong, &[("password", "milk")]).await.status, 200);
}

#[tokio::test]
async fn a_forgotten_password_is_recovered_by_email() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;

    let step = proved(&world, &app, "+79002223344").await;
    let email = app.answer(&step, &[("recover", "true")]).await;
    assert_eq!(email.step(), "email_code");
    let back = app.answer(&email, &[("change", "true")]).await;
    assert_eq!(back.step(), "account_password");
    let email = app.answer(&back, &[("recover", "true")]).await;
    let done = app.answer(&email, &[("code", &code(&world, "petr@mail.example"))]).await;
    assert_eq!(done.status, 200);

    let again = proved(&world, &app, "+79002223344").await;
    assert_eq!(again.status, 200, "the password is forgotten");
}

#[tokio::test]
async fn a_long_silent_account_is_recognised() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;

    let step = proved(&world, &app, "+79003334455").await;
    assert_eq!(step.step(), "recognise");
    assert_eq!(step.body["step"]["name"], "А••• Б•••");
    let done = app.answer(&step, &[("mine", "true")]).await;
    let account = app.account(&app.redeem(&done).await.access).await;

    assert_eq!(account.body["name"], "Анна Белова");
    assert_eq!(world.counters().of("green").accounts_made, 0);
}

#[tokio::test]
async fn a_number_that_changed_hands_begins_a_new_account() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;

    let step = proved(&world, &app, "+79003334455").await;
    let profile = app.answer(&step, &[("mine", "false")]).await;
    assert_eq!(profile.step(), "profile");
    app.answer(&profile, &[("name", "Вера")]).await;

    let accounts = world.server("green").accounts().unwrap();
    let phone =
        |name: &str| accounts.iter().find(|account| account.name == name).unwrap().phone.clone();
    assert_eq!(phone("Анна Белова"), None);
    assert_eq!(phone("Вера").as_deref(), Some("+79003334455"));
}

#[tokio::test]
async fn a_blocked_account_is_told_after_the_code_and_not_before() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;

    let step = app.begin(Some("+79004445566")).await;
    assert_eq!(step.step(), "sms_code");
    let denied = app.answer(&step, &[("code", &code(&world, "+79004445566"))]).await;

    assert_eq!(
        (denied.error(), &denied.body["reason"]),
        ("access_denied", &"account_blocked".into())
    );
}

#[tokio::test]
async fn a_closed_server_takes_nobody_new_and_says_so_after_the_code() {
    let world = world(WORLD);
    let app = App::new(&world, "closed").await;

    let step = app.begin(Some(PHONE)).await;
    let denied = app.answer(&step, &[("code", &code(&world, PHONE))]).await;

    assert_eq!(denied.body["reason"], "registration_closed");
}

#[tokio::test]
async fn messages_speak_the_persons_language_and_end_as_the_platform_wants() {
    let world = world(WORLD);
    let mut app = App::new(&world, "green").await;
    app.locale = "ru-RU,ru;q=0.9,en;q=0.8".to_owned();
    app.sms_hash = Some("FA+9qCX9VSu".to_owned());

    app.begin(Some(PHONE)).await;

    let message = world.inbox().messages().pop().unwrap();
    assert_eq!(
        message.text,
        format!("{} — ваш код Вестибюль. Никому его не сообщайте.\n\nFA+9qCX9VSu", message.code)
    );
}

#[tokio::test]
async fn an_answer_that_does_not_fit_the_step_leaves_it_unanswered() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;

    for answer in [("name", "Мария"), ("mine", "true"), ("code", ""), ("back", "true")] {
        let refused = app.answer(&step, &[answer]).await;
        assert_eq!((refused.status, refused.error()), (400, "invalid_request"), "{answer:?}");
    }

    let sent = code(&world, PHONE);
    assert_eq!(app.answer(&step, &[("code", &sent)]).await.step(), "profile");
}

#[tokio::test]
async fn an_auth_session_is_good_for_one_answer() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;
    let sent = code(&world, PHONE);

    app.answer(&step, &[("code", &wrong(&sent))]).await;
    let again = app.answer(&step, &[("code", &sent)]).await;

    assert_eq!(again.error(), "invalid_session");
    assert_eq!(world.counters().of("green").attempts_spent, 1);
}

#[tokio::test]
async fn a_session_that_nobody_answers_runs_out() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin(Some(PHONE)).await;
    assert_eq!(step.body["expires_in"], 1800);

    world.clock().advance(std::time::Duration::from_secs(1800));

    let sent = code(&world, PHONE);
    assert_eq!(app.answer(&step, &[("code", &sent)]).await.error(), "invalid_session");
    assert_eq!(app.resume(&step).await.error(), "invalid_session");
}

/// The step after the phone's code.
async fn proved(world: &World, app: &App, phone: &str) -> crate::client::Reply {
    let step = app.begin(Some(phone)).await;
    app.answer(&step, &[("code", &code(world, phone))]).await
}

const WORLD: &str = r#"
    [[public]]
    name = "green"
    title = "Vestibule"
    titles = { ru = "Вестибюль" }

    [[public.account]]
    phone = "+79002223344"
    name = "Пётр Сергеев"
    email = "petr@mail.example"
    password = "milk"
    hint = "cat"

    [[public.account]]
    phone = "+79003334455"
    name = "Анна Белова"
    silent_days = 400

    [[public.account]]
    phone = "+79004445566"
    name = "Олег Чернов"
    standing = "blocked"

    [[public]]
    name = "closed"
    title = "Closed"
    registration = "closed"
"#;
