use vestibule::input::{Name, NameError};

/// What is typed, the most characters, the name or the error, and where the case comes from.
type Case = (&'static str, u32, Result<&'static str, NameError>, &'static str);

#[rustfmt::skip]
const TABLE: &[Case] = &[
    // Good.
    ("Иван Петров", 64, Ok("Иван Петров"), "the usual"),
    ("  Иван   Петров ", 64, Ok("Иван Петров"), "spaces of a hasty keyboard"),
    ("Иван\u{A0}Петров", 64, Ok("Иван Петров"), "a no-break space of a web page"),
    ("Иван\nПетров\t", 64, Ok("Иван Петров"), "two cells of a table"),
    ("Ли", 2, Ok("Ли"), "short, and just long enough"),
    ("O’Brien-Smith Jr.", 64, Ok("O’Brien-Smith Jr."), "punctuation of names"),
    ("Nguyễn Văn Á", 64, Ok("Nguyễn Văn Á"), "Vietnamese"),
    ("A\u{30A}sa", 3, Ok("Åsa"), "macOS decomposes; UAX #15 NFC composes"),
    ("и\u{306}", 1, Ok("й"), "one character as people count, UAX #29"),
    ("王小明", 3, Ok("王小明"), "Chinese"),
    ("محمد علي", 64, Ok("محمد علي"), "Arabic"),
    ("می\u{200C}خواهم", 64, Ok("می\u{200C}خواهم"), "Persian needs the non-joiner"),
    ("श्री", 64, Ok("श्री"), "Devanagari clusters"),
    ("👩‍👩‍👧‍👦", 1, Ok("👩‍👩‍👧‍👦"), "a family is one character, UAX #29"),
    ("🇷🇺", 1, Ok("🇷🇺"), "a flag is one character, UAX #29"),
    ("Иван ❤️", 6, Ok("Иван ❤️"), "an emoji with its selector"),
    ("\u{202A}Иван\u{202C}", 64, Ok("Иван"), "pasted from WhatsApp: embedding marks around"),
    ("Ив\u{202E}ан", 64, Ok("Иван"), "UAX #9: an override would turn the screen's words around"),
    ("\u{FEFF}Иван", 64, Ok("Иван"), "a byte order mark"),
    ("Ива\u{AD}н", 64, Ok("Иван"), "a soft hyphen of a web page"),
    ("007", 64, Ok("007"), "not ours to judge"),

    // Bad.
    ("", 64, Err(NameError::Empty), "nothing"),
    (" \t\u{A0}\u{3000}", 64, Err(NameError::Empty), "only spaces"),
    ("\u{200B}\u{200D}\u{FE0F}", 64, Err(NameError::Empty), "nothing that can be seen"),
    ("\u{3164}", 64, Err(NameError::Empty), "the Hangul filler, known from blank names"),
    ("\u{2800}\u{2800}", 64, Err(NameError::Empty), "the Braille blank, known from blank names"),
    ("Иван", 3, Err(NameError::TooLong { max: 3 }), "a character too many"),
    ("👍👍👍", 2, Err(NameError::TooLong { max: 2 }), "emoji count once each"),
    ("Ив\u{0}ан", 64, Err(NameError::ForbiddenCharacter), "a NUL"),
    ("Ив\u{1B}[31mан", 64, Err(NameError::ForbiddenCharacter), "a terminal's escape"),
    ("Ив\u{7F}ан", 64, Err(NameError::ForbiddenCharacter), "a delete"),
    ("Ив\u{FFFD}ан", 64, Err(NameError::ForbiddenCharacter), "bytes that were no text"),
    ("\u{F8FF} Ivan", 64, Err(NameError::ForbiddenCharacter), "private use: an apple on some phones, a box on others"),
    ("Ив\u{FDD0}ан", 64, Err(NameError::ForbiddenCharacter), "a noncharacter"),
];

#[test]
fn every_name_of_the_table_is_read_as_it_says() {
    assert!(TABLE.len() >= 20);
    for (typed, max, expected, source) in TABLE {
        let read = Name::parse(typed, *max);

        let name = read.as_ref().map(Name::as_str).map_err(Clone::clone);
        assert_eq!(name, *expected, "{typed:?} ({source})");
    }
}

#[test]
fn accents_stacked_without_end_are_too_long() {
    let stacked = format!("Z{}", "\u{301}".repeat(600));

    assert_eq!(Name::parse(&stacked, 64), Err(NameError::TooLong { max: 64 }));
}
