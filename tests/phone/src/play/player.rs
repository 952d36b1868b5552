use std::error::Error;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use vestibule::flow::NotNow;
use vestibule::input::ServerAddress;
use vestibule::text::{self, Words};
use vestibule::{
    Action, ActionKind, Channel, Field, Locale, Notice, OpenError, Progress, Screen, SignOutPage,
    Snapshot,
};
use vestibule_server::{Lost, Page};

use super::hand::{Hand, kept};
use super::journey::{Choice, Does, Journey, Kind, Scene, Visit};
use crate::form::Form;
use crate::message::Message;
use crate::page::View;
use crate::{picture, print, terminal};

/// Plays journeys by a hand, and tells of each screen and each action.
pub struct Player<H, W> {
    hand: H,
    out: W,
    shown: Snapshot,
    form: Form,
    /// How often the app was started by when that was shown.
    starts: u32,
    /// The app ended by itself since the person last did something.
    ended: bool,
    /// How many messages were told of.
    told: usize,
    /// The page that the browser had open last, and what it handed over: the same once more, where
    /// the app ended before it had that.
    visited: Option<(String, String)>,
    /// How many wrong codes were typed, so that no two are the same.
    wrong_codes: u32,
    /// The password that was typed last, which the person remembers and the app does not.
    password: Option<&'static str>,
}

/// What the person did in a scene.
struct Done {
    scene: Scene,
    /// The screen as the scene began.
    on: Screen,
    /// How much of it was begun.
    begun: usize,
}

/// Why a journey did not arrive.
#[derive(Debug, thiserror::Error)]
pub enum Astray {
    #[error("the app did not start")]
    Open(#[from] OpenError),
    #[error("{expected:?} did not come, this is there: {screen:?}")]
    NoScreen { expected: Box<Scene>, screen: Box<Screen> },
    #[error("{does:?} can't be done on {screen:?}")]
    Impossible { does: Does, screen: Box<Screen> },
    #[error(transparent)]
    Refused(#[from] NotNow),
    #[error("the phone failed")]
    Phone(#[source] Box<dyn Error + Send + Sync>),
    #[error("the browser did not get where it should")]
    Browser(#[from] Lost),
    #[error("the output can't be written")]
    Output(#[from] io::Error),
}

impl<H: Hand, W: Write> Player<H, W> {
    /// How long a screen may take to come.
    const PATIENCE: Duration = Duration::from_secs(20);

    /// Plays by this hand, on a phone whose app was just started.
    pub fn new(hand: H, out: W) -> Self {
        let shown = hand.screen();
        let form = Form::of(&shown.screen);
        let starts = hand.starts();
        let told = hand.messages().len();
        let (ended, visited, wrong_codes, password) = (false, None, 0, None);
        Self { hand, out, shown, form, starts, ended, told, visited, wrong_codes, password }
    }

    /// Plays a journey to its end; gives back the hand.
    ///
    /// # Errors
    ///
    /// [`Astray`].
    pub fn play(self, journey: &Journey) -> Result<H, Astray> {
        self.go(journey.scenes)
    }

    /// Goes through these scenes; gives back the hand.
    ///
    /// # Errors
    ///
    /// [`Astray`].
    pub fn go(mut self, scenes: &[Scene]) -> Result<H, Astray> {
        let mut before = None;
        for scene in scenes {
            self.arrive(scene, before.as_mut())?;
            let mut done = Done { scene: *scene, on: self.shown.screen.clone(), begun: 0 };
            self.act_out(&mut done)?;
            before = Some(done);
        }
        Ok(self.hand)
    }

    /// Waits for a scene's screen, and tells it; where the app ended by itself and what was done
    /// `before` is lost, that is done again.
    fn arrive(&mut self, scene: &Scene, mut before: Option<&mut Done>) -> Result<(), Astray> {
        let mut until = Instant::now() + Self::PATIENCE;
        let host = scene.host.and_then(|server| self.hand.issuer(server));
        let host = host.as_ref().map(ServerAddress::host_display);
        let mut waiting = None;
        loop {
            let words = text::words(&self.shown.screen, self.hand.locale());
            let is_there = scene.is(&self.shown.screen, &words, host.as_deref());
            match &mut before {
                Some(done) if self.is_newest() && self.is_lost(done, is_there) => {
                    writeln!(self.out, "  ↻ {}", spoken(self.hand.locale()).again)?;
                    self.act_out(done)?;
                    until = Instant::now() + Self::PATIENCE;
                    continue;
                }
                _ if self.is_newest() && is_there => break,
                _ => {}
            }
            if words.waiting.is_some() && words.waiting != waiting {
                waiting = words.waiting;
                writeln!(self.out, "  … {}", waiting.as_deref().unwrap_or_default())?;
            }
            match self.hand.next(until)? {
                Some(snapshot) => self.show(snapshot),
                None => {
                    let screen = Box::new(self.shown.screen.clone());
                    return Err(Astray::NoScreen { expected: Box::new(*scene), screen });
                }
            }
        }
        self.tell_messages()?;
        self.tell_screen()?;
        Ok(())
    }

    /// The app ended by itself, and nothing came of what was done.
    fn is_lost(&self, done: &Done, is_there: bool) -> bool {
        let screen = &self.shown.screen;
        let is_settled = screen.progress() != Some(&Progress::Running);
        let is_back = kept(screen) == kept(&done.on);
        self.ended && is_settled && (is_back || !is_there && Kind::of(screen) == done.scene.screen)
    }

    /// Does what the person does in a scene, until the app ends by itself; what is done to the
    /// world is done once.
    fn act_out(&mut self, done: &mut Done) -> Result<(), Astray> {
        if std::mem::take(&mut self.ended)
            && let Some(password) = self.password
        {
            self.types(Field::Password, password);
        }
        for (number, does) in done.scene.person.iter().enumerate() {
            if number < done.begun && (does.is_lasting() || !self.offers(does)) {
                continue;
            }
            done.begun = done.begun.max(number + 1);
            self.does(does)?;
            if self.hand.starts() > self.starts {
                self.show(self.hand.screen());
            }
            if self.ended {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The screen still has what is tapped.
    fn offers(&self, does: &Does) -> bool {
        match does {
            Does::Tap(kind) => self.shown.screen.actions().contains(kind),
            _ => true,
        }
    }

    fn does(&mut self, does: &Does) -> Result<(), Astray> {
        let locale = self.hand.locale();
        match does {
            Does::Restart => {
                writeln!(self.out, "  ↻ {}", spoken(locale).restart)?;
                let starts = self.starts + 1;
                self.hand.restart()?;
                self.show(self.hand.screen());
                // Else it ended by itself before.
                self.ended = self.starts > starts;
                return Ok(());
            }
            Does::Wait(seconds) => {
                let wait = Duration::from_secs(*seconds);
                writeln!(self.out, "  ⏱ {}", text::duration(wait, locale))?;
                self.hand.wait(wait);
                return Ok(());
            }
            Does::GoOffline => {
                writeln!(self.out, "  ✈ {}", spoken(locale).offline)?;
                self.hand.disconnect();
                return Ok(());
            }
            Does::GoOnline => {
                writeln!(self.out, "  ✈ {}", spoken(locale).online)?;
                self.hand.connect();
                return Ok(());
            }
            _ => {}
        }
        if let Does::Browse(visit) = does {
            let page = self.open_page()?.ok_or_else(|| self.impossible(does))?;
            let url = self.visit(*visit, page)?;
            self.hand.act(Action::ReturnFromBrowser { url })?;
            return Ok(());
        }
        if let Does::SignOutInBrowser = does {
            let page = self.sign_out_page().ok_or_else(|| self.impossible(does))?;
            writeln!(self.out, "  ⧉ {}", page.host)?;
            if self.hand.sign_out(&page)? {
                return Ok(());
            }
            let said = self.hand.browser().sign_out(&page.url)?;
            if let Page::Plain { heading, .. } = said {
                writeln!(self.out, "  ⧉ {heading}")?;
            }
            return Ok(());
        }
        let action = self.action(does).ok_or_else(|| self.impossible(does))?;
        self.tell_action(&action)?;
        // Some fields are the phone's alone until they are sent.
        let is_told = !matches!(action, Action::Edit { .. })
            || self.shown.screen.actions().contains(&ActionKind::Edit);
        if is_told {
            self.hand.act(action)?;
            // What was typed is grouped at once, before the next key.
            let screen = self.hand.screen();
            if !matches!(screen.screen.progress(), Some(Progress::Running)) {
                self.show(screen);
            }
        }
        Ok(())
    }

    fn impossible(&self, does: &Does) -> Astray {
        let screen = Box::new(self.shown.screen.clone());
        Astray::Impossible { does: does.clone(), screen }
    }

    /// What the browser has open; where the app ended before, and the answer of that page with it,
    /// it is opened again.
    fn open_page(&mut self) -> Result<Option<String>, Astray> {
        let until = Instant::now() + Self::PATIENCE;
        loop {
            match &self.shown.screen {
                Screen::Browser { url: Some(url), .. } => return Ok(Some(url.clone())),
                Screen::Browser { progress: Progress::Running, .. } => {}
                Screen::Browser { .. } if self.visited.is_some() => {
                    self.tell_action(&Action::OpenBrowser)?;
                    self.hand.act(Action::OpenBrowser)?;
                }
                _ => return Ok(None),
            }
            match self.hand.next(until)? {
                Some(snapshot) => self.show(snapshot),
                None => return Ok(None),
            }
        }
    }

    /// Where a notice has the person sign out.
    fn sign_out_page(&self) -> Option<SignOutPage> {
        self.shown.screen.notices().iter().find_map(|notice| match notice {
            Notice::StillAtProvider { page } => Some(page.clone()),
            _ => None,
        })
    }

    /// What the person does on the page; the address that the browser hands over then.
    fn visit(&mut self, visit: Visit, page: String) -> Result<String, Astray> {
        if let Some((visited, handed)) = &self.visited
            && *visited == page
        {
            return Ok(handed.clone());
        }
        if let Some(handed) = self.hand.visit(&page, visit)? {
            self.visited = Some((page, handed.clone()));
            return Ok(handed);
        }
        let words = spoken(self.hand.locale());
        let browser = self.hand.browser();
        let handed = match visit {
            Visit::SignIn { login, password } => {
                writeln!(self.out, "  ⧉ {login}, {}", hidden(password))?;
                browser.sign_in(&page, login, password)?
            }
            Visit::SignInAtLast { login, wrong, password } => match browser.open(&page)? {
                Page::Form(form) => {
                    writeln!(self.out, "  ⧉ {login}, {}", hidden(wrong))?;
                    let typed = [("login", login), ("password", wrong)];
                    let form = browser.send(&form, &typed, "in")?.into_form()?;
                    writeln!(self.out, "  ⧉ {}", form.problem.as_deref().unwrap_or_default())?;
                    writeln!(self.out, "  ⧉ {login}, {}", hidden(password))?;
                    let typed = [("login", login), ("password", password)];
                    browser.send(&form, &typed, "in")?.into_callback()?
                }
                other => other.into_callback()?,
            },
            Visit::PassThrough => {
                writeln!(self.out, "  ⧉ {}", words.signed_in)?;
                browser.return_from(&page)?
            }
            Visit::GiveUp => {
                writeln!(self.out, "  ⧉ {}", words.gives_up)?;
                browser.cancel(&page)?
            }
        };
        self.visited = Some((page, handed.clone()));
        Ok(handed)
    }

    /// What the core is told; none where the screen has no such thing.
    fn action(&mut self, does: &Does) -> Option<Action> {
        match does {
            Does::Begin(way) => Some(Action::Begin { way: *way }),
            Does::Type(field, text) => {
                if *field == Field::Password {
                    self.password = Some(text);
                }
                self.types(*field, text)
            }
            Does::TypeAddressOf(server) => {
                let issuer = self.hand.issuer(server)?;
                self.types(Field::Address, issuer.as_str())
            }
            Does::Code => {
                let code = self.code()?;
                self.types(Field::Code, &code)
            }
            Does::WrongCode => {
                self.wrong_codes += 1;
                let code = other_code(&self.code()?, self.wrong_codes);
                self.types(Field::Code, &code)
            }
            Does::Tap(kind) => self.form.press(*kind),
            Does::Choose(Choice::Server(server)) => {
                Some(Action::ChooseServer { issuer: self.hand.issuer(server)? })
            }
            Does::Choose(Choice::By(method)) => {
                Some(Action::ChooseMethod { method: method.clone() })
            }
            Does::Choose(Choice::Mine(mine)) => Some(Action::Recognise { mine: *mine }),
            Does::Choose(Choice::SignInAgain) => {
                self.shown.screen.notices().iter().find_map(|notice| match notice {
                    Notice::SessionEnded { server, .. } => {
                        Some(Action::SignInAgain { server: *server })
                    }
                    _ => None,
                })
            }
            Does::Choose(Choice::Country(code)) => {
                Some(Action::SelectCountry { country: code.parse().ok()? })
            }
            Does::Photo => Some(Action::SubmitAvatar { picture: picture::PORTRAIT.to_vec() }),
            Does::Browse(_)
            | Does::SignOutInBrowser
            | Does::Wait(_)
            | Does::Restart
            | Does::GoOffline
            | Does::GoOnline => None,
        }
    }

    fn types(&mut self, field: Field, text: &str) -> Option<Action> {
        let typed = self.form.field_mut(field)?;
        typed.clear();
        typed.insert(text);
        Some(self.form.edited(field))
    }

    /// The code that came last, in the way that the screen names.
    fn code(&self) -> Option<String> {
        let Screen::Code { channel, .. } = &self.shown.screen else {
            return None;
        };
        let messages = self.hand.messages();
        let last = messages.into_iter().rev().find(|message| message.channel == *channel)?;
        Some(last.code)
    }

    /// What is shown is the newest that the app has.
    fn is_newest(&self) -> bool {
        self.starts == self.hand.starts() && self.shown.revision >= self.hand.screen().revision
    }

    fn show(&mut self, snapshot: Snapshot) {
        let starts = self.hand.starts();
        if starts > self.starts {
            self.starts = starts;
            self.ended = true;
            self.form = Form::of(&snapshot.screen);
            self.shown = snapshot;
        } else if snapshot.revision >= self.shown.revision {
            self.form.follow(&self.shown.screen, &snapshot.screen);
            self.shown = snapshot;
        }
    }

    fn tell_screen(&mut self) -> io::Result<()> {
        let screen = &self.shown.screen;
        let words = text::words(screen, self.hand.locale());
        let view = View {
            words: &words,
            form: &self.form,
            country: terminal::country(screen, self.hand.locale()),
            address: None,
            loading: None,
            focus: None,
            is_plain: true,
            now: self.hand.now(),
        };
        write!(self.out, "{}", print::boxed(&view))
    }

    /// Tells the messages that arrived since, without their codes.
    fn tell_messages(&mut self) -> io::Result<()> {
        let messages = self.hand.messages();
        for Message { channel, to, text, code, .. } in messages.iter().skip(self.told) {
            let channel = match channel {
                Channel::Sms => "SMS",
                Channel::Email => "✉",
            };
            let text = text.replace(code, &hidden(code)).replace('\n', " ");
            writeln!(self.out, "  {channel} {to}: {text}")?;
        }
        self.told = messages.len();
        Ok(())
    }

    /// Tells what the person does, in the words of the screen, and no secret.
    fn tell_action(&mut self, action: &Action) -> io::Result<()> {
        let words = text::words(&self.shown.screen, self.hand.locale());
        let label = |field: Field| {
            let field = words.fields.iter().find(|words| words.field == field);
            field.map_or("", |field| &field.label)
        };
        let button = |kind: ActionKind| {
            let button = words.buttons.iter().find(|button| button.action == kind);
            button.map(|button| button.label.as_str())
        };
        let chosen = words.choices.iter().find(|choice| choice.action == *action);
        let does = match (action, chosen) {
            (Action::Edit { field: field @ (Field::Code | Field::Password), text }, _) => {
                format!("{}: {}", label(*field), hidden(text))
            }
            (Action::Edit { field, text }, _) => format!("{}: {text}", label(*field)),
            (Action::SelectCountry { country }, _) => {
                text::country_name(*country, self.hand.locale())
            }
            (_, Some(choice)) => format!("› {}", choice.label),
            (Action::SignInAgain { .. }, _) => {
                let again = words.notices.iter().find_map(|notice| notice.button.clone());
                format!("[ {} ]", again.unwrap_or_default())
            }
            (action, None) => match button(action.kind()) {
                Some(label) => format!("[ {label} ]"),
                None => format!("{:?}", action.kind()),
            },
        };
        writeln!(self.out, "  → {does}")
    }
}

impl Scene {
    /// This is the screen that must come, and nothing is under way on it.
    fn is(&self, screen: &Screen, words: &Words, host: Option<&str>) -> bool {
        let problem = match (screen, screen.progress()) {
            (_, Some(Progress::Running)) => return false,
            (Screen::Stopped { problem, .. }, _) | (_, Some(Progress::Failed { problem })) => {
                Some(problem)
            }
            (_, Some(Progress::Idle) | None) => None,
        };
        let is_trouble = match (&self.trouble, problem) {
            (None, None) => true,
            (Some(trouble), Some(problem)) => (trouble.is)(problem),
            (None, Some(_)) | (Some(_), None) => false,
        };
        let shown = || {
            let facts = words.facts.iter().map(|fact| &fact.value);
            let notices = words.notices.iter().map(|notice| &notice.text);
            let buttons = words.buttons.iter().map(|button| &button.label);
            let choices = words.choices.iter().map(|choice| &choice.label);
            let lines = facts.chain(notices).chain(buttons).chain(choices).chain(&words.paragraphs);
            let all: Vec<_> = lines.collect();
            let is_shown = |text: &str| all.iter().any(|line| line.contains(text));
            self.shows.iter().all(|text| is_shown(text)) && host.is_none_or(is_shown)
        };
        let actions = screen.actions();
        Kind::of(screen) == self.screen
            && is_trouble
            && self.can.iter().all(|kind| actions.contains(kind))
            && shown()
    }
}

/// Words of the play itself.
struct Spoken {
    restart: &'static str,
    again: &'static str,
    offline: &'static str,
    online: &'static str,
    signed_in: &'static str,
    gives_up: &'static str,
}

fn spoken(locale: Locale) -> &'static Spoken {
    match locale {
        Locale::Ru => &Spoken {
            restart: "приложение закрыто и запущено снова",
            again: "приложение прервано; то же ещё раз",
            offline: "сети нет",
            online: "сеть есть",
            signed_in: "в браузере вход уже выполнен",
            gives_up: "вход в браузере отменён",
        },
        Locale::En => &Spoken {
            restart: "the app is closed and started again",
            again: "the app was ended; the same once more",
            offline: "no network",
            online: "the network is back",
            signed_in: "signed in already in the browser",
            gives_up: "given up in the browser",
        },
    }
}

/// A code of the same length that is another, and another one for each of nine numbers.
fn other_code(code: &str, number: u32) -> String {
    let moved = 1 + (number - 1) % 9;
    let other = |digit: char| match digit.to_digit(10) {
        Some(digit) => char::from_digit((digit + moved) % 10, 10).unwrap_or('0'),
        None => digit,
    };
    code.chars().map(other).collect()
}

fn hidden(secret: &str) -> String {
    "•".repeat(secret.chars().count())
}
