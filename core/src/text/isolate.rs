use std::borrow::Cow;

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// A text of somebody else's, as it stands inside a sentence.
///
/// One that holds right-to-left letters is isolated (Unicode Standard Annex 9, section 2.7), so
/// that the words around it keep their order. Any other is left as it is: marks that change
/// nothing would only be copied along.
pub(super) fn isolate(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_right_to_left) {
        format!("{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}").into()
    } else {
        text.into()
    }
}

/// It is in a block of right-to-left letters, or sets a direction.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter,
        '\u{0590}'..='\u{08ff}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}
