//! Connections that are not made, or break.

use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, date_time_ymd};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::loopback::{self, Loopback, Play, TestAuthority};
use super::*;
use crate::ConnectionProblem::*;
use crate::wire::names::has_network;
use crate::wire::{Credentials, Proxy, SetupError};
use crate::{Secret, TlsProblem};

#[tokio::test]
async fn each_wrong_certificate_is_named() {
    let (known, unknown) = (TestAuthority::new(), TestAuthority::new());
    let change = |change: fn(&mut CertificateParams)| known.server_with(&["corp.test"], change);
    for (tls, expected) in [
        (change(|it| it.not_after = date_time_ymd(2021, 1, 1)), TlsProblem::Expired),
        (change(|it| it.not_before = date_time_ymd(2098, 1, 1)), TlsProblem::NotYetValid),
        (unknown.server(&["corp.test"]), TlsProblem::UnknownAuthority),
        (known.server(&["other.test"]), TlsProblem::WrongHost),
        (
            change(|it| it.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth]),
            TlsProblem::BadCertificate,
        ),
    ] {
        let server = Loopback::start(tls, |_, _| Play::json(200, "{}")).await;
        let pair = Pair::of(server, &known, |_| {}, Times::default());

        let result = pair.client.metadata(&pair.issuer()).await;

        assert_eq!(connection_cause(result), Tls(expected));
        assert!(pair.server.seen().is_empty());
        assert!(pair.clock.waits().is_empty(), "it is not tried again");
    }
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    });

    let result = lone_client().metadata(&issuer("corp.test", port)).await;

    assert_eq!(connection_cause(result), Tls(TlsProblem::Handshake));
}

#[tokio::test]
async fn an_authority_is_trusted_for_its_own_hosts_alone() {
    let authority = TestAuthority::new();
    for (hosts, host, is_trusted) in [
        (&["corp.test"][..], "corp.test", true),
        (&["CORP.test"], "corp.test", true),
        (&["corp.test"], "other.test", false),
        (&["corp.test"], "a.corp.test", false),
        (&["*.corp.test"], "a.corp.test", true),
        (&["*.corp.test"], "corp.test", false),
        (&["*.corp.test"], "evilcorp.test", false),
        (&["other.test", "127.0.0.1"], "127.0.0.1", true),
        (&["корп.test"], "xn--j1aidd.test", true),
        (&[], "corp.test", true),
    ] {
        let tls = authority.server(&[host]);
        let server = Loopback::start(tls, |_, _| Play::json(404, "{}")).await;
        let change = |setup: &mut ClientSetup| setup.authorities = vec![trusted(&authority, hosts)];
        let pair = Pair::of(server, &authority, change, Times::default());

        let result = pair.client.metadata(&issuer(host, pair.server.port())).await;

        let is_refused = matches!(
            result,
            Err(Problem::Connection { cause: Tls(TlsProblem::UnknownAuthority), .. })
        );
        assert_eq!(is_refused, !is_trusted, "{hosts:?} {host}: {result:?}");
    }
}

#[tokio::test]
async fn an_authority_or_a_proxy_that_cant_be_used_is_named() {
    let new = |change: &dyn Fn(&mut ClientSetup)| {
        let mut setup = setup(Arc::default());
        change(&mut setup);
        Client::new(setup).err().unwrap()
    };
    let good = TestAuthority::new();
    for pem in ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "x"] {
        let authority = Authority { pem: pem.to_owned(), hosts: Vec::new() };
        let error = new(&|setup| setup.authorities = vec![authority.clone()]);
        assert!(matches!(error, SetupError::Authority), "{pem:?}: {error:?}");
    }
    for host in ["", "a b", "*.", "https://corp.test"] {
        let error = new(&|setup| setup.authorities = vec![trusted(&good, &[host])]);
        assert!(matches!(error, SetupError::AuthorityHost { .. }), "{host:?}: {error:?}");
    }
    for url in ["", "corp.test:8080", "socks5://corp.test", "http://", "http://u:p@corp.test"] {
        let proxy = Proxy { url: url.to_owned(), credentials: None };
        let error = new(&|setup| setup.proxy = Some(proxy.clone()));
        assert!(matches!(error, SetupError::Proxy), "{url:?}: {error:?}");
    }
}

#[tokio::test]
async fn a_refused_connection_is_named() {
    let result = lone_client().metadata(&issuer("corp.test", closed_port().await)).await;

    assert_eq!(connection_cause(result), Refused);
}

#[tokio::test]
async fn a_name_that_does_not_exist_is_told_from_no_answer() {
    let named = |cause| if has_network() { cause } else { NoNetwork };
    for (host, expected) in [("nowhere.test", NameNotFound), ("silent.test", NameServiceFailed)] {
        let result = lone_client().metadata(&issuer(host, 443)).await;

        assert_eq!(connection_cause(result), named(expected));
    }
}

#[tokio::test]
async fn the_host_is_named_with_the_problem() {
    let problem = lone_client().metadata(&issuer("nowhere.test", 443)).await.unwrap_err();

    let Problem::Connection { host, .. } = problem else { panic!("{problem:?}") };
    assert_eq!(host, issuer("nowhere.test", 443).host_display());
}

#[tokio::test]
async fn a_proxy_that_refuses_is_told_from_the_server() {
    for (answer, expected) in [
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", Some(407)),
        ("HTTP/1.1 403 Forbidden\r\n\r\n", None),
        ("", None),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            loopback::read(&mut stream).await.unwrap();
            stream.write_all(answer.as_bytes()).await.unwrap();
        });

        let result = client_through(proxy.port()).metadata(&issuer("corp.test", 443)).await;

        assert_eq!(connection_cause(result), ProxyRefused { status: expected }, "{answer:?}");
    }
}

#[tokio::test]
async fn a_proxy_that_cant_be_reached_is_named() {
    let client = client_through(closed_port().await);

    let result = client.metadata(&issuer("corp.test", 443)).await;

    assert_eq!(connection_cause(result), ProxyUnreachable);
}

#[tokio::test]
async fn requests_go_through_the_proxy_with_its_credentials() {
    let authority = TestAuthority::new();
    let tls = authority.server(&["corp.test"]);
    let server = Loopback::start(tls, |_, seen| {
        let host = seen.header("host").unwrap();
        Play::json(200, &metadata_body(&format!("https://{host}")))
    })
    .await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = listener.local_addr().unwrap();
    let target = server.address();
    let tunnel = tokio::spawn(async move {
        let (mut client, _) = listener.accept().await.unwrap();
        let connect = loopback::read(&mut client).await.unwrap();
        client.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").await.unwrap();
        let mut server = tokio::net::TcpStream::connect(target).await.unwrap();
        let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
        connect
    });
    let through = |setup: &mut ClientSetup| {
        let password = Secret::from("pass");
        let credentials = Some(Credentials { user: "user".to_owned(), password });
        setup.proxy = Some(Proxy { url: format!("http://{proxy}"), credentials });
    };
    let pair = Pair::of(server, &authority, through, Times::default());

    pair.client.metadata(&pair.issuer()).await.unwrap();

    let port = pair.server.port();
    drop(pair);
    let connect = tunnel.await.unwrap();
    assert_eq!(connect.line, format!("CONNECT corp.test:{port}"));
    assert_eq!(connect.header("proxy-authorization"), Some("Basic dXNlcjpwYXNz"));
}

fn lone_client() -> Client {
    Client::with(setup(Arc::default()), Times::default(), TestNames).unwrap()
}

fn client_through(port: u16) -> Client {
    let mut setup = setup(Arc::default());
    setup.proxy = Some(Proxy { url: format!("http://127.0.0.1:{port}"), credentials: None });
    Client::with(setup, Times::default(), TestNames).unwrap()
}

/// Nothing listens there.
async fn closed_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}
