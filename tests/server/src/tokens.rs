//! Section 4: sessions and their tokens.
//!
//! A session counts how often its refresh token was rotated: its generation. Tokens name their
//! session and generation, so that the ones of a lost answer can be given again. A refresh token
//! is good if it is the latest, or the one before while nothing of the latest was ever used.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::answer::{Answer, Refusal};
use crate::clock::Time;
use crate::counters::Count;
use crate::mint::{Kind, random_id};
use crate::store::{Session, Work};

/// What an access token stands for.
#[derive(Serialize, Deserialize)]
struct Access {
    session: String,
    generation: u32,
    until: Time,
}

/// What a refresh token stands for.
#[derive(Serialize, Deserialize)]
struct Refresh {
    session: String,
    generation: u32,
}

/// Begins a session.
pub(crate) fn begin(
    work: &mut Work<'_>,
    account: String,
    client_id: String,
    app: Option<String>,
    device: Option<String>,
) -> Result<Session, Refusal> {
    let session = Session {
        id: random_id(),
        account,
        client_id,
        app,
        device,
        generation: 0,
        arrived: false,
        last_seen: work.now,
        ended: false,
    };
    work.keep_session(&session)?;
    work.count(Count::SessionBegun);
    Ok(session)
}

/// The tokens of a session's latest generation.
pub(crate) fn show(work: &Work<'_>, session: &Session) -> Answer {
    let ttl = work.site.limits.access_token_ttl;
    let access = Access {
        session: session.id.clone(),
        generation: session.generation,
        until: work.now.after(ttl),
    };
    let refresh = Refresh { session: session.id.clone(), generation: session.generation };
    Answer::json(
        200,
        &json!({
            "access_token": work.site.mint.seal(Kind::Access, &access),
            "token_type": "Bearer",
            "expires_in": ttl,
            "refresh_token": work.site.mint.seal(Kind::Refresh, &refresh),
            "session_id": session.id,
        }),
    )
}

/// Rotates a refresh token; none where it is no longer good. Reuse ends the session.
pub(crate) fn refresh(
    work: &mut Work<'_>,
    token: &str,
    client_id: &str,
) -> Result<Option<Session>, Refusal> {
    let Some((refresh, mut session)) = find(work, token)? else {
        return Ok(None);
    };
    if session.client_id != client_id {
        return Ok(None);
    }
    match (refresh.generation + 1).cmp(&session.generation) {
        // The latest: it arrived, and is replaced.
        Ordering::Greater => {
            session.generation += 1;
            session.arrived = false;
        }
        // The one before, and nothing says that its successor ever arrived: the same again.
        Ordering::Equal if !session.arrived => {}
        // Somebody has a token that its owner has long replaced.
        Ordering::Equal | Ordering::Less => {
            end(work, session)?;
            return Ok(None);
        }
    }
    session.last_seen = work.now;
    work.keep_session(&session)?;
    Ok(Some(session))
}

/// The session of a refresh token, whatever its generation (RFC 7009).
pub(crate) fn session_of(work: &Work<'_>, token: &str) -> Result<Option<Session>, Refusal> {
    Ok(find(work, token)?.map(|(_, session)| session))
}

/// The session of an access token that is good now.
pub(crate) fn authenticate(work: &mut Work<'_>, token: Option<&str>) -> Result<Session, Refusal> {
    let token = token.ok_or(Refusal::Token { sent: false })?;
    let refused = || Refusal::Token { sent: true };
    let access: Access = work.site.mint.open(Kind::Access, token).ok_or_else(refused)?;
    let mut session = live(work, &access.session)?.ok_or_else(refused)?;
    if access.until <= work.now {
        return Err(refused());
    }
    session.arrived |= access.generation == session.generation;
    session.last_seen = work.now;
    work.keep_session(&session)?;
    Ok(session)
}

pub(crate) fn end(work: &mut Work<'_>, session: Session) -> rusqlite::Result<()> {
    work.keep_session(&Session { ended: true, ..session })?;
    work.count(Count::SessionEnded);
    Ok(())
}

fn find(work: &Work<'_>, token: &str) -> Result<Option<(Refresh, Session)>, Refusal> {
    let Some(refresh) = work.site.mint.open::<Refresh>(Kind::Refresh, token) else {
        return Ok(None);
    };
    Ok(live(work, &refresh.session)?.map(|session| (refresh, session)))
}

/// The session, unless it was ended or silent for too long.
fn live(work: &Work<'_>, id: &str) -> Result<Option<Session>, Refusal> {
    let silent_since = work.now.before(work.site.limits.session_ttl);
    let session = work.session(id)?;
    Ok(session.filter(|session| !session.ended && session.last_seen > silent_since))
}
