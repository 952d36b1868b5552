use vestibule::input::{Country, Phone, PhoneError};

/// The country, what is typed, E.164 or the error, and where the case comes from.
type Case = (&'static str, &'static str, Result<&'static str, PhoneError>, &'static str);

#[rustfmt::skip]
const TABLE: &[Case] = &[
    // Good.
    ("RU", "+79123456789", Ok("+79123456789"), "E.164"),
    ("RU", "8 (912) 345-67-89", Ok("+79123456789"), "as Russia writes it"),
    ("RU", "89123456789", Ok("+79123456789"), "as Russia dials it"),
    ("RU", "9123456789", Ok("+79123456789"), "without any prefix"),
    ("RU", "79123456789", Ok("+79123456789"), "the + left out"),
    ("RU", "+7 (8 912) 345-67-89", Ok("+79123456789"), "both prefixes, as many web pages have it"),
    ("RU", "8-912-345-67-89", Ok("+79123456789"), "dashes"),
    ("RU", "8 912 345–67–89", Ok("+79123456789"), "en dashes of a word processor"),
    ("RU", "8.912.345.67.89", Ok("+79123456789"), "dots"),
    ("RU", "+7\u{A0}912\u{A0}345\u{2011}67\u{2011}89", Ok("+79123456789"), "no-break spaces and hyphens of a web page"),
    ("RU", "\u{202A}+7 912 345-67-89\u{202C}", Ok("+79123456789"), "pasted from WhatsApp: embedding marks around"),
    ("RU", "\u{2068}+7 912 345-67-89\u{2069}", Ok("+79123456789"), "pasted from iOS contacts: isolates around"),
    ("RU", "+7 912 345-67-89\u{2028}", Ok("+79123456789"), "a line separator at the end"),
    ("RU", "Тел.: 8 (912) 345-67-89", Ok("+79123456789"), "a label from a business card"),
    ("RU", "☎ +7 912 345-67-89", Ok("+79123456789"), "a telephone sign from a page"),
    ("RU", "tel:+7-912-345-67-89", Ok("+79123456789"), "RFC 3966 section 3: global number"),
    ("RU", "TEL:912-345-67-89;phone-context=+7", Ok("+79123456789"), "RFC 3966 section 5.1.5: local number"),
    ("RU", "tel:%2B7%20912%20345-67-89", Ok("+79123456789"), "a link's address copied from a browser"),
    ("RU", "＋７９１２３４５６７８９", Ok("+79123456789"), "full-width, libphonenumber's testParseNationalNumber"),
    ("RU", "8 800 555-35-35", Ok("+78005553535"), "toll-free: the server judges"),
    ("RU", "+7 495 123 45 67", Ok("+74951234567"), "a landline: the server may call it"),
    ("RU", "8 10 44 20 7946 0958", Ok("+442079460958"), "Russia's prefix for abroad"),
    ("RU", "00 44 20 7946 0958", Ok("+442079460958"), "the rest of Europe's prefix for abroad"),
    ("RU", "011 44 20 7946 0958", Ok("+442079460958"), "North America's prefix for abroad"),
    ("RU", "+44 (0)20 7946 0958", Ok("+442079460958"), "Ofcom's numbers for drama, trunk zero in brackets"),
    ("US", "+77011234567", Ok("+77011234567"), "Kazakhstan shares +7"),
    ("KZ", "8 701 123 45 67", Ok("+77011234567"), "as Kazakhstan dials it"),
    ("BY", "8 029 123-45-67", Ok("+375291234567"), "as Belarus dials it"),
    ("BY", "+375 29 123 45 67", Ok("+375291234567"), "Belarus abroad"),
    ("UA", "050 123 45 67", Ok("+380501234567"), "as Ukraine dials it"),
    ("UZ", "+998 91 234 56 78", Ok("+998912345678"), "Uzbekistan, libphonenumber's example"),
    ("US", "(650) 253-0000", Ok("+16502530000"), "libphonenumber's US_NUMBER"),
    ("US", "1-650-253-0000", Ok("+16502530000"), "libphonenumber's testParseNationalNumber"),
    ("US", "011 7 912 345 67 89", Ok("+79123456789"), "America's prefix for abroad"),
    ("CA", "416-555-0123", Ok("+14165550123"), "Canada shares +1"),
    ("DE", "0151/23456789", Ok("+4915123456789"), "a slash, as Germany writes it"),
    ("GB", "07400 123456", Ok("+447400123456"), "libphonenumber's example"),
    ("GB", "0113 496 0123", Ok("+441134960123"), "Ofcom's numbers for drama: Leeds begins with 011"),
    ("FR", "06 12 34 56 78", Ok("+33612345678"), "as France writes it"),
    ("IT", "06 1234 5678", Ok("+390612345678"), "Italy keeps the zero, libphonenumber's testParseNumbersWithItalianLeadingZero"),
    ("JP", "090-1234-5678", Ok("+819012345678"), "as Japan writes it"),
    ("AR", "011 15-2345-6789", Ok("+5491123456789"), "Argentina's 15 is +54 9, libphonenumber's testParseNumbersArgentina"),
    ("BR", "(11) 96123-4567", Ok("+5511961234567"), "libphonenumber's example"),
    ("CN", "131 2345 6789", Ok("+8613123456789"), "libphonenumber's example"),
    ("IN", "081234 56789", Ok("+918123456789"), "libphonenumber's example"),
    ("SA", "٠٥١٢٣٤٥٦٧٨", Ok("+966512345678"), "Arabic-Indic digits"),
    ("IR", "۰۹۱۲۳۴۵۶۷۸۹", Ok("+989123456789"), "Persian digits"),
    ("IN", "+९१८१२३४५६७८९", Ok("+918123456789"), "Devanagari digits"),
    ("TR", "0 (501) 234 56 78", Ok("+905012345678"), "as Turkey writes it"),
    ("IL", "050-234-5678", Ok("+972502345678"), "libphonenumber's example"),
    ("RU", "+870 773 111 632", Ok("+870773111632"), "a satellite phone, a plan of no country"),

    // Bad.
    ("RU", "", Err(PhoneError::Empty), "nothing"),
    ("RU", " \u{200E}\u{A0}", Err(PhoneError::Empty), "only what nobody sees"),
    ("RU", "+", Err(PhoneError::NotANumber), "still being typed"),
    ("RU", "()- ", Err(PhoneError::NotANumber), "no digit"),
    ("RU", "ivan@corp.example", Err(PhoneError::NotANumber), "an e-mail"),
    ("RU", "ivan2000@corp.example", Err(PhoneError::NotANumber), "an e-mail with digits"),
    ("RU", "2000@corp.example", Err(PhoneError::NotANumber), "an e-mail that begins with digits"),
    ("US", "1-800-FLOWERS", Err(PhoneError::NotANumber), "letters, ITU-T E.161: no person's phone"),
    ("RU", "*100#", Err(PhoneError::NotANumber), "a service code"),
    ("US", "650-253-0000 ext. 12", Err(PhoneError::NotANumber), "an extension: no SMS reaches it"),
    ("US", "tel:+1-650-253-0000;ext=12", Err(PhoneError::NotANumber), "RFC 3966 section 5.3: an extension"),
    ("RU", "+7 912 345-67-89, +7 912 345-67-88", Err(PhoneError::NotANumber), "two numbers"),
    ("RU", "8+79123456789", Err(PhoneError::NotANumber), "pasted behind what was typed already"),
    ("RU", "1", Err(PhoneError::TooShort), "still being typed"),
    ("RU", "112", Err(PhoneError::TooShort), "an emergency number"),
    ("RU", "+7", Err(PhoneError::TooShort), "only the calling code"),
    ("RU", "8 912 345-67-8", Err(PhoneError::TooShort), "a digit missing"),
    ("RU", "+7 912 345-67-8", Err(PhoneError::TooShort), "a digit missing"),
    ("US", "253-0000", Err(PhoneError::TooShort), "what only a neighbour dials, libphonenumber's testIsPossibleNumberWithReason"),
    ("RU", "+7 912 345-67-890", Err(PhoneError::TooLong), "a digit too many"),
    ("US", "+1 650 253 00000", Err(PhoneError::TooLong), "libphonenumber's US_LONG_NUMBER"),
    ("AR", "011 15 1234 567890", Err(PhoneError::TooLong), "not to be taken for +1 512 345 6789"),
    ("RU", "12345678901234567890123456789", Err(PhoneError::TooLong), "no number anywhere"),
    ("RU", "+89123456789", Err(PhoneError::UnknownCallingCode), "a + before Russia's 8"),
    ("RU", "+0 912 345 67 89", Err(PhoneError::UnknownCallingCode), "no calling code begins with 0"),
    ("RU", "+999 123 456 789", Err(PhoneError::UnknownCallingCode), "ITU-T E.164 annex: reserved"),
    ("RU", "+210 123 456 789", Err(PhoneError::UnknownCallingCode), "ITU-T E.164 annex: spare"),
    ("RU", "8 012 345-67-89", Err(PhoneError::NotInUse), "no area of Russia begins with 0"),
    ("RU", "+7 123 456-78-90", Err(PhoneError::NotInUse), "no area of Russia begins with 1"),
    ("US", "+1 123 456 7890", Err(PhoneError::NotInUse), "NANP: an area begins with 2 to 9"),
];

#[test]
fn every_phone_of_the_table_is_read_as_it_says() {
    assert!(TABLE.len() >= 40);
    for (country, typed, expected, source) in TABLE {
        let read = Phone::parse(typed, Country::parse(country).unwrap());

        let e164 = read.as_ref().map(Phone::as_str).map_err(Clone::clone);
        assert_eq!(e164, *expected, "{typed:?} in {country} ({source})");
    }
}

#[test]
fn a_phone_is_shown_in_the_groups_of_its_country_and_masked_in_logs() {
    let phone = Phone::parse("8 912 345 67 89", Country::RUSSIA).unwrap();

    assert_eq!(phone.to_string(), "+7 912 345-67-89");
    assert_eq!(phone.country(), Some(Country::RUSSIA));
    assert_eq!(phone.masked(), "+7…89");
    assert_eq!(format!("{phone:?}"), "Phone(+7…89)");
}

#[test]
fn a_saved_phone_is_read_again_even_if_its_plan_has_changed_since() {
    let no_longer_in_use: Phone = serde_json::from_str("\"+71234567890\"").unwrap();

    assert_eq!(no_longer_in_use.as_str(), "+71234567890");
    for broken in
        ["", "+", "79123456789", "+7912x456789", "+7 912 345 67 89", "+1234567890123456789012345"]
    {
        assert!(serde_json::from_value::<Phone>(broken.into()).is_err(), "{broken:?}");
    }
}

#[test]
fn the_countries_are_those_that_have_phones() {
    let all = Country::all();

    assert!(all.len() > 240);
    assert!(all.is_sorted_by_key(Country::code));
    for country in all {
        assert_eq!(Country::parse(&country.code().to_lowercase()), Ok(*country));
        assert!(country.calling_code() > 0);
        let example = Phone::parse(&country.example(), *country);
        assert!(example.is_ok(), "{country}: {} is {example:?}", country.example());
    }
    for unknown in ["", "R", "RUS", "XX", "AQ", "001", "Рф", "🇷🇺"] {
        assert!(Country::parse(unknown).is_err(), "{unknown:?}");
        assert!(serde_json::from_value::<Country>(unknown.into()).is_err(), "{unknown:?}");
    }
    assert_eq!(serde_json::to_string(&Country::RUSSIA).unwrap(), "\"RU\"");
}
