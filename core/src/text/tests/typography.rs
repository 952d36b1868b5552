use super::catalogues::messages;
use super::*;

#[test]
fn every_text_is_set_as_its_language_sets_texts() {
    for locale in Locale::ALL {
        for text in all_texts(locale) {
            for bad in
                ["\"", "'", "...", "  ", " ,", " .", " :", " ;", " !", " ?", "!", " —", " - "]
            {
                assert!(!text.contains(bad), "{locale:?} has “{bad}” in: {text}");
            }
            let foreign_quotes = match locale {
                Locale::Ru => ['“', '”', '‘', '’'],
                Locale::En => ['«', '»', '„', '‘'],
            };
            assert!(!text.contains(foreign_quotes), "{locale:?} has foreign quotes in: {text}");
            assert_eq!(text.trim(), text, "{locale:?} has white space around: {text}");
        }
    }
}

#[test]
fn a_number_is_kept_together_with_what_it_counts() {
    let numbers = ["$count", "$length", "$max", "$year"];
    for locale in Locale::ALL {
        for text in all_texts(locale) {
            for number in numbers {
                let broken = format!("{number} ");
                let is_date = locale == Locale::En && number == "$year";
                assert!(is_date || !text.contains(&broken), "{locale:?}: {text}");
            }
        }
    }
}

#[test]
fn russian_is_written_with_its_letter_yo() {
    let words = ["еще", "ее", "нее", "идет", "свое", "мое", "твое", "чье", "ждем", "счет"];
    let beginnings = ["учетн", "придет", "найдет", "введен", "отчет", "надежн", "пришлем"];
    for text in all_texts(Locale::Ru) {
        for word in text.to_lowercase().split(|letter: char| !letter.is_alphabetic()) {
            let is_bad =
                words.contains(&word) || beginnings.iter().any(|bad| word.starts_with(bad));
            assert!(!is_bad, "“{word}” in: {text}");
        }
    }
}

#[test]
fn no_text_says_that_something_went_wrong() {
    let empty_words = [
        "что-то пошло не так",
        "произошла ошибка",
        "неизвестная ошибка",
        "something went wrong",
        "an error occurred",
        "unknown error",
        "oops",
    ];
    for locale in Locale::ALL {
        for text in all_texts(locale) {
            for bad in empty_words {
                assert!(!text.to_lowercase().contains(bad), "{locale:?}: {text}");
            }
        }
    }
}

/// Every form of every message as it is written.
fn all_texts(locale: Locale) -> Vec<String> {
    messages(locale)
        .flat_map(|message| {
            message.patterns().flat_map(|pattern| pattern.forms.clone()).collect::<Vec<_>>()
        })
        .collect()
}
