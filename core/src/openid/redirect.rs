use std::fmt;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// Where the browser hands the answer back (RFC 8252 section 7): a claimed https link, a scheme of
/// the app's own, or a port on this device.
///
/// One for each store build, as it is registered; compared byte for byte.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Redirect(String);

impl Redirect {
    /// Takes an address as it is registered with the identity providers.
    ///
    /// # Errors
    ///
    /// [`RedirectError`]; also where an address is not written as browsers write it, since what
    /// comes back would never equal it.
    pub fn parse(address: &str) -> Result<Self, RedirectError> {
        let url = Url::parse(address).map_err(|_| RedirectError::NotAnAddress)?;
        if url.as_str() != address {
            return Err(RedirectError::NotAsBrowsersWrite { written: url.into() });
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(RedirectError::Query);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(RedirectError::UserInfo);
        }
        match url.scheme() {
            "https" => Ok(Self(address.to_owned())),
            "http" if is_loopback(&url) && url.port().is_some() => Ok(Self(address.to_owned())),
            "http" => Err(RedirectError::Http),
            scheme if NOT_PRIVATE.contains(&scheme) => {
                Err(RedirectError::NotPrivate { scheme: scheme.to_owned() })
            }
            _ => Ok(Self(address.to_owned())),
        }
    }

    /// `/callback` at a port of this device that a listener holds (RFC 8252 section 7.3).
    pub fn loopback(port: u16) -> Self {
        Self(format!("http://127.0.0.1:{port}/callback"))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Schemes that others than this app answer to, or that run what they are given.
const NOT_PRIVATE: &[&str] = &[
    "about",
    "blob",
    "content",
    "data",
    "file",
    "filesystem",
    "ftp",
    "intent",
    "javascript",
    "mailto",
    "sms",
    "tel",
    "view-source",
    "ws",
    "wss",
];

/// The address itself, not a name for it (RFC 8252 section 8.3).
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(_)) | None => false,
    }
}

impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Redirect({})", self.0)
    }
}

impl fmt::Display for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Redirect {
    type Error = RedirectError;

    fn try_from(address: String) -> Result<Self, RedirectError> {
        Self::parse(&address)
    }
}

impl From<Redirect> for String {
    fn from(redirect: Redirect) -> Self {
        redirect.0
    }
}

/// An address that no answer can be handed back to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum RedirectError {
    #[error("this is not an address")]
    NotAnAddress,
    /// Capital letters in the host, a missing slash, `..` in the path.
    #[error("browsers write this address as {written}")]
    NotAsBrowsersWrite { written: String },
    #[error("the address has a query or a fragment")]
    Query,
    #[error("the address has a user name")]
    UserInfo,
    /// `http` is for loopback addresses with a port alone.
    #[error("the address is http, and not a port on this device")]
    Http,
    /// A scheme that is not the app's own.
    #[error("{scheme}: is no scheme of this app's own")]
    NotPrivate { scheme: String },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_is_a_claimed_link_a_scheme_of_our_own_or_a_port_on_this_device() {
        for address in [
            "https://app.example/callback",
            "https://app.example:8443/callback",
            "vestibule://callback",
            "com.example.vestibule:/callback",
            "http://127.0.0.1:49152/callback",
            "http://[::1]:49152/callback",
        ] {
            let redirect = Redirect::parse(address).expect(address);
            assert_eq!(redirect.as_str(), address);
        }
        assert_eq!(Redirect::parse(Redirect::loopback(1).as_str()), Ok(Redirect::loopback(1)));
    }

    #[test]
    fn no_other_address_is_a_redirect() {
        use RedirectError as Error;

        let written = |written: &str| Error::NotAsBrowsersWrite { written: written.to_owned() };
        let not_private = |scheme: &str| Error::NotPrivate { scheme: scheme.to_owned() };
        for (address, expected) in [
            ("", Error::NotAnAddress),
            ("callback", Error::NotAnAddress),
            ("https://app.example", written("https://app.example/")),
            ("https://APP.example/callback", written("https://app.example/callback")),
            ("https://app.example/a/../callback", written("https://app.example/callback")),
            ("https://app.example/callback?x=1", Error::Query),
            ("https://app.example/callback#x", Error::Query),
            ("https://user@app.example/callback", Error::UserInfo),
            ("http://app.example/callback", Error::Http),
            ("http://localhost:1/callback", Error::Http),
            ("http://127.0.0.1/callback", Error::Http),
            ("javascript:alert(1)", not_private("javascript")),
            ("file:///callback", not_private("file")),
            ("intent://callback", not_private("intent")),
        ] {
            assert_eq!(Redirect::parse(address), Err(expected), "{address}");
        }
    }
}
