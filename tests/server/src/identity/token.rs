//! The token endpoint (OpenID Connect Core 1.0 section 3.1.3).

use std::sync::Arc;

use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, SHA512, digest};
use serde_json::{Value, json};

use super::authorize::Granted;
use super::{Identity, Wrong};
use crate::answer::{Answer, Refusal};
use crate::call::Call;
use crate::config::{ProviderClient, ProviderUser};
use crate::form::Form;
use crate::jwt::Algorithm;
use crate::mint::{Kind, random_id};

/// How long an ID token is good, in seconds.
const ID_TOKEN_TTL: u64 = 300;

pub(super) async fn token(
    State(identity): State<Arc<Identity>>,
    call: Call,
) -> Result<Answer, Refusal> {
    let form = call.form()?;
    call.pause().await?;
    if form.get("grant_type") != Some("authorization_code") {
        return Ok(Answer::oauth("unsupported_grant_type", "there is no other than by a code"));
    }
    let client = form.get("client_id").and_then(|id| identity.client(id));
    // No client has a secret, so who sends one is none (RFC 6749 section 2.3).
    let has_secret = form.get("client_secret").is_some() || call.header("authorization").is_some();
    let Some(client) = client.filter(|_| !has_secret) else {
        return Ok(Answer::oauth("invalid_client", "it is not known, or has no secret"));
    };
    let Some(granted) = redeem(&identity, client, &form) else {
        return Ok(Answer::oauth("invalid_grant", "the code is not good, or no longer"));
    };
    let Some(user) = identity.user(&granted.login) else {
        return Ok(Answer::oauth("invalid_grant", "there is no such user any more"));
    };
    let access_token = random_id();
    let claims = claims(&identity, client, user, &granted, &access_token);
    let wrong = identity.wrong();
    let id_token = identity.keyring(|keyring| match &wrong {
        Some(wrong) => wrong.sign(keyring, client.algorithm, claims),
        None => keyring.signer(client.algorithm).sign(&claims),
    });
    let mut answer = json!({
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": ID_TOKEN_TTL,
        "scope": granted.asked.scope,
        "id_token": id_token.map_err(|_| Refusal::Signature)?,
    });
    if let Some(wrong) = wrong {
        wrong.spoil_answer(&mut answer);
    }
    Ok(Answer::json(200, &answer))
}

/// What a code was given for; none where it is not this client's, or no longer good.
fn redeem(identity: &Identity, client: &ProviderClient, form: &Form) -> Option<Granted> {
    let granted: Granted = identity.mint.open(Kind::Code, form.get("code")?)?;
    let verifier = form.get("code_verifier")?;
    let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
    let is_own = granted.asked.client_id == client.id
        && form.get("redirect_uri") == Some(&granted.asked.redirect_uri)
        && granted.asked.code_challenge == challenge;
    if !is_own || granted.until <= identity.now() {
        return None;
    }
    let is_first = identity.memory(|memory| memory.use_up(&granted.id));
    (is_first || identity.wrong() == Some(Wrong::CodeForever)).then_some(granted)
}

/// What an ID token says (OpenID Connect Core 1.0 sections 2, 5.1, 5.4).
fn claims(
    identity: &Identity,
    client: &ProviderClient,
    user: &ProviderUser,
    granted: &Granted,
    access_token: &str,
) -> Value {
    let now = identity.now().secs();
    let mut claims = json!({
        "iss": identity.issuer,
        "sub": identity.mint.mark("subject", &user.login),
        "aud": client.id,
        "azp": client.id,
        "iat": now,
        "exp": now + ID_TOKEN_TTL,
        "auth_time": granted.since.secs(),
        "at_hash": half_hash(client.algorithm, access_token),
        "sid": identity.mint.mark("session", &granted.session),
        "preferred_username": user.login,
    });
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            claims[name] = value;
        }
    };
    let asks = |scope: &str| granted.asked.scope.split(' ').any(|asked| asked == scope);
    add("nonce", granted.asked.nonce.clone().map(Value::from));
    add("name", asks("profile").then(|| user.name.clone().into()));
    let email = user.email.clone().filter(|_| asks("email"));
    add("email_verified", email.as_ref().map(|_| user.email_verified.into()));
    add("email", email.map(Value::from));
    let phone = user.phone.clone().filter(|_| asks("phone"));
    add("phone_number_verified", phone.as_ref().map(|_| true.into()));
    add("phone_number", phone.map(Value::from));
    claims
}

/// `at_hash` (OpenID Connect Core 1.0 section 3.1.3.6): Ed25519 goes with SHA-512.
fn half_hash(algorithm: Algorithm, token: &str) -> String {
    let hash = match algorithm {
        Algorithm::EdDsa => digest(&SHA512, token.as_bytes()),
        Algorithm::Rs256 | Algorithm::Ps256 | Algorithm::Es256 => digest(&SHA256, token.as_bytes()),
    };
    let hash = hash.as_ref();
    URL_SAFE_NO_PAD.encode(&hash[..hash.len() / 2])
}
