use std::time::Duration;

use super::catalogue::Catalogue;
use crate::{Locale, Timestamp};

/// How long something takes: «2 минуты», “1 hour 5 minutes”.
///
/// Two units at most, a begun second counted as a whole one. For screen readers, and wherever no
/// timer runs.
pub fn duration(duration: Duration, locale: Locale) -> String {
    Case::Nominative.say(duration, Catalogue::of(locale))
}

/// How long until something happens: «через 2 минуты», “in 1 hour 5 minutes”.
pub fn after(duration: Duration, locale: Locale) -> String {
    let catalogue = Catalogue::of(locale);
    let span = span(duration, catalogue);
    catalogue.tell("in-span", &[("span", span.into())])
}

/// A duration as it stands after a preposition.
pub(super) fn span(duration: Duration, catalogue: &Catalogue) -> String {
    Case::Accusative.say(duration, catalogue)
}

/// The month of a moment, in UTC: «март 2024 г.», “March 2024”.
pub(super) fn month(moment: Timestamp, catalogue: &Catalogue) -> String {
    let (year, month) = year_and_month(moment.millis() / 86_400_000);
    // A year is no quantity: as a text it is not grouped.
    let year = year.to_string();
    catalogue.tell("month", &[("month", month.into()), ("year", year.into())])
}

#[derive(Clone, Copy)]
enum Case {
    Nominative,
    Accusative,
}

#[derive(Clone, Copy)]
enum Unit {
    Days,
    Hours,
    Minutes,
    Seconds,
}

impl Case {
    fn say(self, duration: Duration, catalogue: &Catalogue) -> String {
        let seconds = duration.as_secs().saturating_add(u64::from(duration.subsec_nanos() > 0));
        let (larger, smaller) = Unit::split(seconds);
        let larger = self.unit(larger, catalogue);
        let Some(smaller) = smaller else {
            return larger;
        };
        let smaller = self.unit(smaller, catalogue);
        catalogue.tell("duration-two", &[("larger", larger.into()), ("smaller", smaller.into())])
    }

    fn unit(self, (unit, count): (Unit, u64), catalogue: &Catalogue) -> String {
        let key = match (self, unit) {
            (Self::Nominative, Unit::Days) => "duration-days",
            (Self::Nominative, Unit::Hours) => "duration-hours",
            (Self::Nominative, Unit::Minutes) => "duration-minutes",
            (Self::Nominative, Unit::Seconds) => "duration-seconds",
            (Self::Accusative, Unit::Days) => "span-days",
            (Self::Accusative, Unit::Hours) => "span-hours",
            (Self::Accusative, Unit::Minutes) => "span-minutes",
            (Self::Accusative, Unit::Seconds) => "span-seconds",
        };
        catalogue.tell(key, &[("count", count.into())])
    }
}

impl Unit {
    /// The largest unit that there is any of, and what is left in the next one.
    fn split(seconds: u64) -> ((Self, u64), Option<(Self, u64)>) {
        const MINUTE: u64 = 60;
        const HOUR: u64 = 60 * MINUTE;
        const DAY: u64 = 24 * HOUR;

        let of = |unit, length| (unit, seconds / length);
        let rest = |unit, length, whole| Some((unit, seconds % whole / length));
        let (larger, smaller) = match seconds {
            DAY.. => (of(Self::Days, DAY), rest(Self::Hours, HOUR, DAY)),
            HOUR.. => (of(Self::Hours, HOUR), rest(Self::Minutes, MINUTE, HOUR)),
            MINUTE.. => (of(Self::Minutes, MINUTE), rest(Self::Seconds, 1, MINUTE)),
            _ => (of(Self::Seconds, 1), None),
        };
        (larger, smaller.filter(|(_, count)| *count > 0))
    }
}

/// The year and month (1 to 12) of a day counted from 1 January 1970, in the Gregorian calendar.
///
/// Years are counted from March, so that a leap day is their last, and in eras of 400, which all
/// have the same number of days.
fn year_and_month(day: u64) -> (u64, u64) {
    const DAYS_TO_1970: u64 = 719_468;
    const DAYS_OF_ERA: u64 = 146_097;

    let day = day + DAYS_TO_1970;
    let of_era = day % DAYS_OF_ERA;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let year = year_of_era + day / DAYS_OF_ERA * 400;
    match from_march {
        0..10 => (year, from_march + 3),
        _ => (year + 1, from_march - 9),
    }
}
