use std::fmt;

use serde::{Deserialize, Serialize};

use super::text::{is_mark, trimmed};
use crate::Secret;

/// The name by which an organisation knows a person: `ivanov`, `CORP\ivanov`, an e-mail.
///
/// Kept as typed but for spaces around it: only the organisation knows what it may hold.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Login(String);

impl Login {
    /// The most characters of a login; Active Directory's own bound is 256.
    pub const MAX: u32 = 256;

    /// Reads a login.
    ///
    /// # Errors
    ///
    /// [`LoginError`].
    pub fn parse(text: &str) -> Result<Self, LoginError> {
        let login = trimmed(text);
        if login.is_empty() {
            return Err(LoginError::Empty);
        }
        if is_longer(login, Self::MAX) {
            return Err(LoginError::TooLong { max: Self::MAX });
        }
        if login.chars().any(|c| c.is_control() || is_mark(c)) {
            return Err(LoginError::ForbiddenCharacter);
        }
        Ok(Self(login.to_owned()))
    }

    /// The login as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Hidden: it is often an e-mail.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Login {
    type Error = LoginError;

    fn try_from(text: String) -> Result<Self, LoginError> {
        Self::parse(&text)
    }
}

impl From<Login> for String {
    fn from(login: Login) -> Self {
        login.0
    }
}

/// What was typed can't be a login.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum LoginError {
    #[error("the login is empty")]
    Empty,
    #[error("the login is longer than {max} characters")]
    TooLong { max: u32 },
    /// A line break or another character that nothing shows.
    #[error("the login has an invisible character")]
    ForbiddenCharacter,
}

/// A password, byte for byte as typed: spaces around it are part of it.
///
/// It is wiped from memory when dropped, never shown by [`std::fmt::Debug`] and never serialised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Password(Secret);

impl Password {
    /// The most characters of a password: more is a paste gone wrong.
    pub const MAX: u32 = 1024;

    /// Takes a password.
    ///
    /// # Errors
    ///
    /// [`PasswordError`].
    pub fn parse(text: &str) -> Result<Self, PasswordError> {
        if text.is_empty() {
            return Err(PasswordError::Empty);
        }
        if is_longer(text, Self::MAX) {
            return Err(PasswordError::TooLong { max: Self::MAX });
        }
        Ok(Self(text.into()))
    }

    /// The password, for the one place that sends it.
    pub fn as_str(&self) -> &str {
        self.0.expose()
    }
}

/// What was typed can't be a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum PasswordError {
    #[error("the password is empty")]
    Empty,
    #[error("the password is longer than {max} characters")]
    TooLong { max: u32 },
}

fn is_longer(text: &str, max: u32) -> bool {
    usize::try_from(max).is_ok_and(|max| text.chars().nth(max).is_some())
}
