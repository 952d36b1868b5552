//! Section 3.6: going on in the browser, on the server's own page.

use serde_json::json;
use vestibule_server::Page;

use crate::client::{App, Reply, Tokens, code, key, world};

const REDIRECT: &str = "http://127.0.0.1:49152/callback";

#[tokio::test]
async fn a_sign_in_goes_on_on_the_servers_page_and_comes_back_with_a_code() {
    let world = world(WORLD);
    let app = App::new(&world, "portal").await;
    assert_eq!(app.metadata["authorization_response_iss_parameter_supported"], true);

    let web = app.begin(Some("vera@portal.example")).await;
    assert_eq!(web.error(), "redirect_to_web");
    assert!(web.body["request_uri"].as_str().unwrap().starts_with("urn:ietf:params:oauth:"));
    assert_eq!(web.body["expires_in"], json!(1800));
    let page = page(&app, &web, &[("login_hint", "vera@portal.example")]);
    let browser = world.browser();
    let form = browser.open(&page).unwrap().into_form().unwrap();
    assert_eq!(form.fields["login"], "vera@portal.example");
    let form = browser.send(&form, &[("password", "x")], "in").unwrap().into_form().unwrap();
    assert_eq!(form.problem.as_deref(), Some("Wrong login or password"));
    let callback = browser.send(&form, &[("password", "vera-password")], "in").unwrap();
    let callback = callback.into_callback().unwrap();

    assert_eq!(value(&callback, "state").as_deref(), Some("s"));
    assert_eq!(value(&callback, "iss").as_deref(), Some(world.server("portal").issuer()));
    let account = app.account(&redeem(&app, &callback).await.access).await;
    assert_eq!(account.body["login"], "vera");
    let counts = world.counters().of("portal");
    assert_eq!((counts.sign_ins, counts.sessions_begun, counts.attempts_spent), (1, 1, 1));
}

#[tokio::test]
async fn a_code_of_the_browser_is_redeemed_with_where_it_was_handed_over() {
    let world = world(WORLD);
    let app = App::new(&world, "portal").await;
    let web = app.begin(None).await;
    let page = page(&app, &web, &[]);
    let callback = world.browser().sign_in(&page, "vera", "vera-password").unwrap();

    for redirect in [None, Some("http://127.0.0.1:49153/callback")] {
        let refused = exchange(&app, &callback, redirect).await;
        assert_eq!(refused.error(), "invalid_grant", "{redirect:?}");
    }
    redeem(&app, &callback).await;
    let again = exchange(&app, &callback, Some(REDIRECT)).await;
    assert_eq!(again.error(), "invalid_grant");
    assert_eq!(world.counters().of("portal").sessions_ended, 1, "a code that comes twice");
}

#[tokio::test]
async fn a_code_of_the_app_is_redeemed_without_one() {
    let world = world(WORLD);
    let app = App::new(&world, "acme").await;
    let step = app.begin(None).await;
    let done = app.answer(&step, &[("login", "ivan"), ("password", "secret")]).await;
    let code = done.body["authorization_code"].as_str().unwrap();

    let callback = format!("{REDIRECT}?code={code}");
    assert_eq!(exchange(&app, &callback, Some(REDIRECT)).await.error(), "invalid_grant");
    assert_eq!(exchange(&app, &callback, None).await.status, 200);
}

#[tokio::test]
async fn the_page_is_there_without_a_reference_too() {
    let world = world(WORLD);
    let app = App::new(&world, "portal").await;

    let page = page_of(&app, &[]);
    let callback = world.browser().sign_in(&page, "vera", "vera-password").unwrap();

    redeem(&app, &callback).await;
    assert_eq!(world.counters().of("portal").sign_ins, 1);
}

#[tokio::test]
async fn a_person_who_gives_up_comes_back_with_a_denial() {
    let world = world(WORLD);
    let app = App::new(&world, "portal").await;
    let web = app.begin(None).await;

    let denied = world.browser().cancel(&page(&app, &web, &[])).unwrap();
    assert_eq!(value(&denied, "error").as_deref(), Some("access_denied"));
    assert_eq!(value(&denied, "iss").as_deref(), Some(world.server("portal").issuer()));

    let page = page(&app, &web, &[]);
    let callback = world.browser().sign_in(&page, "vera", "vera-password").unwrap();
    redeem(&app, &callback).await;
}

#[tokio::test]
async fn what_was_proved_before_the_page_is_who_signs_in_there() {
    let world = world(WORLD);
    let app = App::new(&world, "bank").await;
    let step = app.begin(Some("anna@bank.example")).await;
    let web = app.answer(&step, &[("code", &code(&world, "anna@bank.example"))]).await;
    assert_eq!(web.error(), "redirect_to_web");
    assert_eq!(app.resume(&step).await.body, web.body, "it is told again");
    let browser = world.browser();

    let form = browser.open(&page(&app, &web, &[])).unwrap().into_form().unwrap();
    let other = browser.send(&form, &[("login", "boris"), ("password", "secret")], "in").unwrap();
    let form = other.into_form().unwrap();
    assert_eq!(form.problem.as_deref(), Some("This is another account"));
    let callback = browser.send(&form, &[("login", "anna"), ("password", "secret")], "in").unwrap();

    redeem(&app, &callback.into_callback().unwrap()).await;
}

#[tokio::test]
async fn too_many_wrong_passwords_lock_on_the_page_too() {
    let world = world(WORLD);
    let app = App::new(&world, "portal").await;
    let web = app.begin(None).await;
    let browser = world.browser();

    let form = browser.open(&page(&app, &web, &[])).unwrap().into_form().unwrap();
    let wrong = [("login", "vera"), ("password", "x")];
    for _ in 1..5 {
        assert!(matches!(browser.send(&form, &wrong, "in").unwrap(), Page::Form(_)));
    }
    let locked = browser.send(&form, &wrong, "in").unwrap().into_callback().unwrap();

    assert_eq!(value(&locked, "error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn nobody_is_sent_to_where_no_app_is_known_to_be() {
    let world = world(WORLD);
    let app = App::new(&world, "portal").await;
    let web = app.begin(None).await;
    let browser = world.browser();

    for redirect in
        ["https://evil.example/callback", "http://localhost:1/callback", "vestibule://other", ""]
    {
        let page = browser.open(&page(&app, &web, &[("redirect_uri", redirect)])).unwrap();
        assert!(matches!(page, Page::Plain { status: 400, .. }), "{redirect}: {page:?}");
    }
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("code_challenge", "", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        // Another's sign-in can't be taken over: the challenge is not its own.
        ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "invalid_request_uri"),
        ("request_uri", "urn:ietf:params:oauth:request_uri:none", "invalid_request_uri"),
        ("client_id", "another", "invalid_request_uri"),
    ] {
        let told = browser.return_from(&page(&app, &web, &[(name, value)])).unwrap();
        assert_eq!(self::value(&told, "error").as_deref(), Some(error), "{name}={value}");
    }
}

/// The page of a `redirect_to_web`, with these parameters in place of the usual ones, or beside
/// them.
fn page(app: &App, web: &Reply, parameters: &[(&str, &str)]) -> String {
    let uri = web.body["request_uri"].as_str().unwrap();
    let is_given = parameters.iter().any(|(name, _)| *name == "request_uri");
    let uri = Some(("request_uri", uri)).filter(|_| !is_given);
    page_of(app, &parameters.iter().copied().chain(uri).collect::<Vec<_>>())
}

fn page_of(app: &App, parameters: &[(&str, &str)]) -> String {
    let challenge = app.challenge();
    let usual = [
        ("response_type", "code"),
        ("client_id", "test"),
        ("redirect_uri", REDIRECT),
        ("state", "s"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    let is_given = |name: &str| parameters.iter().any(|(given, _)| *given == name);
    let usual = usual.iter().filter(|(name, _)| !is_given(name));
    let endpoint = app.metadata["authorization_endpoint"].as_str().unwrap();
    let mut url = url::Url::parse(endpoint).unwrap();
    url.query_pairs_mut().extend_pairs(usual.chain(parameters));
    url.into()
}

async fn redeem(app: &App, callback: &str) -> Tokens {
    let reply = exchange(app, callback, Some(REDIRECT)).await;
    assert_eq!(reply.status, 200, "{:?}", reply.body);
    Tokens::of(&reply)
}

async fn exchange(app: &App, callback: &str, redirect: Option<&str>) -> Reply {
    let code = value(callback, "code").unwrap();
    let mut form = vec![
        ("client_id", "test"),
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("code_verifier", &app.verifier),
    ];
    form.extend(redirect.map(|redirect| ("redirect_uri", redirect)));
    app.post("token_endpoint", &key(), &form).await
}

fn value(callback: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(callback).unwrap();
    url.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
}

const WORLD: &str = r#"
    [[corporate]]
    name = "portal"
    title = "Portal"
    sign_in = ["web"]
    redirects = ["http://127.0.0.1/callback", "vestibule://callback"]

    [[corporate.account]]
    login = "vera"
    email = "vera@portal.example"
    password = "vera-password"

    [[corporate]]
    name = "bank"
    title = "Bank"
    sign_in = ["email_code", "web"]
    redirects = ["http://127.0.0.1/callback"]

    [[corporate.account]]
    login = "anna"
    email = "anna@bank.example"
    password = "secret"

    [[corporate.account]]
    login = "boris"
    email = "boris@bank.example"
    password = "secret"

    [[corporate]]
    name = "acme"
    title = "Acme"
    sign_in = ["password"]

    [[corporate.account]]
    login = "ivan"
    password = "secret"
"#;
