//! A client of the protocol, as small as it can be.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::{Method, RequestBuilder};
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};
use serde_json::Value;
use vestibule_server::{Clock, Config, Server, World};

/// An answer, read to its end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) bytes: Vec<u8>,
    /// `null` where the body is no JSON.
    pub(crate) body: Value,
}

/// An app that talks to one server.
pub(crate) struct App {
    pub(crate) http: reqwest::Client,
    pub(crate) metadata: Value,
    pub(crate) verifier: String,
    pub(crate) id: String,
    pub(crate) locale: String,
    pub(crate) sms_hash: Option<String>,
}

/// What a session gives.
#[derive(Clone, Debug)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
    pub(crate) session: String,
}

/// A world of this configuration, whose clock stands still.
pub(crate) fn world(config: &str) -> World {
    let clock = Clock::stopped_at(SystemTime::now().into());
    World::start_at(Config::parse(config).unwrap(), clock).unwrap()
}

/// An HTTP client that trusts the world's authority alone.
pub(crate) fn http(world: &World) -> reqwest::Client {
    http_by(world, &[b"h2", b"http/1.1"])
}

/// The same, by these versions of HTTP alone.
pub(crate) fn http_by(world: &World, versions: &[&[u8]]) -> reqwest::Client {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = rustls::RootCertStore::empty();
    use rustls::pki_types::pem::PemObject as _;
    let pem = world.authority_pem().as_bytes();
    roots.add(rustls::pki_types::CertificateDer::from_pem_slice(pem).unwrap()).unwrap();
    let mut tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    tls.alpn_protocols = versions.iter().map(|version| version.to_vec()).collect();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(20))
        .no_proxy()
        .build()
        .unwrap()
}

/// A key that no other request has.
pub(crate) fn key() -> String {
    let mut bytes = [0; 16];
    SystemRandom::new().fill(&mut bytes).unwrap();
    URL_SAFE_NO_PAD.encode(bytes)
}

impl App {
    pub(crate) async fn new(world: &World, server: &str) -> Self {
        Self::of(http(world), world.server(server)).await
    }

    pub(crate) async fn of(http: reqwest::Client, server: &Server) -> Self {
        let metadata = send(http.get(metadata_url(server.issuer()))).await;
        assert_eq!(metadata.status, 200);
        Self {
            http,
            metadata: metadata.body,
            verifier: key(),
            id: "vestibule.test".to_owned(),
            locale: "en".to_owned(),
            sms_hash: None,
        }
    }

    /// The first request of a sign-in.
    pub(crate) async fn begin(&self, login_hint: Option<&str>) -> Reply {
        self.begin_under(&key(), login_hint).await
    }

    /// S256 of the verifier (RFC 7636 section 4.2).
    pub(crate) fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(digest(&SHA256, self.verifier.as_bytes()))
    }

    pub(crate) async fn begin_under(&self, key: &str, login_hint: Option<&str>) -> Reply {
        let challenge = self.challenge();
        let mut form = vec![
            ("client_id", "test"),
            ("app_id", &self.id),
            ("device", "A test"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        form.extend(login_hint.map(|hint| ("login_hint", hint)));
        form.extend(self.sms_hash.as_deref().map(|hash| ("sms_hash", hash)));
        self.post("authorization_challenge_endpoint", key, &form).await
    }

    /// The answer to the step of a reply.
    pub(crate) async fn answer(&self, to: &Reply, answer: &[(&str, &str)]) -> Reply {
        self.answer_under(&key(), to, answer).await
    }

    pub(crate) async fn answer_under(
        &self,
        key: &str,
        to: &Reply,
        answer: &[(&str, &str)],
    ) -> Reply {
        let auth_session = to.body["auth_session"].as_str().unwrap();
        let form = [&[("client_id", "test"), ("auth_session", auth_session)], answer].concat();
        self.post("authorization_challenge_endpoint", key, &form).await
    }

    /// Where the session of a reply stands.
    pub(crate) async fn resume(&self, from: &Reply) -> Reply {
        self.answer(from, &[("resume", "true")]).await
    }

    /// Redeems the code of a reply.
    pub(crate) async fn redeem(&self, reply: &Reply) -> Tokens {
        let reply = self.redeem_under(&key(), reply).await;
        assert_eq!(reply.status, 200, "{:?}", reply.body);
        Tokens::of(&reply)
    }

    pub(crate) async fn redeem_under(&self, key: &str, reply: &Reply) -> Reply {
        let form = [
            ("client_id", "test"),
            ("grant_type", "authorization_code"),
            ("code", reply.body["authorization_code"].as_str().unwrap()),
            ("code_verifier", &self.verifier),
        ];
        self.post("token_endpoint", key, &form).await
    }

    pub(crate) async fn refresh(&self, token: &str) -> Reply {
        let form =
            [("client_id", "test"), ("grant_type", "refresh_token"), ("refresh_token", token)];
        self.post("token_endpoint", &key(), &form).await
    }

    pub(crate) async fn post(&self, endpoint: &str, key: &str, form: &[(&str, &str)]) -> Reply {
        let url = self.metadata[endpoint].as_str().unwrap();
        let request = self
            .http
            .post(url)
            .header("idempotency-key", format!("\"{key}\""))
            .header("accept-language", &self.locale)
            .form(form);
        send(request).await
    }

    /// A request of the account.
    pub(crate) fn request(&self, method: Method, path: &str, access: &str) -> RequestBuilder {
        let endpoint = self.metadata["vestibule"]["account_endpoint"].as_str().unwrap();
        self.http.request(method, format!("{endpoint}{path}")).bearer_auth(access)
    }

    pub(crate) async fn account(&self, access: &str) -> Reply {
        send(self.request(Method::GET, "", access)).await
    }
}

impl Tokens {
    pub(crate) fn of(reply: &Reply) -> Self {
        let text = |name: &str| reply.body[name].as_str().unwrap().to_owned();
        Self {
            access: text("access_token"),
            refresh: text("refresh_token"),
            session: text("session_id"),
        }
    }
}

impl Reply {
    /// The type of the step that is asked for.
    pub(crate) fn step(&self) -> &str {
        self.body["step"]["type"].as_str().unwrap_or_else(|| panic!("no step: {:?}", self.body))
    }

    pub(crate) fn problem(&self) -> Option<&str> {
        self.body["problem"].as_str()
    }

    pub(crate) fn error(&self) -> &str {
        self.body["error"].as_str().unwrap_or_else(|| panic!("no error: {:?}", self.body))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

pub(crate) async fn send(request: RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = response.bytes().await.unwrap().to_vec();
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Reply { status, headers, bytes, body }
}

/// RFC 8414 section 3: the path comes after the well-known one.
pub(crate) fn metadata_url(issuer: &str) -> String {
    let mut url = url::Url::parse(issuer).unwrap();
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&format!("/.well-known/oauth-authorization-server{path}"));
    url.into()
}

/// The code of the message that came last to a phone or an e-mail.
pub(crate) fn code(world: &World, to: &str) -> String {
    world.inbox().latest_code(to).unwrap_or_else(|| panic!("no message to {to}"))
}

/// A code of the same length that is another one.
pub(crate) fn wrong(code: &str) -> String {
    let digit = |digit: char| if digit == '9' { '0' } else { '9' };
    code.chars().map(digit).collect()
}

/// Signs in, or registers, by phone.
pub(crate) async fn by_phone(world: &World, app: &App, phone: &str) -> Tokens {
    let step = app.begin(Some(phone)).await;
    let mut reply = app.answer(&step, &[("code", &code(world, phone))]).await;
    if reply.body["step"]["type"] == "profile" {
        reply = app.answer(&reply, &[("name", "Мария")]).await;
    }
    app.redeem(&reply).await
}

/// Signs in by login and password.
pub(crate) async fn by_password(app: &App, login: &str, password: &str) -> Tokens {
    let step = app.begin(None).await;
    let done = app.answer(&step, &[("login", login), ("password", password)]).await;
    app.redeem(&done).await
}
