use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use idna::uts46::{AsciiDenyList, Hyphens, Uts46};
use serde::{Deserialize, Serialize};
use url::{Host, Origin, Url};

use super::text::{is_mark, trimmed};

/// A server's address: its issuer identifier (RFC 8414 section 2), an https URL without user info,
/// query and fragment.
///
/// Two addresses are the same where they are so byte for byte, as RFC 8414 section 3.3 has it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServerAddress {
    issuer: String,
    /// Boxed, since an address stands in many places and is three times as large otherwise.
    url: Box<Url>,
}

impl ServerAddress {
    /// Reads an address as people type it: `server.ru` means `https://server.ru`; slashes at its
    /// end go; an international name becomes A-labels.
    ///
    /// # Errors
    ///
    /// [`AddressError`].
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let typed = trimmed(text);
        if typed.is_empty() {
            return Err(AddressError::Empty);
        }
        if typed.len() > Self::MAX {
            return Err(AddressError::TooLong);
        }
        let rest = match Scheme::of(typed) {
            // Pasted behind what was typed already.
            (Scheme::Https, rest) => rest.strip_prefix("https://").unwrap_or(rest),
            (Scheme::None, rest) if is_email(rest) => return Err(AddressError::Email),
            (Scheme::None, rest) => rest,
            (Scheme::Http, _) => return Err(AddressError::Http),
            (Scheme::Mailto, _) => return Err(AddressError::Email),
            (Scheme::Other(scheme), _) => {
                return Err(AddressError::OtherScheme { scheme: scheme.to_ascii_lowercase() });
            }
        };
        let parts = Parts::of(rest)?;
        let host = match parts.host.parse::<Ipv6Addr>() {
            Ok(address) => format!("[{address}]"),
            Err(_) => parts.host.strip_suffix('.').unwrap_or(parts.host).to_owned(),
        };
        let path = parts.path.trim_end_matches('/');
        let url = parts.url(&format!("https://{host}{}{path}", parts.port_suffix()))?;
        if url.host_str().is_some_and(|host| host.ends_with('.')) {
            return Err(AddressError::BadHost);
        }
        Self::from_issuer(url.as_str().trim_end_matches('/'))
    }

    /// Takes an issuer as a server gave it: kept byte for byte.
    ///
    /// # Errors
    ///
    /// [`AddressError`], also where reading it would change what it says: an international name
    /// that is not in A-labels, `..` in the path.
    pub fn from_issuer(issuer: &str) -> Result<Self, AddressError> {
        if issuer.is_empty() {
            return Err(AddressError::Empty);
        }
        if issuer.len() > Self::MAX {
            return Err(AddressError::TooLong);
        }
        let rest = match Scheme::of(issuer) {
            (Scheme::Https, rest) if issuer.len() == "https://".len() + rest.len() => rest,
            (Scheme::Http, _) => return Err(AddressError::Http),
            (Scheme::Other(scheme), _) => {
                return Err(AddressError::OtherScheme { scheme: scheme.to_ascii_lowercase() });
            }
            (Scheme::Https | Scheme::Mailto | Scheme::None, _) => {
                return Err(AddressError::NoScheme);
            }
        };
        let parts = Parts::of(rest)?;
        let url = parts.url(issuer)?;
        if !parts.host.is_ascii() {
            return Err(AddressError::BadHost);
        }
        if url.path() != parts.path && (url.path(), parts.path) != ("/", "") {
            return Err(AddressError::BadPath);
        }
        match url.host() {
            Some(Host::Domain(domain)) => check_domain(domain)?,
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => {}
            None => return Err(AddressError::NoHost),
        }
        Ok(Self { issuer: issuer.to_owned(), url: Box::new(url) })
    }

    /// The issuer.
    pub fn as_str(&self) -> &str {
        &self.issuer
    }

    /// The address as a URL; it may lack or gain a slash against [`ServerAddress::as_str`].
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Scheme, host and port (RFC 6454).
    pub fn origin(&self) -> Origin {
        self.url.origin()
    }

    /// The host in A-labels, or an IP address, one of version 6 in brackets.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// The host as people read it, with the port if it is not 443; an international name in both
    /// forms, so that one that only looks like another is seen through.
    pub fn host_display(&self) -> String {
        let port = self.url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let ascii = self.host();
        let unicode = match self.url.host() {
            Some(Host::Domain(domain)) => {
                Uts46::new().to_unicode(domain.as_bytes(), AsciiDenyList::URL, Hyphens::Allow).0
            }
            Some(Host::Ipv4(_) | Host::Ipv6(_)) | None => ascii.into(),
        };
        if unicode == ascii {
            format!("{ascii}{port}")
        } else {
            format!("{unicode}{port} ({ascii}{port})")
        }
    }

    /// Where a well-known document is: `/.well-known/{suffix}` between the host and the issuer's
    /// path (RFC 8414 section 3.1, RFC 8615).
    pub fn well_known(&self, suffix: &str) -> Url {
        let path = self.url.path().trim_end_matches('/');
        let mut url = Url::clone(&self.url);
        url.set_path(&format!("/.well-known/{suffix}{path}"));
        url
    }

    /// The most bytes of an address, as far as servers everywhere take it.
    const MAX: usize = 2048;
}

impl fmt::Debug for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerAddress({})", self.issuer)
    }
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.issuer)
    }
}

impl TryFrom<String> for ServerAddress {
    type Error = AddressError;

    fn try_from(issuer: String) -> Result<Self, AddressError> {
        Self::from_issuer(&issuer)
    }
}

impl From<ServerAddress> for String {
    fn from(address: ServerAddress) -> Self {
        address.issuer
    }
}

/// What was typed can't be a server's address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum AddressError {
    #[error("the address is empty")]
    Empty,
    #[error("the address is too long")]
    TooLong,
    /// A space, a line break, a backslash or an invisible character.
    #[error("the address has a character that no address has")]
    ForbiddenCharacter,
    /// An e-mail was typed into the field of the address.
    #[error("this is an e-mail, not a server's address")]
    Email,
    /// `http://`, which anybody on the way can read.
    #[error("the address is http, not https")]
    Http,
    #[error("the address is {scheme}:, not https:")]
    OtherScheme { scheme: String },
    /// An issuer that does not begin with `https://`.
    #[error("the address does not begin with https://")]
    NoScheme,
    /// `user@` or `user:password@` before the host.
    #[error("the address has a user name")]
    UserInfo,
    #[error("the address has no host")]
    NoHost,
    /// Neither a domain nor an IP address.
    #[error("the host can't be a name")]
    BadHost,
    /// A single word: `server`, where `server.ru` is meant.
    #[error("{word} has no dot")]
    NoDot { word: String },
    #[error("the port is not a number from 1 to 65535")]
    BadPort,
    /// `.` or `..` in the path, or bytes that a URL has to escape.
    #[error("the path can't be part of an address")]
    BadPath,
    #[error("the address has a query")]
    Query,
    #[error("the address has a fragment")]
    Fragment,
}

enum Scheme<'a> {
    None,
    Https,
    Http,
    Mailto,
    Other(&'a str),
}

impl<'a> Scheme<'a> {
    /// The scheme (RFC 3986 section 3.1) and what comes after it and its slashes.
    fn of(text: &'a str) -> (Self, &'a str) {
        let Some((scheme, rest)) = text.split_once(':') else {
            return (Self::None, text);
        };
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        let has_slashes = rest.starts_with("//");
        // `server.ru:8443`, `localhost:x`, `ivan:secret@server.ru`, `fd00::1`.
        let is_authority = scheme.contains('.')
            || scheme.eq_ignore_ascii_case("localhost")
            || rest.starts_with(|c: char| c.is_ascii_digit())
            || (rest.contains('@') && !scheme.eq_ignore_ascii_case("mailto"))
            || text.parse::<Ipv6Addr>().is_ok();
        if !is_scheme || (is_authority && !has_slashes) {
            return (Self::None, text);
        }
        let after = rest.trim_start_matches('/');
        match scheme.to_ascii_lowercase().as_str() {
            "https" => (Self::Https, after),
            "http" => (Self::Http, after),
            "mailto" => (Self::Mailto, after),
            _ => (Self::Other(&scheme[..scheme.len().min(32)]), after),
        }
    }
}

/// An address after its scheme, as written.
struct Parts<'a> {
    host: &'a str,
    port: Option<&'a str>,
    path: &'a str,
}

impl<'a> Parts<'a> {
    /// What a URL parser would forgive is refused: it is more likely a mistake, or a trap.
    fn of(text: &'a str) -> Result<Self, AddressError> {
        if text.chars().any(|c| c.is_whitespace() || c.is_control() || is_mark(c) || c == '\\') {
            return Err(AddressError::ForbiddenCharacter);
        }
        let end = text.find(['/', '?', '#']).unwrap_or(text.len());
        let (authority, rest) = text.split_at(end);
        if authority.contains('@') {
            return Err(AddressError::UserInfo);
        }
        if rest.contains('#') {
            return Err(AddressError::Fragment);
        }
        if rest.contains('?') {
            return Err(AddressError::Query);
        }
        let (host, port) = if authority.parse::<Ipv6Addr>().is_ok() {
            (authority, None)
        } else {
            match authority.rsplit_once(':') {
                Some((host, port)) if !port.contains(']') => (host, Some(port)),
                Some(_) | None => (authority, None),
            }
        };
        if host.is_empty() {
            return Err(AddressError::NoHost);
        }
        let is_port = |port: &str| {
            port.bytes().all(|byte| byte.is_ascii_digit())
                && port.parse::<u16>().is_ok_and(|port| port > 0)
        };
        if port.is_some_and(|port| !is_port(port)) {
            return Err(AddressError::BadPort);
        }
        if host.contains('%') {
            return Err(AddressError::BadHost);
        }
        Ok(Self { host, port, path: rest })
    }

    fn port_suffix(&self) -> String {
        self.port.map(|port| format!(":{port}")).unwrap_or_default()
    }

    fn url(&self, text: &str) -> Result<Url, AddressError> {
        let url = Url::parse(text).map_err(|_| AddressError::BadHost)?;
        match url.host() {
            // `127.1`, `0x7f000001`: nobody reads them as the address that they are.
            Some(Host::Ipv4(_)) if self.host.parse::<Ipv4Addr>().is_err() => {
                Err(AddressError::BadHost)
            }
            _ => Ok(url),
        }
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !local.contains(['/', ':']) && !domain.contains('/')
    })
}

/// A name that DNS can hold (RFC 1035 section 2.3.4), in A-labels; underscores are let through,
/// since names inside of organisations have them.
fn check_domain(domain: &str) -> Result<(), AddressError> {
    let labels = domain.strip_suffix('.').unwrap_or(domain);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    if labels.len() > 253 || !labels.split('.').all(is_label) {
        return Err(AddressError::BadHost);
    }
    if !labels.contains('.') && labels != "localhost" {
        return Err(AddressError::NoDot { word: labels.to_owned() });
    }
    Ok(())
}
