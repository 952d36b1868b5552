//! The phone for programs: a line of JSON for each screen, and one for each action (`JSON.md`).

mod form;
mod incoming;
mod outgoing;

use std::io::{self, BufRead, Read as _, Write};
use std::sync::{Arc, Mutex, PoisonError};

use vestibule::{Hint, Locale, Observer, Snapshot, Vestibule};

pub use form::{ActionForm, FieldForm, HintForm, KindForm};
pub use incoming::{BadLine, Incoming};

use outgoing::Outgoing;

use crate::message::Message;
use crate::world::Place;

/// Lines go out whole, from whatever thread.
#[derive(Clone)]
pub struct Lines(Arc<Mutex<dyn Write + Send>>);

impl Lines {
    pub fn new(out: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(out)))
    }

    /// An SMS or an e-mail arrived.
    pub fn message(&self, message: &Message) {
        self.line(&Outgoing::message(message));
    }

    /// Which servers there are to sign in to.
    pub fn world(&self, places: &[Place]) {
        self.line(&Outgoing::world(places));
    }

    fn line(&self, line: &Outgoing<'_>) {
        let line = serde_json::to_string(line).unwrap_or_default();
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Who reads no more has gone; the end of the input comes next.
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    }
}

/// Runs the core by the lines of `input`, until they end or ask to quit.
///
/// # Errors
///
/// What reading failed with.
pub fn run(core: &Vestibule, mut input: impl BufRead, lines: &Lines) -> io::Result<()> {
    let locale = Arc::new(Mutex::new(core.locale()));
    let screens = Screens { locale: locale.clone(), lines: lines.clone() };
    let _watch = core.watch(Arc::new(screens));
    while let Some(line) = next_line(&mut input)? {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match Incoming::parse(&line) {
            Ok(Incoming::Act(action)) => {
                if let Err(not_now) = core.act(action) {
                    lines.line(&Outgoing::not_now(not_now.action, &core.screen()));
                }
            }
            Ok(Incoming::Hint(hint)) => {
                if let Hint::Locale { locale: spoken } = hint {
                    *locale.lock().unwrap_or_else(PoisonError::into_inner) = spoken;
                    core.hint(hint);
                    lines.line(&Outgoing::screen(&core.screen(), spoken));
                } else {
                    core.hint(hint);
                }
            }
            Ok(Incoming::Quit) => break,
            Err(bad) => lines.line(&Outgoing::bad_line(&bad)),
        }
    }
    Ok(())
}

/// Prints each screen as it comes.
struct Screens {
    locale: Arc<Mutex<Locale>>,
    lines: Lines,
}

impl Observer for Screens {
    fn screen(&self, snapshot: &Snapshot) {
        let locale = *self.locale.lock().unwrap_or_else(PoisonError::into_inner);
        self.lines.line(&Outgoing::screen(snapshot, locale));
    }
}

/// The next line, of one that is too long no more than shows that it is; none at the end.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let longest = Incoming::LONGEST + 1;
    let mut line = Vec::new();
    let read = input.by_ref().take(longest as u64).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if read == longest {
        skip_line(input)?;
    }
    Ok(Some(line))
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let (used, is_end) = match input.fill_buf()? {
            [] => return Ok(()),
            buffer => match buffer.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (buffer.len(), false),
            },
        };
        input.consume(used);
        if is_end {
            return Ok(());
        }
    }
}
