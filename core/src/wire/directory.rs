use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::SpecialApp;
use super::json::{self, Malformed, Object};
use super::metadata::{issuer, names};
use crate::Locale;
use crate::input::ServerAddress;

/// The corporate servers for a work e-mail's domain: a JRD of RFC 7033 (protocol section 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// In the server's order; empty when none is known (also for 404).
    pub servers: Vec<Candidate>,
    /// Simplified authentication: go to the first server at once.
    pub simplified: bool,
    /// The special app that the organisation's people use.
    pub app: Option<SpecialApp>,
}

/// One corporate server to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub issuer: ServerAddress,
    /// Names by language tag, `und` the default; may be empty.
    pub names: BTreeMap<String, String>,
}

impl Directory {
    /// A link to an issuer (OpenID Connect Discovery 1.0 section 2).
    pub(super) const ISSUER: &str = "http://openid.net/specs/connect/1.0/issuer";
    const APP: &str = "urn:vestibule:app";
    const SIMPLIFIED: &str = "urn:vestibule:simplified";

    /// No server is known.
    pub(super) fn empty() -> Self {
        Self { servers: Vec::new(), simplified: false, app: None }
    }

    /// The directory that a JRD says.
    pub(super) fn parse(body: &[u8]) -> Result<Self, Malformed> {
        let mut jrd = Object::parse(body)?;
        let mut directory = Self::empty();
        for mut link in jrd.objects("links")? {
            match link.required("rel", json::string)?.as_str() {
                Self::ISSUER => directory.add(Candidate::read(link)?),
                Self::APP => directory.app = Some(special_app(link)?),
                _ => {}
            }
        }
        if let Some(mut properties) = jrd.optional_object("properties")? {
            let simplified = properties.optional(Self::SIMPLIFIED, json::string)?;
            directory.simplified = simplified.is_some_and(|value| value == "true");
        }
        Ok(directory)
    }

    /// A server that is named twice is one choice.
    fn add(&mut self, candidate: Candidate) {
        if self.servers.iter().all(|known| known.issuer != candidate.issuer) {
            self.servers.push(candidate);
        }
    }
}

impl Candidate {
    fn read(mut link: Object) -> Result<Self, Malformed> {
        Ok(Self { issuer: link.required("href", issuer)?, names: names(&mut link, "titles")? })
    }

    /// The server's name in a language, or the default one, where the directory has any.
    pub fn name_in(&self, locale: Locale) -> Option<&str> {
        self.names.get(locale.tag()).or_else(|| self.names.get("und")).map(String::as_str)
    }
}

/// The special app that a link tells: its name among the titles, its store links as properties.
fn special_app(mut link: Object) -> Result<SpecialApp, Malformed> {
    const GOOGLE_PLAY: &str = "urn:vestibule:google_play";
    const APP_GALLERY: &str = "urn:vestibule:app_gallery";
    const APP_STORE: &str = "urn:vestibule:app_store";

    let mut titles = names(&mut link, "titles")?;
    let default = titles.remove("und");
    let name = default.or_else(|| titles.into_values().next()).ok_or_else(|| link.bad("titles"))?;
    let mut app = SpecialApp { name, google_play: None, app_gallery: None, app_store: None };
    if let Some(mut links) = link.optional_object("properties")? {
        let mut property = |name| links.optional(name, json::string);
        app.google_play = property(GOOGLE_PLAY)?.and_then(SpecialApp::google_play);
        app.app_gallery = property(APP_GALLERY)?.and_then(SpecialApp::app_gallery);
        app.app_store = property(APP_STORE)?.and_then(SpecialApp::app_store);
    }
    Ok(app)
}
