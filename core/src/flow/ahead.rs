use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::sign_in::{End, Led, SignIn};
use super::{Ask, Finished, Outcome, Setup, Ticket, Turn};
use crate::wire::{LoginHint, Metadata, SpecialApp, Support};
use crate::{Action, Problem, Progress, Screen, Store, Timestamp};

/// What lies ahead of a journey's form: nothing yet, a sign-in, or where it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Ahead {
    Nothing,
    SigningIn(SignIn),
    /// The person went back to the form; the same submitted again takes it up.
    Parked(SignIn),
    /// The server no longer has the sign-in; the form says so.
    Expired,
    SpecialApp(SpecialApp),
    Stopped {
        host: String,
        problem: Problem,
        support: Option<Support>,
    },
}

/// How what lies ahead went on.
pub(super) enum Came {
    Still(Ahead),
    SignedIn(Finished),
}

impl Ahead {
    /// The form is on the screen.
    pub(super) fn is_form(&self) -> bool {
        match self {
            Self::Nothing | Self::Parked(_) | Self::Expired => true,
            Self::SigningIn(sign_in) => sign_in.is_beginning(),
            Self::SpecialApp(_) | Self::Stopped { .. } => false,
        }
    }

    /// Takes up the sign-in of the same person, at the same server where it is known already.
    pub(super) fn take_up(
        &mut self,
        server: Option<&Metadata>,
        hint: Option<&LoginHint>,
        turn: &mut Turn<'_>,
    ) -> bool {
        match std::mem::replace(self, Self::Nothing) {
            Self::Parked(sign_in) | Self::SigningIn(sign_in) if sign_in.is_for(server, hint) => {
                *self = Self::SigningIn(sign_in.unpark(turn));
                true
            }
            other => {
                *self = other;
                false
            }
        }
    }

    /// Signs in: takes up what was begun with the same person and server, or begins.
    pub(super) fn sign_in(
        &mut self,
        server: Metadata,
        hint: Option<LoginHint>,
        name: String,
        turn: &mut Turn<'_>,
    ) {
        if !self.take_up(Some(&server), hint.as_ref(), turn) {
            *self = Self::SigningIn(SignIn::begin(server, hint, name, turn));
        }
    }

    /// What the person does where no form is on the screen.
    pub(super) fn act(self, action: &Action, turn: &mut Turn<'_>) -> Self {
        match self {
            Self::SigningIn(sign_in) => {
                let server = sign_in.server.clone();
                match sign_in.act(action, turn) {
                    ControlFlow::Continue(sign_in) => Self::SigningIn(sign_in),
                    ControlFlow::Break(end) => Self::ended(end, &server),
                }
            }
            Self::SpecialApp(_) | Self::Stopped { .. } if matches!(action, Action::Back) => {
                Self::Nothing
            }
            other => other,
        }
    }

    /// The form was edited: its problem goes, what was begun stays to be taken up.
    pub(super) fn calm(&mut self) {
        match std::mem::replace(self, Self::Nothing) {
            Self::SigningIn(sign_in) => *self = Self::Parked(sign_in.park()),
            Self::Expired => *self = Self::Nothing,
            other => *self = other,
        }
    }

    /// Out of the journey: what can be taken up again is kept.
    pub(super) fn park(self) -> Self {
        match self {
            Self::SigningIn(sign_in) | Self::Parked(sign_in) => Self::Parked(sign_in.park()),
            Self::Nothing | Self::Expired | Self::SpecialApp(_) | Self::Stopped { .. } => {
                Self::Nothing
            }
        }
    }

    /// An answer of the browser is awaited.
    pub(super) fn awaits_callback(&self) -> bool {
        matches!(self, Self::SigningIn(sign_in) if sign_in.awaits_callback())
    }

    pub(super) fn ask(&self) -> Option<(Ticket, Ask)> {
        match self {
            Self::SigningIn(sign_in) => sign_in.ask(),
            _ => None,
        }
    }

    pub(super) fn awaits(&self, ticket: Ticket) -> bool {
        self.ask().is_some_and(|(awaited, _)| awaited == ticket)
    }

    pub(super) fn outcome(self, outcome: Outcome, turn: &mut Turn<'_>) -> Came {
        match self {
            Self::SigningIn(sign_in) => {
                let server = sign_in.server.clone();
                match sign_in.outcome(outcome, turn) {
                    Led::On(sign_in) => Came::Still(Self::SigningIn(sign_in)),
                    Led::SignedIn(finished) => Came::SignedIn(finished),
                    Led::To(end) => Came::Still(Self::ended(end, &server)),
                }
            }
            other => Came::Still(other),
        }
    }

    pub(super) fn reopen(&mut self, turn: &mut Turn<'_>) {
        if let Self::SigningIn(sign_in) = self {
            sign_in.reopen(turn);
        }
    }

    /// The screen; none where it is the form's.
    pub(super) fn screen(&self, setup: &Setup, now: Timestamp) -> Option<Screen> {
        match self {
            Self::Nothing | Self::Parked(_) | Self::Expired => None,
            Self::SigningIn(sign_in) => sign_in.screen(setup, now),
            Self::SpecialApp(app) => {
                Some(Screen::SpecialApp { app: app.name.clone(), link: app.link(setup.store) })
            }
            Self::Stopped { host, problem, support } => Some(Screen::Stopped {
                host: host.clone(),
                problem: problem.clone(),
                support: support.clone(),
            }),
        }
    }

    /// What the form shows of it; none where the form's own lookup has the say.
    pub(super) fn progress(&self) -> Option<Progress> {
        match self {
            Self::SigningIn(sign_in) => Some(sign_in.progress()),
            Self::Expired => Some(Progress::Failed { problem: Problem::SignInExpired }),
            Self::Nothing | Self::Parked(_) | Self::SpecialApp(_) | Self::Stopped { .. } => None,
        }
    }

    fn ended(end: End, server: &Metadata) -> Self {
        match end {
            End::Expired => Self::Expired,
            End::Stopped(problem) => Self::Stopped {
                host: server.issuer.host_display(),
                problem,
                support: server.support.clone(),
            },
            End::SpecialApp(app) => Self::SpecialApp(app),
            End::Parked(sign_in) => Self::Parked(sign_in),
        }
    }

    pub(super) fn wake(&self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::SigningIn(sign_in) => sign_in.wake(now),
            _ => None,
        }
    }

    pub(super) fn shift(&mut self, millis: i64) {
        if let Self::SigningIn(sign_in) | Self::Parked(sign_in) = self {
            sign_in.shift(millis);
        }
    }
}

impl SpecialApp {
    fn link(&self, store: Option<Store>) -> Option<String> {
        match store? {
            Store::GooglePlay => self.google_play.clone(),
            Store::AppGallery => self.app_gallery.clone(),
            Store::AppStore => self.app_store.clone(),
        }
    }
}
