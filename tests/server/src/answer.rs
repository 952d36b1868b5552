//! What a server answers, as a value that can be kept and repeated.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A whole answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    /// Other headers.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// Why a request was not done at all: nothing changed, and nothing is remembered of it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// The request is not what the protocol says (RFC 6749 section 5.2).
    #[error("invalid_request: {0}")]
    InvalidRequest(String),
    /// Any other OAuth error with status 400.
    #[error("{error}: {description}")]
    OAuth { error: &'static str, description: &'static str },
    /// No access token, or one that is no longer good (RFC 6750 section 3).
    #[error("the access token is missing or not accepted")]
    Token { sent: bool },
    /// A refusal of the account (RFC 9457).
    #[error("{}", .0.title())]
    Account(AccountProblem),
    /// Too much was asked (RFC 6585 section 4).
    #[error("too many requests")]
    TooMany { retry_after: u64 },
    /// The idempotency key came before with another body.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The first request with this idempotency key is still worked on.
    #[error("the first request is still worked on")]
    KeyInUse,
    /// There is nothing here.
    #[error("not found")]
    NotFound,
    /// Another server that is needed does not answer.
    #[error("another server does not answer")]
    Unavailable { retry_after: u64 },
    /// The connection breaks, as a fault says; nobody sees the answer.
    #[error("the connection breaks")]
    Broken,
    #[error("nothing could be signed")]
    Signature,
    #[error("the store failed: {0}")]
    Store(#[from] rusqlite::Error),
    #[error("a record can't be read: {0}")]
    Record(#[from] serde_json::Error),
}

/// The refusals of section 6, and their statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccountProblem {
    BadName,
    BadPicture,
    TooLarge,
    NotAllowed,
    BadAssertion,
    AlreadyJoined,
    UnknownSession,
}

impl Answer {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self {
            status,
            content_type: Some("application/json".to_owned()),
            headers: vec![("cache-control".to_owned(), "no-store".to_owned())],
            body: body.to_string().into_bytes(),
        }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, content_type: None, headers: Vec::new(), body: Vec::new() }
    }

    /// An error of an OAuth endpoint (RFC 6749 section 5.2).
    pub(crate) fn oauth(error: &str, description: &str) -> Self {
        Self::json(400, &json!({ "error": error, "error_description": description }))
    }

    #[must_use]
    pub(crate) fn typed(mut self, content_type: &str) -> Self {
        self.content_type = Some(content_type.to_owned());
        self
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.headers.push((name.to_owned(), value.to_string()));
        self
    }

    fn problem(status: u16, kind: &str, title: &str) -> Self {
        Self::json(status, &json!({ "type": kind, "title": title, "status": status }))
            .typed("application/problem+json")
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::InvalidRequest(description) => Self::oauth("invalid_request", &description),
            Refusal::OAuth { error, description } => Self::oauth(error, description),
            Refusal::Token { sent: false } => {
                Self::problem(401, "about:blank", "An access token is needed")
                    .with("www-authenticate", "Bearer")
            }
            Refusal::Token { sent: true } => {
                Self::problem(401, "about:blank", "The access token is not accepted")
                    .with("www-authenticate", "Bearer error=\"invalid_token\"")
            }
            Refusal::Account(problem) => {
                Self::problem(problem.status(), problem.kind(), problem.title())
            }
            Refusal::TooMany { retry_after } => {
                Self::problem(429, "about:blank", "Too many requests")
                    .with("retry-after", retry_after)
            }
            Refusal::KeyReused => {
                Self::problem(422, "about:blank", "Idempotency-Key was used for another request")
            }
            Refusal::KeyInUse => {
                Self::problem(409, "about:blank", "The first request is still worked on")
            }
            Refusal::NotFound => Self::problem(404, "about:blank", "Not found"),
            Refusal::Unavailable { retry_after } => {
                Self::problem(503, "about:blank", "Another server does not answer")
                    .with("retry-after", retry_after)
            }
            Refusal::Broken | Refusal::Signature | Refusal::Store(_) | Refusal::Record(_) => {
                Self::problem(500, "about:blank", "The server's own fault")
            }
        }
    }
}

impl From<Result<Self, Refusal>> for Answer {
    fn from(result: Result<Self, Refusal>) -> Self {
        result.unwrap_or_else(Self::from)
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        if let Some(content_type) = self.content_type.and_then(|kind| kind.parse().ok()) {
            headers.insert(header::CONTENT_TYPE, content_type);
        }
        for (name, value) in self.headers {
            if let (Ok(name), Ok(value)) =
                (name.parse::<header::HeaderName>(), HeaderValue::from_str(&value))
            {
                headers.insert(name, value);
            }
        }
        response
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response<Body> {
        Answer::from(self).into_response()
    }
}

impl AccountProblem {
    fn status(self) -> u16 {
        match self {
            Self::NotAllowed => 403,
            Self::UnknownSession => 404,
            Self::AlreadyJoined => 409,
            Self::TooLarge => 413,
            Self::BadName | Self::BadPicture | Self::BadAssertion => 422,
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::BadName => "urn:vestibule:bad-name",
            Self::BadPicture => "urn:vestibule:bad-picture",
            Self::TooLarge => "urn:vestibule:too-large",
            Self::NotAllowed => "urn:vestibule:not-allowed",
            Self::BadAssertion => "urn:vestibule:bad-assertion",
            Self::AlreadyJoined => "urn:vestibule:already-joined",
            Self::UnknownSession => "urn:vestibule:unknown-session",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::BadName => "The name is empty, too long, or holds what no name does",
            Self::BadPicture => "The picture is no JPEG or PNG, or is broken",
            Self::TooLarge => "The picture is larger than 1 MiB or 1024 pixels a side",
            Self::NotAllowed => "The administrator does not allow it",
            Self::BadAssertion => "The assertion is not accepted",
            Self::AlreadyJoined => "Joined to another already",
            Self::UnknownSession => "There is no such session",
        }
    }
}
