use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Ticket, Turn};
use crate::wire::IdempotencyKey;
use crate::{Problem, Progress, Timestamp};

/// One request that changes a server: its idempotency key, and how it fares.
///
/// Sent again, it bears the same key, so that it is done once whatever is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Call {
    pub(super) key: IdempotencyKey,
    since: Timestamp,
    fate: Fate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Fate {
    Running(Ticket),
    Failed(Problem),
    /// The person stopped it: whether it was done is not known.
    Stopped,
}

impl Call {
    /// Servers keep a key for ten minutes (protocol section 3); less what a request may take.
    const KEPT: Duration = Duration::from_secs(9 * 60);

    pub(super) fn new(turn: &mut Turn<'_>) -> Self {
        Self { key: turn.key(), since: turn.now, fate: Fate::Running(turn.ticket()) }
    }

    /// Sends it again: as the same request while the server remembers it, else as a new one.
    pub(super) fn again(&mut self, turn: &mut Turn<'_>) {
        if self.is_forgotten(turn.now) {
            *self = Self::new(turn);
        } else {
            self.fate = Fate::Running(turn.ticket());
        }
    }

    pub(super) fn fail(&mut self, problem: Problem) {
        self.fate = Fate::Failed(problem);
    }

    pub(super) fn stop(&mut self) {
        if let Fate::Running(_) = self.fate {
            self.fate = Fate::Stopped;
        }
    }

    /// Takes the problem from the screen; what is known of the request stays.
    pub(super) fn calm(&mut self) {
        if let Fate::Failed(_) = self.fate {
            self.fate = Fate::Stopped;
        }
    }

    /// The server no longer knows the key.
    pub(super) fn is_forgotten(&self, now: Timestamp) -> bool {
        now.since(self.since) > Self::KEPT
    }

    pub(super) fn is_running(&self) -> bool {
        self.ticket().is_some()
    }

    pub(super) fn ticket(&self) -> Option<Ticket> {
        match self.fate {
            Fate::Running(ticket) => Some(ticket),
            Fate::Failed(_) | Fate::Stopped => None,
        }
    }

    pub(super) fn progress(&self) -> Progress {
        match &self.fate {
            Fate::Running(_) => Progress::Running,
            Fate::Failed(problem) => Progress::Failed { problem: problem.clone() },
            Fate::Stopped => Progress::Idle,
        }
    }

    pub(super) fn shift(&mut self, millis: i64) {
        self.since = self.since.shifted(millis);
    }
}

/// A request that changes nothing at a server, behind a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Lookup<T> {
    Idle,
    Running { ticket: Ticket, what: T },
    Failed(Problem),
}

impl<T> Lookup<T> {
    pub(super) fn run(what: T, turn: &mut Turn<'_>) -> Self {
        Self::Running { ticket: turn.ticket(), what }
    }

    pub(super) fn running(&self) -> Option<(Ticket, &T)> {
        match self {
            Self::Running { ticket, what } => Some((*ticket, what)),
            Self::Idle | Self::Failed(_) => None,
        }
    }

    /// What is being looked up, if it is by this ticket.
    pub(super) fn awaited(&self, ticket: Ticket) -> Option<&T> {
        self.running().filter(|(awaited, _)| *awaited == ticket).map(|(_, what)| what)
    }

    /// After a restart the same is looked up anew.
    pub(super) fn reopen(&mut self, turn: &mut Turn<'_>) {
        if let Self::Running { ticket, .. } = self {
            *ticket = turn.ticket();
        }
    }

    pub(super) fn progress(&self) -> Progress {
        match self {
            Self::Idle => Progress::Idle,
            Self::Running { .. } => Progress::Running,
            Self::Failed(problem) => Progress::Failed { problem: problem.clone() },
        }
    }
}
