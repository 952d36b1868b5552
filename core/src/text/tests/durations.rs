use std::time::Duration;

use super::screens::breakable;
use super::*;
use crate::Timestamp;
use crate::{Progress, Screen, ServerProblem};

#[test]
fn durations_have_two_units_at_most_in_the_right_form() {
    let table = [
        (0, "0 секунд", "через 0 секунд", "0 seconds"),
        (1, "1 секунда", "через 1 секунду", "1 second"),
        (2, "2 секунды", "через 2 секунды", "2 seconds"),
        (5, "5 секунд", "через 5 секунд", "5 seconds"),
        (11, "11 секунд", "через 11 секунд", "11 seconds"),
        (21, "21 секунда", "через 21 секунду", "21 seconds"),
        (59, "59 секунд", "через 59 секунд", "59 seconds"),
        (60, "1 минута", "через 1 минуту", "1 minute"),
        (120, "2 минуты", "через 2 минуты", "2 minutes"),
        (125, "2 минуты 5 секунд", "через 2 минуты 5 секунд", "2 minutes 5 seconds"),
        (1500, "25 минут", "через 25 минут", "25 minutes"),
        (3600, "1 час", "через 1 час", "1 hour"),
        (3659, "1 час", "через 1 час", "1 hour"),
        (3660, "1 час 1 минута", "через 1 час 1 минуту", "1 hour 1 minute"),
        (18_000, "5 часов", "через 5 часов", "5 hours"),
        (86_399, "23 часа 59 минут", "через 23 часа 59 минут", "23 hours 59 minutes"),
        (86_400, "1 день", "через 1 день", "1 day"),
        (180_000, "2 дня 2 часа", "через 2 дня 2 часа", "2 days 2 hours"),
        (8_726_400, "101 день", "через 101 день", "101 days"),
    ];
    for (seconds, russian, russian_after, english) in table {
        let span = Duration::from_secs(seconds);
        assert_eq!(breakable(&duration(span, Locale::Ru)), russian);
        assert_eq!(breakable(&after(span, Locale::Ru)), russian_after);
        assert_eq!(breakable(&duration(span, Locale::En)), english);
        assert_eq!(breakable(&after(span, Locale::En)), format!("in {english}"));
    }
}

#[test]
fn a_begun_second_counts() {
    assert_eq!(duration(Duration::from_millis(1), Locale::En), "1\u{a0}second");
    assert_eq!(duration(Duration::from_millis(59_001), Locale::En), "1\u{a0}minute");
}

#[test]
fn the_longest_duration_has_words() {
    for locale in Locale::ALL {
        assert!(!duration(Duration::MAX, locale).is_empty());
        assert!(!after(Duration::MAX, locale).is_empty());
    }
}

#[test]
fn a_wrong_clock_is_told_by_how_much_and_which_way() {
    let advice = |seconds| {
        let cause = ServerProblem::ClockWrong { seconds };
        let host = "chat.rabota.ru".to_owned();
        breakable(&problem(&Problem::Server { host, cause }, Locale::Ru).advice)
    };

    assert!(advice(60).starts_with("Они ушли вперёд на 1 минуту."), "{}", advice(60));
    assert!(advice(-7320).starts_with("Они отстают на 2 часа 2 минуты."), "{}", advice(-7320));
    assert!(!advice(i64::MIN).is_empty());
}

#[test]
fn a_month_is_that_of_the_gregorian_calendar() {
    let table = [
        (0, "январь 1970 г.", "January 1970"),
        (68_169_600, "февраль 1972 г.", "February 1972"),
        (951_782_400, "февраль 2000 г.", "February 2000"),
        (951_868_800, "март 2000 г.", "March 2000"),
        (1_704_067_199, "декабрь 2023 г.", "December 2023"),
        (1_704_067_200, "январь 2024 г.", "January 2024"),
        (1_785_542_400, "август 2026 г.", "August 2026"),
        (4_107_542_400, "март 2100 г.", "March 2100"),
    ];
    for (seconds, russian, english) in table {
        let last_seen = Some(Timestamp::from_secs(seconds));
        let screen = Screen::Recognise { name: None, last_seen, progress: Progress::Idle };
        assert_eq!(breakable(&words(&screen, Locale::Ru).facts[0].value), russian);
        assert_eq!(breakable(&words(&screen, Locale::En).facts[0].value), english);
    }
}

#[test]
fn every_month_has_its_name() {
    for locale in Locale::ALL {
        let mut names: Vec<_> = (0..12)
            .map(|month| {
                let middle = Timestamp::from_secs((15 + month * 61 / 2) * 86_400);
                crate::text::durations::month(middle, Catalogue::of(locale))
            })
            .collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 12, "{names:?}");
    }
}
