use std::collections::{HashMap, HashSet};

use crate::clock::Time;
use crate::mint::random_id;

/// What a provider remembers: who is signed in where, and what was used up.
#[derive(Default)]
pub(super) struct Memory {
    sessions: HashMap<String, Session>,
    used: HashSet<String>,
}

/// Someone who is signed in, in one browser.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// The user's.
    pub(super) login: String,
    /// When the password was typed.
    pub(super) since: Time,
    until: Time,
}

impl Memory {
    /// Someone signed in; the id of their session.
    pub(super) fn begin(&mut self, login: &str, now: Time, ttl: u64) -> String {
        let id = random_id();
        let session = Session { login: login.to_owned(), since: now, until: now.after(ttl) };
        self.sessions.insert(id.clone(), session);
        id
    }

    pub(super) fn session(&self, id: &str, now: Time) -> Option<Session> {
        self.sessions.get(id).filter(|session| session.until > now).cloned()
    }

    pub(super) fn end(&mut self, id: &str) {
        self.sessions.remove(id);
    }

    pub(super) fn end_sessions(&mut self) {
        self.sessions.clear();
    }

    /// Uses something up that is good once; false where it was used before.
    pub(super) fn use_up(&mut self, id: &str) -> bool {
        self.used.insert(id.to_owned())
    }
}
