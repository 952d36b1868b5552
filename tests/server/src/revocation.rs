//! Section 8: sign-out (RFC 7009).

use std::sync::Arc;

use axum::extract::State;

use crate::answer::{Answer, Refusal};
use crate::call::Call;
use crate::site::Site;
use crate::tokens;

/// `POST {revocation_endpoint}`: ends the session of a refresh token; 200 whatever the token.
pub(crate) async fn revoke(State(site): State<Arc<Site>>, call: Call) -> Result<Answer, Refusal> {
    let form = call.form()?;
    let client_id = site.client_id(&form)?;
    let Some(token) = form.get("token") else {
        return Err(Refusal::InvalidRequest("`token` is missing".to_owned()));
    };
    call.once(&site, &format!("{client_id}\n{token}"), |work| {
        if let Some(session) = tokens::session_of(work, token)?
            && session.client_id == client_id
        {
            tokens::end(work, session)?;
        }
        Ok(Answer::empty(200))
    })
    .await
}
