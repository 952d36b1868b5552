use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::input::ServerAddress;

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

/// What a server is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// People register there by phone.
    Public,
    /// An organisation runs it for its own people.
    Corporate,
}

/// A public server for the phones of some countries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    pub issuer: ServerAddress,
    /// Calling codes without `+`; the longest prefix of a phone decides.
    pub calling_codes: Vec<String>,
}

/// Whom to ask at an organisation; at least one member is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    pub email: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// An https address.
    pub url: Option<String>,
}

/// An organisation's own app, with the links that do lead to the stores' own hosts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialApp {
    pub name: String,
    pub google_play: Option<String>,
    pub app_gallery: Option<String>,
    pub app_store: Option<String>,
}
