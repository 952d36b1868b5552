//! Section 4: the token endpoint (RFC 6749), and the token exchange of section 5 (RFC 8693).

use std::sync::Arc;

use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};

use crate::answer::{Answer, Refusal};
use crate::call::Call;
use crate::challenge::Code;
use crate::mint::Kind;
use crate::person;
use crate::site::{Role, Site};
use crate::store::Work;
use crate::tokens;

/// `POST {token_endpoint}`.
pub(crate) async fn token(State(site): State<Arc<Site>>, call: Call) -> Result<Answer, Refusal> {
    let form = call.form()?;
    let client_id = site.client_id(&form)?;
    let required = |name: &str| {
        let missing = || Refusal::InvalidRequest(format!("`{name}` is missing"));
        form.get(name).ok_or_else(missing)
    };
    match (form.get("grant_type"), site.role) {
        (Some("authorization_code"), _) => {
            let (code, verifier) = (required("code")?, required("code_verifier")?);
            let scope = format!("{client_id}\n{code}");
            let redirect = form.get("redirect_uri");
            call.once(&site, &scope, |work| redeem(work, client_id, code, verifier, redirect)).await
        }
        (Some("refresh_token"), _) => {
            let token = required("refresh_token")?;
            let scope = format!("{client_id}\n{token}");
            call.once(&site, &scope, |work| refresh(work, client_id, token)).await
        }
        (Some("urn:ietf:params:oauth:grant-type:token-exchange"), Role::Public) => {
            let scope = format!("{client_id}\n{}", required("subject_token")?);
            call.once(&site, &scope, |work| person::exchange(work, &form)).await
        }
        (Some(_), _) => Err(Refusal::OAuth {
            error: "unsupported_grant_type",
            description: "this server has no such grant",
        }),
        (None, _) => Err(Refusal::InvalidRequest("`grant_type` is missing".to_owned())),
    }
}

fn redeem(
    work: &mut Work<'_>,
    client_id: &str,
    code: &str,
    verifier: &str,
    redirect: Option<&str>,
) -> Result<Answer, Refusal> {
    let Some(Code { sign_in }) = work.site.mint.open(Kind::Code, code) else {
        return Ok(invalid_grant());
    };
    let Some(mut kept) = work.sign_in(&sign_in)? else {
        return Ok(invalid_grant());
    };
    let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
    let client = &kept.state.client;
    if client.client_id != client_id || client.code_challenge != challenge {
        return Ok(invalid_grant());
    }
    // From where the browser handed it over, and from nowhere else (RFC 6749 section 4.1.3).
    if kept.state.redirect_uri.as_deref() != redirect {
        return Ok(invalid_grant());
    }
    // A code that comes twice was stolen: what it got is no longer good (RFC 6749 section 4.1.2).
    if let Some(session) = &kept.session {
        if let Some(session) = work.session(session)?.filter(|session| !session.ended) {
            tokens::end(work, session)?;
        }
        return Ok(invalid_grant());
    }
    let Some(account) = kept.account.clone() else {
        return Ok(invalid_grant());
    };
    let (app, device) = (client.app_id.clone(), client.device.clone());
    let session = tokens::begin(work, account, client_id.to_owned(), app, device)?;
    kept.session = Some(session.id.clone());
    work.keep_sign_in(&kept)?;
    Ok(tokens::show(work, &session))
}

fn refresh(work: &mut Work<'_>, client_id: &str, token: &str) -> Result<Answer, Refusal> {
    Ok(match tokens::refresh(work, token, client_id)? {
        Some(session) => tokens::show(work, &session),
        None => invalid_grant(),
    })
}

fn invalid_grant() -> Answer {
    Answer::oauth("invalid_grant", "the code or the token is no longer good")
}
