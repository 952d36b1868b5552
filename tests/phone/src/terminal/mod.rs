//! The phone in a terminal.

mod chrome;
mod draw;
mod phone;
mod sheet;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event};
use ratatui::crossterm::execute;
use vestibule::{Action, Clock as _, Hint, Observer, Snapshot, Vestibule};

pub(crate) use phone::country;
pub use phone::{Phone, Wish};

use crate::browser::{Callbacks, Opener};
use crate::clock::PhoneClock;
use crate::inbox::Source;
use crate::message::Message;
use crate::world::World;

/// What the phone in the terminal is run with.
pub struct Stage<'a> {
    pub core: &'a Vestibule,
    pub clock: &'a PhoneClock,
    /// The embedded servers, where it is they.
    pub world: Option<&'a World>,
    pub inbox: Option<Source>,
    /// Where the browser comes back.
    pub callbacks: Callbacks,
}

/// What the phone reacts to.
enum Happening {
    Terminal(Event),
    Screen(Snapshot),
    Message(Message),
    /// The browser handed an address over.
    Returned(String),
    /// The terminal is gone.
    Gone,
}

/// Runs the phone until the person quits.
///
/// # Errors
///
/// What the terminal failed with.
pub fn run(stage: Stage<'_>) -> io::Result<()> {
    let Stage { core, clock, world, inbox, callbacks } = stage;
    let (sender, happenings) = mpsc::channel();
    let _watch = core.watch(Arc::new(Screens(sender.clone())));
    let mut phone = Phone::new(core.screen(), core.locale());
    if let Some(inbox) = inbox {
        let sender = sender.clone();
        inbox.follow(move |message| sender.send(Happening::Message(message)).is_ok())?;
        phone = phone.with_inbox();
    }
    if let Some(world) = world {
        phone = phone.with_neighbours(world.neighbours().to_vec());
    }
    let returned = sender.clone();
    callbacks.follow(core.locale(), move |url| returned.send(Happening::Returned(url)).is_ok())?;
    let mut opener = Opener::new(&phone.snapshot.screen);
    read_terminal(sender)?;

    let mut terminal = ratatui::try_init()?;
    // A terminal that knows no bracketed paste sends the keys one by one.
    let _ = execute!(io::stdout(), EnableBracketedPaste);
    let mut outage = None;
    let ended = loop {
        if let Err(error) = terminal.draw(|frame| phone.draw(frame, clock.now())) {
            break Err(error);
        }
        let wishes = match happenings.recv_timeout(until_next_frame(&phone)) {
            Ok(Happening::Terminal(Event::Key(key))) => phone.press(key),
            Ok(Happening::Terminal(Event::Paste(text))) => phone.paste(&text),
            Ok(Happening::Terminal(_)) | Err(RecvTimeoutError::Timeout) => vec![],
            Ok(Happening::Screen(snapshot)) => {
                phone.show(snapshot);
                vec![]
            }
            Ok(Happening::Returned(url)) => vec![Wish::Act(Action::ReturnFromBrowser { url })],
            Ok(Happening::Message(message)) => {
                phone.receive(message);
                vec![]
            }
            Ok(Happening::Gone) | Err(RecvTimeoutError::Disconnected) => break Ok(()),
        };
        let mut quits = false;
        for wish in wishes {
            match wish {
                Wish::Act(action) => {
                    if core.act(action).is_err() {
                        phone.refused();
                    }
                    phone.show(core.screen());
                }
                Wish::Speak(locale) => {
                    core.hint(Hint::Locale { locale });
                    phone.speak(locale);
                    phone.show(core.screen());
                }
                Wish::Airplane(true) => outage = world.map(World::disconnect),
                Wish::Airplane(false) => {
                    if let (Some(world), Some(outage)) = (world, outage.take()) {
                        world.connect(outage);
                    }
                    core.hint(Hint::NetworkUp);
                }
                Wish::Quit => quits = true,
            }
        }
        // Without a browser the address on the screen is there to copy.
        let _ = opener.wants(&phone.snapshot.screen).map(open::that_detached);
        if quits {
            break Ok(());
        }
    };
    let _ = execute!(io::stdout(), DisableBracketedPaste);
    ratatui::try_restore()?;
    ended
}

/// While something turns it is drawn ten times in a second, else once, for what is counted down.
fn until_next_frame(phone: &Phone) -> Duration {
    if phone.is_moving() { Duration::from_millis(100) } else { Duration::from_secs(1) }
}

/// Reads keys in a thread of its own, which ends with the process.
fn read_terminal(sender: Sender<Happening>) -> io::Result<()> {
    let read = move || {
        loop {
            let happening = event::read().map_or(Happening::Gone, Happening::Terminal);
            let is_gone = matches!(happening, Happening::Gone);
            if sender.send(happening).is_err() || is_gone {
                return;
            }
        }
    };
    thread::Builder::new().name("phone-keys".to_owned()).spawn(read).map(drop)
}

struct Screens(Sender<Happening>);

impl Observer for Screens {
    fn screen(&self, snapshot: &Snapshot) {
        // Fails when the phone was put away.
        let _ = self.0.send(Happening::Screen(snapshot.clone()));
    }
}
