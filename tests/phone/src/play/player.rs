use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use vestibule::flow::NotNow;
use vestibule::input::ServerAddress;
use vestibule::text::{self, Words};
use vestibule::{
    Action, ActionKind, Channel, Field, Locale, Notice, Observer, OpenError, Progress, Screen,
    Snapshot, Vestibule, Watch,
};

use super::journey::{Choice, Does, Journey, Kind, Scene};
use crate::device::Device;
use crate::form::Form;
use crate::message::Message;
use crate::page::View;
use crate::world::{Outage, World};
use crate::{picture, print, terminal};

/// Plays journeys on a phone in a world, and tells of each screen and each action.
pub struct Player<'a, W> {
    world: &'a World,
    device: Device,
    out: W,
    app: App,
    /// How many messages were told of.
    told: usize,
    outage: Option<Outage>,
    /// How many wrong codes were typed, so that no two are the same.
    wrong_codes: u32,
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
    #[error("the output can't be written")]
    Output(#[from] io::Error),
}

impl<'a, W: Write> Player<'a, W> {
    /// How long a screen may take to come.
    const PATIENCE: Duration = Duration::from_secs(20);

    /// Starts the app on a phone.
    ///
    /// # Errors
    ///
    /// The core's own.
    pub fn start(world: &'a World, device: Device, out: W) -> Result<Self, OpenError> {
        let app = App::start(&device, world)?;
        let told = world.messages().len();
        Ok(Self { world, device, out, app, told, outage: None, wrong_codes: 0 })
    }

    /// Plays a journey to its end.
    ///
    /// # Errors
    ///
    /// [`Astray`].
    pub fn play(mut self, journey: &Journey) -> Result<Self, Astray> {
        for scene in journey.scenes {
            self.arrive(scene)?;
            for does in scene.person {
                self = self.does(does)?;
            }
        }
        Ok(self)
    }

    /// The core, for what is to be asked behind the screens.
    pub fn core(&self) -> &Vestibule {
        &self.app.core
    }

    /// Waits for a scene's screen, and tells it.
    fn arrive(&mut self, scene: &Scene) -> Result<(), Astray> {
        let until = Instant::now() + Self::PATIENCE;
        let host = scene.host.and_then(|server| self.world.issuer(server));
        let host = host.map(ServerAddress::host_display);
        let mut waiting = None;
        loop {
            let words = text::words(&self.app.shown.screen, self.device.locale);
            if self.app.is_current() && scene.is(&self.app.shown.screen, &words, host.as_deref()) {
                break;
            }
            if words.waiting.is_some() && words.waiting != waiting {
                waiting = words.waiting;
                writeln!(self.out, "  … {}", waiting.as_deref().unwrap_or_default())?;
            }
            if !self.app.next(until) {
                let screen = Box::new(self.app.shown.screen.clone());
                return Err(Astray::NoScreen { expected: Box::new(*scene), screen });
            }
        }
        self.tell_messages()?;
        self.tell_screen()?;
        Ok(())
    }

    fn does(mut self, does: &Does) -> Result<Self, Astray> {
        if let Does::Restart = does {
            writeln!(self.out, "  ↻ {}", spoken(self.device.locale).restart)?;
            let Self { world, device, out, app, told, outage, wrong_codes } = self;
            app.core.close();
            let app = App::start(&device, world)?;
            return Ok(Self { world, device, out, app, told, outage, wrong_codes });
        }
        if let Does::Wait(seconds) = does {
            let wait = Duration::from_secs(*seconds);
            writeln!(self.out, "  ⏱ {}", text::duration(wait, self.device.locale))?;
            self.world.advance(wait);
            self.device.clock.advance(wait);
            return Ok(self);
        }
        if let Does::GoOffline = does {
            writeln!(self.out, "  ✈ {}", spoken(self.device.locale).offline)?;
            self.outage = Some(self.world.disconnect());
            return Ok(self);
        }
        if let Does::GoOnline = does {
            writeln!(self.out, "  ✈ {}", spoken(self.device.locale).online)?;
            if let Some(outage) = self.outage.take() {
                self.world.connect(outage);
            }
            return Ok(self);
        }
        let Some(action) = self.action(does) else {
            let screen = Box::new(self.app.shown.screen.clone());
            return Err(Astray::Impossible { does: does.clone(), screen });
        };
        self.tell_action(&action)?;
        // Some fields are the phone's alone until they are sent.
        let is_told = !matches!(action, Action::Edit { .. })
            || self.app.shown.screen.actions().contains(&ActionKind::Edit);
        if is_told {
            self.app.act(action)?;
        }
        Ok(self)
    }

    /// What the core is told; none where the screen has no such thing.
    fn action(&mut self, does: &Does) -> Option<Action> {
        match does {
            Does::Begin(way) => Some(Action::Begin { way: *way }),
            Does::Type(field, text) => self.app.types(*field, text),
            Does::TypeAddressOf(server) => {
                let issuer = self.world.issuer(server)?;
                self.app.types(Field::Address, issuer.as_str())
            }
            Does::Code => {
                let code = self.code()?;
                self.app.types(Field::Code, &code)
            }
            Does::WrongCode => {
                self.wrong_codes += 1;
                let code = other_code(&self.code()?, self.wrong_codes);
                self.app.types(Field::Code, &code)
            }
            Does::Tap(kind) => self.app.form.press(*kind),
            Does::Choose(Choice::Server(server)) => {
                Some(Action::ChooseServer { issuer: self.world.issuer(server)?.clone() })
            }
            Does::Choose(Choice::By(method)) => {
                Some(Action::ChooseMethod { method: method.clone() })
            }
            Does::Choose(Choice::Mine(mine)) => Some(Action::Recognise { mine: *mine }),
            Does::Choose(Choice::SignInAgain) => {
                self.app.shown.screen.notices().iter().find_map(|notice| match notice {
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
            Does::Wait(_) | Does::Restart | Does::GoOffline | Does::GoOnline => None,
        }
    }

    /// The code that came last, in the way that the screen names.
    fn code(&self) -> Option<String> {
        let Screen::Code { channel, .. } = &self.app.shown.screen else {
            return None;
        };
        let messages = self.world.messages();
        let last = messages.into_iter().rev().find(|message| message.channel == *channel)?;
        Some(last.code)
    }

    fn tell_screen(&mut self) -> io::Result<()> {
        let screen = &self.app.shown.screen;
        let words = text::words(screen, self.device.locale);
        let view = View {
            words: &words,
            form: &self.app.form,
            country: terminal::country(screen, self.device.locale),
            address: None,
            loading: None,
            focus: None,
            is_plain: true,
            now: vestibule::Clock::now(&self.device.clock),
        };
        write!(self.out, "{}", print::boxed(&view))
    }

    /// Tells the messages that arrived since, without their codes.
    fn tell_messages(&mut self) -> io::Result<()> {
        let messages = self.world.messages();
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
        let words = text::words(&self.app.shown.screen, self.device.locale);
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
                text::country_name(*country, self.device.locale)
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

/// The app while it runs.
struct App {
    core: Vestibule,
    screens: Receiver<Snapshot>,
    shown: Snapshot,
    form: Form,
    _watch: Watch,
}

impl App {
    fn start(device: &Device, world: &World) -> Result<Self, OpenError> {
        let core = device.start(world.net())?;
        let (sender, screens) = mpsc::channel();
        let watch = core.watch(std::sync::Arc::new(Screens(sender)));
        let shown = core.screen();
        let form = Form::of(&shown.screen);
        Ok(Self { core, screens, shown, form, _watch: watch })
    }

    /// What is shown is the newest that the core has.
    fn is_current(&self) -> bool {
        self.shown.revision >= self.core.screen().revision
    }

    /// Shows the next screen; false when none came in time.
    fn next(&mut self, until: Instant) -> bool {
        let left = until.saturating_duration_since(Instant::now());
        match self.screens.recv_timeout(left) {
            Ok(snapshot) => {
                self.show(snapshot);
                true
            }
            Err(_) => false,
        }
    }

    fn show(&mut self, snapshot: Snapshot) {
        if snapshot.revision >= self.shown.revision {
            self.form.follow(&self.shown.screen, &snapshot.screen);
            self.shown = snapshot;
        }
    }

    fn act(&mut self, action: Action) -> Result<(), NotNow> {
        self.core.act(action)?;
        // What was typed is grouped at once, before the next key.
        if !matches!(self.core.screen().screen.progress(), Some(Progress::Running)) {
            self.show(self.core.screen());
        }
        Ok(())
    }

    fn types(&mut self, field: Field, text: &str) -> Option<Action> {
        let typed = self.form.field_mut(field)?;
        typed.clear();
        typed.insert(text);
        Some(self.form.edited(field))
    }
}

struct Screens(mpsc::Sender<Snapshot>);

impl Observer for Screens {
    fn screen(&self, snapshot: &Snapshot) {
        // Fails when nobody looks any more.
        let _ = self.0.send(snapshot.clone());
    }
}

/// Words of the play itself.
struct Spoken {
    restart: &'static str,
    offline: &'static str,
    online: &'static str,
}

fn spoken(locale: Locale) -> &'static Spoken {
    match locale {
        Locale::Ru => &Spoken {
            restart: "приложение закрыто и запущено снова",
            offline: "сети нет",
            online: "сеть есть",
        },
        Locale::En => &Spoken {
            restart: "the app is closed and started again",
            offline: "no network",
            online: "the network is back",
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
