use unicode_segmentation::UnicodeSegmentation;

use crate::text_field::columns;

/// Breaks a text into rows of at most so many columns: between words, and inside of those that are
/// longer than a row.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    text.lines().flat_map(|line| wrap_line(line, width.max(2))).collect()
}

fn wrap_line(line: &str, width: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = String::new();
    for word in line.split(' ') {
        let gap = if row.is_empty() { "" } else { " " };
        if columns(&row) + gap.len() + columns(word) <= width {
            row.push_str(gap);
            row.push_str(word);
            continue;
        }
        if !row.is_empty() {
            rows.push(std::mem::take(&mut row));
        }
        for cluster in word.graphemes(true) {
            if columns(&row) + columns(cluster) > width {
                rows.push(std::mem::take(&mut row));
            }
            row.push_str(cluster);
        }
    }
    rows.push(row);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_break_between_words() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
    }

    #[test]
    fn a_word_longer_than_a_row_breaks_inside() {
        assert_eq!(wrap("to https://a.example", 8), ["to", "https://", "a.exampl", "e"]);
    }

    #[test]
    fn wide_characters_count_as_two_columns() {
        assert_eq!(wrap("日本語 テスト", 7), ["日本語", "テスト"]);
        assert_eq!(wrap("日本語テスト", 5), ["日本", "語テ", "スト"]);
    }

    #[test]
    fn a_line_break_is_kept() {
        assert_eq!(wrap("one\n\ntwo", 8), ["one", "", "two"]);
    }
}
