use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use reqwest::header::{
    ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, DATE, HeaderMap, HeaderName, HeaderValue,
    RETRY_AFTER, USER_AGENT,
};
use reqwest::{Method, StatusCode, redirect};
use rustls::ClientConfig;
use tokio::time::{Instant, timeout, timeout_at};
use url::{Url, form_urlencoded};
use zeroize::Zeroizing;

use super::again::{Ended, Tries};
use super::cause::Cause;
use super::plain::plain;
use super::{ClientSetup, Credentials, IdempotencyKey, Proxy, SetupError, trust};
use crate::{
    AccountProblem, Clock, ConnectionProblem, Locale, Problem, Request, Secret, ServerProblem,
    Timestamp,
};

/// Sends requests over HTTPS: within bounds of size and time, again where that is safe, and with
/// each cause of failure named.
pub(super) struct Http {
    lines: Lines,
    connections: RwLock<reqwest::Client>,
    locale: RwLock<Locale>,
    times: Times,
    clock: Arc<dyn Clock>,
    offsets: Mutex<BTreeMap<String, i64>>,
}

/// How long a request may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    /// For a connection: name service, TCP, TLS, a proxy's part.
    pub(super) connecting: Duration,
    /// For the answer to begin, and between two parts of it.
    pub(super) quiet: Duration,
    /// For all tries of a request together, waits included.
    pub(super) whole: Duration,
    /// The same for a request that carries a picture.
    pub(super) picture: Duration,
}

/// A request, ready to be sent as often as it takes.
pub(super) struct Call<'a> {
    request: Request,
    /// The server's host, for people.
    host: String,
    method: Method,
    url: Url,
    accept: &'static str,
    body: Option<(HeaderValue, Bytes)>,
    token: Option<&'a Secret>,
    key: Option<&'a IdempotencyKey>,
    /// The longest answer, in bytes.
    limit: usize,
    is_picture: bool,
}

/// A server's answer, whole.
pub(super) struct Reply {
    pub(super) request: Request,
    pub(super) status: StatusCode,
    headers: HeaderMap,
    body: Zeroizing<Vec<u8>>,
}

/// Why a request has no answer that its sender could make sense of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Failure {
    Connection(ConnectionProblem),
    Server(ServerProblem),
}

/// What every connection is made with.
struct Lines {
    tls: ClientConfig,
    proxy: Option<reqwest::Proxy>,
    user_agent: HeaderValue,
    names: Arc<dyn reqwest::dns::Resolve>,
}

impl Http {
    pub(super) fn new<N: reqwest::dns::Resolve + 'static>(
        setup: &ClientSetup,
        times: Times,
        names: N,
    ) -> Result<Self, SetupError> {
        let lines = Lines {
            tls: trust::tls(&setup.authorities)?,
            proxy: setup.proxy.as_ref().map(Proxy::parse).transpose()?,
            user_agent: visible(&setup.user_agent),
            names: Arc::new(names),
        };
        let connections = lines.connections(&times).map_err(SetupError::Http)?;
        Ok(Self {
            lines,
            connections: RwLock::new(connections),
            locale: RwLock::new(setup.locale),
            times,
            clock: setup.clock.clone(),
            offsets: Mutex::default(),
        })
    }

    pub(super) fn set_locale(&self, locale: Locale) {
        *self.locale.write().unwrap_or_else(PoisonError::into_inner) = locale;
    }

    /// Lets go of every connection: those of another network only time out.
    pub(super) fn reconnect(&self) {
        // It was made of the same before.
        if let Ok(fresh) = self.lines.connections(&self.times) {
            *self.connections.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        }
    }

    /// By how many seconds the phone's clock is ahead of a host's, as of its last answer.
    pub(super) fn offset(&self, host: &str) -> Option<i64> {
        self.offsets.lock().unwrap_or_else(PoisonError::into_inner).get(host).copied()
    }

    /// Sends a request, again where that is safe and can help, until there is an answer that
    /// tells success or a mistake (2xx, 4xx).
    pub(super) async fn call(&self, call: &Call<'_>) -> Result<Reply, Problem> {
        let whole = if call.is_picture { self.times.picture } else { self.times.whole };
        let tried =
            timeout(whole, self.persist(call)).await.unwrap_or_else(|late| Err(late.into()));
        let reply = tried.map_err(|failure| call.failed(failure))?;
        match self.trouble(call, &reply) {
            Some(cause) => Err(call.problem(cause)),
            None => Ok(reply),
        }
    }

    async fn persist(&self, call: &Call<'_>) -> Result<Reply, Failure> {
        let mut tries = Tries::default();
        loop {
            let began = Instant::now();
            let tried = self.send(call).await;
            log::debug!(
                "{:?} at {}: {} after {} ms",
                call.request,
                call.host,
                told(&tried),
                began.elapsed().as_millis()
            );
            match call.is_repeatable().then(|| tries.wait(self.ended(call, &tried))).flatten() {
                Some(wait) => self.clock.sleep(wait).await,
                None => return tried,
            }
        }
    }

    async fn send(&self, call: &Call<'_>) -> Result<Reply, Failure> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(call.accept));
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(self.locale().tag()));
        if let Some(token) = call.token {
            headers.insert(AUTHORIZATION, bearer(token));
        }
        let mut request =
            self.connections().request(call.method.clone(), call.url.clone()).headers(headers);
        if let Some(key) = call.key {
            request = request.header(IdempotencyKey::HEADER, key.to_header());
        }
        if let Some((kind, body)) = &call.body {
            request = request.header(CONTENT_TYPE, kind).body(body.clone());
        }
        // A picture may need more time to be sent than its answer may take to begin.
        let quiet = if call.is_picture { self.times.picture } else { self.times.quiet };
        let sent = timeout(quiet, request.send()).await?;
        let response = sent.map_err(|error| call.failure(&error))?;
        self.note_date(call, response.headers());
        let status = response.status();
        if status.is_redirection() {
            return Err(Failure::Server(ServerProblem::Redirected { request: call.request }));
        }
        let headers = response.headers().clone();
        let body = self.read(call, response).await?;
        Ok(Reply { request: call.request, status, headers, body })
    }

    async fn read(
        &self,
        call: &Call<'_>,
        mut response: reqwest::Response,
    ) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let too_long = || Failure::Server(ServerProblem::TooLong { request: call.request });
        let announced = response.content_length().unwrap_or_default();
        let announced = usize::try_from(announced).map_err(|_| too_long())?;
        if announced > call.limit {
            return Err(too_long());
        }
        let mut body = Zeroizing::new(Vec::with_capacity(announced));
        loop {
            let until = Instant::now() + self.times.quiet;
            let part = timeout_at(until, response.chunk()).await?;
            let Some(part) = part.map_err(|error| call.failure(&error))? else {
                return Ok(body);
            };
            if part.len() > call.limit - body.len() {
                return Err(too_long());
            }
            body.extend_from_slice(&part);
        }
    }

    fn ended(&self, call: &Call<'_>, tried: &Result<Reply, Failure>) -> Ended {
        match tried {
            Err(Failure::Connection(ConnectionProblem::Lost)) => Ended::Passing,
            Err(_) => Ended::ForGood,
            Ok(reply) => match (reply.status.as_u16(), self.retry_after(reply)) {
                (409, _) if call.key.is_some() && reply.account_problem().is_none() => {
                    Ended::WorkedOn
                }
                (429 | 502..=504, Some(wait)) => Ended::Busy { wait },
                (502..=504, None) => Ended::Passing,
                _ => Ended::ForGood,
            },
        }
    }

    /// What an answer says that is neither success nor the sender's mistake.
    fn trouble(&self, call: &Call<'_>, reply: &Reply) -> Option<ServerProblem> {
        let until = || self.retry_after(reply).map(|wait| self.clock.now().after(wait));
        let (request, status) = (reply.request, reply.status.as_u16());
        match status {
            200..=299 => None,
            429 => Some(ServerProblem::TooManyRequests { until: until() }),
            409 | 422 if call.key.is_some() && reply.account_problem().is_none() => {
                Some(ServerProblem::KeyConflict { request, status })
            }
            400..=499 => None,
            500..=599 => Some(ServerProblem::InTrouble { status, until: until() }),
            _ => Some(ServerProblem::UnexpectedStatus { request, status }),
        }
    }

    /// How long the server asks to be left alone (RFC 9110 section 10.2.3), by its own clock
    /// where it names a moment.
    fn retry_after(&self, reply: &Reply) -> Option<Duration> {
        let text = reply.header(&RETRY_AFTER)?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let until: Timestamp = httpdate::parse_http_date(text).ok()?.into();
        let now = reply.header(&DATE).and_then(|date| httpdate::parse_http_date(date).ok());
        Some(until.since(now.map_or_else(|| self.clock.now(), Into::into)))
    }

    fn note_date(&self, call: &Call<'_>, headers: &HeaderMap) {
        const HOSTS: usize = 64;

        let date = headers.get(DATE).and_then(|date| date.to_str().ok());
        let date = date.and_then(|date| httpdate::parse_http_date(date).ok());
        let (Some(date), Some(host)) = (date, call.url.host_str()) else {
            return;
        };
        let offset = seconds_between(date, self.clock.now().into());
        let mut offsets = self.offsets.lock().unwrap_or_else(PoisonError::into_inner);
        if offsets.len() >= HOSTS && !offsets.contains_key(host) {
            offsets.pop_first();
        }
        offsets.insert(host.to_owned(), offset);
    }

    fn connections(&self) -> reqwest::Client {
        self.connections.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn locale(&self) -> Locale {
        *self.locale.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Times {
    /// For phones in a weak network, and servers that ask another before they answer.
    fn default() -> Self {
        Self {
            connecting: Duration::from_secs(10),
            quiet: Duration::from_secs(20),
            whole: Duration::from_secs(40),
            picture: Duration::from_secs(120),
        }
    }
}

impl<'a> Call<'a> {
    const SMALL: usize = 64 * 1024;
    const LARGE: usize = 1024 * 1024;

    /// A request without a body; its answer is JSON of at most 64 KiB.
    pub(super) fn new(request: Request, host: String, method: Method, url: Url) -> Self {
        Self {
            request,
            host,
            method,
            url,
            accept: "application/json",
            body: None,
            token: None,
            key: None,
            limit: Self::SMALL,
            is_picture: false,
        }
    }

    pub(super) fn form(self, members: &[(&str, &str)]) -> Self {
        let mut form = form_urlencoded::Serializer::new(String::with_capacity(1024));
        form.extend_pairs(members);
        self.body("application/x-www-form-urlencoded", form.finish().into_bytes())
    }

    pub(super) fn json(self, member: &str, text: &str) -> Self {
        let body = serde_json::to_vec(&BTreeMap::from([(member, text)])).unwrap_or_default();
        self.body("application/json", body)
    }

    pub(super) fn picture(mut self, kind: &'static str, picture: &[u8]) -> Self {
        self.is_picture = true;
        self.body(kind, picture.to_vec())
    }

    /// An access token (RFC 6750 section 2.1).
    pub(super) fn token(mut self, token: &'a Secret) -> Self {
        self.token = Some(token);
        self
    }

    pub(super) fn key(mut self, key: &'a IdempotencyKey) -> Self {
        self.key = Some(key);
        self
    }

    /// What the answer should be, if not JSON.
    pub(super) fn accept(mut self, accept: &'static str) -> Self {
        self.accept = accept;
        self
    }

    /// The answer is a picture.
    pub(super) fn for_picture(mut self) -> Self {
        self.is_picture = true;
        self.large().accept("image/jpeg, image/png")
    }

    /// The answer may be 1 MiB long.
    pub(super) fn large(mut self) -> Self {
        self.limit = Self::LARGE;
        self
    }

    fn failed(&self, failure: Failure) -> Problem {
        match failure {
            Failure::Connection(cause) => Problem::Connection { host: self.host.clone(), cause },
            Failure::Server(cause) => self.problem(cause),
        }
    }

    /// The problem that a cause is for the server that is called.
    pub(super) fn problem(&self, cause: ServerProblem) -> Problem {
        Problem::Server { host: self.host.clone(), cause }
    }

    fn failure(&self, error: &reqwest::Error) -> Failure {
        match Cause::of(error) {
            Cause::Connection(cause) => Failure::Connection(cause),
            Cause::NotHttp => Failure::Server(ServerProblem::NotJson { request: self.request }),
        }
    }

    /// Wiped from memory when the last copy is dropped.
    fn body(mut self, kind: &'static str, body: Vec<u8>) -> Self {
        let body = Bytes::from_owner(Zeroizing::new(body));
        self.body = Some((HeaderValue::from_static(kind), body));
        self
    }

    /// Sent twice, it is done once.
    fn is_repeatable(&self) -> bool {
        self.method == Method::GET || self.key.is_some()
    }
}

impl Reply {
    /// The body, which has to be JSON by its content type.
    pub(super) fn json(&self) -> Result<&[u8], ServerProblem> {
        let kind = self.kind();
        if kind == "application/json" || kind.starts_with("application/") && kind.ends_with("+json")
        {
            return Ok(&self.body);
        }
        Err(self.wrong_type())
    }

    /// The body, which has to be a picture by its content type.
    pub(super) fn picture(self) -> Result<Vec<u8>, ServerProblem> {
        match self.kind().as_str() {
            "image/jpeg" | "image/png" => Ok(self.body.to_vec()),
            _ => Err(self.wrong_type()),
        }
    }

    pub(super) fn is_html(&self) -> bool {
        matches!(self.kind().as_str(), "text/html" | "application/xhtml+xml")
    }

    /// Why the account refused, where it says so.
    pub(super) fn account_problem(&self) -> Option<AccountProblem> {
        (self.kind() == "application/problem+json").then(|| AccountProblem::parse(&self.body))?
    }

    /// 401 for the sake of the token (RFC 6750 section 3.1).
    pub(super) fn is_invalid_token(&self) -> bool {
        let challenges = self.headers.get_all(reqwest::header::WWW_AUTHENTICATE);
        self.status == StatusCode::UNAUTHORIZED
            && challenges.iter().any(|challenge| {
                challenge.to_str().is_ok_and(|text| {
                    text.split(['=', '"', ',', ' ']).any(|part| part == "invalid_token")
                })
            })
    }

    /// A status that the request has no meaning for.
    pub(super) fn unexpected(&self) -> ServerProblem {
        let (request, status) = (self.request, self.status.as_u16());
        ServerProblem::UnexpectedStatus { request, status }
    }

    fn wrong_type(&self) -> ServerProblem {
        const MAX: usize = 100;

        let found = plain(&self.kind(), MAX);
        ServerProblem::WrongType { request: self.request, found }
    }

    /// The media type without its parameters (RFC 9110 section 8.3.1).
    fn kind(&self) -> String {
        let kind = self.header(&CONTENT_TYPE).unwrap_or_default();
        kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl Lines {
    /// A dead connection is noticed by a ping, if anything waits for it, after so long.
    const PING: Duration = Duration::from_secs(5);
    const IDLE: Duration = Duration::from_secs(90);

    fn connections(&self, times: &Times) -> Result<reqwest::Client, reqwest::Error> {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, self.user_agent.clone());
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(self.tls.clone())
            .dns_resolver(self.names.clone())
            .https_only(true)
            .redirect(redirect::Policy::none())
            .referer(false)
            .default_headers(headers)
            .connect_timeout(times.connecting)
            .pool_idle_timeout(Self::IDLE)
            .http2_keep_alive_interval(Self::PING)
            .http2_keep_alive_timeout(Self::PING);
        match &self.proxy {
            Some(proxy) => builder.proxy(proxy.clone()),
            None => builder.no_proxy(),
        }
        .build()
    }
}

impl Proxy {
    fn parse(&self) -> Result<reqwest::Proxy, SetupError> {
        let url = Url::parse(&self.url).map_err(|_| SetupError::Proxy)?;
        let is_plain = url.username().is_empty() && url.password().is_none();
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() || !is_plain {
            return Err(SetupError::Proxy);
        }
        let proxy = reqwest::Proxy::all(url).map_err(|_| SetupError::Proxy)?;
        Ok(match &self.credentials {
            Some(Credentials { user, password }) => proxy.basic_auth(user, password.expose()),
            None => proxy,
        })
    }
}

impl From<tokio::time::error::Elapsed> for Failure {
    fn from(_: tokio::time::error::Elapsed) -> Self {
        Self::Connection(ConnectionProblem::TimedOut)
    }
}

/// What a try came to, for the log: no word of a server's.
fn told(tried: &Result<Reply, Failure>) -> String {
    match tried {
        Ok(reply) => reply.status.as_u16().to_string(),
        Err(Failure::Connection(cause)) => format!("{cause:?}"),
        Err(Failure::Server(cause)) => format!("{cause:?}"),
    }
}

/// How an access token is presented; one that no server can have given is refused by each.
fn bearer(token: &Secret) -> HeaderValue {
    let text = Zeroizing::new(format!("Bearer {}", token.expose()));
    let mut value =
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("Bearer"));
    value.set_sensitive(true);
    value
}

/// A header's value in which every character that can't be in one is a question mark.
fn visible(text: &str) -> HeaderValue {
    let visible: String =
        text.chars().map(|c| if matches!(c, ' '..='~') { c } else { '?' }).collect();
    HeaderValue::from_str(visible.trim()).unwrap_or_else(|_| HeaderValue::from_static("-"))
}

/// By how many seconds `later` is ahead of `earlier`; negative where it is behind.
fn seconds_between(earlier: SystemTime, later: SystemTime) -> i64 {
    let seconds = |span: Duration| i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    match later.duration_since(earlier) {
        Ok(ahead) => seconds(ahead),
        Err(behind) => -seconds(behind.duration()),
    }
}
