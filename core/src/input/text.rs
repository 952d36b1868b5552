//! What several fields do to text before they read it.

use icu_normalizer::ComposingNormalizerBorrowed;
use rlibphonenumber::PHONE_NUMBER_UTIL;

/// Unicode's Normalization Form C.
pub(super) fn nfc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// Without the white space and the invisible marks that a pasted text comes wrapped in.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_mark(c))
}

/// Shows nothing and means nothing here: directions (UAX #9) and zero widths, as other apps wrap
/// names and numbers in them. Joiners are not among them: emoji and several scripts need them.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'                      // soft hyphen
            | '\u{61C}'               // Arabic letter mark
            | '\u{180E}'              // Mongolian vowel separator
            | '\u{200B}'              // zero width space
            | '\u{200E}'..='\u{200F}' // left-to-right, right-to-left mark
            | '\u{202A}'..='\u{202E}' // embeddings and overrides
            | '\u{2060}'..='\u{206F}' // word joiner, isolates, deprecated format characters
            | '\u{FEFF}'              // byte order mark
            | '\u{FFF9}'..='\u{FFFB}' // interlinear annotation
    )
}

/// Dashes and hyphens, as keyboards and word processors have them.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// A decimal digit of any script (Unicode's `Nd`), in ASCII.
pub(super) fn digit(c: char) -> Option<char> {
    if c.is_ascii() || !c.is_numeric() {
        return c.is_ascii_digit().then_some(c);
    }
    PHONE_NUMBER_UTIL.normalize_digits_only(c.encode_utf8(&mut [0; 4])).chars().next()
}
