//! OpenID Connect RP-Initiated Logout 1.0.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use serde::{Deserialize, Serialize};

use super::Identity;
use super::keyring::Keyring;
use crate::answer::{Answer, Refusal};
use crate::call::Call;
use crate::form::Form;
use crate::jwt::{self, Algorithm};
use crate::locale::Locale;
use crate::mint::Kind;
use crate::page::{LogOut, Said, see_other};
use crate::redirect::{is_registered, with_answer};

/// Where the browser goes when it is done; nowhere, where no app is known.
#[derive(Serialize, Deserialize)]
struct Asked {
    redirect: Option<String>,
    state: Option<String>,
}

pub(super) async fn by_get(
    State(identity): State<Arc<Identity>>,
    RawQuery(query): RawQuery,
    call: Call,
) -> Result<Answer, Refusal> {
    call.pause().await?;
    Ok(log_out(&identity, &call, Form::parse(query.unwrap_or_default().as_bytes()).ok()))
}

pub(super) async fn by_post(
    State(identity): State<Arc<Identity>>,
    call: Call,
) -> Result<Answer, Refusal> {
    call.pause().await?;
    Ok(log_out(&identity, &call, call.form().ok()))
}

/// The person said yes.
pub(super) async fn confirm(
    State(identity): State<Arc<Identity>>,
    call: Call,
) -> Result<Answer, Refusal> {
    call.pause().await?;
    let form = call.form()?;
    let locale = Locale::accepted(call.header("accept-language"));
    let asked = form.get("request").and_then(|request| identity.mint.open(Kind::Page, request));
    Ok(match asked {
        Some(asked) => end(&identity, &call, locale, &asked),
        None => Said::TooLate.answer(locale, identity.title(locale)),
    })
}

/// Section 2: at once for an app that shows whom it signed in, else the person is asked.
fn log_out(identity: &Identity, call: &Call, form: Option<Form>) -> Answer {
    let locale = Locale::accepted(call.header("accept-language"));
    let Some(form) = form else {
        return Said::BadRequest.answer(locale, identity.title(locale));
    };
    let keys = identity.keyring(Keyring::public);
    // Also one that has expired: it says whom, not that it is now.
    let hint = form.get("id_token_hint");
    let hint = hint.and_then(|token| jwt::verify(token, &keys, &Algorithm::ALL).ok());
    let hinted = hint.as_ref().and_then(|claims| claims["aud"].as_str());
    let client = form.get("client_id").or(hinted).and_then(|id| identity.client(id));
    let is_known = |address: &&str| {
        client.is_some_and(|client| is_registered(address, &client.after_sign_out))
    };
    let redirect = form.get("post_logout_redirect_uri").filter(is_known).map(str::to_owned);
    let asked = Asked { redirect, state: form.get("state").map(str::to_owned) };
    if hinted.is_some() && hinted == client.map(|client| client.id.as_str()) {
        return end(identity, call, locale, &asked);
    }
    let page = LogOut {
        locale,
        title: identity.title(locale),
        action: &identity.url("/log-out/confirm"),
        request: &identity.mint.seal(Kind::Page, &asked),
    };
    page.answer()
}

fn end(identity: &Identity, call: &Call, locale: Locale, asked: &Asked) -> Answer {
    if let Some((id, _)) = identity.session(call) {
        identity.memory(|memory| memory.end(&id));
    }
    let answer = match &asked.redirect {
        Some(redirect) => {
            let state: Vec<_> = asked.state.iter().map(|state| ("state", state.as_str())).collect();
            see_other(&with_answer(redirect, &state))
        }
        None => Said::SignedOut.answer(locale, identity.title(locale)),
    };
    answer.with("set-cookie", identity.cookie(None))
}
