use std::io::Cursor;

use image::{DynamicImage, ImageFormat};
use reqwest::Method;
use serde_json::json;

use crate::client::{App, Reply, Tokens, by_phone, send, world};

const PHONE: &str = "+79001112233";

#[tokio::test]
async fn a_name_is_changed_or_refused_with_the_reason() {
    let (world, app, tokens) = signed_in().await;
    let rename = async |name: &str| {
        send(app.request(Method::PATCH, "", &tokens.access).json(&json!({ "name": name }))).await
    };

    assert_eq!(rename("Вера").await.body["name"], "Вера");
    for bad in ["", " ", "a\u{7}b", &"a".repeat(65)] {
        refused(&rename(bad).await, 422, "urn:vestibule:bad-name");
    }

    assert_eq!(app.account(&tokens.access).await.body["name"], "Вера");
    drop(world);
}

#[tokio::test]
async fn a_picture_is_kept_given_and_removed() {
    let (world, app, tokens) = signed_in().await;
    let picture = picture(1024, 8, ImageFormat::Png);

    let account = put(&app, &tokens, "image/png", picture.clone()).await;
    let avatar = &account.body["avatar"];
    let url = avatar["url"].as_str().unwrap();
    let get = || app.http.get(url).bearer_auth(&tokens.access);
    let got = send(get()).await;
    assert_eq!((got.bytes, got.headers["content-type"].as_bytes()), (picture, &b"image/png"[..]));
    let etag = format!("\"{}\"", avatar["etag"].as_str().unwrap());
    assert_eq!(send(get().header("if-none-match", etag)).await.status, 304);

    let remove = || send(app.request(Method::DELETE, "/avatar", &tokens.access));
    assert_eq!((remove().await.status, remove().await.status), (204, 204));
    assert_eq!(send(get()).await.status, 404);
    assert_eq!(app.account(&tokens.access).await.body["avatar"], json!(null));
    drop(world);
}

#[tokio::test]
async fn a_picture_that_can_not_be_one_is_refused() {
    let (world, app, tokens) = signed_in().await;
    let png = picture(8, 8, ImageFormat::Png);
    let mut long = png.clone();
    long.resize(1024 * 1024 + 1, 0);

    for (kind, picture, status, problem) in [
        ("image/png", picture(1025, 8, ImageFormat::Png), 413, "too-large"),
        ("image/jpeg", picture(8, 1025, ImageFormat::Jpeg), 413, "too-large"),
        ("image/png", long, 413, "too-large"),
        ("image/jpeg", png.clone(), 422, "bad-picture"),
        ("image/gif", png.clone(), 422, "bad-picture"),
        ("image/png", png[..png.len() / 2].to_vec(), 422, "bad-picture"),
        ("image/png", Vec::new(), 422, "bad-picture"),
    ] {
        let reply = put(&app, &tokens, kind, picture).await;
        refused(&reply, status, &format!("urn:vestibule:{problem}"));
    }
    drop(world);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_or_all_others() {
    let (world, app, first) = signed_in().await;
    let second = by_phone(&world, &app, PHONE).await;
    let third = by_phone(&world, &app, PHONE).await;

    let listed = send(app.request(Method::GET, "/sessions", &third.access)).await;
    let current: Vec<_> = listed.body.as_array().unwrap().iter().collect();
    assert_eq!(current.len(), 3);
    assert_eq!(current[0]["id"], *third.session);
    assert_eq!((&current[0]["current"], &current[1]["current"]), (&json!(true), &json!(false)));
    assert_eq!((&current[0]["device"], &current[0]["app"]), (&json!("A test"), &json!(app.id)));

    let path = format!("/sessions/{}", first.session);
    let end = || send(app.request(Method::DELETE, &path, &third.access));
    assert_eq!(end().await.status, 204);
    refused(&end().await, 404, "urn:vestibule:unknown-session");
    assert_eq!(app.account(&first.access).await.status, 401);
    assert_eq!(app.account(&second.access).await.status, 200);

    let others = send(app.request(Method::DELETE, "/sessions", &third.access)).await;
    assert_eq!(others.status, 204);
    assert_eq!(app.account(&second.access).await.status, 401);
    assert_eq!(app.account(&third.access).await.status, 200);
}

#[tokio::test]
async fn an_account_is_shown_to_nobody_without_a_token() {
    let (world, app, tokens) = signed_in().await;
    let url = app.metadata["vestibule"]["account_endpoint"].as_str().unwrap();

    let without = send(app.http.get(url)).await;
    let refresh = app.account(&tokens.refresh).await;

    assert_eq!((without.status, without.header("www-authenticate")), (401, Some("Bearer")));
    assert_eq!(refresh.status, 401, "one kind of token is never taken for another");
    drop(world);
}

async fn signed_in() -> (vestibule_server::World, App, Tokens) {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let tokens = by_phone(&world, &app, PHONE).await;
    (world, app, tokens)
}

async fn put(app: &App, tokens: &Tokens, kind: &str, picture: Vec<u8>) -> Reply {
    let request = app.request(Method::PUT, "/avatar", &tokens.access);
    send(request.header("content-type", kind).body(picture)).await
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(width, height).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn refused(reply: &Reply, status: u16, kind: &str) {
    assert_eq!(reply.header("content-type"), Some("application/problem+json"));
    assert_eq!((reply.status, &reply.body["type"]), (status, &json!(kind)));
}

const WORLD: &str = r#"
    [[public]]
    name = "green"
    title = "Vestibule"
"#;
