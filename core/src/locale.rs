use serde::{Deserialize, Serialize};

/// A language that the words come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Locale {
    /// Russian, the product's first language.
    #[default]
    Ru,
    /// English.
    En,
}

impl Locale {
    /// Every language, in the order of a language menu.
    pub const ALL: [Self; 2] = [Self::Ru, Self::En];

    /// The language of a BCP 47 tag; English for one that there are no words in.
    pub fn from_tag(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("ru") { Self::Ru } else { Self::En }
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }
}
