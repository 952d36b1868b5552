use std::time::{Duration, Instant};

use serde_json::json;
use vestibule_server::{Endpoint, Fault, Tls, When};

use crate::client::{App, code, http, http_by, key, metadata_url, send, world};

const PHONE: &str = "+79001112233";

#[tokio::test]
async fn a_connection_breaks_before_the_work_or_after_it() {
    let moments = [(When::Arrival, 0), (When::Work, 0), (When::Answer, 1)];
    let versions: [&[u8]; 2] = [b"h2", b"http/1.1"];
    for ((when, sms), version) in moments.iter().flat_map(|moment| versions.map(|v| (*moment, v))) {
        let world = world(WORLD);
        let mut app = App::new(&world, "green").await;
        app.http = http_by(&world, &[version]);
        world.faults().on("green", Endpoint::Challenge).inject(Fault::Drop { when });
        let key = key();

        let request = app
            .http
            .post(app.metadata["authorization_challenge_endpoint"].as_str().unwrap())
            .header("idempotency-key", &key)
            .form(&[
                ("client_id", "test"),
                ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                ("code_challenge_method", "S256"),
                ("login_hint", PHONE),
            ]);
        let again = request.try_clone().unwrap();
        assert!(request.send().await.is_err(), "{when:?}");
        assert_eq!(world.counters().of("green").sms, sms, "{when:?}");

        assert_eq!(send(again).await.step(), "sms_code");
        assert_eq!(world.counters().of("green").sms, 1, "{when:?}");
    }
}

#[tokio::test]
async fn an_answer_is_spoilt_after_the_work_was_done() {
    let tables = [
        (Fault::Html, "<!doctype html>"),
        (Fault::NotJson, "{\"authorization_challenge"),
        (Fault::With { member: "/vestibule/version".to_owned(), value: json!(2) }, "\"version\":2"),
    ];
    for (fault, contained) in tables {
        let world = world(WORLD);
        world.faults().on("green", Endpoint::Metadata).inject(fault.clone());

        let url = metadata_url(world.server("green").issuer());
        let reply = send(http(&world).get(url)).await;

        let text = String::from_utf8(reply.bytes).unwrap();
        assert!(text.contains(contained), "{fault:?}: {text}");
    }
}

#[tokio::test]
async fn a_member_is_left_out_and_a_body_is_cut_or_too_long() {
    let world = world(WORLD);
    let http = http(&world);
    let metadata = || http.get(metadata_url(world.server("green").issuer()));
    let set = |fault| world.faults().on("green", Endpoint::Metadata).inject(fault);

    set(Fault::Without { member: "/vestibule/role".to_owned() });
    assert_eq!(send(metadata()).await.body["vestibule"].get("role"), None);
    set(Fault::Oversize { bytes: 100_000 });
    assert_eq!(send(metadata()).await.bytes.len(), 100_000);
    set(Fault::CutBody);
    let response = metadata().send().await.unwrap();
    assert!(response.bytes().await.is_err());
    set(Fault::ContentType { content_type: "text/plain".to_owned() });
    assert_eq!(send(metadata()).await.header("content-type"), Some("text/plain"));
}

#[tokio::test]
async fn an_answer_stands_in_for_the_work() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let set = |fault| world.faults().on("green", Endpoint::Challenge).inject(fault);

    set(Fault::Status { status: 503, retry_after: Some("7".to_owned()) });
    let busy = app.begin(Some(PHONE)).await;
    assert_eq!((busy.status, busy.header("retry-after")), (503, Some("7")));
    set(Fault::Redirect { to: "https://elsewhere.example/".to_owned() });
    let redirect = app.begin(Some(PHONE)).await;
    assert_eq!(redirect.header("location"), Some("https://elsewhere.example/"));

    assert_eq!(world.counters().of("green").sms, 0);
    assert_eq!(app.begin(Some(PHONE)).await.step(), "sms_code");
}

#[tokio::test]
async fn a_fault_meets_the_nth_request_of_its_endpoint_as_often_as_it_says() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let fault = Fault::Status { status: 500, retry_after: None };
    world.faults().on("green", Endpoint::Challenge).nth(2).times(2).inject(fault);

    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(app.begin(None).await.status);
    }

    assert_eq!(statuses, [400, 500, 500, 400]);
    assert_eq!(world.faults().waiting(), 0);
}

#[tokio::test]
async fn a_gate_holds_a_request_whose_work_is_done() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let gate = world.faults().on("green", Endpoint::Challenge).hold(When::Answer);

    let held = async {
        assert!(gate.arrived_async(Duration::from_secs(10)).await);
        let sent = code(&world, PHONE);
        gate.release();
        sent
    };
    let (step, sent) = tokio::join!(app.begin(Some(PHONE)), held);

    assert_eq!(app.answer(&step, &[("code", &sent)]).await.step(), "profile");
}

#[tokio::test]
async fn a_gate_tells_that_it_holds_the_nth_of_all_requests() {
    let world = world(WORLD);
    let gate = world.faults().anywhere().nth(2).hold(When::Arrival);
    let (sender, mut told) = tokio::sync::mpsc::unbounded_channel();
    gate.when_arrived(move || sender.send(()).unwrap());

    let app = App::new(&world, "green").await;
    assert!(told.try_recv().is_err());
    let held = async {
        told.recv().await.unwrap();
        gate.release();
    };
    let (step, ()) = tokio::join!(app.begin(Some(PHONE)), held);

    assert_eq!(step.step(), "sms_code");
}

#[tokio::test]
async fn a_client_that_is_gone_before_its_answer_is_counted_and_its_work_is_done() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let gate = world.faults().on("green", Endpoint::Challenge).hold(When::Arrival);

    tokio::select! {
        _ = app.begin(Some(PHONE)) => panic!("the request is held"),
        arrived = gate.arrived_async(Duration::from_secs(10)) => assert!(arrived),
    }
    drop(app);
    let within = Duration::from_secs(10);
    assert!(world.counters().wait_async("green", within, |counts| counts.abandoned == 1).await);
    gate.release();

    assert!(world.inbox().wait_async(0, PHONE, within).await.is_some());
}

#[tokio::test]
async fn tls_is_broken_in_each_way_and_good_again() {
    let world = world(WORLD);
    let server = world.server("green");
    let url = metadata_url(server.issuer());

    for (tls, cause) in [
        (Tls::Expired, "Expired"),
        (Tls::NotYetValid, "NotValidYet"),
        (Tls::UnknownAuthority, "UnknownIssuer"),
        (Tls::WrongHost, "NotValidForName"),
        (Tls::Plain, "InvalidContentType"),
    ] {
        server.set_tls(tls).unwrap();
        let error = http(&world).get(&url).send().await.unwrap_err();
        assert!(format!("{error:?}").contains(cause), "{tls:?}: {error:?}");
    }

    server.set_tls(Tls::Silent).unwrap();
    let silent = http(&world).get(&url).timeout(Duration::from_millis(200)).send().await;
    assert!(silent.unwrap_err().is_timeout());
    server.set_tls(Tls::Good).unwrap();
    assert_eq!(send(http(&world).get(&url)).await.status, 200);
}

#[tokio::test]
async fn a_stopped_server_refuses_connections_until_it_is_started() {
    let world = world(WORLD);
    let url = metadata_url(world.server("green").issuer());

    world.server("green").stop();
    assert!(http(&world).get(&url).send().await.unwrap_err().is_connect());
    world.server("green").start().unwrap();

    assert_eq!(send(http(&world).get(&url)).await.status, 200);
}

#[tokio::test]
async fn every_request_takes_as_long_as_the_latency_says() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    world.faults().set_latency(Duration::from_millis(50));

    let began = Instant::now();
    app.begin(None).await;

    assert!(began.elapsed() >= Duration::from_millis(50));
}

#[tokio::test]
async fn requests_are_logged_without_their_secrets() {
    let world = world(WORLD);
    let app = App::new(&world, "green").await;
    let step = app.begin_under("the-key", Some(PHONE)).await;
    let sent = code(&world, PHONE);
    app.answer(&step, &[("code", &sent)]).await;

    let log = world.counters().log();

    assert_eq!(log.len(), 3);
    assert_eq!((log[1].endpoint, log[1].status), (Endpoint::Challenge, Some(400)));
    assert_eq!(log[1].idempotency_key.as_deref(), Some("\"the-key\""));
    assert!(log[2].parameters.contains(&"code".to_owned()));
    let order: Vec<_> = log.iter().map(|logged| (logged.number, logged.ended_after)).collect();
    assert_eq!(order, [(1, Some(1)), (2, Some(2)), (3, Some(3))]);
    let written = format!("{log:?}");
    for secret in [&sent, PHONE, step.body["auth_session"].as_str().unwrap()] {
        assert!(!written.contains(secret));
    }
    assert_eq!(world.counters().of("green").requests(Endpoint::Challenge), 2);
    assert_eq!(world.counters().of("green").connections, 1);
}

const WORLD: &str = r#"
    [[public]]
    name = "green"
    title = "Vestibule"
"#;
