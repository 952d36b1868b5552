use super::*;
use crate::{Notice, Screen, Server};

#[test]
fn a_right_to_left_name_is_isolated_inside_a_sentence() {
    let text = session_ended("דוגמה.ישראל");
    assert!(text.contains("\u{2068}דוגמה.ישראל\u{2069}"), "{text:?}");
}

#[test]
fn a_left_to_right_name_stands_as_it_is() {
    let text = session_ended("пример.рф (xn--e1afmkfd.xn--p1ai)");
    assert!(!text.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']), "{text:?}");
}

#[test]
fn a_value_of_its_own_is_never_marked() {
    let screen = Screen::SpecialApp { app: "דוגמה".to_owned(), link: None };
    assert_eq!(words(&screen, Locale::Ru).facts[0].value, "דוגמה");
}

fn session_ended(host: &str) -> String {
    let notice = Notice::SessionEnded { server: Server::Public, host: host.to_owned() };
    let screen = Screen::Start { ways: vec![], notices: vec![notice] };
    words(&screen, Locale::Ru).notices[0].text.clone()
}
