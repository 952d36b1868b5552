use std::fmt::Write as _;

use ratatui::text::Line;

use crate::page::{Page, View};
use crate::text_field::columns;

/// Columns of a printed screen, without its frame.
const WIDTH: usize = 44;

/// A screen in a box of plain text.
pub(crate) fn boxed(view: &View<'_>) -> String {
    let page = Page::lay(view, WIDTH);
    let rule = "─".repeat(WIDTH + 2);
    let mut text = format!("╭{rule}╮\n");
    rows(&page.title, &mut text);
    let _ = writeln!(text, "├{rule}┤");
    rows(&page.rows, &mut text);
    let _ = writeln!(text, "╰{rule}╯");
    text
}

fn rows(rows: &[Line<'_>], text: &mut String) {
    for row in rows {
        let row = row.to_string();
        let rest = " ".repeat(WIDTH.saturating_sub(columns(&row)));
        // Writing to a string does not fail.
        let _ = writeln!(text, "│ {row}{rest} │");
    }
}
