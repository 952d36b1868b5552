//! The embedded identity provider, as the standards have one.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use vestibule_server::{Browser, Config, Page, PushedRequests, World};

use crate::client::{Reply, http, send, world};

const REDIRECT: &str = "http://127.0.0.1:49152/callback";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

#[tokio::test]
async fn the_form_says_what_is_wrong_and_lets_one_go_back() {
    let world = world(WORLD);
    let office = Office::of(&world).await;
    let browser = world.browser().in_language("ru");

    let form = browser.open(&office.page(&[("login_hint", "anna")])).unwrap().into_form().unwrap();
    assert_eq!((form.heading.as_str(), form.problem.as_ref()), ("Вход", None));
    assert_eq!(form.fields["login"], "anna");
    let form = browser.send(&form, &[("password", "x")], "in").unwrap().into_form().unwrap();
    assert_eq!(form.problem.as_deref(), Some("Неверный логин или пароль"));
    assert_eq!(form.fields["login"], "anna");
    let page = browser.send(&form, &[("login", "nobody"), ("password", "x")], "in").unwrap();
    assert_eq!(page.into_form().unwrap().problem.as_deref(), Some("Неверный логин или пароль"));
    let denied = browser.send(&form, &[], "back").unwrap().into_callback().unwrap();
    assert_eq!(value(&denied, "error").as_deref(), Some("access_denied"));
    let code = browser.send(&form, &[("password", "anna-password")], "in").unwrap();

    let code = code.into_callback().unwrap();
    assert_eq!(value(&code, "state").as_deref(), Some("s"));
    assert_eq!(value(&code, "iss").as_deref(), Some(office.issuer.as_str()));
    assert!(value(&code, "code").is_some());
}

#[tokio::test]
async fn every_field_of_the_form_has_a_name_and_a_purpose() {
    let world = world(WORLD);
    let office = Office::of(&world).await;

    let page = send(http(&world).get(office.page(&[]))).await;
    let html = String::from_utf8(page.bytes.clone()).unwrap();

    for part in [
        "<html lang=\"en\">",
        "<label for=\"login\">",
        "id=\"login\"",
        "autocomplete=\"username\"",
        "<label for=\"password\">",
        "id=\"password\"",
        "autocomplete=\"current-password\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
}

#[tokio::test]
async fn who_signed_in_once_is_not_asked_again_in_the_same_browser() {
    let world = world(WORLD);
    let office = Office::of(&world).await;
    let browser = world.browser();
    browser.sign_in(&office.page(&[]), "anna", "anna-password").unwrap();

    assert!(browser.return_from(&office.page(&[])).is_ok());
    assert!(browser.return_from(&office.page(&[("prompt", "none")])).is_ok());
    for anew in ["login", "select_account"] {
        assert!(browser.open(&office.page(&[("prompt", anew)])).unwrap().into_form().is_ok());
    }
    let other = world.browser();
    assert!(other.open(&office.page(&[])).unwrap().into_form().is_ok());
    let required = other.return_from(&office.page(&[("prompt", "none")])).unwrap();
    assert_eq!(value(&required, "error").as_deref(), Some("login_required"));
    world.clock().advance(Duration::from_secs(10 * 3600));
    assert!(browser.open(&office.page(&[])).unwrap().into_form().is_ok(), "it was long ago");
}

#[tokio::test]
async fn a_person_signs_out_on_the_page_of_the_provider() {
    let world = world(WORLD);
    let office = Office::of(&world).await;
    let browser = world.browser();
    let callback = browser.sign_in(&office.page(&[]), "anna", "anna-password").unwrap();
    let id_token = office.redeem(&callback).await.body["id_token"].as_str().unwrap().to_owned();
    let log_out = |parameters: &[(&str, &str)]| office.url("end_session_endpoint", parameters);
    let is_in = || browser.return_from(&office.page(&[])).is_ok();

    // An app that says only who it is: the person is asked.
    let page = log_out(&[("client_id", "vestibule")]);
    assert!(matches!(browser.open(&page).unwrap(), Page::Form(_)));
    assert!(is_in());
    let said = browser.sign_out(&page).unwrap();
    assert_eq!(said, Page::Plain { status: 200, heading: "You are signed out".to_owned() });
    assert!(!is_in());

    // One that says whom it signed in: at once, and back to where it is known to be.
    browser.sign_in(&office.page(&[]), "anna", "anna-password").unwrap();
    let away = "https://evil.example/";
    let page = log_out(&[("id_token_hint", &id_token), ("post_logout_redirect_uri", away)]);
    assert!(matches!(browser.open(&page).unwrap(), Page::Plain { status: 200, .. }));
    assert!(!is_in());
    let known = "vestibule://signed-out";
    let page = log_out(&[
        ("id_token_hint", &id_token),
        ("post_logout_redirect_uri", known),
        ("state", "t"),
    ]);
    assert_eq!(browser.return_from(&page).unwrap(), format!("{known}?state=t"));
}

#[tokio::test]
async fn a_code_is_exchanged_once_in_time_by_who_asked_for_it() {
    let world = world(WORLD);
    let office = Office::of(&world).await;
    let browser = world.browser();
    browser.sign_in(&office.page(&[]), "anna", "anna-password").unwrap();
    let callback = || browser.return_from(&office.page(&[])).unwrap();

    for (name, other) in [
        ("code_verifier", "another-verifier-another-verifier-another-ver"),
        ("redirect_uri", "http://127.0.0.1:49153/callback"),
        ("client_id", "another"),
    ] {
        let refused = office.exchange(&callback(), &[(name, other)]).await;
        assert_eq!(refused.error(), "invalid_grant", "{name}");
    }
    let secret = office.exchange(&callback(), &[("client_secret", "s")]).await;
    assert_eq!(secret.error(), "invalid_client");
    let code = callback();
    let granted = office.redeem(&code).await;
    assert_eq!(granted.body["token_type"], "Bearer");
    assert_eq!(granted.header("cache-control"), Some("no-store"));
    assert_eq!(office.exchange(&code, &[]).await.error(), "invalid_grant", "it was used");
    let late = callback();
    world.clock().advance(Duration::from_secs(61));
    assert_eq!(office.exchange(&late, &[]).await.error(), "invalid_grant", "it is too old");
}

#[tokio::test]
async fn a_request_that_can_not_be_answered_is_told_to_who_asked_if_they_are_known() {
    let world = world(WORLD);
    let office = Office::of(&world).await;
    let browser = world.browser();

    for (name, value) in [
        ("client_id", "unknown"),
        ("redirect_uri", "https://evil.example/callback"),
        ("redirect_uri", "http://127.0.0.1:49152/callback/"),
        ("redirect_uri", "http://localhost:49152/callback"),
        ("redirect_uri", ""),
        ("request_uri", "urn:ietf:params:oauth:request_uri:none"),
    ] {
        let page = browser.open(&office.page(&[(name, value)])).unwrap();
        assert!(matches!(page, Page::Plain { status: 400, .. }), "{name}={value}: {page:?}");
    }
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("scope", "email", "invalid_scope"),
        ("code_challenge", "", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("prompt", "dance", "invalid_request"),
    ] {
        let told = browser.return_from(&office.page(&[(name, value)])).unwrap();
        assert_eq!(self::value(&told, "error").as_deref(), Some(error), "{name}={value}");
        assert_eq!(self::value(&told, "state").as_deref(), Some("s"), "{name}={value}");
        assert!(told.starts_with(REDIRECT), "{told}");
    }
}

#[tokio::test]
async fn a_pushed_request_is_good_once_for_its_client_and_not_for_long() {
    let world = world(WORLD);
    let office = Office::of(&world).await;
    let browser = world.browser();
    browser.sign_in(&office.page(&[]), "anna", "anna-password").unwrap();
    let page = |uri: &str, client: &str| {
        office.url("authorization_endpoint", &[("client_id", client), ("request_uri", uri)])
    };

    let pushed = office.push(&[]).await;
    assert_eq!((pushed.status, &pushed.body["expires_in"]), (201, &json!(90)));
    let uri = pushed.body["request_uri"].as_str().unwrap();
    assert!(matches!(browser.open(&page(uri, "another")).unwrap(), Page::Plain { .. }));
    let callback = browser.return_from(&page(uri, "vestibule")).unwrap();
    assert!(office.redeem(&callback).await.body["id_token"].is_string());
    let again = browser.return_from(&page(uri, "vestibule")).unwrap();
    assert_eq!(value(&again, "error").as_deref(), Some("invalid_request_uri"));
    let late = office.push(&[]).await;
    world.clock().advance(Duration::from_secs(91));
    let late = page(late.body["request_uri"].as_str().unwrap(), "vestibule");
    let late = browser.return_from(&late).unwrap();
    assert_eq!(value(&late, "error").as_deref(), Some("invalid_request_uri"));
    let refused = office.push(&[("code_challenge_method", "plain")]).await;
    assert_eq!(refused.error(), "invalid_request");
    assert_eq!(office.push(&[("client_id", "unknown")]).await.error(), "invalid_request");
}

#[tokio::test]
async fn a_provider_may_take_pushed_requests_alone_or_none() {
    for (pushed, takes_plain, takes_pushed) in
        [(PushedRequests::Required, false, true), (PushedRequests::None, true, false)]
    {
        let mut config = Config::parse(WORLD).unwrap();
        config.provider_mut("id").unwrap().pushed_requests = pushed;
        let world = World::start(config).unwrap();
        let office = Office::of(&world).await;

        let page = world.browser().open(&office.page(&[])).unwrap();
        assert_eq!(matches!(page, Page::Form(_)), takes_plain, "{pushed:?}: {page:?}");
        if let Page::Callback(told) = page {
            assert_eq!(value(&told, "error").as_deref(), Some("invalid_request"));
        }
        let is_offered = office.document["pushed_authorization_request_endpoint"].is_string();
        assert_eq!(is_offered, takes_pushed, "{pushed:?}");
    }
}

#[tokio::test]
async fn the_language_is_the_apps_wish_before_the_browsers() {
    let world = world(WORLD);
    let office = Office::of(&world).await;
    let heading = |browser: &Browser, parameters: &[(&str, &str)]| {
        browser.open(&office.page(parameters)).unwrap().into_form().unwrap().heading
    };

    let russian = world.browser().in_language("ru");
    assert_eq!(heading(&russian, &[]), "Вход");
    assert_eq!(heading(&russian, &[("ui_locales", "en")]), "Sign in");
}

#[tokio::test]
async fn a_provider_that_is_started_again_knows_its_people_by_the_same_names() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::parse(WORLD).unwrap();
    config.data = Some(folder.path().to_owned());
    let mut known = Vec::new();
    for _ in 0..2 {
        let world = World::start(config.clone()).unwrap();
        let office = Office::of(&world).await;
        let page = office.page(&[]);
        let callback = world.browser().sign_in(&page, "anna", "anna-password").unwrap();
        let granted = office.redeem(&callback).await;
        known.push((office.issuer.clone(), subject(&granted)));
    }

    assert_eq!(known[0], known[1]);
}

/// The `sub` of an ID token.
fn subject(granted: &Reply) -> String {
    let token = granted.body["id_token"].as_str().unwrap();
    let claims = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
    claims["sub"].as_str().unwrap().to_owned()
}

/// An app of the office, at the provider.
struct Office {
    issuer: String,
    document: serde_json::Value,
    http: reqwest::Client,
}

impl Office {
    async fn of(world: &World) -> Self {
        let (http, issuer) = (http(world), world.provider("id").issuer().to_owned());
        let document = format!("{issuer}/.well-known/openid-configuration");
        let document = send(http.get(document)).await.body;
        assert_eq!(document["issuer"], issuer);
        Self { issuer, document, http }
    }

    /// The page that asks for a code, with these parameters in place of the usual ones, or beside
    /// them.
    fn page(&self, parameters: &[(&str, &str)]) -> String {
        self.url("authorization_endpoint", &Self::asked(parameters))
    }

    fn url(&self, endpoint: &str, parameters: &[(&str, &str)]) -> String {
        let mut url = url::Url::parse(self.document[endpoint].as_str().unwrap()).unwrap();
        url.query_pairs_mut().extend_pairs(parameters);
        url.into()
    }

    async fn push(&self, parameters: &[(&str, &str)]) -> Reply {
        let endpoint = self.document["pushed_authorization_request_endpoint"].as_str().unwrap();
        send(self.http.post(endpoint).form(&Self::asked(parameters))).await
    }

    async fn redeem(&self, callback: &str) -> Reply {
        let granted = self.exchange(callback, &[]).await;
        assert_eq!(granted.status, 200, "{:?}", granted.body);
        granted
    }

    async fn exchange(&self, callback: &str, parameters: &[(&str, &str)]) -> Reply {
        let code = value(callback, "code").unwrap();
        let form = replaced(
            &[
                ("grant_type", "authorization_code"),
                ("client_id", "vestibule"),
                ("code", &code),
                ("redirect_uri", REDIRECT),
                ("code_verifier", VERIFIER),
            ],
            parameters,
        );
        send(self.http.post(self.document["token_endpoint"].as_str().unwrap()).form(&form)).await
    }

    fn asked<'a>(parameters: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let usual = [
            ("response_type", "code"),
            ("client_id", "vestibule"),
            ("redirect_uri", REDIRECT),
            ("scope", "openid email"),
            ("state", "s"),
            ("nonce", "n"),
            // RFC 7636 appendix B.
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            ("code_challenge_method", "S256"),
        ];
        replaced(&usual, parameters)
    }
}

fn replaced<'a>(
    usual: &[(&'a str, &'a str)],
    others: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let is_replaced = |name: &str| others.iter().any(|(other, _)| *other == name);
    let usual = usual.iter().filter(|(name, _)| !is_replaced(name));
    usual.chain(others).copied().collect()
}

fn value(callback: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(callback).unwrap();
    url.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
}

const WORLD: &str = r#"
    [[provider]]
    name = "id"
    path = "/realms/office"
    title = "Office ID"
    titles = { ru = "Вход в контору" }

    [[provider.client]]
    id = "vestibule"
    redirects = ["http://127.0.0.1/callback"]
    after_sign_out = ["vestibule://signed-out"]

    [[provider.client]]
    id = "another"
    redirects = ["http://127.0.0.1/callback"]

    [[provider.user]]
    login = "anna"
    password = "anna-password"
    email = "anna@office.example"
"#;
