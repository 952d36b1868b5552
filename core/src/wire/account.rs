use serde::{Deserialize, Serialize};
use url::{Origin, Url};

use super::json::{self, Malformed, Object};
use crate::AccountProblem;

/// The account as its server has it (protocol section 6); texts are plain and bounded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub id: String,
    pub name: String,
    pub avatar: Option<Avatar>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub login: Option<String>,
    pub server_name: String,
    /// Joined to a person: `id` is the person's, not a dummy.
    pub linked: bool,
    /// The administrator lets a phone be added.
    pub may_add_phone: bool,
}

impl Account {
    /// The longest text of an account, in characters.
    const TEXT: usize = 200;

    /// The account of a server that has this origin.
    pub(super) fn parse(origin: &Origin, body: &[u8]) -> Result<Self, Malformed> {
        let mut account = Object::parse(body)?;
        let mut optional = |member| {
            let text = account.optional(member, json::text(Self::TEXT))?;
            Ok(text.filter(|text| !text.is_empty()))
        };
        let (phone, email, login) = (optional("phone")?, optional("email")?, optional("login")?);
        let avatar = account.optional_object("avatar")?;
        Ok(Self {
            id: account.required("id", json::id)?,
            name: account.required("name", json::text(Self::TEXT))?,
            avatar: avatar.map(|avatar| Avatar::read(origin, avatar)).transpose()?,
            phone,
            email,
            login,
            server_name: account.required("server_name", json::text(Self::TEXT))?,
            linked: account.required("linked", json::flag)?,
            may_add_phone: account.required("may_add_phone", json::flag)?,
        })
    }
}

/// Where an avatar is, and which one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Avatar {
    /// Of the server's own origin.
    pub url: Url,
    pub etag: String,
}

impl Avatar {
    fn read(origin: &Origin, mut avatar: Object) -> Result<Self, Malformed> {
        let own = |value| json::endpoint(value).filter(|url| url.origin() == *origin);
        Ok(Self { url: avatar.required("url", own)?, etag: avatar.required("etag", json::id)? })
    }
}

impl AccountProblem {
    const URN: &str = "urn:vestibule:";

    /// Why an account refused (RFC 9457), where `body` says so by one of this protocol's types.
    pub(super) fn parse(body: &[u8]) -> Option<Self> {
        const TITLE: usize = 200;

        let mut problem = Object::parse(body).ok()?;
        let kind = problem.required("type", json::text(TITLE)).ok()?;
        Some(match kind.strip_prefix(Self::URN)? {
            "bad-name" => Self::BadName,
            "bad-picture" => Self::BadPicture,
            "too-large" => Self::TooLarge,
            "not-allowed" => Self::NotAllowed,
            "bad-assertion" => Self::BadAssertion,
            "already-joined" => Self::AlreadyJoined,
            "unknown-session" => Self::UnknownSession,
            "unknown-code" => Self::UnknownCode,
            _ => {
                let title = problem.optional("title", json::name(TITLE)).ok().flatten();
                Self::Other { kind, title }
            }
        })
    }
}
