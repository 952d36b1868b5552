use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::sessions::Owed;
use super::{Left, Place, Sessions, Setup, State};
use crate::{Notice, Server};

/// The state as it is saved: sessions and the attempt apart, so that an attempt which a newer
/// version can't read takes no session with it.
#[derive(Clone, Default, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Rows {
    pub public: Option<Vec<u8>>,
    pub corporate: Option<Vec<u8>>,
    /// What servers are still to be told, and words to the person.
    pub owed: Option<Vec<u8>>,
    /// Where the person is, and the sign-in under way.
    pub attempt: Option<Vec<u8>>,
}

/// One of the [`Rows`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Row {
    Public,
    Corporate,
    Owed,
    Attempt,
}

impl Row {
    pub const ALL: [Self; 4] = [Self::Public, Self::Corporate, Self::Owed, Self::Attempt];
}

/// A row that this version can't read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    Session(Server),
    Owed,
    /// Dropped, with a word to the person.
    Attempt,
}

#[derive(Default, Serialize, Deserialize)]
struct Attempt {
    place: Option<Place>,
    left: Left,
}

impl Rows {
    /// The version of each row's format, bound into its seal.
    pub const VERSION: u32 = 1;

    /// Every row, in a fixed order.
    pub fn each(&self) -> impl Iterator<Item = (Row, Option<&[u8]>)> {
        Row::ALL.into_iter().map(|row| {
            let bytes = match row {
                Row::Public => &self.public,
                Row::Corporate => &self.corporate,
                Row::Owed => &self.owed,
                Row::Attempt => &self.attempt,
            };
            (row, bytes.as_deref())
        })
    }

    /// Puts a row in its place.
    pub fn set(&mut self, row: Row, bytes: Option<Vec<u8>>) {
        *match row {
            Row::Public => &mut self.public,
            Row::Corporate => &mut self.corporate,
            Row::Owed => &mut self.owed,
            Row::Attempt => &mut self.attempt,
        } = bytes;
    }
}

impl State {
    /// The state to save. Codes and passwords are not in it.
    pub fn rows(&self) -> Rows {
        let attempt = Attempt { place: Some(self.place.clone()), left: self.left.clone() };
        Rows {
            public: self.sessions.public.as_ref().and_then(bytes),
            corporate: self.sessions.corporate.as_ref().and_then(bytes),
            owed: bytes(&self.sessions.owed),
            attempt: bytes(&attempt),
        }
    }

    pub(super) fn restore(setup: Setup, rows: &Rows) -> (Self, Vec<Unreadable>) {
        let mut unreadable = Vec::new();
        let mut sessions = Sessions {
            public: read(
                rows.public.as_ref(),
                Unreadable::Session(Server::Public),
                &mut unreadable,
            ),
            corporate: read(
                rows.corporate.as_ref(),
                Unreadable::Session(Server::Corporate),
                &mut unreadable,
            ),
            owed: read::<Owed>(rows.owed.as_ref(), Unreadable::Owed, &mut unreadable)
                .unwrap_or_default(),
        };
        let attempt: Attempt =
            read(rows.attempt.as_ref(), Unreadable::Attempt, &mut unreadable).unwrap_or_default();
        if unreadable.contains(&Unreadable::Attempt) {
            sessions.say(Notice::SignInDropped);
        }
        let place = attempt.place.unwrap_or_else(|| Place::of(&sessions));
        let left = attempt.left;
        (Self { setup, sessions, place, left, public: None, tickets: 0 }, unreadable)
    }
}

fn bytes<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    serde_json::to_vec(value).ok()
}

fn read<T: DeserializeOwned>(
    row: Option<&Vec<u8>>,
    which: Unreadable,
    unreadable: &mut Vec<Unreadable>,
) -> Option<T> {
    let read = serde_json::from_slice(row?).ok();
    if read.is_none() {
        unreadable.push(which);
    }
    read
}
