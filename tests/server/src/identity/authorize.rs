//! The authorization endpoint and its form (OpenID Connect Core 1.0 section 3.1.2; RFC 7636; RFC
//! 9126; RFC 9207).

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Identity, Session};
use crate::answer::{Answer, Refusal};
use crate::call::Call;
use crate::clock::Time;
use crate::config::PushedRequests;
use crate::form::Form;
use crate::locale::Locale;
use crate::mint::{Kind, random_id};
use crate::page::{LogIn, Said, Trouble, see_other};
use crate::redirect::{is_registered, with_answer};

/// What begins every `request_uri` (RFC 9126 section 2.2).
const URN: &str = "urn:ietf:params:oauth:request_uri:";

/// How long what was pushed waits for its browser, in seconds.
const PUSHED_TTL: u64 = 90;

/// How long a code may wait to be exchanged, in seconds.
const CODE_TTL: u64 = 60;

/// How long the form may be open, in seconds.
const FORM_TTL: u64 = 1800;

/// What an app asks for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) scope: String,
    state: Option<String>,
    pub(super) nonce: Option<String>,
    pub(super) code_challenge: String,
    login_hint: Option<String>,
    prompt: Option<String>,
    ui_locales: Option<String>,
}

/// What a code stands for.
#[derive(Serialize, Deserialize)]
pub(super) struct Granted {
    pub(super) id: String,
    pub(super) asked: Asked,
    /// The session that it was given in.
    pub(super) session: String,
    pub(super) login: String,
    pub(super) since: Time,
    pub(super) until: Time,
}

/// What was pushed, or what a form keeps.
#[derive(Serialize, Deserialize)]
struct Waiting {
    id: String,
    asked: Asked,
    until: Time,
}

/// Why a request can't be answered as it is asked.
enum Bad {
    /// No app is known that the answer could go to (RFC 6749 section 4.1.2.1).
    Nowhere,
    Error {
        redirect_uri: String,
        state: Option<String>,
        error: &'static str,
        why: &'static str,
    },
}

/// `POST {pushed_authorization_request_endpoint}` (RFC 9126 section 2).
pub(super) async fn push(
    State(identity): State<Arc<Identity>>,
    call: Call,
) -> Result<Answer, Refusal> {
    let form = call.form()?;
    if identity.config.pushed_requests == PushedRequests::None {
        return Err(Refusal::NotFound);
    }
    call.pause().await?;
    if form.get("request_uri").is_some() {
        return Err(Refusal::InvalidRequest("`request_uri` can't be pushed".to_owned()));
    }
    let asked = match Asked::read(&identity, &form) {
        Ok(asked) => asked,
        Err(Bad::Nowhere) => {
            return Ok(Answer::oauth("invalid_request", "the client or its redirect is not known"));
        }
        Err(Bad::Error { error, why, .. }) => return Ok(Answer::oauth(error, why)),
    };
    let until = identity.now().after(PUSHED_TTL);
    let waiting = Waiting { id: random_id(), asked, until };
    let request_uri = format!("{URN}{}", identity.mint.seal(Kind::Request, &waiting));
    Ok(Answer::json(201, &json!({ "request_uri": request_uri, "expires_in": PUSHED_TTL })))
}

/// `GET {authorization_endpoint}`.
pub(super) async fn by_get(
    State(identity): State<Arc<Identity>>,
    RawQuery(query): RawQuery,
    call: Call,
) -> Result<Answer, Refusal> {
    call.pause().await?;
    Ok(authorize(&identity, &call, Form::parse(query.unwrap_or_default().as_bytes()).ok()))
}

/// The same by POST (OpenID Connect Core 1.0 section 3.1.2.1).
pub(super) async fn by_post(
    State(identity): State<Arc<Identity>>,
    call: Call,
) -> Result<Answer, Refusal> {
    call.pause().await?;
    Ok(authorize(&identity, &call, call.form().ok()))
}

/// What was typed into the form.
pub(super) async fn log_in(
    State(identity): State<Arc<Identity>>,
    call: Call,
) -> Result<Answer, Refusal> {
    call.pause().await?;
    let form = call.form()?;
    let locale = Locale::accepted(call.header("accept-language"));
    let waiting =
        form.get("request").and_then(|request| identity.mint.open::<Waiting>(Kind::Page, request));
    let Some(waiting) = waiting.filter(|waiting| waiting.until > identity.now()) else {
        return Ok(Said::TooLate.answer(locale, identity.title(locale)));
    };
    if form.get("go") == Some("back") {
        return Ok(waiting.asked.refuse(&identity, "access_denied", "the person went back"));
    }
    let login = form.get("login").unwrap_or_default();
    let user = identity.user(login);
    let password = form.get("password").unwrap_or_default();
    let Some(user) = user.filter(|user| user.password == password) else {
        let locale = waiting.asked.locale(&call);
        return Ok(waiting.show(&identity, locale, login, Some(Trouble::WrongPassword)));
    };
    let (now, ttl) = (identity.now(), identity.config.session_ttl);
    let id = identity.memory(|memory| memory.begin(&user.login, now, ttl));
    let session = identity.memory(|memory| memory.session(&id, now));
    match session {
        Some(session) => Ok(waiting
            .asked
            .grant(&identity, &id, &session)
            .with("set-cookie", identity.cookie(Some(&id)))),
        None => Ok(Said::TooLate.answer(locale, identity.title(locale))),
    }
}

fn authorize(identity: &Identity, call: &Call, form: Option<Form>) -> Answer {
    let locale = Locale::accepted(call.header("accept-language"));
    let asked = match form.as_ref().map(|form| Asked::of(identity, form)) {
        Some(Ok(asked)) => asked,
        Some(Err(Bad::Error { redirect_uri, state, error, why })) => {
            return refuse(identity, &redirect_uri, state.as_deref(), error, why);
        }
        Some(Err(Bad::Nowhere)) | None => {
            return Said::BadRequest.answer(locale, identity.title(locale));
        }
    };
    // OpenID Connect Core 1.0 section 3.1.2.1.
    match (asked.prompt.as_deref(), identity.session(call)) {
        (None | Some("none"), Some((id, session))) => asked.grant(identity, &id, &session),
        (Some("none"), None) => asked.refuse(identity, "login_required", "nobody is signed in"),
        (_, _) => {
            let locale = asked.locale(call);
            let login = asked.login_hint.clone().unwrap_or_default();
            let until = identity.now().after(FORM_TTL);
            Waiting { id: random_id(), asked, until }.show(identity, locale, &login, None)
        }
    }
}

impl Asked {
    /// What the browser brings, or a reference to what was pushed.
    fn of(identity: &Identity, form: &Form) -> Result<Self, Bad> {
        let Some(request_uri) = form.get("request_uri") else {
            let asked = Self::read(identity, form)?;
            if identity.config.pushed_requests == PushedRequests::Required {
                return Err(asked.bad("invalid_request", "requests have to be pushed"));
            }
            return Ok(asked);
        };
        let waiting: Waiting = request_uri
            .strip_prefix(URN)
            .and_then(|token| identity.mint.open(Kind::Request, token))
            .ok_or(Bad::Nowhere)?;
        // RFC 9126 section 4: of this client, in time, and once.
        if form.get("client_id") != Some(&waiting.asked.client_id) {
            return Err(Bad::Nowhere);
        }
        let is_first = identity.memory(|memory| memory.use_up(&waiting.id));
        if !is_first || waiting.until <= identity.now() {
            return Err(waiting.asked.bad("invalid_request_uri", "it was used, or is too old"));
        }
        Ok(waiting.asked)
    }

    fn read(identity: &Identity, form: &Form) -> Result<Self, Bad> {
        let client = form.get("client_id").and_then(|id| identity.client(id));
        let (Some(client), Some(redirect_uri)) = (client, form.get("redirect_uri")) else {
            return Err(Bad::Nowhere);
        };
        if !is_registered(redirect_uri, &client.redirects) {
            return Err(Bad::Nowhere);
        }
        let text = |name: &str| form.get(name).map(str::to_owned);
        let asked = Self {
            client_id: client.id.clone(),
            redirect_uri: redirect_uri.to_owned(),
            scope: text("scope").unwrap_or_default(),
            state: text("state"),
            nonce: text("nonce"),
            code_challenge: text("code_challenge").unwrap_or_default(),
            login_hint: text("login_hint"),
            prompt: text("prompt"),
            ui_locales: text("ui_locales"),
        };
        if form.get("response_type") != Some("code") {
            return Err(asked.bad("unsupported_response_type", "only `code` is"));
        }
        if !asked.scope.split(' ').any(|scope| scope == "openid") {
            return Err(asked.bad("invalid_scope", "`openid` is missing"));
        }
        // Every client is one without a secret (RFC 9700 section 2.1.1).
        let is_challenge = (43..=128).contains(&asked.code_challenge.len());
        if !is_challenge || form.get("code_challenge_method") != Some("S256") {
            return Err(asked.bad("invalid_request", "a code_challenge by S256 is needed"));
        }
        if !matches!(asked.prompt.as_deref(), None | Some("none" | "login" | "select_account")) {
            return Err(asked.bad("invalid_request", "`prompt` is not known"));
        }
        Ok(asked)
    }

    fn bad(&self, error: &'static str, why: &'static str) -> Bad {
        let (redirect_uri, state) = (self.redirect_uri.clone(), self.state.clone());
        Bad::Error { redirect_uri, state, error, why }
    }

    /// The person's language: the app's wish, else the browser's.
    fn locale(&self, call: &Call) -> Locale {
        Locale::accepted(self.ui_locales.as_deref().or(call.header("accept-language")))
    }

    /// Sends the browser back with a code.
    fn grant(&self, identity: &Identity, id: &str, session: &Session) -> Answer {
        let granted = Granted {
            id: random_id(),
            asked: self.clone(),
            session: id.to_owned(),
            login: session.login.clone(),
            since: session.since,
            until: identity.now().after(CODE_TTL),
        };
        let code = identity.mint.seal(Kind::Code, &granted);
        send_back(identity, &self.redirect_uri, self.state.as_deref(), &[("code", &code)])
    }

    fn refuse(&self, identity: &Identity, error: &str, why: &str) -> Answer {
        refuse(identity, &self.redirect_uri, self.state.as_deref(), error, why)
    }
}

impl Waiting {
    fn show(
        &self,
        identity: &Identity,
        locale: Locale,
        login: &str,
        problem: Option<Trouble>,
    ) -> Answer {
        let page = LogIn {
            locale,
            title: identity.title(locale),
            action: &identity.url("/log-in"),
            request: &identity.mint.seal(Kind::Page, self),
            login,
            problem,
        };
        page.answer()
    }
}

/// RFC 6749 section 4.1.2.1.
fn refuse(
    identity: &Identity,
    redirect_uri: &str,
    state: Option<&str>,
    error: &str,
    why: &str,
) -> Answer {
    let answer = [("error", error), ("error_description", why)];
    send_back(identity, redirect_uri, state, &answer)
}

/// RFC 6749 section 4.1.2, RFC 9207 section 2.
fn send_back(
    identity: &Identity,
    redirect_uri: &str,
    state: Option<&str>,
    answer: &[(&str, &str)],
) -> Answer {
    let wrong = identity.wrong();
    let mut parameters: Vec<_> = answer
        .iter()
        .copied()
        .chain(state.map(|state| ("state", state)))
        .chain([("iss", identity.issuer.as_str())])
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    if let Some(wrong) = &wrong {
        wrong.spoil_callback(&mut parameters);
    }
    let parameters: Vec<_> =
        parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mut address = with_answer(redirect_uri, &parameters);
    if let Some(wrong) = &wrong {
        wrong.spoil_address(&mut address);
    }
    see_other(&address)
}
