use std::fmt;

use serde::{Deserialize, Serialize};

use crate::input::{Country, Phone, PhoneError, PhoneText};

/// A phone as it is being typed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PhoneField {
    pub(super) country: Country,
    pub(super) text: String,
}

impl PhoneField {
    pub(super) fn new(country: Country) -> Self {
        Self { country, text: String::new() }
    }

    /// Takes what the field holds now: formats it, and follows the country that a `+` names.
    pub(super) fn edit(&mut self, text: &str) {
        let typed = PhoneText::typed(text, self.country);
        self.text = typed.text;
        self.country = typed.country;
    }

    pub(super) fn select(&mut self, country: Country) {
        self.country = country;
        self.text = PhoneText::typed(&self.text, country).text;
    }

    pub(super) fn parse(&self) -> Result<Phone, PhoneError> {
        Phone::parse(&self.text, self.country)
    }
}

/// How much is typed, not what: it is somebody's number.
impl fmt::Debug for PhoneField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PhoneField")
            .field("country", &self.country)
            .field("characters", &self.text.chars().count())
            .finish()
    }
}
