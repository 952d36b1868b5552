//! Section 6: the account and its sessions.

use std::sync::Arc;

use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::json;

use crate::answer::{AccountProblem, Answer, Refusal};
use crate::call::Call;
use crate::name::is_name;
use crate::site::{Role, Site};
use crate::store::{Account, Session, Work};
use crate::tokens;

/// `GET {account_endpoint}`.
pub(crate) async fn read(State(site): State<Arc<Site>>, call: Call) -> Result<Answer, Refusal> {
    call.in_session(&site, |work, session| {
        let account = of(work, &session)?;
        show(work, &account)
    })
    .await
}

/// `PATCH {account_endpoint}` with `name`.
pub(crate) async fn rename(State(site): State<Arc<Site>>, call: Call) -> Result<Answer, Refusal> {
    #[derive(Deserialize)]
    struct Changes {
        name: String,
    }

    let changes: Option<Changes> = serde_json::from_slice(&call.body).ok();
    call.in_session(&site, |work, session| {
        let name = changes.map(|changes| changes.name.trim().to_owned()).unwrap_or_default();
        if !is_name(&name, work.site.limits.name_max) {
            return Err(Refusal::Account(AccountProblem::BadName));
        }
        let account = Account { name, ..of(work, &session)? };
        work.keep_account(&account)?;
        show(work, &account)
    })
    .await
}

/// `GET {account_endpoint}/sessions`.
pub(crate) async fn sessions(State(site): State<Arc<Site>>, call: Call) -> Result<Answer, Refusal> {
    call.in_session(&site, |work, current| {
        let sessions = work.sessions_of(&current.account)?;
        let shown = sessions.iter().map(|session| {
            json!({
                "id": session.id,
                "device": session.device,
                "app": session.app,
                "city": null,
                "last_seen": session.last_seen.secs(),
                "current": session.id == current.id,
            })
        });
        Ok(Answer::json(200, &shown.collect()))
    })
    .await
}

/// `DELETE {account_endpoint}/sessions/{id}`.
pub(crate) async fn end_session(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    call: Call,
) -> Result<Answer, Refusal> {
    call.in_session(&site, |work, current| {
        let sessions = work.sessions_of(&current.account)?;
        let Some(session) = sessions.into_iter().find(|session| session.id == id) else {
            return Err(Refusal::Account(AccountProblem::UnknownSession));
        };
        tokens::end(work, session)?;
        Ok(Answer::empty(204))
    })
    .await
}

/// `DELETE {account_endpoint}/sessions`: all but this one.
pub(crate) async fn end_other_sessions(
    State(site): State<Arc<Site>>,
    call: Call,
) -> Result<Answer, Refusal> {
    call.in_session(&site, |work, current| {
        for session in work.sessions_of(&current.account)? {
            if session.id != current.id {
                tokens::end(work, session)?;
            }
        }
        Ok(Answer::empty(204))
    })
    .await
}

/// The account of a session.
pub(crate) fn of(work: &Work<'_>, session: &Session) -> Result<Account, Refusal> {
    work.account(&session.account)?.ok_or(Refusal::Token { sent: true })
}

/// The account as its owner sees it.
pub(crate) fn show(work: &Work<'_>, account: &Account) -> Result<Answer, Refusal> {
    let site = work.site;
    let person = account.person.as_ref();
    let phone = person.and_then(|person| person.phone.as_ref()).or(account.phone.as_ref());
    let linked = match site.role {
        // A public account is the person's own.
        Role::Public => true,
        Role::Corporate => person.is_some(),
    };
    let avatar = work
        .avatar(&account.id)?
        .map(|(_, etag, _)| json!({ "url": site.url("/account/avatar"), "etag": etag }));
    Ok(Answer::json(
        200,
        &json!({
            "id": person.map_or(&account.id, |person| &person.id),
            "name": account.name,
            "avatar": avatar,
            "phone": phone,
            "email": account.email,
            "login": account.login,
            "server_name": site.config.title,
            "linked": linked,
            "may_add_phone": site.config.may_add_phone && !linked && phone.is_none(),
        }),
    ))
}
