//! What a server keeps: SQLite, in a file or in memory.
//!
//! [`Store::work`] is the only way in: one transaction for all that a request reads and changes,
//! with the answer that is remembered for its idempotency key. What leaves the server (messages)
//! leaves after the commit.

mod accounts;
mod attempts;
mod remembered;
mod sessions;
mod sign_ins;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

pub(crate) use accounts::{Account, Person};
pub(crate) use sessions::Session;
pub(crate) use sign_ins::{KeptSignIn, KeptTurn};

use crate::clock::Time;
use crate::counters::Count;
use crate::inbox::Message;
use crate::site::Site;

pub(crate) struct Store {
    db: Mutex<Connection>,
}

/// All that a request does, done wholly or not at all.
pub(crate) struct Work<'a> {
    pub(crate) site: &'a Site,
    pub(crate) now: Time,
    db: Transaction<'a>,
    effects: Vec<Effect>,
}

/// What happens outside the store once the work is kept.
enum Effect {
    Send(Message),
    Count(Count),
}

impl Store {
    /// Opens the file, or a store in memory without one.
    pub(crate) fn open(file: Option<&Path>) -> rusqlite::Result<Self> {
        let db = match file {
            Some(file) => Connection::open(file)?,
            None => Connection::open_in_memory()?,
        };
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "NORMAL")?;
        db.pragma_update(None, "foreign_keys", "ON")?;
        db.execute_batch(include_str!("schema.sql"))?;
        Ok(Self { db: Mutex::new(db) })
    }

    /// Does the work of one request: kept if it ends well, undone if it is refused.
    pub(crate) fn work<T, E: From<rusqlite::Error>>(
        &self,
        site: &Site,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut db = self.lock();
        let mut unit =
            Work { site, now: site.clock.now(), db: db.transaction()?, effects: Vec::new() };
        let done = work(&mut unit)?;
        let Work { db, effects, .. } = unit;
        db.commit()?;
        for effect in effects {
            match effect {
                Effect::Send(message) => site.inbox.put(message),
                Effect::Count(count) => site.counters.add(&site.config.name, count),
            }
        }
        Ok(done)
    }

    /// A setting that is made once and kept.
    pub(crate) fn setting(
        &self,
        name: &str,
        make: impl FnOnce() -> Vec<u8>,
    ) -> rusqlite::Result<Vec<u8>> {
        let db = self.lock();
        let kept = db
            .query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0))
            .optional()?;
        if let Some(kept) = kept {
            return Ok(kept);
        }
        let made = make();
        db.execute("INSERT INTO setting (name, value) VALUES (?1, ?2)", params![name, made])?;
        Ok(made)
    }

    pub(crate) fn keep_setting(&self, name: &str, value: &[u8]) -> rusqlite::Result<()> {
        self.lock().execute(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
            params![name, value],
        )?;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Work<'_> {
    /// Sends a message once the work is kept.
    pub(crate) fn send(&mut self, message: Message) {
        self.effects.push(Effect::Count(match message.channel {
            crate::inbox::Channel::Sms => Count::Sms,
            crate::inbox::Channel::Email => Count::Email,
        }));
        self.effects.push(Effect::Send(message));
    }

    /// Counts something once the work is kept.
    pub(crate) fn count(&mut self, count: Count) {
        self.effects.push(Effect::Count(count));
    }
}
