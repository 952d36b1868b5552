use unicode_segmentation::UnicodeSegmentation;

/// A server's text as a person may see it: one line of plain text, of at most `max` characters,
/// without control or bidirectional-override characters.
pub(crate) fn plain(text: &str, max: usize) -> String {
    let visible: String = text.chars().filter_map(shown).collect();
    let line = visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    shortened(line, max)
}

/// The character that is shown for `c`: white space of any kind is a space.
fn shown(c: char) -> Option<char> {
    match c {
        // Line and paragraph separators are white space, but not control characters.
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() => None,
        // Embeddings, overrides and isolates (Unicode Standard Annex 9 section 2).
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        // Byte order mark, interlinear annotations.
        '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => None,
        c => Some(c),
    }
}

/// Cut between characters as people count them, so that no accent is left alone.
fn shortened(text: String, max: usize) -> String {
    if text.chars().nth(max).is_none() {
        return text;
    }
    let mut left = max.saturating_sub(1);
    let mut cut = String::new();
    for cluster in text.graphemes(true) {
        let length = cluster.chars().count();
        if length > left {
            break;
        }
        left -= length;
        cut.push_str(cluster);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_servers_text_is_made_plain() {
        for (text, expected) in [
            ("Acme", "Acme"),
            ("  Акме \r\n\t Россия\u{2028}", "Акме Россия"),
            ("evil\u{202E}moc.elpmaxe", "evilmoc.elpmaxe"),
            ("\u{2067}a\u{2069}\u{0}\u{7F}\u{85}b", "a b"),
            ("<b>bold</b>", "<b>bold</b>"),
            ("👩‍👩‍👧 می‌خواهم", "👩‍👩‍👧 می‌خواهم"),
            ("", ""),
        ] {
            assert_eq!(plain(text, 100), expected, "{text:?}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(plain("abcdef", 6), "abcdef");
        assert_eq!(plain("abcdef", 5), "abcd…");
        assert_eq!(plain("ab cdef", 4), "ab…");
        assert_eq!(plain("ae\u{301}\u{302}\u{303}", 4), "a…");
    }

    proptest! {
        #[test]
        fn plain_text_is_bounded_visible_and_stays_as_it_is(text: String, max in 1usize..50) {
            let plain_text = plain(&text, max);
            prop_assert!(plain_text.chars().count() <= max);
            prop_assert!(plain_text.chars().all(|c| shown(c) == Some(c)));
            prop_assert_eq!(&plain(&plain_text, max), &plain_text);
        }
    }
}
