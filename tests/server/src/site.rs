use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::Request;
use axum::routing::{get, post};
use serde::Serialize;

use crate::answer::Refusal;
use crate::clock::Clock;
use crate::config::{Demand, DirectoryEntry, Limits, ServerConfig};
use crate::counters::Counters;
use crate::endpoint::Endpoint;
use crate::exchange::Desk;
use crate::faults::Faults;
use crate::form::Form;
use crate::inbox::Inbox;
use crate::jwt::Signer;
use crate::keys::Keys;
use crate::locale::Locale;
use crate::mint::Mint;
use crate::openid::Openid;
use crate::rate::Rate;
use crate::store::Store;
use crate::{account, avatar, challenge, metadata, person, revocation, token, web, webfinger};

/// One server: what its endpoints share.
pub(crate) struct Site {
    pub(crate) role: Role,
    pub(crate) config: ServerConfig,
    pub(crate) limits: Limits,
    /// `https://host:port` and the path.
    pub(crate) issuer: String,
    pub(crate) store: Store,
    pub(crate) mint: Mint,
    /// Signs what other servers are to believe.
    pub(crate) signer: Signer,
    /// What it asks other servers of its world with.
    pub(crate) http: reqwest::Client,
    /// Of the servers that this one believes.
    pub(crate) keys: Keys,
    /// The identity provider that this one believes.
    pub(crate) openid: Option<Openid>,
    pub(crate) clock: Clock,
    pub(crate) inbox: Inbox,
    pub(crate) counters: Counters,
    pub(crate) faults: Faults,
    pub(crate) world: Arc<Neighbours>,
    pub(crate) rate: Rate,
    /// Idempotency keys of requests that are worked on.
    pub(crate) in_use: Mutex<HashSet<String>>,
}

impl Desk for Site {
    fn name(&self) -> &str {
        &self.config.name
    }

    fn endpoint(&self, request: &Request<Bytes>, form: Option<&Form>) -> Endpoint {
        let path = request.uri().path();
        let own = &self.config.path;
        let path = match path.strip_prefix("/.well-known/oauth-authorization-server") {
            Some(inserted) if inserted == own => "/.well-known/oauth-authorization-server",
            _ if path.starts_with("/.well-known/") => path,
            _ => path.strip_prefix(own.as_str()).unwrap_or(path),
        };
        Endpoint::of_server(request.method(), path, form)
    }

    fn path(&self) -> &str {
        &self.config.path
    }

    fn http(&self) -> &reqwest::Client {
        &self.http
    }

    fn counters(&self) -> &Counters {
        &self.counters
    }

    fn faults(&self) -> &Faults {
        &self.faults
    }

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn admit(&self) -> Result<(), u64> {
        self.rate.admit(self.limits.requests_per_minute, self.clock.now())
    }
}

/// What a server is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Public,
    Corporate,
}

/// What the servers of a world know of each other.
#[derive(Debug, Default)]
pub(crate) struct Neighbours {
    /// By the name in the configuration.
    pub(crate) issuers: BTreeMap<String, String>,
    pub(crate) providers: BTreeMap<String, String>,
    pub(crate) titles: BTreeMap<String, BTreeMap<String, String>>,
    pub(crate) directory: Vec<DirectoryEntry>,
}

impl Site {
    pub(crate) fn router(self: &Arc<Self>) -> Router {
        let path = &self.config.path;
        let mut router = Router::new()
            .route(
                &format!("/.well-known/oauth-authorization-server{path}"),
                get(metadata::metadata),
            )
            .route(&format!("{path}/challenge"), post(challenge::challenge))
            .route(&format!("{path}/token"), post(token::token))
            .route(&format!("{path}/revoke"), post(revocation::revoke))
            .route(&format!("{path}/account"), get(account::read).patch(account::rename))
            .route(
                &format!("{path}/account/avatar"),
                get(avatar::read).put(avatar::write).delete(avatar::remove),
            )
            .route(
                &format!("{path}/account/sessions"),
                get(account::sessions).delete(account::end_other_sessions),
            )
            .route(
                &format!("{path}/account/sessions/{{id}}"),
                axum::routing::delete(account::end_session),
            );
        router = match self.role {
            Role::Public => router
                .route("/.well-known/webfinger", get(webfinger::webfinger))
                .route(&format!("{path}/keys"), get(metadata::keys)),
            Role::Corporate => router
                .route(
                    &format!("{path}/account/person"),
                    axum::routing::put(person::join).delete(person::part),
                )
                .route(&format!("{path}/authorize"), get(web::authorize))
                .route(&format!("{path}/log-in"), post(web::log_in)),
        };
        router.fallback(async || Refusal::NotFound).with_state(self.clone())
    }

    /// An address under the issuer.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.issuer)
    }

    /// People may be sent to its own page (`redirect_to_web`).
    pub(crate) fn has_page(&self) -> bool {
        self.config.sign_in.contains(&Demand::Web)
    }

    pub(crate) fn title(&self, locale: Locale) -> &str {
        self.config.titles.get(locale.tag()).unwrap_or(&self.config.title)
    }

    /// The `client_id`, of a client that is known here.
    pub(crate) fn client_id<'a>(&self, form: &'a Form) -> Result<&'a str, Refusal> {
        let Some(id) = form.get("client_id") else {
            return Err(Refusal::InvalidRequest("`client_id` is missing".to_owned()));
        };
        let clients = &self.config.clients;
        if clients.is_empty() || clients.iter().any(|client| client == id) {
            return Ok(id);
        }
        Err(Refusal::OAuth { error: "invalid_client", description: "no such client is known" })
    }
}
