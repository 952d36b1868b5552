//! The public face in one short program: a door without decoration.
//!
//! It prints each screen in words and reads lines. A line that is a number takes what is numbered
//! so; any other is what the next field holds, and after the last one the main button is pressed.
//!
//! ```sh
//! cargo run -p vestibule-server -- --ca /tmp/vestibule.pem      # says where its servers are
//! cargo run -p vestibule --example door -- https://localhost:PORT /tmp/vestibule.pem
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::{env, fs, io, thread};

use vestibule::input::{Country, ServerAddress};
use vestibule::openid::Redirect;
use vestibule::text::{self, Words};
use vestibule::wire::Authority;
use vestibule::{
    Action, ActionKind, App, Config, Field, Keyring, KeyringError, Locale, Observer, Platform,
    Snapshot, SystemClock, VaultKey, Vestibule,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let server = arguments.next().ok_or("usage: door SERVER [CA.pem]")?;
    let authority = arguments.next().map(fs::read_to_string).transpose()?;
    // A phone keeps its folder, and the key in its key store; this door forgets.
    let folder = tempfile::tempdir()?;
    let config = Config {
        directory: folder.path().to_owned(),
        public_server: ServerAddress::parse(&server)?,
        app: App {
            id: "org.vestibule.door".to_owned(),
            client_id: "vestibule".to_owned(),
            scope: "messenger".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            platform: env::consts::OS.to_owned(),
            store: None,
            special: false,
        },
        device: "Door".to_owned(),
        locale: Locale::En,
        country: Country::RUSSIA,
        sms_hash: None,
        redirect: Redirect::loopback(49_152),
        authorities: authority
            .map(|pem| Authority { pem, hosts: Vec::new() })
            .into_iter()
            .collect(),
        proxy: None,
    };
    let platform =
        Platform { keyring: Arc::new(Drawer::default()), clock: Arc::new(SystemClock::default()) };
    let app = Vestibule::open(config, platform)?;

    let (sender, happenings) = mpsc::channel();
    let _watch = app.watch(Arc::new(Eye(sender.clone())));
    thread::spawn(move || {
        let lines = io::stdin().lines().map_while(Result::ok);
        // The end of the input is the end of the door.
        for line in lines.map(Some).chain([None]) {
            if sender.send(Happening::Line(line)).is_err() {
                return;
            }
        }
    });
    let mut page = Page::default();
    for happening in happenings {
        match happening {
            Happening::Screen(snapshot) => page.turn(text::words(&snapshot.screen, app.locale())),
            Happening::Line(Some(line)) => {
                if let Some(action) = page.read(line.trim())
                    && let Err(not_now) = app.act(action)
                {
                    println!("{not_now}");
                }
            }
            Happening::Line(None) => break,
        }
    }
    app.close();
    Ok(())
}

enum Happening {
    Screen(Snapshot),
    Line(Option<String>),
}

/// Sees every new screen.
struct Eye(Sender<Happening>);

impl Observer for Eye {
    fn screen(&self, snapshot: &Snapshot) {
        // Fails when the door is closed.
        let _ = self.0.send(Happening::Screen(snapshot.clone()));
    }
}

/// In place of a phone's key store.
#[derive(Default)]
struct Drawer(Mutex<Option<VaultKey>>);

impl Keyring for Drawer {
    fn read(&self) -> Result<Option<VaultKey>, KeyringError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn write(&self, key: &VaultKey) -> Result<(), KeyringError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(key.clone());
        Ok(())
    }
}

/// The words of the screen, and what was typed under them.
#[derive(Default)]
struct Page {
    words: Words,
    typed: BTreeMap<Field, String>,
}

impl Page {
    fn turn(&mut self, words: Words) {
        self.typed.clear();
        self.words = words;
        let words = &self.words;
        if let Some(waiting) = &words.waiting {
            println!("… {waiting}");
            return;
        }
        println!("\n== {} ==", words.title);
        let notices = words.notices.iter().map(|notice| &notice.text);
        words.paragraphs.iter().chain(notices).for_each(|line| println!("{line}"));
        words.facts.iter().for_each(|fact| println!("{}: {}", fact.label, fact.value));
        if let Some(problem) = &words.problem {
            println!("! {} {}", problem.title, problem.advice);
        }
        let choices = words.choices.iter().map(|choice| &choice.label);
        let buttons = words.buttons.iter().map(|button| &button.label);
        for (number, label) in choices.chain(buttons).enumerate() {
            println!("  {}  {label}", number + 1);
        }
        self.ask();
    }

    /// What a line means; none for one that fills a field in, and not the last.
    fn read(&mut self, line: &str) -> Option<Action> {
        // Codes and phones are longer numbers.
        if line.len() <= 2
            && let Ok(number @ 1..) = line.parse::<usize>()
        {
            return self.take(number - 1);
        }
        let field = self.words.fields.get(self.typed.len())?.field;
        self.typed.insert(field, line.to_owned());
        if self.typed.len() < self.words.fields.len() {
            self.ask();
            return None;
        }
        self.take(self.words.choices.len())
    }

    fn take(&self, number: usize) -> Option<Action> {
        if let Some(choice) = self.words.choices.get(number) {
            return Some(choice.action.clone());
        }
        self.press(self.words.buttons.get(number - self.words.choices.len())?.action)
    }

    /// Names the field that the next line is for.
    fn ask(&self) {
        if let Some(field) = self.words.fields.get(self.typed.len()) {
            println!("{}?", field.label);
        }
    }

    fn press(&self, button: ActionKind) -> Option<Action> {
        let text = |field| self.typed.get(&field).cloned().unwrap_or_default();
        Some(match button {
            ActionKind::SubmitPhone => Action::SubmitPhone { text: text(Field::Phone) },
            ActionKind::SubmitCode => Action::SubmitCode { text: text(Field::Code) },
            ActionKind::SubmitName => Action::SubmitName { text: text(Field::Name) },
            ActionKind::SubmitEmail => Action::SubmitEmail { text: text(Field::Email) },
            ActionKind::SubmitAddress => Action::SubmitAddress { text: text(Field::Address) },
            ActionKind::SubmitAccountPassword => {
                Action::SubmitAccountPassword { password: text(Field::Password) }
            }
            ActionKind::SubmitPassword => Action::SubmitPassword {
                login: text(Field::Login),
                password: text(Field::Password),
                domain: self.typed.get(&Field::Domain).cloned(),
            },
            ActionKind::Back => Action::Back,
            ActionKind::Cancel => Action::Cancel,
            ActionKind::Leave => Action::Leave,
            ActionKind::Retry => Action::Retry,
            ActionKind::Resend => Action::Resend,
            ActionKind::ChangeRecipient => Action::ChangeRecipient,
            ActionKind::Recover => Action::Recover,
            ActionKind::Skip => Action::Skip,
            ActionKind::TypeAddress => Action::TypeAddress,
            ActionKind::OpenSettings => Action::OpenSettings,
            ActionKind::OpenProfile => Action::OpenProfile,
            ActionKind::OpenCorporateInformation => Action::OpenCorporateInformation,
            ActionKind::Connect => Action::Connect,
            ActionKind::Disconnect => Action::Disconnect,
            ActionKind::SignOutEverywhere => Action::SignOutEverywhere,
            ActionKind::Confirm => Action::Confirm,
            // Pictures, the browser and the rest are for a larger door.
            _ => return None,
        })
    }
}
