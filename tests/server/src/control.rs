//! The control API: what tests in other languages, and people, look at and set.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::config::Tls;
use crate::faults::{Fault, FaultId, Matching};
use crate::identity::Wrong;
use crate::world::{Provider, Server, Shared};

#[derive(Clone)]
struct Controlled {
    shared: Arc<Shared>,
    servers: Vec<Arc<Server>>,
    providers: Vec<Arc<Provider>>,
}

pub(crate) fn router(
    shared: Arc<Shared>,
    servers: Vec<Arc<Server>>,
    providers: Vec<Arc<Provider>>,
) -> Router {
    Router::new()
        .route("/control/world", get(world))
        .route("/control/inbox", get(inbox))
        .route("/control/counters", get(counters).delete(reset))
        .route("/control/requests", get(requests))
        .route("/control/faults", post(set_fault).delete(clear_faults))
        .route("/control/faults/{id}", get(fault).delete(remove_fault))
        .route("/control/latency", post(set_latency))
        .route("/control/clock", post(advance))
        .route("/control/servers/{name}", post(change_server))
        .route("/control/servers/{name}/accounts", get(accounts))
        .route("/control/servers/{name}/sessions", delete(end_sessions))
        .route("/control/providers/{name}", post(change_provider))
        .route("/control/providers/{name}/keys", post(rotate_keys))
        .route("/control/providers/{name}/sessions", delete(end_provider_sessions))
        .with_state(Controlled { shared, servers, providers })
}

async fn world(State(controlled): State<Controlled>) -> Json<Value> {
    let servers = controlled.servers.iter().map(
        |server| json!({ "name": server.name(), "role": server.role(), "issuer": server.issuer() }),
    );
    let providers = controlled
        .providers
        .iter()
        .map(|provider| json!({ "name": provider.name(), "issuer": provider.issuer() }));
    Json(json!({
        "authority": controlled.shared.authority.pem(),
        "now": controlled.shared.clock.now().secs(),
        "servers": servers.collect::<Vec<_>>(),
        "providers": providers.collect::<Vec<_>>(),
    }))
}

#[derive(Deserialize)]
struct Looking {
    /// Only messages whose number is above this one.
    #[serde(default)]
    after: u64,
    /// Only messages to this phone or e-mail.
    to: Option<String>,
    /// Waits for the first one at most so many seconds.
    #[serde(default)]
    wait: u64,
}

async fn inbox(
    State(controlled): State<Controlled>,
    Query(looking): Query<Looking>,
) -> Json<Value> {
    let inbox = &controlled.shared.inbox;
    let wait = Duration::from_secs(looking.wait.min(60));
    match &looking.to {
        Some(to) => drop(inbox.wait_async(looking.after, to, wait).await),
        None => drop(inbox.next(looking.after, wait).await),
    }
    let mut messages = inbox.messages();
    messages.retain(|message| {
        message.number > looking.after && looking.to.as_ref().is_none_or(|to| message.to == *to)
    });
    Json(json!(messages))
}

async fn counters(State(controlled): State<Controlled>) -> Json<Value> {
    let counters = &controlled.shared.counters;
    Json(json!({ "total": counters.total(), "servers": counters.all() }))
}

async fn reset(State(controlled): State<Controlled>) -> StatusCode {
    controlled.shared.counters.reset();
    StatusCode::NO_CONTENT
}

async fn requests(State(controlled): State<Controlled>) -> Json<Value> {
    Json(json!(controlled.shared.counters.log()))
}

#[derive(Deserialize)]
struct NewFault {
    #[serde(flatten)]
    on: Matching,
    fault: Fault,
}

async fn set_fault(State(controlled): State<Controlled>, Json(new): Json<NewFault>) -> Json<Value> {
    Json(json!({ "id": controlled.shared.faults.set(new.on, new.fault) }))
}

/// Whether a fault that holds its request has met it.
async fn fault(State(controlled): State<Controlled>, Path(id): Path<FaultId>) -> Json<Value> {
    Json(json!({ "id": id, "has_held": controlled.shared.faults.has_held(id) }))
}

async fn clear_faults(State(controlled): State<Controlled>) -> StatusCode {
    controlled.shared.faults.clear();
    StatusCode::NO_CONTENT
}

async fn remove_fault(State(controlled): State<Controlled>, Path(id): Path<FaultId>) -> StatusCode {
    controlled.shared.faults.remove(id);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Latency {
    millis: u64,
}

async fn set_latency(
    State(controlled): State<Controlled>,
    Json(latency): Json<Latency>,
) -> StatusCode {
    controlled.shared.faults.set_latency(Duration::from_millis(latency.millis));
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Advance {
    /// Seconds.
    advance: u64,
}

async fn advance(
    State(controlled): State<Controlled>,
    Json(Advance { advance }): Json<Advance>,
) -> Json<Value> {
    controlled.shared.clock.advance(Duration::from_secs(advance));
    Json(json!({ "now": controlled.shared.clock.now().secs() }))
}

#[derive(Deserialize)]
struct Change {
    tls: Tls,
}

async fn change_server(
    State(controlled): State<Controlled>,
    Path(name): Path<String>,
    Json(change): Json<Change>,
) -> StatusCode {
    match controlled.server(&name).map(|server| server.set_tls(change.tls)) {
        Some(Ok(())) => StatusCode::NO_CONTENT,
        Some(Err(_)) => StatusCode::INTERNAL_SERVER_ERROR,
        None => StatusCode::NOT_FOUND,
    }
}

async fn accounts(
    State(controlled): State<Controlled>,
    Path(name): Path<String>,
) -> Result<Json<Value>, StatusCode> {
    let server = controlled.server(&name).ok_or(StatusCode::NOT_FOUND)?;
    let accounts = server.accounts().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Json(json!(accounts)))
}

async fn end_sessions(
    State(controlled): State<Controlled>,
    Path(name): Path<String>,
) -> StatusCode {
    match controlled.server(&name).map(Server::end_sessions) {
        Some(Ok(())) => StatusCode::NO_CONTENT,
        Some(Err(_)) => StatusCode::INTERNAL_SERVER_ERROR,
        None => StatusCode::NOT_FOUND,
    }
}

#[derive(Deserialize)]
struct ProviderChange {
    /// What it does wrong from now on; nothing, where there is none.
    #[serde(default)]
    wrong: Option<Wrong>,
    #[serde(default)]
    tls: Option<Tls>,
}

async fn change_provider(
    State(controlled): State<Controlled>,
    Path(name): Path<String>,
    Json(change): Json<ProviderChange>,
) -> StatusCode {
    let Some(provider) = controlled.provider(&name) else {
        return StatusCode::NOT_FOUND;
    };
    provider.set_wrong(change.wrong);
    match change.tls.map(|tls| provider.set_tls(tls)) {
        Some(Err(_)) => StatusCode::INTERNAL_SERVER_ERROR,
        Some(Ok(())) | None => StatusCode::NO_CONTENT,
    }
}

async fn rotate_keys(State(controlled): State<Controlled>, Path(name): Path<String>) -> StatusCode {
    match controlled.provider(&name).map(Provider::rotate_keys) {
        Some(()) => StatusCode::NO_CONTENT,
        None => StatusCode::NOT_FOUND,
    }
}

async fn end_provider_sessions(
    State(controlled): State<Controlled>,
    Path(name): Path<String>,
) -> StatusCode {
    match controlled.provider(&name).map(Provider::end_sessions) {
        Some(()) => StatusCode::NO_CONTENT,
        None => StatusCode::NOT_FOUND,
    }
}

impl Controlled {
    fn provider(&self, name: &str) -> Option<&Provider> {
        self.providers.iter().map(|provider| &**provider).find(|provider| provider.name() == name)
    }

    fn server(&self, name: &str) -> Option<&Server> {
        self.servers.iter().map(|server| &**server).find(|server| server.name() == name)
    }
}
