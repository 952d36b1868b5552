use std::collections::BTreeSet;

use super::*;
use crate::input::Country;

#[test]
fn every_country_has_a_name_in_every_language() {
    for locale in Locale::ALL {
        for country in Country::all() {
            let name = country_name(*country, locale);
            assert!(name.chars().count() > 2, "{locale:?} {country:?} {name}");
        }
        let listed = countries("", locale);
        let codes: BTreeSet<_> = listed.iter().map(|one| one.country).collect();
        assert_eq!(codes, Country::all().iter().copied().collect());
        assert_eq!(listed.len(), codes.len(), "a country is there twice");
    }
}

#[test]
fn no_two_countries_have_one_name() {
    for locale in Locale::ALL {
        let listed = countries("", locale);
        let names: BTreeSet<_> = listed.iter().map(|one| &one.name).collect();
        assert_eq!(names.len(), listed.len(), "{locale:?}");
    }
}

#[test]
fn the_list_stands_in_the_order_of_its_language() {
    let first = |locale| countries("", locale)[..3].iter().map(|one| one.name.clone()).collect();
    let russian: Vec<String> = first(Locale::Ru);
    let english: Vec<String> = first(Locale::En);

    assert_eq!(russian, ["Австралия", "Австрия", "Азербайджан"]);
    assert_eq!(english, ["Afghanistan", "Åland Islands", "Albania"]);
}

#[test]
fn a_country_is_found_as_people_look_for_it() {
    let table = [
        (Locale::Ru, "рос", "RU"),
        (Locale::Ru, " РОССИЯ ", "RU"),
        (Locale::Ru, "ru", "RU"),
        (Locale::Ru, "+7", "RU"),
        (Locale::Ru, "7", "KZ"),
        (Locale::Ru, "375", "BY"),
        (Locale::Ru, "ислам", ""),
        (Locale::Ru, "гвинея", "PG"),
        (Locale::Ru, "корея", "KR"),
        (Locale::En, "arab", "AE"),
        (Locale::En, "keeling", "CC"),
        (Locale::En, "+", ""),
        (Locale::En, "9999", ""),
    ];
    for (locale, search, code) in table {
        let found = countries(search, locale);
        let is_found = found.iter().any(|one| one.country.code() == code);
        assert_eq!(is_found, !code.is_empty(), "{search:?} {found:?}");
        assert!(found.len() < 60, "{search:?} finds {}", found.len());
    }
}
