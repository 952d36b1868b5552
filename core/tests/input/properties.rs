use proptest::prelude::*;
use vestibule::input::{
    Code, Country, Email, Login, Name, Password, Phone, PhoneText, Picture, ServerAddress,
};

proptest! {
    #[test]
    fn no_parser_panics_on_any_text(text in hostile(), country in country(), number: u32) {
        let _ = Phone::parse(&text, country);
        let _ = PhoneText::typed(&text, country);
        let _ = Country::parse(&text);
        let _ = Email::parse(&text);
        let _ = ServerAddress::parse(&text);
        let _ = ServerAddress::from_issuer(&text);
        let _ = Code::parse(&text, number % 12);
        let _ = Name::parse(&text, number % 70);
        let _ = Login::parse(&text);
        let _ = Password::parse(&text);
        for json in [serde_json::Value::from(text), number.into()] {
            let _ = serde_json::from_value::<Phone>(json.clone());
            let _ = serde_json::from_value::<Country>(json.clone());
            let _ = serde_json::from_value::<Email>(json.clone());
            let _ = serde_json::from_value::<ServerAddress>(json.clone());
            let _ = serde_json::from_value::<Name>(json.clone());
            let _ = serde_json::from_value::<Login>(json);
        }
    }

    #[test]
    fn no_picture_panics_on_any_bytes(
        beginning in prop::sample::select(vec![
            &b""[..], b"\xFF\xD8", b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
        ]),
        bytes in prop::collection::vec(
            prop_oneof![any::<u8>(), Just(0xFF), Just(0), 0xC0..=0xDAu8],
            0..200,
        ),
    ) {
        let _ = Picture::parse(&[beginning, &bytes].concat());
    }

    #[test]
    fn a_phone_that_is_shown_is_read_back(text in number_like(), country in country()) {
        if let Ok(phone) = Phone::parse(&text, country) {
            prop_assert_eq!(&Phone::parse(&phone.to_string(), country), &Ok(phone.clone()));
            prop_assert_eq!(&Phone::parse(phone.as_str(), Country::RUSSIA), &Ok(phone.clone()));
            prop_assert_eq!(&through_json(&phone), &phone);
        }
    }

    #[test]
    fn an_email_that_is_shown_is_read_back(text in email_like()) {
        if let Ok(email) = Email::parse(&text) {
            prop_assert_eq!(&Email::parse(&email.to_string()), &Ok(email.clone()));
            let on_the_wire = format!("{}@{}", email.local(), email.domain());
            prop_assert_eq!(&Email::parse(&on_the_wire), &Ok(email.clone()));
            prop_assert!(email.domain().is_ascii() && email.acct().is_ascii());
            prop_assert_eq!(&through_json(&email), &email);
        }
    }

    #[test]
    fn an_address_that_is_shown_is_read_back(text in address_like()) {
        if let Ok(address) = ServerAddress::parse(&text) {
            prop_assert_eq!(&ServerAddress::parse(address.as_str()), &Ok(address.clone()));
            prop_assert_eq!(&ServerAddress::from_issuer(address.as_str()), &Ok(address.clone()));
            prop_assert!(address.as_str().is_ascii());
            prop_assert_eq!(address.url().scheme(), "https");
            prop_assert_eq!(&through_json(&address), &address);
        }
        if let Ok(issuer) = ServerAddress::from_issuer(&text) {
            prop_assert_eq!(issuer.as_str(), &text);
            prop_assert_eq!(&through_json(&issuer), &issuer);
        }
    }

    #[test]
    fn a_name_that_is_shown_is_read_back(text in hostile(), max in 1..70u32) {
        if let Ok(name) = Name::parse(&text, max) {
            prop_assert_eq!(&Name::parse(name.as_str(), max), &Ok(name.clone()));
            prop_assert_eq!(&through_json(&name), &name);
        }
    }

    #[test]
    fn a_code_is_of_the_length_that_was_asked_for(text in number_like(), length in 0..12u32) {
        if let Ok(code) = Code::parse(&text, length) {
            prop_assert_eq!(code.as_str().len(), length as usize);
            prop_assert!(code.as_str().bytes().all(|byte| byte.is_ascii_digit()));
            prop_assert_eq!(Code::parse(code.as_str(), length), Ok(code));
        }
    }

    #[test]
    fn typing_neither_gains_nor_loses_digits(
        plus: bool,
        digits in "[0-9]{0,20}",
        country in country(),
    ) {
        let plus = if plus { "+" } else { "" };
        let mut field = PhoneText { text: plus.to_owned(), country };
        for (at, digit) in digits.char_indices() {
            field = PhoneText::typed(&format!("{}{digit}", field.text), field.country);

            let shown: String = field.text.chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(shown, &digits[..=at]);
            prop_assert_eq!(field.text.starts_with('+'), !plus.is_empty());
            prop_assert!(field.text.ends_with(digit));
            prop_assert_eq!(&PhoneText::typed(&field.text, field.country), &field);
        }
    }

    #[test]
    fn grouping_does_not_change_the_number(digits in "\\+?[0-9]{4,14}", country in country()) {
        let field = PhoneText::typed(&digits, country);

        prop_assert_eq!(Phone::parse(&field.text, country), Phone::parse(&digits, country));
    }
}

/// Any text, and text of what parsers care for.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        number_like(),
        email_like(),
        address_like(),
        "[ -~а-я\u{0}-\u{1F}\u{200B}-\u{206F}\u{300}-\u{36F}\u{FE00}-\u{FEFF}]{0,60}",
        (any::<String>(), 1..300usize).prop_map(|(text, times)| text.repeat(times)),
    ]
}

fn number_like() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\+?[0-9]{1,16}",
        "(tel:)?[+＋]?[0-9 ()./;=%\u{A0}\u{2010}-\u{2015}٠-٩０-９-]{0,30}(;(ext|phone-context)=[+0-9a-z]{0,5})?",
        (country(), "[0-9]{6,11}")
            .prop_map(|(country, rest)| format!("+{}{rest}", country.calling_code())),
        country().prop_map(|country| country.example()),
    ]
}

fn email_like() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,12}@[a-z0-9-]{1,8}\\.[a-z]{1,5}",
        "(mailto:)?[a-zа-яß-ÿ一-十%2@.<> \u{300}-\u{310}]{0,12}@[a-zа-яß-ÿא-ת一-十。.-]{0,12}\\.[a-zа-я]{0,4}[>;?]?",
        "[a-z]{1,3}@xn--[a-z0-9]{1,8}\\.(ru|xn--p1ai)",
    ]
}

fn address_like() -> impl Strategy<Value = String> {
    prop_oneof![
        "(https://)?[a-z0-9-]{1,8}(\\.[a-z0-9]{1,5}){0,3}(:[0-9]{1,6})?(/[a-z.%0-9]{0,4}){0,3}",
        "([hH]ttps?:/{0,3}|[a-z]{1,4}:)?[a-zа-яß-ÿא-ת@:。.\\\\_-]{0,12}[a-zа-я.]{0,4}(:[0-9]{0,5})?[/?#a-z.%;а-я]{0,8}",
        "(https://)?\\[?[0-9a-f:.]{2,20}\\]?(:[0-9]{0,5})?",
        "(https://)?(0x)?[0-9a-f]{1,8}(\\.[0-9]{1,4}){0,3}",
        "https://xn--[a-z0-9]{1,8}\\.(ru|xn--p1ai)",
    ]
}

fn country() -> impl Strategy<Value = Country> {
    prop::sample::select(Country::all())
}

fn through_json<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    let json = serde_json::to_string(value).expect("it is serialised");
    serde_json::from_str(&json).expect("it is read again")
}
