//! Section 3: the sign-in, step by step (FiPA).
//!
//! A [`SignIn`] is what the server knows of the person so far. [`public`] and [`corporate`] read
//! from it what is still missing, which is the next [`Step`]; [`Given`] is the answer to a step,
//! and taking it adds to what is known. Each `auth_session` is one *turn*: a step, and what the
//! answer to it got, kept so that it can be told again.

mod codes;
mod corporate;
mod given;
mod public;
mod sign_in;
mod step;

use std::sync::Arc;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use sign_in::{Client, Denial, Outcome, Problem, SignIn, Stop};
pub(crate) use step::Step;

use crate::answer::{Answer, Refusal};
use crate::call::Call;
use crate::counters::Count;
use crate::form::Form;
use crate::locale::Locale;
use crate::metadata;
use crate::mint::{Kind, random_id};
use crate::site::Site;
use crate::store::{KeptSignIn, KeptTurn, Work};
use crate::web;
use given::Given;
use sign_in::Next;

/// What an `auth_session` stands for: one turn of a sign-in.
#[derive(Serialize, Deserialize)]
struct AuthSession {
    sign_in: String,
    turn: u32,
}

/// What an authorization code stands for.
#[derive(Serialize, Deserialize)]
pub(crate) struct Code {
    pub(crate) sign_in: String,
}

/// How long a code may wait to be redeemed (RFC 6749 section 4.1.2), in seconds.
pub(crate) const CODE_TTL: u64 = 600;

/// `POST {authorization_challenge_endpoint}`.
pub(crate) async fn challenge(
    State(site): State<Arc<Site>>,
    call: Call,
) -> Result<Answer, Refusal> {
    let form = call.form()?;
    let client_id = site.client_id(&form)?.to_owned();
    let Some(auth_session) = form.get("auth_session") else {
        return call
            .once(&site, &client_id, |work| begin(work, &call, &form, client_id.clone()))
            .await;
    };
    if form.is_true("resume") {
        return call.each(&site, |work| resume(work, &form, auth_session)).await;
    }
    let keys = match (form.get("id_token"), &site.openid) {
        (Some(token), Some(openid)) => openid.keys(token, site.clock.now()).await?,
        _ => Value::Null,
    };
    let scope = format!("{client_id}\n{auth_session}");
    call.once(&site, &scope, |work| go_on(work, &form, &keys, auth_session)).await
}

/// The first request.
fn begin(
    work: &mut Work<'_>,
    call: &Call,
    form: &Form,
    client_id: String,
) -> Result<Answer, Refusal> {
    let (Some(code_challenge), Some("S256")) =
        (form.get("code_challenge"), form.get("code_challenge_method"))
    else {
        return Err(Refusal::InvalidRequest("a code_challenge by S256 is needed".to_owned()));
    };
    if let Some(app) = &work.site.config.app
        && !app.ids.iter().any(|id| form.get("app_id") == Some(id))
    {
        let body = json!({ "error": "special_app_required", "app": metadata::app(app) });
        return Ok(Answer::json(400, &body));
    }
    let client = Client {
        client_id,
        app_id: form.get("app_id").map(str::to_owned),
        device: form.get("device").map(str::to_owned),
        sms_hash: form.get("sms_hash").map(str::to_owned),
        code_challenge: code_challenge.to_owned(),
        locale: Locale::accepted(call.header("accept-language")),
    };
    work.count(Count::SignIn);
    let mut state = SignIn::new(client, form.get("login_hint").map(str::to_owned));
    let next = state.next(work);
    let mut kept = KeptSignIn {
        id: random_id(),
        state,
        turn: 0,
        expires_at: work.now.after(work.site.limits.sign_in_ttl),
        account: None,
        session: None,
    };
    match next {
        Ok((Next::Step(step), problem)) => {
            work.keep_sign_in(&kept)?;
            work.keep_turn(&kept.id, 0, &KeptTurn { step: step.clone(), outcome: None })?;
            Ok(show_step(work, &kept, 0, &step, problem))
        }
        Ok((Next::Web, _)) => {
            work.keep_sign_in(&kept)?;
            Ok(show_web(work, &kept))
        }
        Ok((Next::Done(account), _)) => {
            kept.account = Some(account);
            work.keep_sign_in(&kept)?;
            Ok(show_code(work, &kept))
        }
        Err(Stop::Denied(denial)) => Ok(show_denial(work, denial)),
        Err(Stop::Refused(refusal)) => Err(refusal),
    }
}

/// A further request: the answer to a step.
fn go_on(
    work: &mut Work<'_>,
    form: &Form,
    keys: &Value,
    auth_session: &str,
) -> Result<Answer, Refusal> {
    let Some((mut kept, number)) = find(work, form, auth_session)? else {
        return Ok(invalid_session());
    };
    let Some(turn @ KeptTurn { outcome: None, .. }) = work.turn(&kept.id, number)? else {
        return Ok(invalid_session());
    };
    let given = Given::read(work, &turn.step, form, keys)?;
    let outcome = match kept.state.take(work, given).and_then(|wrong| {
        let (next, problem) = kept.state.next(work)?;
        Ok((next, problem.or(wrong)))
    }) {
        Ok((Next::Step(step), problem)) => {
            kept.turn = number + 1;
            kept.expires_at = work.now.after(work.site.limits.sign_in_ttl);
            work.keep_turn(&kept.id, kept.turn, &KeptTurn { step, outcome: None })?;
            Outcome::Step { problem }
        }
        Ok((Next::Web, _)) => {
            kept.expires_at = work.now.after(work.site.limits.sign_in_ttl);
            Outcome::Web
        }
        Ok((Next::Done(account), _)) => {
            kept.account = Some(account);
            kept.expires_at = work.now.after(CODE_TTL);
            Outcome::Code
        }
        Err(Stop::Denied(denial)) => Outcome::Denied(denial),
        Err(Stop::Refused(refusal)) => return Err(refusal),
    };
    work.keep_sign_in(&kept)?;
    let turn = KeptTurn { outcome: Some(outcome), ..turn };
    work.keep_turn(&kept.id, number, &turn)?;
    show_turn(work, &kept, number, &turn)
}

/// `resume=true`: tells where the session stands; sends nothing and counts nothing.
fn resume(work: &mut Work<'_>, form: &Form, auth_session: &str) -> Result<Answer, Refusal> {
    let Some((kept, number)) = find(work, form, auth_session)? else {
        return Ok(invalid_session());
    };
    match work.turn(&kept.id, number)? {
        Some(turn) => show_turn(work, &kept, number, &turn),
        None => Ok(invalid_session()),
    }
}

/// The sign-in of an `auth_session`, and the number of its turn.
fn find(
    work: &Work<'_>,
    form: &Form,
    auth_session: &str,
) -> Result<Option<(KeptSignIn, u32)>, Refusal> {
    let Some(AuthSession { sign_in, turn }) = work.site.mint.open(Kind::AuthSession, auth_session)
    else {
        return Ok(None);
    };
    let kept = work.sign_in(&sign_in)?;
    let own = kept.filter(|kept| form.get("client_id") == Some(&kept.state.client.client_id));
    Ok(own.map(|kept| (kept, turn)))
}

/// What the answer to a turn got; the turn's own step where it was never answered.
fn show_turn(
    work: &Work<'_>,
    kept: &KeptSignIn,
    number: u32,
    turn: &KeptTurn,
) -> Result<Answer, Refusal> {
    Ok(match &turn.outcome {
        None => show_step(work, kept, number, &turn.step, None),
        Some(Outcome::Step { problem }) => match work.turn(&kept.id, number + 1)? {
            Some(next) => show_step(work, kept, number + 1, &next.step, *problem),
            None => invalid_session(),
        },
        Some(Outcome::Web) => show_web(work, kept),
        Some(Outcome::Code) => show_code(work, kept),
        Some(Outcome::Denied(denial)) => show_denial(work, *denial),
    })
}

fn show_step(
    work: &Work<'_>,
    kept: &KeptSignIn,
    number: u32,
    step: &Step,
    problem: Option<Problem>,
) -> Answer {
    let session = AuthSession { sign_in: kept.id.clone(), turn: number };
    let mut body = json!({
        "error": "insufficient_authorization",
        "auth_session": work.site.mint.seal(Kind::AuthSession, &session),
        "expires_in": kept.expires_at.left_at(work.now),
        "step": step.to_json(work.now),
    });
    if let Some(problem) = problem {
        body["problem"] = json!(problem);
    }
    Answer::json(400, &body)
}

/// `redirect_to_web`: the sign-in goes on on the server's own page, by this reference.
fn show_web(work: &Work<'_>, kept: &KeptSignIn) -> Answer {
    Answer::json(
        400,
        &json!({
            "error": "redirect_to_web",
            "request_uri": web::request_uri(work, kept),
            "expires_in": kept.expires_at.left_at(work.now),
        }),
    )
}

fn show_code(work: &Work<'_>, kept: &KeptSignIn) -> Answer {
    Answer::json(200, &json!({ "authorization_code": code(work, kept) }))
}

/// The authorization code of a sign-in that is done.
pub(crate) fn code(work: &Work<'_>, kept: &KeptSignIn) -> String {
    work.site.mint.seal(Kind::Code, &Code { sign_in: kept.id.clone() })
}

fn show_denial(work: &Work<'_>, denial: Denial) -> Answer {
    let mut body: Value = json!({ "error": "access_denied", "reason": denial.reason() });
    if let Denial::TooManyAttempts { until } = denial {
        body["retry_in"] = json!(until.wait_at(work.now));
    }
    Answer::json(400, &body)
}

fn invalid_session() -> Answer {
    Answer::oauth("invalid_session", "the session is over, answered, or none of this server's")
}
