use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use vestibule::text::{self, ButtonRole, Labels, Words};
use vestibule::{Action, ActionKind, Field, Locale, Notice, Progress, Screen, Snapshot, Timestamp};

use super::chrome::{Chrome, chrome};
use super::sheet::{Chosen, Sheet};
use crate::form::{Form, is_same_place};
use crate::message::Message;
use crate::page::{Control, Page, View};
use crate::picture;
use crate::text_field::TextField;
use crate::world::Neighbour;

/// The phone in the terminal: the screen that the core gave, and what the person does to it.
///
/// It holds no decision: a key becomes a [`Wish`], and whoever runs it passes that on.
pub struct Phone {
    pub(super) locale: Locale,
    pub(super) snapshot: Snapshot,
    pub(super) words: Words,
    pub(super) form: Form,
    pub(super) focus: Option<Control>,
    pub(super) sheet: Option<Sheet>,
    pub(super) scroll: Scroll,
    pub(super) side: Side,
    /// What arrived, oldest first; none where the servers are somebody else's.
    pub(super) inbox: Option<Vec<Message>>,
    pub(super) neighbours: Vec<Neighbour>,
    /// Without a network; none where that can't be played.
    pub(super) airplane: Option<bool>,
    /// A word about the last key.
    pub(super) note: Option<&'static str>,
}

/// What a key asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    Act(Action),
    Speak(Locale),
    Airplane(bool),
    Quit,
}

/// What comes after the last control, and before the first.
#[derive(Clone, Copy)]
enum Ends {
    Meet,
    Stop,
}

/// Which part of a long page is in sight.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scroll {
    pub(super) top: usize,
    /// The page was moved by hand; else what is acted on stays in sight.
    pub(super) is_by_hand: bool,
    /// The problem is new: it is to be seen.
    pub(super) to_problem: bool,
}

/// What stands beside the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Inbox,
    /// Who lives in the embedded world, from this page on.
    Neighbours {
        page: usize,
    },
}

impl Phone {
    /// A phone that shows this screen.
    pub fn new(snapshot: Snapshot, locale: Locale) -> Self {
        let words = text::words(&snapshot.screen, locale);
        let form = Form::of(&snapshot.screen);
        let mut phone = Self {
            locale,
            words,
            form,
            snapshot,
            focus: None,
            sheet: None,
            scroll: Scroll::default(),
            side: Side::Inbox,
            inbox: None,
            neighbours: Vec::new(),
            airplane: None,
            note: None,
        };
        phone.focus = phone.first_focus();
        phone
    }

    /// An inbox beside it.
    #[must_use]
    pub fn with_inbox(self) -> Self {
        Self { inbox: Some(Vec::new()), ..self }
    }

    /// A world around it, whose network can be taken away.
    #[must_use]
    pub fn with_neighbours(self, neighbours: Vec<Neighbour>) -> Self {
        Self { neighbours, airplane: Some(false), ..self }
    }

    /// Shows the core's newest screen; an older one changes nothing.
    pub fn show(&mut self, snapshot: Snapshot) {
        if snapshot.revision < self.snapshot.revision {
            return;
        }
        let before = std::mem::replace(&mut self.snapshot, snapshot);
        let screen = &self.snapshot.screen;
        self.form.follow(&before.screen, screen);
        let had_problem = self.words.problem.take();
        self.words = text::words(screen, self.locale);
        if !is_same_place(&before.screen, screen) {
            self.focus = None;
            self.sheet = None;
            self.scroll = Scroll::default();
        }
        if self.words.problem.is_some() && self.words.problem != had_problem {
            self.scroll = Scroll { to_problem: true, is_by_hand: false, ..self.scroll };
            let field = self.words.problem.as_ref().and_then(|problem| problem.field);
            self.focus = field.map(Control::Field).or(self.focus);
        }
        if !self.focus.is_some_and(|focus| self.controls().contains(&focus)) {
            self.focus = self.first_focus();
        }
    }

    /// Speaks another language.
    pub fn speak(&mut self, locale: Locale) {
        self.locale = locale;
        self.words = text::words(&self.snapshot.screen, locale);
        self.sheet = None;
    }

    /// An SMS or an e-mail arrives.
    pub fn receive(&mut self, message: Message) {
        self.inbox.get_or_insert_default().push(message);
    }

    /// The core refused the last action: it makes no sense on this screen now.
    pub fn refused(&mut self) {
        self.note = Some(self.chrome().not_now);
    }

    /// A key was pressed.
    pub fn press(&mut self, key: KeyEvent) -> Vec<Wish> {
        if key.kind == KeyEventKind::Release {
            return vec![];
        }
        self.note = None;
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            return match key.code {
                KeyCode::Char('c') => vec![Wish::Quit],
                KeyCode::Char('u') => self.type_with(TextField::clear),
                _ => vec![],
            };
        }
        match key.code {
            KeyCode::F(1) => self.turn_side(),
            KeyCode::F(2) => return vec![Wish::Speak(self.other_locale())],
            KeyCode::F(3) => return self.paste_code(),
            KeyCode::F(4) => {
                if let Some(airplane) = &mut self.airplane {
                    *airplane = !*airplane;
                    return vec![Wish::Airplane(*airplane)];
                }
            }
            KeyCode::PageDown => self.scroll_by(8),
            KeyCode::PageUp => self.scroll_by(-8),
            KeyCode::Esc => return self.escape(),
            KeyCode::Enter => return self.enter(),
            KeyCode::Tab => self.step(1, Ends::Meet),
            KeyCode::BackTab => self.step(-1, Ends::Meet),
            KeyCode::Down => self.step(1, Ends::Stop),
            KeyCode::Up => self.step(-1, Ends::Stop),
            KeyCode::Char(letter) => {
                return self.type_text(letter.encode_utf8(&mut [0; 4]));
            }
            KeyCode::Backspace => return self.type_with(TextField::backspace),
            KeyCode::Delete => return self.type_with(TextField::delete),
            KeyCode::Left => self.move_cursor(TextField::left),
            KeyCode::Right => self.move_cursor(TextField::right),
            KeyCode::Home => self.move_cursor(TextField::home),
            KeyCode::End => self.move_cursor(TextField::end),
            _ => {}
        }
        vec![]
    }

    /// Text was pasted.
    pub fn paste(&mut self, text: &str) -> Vec<Wish> {
        self.type_text(text.trim_matches(['\r', '\n']))
    }

    /// Something on the screen moves by itself: it has to be drawn again soon.
    pub fn is_moving(&self) -> bool {
        self.snapshot.screen.progress() == Some(&Progress::Running)
    }

    /// Moves a page that is longer than the phone.
    pub fn scroll_by(&mut self, rows: isize) {
        let top = self.scroll.top.saturating_add_signed(rows);
        self.scroll = Scroll { top, is_by_hand: true, to_problem: false };
    }

    pub(super) fn view(&self, now: Timestamp) -> View<'_> {
        View {
            words: &self.words,
            form: &self.form,
            country: country(&self.snapshot.screen, self.locale),
            address: address(&self.snapshot.screen),
            loading: self.is_moving().then(|| self.labels().loading),
            focus: self.focus,
            is_plain: false,
            now,
        }
    }

    pub(super) fn chrome(&self) -> &'static Chrome {
        chrome(self.locale)
    }

    pub(super) fn labels(&self) -> Labels {
        text::labels(self.locale)
    }

    pub(super) fn other_locale(&self) -> Locale {
        match self.locale {
            Locale::Ru => Locale::En,
            Locale::En => Locale::Ru,
        }
    }

    fn controls(&self) -> Vec<Control> {
        Page::controls_of(&self.view(Timestamp::default()))
    }

    /// Where the eye goes first: to a field that is empty, a choice, what the screen is there for.
    fn first_focus(&self) -> Option<Control> {
        let controls = self.controls();
        let find = |is_it: &dyn Fn(&Control) -> bool| controls.iter().copied().find(|it| is_it(it));
        let is_main = |control: &Control| {
            let mut main = self.words.buttons.iter().filter(|it| it.role == ButtonRole::Main);
            main.any(|button| *control == Control::Button(button.action))
        };
        find(&|it| matches!(it, Control::Field(field) if self.form.text(*field).is_empty()))
            .or_else(|| find(&|it| matches!(it, Control::Field(_))))
            .or_else(|| find(&|it| matches!(it, Control::Choice(_))))
            .or_else(|| find(&is_main))
            .or_else(|| controls.first().copied())
    }

    fn step(&mut self, by: isize, ends: Ends) {
        self.scroll.is_by_hand = false;
        self.scroll.to_problem = false;
        if let Some(sheet) = &mut self.sheet {
            sheet.step(by);
            return;
        }
        let controls = self.controls();
        let Some(last) = controls.len().checked_sub(1) else {
            return;
        };
        let at = controls.iter().position(|control| Some(*control) == self.focus).unwrap_or(0);
        let next = match (at.checked_add_signed(by), ends) {
            (Some(next), _) if next <= last => next,
            (Some(_), Ends::Meet) => 0,
            (None, Ends::Meet) => last,
            (_, Ends::Stop) => at,
        };
        self.focus = controls.get(next).copied();
    }

    fn enter(&mut self) -> Vec<Wish> {
        if let Some(sheet) = self.sheet.take() {
            return match sheet.choose() {
                Ok(chosen) => self.chosen(chosen),
                Err(next) => {
                    self.sheet = next;
                    vec![]
                }
            };
        }
        match self.focus {
            None => vec![],
            Some(Control::Country) => {
                if let Screen::Phone { country, .. } = &self.snapshot.screen {
                    self.sheet = Some(Sheet::countries(*country, self.locale));
                }
                vec![]
            }
            Some(Control::Field(Field::Domain)) => {
                if let Screen::Password { domains, .. } = &self.snapshot.screen {
                    self.sheet = Some(Sheet::domains(domains, self.form.text(Field::Domain)));
                }
                vec![]
            }
            Some(Control::Field(field)) => self.leave_field(field),
            Some(Control::Choice(index)) => self
                .words
                .choices
                .get(index)
                .map(|it| Wish::Act(it.action.clone()))
                .into_iter()
                .collect(),
            Some(Control::SignInAgain(index)) => match self.snapshot.screen.notices().get(index) {
                Some(Notice::SessionEnded { server, .. }) => {
                    vec![Wish::Act(Action::SignInAgain { server: *server })]
                }
                _ => vec![],
            },
            Some(Control::DismissNotice) => vec![Wish::Act(Action::DismissNotice)],
            Some(Control::Button(kind)) => self.push(kind),
        }
    }

    /// Enter in a field: on to the next one that is empty, or the main button.
    fn leave_field(&mut self, field: Field) -> Vec<Wish> {
        let controls = self.controls();
        let at = controls.iter().position(|control| *control == Control::Field(field));
        if let Some(Control::Field(next)) = at.and_then(|at| controls.get(at + 1))
            && self.form.text(*next).is_empty()
        {
            self.focus = Some(Control::Field(*next));
            return vec![];
        }
        let main = self.words.buttons.first().filter(|it| it.role == ButtonRole::Main);
        match main.map(|button| button.action) {
            Some(kind) => self.push(kind),
            None => vec![],
        }
    }

    fn push(&mut self, button: ActionKind) -> Vec<Wish> {
        if button == ActionKind::SubmitAvatar {
            self.sheet = Some(Sheet::picture());
            return vec![];
        }
        let Some(action) = self.form.press(button) else {
            return vec![];
        };
        if action == Action::Resend
            && let Some(code) = self.form.field_mut(Field::Code)
        {
            code.clear();
        }
        vec![Wish::Act(action)]
    }

    fn escape(&mut self) -> Vec<Wish> {
        if self.sheet.take().is_some() {
            return vec![];
        }
        let can = self.snapshot.screen.actions();
        [(ActionKind::Cancel, Action::Cancel), (ActionKind::Back, Action::Back)]
            .into_iter()
            .find(|(kind, _)| can.contains(kind))
            .map(|(_, action)| Wish::Act(action))
            .into_iter()
            .collect()
    }

    fn chosen(&mut self, chosen: Chosen) -> Vec<Wish> {
        match chosen {
            Chosen::Country(country) => {
                self.focus = Some(Control::Field(Field::Phone));
                vec![Wish::Act(Action::SelectCountry { country })]
            }
            Chosen::Domain(domain) => {
                self.fill(Field::Domain, &domain);
                self.focus = Some(Control::Field(Field::Password));
                self.told(Field::Domain)
            }
            Chosen::Camera => {
                vec![Wish::Act(Action::SubmitAvatar { picture: picture::PORTRAIT.to_vec() })]
            }
            Chosen::File(path) => match picture::read(&path) {
                Ok(picture) => vec![Wish::Act(Action::SubmitAvatar { picture })],
                Err(_) => {
                    self.note = Some(self.chrome().unreadable);
                    vec![]
                }
            },
        }
    }

    /// Puts the newest code where a code is asked for.
    fn paste_code(&mut self) -> Vec<Wish> {
        let code = self.inbox.iter().flatten().next_back().map(|message| message.code.clone());
        match code {
            Some(code) if self.form.field(Field::Code).is_some() => {
                self.focus = Some(Control::Field(Field::Code));
                self.fill(Field::Code, &code);
                self.told(Field::Code)
            }
            _ => {
                self.note = Some(self.chrome().no_code);
                vec![]
            }
        }
    }

    /// The core is told what a field holds now, where it wants to know.
    fn told(&self, field: Field) -> Vec<Wish> {
        if self.snapshot.screen.actions().contains(&ActionKind::Edit) {
            vec![Wish::Act(self.form.edited(field))]
        } else {
            vec![]
        }
    }

    fn fill(&mut self, field: Field, text: &str) {
        if let Some(field) = self.form.field_mut(field) {
            field.clear();
            field.insert(text);
        }
    }

    fn type_text(&mut self, text: &str) -> Vec<Wish> {
        if self.sheet.is_none() && self.is_refused_code() {
            return self.type_with(|field| {
                field.clear();
                field.insert(text);
            });
        }
        self.type_with(|field| field.insert(text))
    }

    /// A whole code stands there and was not accepted: the next digit begins another.
    fn is_refused_code(&self) -> bool {
        let Screen::Code { length, progress: Progress::Failed { .. }, .. } = &self.snapshot.screen
        else {
            return false;
        };
        let digits = self.form.text(Field::Code).chars().filter(char::is_ascii_digit).count();
        digits >= usize::try_from(*length).unwrap_or(usize::MAX)
    }

    fn type_with(&mut self, change: impl FnOnce(&mut TextField)) -> Vec<Wish> {
        self.scroll.is_by_hand = false;
        if let Some(sheet) = &mut self.sheet {
            if let Some(field) = sheet.field_mut() {
                change(field);
                sheet.typed(self.locale);
            }
            return vec![];
        }
        match self.focus {
            // Chosen from a list.
            Some(Control::Field(Field::Domain)) => vec![],
            Some(Control::Field(field)) => match self.form.field_mut(field) {
                Some(text) => {
                    change(text);
                    self.told(field)
                }
                None => vec![],
            },
            _ => vec![],
        }
    }

    fn move_cursor(&mut self, change: impl FnOnce(&mut TextField)) {
        let field = match &mut self.sheet {
            Some(sheet) => sheet.field_mut(),
            None => match self.focus {
                Some(Control::Field(field)) => self.form.field_mut(field),
                _ => None,
            },
        };
        if let Some(field) = field {
            change(field);
        }
    }

    fn turn_side(&mut self) {
        self.side = match self.side {
            Side::Inbox if self.neighbours.is_empty() => Side::Inbox,
            Side::Inbox => Side::Neighbours { page: 0 },
            // Drawing turns it back behind the last page.
            Side::Neighbours { page } => Side::Neighbours { page: page + 1 },
        };
    }
}

/// What the browser is to open, to be copied where it does not.
fn address(screen: &Screen) -> Option<String> {
    match screen {
        Screen::Browser { url, .. } => url.clone(),
        _ => None,
    }
}

/// What the button for a phone's country says.
pub(crate) fn country(screen: &Screen, locale: Locale) -> Option<String> {
    let Screen::Phone { country, .. } = screen else {
        return None;
    };
    Some(format!("{} +{}", text::country_name(*country, locale), country.calling_code()))
}
