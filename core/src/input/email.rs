use std::fmt;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use serde::{Deserialize, Serialize};

use super::text::{is_mark, nfc, trimmed};

/// An e-mail address, international ones too (RFC 5321, RFC 6531).
///
/// The local part is kept as typed, in NFC (RFC 6532 section 3.1); its case is the server's to
/// judge. The domain is kept in both forms of UTS #46: U-labels for people, A-labels for the wire.
///
/// Quoted local parts (`"a b"@corp.example`) are refused: RFC 5321 section 4.1.2 tells hosts to
/// avoid mailboxes that need them, and much of the world's mail software can't write to one.
/// Address literals (`ivan@[192.0.2.1]`) are refused as well: servers are found by domain.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email {
    /// As people read it.
    address: String,
    /// Bytes of the local part in it.
    local: usize,
    /// A-labels.
    domain: String,
}

impl Email {
    /// Reads an address, typed or pasted: with spaces around it, as a `mailto:` link (RFC 6068), or
    /// with a name as mail apps copy it (`Ivan <ivan@corp.example>`).
    ///
    /// # Errors
    ///
    /// [`EmailError`].
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        if text.len() > Self::MAX_BYTES_TYPED {
            return Err(EmailError::TooLong);
        }
        let bare = bare(text);
        if bare.is_empty() {
            return Err(EmailError::Empty);
        }
        let (local, domain) = bare.split_once('@').ok_or(EmailError::NoAt)?;
        if domain.contains('@') {
            return Err(EmailError::SeveralAts);
        }
        if local.is_empty() {
            return Err(EmailError::NoLocalPart);
        }
        if domain.is_empty() {
            return Err(EmailError::NoDomain);
        }
        let local = nfc(local);
        if !is_dot_string(&local) {
            return Err(EmailError::BadLocalPart);
        }
        let ascii = domain_to_ascii(domain).ok_or(EmailError::BadDomain)?;
        if local.len() > Self::MAX_LOCAL || local.len() + 1 + ascii.len() > Self::MAX {
            return Err(EmailError::TooLong);
        }
        let (unicode, _) =
            Uts46::new().to_unicode(ascii.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast);
        Ok(Self { address: format!("{local}@{unicode}"), local: local.len(), domain: ascii })
    }

    /// The address as people read it.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// What stands before the `@`, as typed.
    pub fn local(&self) -> &str {
        &self.address[..self.local]
    }

    /// The domain in A-labels.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The `acct` URI (RFC 7565) by which WebFinger asks for this address (protocol section 2); a
    /// query encodes it once more.
    pub fn acct(&self) -> String {
        let mut uri = String::from("acct:");
        for byte in self.local().bytes() {
            if is_userpart(byte) {
                uri.push(char::from(byte));
            } else {
                uri.push_str(&format!("%{byte:02X}"));
            }
        }
        uri + "@" + &self.domain
    }

    /// For logs: the first letter and the domain.
    pub fn masked(&self) -> String {
        let first = self.local().chars().next().filter(|_| self.local().chars().nth(1).is_some());
        format!("{}…@{}", first.map(String::from).unwrap_or_default(), self.domain)
    }

    /// RFC 5321 section 4.5.3.1.3: a path has 256 octets, its angle brackets among them.
    const MAX: usize = 254;
    /// RFC 5321 section 4.5.3.1.1.
    const MAX_LOCAL: usize = 64;
    /// With a name, a link and what it says around it.
    const MAX_BYTES_TYPED: usize = 4096;
}

/// Masked.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", self.masked())
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.address)
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, EmailError> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.address
    }
}

/// What was typed can't be an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum EmailError {
    #[error("the e-mail is empty")]
    Empty,
    #[error("the e-mail has no @")]
    NoAt,
    #[error("the e-mail has several @")]
    SeveralAts,
    #[error("there is nothing before the @")]
    NoLocalPart,
    /// A space, a dot in the wrong place, or a character that is not allowed there.
    #[error("what stands before the @ can't be a mailbox")]
    BadLocalPart,
    #[error("there is nothing after the @")]
    NoDomain,
    #[error("what stands after the @ can't be a domain")]
    BadDomain,
    /// More than 64 octets before the `@`, or 254 in all.
    #[error("the e-mail is too long")]
    TooLong,
}

/// The address without what it was pasted with.
fn bare(text: &str) -> String {
    let mut bare = trimmed(text);
    if let Some((_, rest)) = bare.rsplit_once('<')
        && let Some((inside, "")) = rest.split_once('>')
    {
        bare = trimmed(inside);
    }
    let bare = bare.trim_end_matches([',', ';']);
    let link = bare.get(.."mailto:".len()).filter(|head| head.eq_ignore_ascii_case("mailto:"));
    let Some(link) = link else {
        return bare.to_owned();
    };
    let address = bare[link.len()..].split('?').next().unwrap_or_default();
    // What a form would read as its own.
    let address = address.replace('+', "%2B").replace('=', "%3D").replace('&', "%26");
    url::form_urlencoded::parse(address.as_bytes())
        .next()
        .map(|(address, _)| trimmed(&address).to_owned())
        .unwrap_or_default()
}

/// `Dot-string` of RFC 5321 section 4.1.2 with the characters of RFC 6531 section 3.3.
fn is_dot_string(local: &str) -> bool {
    local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atext))
}

fn is_atext(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    }
    !c.is_control() && !c.is_whitespace() && !is_mark(c) && c != char::REPLACEMENT_CHARACTER
}

/// A fully qualified domain (RFC 5321 section 2.3.5) in A-labels; its last label is not a number
/// (RFC 3696 section 2).
fn domain_to_ascii(domain: &str) -> Option<String> {
    let ascii = Uts46::new()
        .to_ascii(
            domain.as_bytes(),
            AsciiDenyList::STD3,
            Hyphens::CheckFirstLast,
            DnsLength::Verify,
        )
        .ok()?;
    let (_, last) = ascii.rsplit_once('.')?;
    (!last.bytes().all(|byte| byte.is_ascii_digit())).then(|| ascii.into_owned())
}

/// `unreserved` and `sub-delims` of RFC 3986, which a `userpart` holds as they are.
fn is_userpart(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=".contains(&byte)
}
