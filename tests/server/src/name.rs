use unicode_segmentation::UnicodeSegmentation as _;

/// A name to show: not empty, at most `max` characters as people count them, and nothing that
/// would draw outside its line.
pub(crate) fn is_name(name: &str, max: u32) -> bool {
    let count = name.trim().graphemes(true).count();
    (1..=max as usize).contains(&count) && !name.chars().any(is_hidden)
}

/// Control characters, and those that turn the direction of the text round them.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_as_long_as_people_count() {
        assert!(is_name("👩‍👩‍👧‍👦", 1));
        assert!(is_name("Ёж", 2));
        assert!(!is_name("Ёжик", 2));
        assert!(!is_name("   ", 2));
        assert!(!is_name("a\u{202E}b", 9));
    }
}
