use std::sync::Arc;

use crate::{Clock, Locale, Secret};

/// What a [`super::Client`] says of itself with every request, and whom it trusts.
#[derive(Clone)]
pub struct ClientSetup {
    /// The application id, as servers that admit only one app know it.
    pub app_id: String,
    /// The OAuth client id.
    pub client_id: String,
    /// The device's name in the list of sessions.
    pub device: String,
    /// What an SMS must end with for the platform to fill its code in.
    pub sms_hash: Option<String>,
    /// `{app id}/{version} ({platform})`.
    pub user_agent: String,
    pub locale: Locale,
    /// What a sign-in asks for (RFC 6749 section 3.3).
    pub scope: String,
    /// Authorities beside the platform's.
    pub authorities: Vec<Authority>,
    pub proxy: Option<Proxy>,
    pub clock: Arc<dyn Clock>,
}

/// An organisation's own authority, trusted for its own hosts alone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Authority {
    /// PEM: one or more certificates.
    pub pem: String,
    /// Hosts that it is trusted for, `*.` for all below; empty for every host (tests, developers).
    pub hosts: Vec<String>,
}

/// An HTTP proxy that every connection goes through, by `CONNECT`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Proxy {
    /// `http://host:port`, or `https://` where the proxy itself speaks TLS.
    pub url: String,
    pub credentials: Option<Credentials>,
}

/// What a proxy asks for (RFC 7617).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Credentials {
    pub user: String,
    pub password: Secret,
}

/// Why a client can't be made of its setup.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// An authority's PEM has no certificate, or one that can't be read.
    #[error("an authority's certificate can't be read")]
    Authority,
    /// A host that an authority is for is not a host's name.
    #[error("an authority is for a host that can't be: {host}")]
    AuthorityHost { host: String },
    /// The proxy's address is neither `http://` nor `https://` with a host, or holds credentials,
    /// which have a place of their own.
    #[error("the proxy's address can't be used")]
    Proxy,
    /// TLS can't be set up.
    #[error("TLS can't be set up")]
    Tls(#[source] rustls::Error),
    /// The HTTP client can't be made.
    #[error("the HTTP client can't be made")]
    Http(#[source] reqwest::Error),
}
