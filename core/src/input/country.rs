use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use rlibphonenumber::interfaces::AsOriginal;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType, Region};
use serde::{Deserialize, Serialize};

/// A country that has phones: an ISO 3166-1 alpha-2 code that libphonenumber knows.
///
/// Serialised as its two letters; an unknown code is refused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country(Region);

impl Country {
    /// The product's first country.
    pub const RUSSIA: Self = Self(Region::RU);

    /// The country of a code, in letters of either case.
    ///
    /// # Errors
    ///
    /// [`UnknownCountry`] where it is no code, or one without a numbering plan.
    pub fn parse(code: &str) -> Result<Self, UnknownCountry> {
        Region::from_code(code.trim())
            .ok()
            .and_then(Self::of)
            .ok_or_else(|| UnknownCountry { code: code.chars().take(8).collect() })
    }

    /// Every country, by code.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Country>> = LazyLock::new(|| {
            let mut all: Vec<_> =
                PHONE_NUMBER_UTIL.get_supported_regions().filter_map(Country::of).collect();
            all.sort_unstable_by_key(Country::code);
            all
        });
        &ALL
    }

    /// The two letters, upper case.
    pub fn code(&self) -> String {
        self.0.to_string()
    }

    /// The calling code (ITU-T E.164), which several countries may share.
    pub fn calling_code(&self) -> u32 {
        PHONE_NUMBER_UTIL
            .get_country_code_for_region(self.0)
            .and_then(|code| u32::try_from(code).ok())
            .unwrap_or_default()
    }

    /// A mobile number of this country as one would type it there, for an empty field.
    pub fn example(&self) -> String {
        [PhoneNumberType::Mobile, PhoneNumberType::FixedLine]
            .into_iter()
            .find_map(|kind| {
                PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(self.0, kind).ok()
            })
            .map(|phone| phone.format_as(PhoneNumberFormat::National).into_owned())
            .unwrap_or_default()
    }

    /// The country of a numbering plan; none for plans of no country (+800, +882 …).
    pub(super) fn of(region: Region) -> Option<Self> {
        (region != Region::World && PHONE_NUMBER_UTIL.get_country_code_for_region(region).is_some())
            .then_some(Self(region))
    }

    /// What is dialled before a number within the country; none where nothing is.
    pub(super) fn national_prefix(self) -> Option<&'static str> {
        let metadata = PHONE_NUMBER_UTIL.as_original().get_metadata_for_region(self.0)?;
        Some(metadata.original.national_prefix()).filter(|prefix| !prefix.is_empty())
    }

    pub(super) fn region(self) -> Region {
        self.0
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.0)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for Country {
    type Err = UnknownCountry;

    fn from_str(code: &str) -> Result<Self, UnknownCountry> {
        Self::parse(code)
    }
}

impl TryFrom<String> for Country {
    type Error = UnknownCountry;

    fn try_from(code: String) -> Result<Self, UnknownCountry> {
        Self::parse(&code)
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code()
    }
}

/// There is no numbering plan for this code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("no country with phones has the code {code:?}")]
pub struct UnknownCountry {
    pub code: String,
}
