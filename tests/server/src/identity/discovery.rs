use std::sync::Arc;

use axum::extract::State;
use serde_json::json;

use super::Identity;
use super::keyring::Keyring;
use crate::answer::{Answer, Refusal};
use crate::call::Call;
use crate::config::PushedRequests;
use crate::jwt::Algorithm;

/// `GET {issuer}/.well-known/openid-configuration` (OpenID Connect Discovery 1.0 section 4).
pub(super) async fn document(
    State(identity): State<Arc<Identity>>,
    call: Call,
) -> Result<Answer, Refusal> {
    call.pause().await?;
    let mut document = json!({
        "issuer": identity.issuer,
        "authorization_endpoint": identity.url("/authorize"),
        "token_endpoint": identity.url("/token"),
        "jwks_uri": identity.url("/keys"),
        "end_session_endpoint": identity.url("/log-out"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": Algorithm::ALL.map(Algorithm::as_str),
        "token_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "profile", "email", "phone"],
        "prompt_values_supported": ["none", "login", "select_account"],
        "claims_supported": [
            "sub", "preferred_username", "name", "email", "email_verified", "phone_number",
            "phone_number_verified", "auth_time",
        ],
        "ui_locales_supported": ["en", "ru"],
        "authorization_response_iss_parameter_supported": true,
    });
    if identity.config.pushed_requests != PushedRequests::None {
        document["pushed_authorization_request_endpoint"] = json!(identity.url("/push"));
        document["require_pushed_authorization_requests"] =
            json!(identity.config.pushed_requests == PushedRequests::Required);
    }
    if let Some(wrong) = identity.wrong() {
        wrong.spoil_document(&mut document);
    }
    Ok(Answer::json(200, &document))
}

/// `GET {jwks_uri}` (RFC 7517 section 5).
pub(super) async fn keys(
    State(identity): State<Arc<Identity>>,
    call: Call,
) -> Result<Answer, Refusal> {
    call.pause().await?;
    let mut keys = identity.keyring(Keyring::public);
    if let Some(wrong) = identity.wrong() {
        wrong.spoil_keys(&mut keys);
    }
    Ok(Answer::json(200, &keys))
}
