use vestibule::input::{Code, CodeError};

/// What is typed, how long the code is, the code or the error, and where the case comes from.
type Case = (&'static str, u32, Result<&'static str, CodeError>, &'static str);

#[rustfmt::skip]
const TABLE: &[Case] = &[
    // Good.
    ("1234", 4, Ok("1234"), "typed"),
    ("0042", 4, Ok("0042"), "zeros in front"),
    (" 1234\n", 4, Ok("1234"), "pasted with a line break"),
    ("123 456", 6, Ok("123456"), "in groups, as messages have it"),
    ("123-456", 6, Ok("123456"), "in groups, as WhatsApp has it"),
    ("123\u{A0}456", 6, Ok("123456"), "a no-break space of a web page"),
    ("123\u{2011}456", 6, Ok("123456"), "a no-break hyphen of a word processor"),
    ("1 2 3 4", 4, Ok("1234"), "as accessible messages have it"),
    ("\u{2068}1234\u{2069}", 4, Ok("1234"), "isolates of an autofill"),
    ("１２３４", 4, Ok("1234"), "full-width digits of an input method"),
    ("١٢٣٤", 4, Ok("1234"), "Arabic-Indic digits"),
    ("۱۲۳۴", 4, Ok("1234"), "Persian digits"),
    ("१२३४", 4, Ok("1234"), "Devanagari digits"),
    ("Ваш код: 1234", 4, Ok("1234"), "the whole SMS"),
    ("Ваш код: 1234. Никому не сообщайте его!", 4, Ok("1234"), "the whole SMS"),
    ("123456 is your code. It expires in 10 minutes.", 6, Ok("123456"), "another number beside it"),
    ("G-123456 is your Google verification code.", 6, Ok("123456"), "a prefix, as Google has it"),
    ("<#> Code: 1234\nFA+9qCX9VSu", 4, Ok("1234"), "SMS Retriever: the app's hash at the end"),
    ("Your code is 123-456.", 6, Ok("123456"), "groups within a text"),
    ("1234\n\n@corp.example #1234", 4, Err(CodeError::NotFound { length: 4 }), "origin-bound codes say it twice"),

    // Bad.
    ("", 4, Err(CodeError::Empty), "nothing"),
    (" - ", 4, Err(CodeError::Empty), "no digit"),
    ("123", 4, Err(CodeError::TooShort { length: 4 }), "still being typed"),
    ("12345", 4, Err(CodeError::TooLong { length: 4 }), "a digit too many"),
    ("123 456 7", 6, Err(CodeError::TooLong { length: 6 }), "a digit too many"),
    ("abcd", 4, Err(CodeError::NotFound { length: 4 }), "letters"),
    ("12a4", 4, Err(CodeError::NotFound { length: 4 }), "a letter among digits"),
    ("Ваш код: 12345", 4, Err(CodeError::NotFound { length: 4 }), "another server's SMS"),
    ("1234 or 5678", 4, Err(CodeError::NotFound { length: 4 }), "two codes"),
    ("+79123456789", 4, Err(CodeError::NotFound { length: 4 }), "the phone, not the code"),
    ("①②③④", 4, Err(CodeError::NotFound { length: 4 }), "Unicode's No, which are no decimal digits"),
    ("½234", 4, Err(CodeError::NotFound { length: 4 }), "Unicode's No"),
    ("1234", 0, Err(CodeError::TooLong { length: 0 }), "a server that asks for nothing"),
    ("1234", u32::MAX, Err(CodeError::TooShort { length: u32::MAX }), "a server that asks for the impossible"),
];

#[test]
fn every_code_of_the_table_is_read_as_it_says() {
    assert!(TABLE.len() >= 20);
    for (typed, length, expected, source) in TABLE {
        let read = Code::parse(typed, *length);

        let digits = read.as_ref().map(Code::as_str).map_err(Clone::clone);
        assert_eq!(digits, *expected, "{typed:?} of {length} ({source})");
        assert_eq!(Code::is_complete(typed, *length), expected.is_ok(), "{typed:?}");
    }
}

#[test]
fn a_code_is_not_shown_by_debug() {
    let code = Code::parse("1234", 4).unwrap();

    assert!(!format!("{code:?}").contains("1234"));
}
