use super::*;

#[test]
fn every_label_of_the_app_has_words() {
    for locale in Locale::ALL {
        for text in label_texts(locale) {
            assert!(!text.is_empty() && !text.contains('{'), "{locale:?} {text}");
        }
    }
}

#[test]
fn a_language_calls_itself_by_its_own_name() {
    assert_eq!(labels(Locale::Ru).language, "Русский");
    assert_eq!(labels(Locale::En).language, "English");
}
