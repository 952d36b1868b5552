use serde_json::json;
use vestibule_server::World;

use crate::client::{App, Reply, http, metadata_url, send, world};

#[tokio::test]
async fn metadata_is_where_the_standard_has_it_also_under_a_path() {
    let world = world(WORLD);
    let http = http(&world);
    let steppe = world.server("steppe").issuer();
    assert!(steppe.ends_with("/kz"));

    let metadata = send(http.get(metadata_url(steppe))).await;

    assert_eq!(metadata.body["issuer"], steppe);
    let endpoint = metadata.body["token_endpoint"].as_str().unwrap();
    assert!(endpoint.starts_with(&format!("{steppe}/")));
    let root = send(http.get(metadata_url(steppe.trim_end_matches("/kz")))).await;
    assert_eq!(root.status, 404);
}

#[tokio::test]
async fn a_public_server_names_the_servers_of_other_regions() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;

    let vestibule = &app.metadata["vestibule"];

    assert_eq!((&vestibule["version"], &vestibule["role"]), (&json!(1), &json!("public")));
    let steppe = world.server("steppe").issuer();
    assert_eq!(vestibule["regions"], json!([{ "issuer": steppe, "calling_codes": ["76", "77"] }]));
}

#[tokio::test]
async fn the_servers_for_a_domain_are_told_in_order_with_their_names() {
    let world = world(WORLD);

    let jrd = webfinger(&world, "acct:anybody@corp.example").await;

    assert_eq!(jrd.header("content-type"), Some("application/jrd+json"));
    assert_eq!(
        jrd.body["links"],
        json!([
            { "rel": ISSUER, "href": world.server("acme").issuer(),
              "titles": { "und": "Acme", "ru": "Акме" } },
            { "rel": ISSUER, "href": "https://elsewhere.example" },
        ])
    );
    assert_eq!(jrd.body.get("properties"), None);
}

#[tokio::test]
async fn the_answer_depends_on_the_domain_alone() {
    let world = world(WORLD);

    let known = webfinger(&world, "acct:ivan@corp.example").await;
    let unknown = webfinger(&world, "acct:nobody@corp.example").await;

    assert_eq!(known.body["links"], unknown.body["links"]);
}

#[tokio::test]
async fn an_international_domain_is_found_in_either_form() {
    let world = world(WORLD);

    for resource in ["acct:я@xn--80aegj1b.xn--p1ai", "acct:я@завод.рф"] {
        let jrd = webfinger(&world, resource).await;
        assert_eq!(jrd.status, 200, "{resource}");
        assert_eq!(jrd.body["properties"], json!({ "urn:vestibule:simplified": "true" }));
    }
}

#[tokio::test]
async fn a_special_app_is_named_with_its_pages() {
    let world = world(WORLD);

    let jrd = webfinger(&world, "acct:a@ministry.example").await;

    assert_eq!(
        jrd.body["links"][1],
        json!({
            "rel": "urn:vestibule:app",
            "titles": { "und": "Ministry Chat" },
            "properties": { "urn:vestibule:app_store": "https://apps.apple.com/app/id1" },
        })
    );
}

#[tokio::test]
async fn an_unknown_domain_is_not_found_and_a_bad_resource_is_refused() {
    let world = world(WORLD);

    assert_eq!(webfinger(&world, "acct:a@unknown.example").await.status, 404);
    for bad in ["", "a@corp.example", "acct:corp.example", "acct:a@"] {
        assert_eq!(webfinger(&world, bad).await.status, 400, "{bad}");
    }
}

async fn webfinger(world: &World, resource: &str) -> Reply {
    let mut url = url::Url::parse(world.server("green").issuer()).unwrap();
    url.set_path("/.well-known/webfinger");
    url.query_pairs_mut().append_pair("resource", resource).append_pair("rel", ISSUER);
    send(http(world).get(url)).await
}

const ISSUER: &str = "http://openid.net/specs/connect/1.0/issuer";

const WORLD: &str = r#"
    [[public]]
    name = "green"
    title = "Vestibule"
    regions = [{ server = "steppe", calling_codes = ["76", "77"] }]

    [[public]]
    name = "steppe"
    path = "/kz"
    title = "Steppe"

    [[corporate]]
    name = "acme"
    title = "Acme"
    titles = { ru = "Акме" }
    sign_in = ["password"]

    [[directory]]
    domain = "corp.example"
    servers = ["acme", "https://elsewhere.example"]

    [[directory]]
    domain = "завод.рф"
    servers = ["acme"]
    simplified = true

    [[directory]]
    domain = "ministry.example"
    servers = ["acme"]

    [directory.app]
    ids = ["example.ministry.chat"]
    name = "Ministry Chat"
    app_store = "https://apps.apple.com/app/id1"
"#;
