//! Section 3.6: going on in the browser, on the server's own page (`redirect_to_web`, FiPA section
//! 5.2.2; RFC 6749 section 4.1).

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Refusal};
use crate::call::Call;
use crate::challenge::{self, Client, Problem, SignIn, Stop};
use crate::counters::Count;
use crate::form::Form;
use crate::locale::Locale;
use crate::mint::{Kind, random_id};
use crate::page::{LogIn, Said, Trouble, see_other};
use crate::redirect::{is_registered, with_answer};
use crate::site::Site;
use crate::store::{KeptSignIn, Work};

/// What begins every `request_uri` (RFC 9126 section 2.2).
const URN: &str = "urn:ietf:params:oauth:request_uri:";

/// What a `request_uri` stands for: a sign-in that goes on here.
#[derive(Serialize, Deserialize)]
struct Reference {
    sign_in: String,
}

/// What an app asks for, while the page is open.
#[derive(Serialize, Deserialize)]
struct Asked {
    sign_in: String,
    client_id: String,
    redirect_uri: String,
    state: Option<String>,
    /// The sign-in is not there yet: it begins with this.
    begins: Option<Begins>,
    hint: String,
}

#[derive(Serialize, Deserialize)]
struct Begins {
    code_challenge: String,
    locale: Locale,
}

/// The `request_uri` of a sign-in: the same, however often it is told.
pub(crate) fn request_uri(work: &Work<'_>, kept: &KeptSignIn) -> String {
    let reference = Reference { sign_in: kept.id.clone() };
    format!("{URN}{}", work.site.mint.seal(Kind::Request, &reference))
}

/// `GET {authorization_endpoint}`: the page.
pub(crate) async fn authorize(
    State(site): State<Arc<Site>>,
    RawQuery(query): RawQuery,
    call: Call,
) -> Answer {
    let locale = Locale::accepted(call.header("accept-language"));
    let answer = call.each(&site, |work| {
        let Ok(form) = Form::parse(query.unwrap_or_default().as_bytes()) else {
            return Ok(Said::BadRequest.answer(locale, site.title(locale)));
        };
        ask(work, &form, locale)
    });
    answer.await.into()
}

/// What was typed on the page.
pub(crate) async fn log_in(State(site): State<Arc<Site>>, call: Call) -> Answer {
    let locale = Locale::accepted(call.header("accept-language"));
    let answer = async {
        let form = call.form()?;
        call.each(&site, |work| go_on(work, &form, locale)).await
    };
    answer.await.into()
}

fn ask(work: &Work<'_>, form: &Form, locale: Locale) -> Result<Answer, Refusal> {
    let site = work.site;
    let bad = || Ok(Said::BadRequest.answer(locale, site.title(locale)));
    // Nobody is sent to where an app is not known to be (RFC 6749 section 4.1.2.1).
    let redirect_uri = form.get("redirect_uri");
    let (Ok(client_id), Some(redirect_uri), true) =
        (site.client_id(form), redirect_uri, site.has_page())
    else {
        return bad();
    };
    if !is_registered(redirect_uri, &site.config.redirects) {
        return bad();
    }
    let state = form.get("state");
    let refuse = |error: &str| Ok(see_other(&refusal(work, redirect_uri, state, error)));
    if form.get("response_type") != Some("code") {
        return refuse("unsupported_response_type");
    }
    let challenge = form.get("code_challenge");
    let (Some(challenge), Some("S256")) = (challenge, form.get("code_challenge_method")) else {
        return refuse("invalid_request");
    };
    let (sign_in, begins) = match form.get("request_uri") {
        Some(uri) => {
            let reference: Option<Reference> =
                uri.strip_prefix(URN).and_then(|token| site.mint.open(Kind::Request, token));
            let kept = match reference {
                Some(reference) => work.sign_in(&reference.sign_in)?,
                None => None,
            };
            match kept {
                // The rest of the request is what the sign-in began with.
                Some(kept)
                    if kept.state.client.client_id == client_id
                        && kept.state.client.code_challenge == challenge =>
                {
                    (kept.id, None)
                }
                Some(_) | None => return refuse("invalid_request_uri"),
            }
        }
        None => (random_id(), Some(Begins { code_challenge: challenge.to_owned(), locale })),
    };
    let asked = Asked {
        sign_in,
        client_id: client_id.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        state: state.map(str::to_owned),
        begins,
        hint: form.get("login_hint").unwrap_or_default().to_owned(),
    };
    Ok(show(work, &asked, locale, &asked.hint, None))
}

fn go_on(work: &mut Work<'_>, form: &Form, locale: Locale) -> Result<Answer, Refusal> {
    let asked: Option<Asked> =
        form.get("request").and_then(|request| work.site.mint.open(Kind::Page, request));
    let Some(asked) = asked else {
        return Ok(Said::BadRequest.answer(locale, work.site.title(locale)));
    };
    let state = asked.state.as_deref();
    let refuse = |work: &Work<'_>, error: &str| {
        Ok(see_other(&refusal(work, &asked.redirect_uri, state, error)))
    };
    if form.get("go") == Some("back") {
        return refuse(work, "access_denied");
    }
    let Some(mut kept) = begin(work, &asked)? else {
        return Ok(Said::TooLate.answer(locale, work.site.title(locale)));
    };
    let login = form.get("login").unwrap_or_default();
    let password = form.get("password").unwrap_or_default();
    let account = match kept.state.log_in(work, login, password) {
        Ok(Ok(account)) => account,
        Ok(Err(problem)) => return Ok(show(work, &asked, locale, login, Some(problem.into()))),
        Err(Stop::Denied(_)) => return refuse(work, "access_denied"),
        Err(Stop::Refused(refusal)) => return Err(refusal),
    };
    kept.account = Some(account);
    kept.expires_at = work.now.after(challenge::CODE_TTL);
    kept.state.redirect_uri = Some(asked.redirect_uri.clone());
    work.keep_sign_in(&kept)?;
    let code = challenge::code(work, &kept);
    Ok(see_other(&answer(work, &asked.redirect_uri, state, ("code", &code))))
}

/// The sign-in that goes on, or a new one.
fn begin(work: &mut Work<'_>, asked: &Asked) -> Result<Option<KeptSignIn>, Refusal> {
    if let Some(kept) = work.sign_in(&asked.sign_in)? {
        // What ended does not go on.
        return Ok(Some(kept).filter(|kept| kept.session.is_none()));
    }
    let Some(begins) = &asked.begins else {
        return Ok(None);
    };
    work.count(Count::SignIn);
    let client = Client {
        client_id: asked.client_id.clone(),
        app_id: None,
        device: None,
        sms_hash: None,
        code_challenge: begins.code_challenge.clone(),
        locale: begins.locale,
    };
    let kept = KeptSignIn {
        id: asked.sign_in.clone(),
        state: SignIn::new(client, None),
        turn: 0,
        expires_at: work.now.after(work.site.limits.sign_in_ttl),
        account: None,
        session: None,
    };
    work.keep_sign_in(&kept)?;
    Ok(Some(kept))
}

fn show(
    work: &Work<'_>,
    asked: &Asked,
    locale: Locale,
    login: &str,
    problem: Option<Trouble>,
) -> Answer {
    let page = LogIn {
        locale,
        title: work.site.title(locale),
        action: &work.site.url("/log-in"),
        request: &work.site.mint.seal(Kind::Page, asked),
        login,
        problem,
    };
    page.answer()
}

fn refusal(work: &Work<'_>, redirect_uri: &str, state: Option<&str>, error: &str) -> String {
    answer(work, redirect_uri, state, ("error", error))
}

/// What the browser brings back, with the server's name (RFC 9207).
fn answer(
    work: &Work<'_>,
    redirect_uri: &str,
    state: Option<&str>,
    answer: (&str, &str),
) -> String {
    let mut parameters = vec![answer];
    parameters.extend(state.map(|state| ("state", state)));
    parameters.push(("iss", &work.site.issuer));
    with_answer(redirect_uri, &parameters)
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::UnknownLogin => Self::UnknownLogin,
            Problem::WrongAccount => Self::WrongAccount,
            _ => Self::WrongPassword,
        }
    }
}
