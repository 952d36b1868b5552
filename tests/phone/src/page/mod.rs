//! A screen laid out in rows, as the phone's window and the printed page show it.

mod look;
mod wrap;

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use vestibule::text::{
    ButtonRole, ButtonWords, ChoiceWords, CountdownWords, FactWords, FieldWords, LinkWords,
    NoticeWords, ProblemWords, Words,
};
use vestibule::{ActionKind, Field, Timestamp};

use crate::form::Form;
use crate::text_field::columns;
pub(crate) use wrap::wrap;

/// What a page is laid out from.
pub(crate) struct View<'a> {
    pub words: &'a Words,
    pub form: &'a Form,
    /// What the button for a phone's country says.
    pub country: Option<String>,
    /// What the browser is to open.
    pub address: Option<String>,
    /// What stands where a request runs that has no words of its own.
    pub loading: Option<String>,
    pub focus: Option<Control>,
    /// No colour tells what is typed from what only shows how: brackets do.
    pub is_plain: bool,
    pub now: Timestamp,
}

/// Something that a key acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Control {
    /// Back in where the server ended the session: the notice of this number.
    SignInAgain(usize),
    DismissNotice,
    Country,
    Field(Field),
    /// The choice of this number.
    Choice(usize),
    Button(ActionKind),
}

/// A screen as rows of text.
pub(crate) struct Page {
    pub title: Vec<Line<'static>>,
    pub rows: Vec<Line<'static>>,
    /// Where each control is, in reading order.
    pub controls: Vec<(Control, Range<usize>)>,
    /// Where the problem is.
    pub problem: Option<Range<usize>>,
    /// Column and row of the text cursor.
    pub cursor: Option<(usize, usize)>,
}

impl Page {
    /// Lays a screen out in so many columns.
    pub(crate) fn lay(view: &View<'_>, width: usize) -> Self {
        let mut page = Layout::new(view, width);
        let words = view.words;
        page.paragraphs(&words.paragraphs);
        page.notices(&words.notices);
        let is_form = !words.fields.is_empty() || !words.choices.is_empty();
        if !is_form {
            page.problem_here(None);
        }
        page.facts(&words.facts);
        page.fields(&words.fields);
        page.choices(&words.choices);
        page.countdowns(&words.countdowns);
        if is_form {
            page.problem_here(None);
        }
        page.links();
        page.address();
        page.waiting();
        page.buttons(&words.buttons);
        page.page
    }

    /// The controls of a screen, in reading order.
    pub(crate) fn controls_of(view: &View<'_>) -> Vec<Control> {
        Self::lay(view, 40).controls.into_iter().map(|(control, _)| control).collect()
    }
}

struct Layout<'a> {
    view: &'a View<'a>,
    width: usize,
    page: Page,
}

impl<'a> Layout<'a> {
    fn new(view: &'a View<'a>, width: usize) -> Self {
        let title = wrap(&view.words.title, width)
            .into_iter()
            .map(|row| Line::styled(row, look::TITLE))
            .collect();
        let page = Page { title, rows: vec![], controls: vec![], problem: None, cursor: None };
        Self { view, width, page }
    }

    fn paragraphs(&mut self, paragraphs: &[String]) {
        for paragraph in paragraphs {
            self.gap();
            self.text(paragraph, Style::new());
        }
    }

    fn notices(&mut self, notices: &[NoticeWords]) {
        for (index, notice) in notices.iter().enumerate() {
            let NoticeWords { text, problem, button, link, dismiss } = notice;
            self.gap();
            self.marked("! ", text, look::NOTICE);
            if let Some(problem) = problem {
                self.problem(problem);
            }
            if let Some(link) = link {
                self.link(link);
            }
            if let Some(label) = button {
                self.button(Control::SignInAgain(index), label, look::MAIN);
            }
            if let Some(label) = dismiss {
                self.button(Control::DismissNotice, label, Style::new());
            }
        }
    }

    fn facts(&mut self, facts: &[FactWords]) {
        if !facts.is_empty() {
            self.gap();
        }
        for FactWords { label, value, link } in facts {
            let style = if link.is_some() { look::LINK } else { Style::new() };
            if columns(label) + 2 + columns(value) <= self.width {
                self.row(Line::from(vec![
                    Span::styled(format!("{label}: "), look::LABEL),
                    Span::styled(value.clone(), style),
                ]));
            } else {
                self.text(&format!("{label}:"), look::LABEL);
                self.marked("  ", value, style);
            }
        }
    }

    fn fields(&mut self, fields: &[FieldWords]) {
        for FieldWords { field, label, placeholder, hint } in fields {
            self.gap();
            if let (Field::Phone, Some(country)) = (field, &self.view.country) {
                self.select(Control::Country, &country.clone());
            }
            self.text(label, look::LABEL);
            let placeholder = match placeholder {
                Some(placeholder) if self.view.is_plain => &format!("({placeholder})"),
                Some(placeholder) => placeholder,
                None => "",
            };
            match field {
                Field::Domain => self.domain(placeholder),
                _ => self.field(*field, placeholder),
            }
            if let Some(hint) = hint {
                self.text(hint, look::HINT);
            }
            self.problem_here(Some(*field));
        }
    }

    /// A line to type in: `[text      ]`.
    fn field(&mut self, field: Field, placeholder: &str) {
        let control = Control::Field(field);
        let inside = self.width.saturating_sub(2);
        let mask = (field == Field::Password).then_some("•");
        let typed = self.view.form.field(field).map(|text| text.window(inside, mask));
        let (text, style) = match &typed {
            Some(window) if !window.text.is_empty() => (window.text.clone(), Style::new()),
            _ => (wrap(placeholder, inside).into_iter().next().unwrap_or_default(), look::HINT),
        };
        let row = self.page.rows.len();
        let brackets = if self.is_focus(control) {
            let cursor = typed.map_or(0, |window| window.cursor);
            self.page.cursor = Some((1 + cursor.min(inside.saturating_sub(1)), row));
            look::FOCUS_BRACKETS
        } else {
            look::LABEL
        };
        let rest = " ".repeat(inside.saturating_sub(columns(&text)));
        self.row(Line::from(vec![
            Span::styled("[", brackets),
            Span::styled(text, style.patch(look::FIELD)),
            Span::styled(rest, look::FIELD),
            Span::styled("]", brackets),
        ]));
        self.page.controls.push((control, row..row + 1));
    }

    fn domain(&mut self, placeholder: &str) {
        let chosen = self.view.form.text(Field::Domain);
        let shown = if chosen.is_empty() { placeholder } else { chosen };
        self.select(Control::Field(Field::Domain), shown);
    }

    /// A button that opens a list: `[chosen     ▾]`.
    fn select(&mut self, control: Control, chosen: &str) {
        let style = if self.is_focus(control) { look::FOCUS } else { look::FIELD };
        let first = self.page.rows.len();
        let inside = self.width.saturating_sub(4);
        let rows = wrap(chosen, inside);
        let last = rows.len().saturating_sub(1);
        for (index, row) in rows.into_iter().enumerate() {
            let rest = " ".repeat(inside.saturating_sub(columns(&row)));
            let open = if index == 0 { "[" } else { " " };
            let close = if index == last { " ▾]" } else { "   " };
            self.row(Line::styled(format!("{open}{row}{rest}{close}"), style));
        }
        self.page.controls.push((control, first..self.page.rows.len()));
    }

    fn choices(&mut self, choices: &[ChoiceWords]) {
        for (index, ChoiceWords { heading, label, detail, action: _ }) in choices.iter().enumerate()
        {
            self.gap();
            if let Some(heading) = heading {
                self.text(heading, look::LABEL);
                self.gap();
            }
            let control = Control::Choice(index);
            let style = if self.is_focus(control) { look::FOCUS } else { look::CHOICE };
            let first = self.page.rows.len();
            self.marked("› ", label, style);
            if let Some(detail) = detail {
                self.marked("  ", detail, look::HINT);
            }
            self.page.controls.push((control, first..self.page.rows.len()));
        }
    }

    fn countdowns(&mut self, countdowns: &[CountdownWords]) {
        if !countdowns.is_empty() {
            self.gap();
        }
        for countdown in countdowns {
            self.text(&counted(countdown, self.view.now), look::HINT);
        }
    }

    fn links(&mut self) {
        for link in &self.view.words.links {
            self.gap();
            self.link(link);
        }
    }

    fn link(&mut self, link: &LinkWords) {
        self.text(&link.label, look::CHOICE);
        self.marked("  ", &link.url, look::LINK);
    }

    fn address(&mut self) {
        if let Some(address) = &self.view.address {
            self.gap();
            self.marked("  ", &address.clone(), look::LINK);
        }
    }

    fn waiting(&mut self) {
        const TURNS: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

        let waiting = self.view.words.waiting.as_ref().or(self.view.loading.as_ref());
        if let Some(waiting) = waiting {
            let turn = usize::try_from(self.view.now.millis() / 100).unwrap_or(0) % TURNS.len();
            self.gap();
            self.marked(&format!("{} ", TURNS[turn]), &waiting.clone(), look::WAITING);
        }
    }

    fn buttons(&mut self, buttons: &[ButtonWords]) {
        if !buttons.is_empty() {
            self.gap();
        }
        for ButtonWords { action, role, label } in buttons {
            let style = match role {
                ButtonRole::Main => look::MAIN,
                ButtonRole::Other => Style::new(),
                ButtonRole::Danger => look::DANGER,
                ButtonRole::Away => look::LABEL,
            };
            self.button(Control::Button(*action), label, style);
        }
    }

    fn button(&mut self, control: Control, label: &str, style: Style) {
        let style = if self.is_focus(control) { look::FOCUS } else { style };
        let first = self.page.rows.len();
        let rows = wrap(label, self.width.saturating_sub(4));
        let last = rows.len().saturating_sub(1);
        for (index, row) in rows.into_iter().enumerate() {
            let open = if index == 0 { "[ " } else { "  " };
            let close = if index == last { " ]" } else { "" };
            self.row(Line::styled(format!("{open}{row}{close}"), style));
        }
        self.page.controls.push((control, first..self.page.rows.len()));
    }

    /// The screen's problem, if this is the place for it: under its field, or where none is named.
    fn problem_here(&mut self, field: Option<Field>) {
        if let Some(problem) = self.view.words.problem.as_ref().filter(|it| it.field == field) {
            if field.is_none() {
                self.gap();
            }
            self.page.problem = Some(self.problem(problem));
        }
    }

    fn problem(&mut self, problem: &ProblemWords) -> Range<usize> {
        let ProblemWords { title, advice, field: _, countdown, reference } = problem;
        let first = self.page.rows.len();
        self.marked("✗ ", title, look::PROBLEM);
        self.marked("  ", advice, Style::new());
        if let Some(countdown) = countdown {
            self.marked("  ", &counted(countdown, self.view.now), look::HINT);
        }
        if let Some(reference) = reference {
            self.marked("  ", reference, look::HINT);
        }
        first..self.page.rows.len()
    }

    fn is_focus(&self, control: Control) -> bool {
        self.view.focus == Some(control)
    }

    fn text(&mut self, text: &str, style: Style) {
        for row in wrap(text, self.width) {
            self.row(Line::styled(row, style));
        }
    }

    /// A text with a mark before its first row; the others stand under the text.
    fn marked(&mut self, mark: &str, text: &str, style: Style) {
        let indent = " ".repeat(columns(mark));
        for (index, row) in wrap(text, self.width.saturating_sub(indent.len())).iter().enumerate() {
            let before = if index == 0 { mark } else { &indent };
            self.row(Line::styled(format!("{before}{row}"), style));
        }
    }

    /// An empty row between two parts.
    fn gap(&mut self) {
        if self.page.rows.last().is_some_and(|row| row.width() > 0) {
            self.row(Line::default());
        }
    }

    fn row(&mut self, row: Line<'static>) {
        self.page.rows.push(row);
    }
}

/// A countdown as it stands now, as minutes and seconds.
fn counted(countdown: &CountdownWords, now: Timestamp) -> String {
    let CountdownWords { before, until, after, over } = countdown;
    if *until <= now {
        return over.clone();
    }
    let seconds = until.since(now).as_millis().div_ceil(1000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let left = match minutes / 60 {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{:02}:{seconds:02}", minutes % 60),
    };
    format!("{before}{left}{after}")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_countdown_shows_the_time_left_and_then_that_it_is_over() {
        let countdown = CountdownWords {
            before: "again in ".to_owned(),
            until: Timestamp::from_secs(4000),
            after: "!".to_owned(),
            over: "again now".to_owned(),
        };
        let at = |before: Duration| {
            counted(&countdown, Timestamp::from_millis(4_000_000 - before.as_millis() as u64))
        };

        assert_eq!(at(Duration::from_millis(59_001)), "again in 1:00!");
        assert_eq!(at(Duration::from_secs(5)), "again in 0:05!");
        assert_eq!(at(Duration::from_secs(3725)), "again in 1:02:05!");
        assert_eq!(at(Duration::ZERO), "again now");
    }
}
