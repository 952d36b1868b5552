//! The words of every screen and every problem, in Russian and English.
//!
//! A user interface holds no text of its own: [`words`] gives a screen's, [`labels`] what the whole
//! app shares, [`countries`] the list that a phone's country is picked from, and [`duration`] what
//! a screen reader says of a countdown. The catalogues are in `core/locales`.

mod buttons;
mod catalogue;
mod countries;
mod durations;
mod input;
mod isolate;
mod labels;
mod problems;
mod provider;
mod screens;
#[cfg(test)]
mod tests;
mod words;

pub use countries::{countries, country_name};
pub use durations::{after, duration};
pub use labels::{Labels, labels};
pub use words::{
    ButtonRole, ButtonWords, ChoiceWords, CountdownWords, CountryWords, FactWords, FieldWords,
    LinkWords, NoticeWords, ProblemWords, Words,
};

use catalogue::Catalogue;

use crate::{Locale, Problem, Screen};

/// A screen in words.
///
/// The first call for a language reads its catalogue; no later one does.
pub fn words(screen: &Screen, locale: Locale) -> Words {
    screens::words(screen, Catalogue::of(locale))
}

/// A problem in words, for where it is told of without a screen.
///
/// On its screen it is [`Words::problem`], which may know more.
pub fn problem(problem: &Problem, locale: Locale) -> ProblemWords {
    problems::words(problem, Catalogue::of(locale))
}
