use vestibule::input::{Login, LoginError, Password, PasswordError};

#[test]
fn a_login_is_kept_as_typed_but_for_spaces_around_it() {
    for (typed, login) in [
        ("ivanov", Ok("ivanov")),
        (" ivanov\u{A0}", Ok("ivanov")),
        ("CORP\\ivanov", Ok("CORP\\ivanov")),
        ("Ivan.Petrov@corp.example", Ok("Ivan.Petrov@corp.example")),
        ("иванов и", Ok("иванов и")),
        ("", Err(LoginError::Empty)),
        (" \t", Err(LoginError::Empty)),
        ("iva\nnov", Err(LoginError::ForbiddenCharacter)),
        ("iva\u{202E}nov", Err(LoginError::ForbiddenCharacter)),
    ] {
        let read = Login::parse(typed);

        assert_eq!(read.as_ref().map(Login::as_str).map_err(Clone::clone), login, "{typed:?}");
    }
    assert!(Login::parse(&"и".repeat(256)).is_ok());
    assert_eq!(Login::parse(&"и".repeat(257)), Err(LoginError::TooLong { max: 256 }));
}

#[test]
fn a_password_is_taken_byte_for_byte() {
    for typed in [" ", " пароль ", "a\nb", "\u{202E}", "и\u{306}"] {
        assert_eq!(Password::parse(typed).unwrap().as_str(), typed);
    }
    assert_eq!(Password::parse(""), Err(PasswordError::Empty));
    assert!(Password::parse(&"я".repeat(1024)).is_ok());
    assert_eq!(Password::parse(&"я".repeat(1025)), Err(PasswordError::TooLong { max: 1024 }));
}

#[test]
fn neither_is_shown_by_debug() {
    let login = Login::parse("ivanov").unwrap();
    let password = Password::parse("planted").unwrap();

    let shown = format!("{login:?} {password:?}");

    assert!(!shown.contains("ivanov") && !shown.contains("planted"), "{shown}");
}
