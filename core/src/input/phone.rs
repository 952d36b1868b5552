use std::fmt;

use rlibphonenumber::{
    NumberLengthType, PHONE_NUMBER_UTIL, ParseError, PhoneNumber, PhoneNumberFormat,
    PhoneNumberType, ValidationError,
};
use serde::{Deserialize, Serialize};

use super::Country;
use super::text::{digit, is_dash, is_mark, trimmed};

/// A phone number in E.164, one that its numbering plan has (libphonenumber's metadata).
///
/// Deserialising takes any E.164 number: plans change, and what was a phone stays one.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Reads a number as people write it in `country`, or with the calling code of any: `+`, the
    /// prefix dialled for abroad there, or `00` and `011`.
    ///
    /// Digits of every script, brackets, spaces, dashes, a label before it and `tel:` links
    /// (RFC 3966) are understood.
    ///
    /// # Errors
    ///
    /// [`PhoneError`].
    pub fn parse(text: &str, country: Country) -> Result<Self, PhoneError> {
        if trimmed(text).is_empty() {
            return Err(PhoneError::Empty);
        }
        let dialled = Dialled::read(text).ok_or(PhoneError::NotANumber)?;
        match dialled.digits.len() {
            0 => return Err(PhoneError::NotANumber),
            1..=2 => return Err(PhoneError::TooShort),
            3..=Dialled::MAX_DIGITS => {}
            _ => return Err(PhoneError::TooLong),
        }
        let read = dialled.number(country).and_then(in_use).or_else(|error| {
            match dialled.to_abroad(country) {
                Some(abroad) => abroad.number(country).and_then(in_use),
                None => Err(dialled.without_national_prefix(country).unwrap_or(error)),
            }
        });
        read.map(|number| Self(number.format_as(PhoneNumberFormat::E164).into_owned()))
    }

    /// The number in E.164: `+79123456789`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as people read it anywhere: `+7 912 345-67-89`.
    pub fn international(&self) -> String {
        self.number().map_or_else(
            || self.0.clone(),
            |number| number.format_as(PhoneNumberFormat::International).into_owned(),
        )
    }

    /// Where the number belongs; none for plans of no country, as satellite phones have.
    pub fn country(&self) -> Option<Country> {
        Country::of(self.number()?.get_region_code()?)
    }

    /// For logs: the calling code and the last two digits.
    pub fn masked(&self) -> String {
        let code = self.number().map(|number| number.country_code.to_string());
        format!("+{}…{}", code.unwrap_or_default(), &self.0[self.0.len() - 2..])
    }

    fn number(&self) -> Option<PhoneNumber> {
        PHONE_NUMBER_UTIL.parse(&self.0, None).ok()
    }
}

/// Masked.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

/// For people: [`Phone::international`].
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.international())
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;

    fn try_from(text: String) -> Result<Self, PhoneError> {
        let digits = text.strip_prefix('+').ok_or(PhoneError::NotANumber)?;
        match digits.len() {
            ..=3 => Err(PhoneError::TooShort),
            4..=Dialled::MAX_DIGITS if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Ok(Self(text))
            }
            4..=Dialled::MAX_DIGITS => Err(PhoneError::NotANumber),
            _ => Err(PhoneError::TooLong),
        }
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

/// What was typed can't be a phone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum PhoneError {
    #[error("the phone is empty")]
    Empty,
    /// Letters, an extension, several numbers.
    #[error("this is not a phone number")]
    NotANumber,
    #[error("the phone has too few digits")]
    TooShort,
    #[error("the phone has too many digits")]
    TooLong,
    /// No country has what comes after the `+`.
    #[error("no country has this calling code")]
    UnknownCallingCode,
    /// Its length is right, and yet its country has no such number.
    #[error("there is no such number in its country")]
    NotInUse,
}

/// What a person would dial: ASCII digits, and whether a `+` stands before them.
pub(super) struct Dialled {
    pub(super) plus: bool,
    pub(super) digits: String,
}

impl Dialled {
    /// A prefix for abroad, a calling code and the longest number that libphonenumber knows of.
    pub(super) const MAX_DIGITS: usize = 24;
    const MAX_BYTES: usize = 512;

    /// Reads what can be dialled; none where the text is something else.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = trimmed(text);
        if text.len() > Self::MAX_BYTES {
            return None;
        }
        match text.get(..4) {
            Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => Self::read_link(&text[4..]),
            _ => Self::read_text(text),
        }
    }

    /// libphonenumber's reading of it.
    pub(super) fn number(&self, country: Country) -> Result<PhoneNumber, PhoneError> {
        let plus = if self.plus { "+" } else { "" };
        PHONE_NUMBER_UTIL.parse(format!("{plus}{}", self.digits), Some(country.region())).map_err(
            |error| match error {
                ParseError::InvalidCountryCode => PhoneError::UnknownCallingCode,
                ParseError::NotANumber(_) => PhoneError::NotANumber,
                ParseError::TooShortAfterIdd | ParseError::TooShortNsn => PhoneError::TooShort,
                ParseError::TooLongNsn => PhoneError::TooLong,
            },
        )
    }

    /// With the prefix that most of the world, or North America, dials for abroad as a `+`: the
    /// latter only where no number of the country itself can begin so.
    fn to_abroad(&self, country: Country) -> Option<Self> {
        let north_american = || {
            country.national_prefix().filter(|prefix| !prefix.starts_with('0'))?;
            self.digits.strip_prefix("011")
        };
        let digits = self.digits.strip_prefix("00").or_else(north_american)?;
        (!self.plus).then(|| Self { plus: true, digits: digits.to_owned() })
    }

    /// What is wrong with the digits after the national prefix, where it was dialled: libphonenumber
    /// takes 8 912 345-67-8 for a number of ten digits that is not in use.
    fn without_national_prefix(&self, country: Country) -> Option<PhoneError> {
        let rest = self.digits.strip_prefix(country.national_prefix()?)?;
        let digits = format!("{}{rest}", country.calling_code());
        let dialled = (!self.plus).then_some(Self { plus: true, digits })?;
        dialled.number(country).and_then(in_use).err()
    }

    /// The rest of a `tel` URI (RFC 3966): visual separators, `phone-context`; a number with an
    /// extension is one that no SMS reaches.
    fn read_link(link: &str) -> Option<Self> {
        let mut parameters = link.split(';');
        let mut number =
            parameters.next()?.replace("%20", " ").replace("%2B", "+").replace("%2b", "+");
        for parameter in parameters {
            match parameter.split_once('=') {
                Some(("phone-context", context)) if context.starts_with('+') => {
                    number.insert_str(0, context);
                }
                Some(("ext" | "isub", _)) => return None,
                _ => {}
            }
        }
        Self::read_text(&number)
    }

    fn read_text(text: &str) -> Option<Self> {
        let is_beginning = |c: char| is_plus(c) || digit(c).is_some();
        let number = &text[text.find(is_beginning).unwrap_or(text.len())..];
        let label = &text[..text.len() - number.len()];
        if label.contains(['*', '#', '@']) {
            return None;
        }
        let mut dialled = Self { plus: false, digits: String::new() };
        for c in number.chars() {
            if let Some(digit) = digit(c) {
                dialled.digits.push(digit);
            } else if is_plus(c) && !dialled.plus && dialled.digits.is_empty() {
                dialled.plus = true;
            } else if !is_separator(c) {
                return None;
            }
        }
        Some(dialled)
    }
}

/// Stands in a written number for the eye alone.
pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || is_mark(c) || "()[]./~_·•‧・（）［］．／ー".contains(c)
}

fn is_plus(c: char) -> bool {
    matches!(c, '+' | '\u{FF0B}' | '\u{FE62}')
}

/// The number, if its plan has it.
fn in_use(number: PhoneNumber) -> Result<PhoneNumber, PhoneError> {
    if number.is_valid() {
        return Ok(number);
    }
    let length = match number.is_possible_with_reason() {
        // Between the lengths that its country has: what it is against a mobile phone's.
        Err(ValidationError::InvalidLength) => PHONE_NUMBER_UTIL
            .is_possible_number_for_type_with_reason(&number, PhoneNumberType::Mobile),
        length => length,
    };
    Err(match length {
        Ok(NumberLengthType::IsPossible) | Err(ValidationError::InvalidLength) => {
            PhoneError::NotInUse
        }
        Ok(NumberLengthType::IsPossibleLocalOnly) | Err(ValidationError::TooShort) => {
            PhoneError::TooShort
        }
        Err(ValidationError::TooLong) => PhoneError::TooLong,
        Err(ValidationError::InvalidCountryCode) => PhoneError::UnknownCallingCode,
    })
}
