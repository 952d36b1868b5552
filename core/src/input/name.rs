use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::text::{is_mark, nfc};

/// A person's name, in NFC (UAX #15), its words one space apart.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

impl Name {
    /// Reads a name of at most `max` characters as people count them: extended grapheme clusters
    /// (UAX #29).
    ///
    /// White space of every kind, line breaks too, becomes one space. Marks of direction and zero
    /// width, which come along with pasted text and could turn a screen's words around, are left
    /// out; joiners stay, for emoji and the scripts that need them.
    ///
    /// # Errors
    ///
    /// [`NameError`].
    pub fn parse(text: &str, max: u32) -> Result<Self, NameError> {
        let too_long = NameError::TooLong { max };
        if text.len() > Self::MAX_BYTES_TYPED {
            return Err(too_long);
        }
        let visible: String = text.chars().filter(|c| !is_mark(*c)).collect();
        let name = nfc(&visible.split_whitespace().collect::<Vec<_>>().join(" "));
        if name.chars().all(is_blank) {
            return Err(NameError::Empty);
        }
        if name.chars().any(is_forbidden) {
            return Err(NameError::ForbiddenCharacter);
        }
        let max = usize::try_from(max).unwrap_or(usize::MAX);
        if name.len() > Self::MAX_BYTES || name.graphemes(true).nth(max).is_some() {
            return Err(too_long);
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A character can be any number of bytes long: accents are stacked without end.
    const MAX_BYTES: usize = 1024;
    const MAX_BYTES_TYPED: usize = 4 * Self::MAX_BYTES;
}

/// Hidden: names of persons stay out of logs.
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(…)")
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Name {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        Self::parse(&text, u32::MAX)
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

/// What was typed can't be a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum NameError {
    /// Also where nothing of it can be seen.
    #[error("the name is empty")]
    Empty,
    #[error("the name is longer than {max} characters")]
    TooLong { max: u32 },
    /// A control character, or one that no script has.
    #[error("the name has a character that no name has")]
    ForbiddenCharacter,
}

/// Takes room at most: joiners, variation selectors, fillers.
fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{34F}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200C}'
            | '\u{200D}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FFA0}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Control characters, private use, noncharacters, and the mark of bytes that were no text.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || c == char::REPLACEMENT_CHARACTER
        || u32::from(c) & 0xFFFE == 0xFFFE
        || matches!(
            c,
            '\u{E000}'..='\u{F8FF}'
                | '\u{FDD0}'..='\u{FDEF}'
                | '\u{F0000}'..='\u{FFFFD}'
                | '\u{100000}'..='\u{10FFFD}'
        )
}
