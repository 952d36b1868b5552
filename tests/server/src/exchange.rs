//! One request of a connection: counted, delayed, broken as asked, and answered.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderValue, Request, Response, header};
use axum::response::IntoResponse;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;
use serde_json::Value;
use tokio::time::Sleep;

use crate::answer::{Answer, Refusal};
use crate::clock::Clock;
use crate::counters::{Count, Counters, Logged};
use crate::endpoint::Endpoint;
use crate::faults::{Fault, Faults, Injected, When};
use crate::form::Form;

/// The most that is read of a request's body: more than any endpoint takes.
const MAX_BODY: usize = 4 * 1024 * 1024;

/// The connection is to break.
#[derive(Debug, thiserror::Error)]
#[error("the connection breaks as the fault says")]
pub(crate) struct Broken;

/// Who answers: a server of the protocol, or an identity provider.
pub(crate) trait Desk: Send + Sync + 'static {
    /// In the configuration.
    fn name(&self) -> &str;

    /// Which request it is.
    fn endpoint(&self, request: &Request<Bytes>, form: Option<&Form>) -> Endpoint;

    /// The path of its issuer.
    fn path(&self) -> &str;

    /// What it asks others with.
    fn http(&self) -> &reqwest::Client;

    fn counters(&self) -> &Counters;

    fn faults(&self) -> &Faults;

    fn clock(&self) -> &Clock;

    /// Lets a request in; the seconds to wait where there is no room for it.
    fn admit(&self) -> Result<(), u64>;
}

/// Serves a request to its end, also when its client is gone before.
pub(crate) async fn serve<D: Desk>(
    desk: Arc<D>,
    router: Router,
    connection: u64,
    request: Request<Incoming>,
) -> Result<Response<Body>, Broken> {
    let mut waiting = Waiting { desk: desk.clone(), is_answered: false };
    let served = tokio::spawn(answer(desk, router, connection, request)).await;
    waiting.is_answered = true;
    served.unwrap_or(Err(Broken))
}

async fn answer<D: Desk>(
    desk: Arc<D>,
    router: Router,
    connection: u64,
    request: Request<Incoming>,
) -> Result<Response<Body>, Broken> {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(Body::new(body), MAX_BODY).await else {
        return Err(Broken);
    };
    let request = Request::from_parts(parts, body);
    let form = form(&request);
    let endpoint = desk.endpoint(&request, form.as_ref());
    let names = form.as_ref().or(query(&request).as_ref()).map(Form::names).unwrap_or_default();
    let logged = logged(&*desk, endpoint, connection, &request, names);
    let number = desk.counters().arrived(logged);
    let answered = work(&*desk, router, endpoint, request).await;
    let status = answered.as_ref().ok().map(|response| response.status().as_u16());
    desk.counters().ended(number, status);
    Ok(dated(desk.clock(), answered?))
}

/// Does what a request asks for, with the faults that it meets.
async fn work(
    desk: &impl Desk,
    router: Router,
    endpoint: Endpoint,
    mut request: Request<Bytes>,
) -> Result<Response<Body>, Broken> {
    tokio::time::sleep(desk.faults().latency()).await;
    let injected = desk.faults().meet(desk.name(), endpoint);
    injected.pause(When::Arrival).await;
    if injected.drops(When::Arrival) {
        return Err(Broken);
    }
    let relayed = match injected.relays_to() {
        Some(to) => Some(relay(desk, to, &request).await.ok_or(Broken)?),
        None => None,
    };
    let response = match relayed.or_else(|| instead(desk, &injected)) {
        Some(response) => response,
        None => {
            request.extensions_mut().insert(endpoint);
            request.extensions_mut().insert(injected.clone());
            let routed = TowerToHyperService::new(router).call(request.map(Body::from)).await;
            let response = match routed {
                Ok(response) => response,
                Err(never) => match never {},
            };
            change(response, &injected).await
        }
    };
    injected.pause(When::Answer).await;
    if injected.drops(When::Answer) || injected.drops(When::Work) {
        return Err(Broken);
    }
    Ok(response)
}

/// Counts a client that was gone before its answer.
struct Waiting<D: Desk> {
    desk: Arc<D>,
    is_answered: bool,
}

impl<D: Desk> Drop for Waiting<D> {
    fn drop(&mut self) {
        if !self.is_answered {
            self.desk.counters().add(self.desk.name(), Count::Abandoned);
        }
    }
}

fn logged(
    desk: &impl Desk,
    endpoint: Endpoint,
    connection: u64,
    request: &Request<Bytes>,
    parameters: Vec<String>,
) -> Logged {
    let header = |name: header::HeaderName| {
        request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    Logged {
        number: 0,
        server: desk.name().to_owned(),
        endpoint,
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        parameters,
        idempotency_key: header(header::HeaderName::from_static("idempotency-key")),
        accept_language: header(header::ACCEPT_LANGUAGE),
        user_agent: header(header::USER_AGENT),
        connection,
        status: None,
        ended_after: None,
    }
}

fn form(request: &Request<Bytes>) -> Option<Form> {
    let kind = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
    kind.starts_with("application/x-www-form-urlencoded")
        .then(|| Form::parse(request.body()).ok())?
}

fn query(request: &Request<Bytes>) -> Option<Form> {
    Form::parse(request.uri().query()?.as_bytes()).ok()
}

/// The answer that a fault, or the server's bound on requests, gives in place of the work.
fn instead(desk: &impl Desk, injected: &Injected) -> Option<Response<Body>> {
    if let Err(retry_after) = desk.admit() {
        return Some(Refusal::TooMany { retry_after }.into_response());
    }
    injected.faults().find_map(|fault| {
        let answer = match fault {
            Fault::Status { status, retry_after: None } => Answer::empty(*status),
            Fault::Status { status, retry_after: Some(wait) } => {
                Answer::empty(*status).with("retry-after", wait)
            }
            Fault::Answer { status, content_type, body } => {
                Answer { body: body.clone().into_bytes(), ..Answer::empty(*status) }
                    .typed(content_type)
            }
            Fault::Redirect { to } => Answer::empty(302).with("location", to),
            _ => return None,
        };
        Some(answer.into_response())
    })
}

/// What another server answers to the same request.
async fn relay(desk: &impl Desk, to: &str, request: &Request<Bytes>) -> Option<Response<Body>> {
    let path = request.uri().path();
    let path = path.strip_prefix(desk.path()).unwrap_or(path);
    let mut relayed = desk.http().request(request.method().clone(), format!("{to}{path}"));
    for name in ["content-type", "idempotency-key", "accept-language", "authorization"] {
        if let Some(value) = request.headers().get(name) {
            relayed = relayed.header(name, value);
        }
    }
    let answer = relayed.body(request.body().clone()).send().await.ok()?;
    let (status, kind) = (answer.status(), answer.headers().get(header::CONTENT_TYPE).cloned());
    let mut response = Response::new(Body::from(answer.bytes().await.ok()?));
    *response.status_mut() = status;
    if let Some(kind) = kind {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    Some(response)
}

/// The answer as the faults spoil it.
async fn change(response: Response<Body>, injected: &Injected) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let mut body = body.to_vec();
    parts.headers.remove(header::CONTENT_LENGTH);
    let mut is_cut = false;
    for fault in injected.faults() {
        match fault {
            Fault::CutBody => is_cut = true,
            Fault::ContentType { content_type } => {
                if let Ok(content_type) = HeaderValue::from_str(content_type) {
                    parts.headers.insert(header::CONTENT_TYPE, content_type);
                }
            }
            Fault::Html => {
                let html = HeaderValue::from_static("text/html; charset=utf-8");
                parts.headers.insert(header::CONTENT_TYPE, html);
                body = b"<!doctype html><title>Welcome</title>".to_vec();
            }
            Fault::NotJson => body.truncate(body.len() / 2),
            Fault::Without { member } => edit(&mut body, |json| remove(json, member)),
            Fault::With { member, value } => edit(&mut body, |json| {
                insert(json, member, value.clone());
            }),
            Fault::Oversize { bytes } => body.resize((*bytes).max(body.len()), b' '),
            _ => {}
        }
    }
    if is_cut {
        return Response::from_parts(parts, Body::new(CutBody::new(body)));
    }
    Response::from_parts(parts, Body::from(body))
}

fn edit(body: &mut Vec<u8>, edit: impl FnOnce(&mut Value)) {
    if let Ok(mut json) = serde_json::from_slice(body) {
        edit(&mut json);
        *body = json.to_string().into_bytes();
    }
}

fn remove(json: &mut Value, member: &str) {
    if let Some((parent, name)) = member.rsplit_once('/')
        && let Some(Value::Object(parent)) = json.pointer_mut(parent)
    {
        parent.remove(name);
    }
}

fn insert(json: &mut Value, member: &str, value: Value) {
    if let Some((parent, name)) = member.rsplit_once('/')
        && let Some(Value::Object(parent)) = json.pointer_mut(parent)
    {
        parent.insert(name.to_owned(), value);
    }
}

/// Says the server's own time.
fn dated(clock: &Clock, mut response: Response<Body>) -> Response<Body> {
    let date = httpdate::fmt_http_date(clock.now().into());
    if let Ok(date) = HeaderValue::from_str(&date) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

/// Half of a body whose whole length was announced; then the stream breaks.
struct CutBody {
    half: Option<Bytes>,
    announced: u64,
    /// So that the half is on its way before the break, which would overtake it in HTTP/2.
    pause: Pin<Box<Sleep>>,
}

impl CutBody {
    const PAUSE: Duration = Duration::from_millis(50);

    fn new(mut body: Vec<u8>) -> Self {
        let announced = body.len().max(2) as u64;
        body.truncate(body.len() / 2);
        let pause = Box::pin(tokio::time::sleep(Self::PAUSE));
        Self { half: Some(body.into()), announced, pause }
    }
}

impl HttpBody for CutBody {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        self.pause.as_mut().poll(context).map(|()| Some(Err(Broken)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}
