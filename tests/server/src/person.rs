//! Section 5: one person, two accounts (RFC 8693).

use std::sync::Arc;

use axum::extract::State;
use serde::Deserialize;
use serde_json::json;
use url::Url;

use crate::account;
use crate::answer::{AccountProblem, Answer, Refusal};
use crate::call::Call;
use crate::form::Form;
use crate::jwt::{self, Algorithm};
use crate::mint::random_id;
use crate::site::Site;
use crate::store::{Account, Person, Work};
use crate::tokens;

/// How long an assertion is good, in seconds.
const ASSERTION_TTL: u64 = 300;

/// How far the clocks of two servers may be apart, in seconds.
const LEEWAY: u64 = 60;

const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
const JWT: &str = "urn:ietf:params:oauth:token-type:jwt";

/// What a public server says of a person.
#[derive(Deserialize)]
struct Assertion {
    iss: String,
    sub: String,
    aud: String,
    exp: u64,
    #[serde(default)]
    phone_number: Option<String>,
}

/// The token exchange of a public server: the word on a person, for one corporate server.
pub(crate) fn exchange(work: &mut Work<'_>, form: &Form) -> Result<Answer, Refusal> {
    if form.get("subject_token_type") != Some(ACCESS_TOKEN)
        || form.get("requested_token_type") != Some(JWT)
    {
        return Err(Refusal::InvalidRequest("an access token is exchanged for a JWT".to_owned()));
    }
    let Some(audience) = form.get("audience").filter(|audience| is_issuer(audience)) else {
        return Err(Refusal::OAuth {
            error: "invalid_target",
            description: "`audience` must be the issuer of a corporate server",
        });
    };
    let session = tokens::authenticate(work, form.get("subject_token"))?;
    let account = account::of(work, &session)?;
    let now = work.now.secs();
    let claims = json!({
        "iss": work.site.issuer,
        "sub": account.id,
        "aud": audience,
        "iat": now,
        "exp": now + ASSERTION_TTL,
        "jti": random_id(),
        "phone_number": account.phone,
    });
    let assertion = work.site.signer.sign(&claims).map_err(|_| Refusal::Signature)?;
    Ok(Answer::json(
        200,
        &json!({
            "access_token": assertion,
            "issued_token_type": JWT,
            "token_type": "N_A",
            "expires_in": ASSERTION_TTL,
        }),
    ))
}

/// `PUT {account_endpoint}/person` of a corporate server: the person's id replaces the dummy one.
pub(crate) async fn join(State(site): State<Arc<Site>>, call: Call) -> Result<Answer, Refusal> {
    #[derive(Deserialize)]
    struct Joining {
        assertion: String,
    }

    let joining: Option<Joining> = serde_json::from_slice(&call.body).ok();
    let assertion = match joining {
        Some(joining) => verify(&site, &joining.assertion).await?,
        None => None,
    };
    call.in_session(&site, |work, session| {
        if !work.site.config.may_be_joined {
            return Err(Refusal::Account(AccountProblem::NotAllowed));
        }
        let account = account::of(work, &session)?;
        let current = |assertion: &Assertion| assertion.exp + LEEWAY > work.now.secs();
        let Some(assertion) = assertion.filter(current) else {
            return Err(Refusal::Account(AccountProblem::BadAssertion));
        };
        let is_other = |other: &Account| other.id != account.id;
        let is_taken = work.account_of_person(&assertion.sub)?.as_ref().is_some_and(is_other);
        if is_taken || account.person.as_ref().is_some_and(|own| own.id != assertion.sub) {
            return Err(Refusal::Account(AccountProblem::AlreadyJoined));
        }
        let person = Person { id: assertion.sub, phone: assertion.phone_number };
        let account = Account { person: Some(person), ..account };
        work.keep_account(&account)?;
        account::show(work, &account)
    })
    .await
}

/// `DELETE {account_endpoint}/person`: the dummy id again.
pub(crate) async fn part(State(site): State<Arc<Site>>, call: Call) -> Result<Answer, Refusal> {
    call.in_session(&site, |work, session| {
        let account = Account { person: None, ..account::of(work, &session)? };
        work.keep_account(&account)?;
        account::show(work, &account)
    })
    .await
}

/// The assertion, if a server that is trusted made it for this one.
async fn verify(site: &Site, assertion: &str) -> Result<Option<Assertion>, Refusal> {
    let trusted = site.config.trusts.iter().filter_map(|name| site.world.issuers.get(name));
    for issuer in trusted {
        let keys = site.keys.of(issuer, assertion, site.clock.now()).await?;
        let claims = jwt::verify(assertion, &keys, &[Algorithm::Es256]).ok();
        let claims = claims.and_then(|claims| serde_json::from_value::<Assertion>(claims).ok());
        if let Some(claims) = claims
            && claims.iss == *issuer
            && claims.aud == site.issuer
        {
            return Ok(Some(claims));
        }
    }
    Ok(None)
}

fn is_issuer(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| url.scheme() == "https" && url.host().is_some())
}
