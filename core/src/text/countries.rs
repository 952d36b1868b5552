use std::collections::HashMap;
use std::sync::LazyLock;

use super::CountryWords;
use crate::Locale;
use crate::input::Country;

/// What a country is called.
pub fn country_name(country: Country, locale: Locale) -> String {
    let code = country.code();
    let found = Names::of(locale).by_code.get(code.as_str());
    found.map_or_else(|| code.clone(), |name| (*name).to_owned())
}

/// The countries that fit what is typed into the search field, all of them for nothing, in the
/// order of the language's alphabet.
///
/// A country fits by its name or a word of it, by its two letters, and by its calling code, with or
/// without the `+`.
pub fn countries(search: &str, locale: Locale) -> Vec<CountryWords> {
    let search = folded(search.trim());
    let fits = |country: &CountryWords| {
        let name = folded(&country.name);
        let code = country.calling_code.trim_start_matches('+');
        name.starts_with(&search)
            || name.split([' ', '\u{a0}', '-', '(']).any(|word| word.starts_with(&search))
            || country.country.code().eq_ignore_ascii_case(&search)
            || code.starts_with(search.trim_start_matches('+')) && search != "+"
    };
    let all = Names::of(locale).in_order.iter().filter_map(|(code, name)| {
        let country = Country::parse(code).ok()?;
        let calling_code = format!("+{}", country.calling_code());
        Some(CountryWords { country, name: (*name).to_owned(), calling_code })
    });
    all.filter(fits).collect()
}

/// The names of one language (Unicode CLDR), read when the first of them is asked for.
struct Names {
    by_code: HashMap<&'static str, &'static str>,
    in_order: Vec<(&'static str, &'static str)>,
}

impl Names {
    fn of(locale: Locale) -> &'static Self {
        static RU: LazyLock<Names> =
            LazyLock::new(|| Names::read(include_str!("../../locales/ru/countries.txt")));
        static EN: LazyLock<Names> =
            LazyLock::new(|| Names::read(include_str!("../../locales/en/countries.txt")));
        match locale {
            Locale::Ru => &RU,
            Locale::En => &EN,
        }
    }

    /// One country a line: its code, a space, its name.
    fn read(lines: &'static str) -> Self {
        let in_order: Vec<_> = lines.lines().filter_map(|line| line.split_once(' ')).collect();
        Self { by_code: in_order.iter().copied().collect(), in_order }
    }
}

/// As people search: without case, and «е» for «ё».
fn folded(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}
