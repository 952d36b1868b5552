//! An HTTPS server of this machine's own that answers as a test wants.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// Stopped when dropped.
pub(crate) struct Loopback {
    port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
    /// How many connections the client has closed.
    closed: watch::Receiver<usize>,
    task: JoinHandle<()>,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Method and target.
    pub(crate) line: String,
    head: String,
    pub(crate) body: String,
}

/// How a request is answered.
pub(crate) enum Play {
    /// By these bytes, after which the connection ends; none: it ends without an answer.
    Bytes(Vec<u8>),
    /// By these bytes, and then nothing.
    Stall(Vec<u8>),
}

/// What answers the request of a number (from 0).
pub(crate) trait Script: Fn(usize, &Seen) -> Play + Send + Sync + 'static {}

impl<S: Fn(usize, &Seen) -> Play + Send + Sync + 'static> Script for S {}

/// An authority of a test's own.
pub(crate) struct TestAuthority {
    issuer: Issuer<'static, KeyPair>,
    pub(crate) pem: String,
}

impl Loopback {
    pub(crate) async fn start(tls: Arc<ServerConfig>, script: impl Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::<Mutex<Vec<Seen>>>::default();
        let (closing, closed) = watch::channel(0);
        let (script, all) = (Arc::new(script), seen.clone());
        let task = tokio::spawn(async move {
            loop {
                let (tcp, _) = listener.accept().await.unwrap();
                let (acceptor, script) = (TlsAcceptor::from(tls.clone()), script.clone());
                let (seen, closing) = (all.clone(), closing.clone());
                tokio::spawn(async move {
                    // A client that does not like the certificate goes away.
                    if let Ok(stream) = acceptor.accept(tcp).await {
                        serve(stream, &*script, &seen).await;
                    }
                    closing.send_modify(|closed| *closed += 1);
                });
            }
        });
        Self { port, seen, closed, task }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// Waits until the client closed a connection.
    pub(crate) async fn until_closed(&mut self) {
        self.closed.wait_for(|closed| *closed > 0).await.unwrap();
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (header, value) = line.split_once(':')?;
            header.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }
}

impl Play {
    pub(crate) fn json(status: u16, body: &str) -> Self {
        Self::typed(status, "application/json", body)
    }

    pub(crate) fn typed(status: u16, kind: &str, body: &str) -> Self {
        Self::with(status, &[("content-type", kind)], body)
    }

    pub(crate) fn with(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut bytes = format!(
            "HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-length: {}\r\n",
            body.len()
        );
        for (name, value) in headers {
            bytes.push_str(&format!("{name}: {value}\r\n"));
        }
        Self::Bytes(format!("{bytes}\r\n{body}").into_bytes())
    }

    /// The connection ends without an answer.
    pub(crate) fn dropped() -> Self {
        Self::Bytes(Vec::new())
    }

    /// The same without its last byte.
    pub(crate) fn cut(self) -> Self {
        match self {
            Self::Bytes(mut bytes) => {
                bytes.pop();
                Self::Bytes(bytes)
            }
            stall @ Self::Stall(_) => stall,
        }
    }
}

impl TestAuthority {
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        // Two authorities of one name would be one with a wrong key.
        let name = format!("Authority {:?}", key.public_key_raw());
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    /// What a server at these names needs.
    pub(crate) fn server(&self, names: &[&str]) -> Arc<ServerConfig> {
        self.server_with(names, |_| {})
    }

    /// The same, with a certificate that is changed before it is signed.
    pub(crate) fn server_with(
        &self,
        names: &[&str],
        change: impl FnOnce(&mut CertificateParams),
    ) -> Arc<ServerConfig> {
        let names: Vec<_> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(names).unwrap();
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2099, 1, 1);
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap();
        Arc::new(config)
    }
}

async fn serve(
    mut stream: tokio_rustls::server::TlsStream<TcpStream>,
    script: &(dyn Fn(usize, &Seen) -> Play + Send + Sync),
    all: &Mutex<Vec<Seen>>,
) {
    let Some(seen) = read(&mut stream).await else {
        return;
    };
    let number = {
        let mut all = all.lock().unwrap();
        all.push(seen.clone());
        all.len() - 1
    };
    match script(number, &seen) {
        Play::Bytes(bytes) => {
            // The client may have gone away.
            let _ = stream.write_all(&bytes).await;
            let _ = stream.flush().await;
        }
        Play::Stall(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.flush().await;
            let _ = stream.read(&mut [0]).await;
        }
    }
}

/// One request; none where the client went away before its end.
pub(crate) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<Seen> {
    let mut bytes = Vec::new();
    loop {
        if let Some(seen) = parse(&bytes) {
            return Some(seen);
        }
        let mut part = [0; 4096];
        match stream.read(&mut part).await {
            Ok(0) | Err(_) => return None,
            Ok(length) => bytes.extend_from_slice(&part[..length]),
        }
    }
}

fn parse(bytes: &[u8]) -> Option<Seen> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let (line, _) = head.split_once("\r\n")?;
    let line = line.strip_suffix(" HTTP/1.1")?.to_owned();
    let seen = Seen { line, head: head.to_owned(), body: body.to_owned() };
    let length = seen.header("content-length").map_or(0, |length| length.parse().unwrap());
    (body.len() >= length).then_some(seen)
}
