use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;

/// A line of text being edited, and where its cursor stands.
///
/// It counts in characters as people do: extended grapheme clusters (Unicode Standard Annex 29).
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct TextField {
    text: String,
    /// Clusters before the cursor.
    cursor: usize,
}

/// As much of a field as fits, and the column of the cursor in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub text: String,
    pub cursor: usize,
}

impl TextField {
    /// Holds the text, with the cursor at its end.
    pub(crate) fn new(text: &str) -> Self {
        // A field is one line: what breaks lines in a pasted text becomes a space.
        let text: String =
            text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        let cursor = text.graphemes(true).count();
        Self { text, cursor }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Puts text in where the cursor stands.
    pub(crate) fn insert(&mut self, text: &str) {
        let (before, after) = self.halves();
        let before = Self::new(&format!("{before}{}", Self::new(text).text));
        *self = Self { text: format!("{}{after}", before.text), cursor: before.cursor };
    }

    /// Takes the character before the cursor away.
    pub(crate) fn backspace(&mut self) {
        if self.cursor > 0 {
            self.cursor -= 1;
            self.delete();
        }
    }

    /// Takes the character behind the cursor away.
    pub(crate) fn delete(&mut self) {
        let (before, after) = self.halves();
        let rest: String = after.graphemes(true).skip(1).collect();
        self.text = format!("{before}{rest}");
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn left(&mut self) {
        self.cursor = self.cursor.saturating_sub(1);
    }

    pub(crate) fn right(&mut self) {
        self.cursor = (self.cursor + 1).min(self.len());
    }

    pub(crate) fn home(&mut self) {
        self.cursor = 0;
    }

    pub(crate) fn end(&mut self) {
        self.cursor = self.len();
    }

    /// Takes the text over as somebody formatted it: the cursor stays behind the same letter or
    /// digit.
    pub(crate) fn reformat(&mut self, text: &str) {
        if self.text == text {
            return;
        }
        let (before, _) = self.halves();
        let wanted = before.chars().filter(|letter| letter.is_alphanumeric()).count();
        let is_at_end = self.cursor == self.len();
        *self = Self::new(text);
        if is_at_end {
            return;
        }
        let mut seen = 0;
        self.cursor = 0;
        for cluster in self.text.graphemes(true) {
            if seen == wanted {
                break;
            }
            self.cursor += 1;
            seen += cluster.chars().filter(|letter| letter.is_alphanumeric()).count();
        }
    }

    /// As much as fits into so many columns, the cursor in sight; each character as `mask`, if one
    /// is given.
    pub(crate) fn window(&self, width: usize, mask: Option<&str>) -> Window {
        let clusters: Vec<&str> =
            self.text.graphemes(true).map(|cluster| mask.unwrap_or(cluster)).collect();
        let columns = |range: &[&str]| range.iter().map(|cluster| columns(cluster)).sum::<usize>();
        let mut first = 0;
        // The cursor stands on a column of its own.
        while columns(&clusters[first..self.cursor]) + 1 > width && first < self.cursor {
            first += 1;
        }
        let cursor = columns(&clusters[first..self.cursor]);
        let mut text = String::new();
        let mut used = 0;
        for cluster in &clusters[first..] {
            used += columns(&[cluster]);
            if used > width {
                break;
            }
            text.push_str(cluster);
        }
        Window { text, cursor }
    }

    fn len(&self) -> usize {
        self.text.graphemes(true).count()
    }

    fn halves(&self) -> (String, String) {
        let clusters = || self.text.graphemes(true);
        (clusters().take(self.cursor).collect(), clusters().skip(self.cursor).collect())
    }
}

/// Only that there is a text: it may be a password.
impl std::fmt::Debug for TextField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TextField(…)")
    }
}

/// How many columns of a terminal a text takes.
pub(crate) fn columns(text: &str) -> usize {
    Span::raw(text).width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_what_people_count_as_one() {
        let mut field = TextField::new("éte\u{301}👩‍👩‍👧");

        field.backspace();
        field.backspace();

        assert_eq!(field.as_str(), "ét");
    }

    #[test]
    fn text_goes_in_where_the_cursor_stands() {
        let mut field = TextField::new("Аа");

        field.left();
        field.insert("нн");
        field.home();
        field.delete();

        assert_eq!(field.as_str(), "нна");
        assert_eq!(field.window(10, None).cursor, 0);
    }

    #[test]
    fn a_pasted_line_break_becomes_a_space() {
        let mut field = TextField::default();

        field.insert("one\ntwo");

        assert_eq!(field.as_str(), "one two");
    }

    #[test]
    fn the_cursor_stays_behind_the_digit_that_was_typed() {
        let mut field = TextField::new("+7912345");
        field.left();
        field.left();

        field.reformat("+7 912 345");
        field.insert("|");

        assert_eq!(field.as_str(), "+7 912 3|45");
    }

    #[test]
    fn the_window_follows_the_cursor_by_columns() {
        let field = TextField::new("日本語テスト");

        let window = field.window(7, None);

        assert_eq!(window, Window { text: "テスト".to_owned(), cursor: 6 });
    }

    #[test]
    fn a_mask_hides_every_character() {
        let field = TextField::new("пароль");

        assert_eq!(field.window(20, Some("•")).text, "••••••");
    }
}
