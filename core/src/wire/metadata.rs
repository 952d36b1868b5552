use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use super::json::{self, Malformed, Object};
use super::plain::plain;
use crate::input::{Email, ServerAddress};
use crate::{Locale, NotVestibule, Request, ServerProblem};

/// What a server says of itself: RFC 8414 metadata with the `vestibule` object (protocol section 1).
///
/// A value of this type was checked: the issuer is the address that was asked, the endpoints are
/// https and of its own origin, `S256` is supported, the version is one this app speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    pub issuer: ServerAddress,
    pub challenge_endpoint: Url,
    pub token_endpoint: Url,
    pub revocation_endpoint: Url,
    pub authorization_endpoint: Option<Url>,
    pub device_authorization_endpoint: Option<Url>,
    pub account_endpoint: Url,
    /// `ES256` is among `dpop_signing_alg_values_supported`.
    pub dpop: bool,
    pub role: Role,
    pub name: String,
    /// Names by language tag.
    pub names: BTreeMap<String, String>,
    pub regions: Vec<Region>,
    pub support: Option<Support>,
    /// The only app that this server admits.
    pub app: Option<SpecialApp>,
}

impl Metadata {
    /// The version of the protocol that this app speaks.
    const VERSION: u32 = 1;

    /// Where metadata is (RFC 8414 section 3).
    pub(super) const WELL_KNOWN: &str = "oauth-authorization-server";

    /// The metadata that the server at `issuer` answered with, all of it checked.
    pub(super) fn parse(issuer: &ServerAddress, body: &[u8]) -> Result<Self, ServerProblem> {
        let malformed = |malformed: Malformed| malformed.problem(Request::Metadata);
        let mut server = Object::parse(body).map_err(malformed)?;
        let Some(mut vestibule) = server.optional_object("vestibule").map_err(malformed)? else {
            return Err(ServerProblem::NotVestibule(NotVestibule::OtherProtocol));
        };
        let version = vestibule.required("version", json::count).map_err(malformed)?;
        if version > Self::VERSION {
            return Err(ServerProblem::TooNew { version });
        }
        let found = server.required("issuer", json::string).map_err(malformed)?;
        if found != issuer.as_str() {
            const MAX: usize = 200;
            return Err(ServerProblem::WrongIssuer { found: plain(&found, MAX) });
        }
        if version == 0 {
            return Err(malformed(vestibule.bad("version")));
        }
        Self::read(issuer, &mut server, &mut vestibule).map_err(malformed)
    }

    /// The server's name in a language, or the one it has for all.
    pub fn name_in(&self, locale: Locale) -> &str {
        self.names.get(locale.tag()).unwrap_or(&self.name)
    }

    /// The public server for a phone, or the beginning of one: digits without `+`.
    pub fn region_of(&self, digits: &str) -> &ServerAddress {
        let codes = self
            .regions
            .iter()
            .flat_map(|region| region.calling_codes.iter().map(move |code| (code, &region.issuer)));
        codes
            .filter(|(code, _)| digits.starts_with(code.as_str()))
            .max_by_key(|(code, _)| code.len())
            .map_or(&self.issuer, |(_, issuer)| issuer)
    }

    fn read(
        issuer: &ServerAddress,
        server: &mut Object,
        vestibule: &mut Object,
    ) -> Result<Self, Malformed> {
        let own = issuer.origin();
        let endpoint = |value| json::endpoint(value).filter(|url| url.origin() == own);
        let methods = server.list("code_challenge_methods_supported", json::string)?;
        if !methods.iter().any(|method| method == "S256") {
            return Err(server.bad("code_challenge_methods_supported"));
        }
        let dpop = server.list("dpop_signing_alg_values_supported", json::string)?;
        let role = vestibule.required("role", Role::read)?;
        Ok(Self {
            issuer: issuer.clone(),
            challenge_endpoint: server.required("authorization_challenge_endpoint", endpoint)?,
            token_endpoint: server.required("token_endpoint", endpoint)?,
            revocation_endpoint: server.required("revocation_endpoint", endpoint)?,
            authorization_endpoint: server.optional("authorization_endpoint", endpoint)?,
            device_authorization_endpoint: server
                .optional("device_authorization_endpoint", endpoint)?,
            account_endpoint: vestibule.required("account_endpoint", endpoint)?,
            dpop: dpop.iter().any(|algorithm| algorithm == "ES256"),
            role,
            name: vestibule.required("name", json::name(NAME))?,
            names: names(vestibule, "names")?,
            regions: match role {
                Role::Public => Region::read_all(vestibule)?,
                Role::Corporate => Vec::new(),
            },
            support: vestibule.optional_object("support")?.map_or(Ok(None), Support::read)?,
            app: vestibule.optional_object("app")?.map(SpecialApp::read).transpose()?,
        })
    }
}

/// The longest name of a server or an app, in characters.
const NAME: usize = 100;

/// Names by language tag; what is nothing to read is left out.
pub(super) fn names(
    object: &mut Object,
    member: &str,
) -> Result<BTreeMap<String, String>, Malformed> {
    let names = object.entries(member, json::text(NAME))?;
    Ok(names.into_iter().filter(|(_, name)| !name.is_empty()).collect())
}

/// What a server is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// People register there by phone.
    Public,
    /// An organisation runs it for its own people.
    Corporate,
}

impl Role {
    fn read(value: Value) -> Option<Self> {
        match json::string(value)?.as_str() {
            "public" => Some(Self::Public),
            "corporate" => Some(Self::Corporate),
            _ => None,
        }
    }
}

/// A public server for the phones of some countries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    pub issuer: ServerAddress,
    /// Calling codes without `+`; the longest prefix of a phone decides.
    pub calling_codes: Vec<String>,
}

impl Region {
    fn read_all(vestibule: &mut Object) -> Result<Vec<Self>, Malformed> {
        vestibule.objects("regions")?.into_iter().map(Self::read).collect()
    }

    fn read(mut region: Object) -> Result<Self, Malformed> {
        let calling_codes = region.list("calling_codes", calling_code)?;
        if calling_codes.is_empty() {
            return Err(region.bad("calling_codes"));
        }
        Ok(Self { issuer: region.required("issuer", issuer)?, calling_codes })
    }
}

/// Whom to ask at an organisation; at least one member is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Support {
    pub email: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// An https address.
    pub url: Option<String>,
}

impl Support {
    /// What of it can be shown: an address of each kind, not one of another kind in its place.
    fn read(mut support: Object) -> Result<Option<Self>, Malformed> {
        let support = Self {
            email: support
                .optional("email", json::string)?
                .and_then(|email| Email::parse(&email).ok())
                .map(|email| email.as_str().to_owned()),
            phone: support.optional("phone", json::string)?.filter(|phone| is_e164(phone)),
            url: support
                .optional("url", json::string)?
                .and_then(|url| json::link(url.into()))
                .map(Into::into),
        };
        let is_there = support.email.is_some() || support.phone.is_some() || support.url.is_some();
        Ok(is_there.then_some(support))
    }
}

/// An organisation's own app, with the links that do lead to the stores' own hosts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialApp {
    pub name: String,
    pub google_play: Option<String>,
    pub app_gallery: Option<String>,
    pub app_store: Option<String>,
}

impl SpecialApp {
    const GOOGLE_PLAY: &[&str] = &["play.google.com"];
    const APP_GALLERY: &[&str] = &["appgallery.huawei.com", "appgallery.cloud.huawei.com"];
    const APP_STORE: &[&str] = &["apps.apple.com"];

    pub(super) fn read(mut app: Object) -> Result<Self, Malformed> {
        Ok(Self {
            name: app.required("name", json::name(NAME))?,
            google_play: app.optional("google_play", json::string)?.and_then(Self::google_play),
            app_gallery: app.optional("app_gallery", json::string)?.and_then(Self::app_gallery),
            app_store: app.optional("app_store", json::string)?.and_then(Self::app_store),
        })
    }

    pub(super) fn google_play(link: String) -> Option<String> {
        Self::link_to(link, Self::GOOGLE_PLAY)
    }

    pub(super) fn app_gallery(link: String) -> Option<String> {
        Self::link_to(link, Self::APP_GALLERY)
    }

    pub(super) fn app_store(link: String) -> Option<String> {
        Self::link_to(link, Self::APP_STORE)
    }

    /// A link that leads to one of a store's own hosts, else none.
    fn link_to(link: String, hosts: &[&str]) -> Option<String> {
        let url = json::link(link.into())?;
        let host = url.host_str()?;
        (hosts.contains(&host) && url.port().is_none()).then(|| url.into())
    }
}

/// A server's address that is written as issuers are.
pub(super) fn issuer(value: Value) -> Option<ServerAddress> {
    ServerAddress::from_issuer(&json::string(value)?).ok()
}

/// The first digits of phones (ITU-T E.164): no more than all of them, and no zero in front.
fn calling_code(value: Value) -> Option<String> {
    json::string(value).filter(|code| {
        (1..=15).contains(&code.len())
            && code.bytes().all(|digit| digit.is_ascii_digit())
            && !code.starts_with('0')
    })
}

/// ITU-T E.164: a plus sign and at most 15 digits.
fn is_e164(phone: &str) -> bool {
    phone.strip_prefix('+').is_some_and(|digits| {
        (5..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}
