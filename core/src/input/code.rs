use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::text::{digit, is_dash, is_mark};
use crate::Secret;

/// A one-time code: so many digits, as the server announced.
///
/// It is wiped from memory when dropped, never shown by [`std::fmt::Debug`] and never serialised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(Secret);

impl Code {
    /// Reads a code of `length` digits, typed or pasted with the message around it.
    ///
    /// Digits of every script count; spaces and dashes may stand between them. In a longer text the
    /// only number of that length is the code.
    ///
    /// # Errors
    ///
    /// [`CodeError`].
    pub fn parse(text: &str, length: u32) -> Result<Self, CodeError> {
        let wanted = usize::try_from(length).unwrap_or(usize::MAX);
        let plain = plain(text);
        let is_digits_alone = !plain.contains(OTHER);
        let count = digits(&plain).count();
        match count {
            0 if is_digits_alone => Err(CodeError::Empty),
            _ if !is_digits_alone => number(&plain, wanted)
                .map(|number| Self(Secret::from(digits(number).collect::<String>())))
                .ok_or(CodeError::NotFound { length }),
            _ if count < wanted => Err(CodeError::TooShort { length }),
            _ if count > wanted => Err(CodeError::TooLong { length }),
            _ => Ok(Self(Secret::from(digits(&plain).collect::<String>()))),
        }
    }

    /// The text holds a whole code: it can be sent without waiting for a tap.
    pub fn is_complete(text: &str, length: u32) -> bool {
        Self::parse(text, length).is_ok()
    }

    /// The digits, for the one place that sends them.
    pub fn as_str(&self) -> &str {
        self.0.expose()
    }
}

/// What was typed is no code of the length that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CodeError {
    #[error("the code is empty")]
    Empty,
    #[error("the code has {length} digits, these are fewer")]
    TooShort { length: u32 },
    #[error("the code has {length} digits, these are more")]
    TooLong { length: u32 },
    /// A text with no number of that length, or with several.
    #[error("the text has no single number of {length} digits")]
    NotFound { length: u32 },
}

/// Stands for what may be between two digits of a code.
const GAP: char = '-';
/// Stands for what may not.
const OTHER: char = '?';

/// The text in ASCII digits, [`GAP`]s and [`OTHER`]s; cut where no message with a code goes on.
fn plain(text: &str) -> Zeroizing<String> {
    const MAX: usize = 1000;

    // Never grows: a string that does leaves copies behind.
    let mut plain = Zeroizing::new(String::with_capacity(MAX));
    plain.extend(text.chars().filter(|c| !is_mark(*c)).take(MAX).map(|c| match digit(c) {
        Some(digit) => digit,
        None if c.is_whitespace() || is_dash(c) => GAP,
        None => OTHER,
    }));
    plain
}

/// The only number of so many digits: written in one, else with gaps of one character.
fn number(plain: &str, wanted: usize) -> Option<&str> {
    let in_one = plain.split([GAP, OTHER]);
    let with_gaps = plain.split(OTHER).flat_map(|part| part.split("--"));
    only(in_one, wanted).or_else(|| only(with_gaps, wanted))
}

fn only<'a>(numbers: impl Iterator<Item = &'a str>, wanted: usize) -> Option<&'a str> {
    let mut fitting = numbers.filter(|number| wanted > 0 && digits(number).count() == wanted);
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

fn digits(plain: &str) -> impl Iterator<Item = char> {
    plain.chars().filter(char::is_ascii_digit)
}
