use reqwest::Method;
use serde_json::{Value, json};
use vestibule_server::World;

use crate::client::{App, Reply, by_phone, http, send, world};

const PHONE: &str = "+79001112233";

#[tokio::test]
async fn a_program_learns_where_the_servers_are() {
    let world = world(WORLD);

    let told = get(&world, "/world").await.body;

    assert_eq!(told["authority"], world.authority_pem());
    assert_eq!(told["servers"][0]["issuer"], world.server("green").issuer());
    assert_eq!(told["servers"][0]["role"], "public");
}

#[tokio::test]
async fn a_program_waits_for_a_message() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;

    let path = format!("/inbox?to={}&wait=10", PHONE.replace('+', "%2B"));
    let (inbox, step) = tokio::join!(get(&world, &path), app.begin(Some(PHONE)));

    let code = inbox.body[0]["code"].as_str().unwrap();
    assert_eq!(app.answer(&step, &[("code", code)]).await.step(), "profile");
    assert_eq!(get(&world, "/inbox?after=1").await.body, json!([]));
}

#[tokio::test]
async fn a_program_sets_and_clears_faults() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let fault = json!({
        "server": "green", "endpoint": "challenge", "times": null,
        "fault": { "kind": "status", "status": 503, "retry_after": "3" },
    });

    let set = call(&world, Method::POST, "/faults", fault).await;
    assert_eq!(app.begin(None).await.status, 503);
    assert_eq!(app.begin(None).await.status, 503);
    call(&world, Method::DELETE, &format!("/faults/{}", set.body["id"]), json!({})).await;
    assert_eq!(app.begin(None).await.status, 400);
    let unknown = json!({ "fault": { "kind": "earthquake" } });
    assert_eq!(call(&world, Method::POST, "/faults", unknown).await.status, 422);
}

#[tokio::test]
async fn a_program_holds_a_request_and_lets_it_go() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let hold = json!({
        "server": "green", "endpoint": "challenge",
        "fault": { "kind": "hold", "when": "answer" },
    });

    let set = call(&world, Method::POST, "/faults", hold).await;
    let path = format!("/faults/{}", set.body["id"]);
    assert_eq!(get(&world, &path).await.body["has_held"], false);
    let release = async {
        assert!(
            world.inbox().wait_async(0, PHONE, std::time::Duration::from_secs(10)).await.is_some()
        );
        while get(&world, &path).await.body["has_held"] != true {}
        call(&world, Method::DELETE, &path, json!({})).await;
    };
    let (step, ()) = tokio::join!(app.begin(Some(PHONE)), release);

    assert_eq!(step.step(), "sms_code");
}

#[tokio::test]
async fn a_program_moves_the_clock_and_reads_the_counters() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let tokens = by_phone(&world, &app, PHONE).await;

    call(&world, Method::POST, "/clock", json!({ "advance": 900 })).await;
    assert_eq!(app.account(&tokens.access).await.status, 401);
    let counters = get(&world, "/counters").await.body;
    assert_eq!(counters["servers"]["green"]["sms"], 1);
    assert_eq!(counters["total"]["requests"]["challenge"], 3);
    assert_eq!(get(&world, "/requests").await.body[1]["endpoint"], "challenge");
    call(&world, Method::DELETE, "/counters", json!({})).await;

    assert_eq!(get(&world, "/counters").await.body["total"]["sms"], 0);
}

#[tokio::test]
async fn a_program_ends_sessions_and_breaks_tls() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let tokens = by_phone(&world, &app, PHONE).await;

    call(&world, Method::DELETE, "/servers/green/sessions", json!({})).await;
    assert_eq!(app.account(&tokens.access).await.status, 401);
    let accounts = get(&world, "/servers/green/accounts").await.body;
    assert_eq!((&accounts[0]["phone"], &accounts[0]["live_sessions"]), (&json!(PHONE), &json!(0)));
    call(&world, Method::POST, "/servers/green", json!({ "tls": "expired" })).await;

    let url = world.server("green").issuer();
    assert!(http(&world).get(url).send().await.is_err());
    assert_eq!(
        call(&world, Method::POST, "/servers/none", json!({ "tls": "good" })).await.status,
        404
    );
}

#[tokio::test]
async fn a_program_has_an_identity_provider_go_wrong() {
    let world = world(WORLD);
    let issuer = world.provider("id").issuer().to_owned();
    let of_issuer = |path: &str| format!("{issuer}{path}");
    let keys = async || send(http(&world).get(of_issuer("/keys"))).await.body;
    let document = || send(http(&world).get(of_issuer("/.well-known/openid-configuration")));

    assert_eq!(get(&world, "/world").await.body["providers"][0]["issuer"], issuer);
    let wrong = json!({ "wrong": "document_of_another" });
    assert_eq!(call(&world, Method::POST, "/providers/id", wrong).await.status, 204);
    assert_ne!(document().await.body["issuer"], issuer);
    call(&world, Method::POST, "/providers/id", json!({ "wrong": null })).await;
    assert_eq!(document().await.body["issuer"], issuer);
    let ends = json!({ "wrong": { "ends": { "error": "server_error", "description": null } } });
    assert_eq!(call(&world, Method::POST, "/providers/id", ends).await.status, 204);
    let before = keys().await;
    call(&world, Method::POST, "/providers/id/keys", json!({})).await;
    assert_ne!(keys().await, before);

    for (method, path) in [
        (Method::POST, "/providers/none"),
        (Method::POST, "/providers/none/keys"),
        (Method::DELETE, "/providers/none/sessions"),
    ] {
        assert_eq!(call(&world, method, path, json!({})).await.status, 404, "{path}");
    }
    let signed_out = call(&world, Method::DELETE, "/providers/id/sessions", json!({})).await;
    assert_eq!(signed_out.status, 204);
}

async fn get(world: &World, path: &str) -> Reply {
    send(http(world).get(format!("{}{path}", world.control_address()))).await
}

async fn call(world: &World, method: Method, path: &str, body: Value) -> Reply {
    let url = format!("{}{path}", world.control_address());
    send(http(world).request(method, url).json(&body)).await
}

const WORLD: &str = r#"
    [[public]]
    name = "green"
    title = "Vestibule"

    [[provider]]
    name = "id"
    title = "Office ID"
"#;
