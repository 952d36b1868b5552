use std::time::{Duration, Instant};

use vestibule::input::{Country, Phone, PhoneText};

/// The country, what each key leaves in the field, and the country there at the end.
type Case = (&'static str, &'static [&'static str], &'static str);

#[rustfmt::skip]
const TABLE: &[Case] = &[
    ("RU", &["8", "8 (9", "8 (91", "8 (912", "8 (912) 3", "8 (912) 34", "8 (912) 345", "8 (912) 345-6", "8 (912) 345-67", "8 (912) 345-67-8", "8 (912) 345-67-89"], "RU"),
    ("RU", &["9", "91", "912", "912 3", "912 34", "912 345", "912 345-6", "912 345-67", "912 345-67-8", "912 345-67-89"], "RU"),
    ("RU", &["+", "+7", "+7 9", "+7 91", "+7 912", "+7 912 3", "+7 912 34", "+7 912 345", "+7 912 345-6", "+7 912 345-67", "+7 912 345-67-8", "+7 912 345-67-89"], "RU"),
    ("RU", &["8", "8 (8", "8 (80", "8 (800", "8 (800) 5", "8 (800) 55", "8 (800) 555", "8 (800) 555-3", "8 (800) 555-35", "8 (800) 555-35-3", "8 (800) 555-35-35"], "RU"),
    ("RU", &["8", "81", "810", "810 4", "810 44", "810 44 2", "810 44 20", "810 44 20 7", "810 44 20 79", "810 44 20 794", "810 44 20 7946", "810 44 20 7946 0", "810 44 20 7946 09", "810 44 20 7946 095", "810 44 20 7946 0958"], "RU"),
    ("RU", &["+", "+7", "+7 7", "+7 70", "+7 701", "+7 701 1", "+7 701 12", "+7 701 123", "+7 701 123 4", "+7 701 123 45", "+7 701 123 456", "+7 701 123 4567"], "KZ"),
    ("RU", &["+", "+3", "+37", "+375", "+375 2", "+375 29", "+375 29 1", "+375 29 12", "+375 29 123", "+375 29 123-4", "+375 29 123-45", "+375 29 123-45-6", "+375 29 123-45-67"], "BY"),
    ("RU", &["+", "+8", "+80", "+800", "+800 1", "+800 12", "+800 123", "+800 1234", "+800 1234 5", "+800 1234 56", "+800 1234 567", "+800 1234 5678"], "RU"),
    ("RU", &["+", "+9", "+99", "+999", "+9991"], "RU"),
    ("KZ", &["8", "8 (7", "8 (70", "8 (701", "8 (701) 1", "8 (701) 12", "8 (701) 123", "8 (701) 123 4", "8 (701) 123 45", "8 (701) 123 456", "8 (701) 123 4567"], "KZ"),
    ("US", &["(6", "(65", "(650", "(650) 2", "(650) 25", "(650) 253", "(650) 253-0", "(650) 253-00", "(650) 253-000", "(650) 253-0000"], "US"),
    ("US", &["1", "1 6", "1 65", "1 650", "1 650-2", "1 650-25", "1 650-253", "1 650-253-0", "1 650-253-00", "1 650-253-000", "1 650-253-0000"], "US"),
    ("CA", &["+", "+1", "+1 4", "+1 41", "+1 416", "+1 416-5", "+1 416-55", "+1 416-555", "+1 416-555-0", "+1 416-555-01", "+1 416-555-012", "+1 416-555-0123"], "CA"),
    ("GB", &["0", "02", "020", "020 7", "020 79", "020 794", "020 7946", "020 7946 0", "020 7946 09", "020 7946 095", "020 7946 0958"], "GB"),
    ("GB", &["+", "+4", "+44", "+44 7", "+44 74", "+44 740", "+44 7400", "+44 7400 1", "+44 7400 12", "+44 7400 123", "+44 7400 1234", "+44 7400 12345", "+44 7400 123456"], "GB"),
    ("DE", &["0", "01", "015", "0151", "01512", "01512 3", "01512 34", "01512 345", "01512 3456", "01512 34567", "01512 345678", "01512 3456789"], "DE"),
    ("FR", &["0", "06", "06 1", "06 12", "06 12 3", "06 12 34", "06 12 34 5", "06 12 34 56", "06 12 34 56 7", "06 12 34 56 78"], "FR"),
    ("IT", &["3", "31", "312", "312 3", "312 34", "312 345", "312 345 6", "312 345 67", "312 345 678", "312 345 6789"], "IT"),
    ("JP", &["0", "09", "090", "090-1", "090-12", "090-123", "090-1234", "090-1234-5", "090-1234-56", "090-1234-567", "090-1234-5678"], "JP"),
    ("CN", &["1", "13", "131", "131 2", "131 23", "131 234", "131 2345", "131 2345 6", "131 2345 67", "131 2345 678", "131 2345 6789"], "CN"),
    ("BR", &["(1", "(11", "(11) 9", "(11) 96", "(11) 961", "(11) 9612", "(11) 96123", "(11) 96123-4", "(11) 96123-45", "(11) 96123-456", "(11) 96123-4567"], "BR"),
    ("TR", &["0", "05", "050", "0501", "0501 2", "0501 23", "0501 234", "0501 234 5", "0501 234 56", "0501 234 56 7", "0501 234 56 78"], "TR"),
    ("UA", &["0", "05", "050", "050 1", "050 12", "050 123", "050 123 4", "050 123 45", "050 123 456", "050 123 4567"], "UA"),
    ("UZ", &["9", "91", "91 2", "91 23", "91 234", "91 234 5", "91 234 56", "91 234 56 7", "91 234 56 78"], "UZ"),
    ("AR", &["+", "+5", "+54", "+54 9", "+54 9 1", "+54 9 11", "+54 9 11 2", "+54 9 11 23", "+54 9 11 234", "+54 9 11 2345", "+54 9 11 2345-6", "+54 9 11 2345-67", "+54 9 11 2345-678", "+54 9 11 2345-6789"], "AR"),
    ("IL", &["0", "05", "050", "050-2", "050-23", "050-234", "050-234-5", "050-234-56", "050-234-567", "050-234-5678"], "IL"),
];

#[test]
fn each_key_leaves_the_groups_that_the_table_says() {
    for (country, steps, ends_in) in TABLE {
        let mut field = empty(country);
        for step in *steps {
            let digit = step.chars().next_back().unwrap();
            field = PhoneText::typed(&format!("{}{digit}", field.text), field.country);

            assert_eq!(field.text, *step, "in {country}");
        }
        assert_eq!(field.country.code(), *ends_in, "{}", field.text);
    }
}

#[test]
fn deleting_takes_the_same_way_back() {
    for (country, steps, _) in TABLE {
        let mut field = empty(country);
        field = PhoneText::typed(steps.last().unwrap(), field.country);
        for step in steps.iter().rev().skip(1) {
            field.text.pop();
            field = PhoneText::typed(&field.text, field.country);

            assert_eq!(field.text, *step, "in {country}");
        }
        field.text.pop();
        assert_eq!(PhoneText::typed(&field.text, field.country).text, "");
    }
}

#[test]
fn a_whole_number_of_every_country_ends_in_its_own_format() {
    for country in Country::all() {
        let national = country.example();
        let phone = Phone::parse(&national, *country).unwrap();

        assert_eq!(PhoneText::typed(&digits(&national), *country).text, national);
        let abroad = PhoneText::typed(phone.as_str(), Country::RUSSIA);
        assert_eq!(abroad.text, phone.international());
        assert_eq!(abroad.country.calling_code(), country.calling_code());
    }
}

#[test]
fn a_plus_moves_to_the_country_of_its_calling_code() {
    // Where one is, what is typed, where one is then.
    for (present, typed, then) in [
        ("RU", "+", "RU"),
        ("RU", "+4", "RU"),
        ("RU", "+44", "GB"),
        ("RU", "+7", "RU"),
        ("RU", "+77", "KZ"),
        ("RU", "+7 701", "KZ"),
        ("KZ", "+7", "KZ"),
        ("KZ", "+7 9", "RU"),
        ("DE", "+7", "RU"),
        ("DE", "+1", "US"),
        ("CA", "+1", "CA"),
        ("CA", "+1 650 253 0000", "CA"),
        ("US", "+1 416 555 0123", "US"),
        ("RU", "+1 416 555 0123", "CA"),
        ("US", "+1 876", "JM"),
        ("JM", "+1 212", "US"),
        ("RU", "+800 1234 5678", "RU"),
        ("RU", "+999", "RU"),
        ("RU", "00 44 20", "RU"),
        ("RU", "tel:+44 20 7946 0958", "GB"),
    ] {
        let field = PhoneText::typed(typed, Country::parse(present).unwrap());

        assert_eq!(field.country.code(), then, "{typed} in {present}");
    }
}

#[test]
fn what_is_no_number_stays_as_it_is_typed() {
    for typed in ["abc", "ivan@corp.example", "1-800-FLOWERS", "*100#", "8 912 доб. 5", "+7+7", "№"]
    {
        assert_eq!(PhoneText::typed(typed, Country::RUSSIA).text, typed);
    }
    for nothing in ["", " ", "(", "() -", "\u{202A}"] {
        assert_eq!(PhoneText::typed(nothing, Country::RUSSIA).text, "");
    }
}

#[test]
fn a_pasted_number_is_grouped_whatever_it_came_with() {
    for (pasted, grouped) in [
        ("Тел.: 89123456789", "8 (912) 345-67-89"),
        ("\u{202A}+7 (912) 345‑67‑89\u{202C}", "+7 912 345-67-89"),
        ("tel:+7-912-345-67-89", "+7 912 345-67-89"),
        ("＋７９１２３４５６７８９", "+7 912 345-67-89"),
        // A digit too many: no format takes it.
        ("+7 912 345-67-89 0", "+7 91234567890"),
    ] {
        assert_eq!(PhoneText::typed(pasted, Country::RUSSIA).text, grouped, "{pasted:?}");
    }
}

#[test]
fn a_key_costs_less_than_a_millisecond_once_set_up() {
    const TURNS: u32 = 20;

    for country in ["RU", "US", "GB", "DE", "JP", "CN", "AR", "BR", "FR"] {
        let field = empty(country);
        let number = digits(&field.country.example());
        let keys = || (1..=number.len()).map(|end| PhoneText::typed(&number[..end], field.country));
        keys().for_each(drop);

        // The fastest of several turns: others use the machine too.
        let turn = (0..TURNS).map(|_| {
            let began = Instant::now();
            let keyed = keys().count();
            began.elapsed() / u32::try_from(keyed).unwrap()
        });
        let per_key = turn.min().unwrap();

        assert!(per_key < Duration::from_millis(1), "{country}: {per_key:?}");
    }
}

fn empty(country: &str) -> PhoneText {
    let country = Country::parse(country).expect("the table has countries with phones");
    PhoneText { text: String::new(), country }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
