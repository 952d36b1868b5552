use super::catalogue::Catalogue;
use crate::Locale;

/// The words of the whole app that belong to no one screen.
///
/// Many of them are only heard: they name for screen readers what is drawn as a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Labels {
    /// The language's own name, for a menu of languages.
    pub language: String,
    /// The arrow back.
    pub back: String,
    /// The cross.
    pub close: String,
    /// ⋯, which holds «Редактировать».
    pub more: String,
    /// A person's picture.
    pub avatar: String,
    pub take_picture: String,
    pub pick_picture: String,
    /// A turning wheel without a text of its own.
    pub loading: String,
    /// Goes before a problem, or names its sign.
    pub error: String,
    pub required: String,
    pub clear: String,
    pub show_password: String,
    pub hide_password: String,
    /// The button that shows a phone's country and opens the list.
    pub country: String,
    /// The title of the list of countries.
    pub countries: String,
    pub search_countries: String,
    /// Stands in place of an empty list.
    pub no_countries: String,
    pub copy: String,
    pub copied: String,
    pub no_browser: String,
}

/// The words of the whole app in a language.
pub fn labels(locale: Locale) -> Labels {
    let catalogue = Catalogue::of(locale);
    Labels {
        language: catalogue.say("label-language"),
        back: catalogue.say("label-back"),
        close: catalogue.say("label-close"),
        more: catalogue.say("label-more"),
        avatar: catalogue.say("label-avatar"),
        take_picture: catalogue.say("label-take-picture"),
        pick_picture: catalogue.say("label-pick-picture"),
        loading: catalogue.say("label-loading"),
        error: catalogue.say("label-error"),
        required: catalogue.say("label-required"),
        clear: catalogue.say("label-clear"),
        show_password: catalogue.say("label-show-password"),
        hide_password: catalogue.say("label-hide-password"),
        country: catalogue.say("label-country"),
        countries: catalogue.say("label-countries"),
        search_countries: catalogue.say("label-search-countries"),
        no_countries: catalogue.say("label-no-countries"),
        copy: catalogue.say("label-copy"),
        copied: catalogue.say("label-copied"),
        no_browser: catalogue.say("label-no-browser"),
    }
}
