//! The flow: what the app is doing, and what it does next.
//!
//! A pure function of the state, an event and a moment: [`State::step`] has no clock, no
//! randomness, no I/O and no threads. What is to be done outside is a list of [`Effect`]s, which
//! the engine does once the state is saved. The requests under way are part of the state
//! ([`State::asks`]); effects are the difference between two states.

mod ahead;
mod ask;
mod asked;
mod browser;
mod call;
mod corporate;
mod fields;
mod home;
mod registration;
mod saved;
mod sessions;
mod sign_in;
mod turn;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use ask::{Ask, Effect, Identity, Outcome, Prefetch};
pub use saved::{Row, Rows, Unreadable};
pub use sessions::{Session, Sessions, Standing};
pub use turn::{Moment, Setup, Ticket};

use corporate::{Corporate, Purpose};
use home::Home;
use registration::Registration;
use sessions::Word;
use turn::Turn;

use crate::input::Email;
use crate::wire::{Metadata, Role, Tokens};
use crate::{
    Action, ActionKind, ConnectionProblem, Locale, Notice, PhonePurpose, Problem, Progress,
    Question, Screen, Secret, Server, SignOutPage, Timestamp, Way,
};

/// All that the app knows and does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    setup: Setup,
    sessions: Sessions,
    place: Place,
    left: Left,
    /// The public server's metadata, asked for ahead of need.
    public: Option<Ticket>,
    tickets: u64,
}

/// Where the person is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Place {
    Start,
    Registration(Box<Registration>),
    Corporate(Box<Corporate>),
    Home(Box<Home>),
}

/// Journeys that the person went out of, with what was typed and begun there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Left {
    registration: Option<Box<Registration>>,
    corporate: Option<Box<Corporate>>,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The person did something.
    Act(Action),
    /// A request ended.
    Outcome { ticket: Ticket, outcome: Outcome },
    /// The moment of [`State::wake`] has come.
    Tick,
    /// Someone needs an access token; `refused` is the one that the server did not take.
    WantToken { server: Server, refused: Option<Secret> },
    /// The phone has a network again.
    NetworkUp,
    /// The wall clock was moved by so many milliseconds.
    ClockMoved { millis: i64 },
    /// The person's language changed.
    Locale { locale: Locale },
}

/// An action that makes no sense on the screen that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{action:?} makes no sense on this screen now")]
pub struct NotNow {
    pub action: ActionKind,
}

/// A journey went on.
enum Onward<J> {
    Stay(J),
    /// The person went out of it.
    Left(J),
    SignedIn(Finished),
}

/// What a sign-in ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finished {
    server: Box<Metadata>,
    tokens: Tokens,
    is_new: bool,
    /// Where the person signs out at the identity provider that they came through.
    sign_out: Option<SignOutPage>,
}

impl Place {
    /// Where a person begins who was in no journey.
    fn of(sessions: &Sessions) -> Self {
        match sessions.primary() {
            Some(_) => Home::Chats.into(),
            None => Self::Start,
        }
    }
}

impl State {
    /// The state as it was saved, its requests under way again; or a first start.
    pub fn open(
        setup: Setup,
        rows: &Rows,
        moment: &Moment,
    ) -> (Self, Vec<Effect>, Vec<Unreadable>) {
        let (mut state, unreadable) = Self::restore(setup, rows);
        let setup = state.setup.clone();
        let mut tickets = state.tickets;
        let mut turn = Turn::new(moment, &setup, &mut tickets);
        state.sessions.reopen(&mut turn);
        match &mut state.place {
            Place::Start => {}
            Place::Registration(registration) => registration.reopen(&mut turn),
            Place::Corporate(corporate) => corporate.reopen(&mut turn),
            Place::Home(home) => home.reopen(&mut turn),
        }
        if state.sessions.public.is_none() || state.sessions.corporate.is_none() {
            state.public = Some(turn.ticket());
        }
        state.settle(&mut turn);
        let warm = turn.warm;
        state.tickets = tickets;
        let effects = state.effects(BTreeMap::new(), warm);
        (state, effects, unreadable)
    }

    /// Whether an event makes sense now; only actions may not.
    ///
    /// # Errors
    ///
    /// [`NotNow`] where it is an action that [`Screen::actions`] does not list; but for what the
    /// browser hands over, which is no button's, and taken as long as it is awaited.
    pub fn check(&self, event: &Event, now: Timestamp) -> Result<(), NotNow> {
        match event {
            Event::Act(Action::ReturnFromBrowser { .. }) if self.awaits_callback() => Ok(()),
            Event::Act(action) if !self.screen(now).actions().contains(&action.kind()) => {
                Err(NotNow { action: action.kind() })
            }
            _ => Ok(()),
        }
    }

    /// What happens next; an event that does not pass [`State::check`] changes nothing.
    #[must_use]
    pub fn step(mut self, event: Event, moment: &Moment) -> (Self, Vec<Effect>) {
        if self.check(&event, moment.now).is_err() {
            return (self, Vec::new());
        }
        let before = self.asks();
        let setup = self.setup.clone();
        let mut tickets = self.tickets;
        let mut turn = Turn::new(moment, &setup, &mut tickets);
        match event {
            Event::Act(action) => self.act(&action, &mut turn),
            Event::Outcome { ticket, outcome } => {
                if before.contains_key(&ticket) {
                    self.outcome(ticket, outcome, &mut turn);
                }
            }
            Event::Tick => self.sessions.tick(&mut turn),
            Event::WantToken { server, refused } => {
                self.sessions.want_token(server, refused.as_ref(), &mut turn);
            }
            Event::NetworkUp => self.network_up(&mut turn),
            Event::ClockMoved { millis } => self.shift(millis),
            Event::Locale { locale } => self.setup.locale = locale,
        }
        self.settle(&mut turn);
        let warm = turn.warm;
        self.tickets = tickets;
        let effects = self.effects(before, warm);
        (self, effects)
    }

    /// The requests under way, each with its ticket.
    pub fn asks(&self) -> BTreeMap<Ticket, Ask> {
        let mut asks: BTreeMap<_, _> = self.sessions.asks().into_iter().collect();
        asks.extend(match &self.place {
            Place::Start => None,
            Place::Registration(registration) => registration.ask(),
            Place::Corporate(corporate) => corporate.ask(&self.setup),
            Place::Home(home) => home.ask(&self.sessions),
        });
        asks.extend(
            self.public
                .map(|ticket| (ticket, Ask::Metadata { issuer: self.setup.public_server.clone() })),
        );
        asks
    }

    /// An answer of the browser is awaited.
    fn awaits_callback(&self) -> bool {
        match &self.place {
            Place::Start | Place::Home(_) => false,
            Place::Registration(registration) => registration.awaits_callback(),
            Place::Corporate(corporate) => corporate.awaits_callback(),
        }
    }

    /// What to draw now.
    pub fn screen(&self, now: Timestamp) -> Screen {
        match &self.place {
            Place::Start => self.start(),
            Place::Registration(registration) => registration.screen(&self.setup, now),
            Place::Corporate(corporate) => corporate.screen(&self.setup, now),
            Place::Home(home) => {
                home.screen(&self.sessions, &self.setup).unwrap_or_else(|| self.start())
            }
        }
    }

    /// The next moment at which something happens by itself, or the screen changes.
    pub fn wake(&self, now: Timestamp) -> Option<Timestamp> {
        let place = match &self.place {
            Place::Start | Place::Home(_) => None,
            Place::Registration(registration) => registration.wake(now),
            Place::Corporate(corporate) => corporate.wake(now),
        };
        place.into_iter().chain(self.sessions.wake()).min()
    }

    /// What the person is signed in with.
    pub fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    /// Puts a word to the person on the next screen that shows words.
    #[must_use]
    pub fn say(mut self, notice: Notice) -> Self {
        self.sessions.say(notice);
        self
    }

    fn start(&self) -> Screen {
        Screen::Start {
            ways: vec![Way::Phone, Way::CorporateEmail, Way::ServerAddress],
            notices: self.sessions.notices(),
        }
    }

    fn act(&mut self, action: &Action, turn: &mut Turn<'_>) {
        match action {
            Action::DismissNotice => {
                self.sessions.dismiss();
                return;
            }
            Action::SignInAgain { server } => {
                self.again(*server, turn);
                return;
            }
            Action::SignOutEverywhere if matches!(self.place, Place::Corporate(_)) => {
                self.place = Home::ask_first(Question::SignOutEverywhere).into();
                return;
            }
            _ => {}
        }
        self.place = match std::mem::replace(&mut self.place, Place::Start) {
            Place::Start => match action {
                Action::Begin { way } => self.begin(*way, turn),
                _ => Place::Start,
            },
            Place::Registration(registration) => {
                let purpose = registration.purpose;
                let onward = registration.act(action, turn);
                self.registration(purpose, onward, turn)
            }
            Place::Corporate(corporate) => {
                let purpose = corporate.purpose;
                let onward = corporate.act(action, turn);
                self.corporate(purpose, onward, turn)
            }
            Place::Home(home) => home.act(action, &mut self.sessions, turn),
        };
    }

    fn outcome(&mut self, ticket: Ticket, outcome: Outcome, turn: &mut Turn<'_>) {
        if let Outcome::Metadata(metadata) = &outcome
            && metadata.issuer == self.setup.public_server
            && metadata.role == Role::Public
        {
            self.setup.public = Some(metadata.clone());
            if let Place::Registration(registration) = &self.place {
                registration.warm_region(metadata, turn);
            }
        }
        if self.public == Some(ticket) {
            self.public = None;
            return;
        }
        let Some(outcome) = self.sessions.outcome(ticket, outcome, turn) else {
            return;
        };
        self.place = match std::mem::replace(&mut self.place, Place::Start) {
            Place::Start => Place::Start,
            Place::Registration(registration) => {
                let purpose = registration.purpose;
                let onward = registration.outcome(ticket, outcome, turn);
                self.registration(purpose, onward, turn)
            }
            Place::Corporate(corporate) => {
                let purpose = corporate.purpose;
                let onward = corporate.outcome(ticket, outcome, turn);
                self.corporate(purpose, onward, turn)
            }
            Place::Home(home) => home.outcome(outcome, &mut self.sessions, turn),
        };
    }

    /// Takes a way in, or takes up the journey that was left there.
    fn begin(&mut self, way: Way, turn: &mut Turn<'_>) -> Place {
        let purpose = match way {
            Way::Phone => {
                let left = self.left.registration.take();
                let purpose = PhonePurpose::Register;
                return match left {
                    Some(left) if left.purpose == purpose => Place::Registration(left),
                    _ => Registration::new(purpose, "", String::new(), turn).into(),
                };
            }
            Way::CorporateEmail => Purpose::EnterByEmail,
            Way::ServerAddress => Purpose::EnterByAddress,
        };
        match self.left.corporate.take() {
            Some(left) if left.purpose == purpose => Place::Corporate(left),
            _ => Corporate::new(purpose, turn).into(),
        }
    }

    fn registration(
        &mut self,
        purpose: PhonePurpose,
        onward: Onward<Registration>,
        turn: &mut Turn<'_>,
    ) -> Place {
        match onward {
            Onward::Stay(registration) => registration.into(),
            Onward::Left(registration) => {
                self.left.registration = Some(Box::new(registration));
                match purpose {
                    PhonePurpose::Register | PhonePurpose::Asked => self.base(turn),
                    PhonePurpose::Add => Home::Profile.into(),
                }
            }
            Onward::SignedIn(finished) => {
                self.left.registration = None;
                let is_new = finished.is_new;
                self.sessions.begin(Server::Public, finished, turn);
                self.sessions.join_if_due(turn);
                match (&self.sessions.corporate, is_new) {
                    (Some(_), _) => Home::Profile.into(),
                    (None, true) => Home::new_account().into(),
                    (None, false) => Corporate::new(Purpose::Offer, turn).into(),
                }
            }
        }
    }

    fn corporate(
        &mut self,
        purpose: Purpose,
        onward: Onward<Corporate>,
        turn: &mut Turn<'_>,
    ) -> Place {
        match onward {
            Onward::Stay(corporate) => corporate.into(),
            Onward::Left(corporate) => {
                self.left.corporate = Some(Box::new(corporate));
                match purpose {
                    Purpose::Offer => Home::Chats.into(),
                    Purpose::Connect => Home::CorporateInformation.into(),
                    Purpose::EnterByEmail | Purpose::EnterByAddress => self.base(turn),
                }
            }
            Onward::SignedIn(finished) => {
                self.left.corporate = None;
                self.sessions.begin(Server::Corporate, finished, turn);
                match purpose {
                    Purpose::Connect => Home::CorporateInformation.into(),
                    Purpose::Offer | Purpose::EnterByEmail | Purpose::EnterByAddress => {
                        Home::Chats.into()
                    }
                }
            }
        }
    }

    /// A journey's end for one who is signed in to something, or the start screen.
    fn base(&self, turn: &mut Turn<'_>) -> Place {
        match (&self.sessions.public, &self.sessions.corporate) {
            (None, None) => Place::Start,
            (Some(_), None) if self.setup.special => Corporate::new(Purpose::Offer, turn).into(),
            (Some(_), None) | (_, Some(_)) => Home::Chats.into(),
        }
    }

    /// Back in where the server ended the session.
    fn again(&mut self, server: Server, turn: &mut Turn<'_>) {
        let Some(word) = self.sessions.lapsed(server) else {
            return;
        };
        self.place = match word {
            Word::Ended { server: Server::Public, phone, .. } => {
                let phone = phone.as_deref().unwrap_or_default();
                Registration::new(PhonePurpose::Register, phone, String::new(), turn).into()
            }
            Word::Ended { server: Server::Corporate, issuer, email, .. } => {
                let purpose = match self.sessions.public {
                    Some(_) => Purpose::Connect,
                    None => Purpose::EnterByAddress,
                };
                let email = email.and_then(|email| Email::parse(&email).ok());
                Corporate::again(purpose, &issuer, email, turn).into()
            }
            Word::Plain(_) => return,
        };
    }

    fn network_up(&mut self, turn: &mut Turn<'_>) {
        self.sessions.hurry(turn);
        if self.public.is_none() && self.setup.public.is_none() {
            self.public = Some(turn.ticket());
        }
        let lost = matches!(
            self.screen(turn.now).progress(),
            Some(Progress::Failed {
                problem: Problem::Connection {
                    cause: ConnectionProblem::NoNetwork
                        | ConnectionProblem::NameServiceFailed
                        | ConnectionProblem::Unreachable
                        | ConnectionProblem::TimedOut
                        | ConnectionProblem::Lost,
                    ..
                }
            })
        );
        if lost {
            self.act(&Action::Retry, turn);
        }
    }

    fn shift(&mut self, millis: i64) {
        self.sessions.shift(millis);
        match &mut self.place {
            Place::Start | Place::Home(_) => {}
            Place::Registration(registration) => registration.shift(millis),
            Place::Corporate(corporate) => corporate.shift(millis),
        }
        if let Some(registration) = &mut self.left.registration {
            registration.shift(millis);
        }
        if let Some(corporate) = &mut self.left.corporate {
            corporate.shift(millis);
        }
    }

    /// Nobody is left on a screen whose session is gone, and what is being parted is not joined.
    fn settle(&mut self, turn: &mut Turn<'_>) {
        let Place::Home(home) = &self.place else {
            return;
        };
        if home.is_parting() {
            self.sessions.stop_joining();
        }
        let is_lost = match **home {
            Home::Avatar { .. } => self.sessions.public.is_none(),
            _ => self.sessions.primary().is_none(),
        };
        let is_barred = self.setup.special
            && self.sessions.corporate.is_none()
            && !matches!(**home, Home::Avatar { .. } | Home::Confirm { .. });
        if is_lost || is_barred {
            self.place = self.base(turn);
        }
    }

    fn effects(&self, before: BTreeMap<Ticket, Ask>, warm: Vec<Prefetch>) -> Vec<Effect> {
        let after = self.asks();
        let stop = before
            .keys()
            .filter(|ticket| !after.contains_key(ticket))
            .map(|ticket| Effect::Stop { ticket: *ticket });
        let mut effects: Vec<_> = stop.collect();
        effects.extend(
            after
                .into_iter()
                .filter(|(ticket, _)| !before.contains_key(ticket))
                .map(|(ticket, ask)| Effect::Send { ticket, ask }),
        );
        effects.extend(warm.into_iter().map(Effect::Warm));
        effects
    }
}
