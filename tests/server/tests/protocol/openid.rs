//! Section 3.5: the identity provider, and an app that is as careless with it as an app can be, so
//! that the server has to see for itself.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde_json::json;
use vestibule_server::{Algorithm, Browser, Config, Endpoint, Untrusted, World, Wrong};

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

#[tokio::test]
async fn a_proof_by_each_algorithm_is_believed() {
    for algorithm in Algorithm::ALL {
        let world = signing_by(algorithm);
        let app = App::new(&world, "office").await;

        let step = app.begin(None).await;
        let proof = prove(&world, &step, ANNA).await;
        let done = app.answer(&step, &[("id_token", &proof)]).await;

        assert_eq!(done.status, 200, "{algorithm:?}: {:?}", done.body);
    }
}

#[tokio::test]
async fn a_proof_that_does_not_hold_is_refused_for_what_is_wrong_with_it() {
    for algorithm in [Algorithm::Rs256, Algorithm::Es256] {
        let world = signing_by(algorithm);
        let app = App::new(&world, "office").await;
        let mut step = app.begin(None).await;
        for wrong in Wrong::ALL {
            let Some(why) = unbelieved(wrong, algorithm) else {
                continue;
            };
            let before = world.counters().of("office").proofs_rejected.get(&why).copied();
            // What is cached of the keys is of no other way to be wrong.
            world.clock().advance(Duration::from_secs(601));
            world.provider("id").set_wrong(wrong.clone());
            let proof = prove(&world, &step, ANNA).await;

            let refused = app.answer(&step, &[("id_token", &proof)]).await;

            assert_eq!(refused.problem(), Some("proof_rejected"), "{wrong:?}");
            assert_ne!(refused.body["step"]["nonce"], step.body["step"]["nonce"], "{wrong:?}");
            let after = world.counters().of("office").proofs_rejected;
            assert_eq!(after.get(&why), Some(&(before.unwrap_or(0) + 1)), "{wrong:?}: {after:?}");
            step = refused;
        }
        assert_eq!(world.counters().of("office").sessions_begun, 0);

        world.provider("id").set_wrong(None);
        world.clock().advance(Duration::from_secs(601));
        let proof = prove(&world, &step, ANNA).await;
        assert_eq!(app.answer(&step, &[("id_token", &proof)]).await.status, 200);
    }
}

#[tokio::test]
async fn a_provider_that_can_not_be_asked_spends_no_answer() {
    let world = world(WORLD);
    let app = App::new(&world, "office").await;
    let provider = world.provider("id");
    let step = app.begin(None).await;
    let proof = prove(&world, &step, ANNA).await;

    for wrong in [Wrong::DocumentOfAnother, Wrong::DocumentSlash] {
        provider.set_wrong(wrong);
        assert_eq!(app.answer(&step, &[("id_token", &proof)]).await.status, 503);
    }
    provider.set_wrong(None);
    provider.stop();
    assert_eq!(app.answer(&step, &[("id_token", &proof)]).await.status, 503);
    provider.start().unwrap();

    assert_eq!(app.answer(&step, &[("id_token", &proof)]).await.status, 200);
}

#[tokio::test]
async fn a_proof_that_was_got_through_another_server_is_refused() {
    let world = world(WORLD);
    let app = App::new(&world, "office").await;

    // The false server shows the true one's step as its own.
    let step = app.begin(None).await;
    let proof = prove_in(&world.browser(), &world, &step, ANNA, "false").await;
    let refused = app.answer(&step, &[("id_token", &proof)]).await;

    assert_eq!(refused.problem(), Some("proof_rejected"));
    let counts = world.counters().of("office");
    assert_eq!(counts.proofs_rejected.get(&Untrusted::Nonce), Some(&1));
}

#[tokio::test]
async fn a_proof_is_good_for_its_own_step_once() {
    let world = world(WORLD);
    let app = App::new(&world, "office").await;
    let step = app.begin(None).await;
    let proof = prove(&world, &step, ANNA).await;

    assert_eq!(app.answer(&step, &[("id_token", &proof)]).await.status, 200);
    let again = app.answer(&step, &[("id_token", &proof)]).await;
    assert_eq!(again.error(), "invalid_session");
    let other = app.begin(None).await;
    let refused = app.answer(&other, &[("id_token", &proof)]).await;
    assert_eq!(refused.problem(), Some("proof_rejected"));
}

#[tokio::test]
async fn an_unknown_key_has_the_keys_fetched_again_once_a_minute() {
    // Two keys of RSA are all that there are.
    let world = signing_by(Algorithm::Es256);
    let app = App::new(&world, "office").await;
    let fetched = || world.counters().of("id").requests(Endpoint::Keys);
    let step = app.begin(None).await;
    let proof = prove(&world, &step, ANNA).await;
    app.answer(&step, &[("id_token", &proof)]).await;
    assert_eq!(fetched(), 1);

    world.provider("id").rotate_keys();
    let step = app.begin(None).await;
    let proof = prove(&world, &step, ANNA).await;
    let done = app.answer(&step, &[("id_token", &proof)]).await;
    assert_eq!((done.status, fetched()), (200, 2));

    world.provider("id").rotate_keys();
    let step = app.begin(None).await;
    let proof = prove(&world, &step, ANNA).await;
    let too_soon = app.answer(&step, &[("id_token", &proof)]).await;
    assert_eq!((too_soon.problem(), fetched()), (Some("proof_rejected"), 2));
    world.clock().advance(Duration::from_secs(60));
    let proof = prove(&world, &too_soon, ANNA).await;
    let done = app.answer(&too_soon, &[("id_token", &proof)]).await;

    assert_eq!((done.status, fetched()), (200, 3));
}

#[tokio::test]
async fn another_than_was_asked_for_is_another_account() {
    let world = world(WORLD);
    let app = App::new(&world, "office").await;

    for (asked, person) in [
        (Some("anna@office.example"), BORIS),
        (None, STRANGER),
        (Some("anna@office.example"), STRANGER),
    ] {
        let step = app.begin(asked).await;
        let proof = prove(&world, &step, person).await;
        let refused = app.answer(&step, &[("id_token", &proof)]).await;
        assert_eq!(refused.problem(), Some("wrong_account"), "{asked:?} {person:?}");
        assert_eq!(refused.step(), "openid");
        let proof = prove(&world, &refused, ANNA).await;
        assert_eq!(app.answer(&refused, &[("id_token", &proof)]).await.status, 200);
    }
}

#[tokio::test]
async fn an_email_that_the_provider_did_not_verify_is_nobodys() {
    let mut config = Config::parse(WORLD).unwrap();
    config.provider_mut("id").unwrap().users[0].email_verified = false;
    let world = World::start(config).unwrap();
    let app = App::new(&world, "office").await;

    let step = app.begin(None).await;
    let proof = prove(&world, &step, ANNA).await;

    assert_eq!(app.answer(&step, &[("id_token", &proof)]).await.problem(), Some("wrong_account"));
}

#[tokio::test]
async fn an_account_stays_with_whom_the_provider_first_proved() {
    let world = world(WORLD);
    let app = App::new(&world, "office").await;

    // The e-mail of one who left was given to another.
    for (person, problem) in
        [(ANNA, None), (("anna2", "anna2-password"), Some("wrong_account")), (ANNA, None)]
    {
        let step = app.begin(None).await;
        let proof = prove(&world, &step, person).await;
        let answered = app.answer(&step, &[("id_token", &proof)]).await;
        assert_eq!(answered.problem(), problem, "{person:?}");
    }
}

#[tokio::test]
async fn an_account_that_may_not_be_used_is_told_after_the_proof() {
    let world = world(WORLD);
    let app = App::new(&world, "office").await;

    let step = app.begin(Some("viktor@office.example")).await;
    assert_eq!(step.step(), "openid");
    let proof = prove(&world, &step, ("viktor", "viktor-password")).await;

    let denied = app.answer(&step, &[("id_token", &proof)]).await;
    assert_eq!(denied.body["reason"], "account_blocked");
}

#[tokio::test]
async fn the_provider_is_one_of_the_methods_and_named_with_them() {
    let world = world(WORLD);
    let app = App::new(&world, "college").await;

    let choice = app.begin(None).await;
    assert_eq!(choice.body["step"]["methods"], json!(["openid", "password"]));
    assert_eq!(choice.body["step"]["issuer"], world.provider("id").issuer());
    let openid = app.answer(&choice, &[("method", "openid")]).await;
    let choice = app.answer(&openid, &[("back", "true")]).await;
    assert_eq!(choice.step(), "choose");
    let openid = app.answer(&choice, &[("method", "openid")]).await;
    let proof = prove_in(&world.browser(), &world, &openid, BORIS, "college").await;
    let done = app.answer(&openid, &[("id_token", &proof)]).await;

    // Known by login there.
    let account = app.account(&app.redeem(&done).await.access).await;
    assert_eq!(account.body["login"], "boris");
}

#[tokio::test]
async fn a_password_and_the_provider_prove_the_same_person() {
    let world = world(WORLD);
    let app = App::new(&world, "bank").await;

    let step = app.begin(None).await;
    let password = [("login", "anna"), ("password", "secret")];
    let step = app.answer(&step, &password).await;
    let proof = prove_in(&world.browser(), &world, &step, BORIS, "bank").await;
    let other = app.answer(&step, &[("id_token", &proof)]).await;
    assert_eq!(other.problem(), Some("wrong_account"));
    let proof = prove_in(&world.browser(), &world, &other, ANNA, "bank").await;

    assert_eq!(app.answer(&other, &[("id_token", &proof)]).await.status, 200);
}

#[tokio::test]
async fn whom_the_provider_proves_is_taken_in_where_the_server_does_so() {
    let world = world(WORLD);
    let app = App::new(&world, "startup").await;

    for made in [1, 1] {
        let step = app.begin(None).await;
        let proof = prove_in(&world.browser(), &world, &step, STRANGER, "startup").await;
        let done = app.answer(&step, &[("id_token", &proof)]).await;
        let account = app.account(&app.redeem(&done).await.access).await;
        assert_eq!(account.body["name"], "Пришлый");
        assert_eq!(account.body["email"], "stranger@office.example");
        assert_eq!(world.counters().of("startup").accounts_made, made);
    }
    let step = app.begin(None).await;
    let nobody = ("nobody", "nobody-password");
    let proof = prove_in(&world.browser(), &world, &step, nobody, "startup").await;
    let refused = app.answer(&step, &[("id_token", &proof)]).await;
    assert_eq!(refused.problem(), Some("wrong_account"), "they have no e-mail of the domain");
}

#[tokio::test]
async fn what_was_proved_is_told_again() {
    let world = world(WORLD);
    let app = App::new(&world, "office").await;

    let step = app.begin(None).await;
    assert_eq!(app.resume(&step).await.body["step"], step.body["step"], "the nonce is the same");
    let proof = prove(&world, &step, STRANGER).await;
    let refused = app.answer(&step, &[("id_token", &proof)]).await;
    let told = app.resume(&step).await;
    assert_eq!(told.problem(), Some("wrong_account"));
    assert_eq!(told.body["step"], refused.body["step"]);
}

/// Why a proof is not believed that was got in this way; none where it is believed, or where there
/// is none.
fn unbelieved(wrong: &Wrong, algorithm: Algorithm) -> Option<Untrusted> {
    let is_rsa = algorithm == Algorithm::Rs256;
    Some(match wrong {
        // The provider is none, or the app gets no proof.
        Wrong::Ends { .. }
        | Wrong::DocumentOfAnother
        | Wrong::DocumentSlash
        | Wrong::DocumentPlainEndpoint
        | Wrong::DocumentNoCode
        | Wrong::DocumentNoS256
        | Wrong::DocumentNoPush
        | Wrong::DocumentNoAlgorithm
        | Wrong::DocumentUnreadable
        | Wrong::AnswerMissing
        | Wrong::AnswerInFragment
        | Wrong::IdTokenMissing => return None,
        // The app's to see: the token is right.
        Wrong::StateMissing
        | Wrong::StateOther
        | Wrong::StateTwice
        | Wrong::IssuerMissing
        | Wrong::IssuerOther
        | Wrong::CodeTwice
        | Wrong::AnswerBoth
        | Wrong::CodeForever
        | Wrong::KeyUnnamed
        | Wrong::AccessTokenOther
        | Wrong::TokenTypeOther
        | Wrong::TokenTypeShouted => return None,
        // The server takes all four, whatever the provider registers.
        Wrong::IdTokenByAnotherAlgorithm => return None,
        Wrong::KeysOfAnotherCurve if is_rsa => return None,
        Wrong::KeysShort if !is_rsa => return None,
        Wrong::KeysUnreadable | Wrong::KeyUnknown => Untrusted::UnknownKey,
        Wrong::KeysForAnotherUse
        | Wrong::KeysSwapped
        | Wrong::KeysOfAnotherCurve
        | Wrong::KeysShort => Untrusted::UnfitKey,
        Wrong::IdTokenUnreadable => Untrusted::Malformed,
        Wrong::IdTokenUnsigned | Wrong::IdTokenBySharedSecret => Untrusted::Algorithm,
        Wrong::IdTokenByAnotherKey => Untrusted::Signature,
        Wrong::IdTokenCritical => Untrusted::Header,
        Wrong::IdTokenOfAnotherIssuer => Untrusted::Issuer,
        Wrong::IdTokenForAnother | Wrong::IdTokenForOthersToo => Untrusted::Audience,
        Wrong::IdTokenGivenToAnother => Untrusted::Party,
        Wrong::IdTokenExpired => Untrusted::Expired,
        Wrong::IdTokenNotYetGood | Wrong::IdTokenFromTheFuture => Untrusted::NotYetGood,
        Wrong::IdTokenStale => Untrusted::Stale,
        Wrong::NonceMissing | Wrong::NonceOther => Untrusted::Nonce,
        Wrong::SubjectMissing | Wrong::SubjectEmpty | Wrong::SubjectLong => Untrusted::Subject,
    })
}

fn signing_by(algorithm: Algorithm) -> World {
    let mut config = Config::parse(WORLD).unwrap();
    config.provider_mut("id").unwrap().clients[0].algorithm = algorithm;
    World::start(config).unwrap()
}

/// Who signs in at the provider, and how.
type Person = (&'static str, &'static str);

const ANNA: Person = ("anna", "anna-password");
const BORIS: Person = ("boris", "boris-password");
const STRANGER: Person = ("stranger", "stranger-password");

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

    [[provider.user]]
    login = "anna2"
    password = "anna2-password"
    name = "Анна Вторая"
    email = "anna@office.example"

    [[provider.user]]
    login = "boris"
    password = "boris-password"
    name = "Борис"
    email = "boris@office.example"

    [[provider.user]]
    login = "viktor"
    password = "viktor-password"
    name = "Виктор"
    email = "viktor@office.example"

    [[provider.user]]
    login = "stranger"
    password = "stranger-password"
    name = "Пришлый"
    email = "stranger@office.example"

    [[provider.user]]
    login = "nobody"
    password = "nobody-password"
    name = "Никто"
    email = "nobody@elsewhere.example"

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

    [[corporate.account]]
    email = "boris@office.example"
    name = "Борис"

    [[corporate.account]]
    email = "viktor@office.example"
    name = "Виктор"
    standing = "blocked"

    [[corporate]]
    name = "false"
    title = "Not the office"
    sign_in = ["password"]

    [[corporate]]
    name = "college"
    title = "College"
    sign_in = ["choose"]
    methods = ["openid", "password"]

    [corporate.openid]
    provider = "id"
    client_id = "vestibule"
    scope = "openid profile"
    claim = "preferred_username"
    account = "login"

    [[corporate.account]]
    login = "boris"
    name = "Борис"
    password = "secret"

    [[corporate]]
    name = "bank"
    title = "Bank"
    sign_in = ["password", "openid"]

    [corporate.openid]
    provider = "id"
    client_id = "vestibule"

    [[corporate.account]]
    login = "anna"
    email = "anna@office.example"
    name = "Анна"
    password = "secret"

    [[corporate]]
    name = "startup"
    title = "Startup"
    sign_in = ["openid"]
    email_domains = ["office.example"]
    makes_accounts = true

    [corporate.openid]
    provider = "id"
    client_id = "vestibule"
    scope = "openid email profile"
"#;
