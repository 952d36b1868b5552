use ratatui::style::{Color, Modifier, Style};

pub(super) const TITLE: Style = Style::new().add_modifier(Modifier::BOLD);
pub(super) const LABEL: Style = Style::new().fg(Color::Gray);
pub(super) const HINT: Style = Style::new().fg(Color::DarkGray);
pub(super) const LINK: Style = Style::new().fg(Color::Cyan).add_modifier(Modifier::UNDERLINED);
pub(super) const NOTICE: Style = Style::new().fg(Color::Yellow);
pub(super) const PROBLEM: Style = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
pub(super) const WAITING: Style = Style::new().fg(Color::Cyan);
pub(super) const CHOICE: Style = Style::new().add_modifier(Modifier::BOLD);
pub(super) const MAIN: Style = Style::new().fg(Color::Green).add_modifier(Modifier::BOLD);
pub(super) const DANGER: Style = Style::new().fg(Color::Red);
pub(super) const FIELD: Style = Style::new().add_modifier(Modifier::UNDERLINED);
pub(super) const FOCUS: Style = Style::new().add_modifier(Modifier::REVERSED);
pub(super) const FOCUS_BRACKETS: Style = Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD);
