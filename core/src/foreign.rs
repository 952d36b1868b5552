//! The public face as UniFFI carries it to Kotlin and Swift, beside the derives on its types: the
//! types that cross as a text or a number, what values can do there, and the words.
//!
//! It is compiled for the crate `vestibule-ffi` alone (feature `uniffi`). Swift and Kotlin have
//! classes of their own for the types that cross as a text: `ios/Sources/VestibuleFFI` and
//! `android/core`.

use std::path::PathBuf;
use std::time::Duration;

use crate::input::{AddressError, Code, Country, PhoneText, ServerAddress};
use crate::openid::{Redirect, RedirectError};
use crate::text::{self, CountryWords, Labels, ProblemWords, Words};
use crate::{
    Action, ActionKind, Locale, Notice, Problem, Progress, Screen, Secret, Timestamp, VaultKey,
};

uniffi::custom_type!(Timestamp, u64, {
    try_lift: |millis| Ok(Timestamp::from_millis(millis)),
    lower: |moment| moment.millis(),
});

uniffi::custom_type!(Secret, String, {
    try_lift: |text| Ok(Secret::from(text)),
    lower: |secret| secret.expose().to_owned(),
});

uniffi::custom_type!(VaultKey, Vec<u8>, {
    try_lift: |bytes| VaultKey::try_from(bytes),
    lower: |key| key.expose().to_vec(),
});

uniffi::custom_type!(Country, String, {
    try_lift: |code| Ok(Country::parse(&code)?),
    lower: |country| country.code(),
});

uniffi::custom_type!(ServerAddress, String, {
    try_lift: |issuer| Ok(ServerAddress::from_issuer(&issuer)?),
    lower: |address| address.into(),
});

uniffi::custom_type!(Redirect, String, {
    try_lift: |address| Ok(Redirect::parse(&address)?),
    lower: |redirect| redirect.into(),
});

uniffi::custom_type!(PathBuf, String, {
    remote,
    try_lift: |path| Ok(PathBuf::from(path)),
    lower: |path| path.to_string_lossy().into_owned(),
});

impl TryFrom<Vec<u8>> for VaultKey {
    type Error = uniffi::deps::anyhow::Error;

    fn try_from(bytes: Vec<u8>) -> Result<Self, Self::Error> {
        match <[u8; 32]>::try_from(bytes) {
            Ok(bytes) => Ok(Self::from_bytes(bytes)),
            Err(bytes) => Err(uniffi::deps::anyhow::anyhow!("a key of {} bytes", bytes.len())),
        }
    }
}

#[uniffi::export]
impl Screen {
    /// What the person can do here and now; any other action is refused.
    #[uniffi::method(name = "actions")]
    fn foreign_actions(&self) -> Vec<ActionKind> {
        self.actions()
    }

    /// How the request behind this screen fares; none where a screen asks for nothing.
    #[uniffi::method(name = "progress")]
    fn foreign_progress(&self) -> Option<Progress> {
        self.progress().cloned()
    }

    /// The notices that are shown here.
    #[uniffi::method(name = "notices")]
    fn foreign_notices(&self) -> Vec<Notice> {
        self.notices().to_vec()
    }

    /// The screen in words.
    ///
    /// The first call for a language reads its catalogue; no later one does.
    #[uniffi::method(name = "words")]
    fn foreign_words(&self, locale: Locale) -> Words {
        text::words(self, locale)
    }
}

#[uniffi::export]
impl Problem {
    /// It may go by itself: the same request, sent again, can succeed.
    #[uniffi::method(name = "is_passing")]
    fn foreign_is_passing(&self) -> bool {
        self.is_passing()
    }

    /// The problem in words, for where it is told of without a screen.
    ///
    /// On its screen it is [`Words::problem`], which may know more.
    #[uniffi::method(name = "words")]
    fn foreign_words(&self, locale: Locale) -> ProblemWords {
        text::problem(self, locale)
    }
}

#[uniffi::export]
impl Action {
    /// Which action it is.
    #[uniffi::method(name = "kind")]
    fn foreign_kind(&self) -> ActionKind {
        self.kind()
    }
}

#[uniffi::export]
impl Locale {
    /// The BCP 47 tag.
    #[uniffi::method(name = "tag")]
    fn foreign_tag(&self) -> String {
        self.tag().to_owned()
    }

    /// The words of the whole app that belong to no one screen.
    #[uniffi::method(name = "labels")]
    fn foreign_labels(&self) -> Labels {
        text::labels(*self)
    }

    /// The countries that fit what is typed into the search field, all of them for nothing, in the
    /// order of the language's alphabet.
    ///
    /// A country fits by its name or a word of it, by its two letters, and by its calling code,
    /// with or without the `+`.
    #[uniffi::method(name = "countries")]
    fn foreign_countries(&self, search: &str) -> Vec<CountryWords> {
        text::countries(search, *self)
    }

    /// What a country is called.
    #[uniffi::method(name = "country_name")]
    fn foreign_country_name(&self, country: Country) -> String {
        text::country_name(country, *self)
    }

    /// How long something takes: «2 минуты», “1 hour 5 minutes”.
    ///
    /// Two units at most. For screen readers, and wherever no timer runs.
    #[uniffi::method(name = "duration")]
    fn foreign_duration(&self, seconds: u64) -> String {
        text::duration(Duration::from_secs(seconds), *self)
    }

    /// How long until something happens: «через 2 минуты», “in 1 hour 5 minutes”.
    #[uniffi::method(name = "after")]
    fn foreign_after(&self, seconds: u64) -> String {
        text::after(Duration::from_secs(seconds), *self)
    }
}

/// The language of a BCP 47 tag; English for one that there are no words in.
#[uniffi::export]
fn locale_of_tag(tag: &str) -> Locale {
    Locale::from_tag(tag)
}

/// Reads a server's address as people type it: `server.ru` means `https://server.ru`.
#[uniffi::export]
fn parse_server_address(text: &str) -> Result<ServerAddress, NotParsed> {
    ServerAddress::parse(text).map_err(|error| NotParsed::Address { error })
}

/// A server's host as people read it, with the port if it is not 443; an international name in
/// both forms.
#[uniffi::export]
fn server_address_host(address: ServerAddress) -> String {
    address.host_display()
}

/// The country of an ISO 3166-1 alpha-2 code, in letters of either case.
#[uniffi::export]
fn parse_country(code: &str) -> Result<Country, NotParsed> {
    Country::parse(code).map_err(|error| NotParsed::Country { code: error.code })
}

/// A country's calling code (ITU-T E.164), which several countries may share.
#[uniffi::export]
fn country_calling_code(country: Country) -> u32 {
    country.calling_code()
}

/// A phone as it is being typed in a country, grouped as far as it goes: the digits of `text` and
/// no other. A text that is no phone number stays as it is.
#[uniffi::export]
fn group_phone(text: &str, country: Country) -> String {
    PhoneText::typed(text, country).text
}

/// The digits of the one-time code of so many digits in a text, typed or pasted with the message
/// around it: what would be sent. None where there is no whole one, or more than one.
#[uniffi::export]
fn whole_code(text: &str, length: u32) -> Option<String> {
    Code::parse(text, length).ok().map(|code| code.as_str().to_owned())
}

/// Takes an address that browsers hand answers back to, as it is registered with the identity
/// providers.
#[uniffi::export]
fn parse_redirect(address: &str) -> Result<Redirect, NotParsed> {
    Redirect::parse(address).map_err(|error| NotParsed::Redirect { error })
}

/// Why a text is not what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum NotParsed {
    /// It can't be a server's address.
    #[error("no server's address: {error}")]
    Address { error: AddressError },
    /// There is no numbering plan for this code.
    #[error("no country with phones has the code {code:?}")]
    Country { code: String },
    /// No answer can be handed back to this address.
    #[error("no redirect: {error}")]
    Redirect { error: RedirectError },
}
