use vestibule::input::{AddressError, ServerAddress};

/// What is typed, the issuer or the error, and where the case comes from.
type Case = (&'static str, Result<&'static str, AddressError>, &'static str);

#[rustfmt::skip]
fn table() -> Vec<Case> {
    use AddressError as E;
    vec![
        // Good.
        ("server.ru", Ok("https://server.ru"), "protocol section 2"),
        ("https://server.ru", Ok("https://server.ru"), "the field's own example"),
        ("https://server.ru/", Ok("https://server.ru"), "copied from a browser"),
        (" server.ru\n", Ok("https://server.ru"), "pasted with spaces and a line break"),
        ("\u{200E}server.ru\u{FEFF}", Ok("https://server.ru"), "pasted with marks from a chat"),
        ("HTTPS://Server.RU", Ok("https://server.ru"), "RFC 3986 section 6.2.2.1: case"),
        ("Server.ru", Ok("https://server.ru"), "a keyboard that begins with a capital"),
        ("https:server.ru", Ok("https://server.ru"), "slashes forgotten"),
        ("https://https://server.ru", Ok("https://server.ru"), "pasted behind what was typed already"),
        ("server.ru:8443", Ok("https://server.ru:8443"), "a port, RFC 3986 section 3.2.3"),
        ("https://server.ru:443", Ok("https://server.ru"), "the default port, RFC 9110 section 4.2.2"),
        ("server.ru/acme", Ok("https://server.ru/acme"), "an issuer with a path, RFC 8414 section 3.1"),
        ("https://server.ru/acme/chat/", Ok("https://server.ru/acme/chat"), "a path and a slash"),
        ("server.ru/a/../b", Ok("https://server.ru/b"), "RFC 3986 section 5.2.4: dot segments"),
        ("server.ru.", Ok("https://server.ru"), "RFC 1034 section 3.1: the root's dot"),
        ("почта.рф", Ok("https://xn--80a1acny.xn--p1ai"), "UTS #46"),
        ("ПОЧТА.РФ", Ok("https://xn--80a1acny.xn--p1ai"), "UTS #46: case"),
        ("xn--80a1acny.xn--p1ai", Ok("https://xn--80a1acny.xn--p1ai"), "RFC 5890: A-labels"),
        ("bücher.example", Ok("https://xn--bcher-kva.example"), "RFC 3492's well-known example"),
        ("bu\u{308}cher.example", Ok("https://xn--bcher-kva.example"), "macOS decomposes; UTS #46 maps to NFC"),
        ("server。ru", Ok("https://server.ru"), "UTS #46: the ideographic full stop of an input method"),
        ("my_server.corp.local", Ok("https://my_server.corp.local"), "names inside of organisations have underscores"),
        ("r3---sn.example", Ok("https://r3---sn.example"), "UTS #46 CheckHyphens=false: such names exist"),
        ("localhost", Ok("https://localhost"), "a server's author at work"),
        ("localhost:8443", Ok("https://localhost:8443"), "a server's author at work"),
        ("127.0.0.1:8443", Ok("https://127.0.0.1:8443"), "loopback"),
        ("192.168.1.10", Ok("https://192.168.1.10"), "RFC 1918: a server in the house"),
        ("[::1]:8443", Ok("https://[::1]:8443"), "RFC 3986 section 3.2.2"),
        ("https://[2001:db8::1]", Ok("https://[2001:db8::1]"), "RFC 3986 section 3.2.2"),
        ("2001:db8::1", Ok("https://[2001:db8::1]"), "brackets forgotten"),
        ("fd00::1", Ok("https://[fd00::1]"), "brackets forgotten, and it looks like a scheme"),
        ("1.example", Ok("https://1.example"), "RFC 1123 section 2.1: a label may begin with a digit"),

        // Bad.
        ("", Err(E::Empty), "nothing"),
        (" \u{A0}\u{200B}", Err(E::Empty), "only what nobody sees"),
        ("https://", Err(E::NoHost), "still being typed"),
        ("https://:8443", Err(E::NoHost), "a port alone"),
        ("/acme", Err(E::NoHost), "a path alone"),
        ("server", Err(no_dot("server")), "a single word: .ru forgotten"),
        ("https://server/acme", Err(no_dot("server")), "a single word"),
        ("server:8443", Err(no_dot("server")), "a single word and a port"),
        ("http://server.ru", Err(E::Http), "protocol: https only"),
        ("HTTP://server.ru", Err(E::Http), "protocol: https only"),
        ("smb://server.ru/share", Err(scheme("smb")), "a share of files"),
        ("ftp://server.ru", Err(scheme("ftp")), "another scheme"),
        ("file:///etc/passwd", Err(scheme("file")), "another scheme"),
        ("javascript:alert(1)", Err(scheme("javascript")), "a trap"),
        ("tel:+79123456789", Err(scheme("tel")), "a phone"),
        ("vestibule://server.ru", Err(scheme("vestibule")), "an app's own scheme"),
        ("ivan@corp.example", Err(E::Email), "an e-mail of the other field"),
        ("mailto:ivan@corp.example", Err(E::Email), "an e-mail of the other field"),
        ("https://ivan@server.ru", Err(E::UserInfo), "RFC 9110 section 4.2.4"),
        ("https://ivan:secret@server.ru", Err(E::UserInfo), "RFC 9110 section 4.2.4"),
        ("ivan:secret@server.ru", Err(E::UserInfo), "RFC 9110 section 4.2.4"),
        ("https://server.ru@evil.example", Err(E::UserInfo), "RFC 3986 section 7.6: a trap"),
        ("server.ru?x=1", Err(E::Query), "RFC 8414 section 2: no query"),
        ("https://server.ru/?utm_source=mail", Err(E::Query), "copied from a newsletter"),
        ("server.ru#top", Err(E::Fragment), "RFC 8414 section 2: no fragment"),
        ("https://server.ru/#/login", Err(E::Fragment), "copied from a web app"),
        ("server .ru", Err(E::ForbiddenCharacter), "a space of a keyboard's completion"),
        ("server.ru server2.ru", Err(E::ForbiddenCharacter), "two addresses"),
        ("ser\tver.ru", Err(E::ForbiddenCharacter), "a tab, which a URL parser would drop"),
        ("\\\\server\\share", Err(E::ForbiddenCharacter), "a share of files"),
        ("https:\\\\server.ru", Err(E::ForbiddenCharacter), "backslashes, which a URL parser would turn"),
        ("server\u{202E}.ru", Err(E::ForbiddenCharacter), "a bidi override"),
        ("server..ru", Err(E::BadHost), "an empty label"),
        ("server.ru..", Err(E::BadHost), "an empty label at the end"),
        (".server.ru", Err(E::BadHost), "an empty label"),
        ("-server.ru", Err(E::BadHost), "RFC 1123 section 2.1"),
        ("server-.ru", Err(E::BadHost), "RFC 1123 section 2.1"),
        ("server,ru", Err(E::BadHost), "a comma for a dot"),
        ("serv%65r.ru", Err(E::BadHost), "percent-encoding, which a URL parser would undo"),
        ("xn--zzzzzz.ru", Err(E::BadHost), "RFC 3492: not Punycode"),
        ("127.1", Err(E::BadHost), "WHATWG URL reads 127.0.0.1; a person does not"),
        ("https://0x7f000001", Err(E::BadHost), "WHATWG URL reads 127.0.0.1; a person does not"),
        ("https://2130706433", Err(E::BadHost), "WHATWG URL reads 127.0.0.1; a person does not"),
        ("256.1.1.1", Err(E::BadHost), "no IPv4 address, and no name: RFC 3696 section 2"),
        ("server.123", Err(E::BadHost), "RFC 3696 section 2: a top level that is all digits"),
        ("[::1", Err(E::BadHost), "a bracket missing"),
        ("[fe80::1%eth0]", Err(E::BadHost), "RFC 6874: a zone means nothing elsewhere"),
        ("1234567890123456789012345678901234567890123456789012345678901234.ru", Err(E::BadHost), "RFC 1035 section 2.3.4: 63 octets a label"),
        ("server.ru:", Err(E::BadPort), "still being typed"),
        ("server.ru:x", Err(E::BadPort), "no number"),
        ("server.ru:0", Err(E::BadPort), "RFC 6335 section 6: reserved"),
        ("server.ru:65536", Err(E::BadPort), "16 bits"),
        ("server.ru:+443", Err(E::BadPort), "no number"),
    ]
}

#[test]
fn every_address_of_the_table_is_read_as_it_says() {
    let table = table();
    assert!(table.len() >= 40);
    for (typed, expected, source) in table {
        let read = ServerAddress::parse(typed);

        let issuer = read.as_ref().map(ServerAddress::as_str).map_err(Clone::clone);
        assert_eq!(issuer, expected, "{typed:?} ({source})");
    }
}

#[test]
fn an_address_is_at_most_2048_bytes_and_its_host_253() {
    let label = "a".repeat(62);
    let host = format!("{label}.{label}.{label}.{label}.a");
    assert_eq!(host.len(), 253);

    assert!(ServerAddress::parse(&host).is_ok());
    assert_eq!(ServerAddress::parse(&format!("b{host}")), Err(AddressError::BadHost));
    let long = format!("server.ru/{}", "a".repeat(2040));
    assert_eq!(ServerAddress::parse(&long), Err(AddressError::TooLong));
}

#[test]
fn an_issuer_of_a_server_is_kept_byte_for_byte_or_refused() {
    for kept in [
        "https://server.ru",
        "https://server.ru/",
        "https://Server.RU:443/acme/",
        "https://xn--80a1acny.xn--p1ai",
        "https://[2001:db8::1]:8443/acme",
        "https://server.ru/%D0%B0",
    ] {
        let issuer = ServerAddress::from_issuer(kept).unwrap();

        assert_eq!(issuer.as_str(), kept);
        let json = serde_json::to_string(&issuer).unwrap();
        assert_eq!(json, format!("{kept:?}"));
        assert_eq!(serde_json::from_str::<ServerAddress>(&json).unwrap(), issuer);
    }
    for (refused, error) in [
        ("", AddressError::Empty),
        ("server.ru", AddressError::NoScheme),
        ("https:server.ru", AddressError::NoScheme),
        (" https://server.ru", AddressError::NoScheme),
        ("https:///server.ru", AddressError::NoScheme),
        ("http://server.ru", AddressError::Http),
        ("https://server.ru ", AddressError::ForbiddenCharacter),
        ("https://почта.рф", AddressError::BadHost),
        ("https://server.ru/a/../b", AddressError::BadPath),
        ("https://server.ru/путь", AddressError::BadPath),
        ("https://server.ru?", AddressError::Query),
        ("https://server.ru/#", AddressError::Fragment),
        ("https://a@server.ru", AddressError::UserInfo),
        ("https://server", no_dot("server")),
    ] {
        assert_eq!(ServerAddress::from_issuer(refused), Err(error), "{refused:?}");
    }
}

#[test]
fn a_host_is_shown_in_both_forms_where_they_differ() {
    for (typed, shown) in [
        ("server.ru", "server.ru"),
        ("server.ru:8443/acme", "server.ru:8443"),
        ("почта.рф", "почта.рф (xn--80a1acny.xn--p1ai)"),
        ("почта.рф:8443", "почта.рф:8443 (xn--80a1acny.xn--p1ai:8443)"),
        // A Cyrillic а that looks like a Latin one.
        ("аcme.example", "аcme.example (xn--cme-5cd.example)"),
        ("192.168.1.10", "192.168.1.10"),
        ("[::1]:8443", "[::1]:8443"),
    ] {
        assert_eq!(ServerAddress::parse(typed).unwrap().host_display(), shown);
    }
}

#[test]
fn a_well_known_address_goes_between_host_and_path() {
    // RFC 8414 section 3.1.
    for (issuer, well_known) in [
        ("https://server.ru", "https://server.ru/.well-known/oauth-authorization-server"),
        ("https://server.ru/", "https://server.ru/.well-known/oauth-authorization-server"),
        (
            "https://server.ru:8443/acme",
            "https://server.ru:8443/.well-known/oauth-authorization-server/acme",
        ),
        (
            "https://server.ru/acme/",
            "https://server.ru/.well-known/oauth-authorization-server/acme",
        ),
    ] {
        let address = ServerAddress::from_issuer(issuer).unwrap();

        let url = address.well_known("oauth-authorization-server");

        assert_eq!(url.as_str(), well_known);
        assert_eq!(url.origin(), address.origin());
    }
}

fn no_dot(word: &str) -> AddressError {
    AddressError::NoDot { word: word.to_owned() }
}

fn scheme(scheme: &str) -> AddressError {
    AddressError::OtherScheme { scheme: scheme.to_owned() }
}
