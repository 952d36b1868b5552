//! Section 1: what a server says of itself (RFC 8414).

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Map, Value, json};

use crate::answer::{Answer, Refusal};
use crate::call::Call;
use crate::config::App;
use crate::site::{Role, Site};

/// `GET {issuer}/.well-known/oauth-authorization-server`, the path inserted.
pub(crate) async fn metadata(State(site): State<Arc<Site>>) -> Answer {
    let config = &site.config;
    let mut vestibule = json!({
        "version": config.version,
        "role": site.role,
        "name": config.title,
        "names": config.titles,
        "account_endpoint": site.url("/account"),
        "support": config.support,
        "app": config.app.as_ref().map(app),
    });
    let mut metadata = json!({
        "issuer": site.issuer,
        "authorization_challenge_endpoint": site.url("/challenge"),
        "token_endpoint": site.url("/token"),
        "revocation_endpoint": site.url("/revoke"),
        "response_types_supported": [],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
    });
    if site.has_page() {
        metadata["authorization_endpoint"] = json!(site.url("/authorize"));
        metadata["authorization_response_iss_parameter_supported"] = json!(true);
        metadata["response_types_supported"] = json!(["code"]);
    }
    if site.role == Role::Public {
        let regions = config.regions.iter().filter_map(|region| {
            let issuer = site.world.issuers.get(&region.server)?;
            Some(json!({ "issuer": issuer, "calling_codes": region.calling_codes }))
        });
        vestibule["regions"] = regions.collect();
        metadata["jwks_uri"] = json!(site.url("/keys"));
        metadata["grant_types_supported"] = json!([
            "authorization_code",
            "refresh_token",
            "urn:ietf:params:oauth:grant-type:token-exchange",
        ]);
    }
    metadata["vestibule"] = vestibule;
    Answer::json(200, &metadata)
}

/// `GET {jwks_uri}`: the key that the server's assertions are signed with (RFC 7517).
pub(crate) async fn keys(State(site): State<Arc<Site>>, call: Call) -> Result<Answer, Refusal> {
    call.each(&site, |_| Ok(Answer::json(200, &json!({ "keys": [site.signer.public()] })))).await
}

/// A special app as the app is shown it.
pub(crate) fn app(app: &App) -> Value {
    let mut shown = Map::from_iter([("name".to_owned(), json!(app.name))]);
    for (store, link) in app.links() {
        shown.insert(store.to_owned(), json!(link));
    }
    Value::Object(shown)
}
