use ratatui::Frame;
use ratatui::layout::{Alignment, Constraint, Layout, Margin, Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, BorderType, Clear, Paragraph, Wrap};
use vestibule::{Channel, Timestamp};

use super::phone::{Phone, Side};
use super::sheet::{Sheet, Source};
use crate::message::Message;
use crate::page::Page;
use crate::text_field::TextField;
use crate::world::Neighbour;

/// Columns of the phone, its frame included.
const PHONE: u16 = 46;
/// Columns that something beside the phone needs to be read.
const BESIDE: u16 = 26;

const DIM: Style = Style::new().fg(Color::DarkGray);
const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const CHOSEN: Style = Style::new().add_modifier(Modifier::REVERSED);

impl Phone {
    /// Draws the phone, what stands beside it, and the keys.
    pub fn draw(&mut self, frame: &mut Frame<'_>, now: Timestamp) {
        let [main, keys] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(1)]).areas(frame.area());
        let is_wide = main.width >= PHONE + BESIDE;
        if is_wide {
            let [phone, side] =
                Layout::horizontal([Constraint::Length(PHONE), Constraint::Min(0)]).areas(main);
            self.draw_phone(frame, phone, now);
            self.draw_side(frame, side);
        } else if matches!(self.side, Side::Neighbours { .. }) {
            self.draw_side(frame, main);
        } else {
            let width = main.width.min(PHONE);
            self.draw_phone(frame, Rect { width, ..main }, now);
        }
        self.draw_keys(frame, keys);
    }

    fn draw_phone(&mut self, frame: &mut Frame<'_>, area: Rect, now: Timestamp) {
        let air = if self.airplane == Some(true) { "✈ " } else { "" };
        let block = Block::bordered()
            .border_type(BorderType::Rounded)
            .border_style(DIM)
            .title(Line::from(format!(" {air}Vestibule ")))
            .title(Line::from(format!(" {} ", clock(now, false))).alignment(Alignment::Right));
        let inside = block.inner(area).inner(Margin::new(1, 0));
        frame.render_widget(block, area);
        match &self.sheet {
            Some(sheet) => self.draw_sheet(frame, sheet, inside),
            None => self.draw_page(frame, inside, now),
        }
    }

    fn draw_page(&mut self, frame: &mut Frame<'_>, area: Rect, now: Timestamp) {
        let page = Page::lay(&self.view(now), usize::from(area.width));
        let (title, body) = headed(frame, area, page.title);
        let height = usize::from(body.height);
        let focus = page.controls.iter().find(|(control, _)| Some(*control) == self.focus);
        let focus = focus.map(|(_, rows)| rows.clone());
        let mut top = self.scroll.top;
        if !self.scroll.is_by_hand {
            let problem = page.problem.clone().filter(|_| self.scroll.to_problem);
            for rows in problem.into_iter().chain(focus) {
                top = top.max(rows.end.saturating_sub(height)).min(rows.start);
            }
            // What stands above the first control is seen with it.
            let first = page.controls.first().map_or(0, |(_, rows)| rows.end);
            let is_first = page.controls.first().map(|(control, _)| *control) == self.focus;
            if is_first && first <= height {
                top = 0;
            }
        }
        let last = page.rows.len().saturating_sub(height);
        top = top.min(last);
        self.scroll.top = top;
        if let Some((column, row)) = page.cursor
            && (top..top + height).contains(&row)
        {
            frame.set_cursor_position(Position::new(
                body.x + u16::try_from(column).unwrap_or(u16::MAX),
                body.y + u16::try_from(row - top).unwrap_or(u16::MAX),
            ));
        }
        let rows: Vec<_> = page.rows.into_iter().skip(top).take(height).collect();
        frame.render_widget(Paragraph::new(rows), body);
        let mark = |frame: &mut Frame<'_>, y: u16, sign: &'static str| {
            frame.render_widget(Span::raw(sign), Rect::new(body.right(), y, 1, 1));
        };
        if top > 0 {
            mark(frame, title.bottom(), "▲");
        }
        if top < last {
            mark(frame, body.bottom().saturating_sub(1), "▼");
        }
    }

    fn draw_sheet(&self, frame: &mut Frame<'_>, sheet: &Sheet, area: Rect) {
        let labels = self.labels();
        match sheet {
            Sheet::Countries { search, list } => {
                let (_, body) = headed(frame, area, vec![Line::styled(labels.countries, BOLD)]);
                let below = draw_field(frame, body, search, &labels.search_countries);
                if list.items.is_empty() {
                    let text = Paragraph::new(labels.no_countries).wrap(Wrap { trim: true });
                    frame.render_widget(text, below);
                }
                let rows = list.items.iter().map(|it| format!("{} {}", it.name, it.calling_code));
                draw_list(frame, below, rows.collect(), list.at);
            }
            Sheet::Domains { list } => {
                let field =
                    self.words.fields.iter().find(|it| it.field == vestibule::Field::Domain);
                let title = field.map(|field| field.label.clone()).unwrap_or_default();
                let (_, body) = headed(frame, area, vec![Line::styled(title, BOLD)]);
                draw_list(frame, body, list.items.clone(), list.at);
            }
            Sheet::Picture { list } => {
                let (_, body) = headed(frame, area, vec![Line::styled(labels.avatar, BOLD)]);
                let rows = list.items.iter().map(|source| match source {
                    Source::Camera => labels.take_picture.clone(),
                    Source::Gallery => labels.pick_picture.clone(),
                });
                draw_list(frame, body, rows.collect(), list.at);
            }
            Sheet::Path { path } => {
                let (_, body) = headed(frame, area, vec![Line::styled(labels.pick_picture, BOLD)]);
                draw_field(frame, body, path, self.chrome().path);
            }
        }
    }

    fn draw_side(&mut self, frame: &mut Frame<'_>, area: Rect) {
        let block = Block::bordered().border_type(BorderType::Rounded).border_style(DIM);
        let inside = block.inner(area).inner(Margin::new(1, 0));
        if let Side::Neighbours { page } = self.side {
            let rows = neighbours(&self.neighbours, usize::from(inside.width));
            let height = usize::from(inside.height).max(1);
            let pages = rows.len().div_ceil(height);
            if page < pages {
                let title = format!(" {} {}/{pages} ", self.chrome().neighbours, page + 1);
                frame.render_widget(block.title(title), area);
                let rows: Vec<_> = rows.into_iter().skip(page * height).take(height).collect();
                frame.render_widget(Paragraph::new(rows), inside);
                return;
            }
            self.side = Side::Inbox;
        }
        let chrome = self.chrome();
        frame.render_widget(block.title(format!(" {} ", chrome.inbox)), area);
        let text = match &self.inbox {
            None => Text::styled(chrome.no_inbox, DIM),
            Some(messages) if messages.is_empty() => Text::styled(chrome.no_messages, DIM),
            // The newest is on top.
            Some(messages) => messages.iter().rev().flat_map(message).collect(),
        };
        frame.render_widget(Paragraph::new(text).wrap(Wrap { trim: true }), inside);
    }

    fn draw_keys(&self, frame: &mut Frame<'_>, area: Rect) {
        if let Some(note) = self.note {
            let style = Style::new().fg(Color::Yellow);
            frame.render_widget(Line::styled(format!(" {note}"), style), area);
            return;
        }
        let chrome = self.chrome();
        let mut keys: Vec<(&str, &str)> = chrome.keys.to_vec();
        if self.airplane.is_some() {
            keys.insert(keys.len() - 1, ("F4", chrome.airplane));
        }
        if !self.neighbours.is_empty() {
            keys.insert(3, ("F1", chrome.neighbours));
        }
        let keys = keys.into_iter().flat_map(|(key, what)| {
            let gap = if what.is_empty() { "" } else { " " };
            [Span::styled(format!(" {key}"), BOLD), Span::styled(format!("{gap}{what}"), DIM)]
        });
        frame.render_widget(Line::from_iter(keys), area);
    }
}

/// Rows on top with a rule under them; gives where they and the rest are.
fn headed(frame: &mut Frame<'_>, area: Rect, title: Vec<Line<'static>>) -> (Rect, Rect) {
    let height = u16::try_from(title.len()).unwrap_or(1);
    let [head, rule, body] =
        Layout::vertical([Constraint::Length(height), Constraint::Length(1), Constraint::Min(0)])
            .areas(area);
    frame.render_widget(Paragraph::new(title), head);
    let line = "─".repeat(usize::from(rule.width));
    frame.render_widget(Line::styled(line, DIM), rule);
    (head, body)
}

/// A line to type in; gives what is under it.
fn draw_field(frame: &mut Frame<'_>, area: Rect, field: &TextField, placeholder: &str) -> Rect {
    let [row, _, below] =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Min(0)])
            .areas(area);
    let window = field.window(usize::from(row.width), None);
    let text = if window.text.is_empty() {
        Span::styled(placeholder.to_owned(), DIM)
    } else {
        Span::styled(window.text, Style::new().add_modifier(Modifier::UNDERLINED))
    };
    frame.render_widget(text, row);
    let column = u16::try_from(window.cursor).unwrap_or(0);
    frame.set_cursor_position(Position::new(row.x + column, row.y));
    below
}

fn draw_list(frame: &mut Frame<'_>, area: Rect, rows: Vec<String>, at: usize) {
    let height = usize::from(area.height).max(1);
    let top = (at + 1).saturating_sub(height);
    let rows = rows.into_iter().enumerate().skip(top).take(height).map(|(index, row)| {
        if index == at {
            Line::styled(format!("› {row}"), CHOSEN)
        } else {
            Line::raw(format!("  {row}"))
        }
    });
    let rows: Vec<_> = rows.collect();
    frame.render_widget(Clear, area);
    frame.render_widget(Paragraph::new(rows), area);
}

fn message(message: &Message) -> [Line<'static>; 3] {
    let channel = match message.channel {
        Channel::Sms => "SMS",
        Channel::Email => "✉",
    };
    let head = format!("{} {channel} {}", clock(message.sent_at, true), message.to);
    let mut text = Vec::new();
    match message.text.split_once(&message.code) {
        Some((before, after)) if !message.code.is_empty() => {
            text.push(Span::raw(before.to_owned()));
            text.push(Span::styled(message.code.clone(), BOLD));
            text.push(Span::raw(after.to_owned()));
        }
        _ => text.push(Span::raw(message.text.clone())),
    }
    [Line::styled(head, DIM), Line::from(text), Line::default()]
}

fn neighbours(neighbours: &[Neighbour], width: usize) -> Vec<Line<'static>> {
    let mut rows = Vec::new();
    for Neighbour { name, lines } in neighbours {
        if !rows.is_empty() {
            rows.push(Line::default());
        }
        rows.extend(crate::page::wrap(name, width).into_iter().map(|row| Line::styled(row, BOLD)));
        let lines = lines.iter().flat_map(|line| crate::page::wrap(line, width));
        rows.extend(lines.map(Line::raw));
    }
    rows
}

/// The time of the day, in UTC.
fn clock(moment: Timestamp, seconds: bool) -> String {
    let of_day = moment.millis() / 1000 % 86_400;
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    if seconds {
        format!("{hour:02}:{minute:02}:{second:02}")
    } else {
        format!("{hour:02}:{minute:02}")
    }
}
