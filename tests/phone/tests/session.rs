//! A person at the phone: keys in, screens out, the core and the servers real.
#![allow(clippy::unwrap_used, reason = "what helps a test is a test's own")]

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tempfile::TempDir;
use vestibule::text::labels;
use vestibule::{Clock as _, Hint, Locale, Observer, Screen, Snapshot, Vestibule, Watch};
use vestibule_phone::play::Kind;
use vestibule_phone::terminal::{Phone, Wish};
use vestibule_phone::{Device, World};

#[test]
fn a_person_registers_with_the_keyboard() {
    let mut person = Person::new(Locale::Ru);
    person.is_at(Kind::Start);

    person.presses(KeyCode::Enter);
    person.types("89005551122");
    person.sees("8 (900) 555-11-22");
    person.presses(KeyCode::Enter);
    person.is_at(Kind::Code);
    person.sees("SMS +79005551122");
    person.presses(KeyCode::F(3));
    person.is_at(Kind::Name);
    person.types("Вера ");
    person.presses(KeyCode::F(2));
    person.sees("F2 Русский");
    person.types("Новикова");
    person.presses(KeyCode::Enter);
    person.is_at(Kind::Avatar);
    person.presses(KeyCode::Enter);
    person.sees(&labels(Locale::En).take_picture);
    person.presses(KeyCode::Enter);
    person.is_at(Kind::Email);
    person.presses(KeyCode::Down);
    person.presses(KeyCode::Down);
    person.presses(KeyCode::Enter);
    person.is_at(Kind::Home);
    person.sees("Вера Новикова");
}

#[test]
fn a_password_is_never_drawn_and_a_domain_is_picked_from_a_list() {
    let mut person = Person::new(Locale::En);
    person.presses(KeyCode::Down);
    person.presses(KeyCode::Enter);
    person.types("sidorov@bank.example");
    person.presses(KeyCode::Enter);
    person.is_at(Kind::Servers);
    person.presses(KeyCode::Enter);
    person.is_at(Kind::Password);

    // The login is there already, so the domain comes first.
    person.presses(KeyCode::Enter);
    person.sees("FILIAL");
    person.presses(KeyCode::Enter);
    person.sees("[BANK ");
    person.types("sidorov-password");
    person.sees("[•••••••••••••••• ");
    person.presses(KeyCode::Up);
    person.presses(KeyCode::Up);
    person.clears();
    person.types("sidorov");
    person.presses(KeyCode::Tab);
    person.presses(KeyCode::Tab);
    person.presses(KeyCode::Enter);
    person.is_at(Kind::Code);
    person.types("000");
    person.sees("[000 ");
    person.presses(KeyCode::F(3));
    person.is_at(Kind::Home);
    person.sees("Семён Сидоров");

    assert!(person.drawn.iter().all(|screen| !screen.contains("sidorov-p")));
}

#[test]
fn a_country_is_searched_for() {
    let mut person = Person::new(Locale::En);
    person.presses(KeyCode::Enter);
    person.presses(KeyCode::Up);
    person.presses(KeyCode::Enter);
    person.sees(&labels(Locale::En).countries);
    person.types("kaz");
    person.sees("› Kazakhstan +7");
    person.presses(KeyCode::Enter);
    person.sees("[Kazakhstan +7 ");
    person.types("87011000001");
    person.sees("[8 (701) 100 0001 ");
}

#[test]
fn a_number_that_is_grouped_keeps_its_cursor() {
    let mut person = Person::new(Locale::En);
    person.presses(KeyCode::Enter);
    person.types("+7900111223");

    person.presses(KeyCode::Left);
    person.presses(KeyCode::Left);
    person.presses(KeyCode::Left);
    person.types("99");
    person.presses(KeyCode::Backspace);

    person.sees("[+7 900 111-29-23 ");
}

#[test]
fn what_was_typed_stays_while_the_network_is_away() {
    let mut person = Person::new(Locale::En);
    person.presses(KeyCode::Enter);
    person.sees("localhost:");
    person.types("+79001112233");
    person.presses(KeyCode::F(4));
    person.sees("✈");
    person.presses(KeyCode::Enter);
    person.sees("✗");
    person.sees("[+7 900 111-22-33 ");

    // The core does again by itself what the network failed.
    person.presses(KeyCode::F(4));
    person.is_at(Kind::Code);
    person.presses(KeyCode::Esc);
    person.is_at(Kind::Phone);
    person.sees("[+7 900 111-22-33 ");
}

#[test]
fn a_whole_wrong_code_gives_way_to_the_next_digit() {
    let mut person = Person::new(Locale::En);
    person.presses(KeyCode::Enter);
    person.types("+79001112233");
    person.presses(KeyCode::Enter);
    person.is_at(Kind::Code);
    let code = person.world.messages().last().unwrap().code.clone();
    person.types(if code == "000000" { "111111" } else { "000000" });
    person.sees("✗");

    person.types(&code);

    person.is_at(Kind::Email);
}

#[test]
fn keys_that_fit_nothing_change_nothing() {
    let mut person = Person::new(Locale::En);
    let before = person.draws();

    for key in [KeyCode::Esc, KeyCode::Char('x'), KeyCode::Backspace, KeyCode::Left, KeyCode::Up] {
        person.presses(key);
    }

    assert_eq!(person.draws(), before);
}

/// Somebody with a phone in their hands.
struct Person {
    phone: Phone,
    core: Vestibule,
    screens: Receiver<Snapshot>,
    device: Device,
    told: usize,
    drawn: Vec<String>,
    outage: Option<vestibule_phone::Outage>,
    world: World,
    _watch: Watch,
    _folder: TempDir,
}

impl Person {
    const PATIENCE: Duration = Duration::from_secs(20);

    fn new(locale: Locale) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let world = World::start(None).unwrap();
        let device = Device::new(folder.path(), locale);
        let core = device.start(world.net()).unwrap();
        let (sender, screens) = mpsc::channel();
        let watch = core.watch(Arc::new(Screens(sender)));
        let phone = Phone::new(core.screen(), locale)
            .with_inbox()
            .with_neighbours(world.neighbours().to_vec());
        Self {
            phone,
            core,
            screens,
            device,
            told: 0,
            drawn: Vec::new(),
            outage: None,
            world,
            _watch: watch,
            _folder: folder,
        }
    }

    fn types(&mut self, text: &str) {
        for letter in text.chars() {
            self.presses(KeyCode::Char(letter));
        }
    }

    fn clears(&mut self) {
        self.key(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL));
    }

    fn presses(&mut self, key: KeyCode) {
        self.key(KeyEvent::new(key, KeyModifiers::NONE));
    }

    fn key(&mut self, key: KeyEvent) {
        for wish in self.phone.press(key) {
            match wish {
                Wish::Act(action) => {
                    if self.core.act(action).is_err() {
                        self.phone.refused();
                    }
                }
                Wish::Speak(locale) => {
                    self.core.hint(Hint::Locale { locale });
                    self.phone.speak(locale);
                }
                Wish::Airplane(true) => self.outage = Some(self.world.disconnect()),
                Wish::Airplane(false) => {
                    self.world.connect(self.outage.take().unwrap());
                    self.core.hint(Hint::NetworkUp);
                }
                Wish::Quit => panic!("nobody wanted to quit"),
            }
            self.phone.show(self.core.screen());
        }
        self.draws();
    }

    /// Waits until a text is on the terminal, and nothing is under way.
    fn sees(&mut self, text: &str) {
        self.waits(text, |_, drawn| drawn.contains(text));
    }

    /// Waits for a screen, until nothing is under way on it.
    fn is_at(&mut self, kind: Kind) {
        self.waits(&format!("{kind:?}"), |screen, _| Kind::of(screen) == kind);
    }

    fn waits(&mut self, what: &str, is_it: impl Fn(&Screen, &str) -> bool) {
        let until = Instant::now() + Self::PATIENCE;
        loop {
            self.phone.show(self.core.screen());
            for message in self.world.messages().into_iter().skip(self.told) {
                self.told += 1;
                self.phone.receive(message);
            }
            let drawn = self.draws();
            if is_it(&self.core.screen().screen, &drawn) && !self.phone.is_moving() {
                return;
            }
            let left = until.saturating_duration_since(Instant::now());
            let next = self.screens.recv_timeout(left.min(Duration::from_millis(100)));
            match next {
                Ok(snapshot) => self.phone.show(snapshot),
                Err(_) if left.is_zero() => panic!("no «{what}» in\n{drawn}"),
                Err(_) => {}
            }
        }
    }

    fn draws(&mut self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let now = self.device.clock.now();
        terminal.draw(|frame| self.phone.draw(frame, now)).unwrap();
        let screen = terminal.backend().to_string();
        self.drawn.push(screen.clone());
        screen
    }
}

struct Screens(mpsc::Sender<Snapshot>);

impl Observer for Screens {
    fn screen(&self, snapshot: &Snapshot) {
        let _ = self.0.send(snapshot.clone());
    }
}
