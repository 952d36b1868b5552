use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use vestibule_server::World;

use crate::client::{App, Reply, Tokens, by_password, by_phone, key, send, world};

const PHONE: &str = "+79001112233";

#[tokio::test]
async fn a_corporate_account_becomes_the_persons_and_parts_again() {
    let pair = Pair::signed_in("acme", "ivan").await;
    let dummy = pair.corporate.account(&pair.at_corporate.access).await.body;
    let person = pair.public.account(&pair.at_public.access).await.body;

    let joined = pair.join(&pair.assertion("acme").await).await;
    assert_eq!((joined.status, &joined.body["id"]), (200, &person["id"]));
    assert_eq!((&joined.body["linked"], &joined.body["phone"]), (&json!(true), &json!(PHONE)));
    assert_eq!(joined.body["may_add_phone"], false);
    assert_eq!(pair.corporate.account(&pair.at_corporate.access).await.body, joined.body);

    let parted = pair.part().await;
    assert_eq!((parted.status, parted.body), (200, dummy.clone()));
    assert_eq!(pair.part().await.body, dummy, "parting twice is parting");
}

#[tokio::test]
async fn joining_the_same_person_twice_is_joining() {
    let pair = Pair::signed_in("acme", "ivan").await;

    let first = pair.join(&pair.assertion("acme").await).await;
    let second = pair.join(&pair.assertion("acme").await).await;

    assert_eq!((second.status, second.body), (200, first.body));
}

#[tokio::test]
async fn a_person_has_one_account_at_a_server_and_an_account_one_person() {
    let pair = Pair::signed_in("acme", "ivan").await;
    pair.join(&pair.assertion("acme").await).await;

    let other_account = by_password(&pair.corporate, "olga", "secret").await;
    let assertion = pair.assertion("acme").await;
    refused(&join(&pair.corporate, &other_account, &assertion).await, 409, "already-joined");

    let other_person = by_phone(&pair.world, &pair.public, "+79009998877").await;
    let assertion = exchange(&pair.public, &other_person, &pair.issuer("acme")).await;
    let assertion = assertion.body["access_token"].as_str().unwrap();
    refused(&pair.join(assertion).await, 409, "already-joined");
}

#[tokio::test]
async fn an_assertion_is_for_one_server_from_one_that_it_trusts_and_not_for_long() {
    let pair = Pair::signed_in("acme", "ivan").await;
    let good = pair.assertion("acme").await;

    refused(&pair.join(&pair.assertion("island").await).await, 422, "bad-assertion");
    refused(&pair.join("nonsense").await, 422, "bad-assertion");
    refused(&pair.join(&good.replacen('.', ".e", 1)).await, 422, "bad-assertion");
    let island = App::new(&pair.world, "island").await;
    let at_island = by_password(&island, "robinson", "secret").await;
    let untrusted = join(&island, &at_island, &pair.assertion("island").await).await;
    refused(&untrusted, 422, "bad-assertion");
    pair.world.clock().advance(Duration::from_secs(361));
    let fresh = Tokens::of(&pair.corporate.refresh(&pair.at_corporate.refresh).await);
    refused(&join(&pair.corporate, &fresh, &good).await, 422, "bad-assertion");
}

#[tokio::test]
async fn an_administrator_may_forbid_joining() {
    let pair = Pair::signed_in("fortress", "ivan").await;

    let reply = pair.join(&pair.assertion("fortress").await).await;

    refused(&reply, 403, "not-allowed");
}

#[tokio::test]
async fn an_exchange_needs_a_good_token_and_an_issuer() {
    let pair = Pair::signed_in("acme", "ivan").await;

    let target = exchange(&pair.public, &pair.at_public, "http://acme.example").await;
    assert_eq!(target.error(), "invalid_target");
    pair.world.clock().advance(Duration::from_secs(900));
    let stale = exchange(&pair.public, &pair.at_public, &pair.issuer("acme")).await;

    assert_eq!(stale.status, 401);
    assert_eq!(stale.header("www-authenticate"), Some("Bearer error=\"invalid_token\""));
}

#[tokio::test]
async fn without_the_public_servers_keys_nobody_is_refused_for_good() {
    let pair = Pair::signed_in("acme", "ivan").await;
    let assertion = pair.assertion("acme").await;

    pair.world.server("green").stop();
    let waiting = pair.join(&assertion).await;
    assert_eq!((waiting.status, waiting.header("retry-after")), (503, Some("5")));
    pair.world.server("green").start().unwrap();

    assert_eq!(pair.join(&assertion).await.status, 200);
}

/// Somebody who is signed in at both servers.
struct Pair {
    world: World,
    public: App,
    corporate: App,
    at_public: Tokens,
    at_corporate: Tokens,
}

impl Pair {
    async fn signed_in(corporate: &str, login: &str) -> Self {
        let world = world(WORLD);
        let public = App::new(&world, "green").await;
        let at_public = by_phone(&world, &public, PHONE).await;
        let corporate = App::new(&world, corporate).await;
        let at_corporate = by_password(&corporate, login, "secret").await;
        Self { world, public, corporate, at_public, at_corporate }
    }

    fn issuer(&self, name: &str) -> String {
        self.world.server(name).issuer().to_owned()
    }

    async fn assertion(&self, audience: &str) -> String {
        let reply = exchange(&self.public, &self.at_public, &self.issuer(audience)).await;
        assert_eq!((reply.status, &reply.body["token_type"]), (200, &json!("N_A")));
        reply.body["access_token"].as_str().unwrap().to_owned()
    }

    async fn join(&self, assertion: &str) -> Reply {
        join(&self.corporate, &self.at_corporate, assertion).await
    }

    async fn part(&self) -> Reply {
        let access = &self.at_corporate.access;
        send(self.corporate.request(Method::DELETE, "/person", access)).await
    }
}

async fn exchange(public: &App, tokens: &Tokens, audience: &str) -> Reply {
    let form = [
        ("client_id", "test"),
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token", &tokens.access),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
        ("audience", audience),
        ("requested_token_type", "urn:ietf:params:oauth:token-type:jwt"),
    ];
    public.post("token_endpoint", &key(), &form).await
}

async fn join(corporate: &App, tokens: &Tokens, assertion: &str) -> Reply {
    let request = corporate.request(Method::PUT, "/person", &tokens.access);
    send(request.json(&json!({ "assertion": assertion }))).await
}

fn refused(reply: &Reply, status: u16, kind: &str) {
    let kind = format!("urn:vestibule:{kind}");
    assert_eq!((reply.status, &reply.body["type"]), (status, &json!(kind)));
}

const WORLD: &str = r#"
    [[public]]
    name = "green"
    title = "Vestibule"

    [[corporate]]
    name = "acme"
    title = "Acme"
    sign_in = ["password"]
    may_add_phone = true
    trusts = ["green"]

    [[corporate.account]]
    login = "ivan"
    password = "secret"

    [[corporate.account]]
    login = "olga"
    password = "secret"

    [[corporate]]
    name = "island"
    title = "Island"
    sign_in = ["password"]

    [[corporate.account]]
    login = "robinson"
    password = "secret"

    [[corporate]]
    name = "fortress"
    title = "Fortress"
    sign_in = ["password"]
    may_be_joined = false
    trusts = ["green"]

    [[corporate.account]]
    login = "ivan"
    password = "secret"
"#;
