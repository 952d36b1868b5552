use vestibule::input::{Email, EmailError};

/// What is typed, the address as people read it or the error, and where the case comes from.
type Case = (&'static str, Result<&'static str, EmailError>, &'static str);

#[rustfmt::skip]
const TABLE: &[Case] = &[
    // Good.
    ("work@rabota.ru", Ok("work@rabota.ru"), "the field's own example"),
    ("  ivan@corp.example \n", Ok("ivan@corp.example"), "pasted with spaces and a line break"),
    ("\u{200E}ivan@corp.example\u{200F}", Ok("ivan@corp.example"), "pasted with direction marks from a chat"),
    ("\u{FEFF}ivan@corp.example", Ok("ivan@corp.example"), "pasted with a byte order mark from a file"),
    ("ivan@corp.example\u{A0}", Ok("ivan@corp.example"), "pasted with a no-break space from a web page"),
    ("mailto:ivan@corp.example", Ok("ivan@corp.example"), "link copied from a page, RFC 6068 section 2"),
    ("MAILTO:ivan%2Bwork@corp.example?subject=Hi", Ok("ivan+work@corp.example"), "RFC 6068 section 2: percent-encoding, headers"),
    ("mailto:a+b=c&d@corp.example", Ok("a+b=c&d@corp.example"), "RFC 6068 section 2: what a form would read as its own"),
    ("Ivan Petrov <ivan@corp.example>", Ok("ivan@corp.example"), "copied from a mail app, RFC 5322 section 3.4 name-addr"),
    ("\"Petrov, Ivan\" <ivan@corp.example>;", Err(EmailError::BadLocalPart), "copied from Outlook's address line: text after the bracket"),
    ("<ivan@corp.example>", Ok("ivan@corp.example"), "RFC 5322 section 3.4 angle-addr"),
    ("ivan@corp.example;", Ok("ivan@corp.example"), "cut out of a list of recipients"),
    ("Ivan.Petrov@CORP.Example", Ok("Ivan.Petrov@corp.example"), "RFC 5321 section 2.4: case stays in the local part alone"),
    ("very.common+tag@corp.example", Ok("very.common+tag@corp.example"), "sub-address, RFC 5233"),
    ("!#$%&'*+-/=?^_`{|}~@corp.example", Ok("!#$%&'*+-/=?^_`{|}~@corp.example"), "RFC 5322 section 3.2.3: every atext"),
    ("o'brien@corp.example", Ok("o'brien@corp.example"), "a common surname"),
    ("1@corp.example", Ok("1@corp.example"), "RFC 5321 section 4.1.2: a local part of one digit"),
    ("user@mail.corp.co.uk", Ok("user@mail.corp.co.uk"), "several labels"),
    ("user@xn--80a1acny.xn--p1ai", Ok("user@почта.рф"), "RFC 5890: A-labels shown as U-labels"),
    ("иван@почта.рф", Ok("иван@почта.рф"), "RFC 6531 section 3.3"),
    ("ИВАН@ПОЧТА.РФ", Ok("ИВАН@почта.рф"), "UTS #46: the domain is folded, the local part is not"),
    ("用户@例子.公司", Ok("用户@例子.公司"), "RFC 6531; ICANN Universal Acceptance's examples"),
    ("अजय@डाटा.भारत", Ok("अजय@डाटा.भारत"), "ICANN Universal Acceptance's examples"),
    ("квіточка@пошта.укр", Ok("квіточка@пошта.укр"), "ICANN Universal Acceptance's examples"),
    ("Dörte@Sörensen.example", Ok("Dörte@sörensen.example"), "ICANN Universal Acceptance's examples"),
    ("Do\u{308}rte@so\u{308}rensen.example", Ok("Dörte@sörensen.example"), "macOS decomposes; RFC 6532 section 3.1 asks for NFC"),
    ("user@faß.example", Ok("user@faß.example"), "UTS #46 nontransitional: ß stays"),
    ("user@corp。example", Ok("user@corp.example"), "UTS #46: the ideographic full stop of an input method"),
    ("a@b.cd", Ok("a@b.cd"), "the shortest"),
    ("ivan@3m.example", Ok("ivan@3m.example"), "RFC 1123 section 2.1: a label may begin with a digit"),
    ("1234567890123456789012345678901234567890123456789012345678901234@corp.example",
        Ok("1234567890123456789012345678901234567890123456789012345678901234@corp.example"), "RFC 5321 section 4.5.3.1.1: 64 octets"),

    // Bad.
    ("", Err(EmailError::Empty), "nothing"),
    (" \u{A0}\t", Err(EmailError::Empty), "only spaces"),
    ("mailto:", Err(EmailError::Empty), "a link without an address"),
    ("<>", Err(EmailError::Empty), "RFC 5321 section 4.5.5: the null path is nobody's"),
    ("ivan", Err(EmailError::NoAt), "a login"),
    ("corp.example", Err(EmailError::NoAt), "a domain"),
    ("https://corp.example", Err(EmailError::NoAt), "an address of the other field"),
    ("@", Err(EmailError::NoLocalPart), "nothing on either side"),
    ("@corp.example", Err(EmailError::NoLocalPart), "RFC 5321 section 4.1.2"),
    ("ivan@", Err(EmailError::NoDomain), "still being typed"),
    ("ivan@petrov@corp.example", Err(EmailError::SeveralAts), "RFC 5321 section 4.1.2"),
    ("a@b.example, c@d.example", Err(EmailError::SeveralAts), "two addresses pasted"),
    ("ivan petrov@corp.example", Err(EmailError::BadLocalPart), "RFC 5322 section 3.2.3: a space"),
    (".ivan@corp.example", Err(EmailError::BadLocalPart), "RFC 5321 section 4.1.2: Dot-string begins with an atom"),
    ("ivan.@corp.example", Err(EmailError::BadLocalPart), "RFC 5321 section 4.1.2: Dot-string ends with an atom"),
    ("ivan..petrov@corp.example", Err(EmailError::BadLocalPart), "RFC 5321 section 4.1.2: an atom is not empty"),
    ("\"ivan petrov\"@corp.example", Err(EmailError::BadLocalPart), "RFC 5321 section 4.1.2: hosts should avoid quoted strings"),
    ("ivan(work)@corp.example", Err(EmailError::BadLocalPart), "RFC 5322 section 3.2.2: comments are for headers"),
    ("ivan,petrov@corp.example", Err(EmailError::BadLocalPart), "a comma for a dot"),
    ("iv\u{202E}an@corp.example", Err(EmailError::BadLocalPart), "a bidi override inside, RFC 6532 section 3.2 by way of RFC 5198"),
    ("iv\u{0}an@corp.example", Err(EmailError::BadLocalPart), "a NUL"),
    ("mailto:%FF@corp.example", Err(EmailError::BadLocalPart), "bytes that are not UTF-8"),
    ("ivan@corp", Err(EmailError::BadDomain), "RFC 5321 section 2.3.5: fully qualified"),
    ("ivan@corp.", Err(EmailError::BadDomain), "still being typed"),
    ("ivan@corp.example.", Err(EmailError::BadDomain), "RFC 5321 section 4.1.2: Domain has no root dot"),
    ("ivan@.example", Err(EmailError::BadDomain), "an empty label"),
    ("ivan@corp..example", Err(EmailError::BadDomain), "an empty label"),
    ("ivan@-corp.example", Err(EmailError::BadDomain), "RFC 5321 section 4.1.2: Let-dig begins a label"),
    ("ivan@corp-.example", Err(EmailError::BadDomain), "RFC 5321 section 4.1.2: Let-dig ends a label"),
    ("ivan@my_corp.example", Err(EmailError::BadDomain), "RFC 1123 section 2.1: no underscore in host names"),
    ("ivan@corp example", Err(EmailError::BadDomain), "a space for a dot"),
    ("ivan@corp.example/inbox", Err(EmailError::BadDomain), "more than an address"),
    ("ivan@192.0.2.1", Err(EmailError::BadDomain), "RFC 3696 section 2: a top level that is all digits"),
    ("ivan@[192.0.2.1]", Err(EmailError::BadDomain), "RFC 5321 section 4.1.3: a literal has no servers to find"),
    ("ivan@xn--zzzzzz.example", Err(EmailError::BadDomain), "RFC 3492: not Punycode"),
    ("ivan@corp\u{200D}.example", Err(EmailError::BadDomain), "RFC 5892 appendix A.2: a joiner out of context"),
    ("ivan@123456789012345678901234567890123456789012345678901234567890abcd.example", Err(EmailError::BadDomain), "RFC 1035 section 2.3.4: 63 octets a label"),
    ("12345678901234567890123456789012345678901234567890123456789012345@corp.example", Err(EmailError::TooLong), "RFC 5321 section 4.5.3.1.1: 65 octets"),
    ("иииииииииииииииииииииииииииииииии@почта.рф", Err(EmailError::TooLong), "RFC 6531 section 3.3: octets, not characters: 66 of them"),
];

#[test]
fn every_email_of_the_table_is_read_as_it_says() {
    assert!(TABLE.len() >= 40);
    for (typed, expected, source) in TABLE {
        let read = Email::parse(typed);

        let address = read.as_ref().map(Email::as_str).map_err(Clone::clone);
        assert_eq!(address, *expected, "{typed:?} ({source})");
    }
}

#[test]
fn an_email_of_255_octets_is_one_too_long() {
    let label = "a".repeat(61);
    let of = |last: usize| format!("i@{label}.{label}.{label}.{}.ru", "b".repeat(last));

    assert_eq!(of(63).len(), 254);
    assert!(Email::parse(&of(63)).is_ok());
    let longer = format!("i{}", of(63));
    assert_eq!(Email::parse(&longer), Err(EmailError::TooLong));
}

#[test]
fn the_wire_gets_a_labels_and_a_percent_encoded_local_part() {
    // Typed, domain, WebFinger's resource (RFC 7565 section 4), mask.
    for (typed, domain, acct, masked) in [
        ("ivan@corp.example", "corp.example", "acct:ivan@corp.example", "i…@corp.example"),
        ("i@corp.example", "corp.example", "acct:i@corp.example", "…@corp.example"),
        (
            "иван@почта.рф",
            "xn--80a1acny.xn--p1ai",
            "acct:%D0%B8%D0%B2%D0%B0%D0%BD@xn--80a1acny.xn--p1ai",
            "и…@xn--80a1acny.xn--p1ai",
        ),
        (
            "a+b/c?d#e%f@corp.example",
            "corp.example",
            "acct:a+b%2Fc%3Fd%23e%25f@corp.example",
            "a…@corp.example",
        ),
    ] {
        let email = Email::parse(typed).unwrap();

        assert_eq!(email.domain(), domain);
        assert_eq!(email.acct(), acct);
        assert_eq!(email.masked(), masked);
        assert_eq!(format!("{email:?}"), format!("Email({masked})"));
    }
}
