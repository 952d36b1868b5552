//! Section 3.5: the identity provider, and an app that is as careless with it as an app can be, so
//! that the server has to see for itself.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use vestibule_server::{Browser, World};

use crate::client::{App, Reply, http, key, send, world};

#[tokio::test]
async fn whom_the_identity_provider_proves_is_signed_in() {
    let world = world(WORLD);
    let app = App::new(&world, "office").await;

    let step = app.begin(Some("Anna@office.example")).await;
    assert_eq!(step.body["step"]["issuer"], world.provider("id").issuer());
    let proof = prove(&world, &step, ANNA).await;
    let done = app.answer(&step, &[("id_token", &proof)]).await;

    let account = app.account(&app.redeem(&done).await.access).await;
    assert_eq!(account.body["email"], "anna@office.example");
}

/// Who signs in at the provider, and how.
type Person = (&'static str, &'static str);

const ANNA: Person = ("anna", "anna-password");

const REDIRECT: &str = "http://127.0.0.1:49152/callback";

/// An ID token for a step, from the provider that it names.
async fn prove(world: &World, step: &Reply, person: Person) -> String {
    prove_in(&world.browser(), world, step, person, "office").await
}

/// The same in a browser, and at a server, that are known.
async fn prove_in(
    browser: &Browser,
    world: &World,
    step: &Reply,
    (login, password): Person,
    server: &str,
) -> String {
    let text = |member: &str| step.body["step"][member].as_str().unwrap().to_owned();
    let http = http(world);
    let document = format!("{}/.well-known/openid-configuration", text("issuer"));
    let document = send(http.get(document)).await.body;
    let verifier = key().repeat(2);
    let bound = format!("{}\n{}", world.server(server).issuer(), text("nonce"));
    let hash = |text: &str| URL_SAFE_NO_PAD.encode(digest(&SHA256, text.as_bytes()));
    let mut url = url::Url::parse(document["authorization_endpoint"].as_str().unwrap()).unwrap();
    url.query_pairs_mut().extend_pairs([
        ("response_type", "code"),
        ("client_id", &text("client_id")),
        ("redirect_uri", REDIRECT),
        ("scope", &text("scope")),
        ("state", "s"),
        ("nonce", &hash(&bound)),
        ("code_challenge", &hash(&verifier)),
        ("code_challenge_method", "S256"),
    ]);
    let callback = browser.sign_in(url.as_str(), login, password).unwrap();
    let callback = url::Url::parse(&callback).unwrap();
    let code = callback.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", &text("client_id")),
        ("code", &code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", &verifier),
    ];
    let granted = send(http.post(document["token_endpoint"].as_str().unwrap()).form(&form)).await;
    granted.body["id_token"].as_str().unwrap_or_default().to_owned()
}

const WORLD: &str = r#"
    [[provider]]
    name = "id"
    path = "/realms/office"
    title = "Office ID"

    [[provider.client]]
    id = "vestibule"
    redirects = ["http://127.0.0.1/callback"]

    [[provider.user]]
    login = "anna"
    password = "anna-password"
    name = "Анна"
    email = "anna@office.example"

    [[corporate]]
    name = "office"
    title = "Office"
    sign_in = ["openid"]

    [corporate.openid]
    provider = "id"
    client_id = "vestibule"

    [[corporate.account]]
    email = "anna@office.example"
    name = "Анна"
"#;
