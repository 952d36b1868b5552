use std::fmt;

use rlibphonenumber::interfaces::AsOriginal;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, Region};

use super::Country;
use super::phone::{Dialled, is_separator};

/// A phone number as it is being typed: grouped as far as it goes, and the country it belongs to.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneText {
    /// Ends with a digit, so that a deletion always takes one away. Holds the digits that were
    /// typed, in ASCII, and no other; a text that is no phone number stays as it is.
    pub text: String,
    pub country: Country,
}

impl PhoneText {
    /// Groups what the field holds now. A `+` moves to the country of the calling code as soon as
    /// it is known; a country that shares it is kept, unless the digits after it are another's.
    pub fn typed(text: &str, country: Country) -> Self {
        let Some(dialled) = Dialled::read(text) else {
            return Self { text: text.to_owned(), country };
        };
        if dialled.digits.is_empty() && !dialled.plus {
            let text = if text.chars().all(is_separator) { "" } else { text };
            return Self { text: text.to_owned(), country };
        }
        let digits = &dialled.digits;
        if !dialled.plus {
            return Self { text: from_home(digits, country), country };
        }
        match CallingCode::of(digits) {
            None => Self { text: format!("+{digits}"), country },
            Some((code, rest)) => {
                Self { text: format!("+{}", code.with(rest)), country: code.country(rest, country) }
            }
        }
    }
}

/// Hides the digits.
impl fmt::Debug for PhoneText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneText(…, {})", self.country)
    }
}

/// A calling code (ITU-T E.164) that is in use; none is the beginning of another.
#[derive(Clone, Copy)]
struct CallingCode {
    code: i32,
    /// The country whose metadata has the code's formats; `World` for plans of no country.
    main: Region,
}

impl CallingCode {
    /// The code that digits begin with, and the rest.
    fn of(digits: &str) -> Option<(Self, &str)> {
        (1..=3).find_map(|length| {
            let (code, rest) = digits.split_at_checked(length)?;
            if code.starts_with('0') {
                return None;
            }
            let code = code.parse().ok()?;
            let main = PHONE_NUMBER_UTIL.get_region_for_country_code(code)?;
            Some((Self { code, main }, rest))
        })
    }

    /// The code and what comes after it, grouped as abroad.
    fn with(self, rest: &str) -> String {
        let digits = format!("{}{rest}", self.code);
        let dialled = Dialled { plus: true, digits };
        if let Some(whole) = whole(&dialled, None) {
            return whole;
        }
        if rest.is_empty() {
            return dialled.digits;
        }
        let grouped = grouped(self, PhoneNumberFormat::International, "", rest);
        format!("{} {}", self.code, grouped.as_deref().unwrap_or(rest))
    }

    fn country(self, rest: &str, present: Country) -> Country {
        let Some(mut regions) = PHONE_NUMBER_UTIL.get_regions_for_country_calling_code(self.code)
        else {
            return present;
        };
        let shares = regions.any(|region| region == present.region());
        if let Some(country) = self.country_of_leading_digits(rest) {
            return country;
        }
        // Three digits tell the countries of a code apart, as far as its metadata does.
        let is_anothers = rest.len() >= 3 && leading_digits(self.code, present.region()).is_some();
        if shares && !is_anothers {
            return present;
        }
        let number = Dialled { plus: true, digits: format!("{}{rest}", self.code) }.number(present);
        number
            .ok()
            .and_then(|number| number.get_region_code())
            .and_then(Country::of)
            .or_else(|| Country::of(self.main))
            .unwrap_or(present)
    }

    /// The country, of several with this code, that has the numbers beginning so (+7 7… is
    /// Kazakhstan).
    fn country_of_leading_digits(self, rest: &str) -> Option<Country> {
        PHONE_NUMBER_UTIL
            .get_regions_for_country_calling_code(self.code)?
            .filter(|region| leading_digits(self.code, *region).is_some_and(|is| is(rest)))
            .find_map(Country::of)
    }
}

/// Whether a country's numbers begin so; none where its metadata does not tell.
fn leading_digits(code: i32, region: Region) -> Option<impl Fn(&str) -> bool> {
    let metadata =
        PHONE_NUMBER_UTIL.as_original().get_metadata_for_region_or_calling_code(code, region)?;
    let pattern = metadata.leading_digits().anchor_start().ok()??;
    Some(|digits: &str| pattern.is_match(digits))
}

/// Digits without a `+`, grouped as they are dialled in a country: with its prefix for abroad, its
/// national prefix, or neither.
fn from_home(digits: &str, country: Country) -> String {
    if let Some((prefix, abroad)) = abroad(digits, country) {
        return match CallingCode::of(abroad) {
            Some((code, rest)) => format!("{prefix} {}", code.with(rest)),
            None => format!("{prefix} {abroad}"),
        };
    }
    let dialled = Dialled { plus: false, digits: digits.to_owned() };
    if let Some(whole) = whole(&dialled, Some(country)) {
        return whole;
    }
    let Some((plan, _)) = CallingCode::of(&country.calling_code().to_string()) else {
        return dialled.digits;
    };
    let bare = |digits| grouped(plan, PhoneNumberFormat::International, "", digits);
    let with_prefix = |prefix: &str| {
        let rest = digits.strip_prefix(prefix)?;
        if rest.is_empty() {
            return Some(prefix.to_owned());
        }
        grouped(plan, PhoneNumberFormat::National, prefix, rest)
            .or_else(|| Some(format!("{prefix} {}", bare(rest)?)))
    };
    country
        .national_prefix()
        .and_then(with_prefix)
        .or_else(|| grouped(plan, PhoneNumberFormat::National, "", digits))
        .or_else(|| bare(digits))
        .unwrap_or_else(|| digits.to_owned())
}

/// The prefix for abroad, and what comes after it.
fn abroad(digits: &str, country: Country) -> Option<(&str, &str)> {
    let util = PHONE_NUMBER_UTIL.as_original();
    let metadata = util.get_metadata_for_region(country.region())?;
    let pattern = metadata.international_prefix().anchor_start().ok()?;
    let abroad = util.parse_prefix_as_idd(digits, pattern).or_else(|| digits.strip_prefix("00"))?;
    let (prefix, abroad) = digits.split_at_checked(digits.len() - abroad.len())?;
    (!abroad.is_empty()).then_some((prefix, abroad))
}

/// A number that is in use in the form that has the digits that were dialled.
fn whole(dialled: &Dialled, country: Option<Country>) -> Option<String> {
    let number = dialled.number(country.unwrap_or(Country::RUSSIA)).ok()?;
    if !number.is_valid() {
        return None;
    }
    let national = number.format_as(PhoneNumberFormat::National);
    let international = number.format_as(PhoneNumberFormat::International);
    let international = international.trim_start_matches('+');
    let without_code = international
        .strip_prefix(&number.country_code.to_string())
        .map(|rest| rest.trim_start_matches(is_separator));
    [country.map(|_| national.as_ref()), Some(international), without_code]
        .into_iter()
        .flatten()
        .find(|form| is_of(form, &dialled.digits))
        .map(str::to_owned)
}

/// The beginning of a number in the groups of the first format that it can become.
fn grouped(
    plan: CallingCode,
    written: PhoneNumberFormat,
    prefix: &str,
    digits: &str,
) -> Option<String> {
    let util = PHONE_NUMBER_UTIL.as_original();
    let metadata = util.get_metadata_for_region_or_calling_code(plan.code, plan.main)?;
    let abroad = &metadata.intl_number_format;
    let formats = match written {
        PhoneNumberFormat::International if !abroad.is_empty() => abroad,
        _ => &metadata.number_format,
    };
    // Lengths of whole numbers: what only a neighbour dials is passed over.
    let lengths = &metadata.general_desc.original.possible_length;
    formats.iter().find_map(|format| {
        let leading = format.leading_digits_pattern();
        let leading = leading.get(digits.len().saturating_sub(LEADING)).or(leading.last());
        let begins_so = |number: &str| match leading {
            None => true,
            Some(leading) => {
                leading.anchor_start().is_ok_and(|it| it.is_some_and(|it| it.is_match(number)))
            }
        };
        let fits = |number: &str| {
            format.pattern().anchor_full().is_ok_and(|it| it.is_some_and(|it| it.is_match(number)))
        };
        let number = filled_up(digits, lengths, begins_so, fits).filter(|_| {
            util.is_format_eligible_for_as_you_type_formatter(&format.original.format)
        })?;
        let formed = util.format_nsn_using_pattern(&number, format, written).ok()?;
        is_of(&formed, &format!("{prefix}{number}"))
            .then(|| cut(&formed, prefix.len() + digits.len()))
    })
}

/// Digits by which metadata's first leading digits tell formats apart.
const LEADING: usize = 3;

/// The longest number that a format takes and that begins with these digits: any will do, since
/// what is filled up is cut off again.
fn filled_up(
    digits: &str,
    lengths: &[i32],
    begins_so: impl Fn(&str) -> bool,
    fits: impl Fn(&str) -> bool,
) -> Option<String> {
    if digits.len() >= LEADING && !begins_so(digits) {
        return None;
    }
    let lengths = lengths.iter().rev().filter_map(|length| usize::try_from(*length).ok());
    let lengths = lengths.filter(|length| *length >= digits.len());
    ('0'..='9').find_map(|filling| {
        let filled = |length: usize| -> String {
            digits.chars().chain(std::iter::repeat(filling)).take(length).collect()
        };
        if digits.len() < LEADING && !begins_so(&filled(LEADING)) {
            return None;
        }
        lengths.clone().map(filled).find(|number| fits(number))
    })
}

/// It has these digits and no other.
fn is_of(form: &str, digits: &str) -> bool {
    form.chars().filter(char::is_ascii_digit).eq(digits.chars())
}

/// Up to the last of so many digits.
fn cut(form: &str, digits: usize) -> String {
    let mut left = digits;
    form.chars()
        .take_while(|c| {
            let goes_on = left > 0;
            left -= usize::from(goes_on && c.is_ascii_digit());
            goes_on
        })
        .collect()
}
