//! Registration, and sign-in, by phone: number, then what the public server of its region asks.
//!
//! Adding a phone to a corporate account is the same journey with another end.

use serde::{Deserialize, Serialize};

use super::ahead::{Ahead, Came};
use super::call::Lookup;
use super::fields::PhoneField;
use super::{Ask, Onward, Outcome, Place, Setup, Ticket, Turn};
use crate::input::{Phone, ServerAddress};
use crate::wire::{LoginHint, Metadata, Role};
use crate::{
    Action, Field, InputProblem, NotVestibule, PhonePurpose, Problem, Progress, Screen,
    ServerProblem, Timestamp,
};

/// The way in by phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Registration {
    pub(super) purpose: PhonePurpose,
    field: PhoneField,
    /// The name of the corporate account that a phone is added to.
    name: String,
    /// Which public server's metadata is being asked for.
    lookup: Lookup<ServerAddress>,
    ahead: Ahead,
}

impl Registration {
    pub(super) fn new(
        purpose: PhonePurpose,
        phone: &str,
        name: String,
        turn: &mut Turn<'_>,
    ) -> Self {
        let mut field = PhoneField::new(turn.setup.country);
        field.edit(phone);
        turn.warm(&turn.setup.public_server.clone());
        Self { purpose, field, name, lookup: Lookup::Idle, ahead: Ahead::Nothing }
    }

    pub(super) fn act(mut self, action: &Action, turn: &mut Turn<'_>) -> Onward<Self> {
        if let Action::Leave = action {
            return Onward::Left(self.park());
        }
        if !self.ahead.is_form() {
            self.ahead = self.ahead.act(action, turn);
            return Onward::Stay(self);
        }
        match action {
            Action::Back => return Onward::Left(self.park()),
            Action::Cancel => self = self.park(),
            Action::Edit { field: Field::Phone, text } => {
                self.calm();
                self.field.edit(text);
                self.edited(turn);
            }
            Action::SelectCountry { country } => {
                self.calm();
                self.field.select(*country);
                self.edited(turn);
            }
            Action::SubmitPhone { text } => {
                self.field.edit(text);
                self.submit(turn);
            }
            Action::Retry => self.submit(turn),
            _ => {}
        }
        Onward::Stay(self)
    }

    /// An answer of the browser is awaited.
    pub(super) fn awaits_callback(&self) -> bool {
        self.ahead.awaits_callback()
    }

    pub(super) fn ask(&self) -> Option<(Ticket, Ask)> {
        self.lookup
            .running()
            .map(|(ticket, issuer)| (ticket, Ask::Metadata { issuer: issuer.clone() }))
            .or_else(|| self.ahead.ask())
    }

    pub(super) fn outcome(
        mut self,
        ticket: Ticket,
        outcome: Outcome,
        turn: &mut Turn<'_>,
    ) -> Onward<Self> {
        if self.lookup.awaited(ticket).is_some() {
            self.lookup = Lookup::Idle;
            match outcome {
                Outcome::Metadata(metadata) => self.found(metadata, turn),
                Outcome::Failed(problem) => self.lookup = Lookup::Failed(problem),
                _ => {}
            }
            return Onward::Stay(self);
        }
        if !self.ahead.awaits(ticket) {
            return Onward::Stay(self);
        }
        match self.ahead.outcome(outcome, turn) {
            Came::Still(ahead) => {
                self.ahead = ahead;
                Onward::Stay(self)
            }
            Came::SignedIn(finished) => Onward::SignedIn(finished),
        }
    }

    pub(super) fn reopen(&mut self, turn: &mut Turn<'_>) {
        turn.warm(&turn.setup.public_server.clone());
        self.lookup.reopen(turn);
        self.ahead.reopen(turn);
    }

    pub(super) fn screen(&self, setup: &Setup, now: Timestamp) -> Screen {
        self.ahead.screen(setup, now).unwrap_or_else(|| Screen::Phone {
            purpose: self.purpose,
            country: self.field.country,
            text: self.field.text.clone(),
            server: setup
                .public
                .as_ref()
                .filter(|public| !public.regions.is_empty())
                .map(|public| self.region(public).host_display()),
            progress: self.progress(),
        })
    }

    pub(super) fn wake(&self, now: Timestamp) -> Option<Timestamp> {
        self.ahead.wake(now)
    }

    pub(super) fn shift(&mut self, millis: i64) {
        self.ahead.shift(millis);
    }

    /// Fetches what the region's own server says of itself, once its number is typed.
    pub(super) fn warm_region(&self, public: &Metadata, turn: &mut Turn<'_>) {
        let region = self.region(public);
        if *region != public.issuer {
            turn.warm(region);
        }
    }

    pub(super) fn park(mut self) -> Self {
        self.lookup = Lookup::Idle;
        self.ahead = self.ahead.park();
        self
    }

    fn progress(&self) -> Progress {
        self.ahead.progress().unwrap_or_else(|| self.lookup.progress())
    }

    fn calm(&mut self) {
        self.lookup = Lookup::Idle;
        self.ahead.calm();
    }

    fn submit(&mut self, turn: &mut Turn<'_>) {
        self.lookup = Lookup::Idle;
        let phone = match self.field.parse() {
            Ok(phone) => phone,
            Err(error) => {
                self.calm();
                self.lookup = Lookup::Failed(Problem::Input(InputProblem::Phone(error)));
                return;
            }
        };
        if self.ahead.take_up(None, Some(&LoginHint::Phone(phone)), turn) {
            return;
        }
        self.calm();
        match turn.setup.public.clone() {
            Some(public) => self.found(public, turn),
            None => self.lookup = Lookup::run(turn.setup.public_server.clone(), turn),
        }
    }

    /// A public server's metadata: on to the phone's own server, or its sign-in.
    fn found(&mut self, metadata: Metadata, turn: &mut Turn<'_>) {
        if metadata.role != Role::Public {
            self.lookup = Lookup::Failed(Problem::Server {
                host: metadata.issuer.host_display(),
                cause: ServerProblem::NotVestibule(NotVestibule::OtherRole),
            });
            return;
        }
        let Ok(phone) = self.field.parse() else {
            return;
        };
        let is_first = metadata.issuer == turn.setup.public_server;
        let region = if is_first { self.region(&metadata) } else { &metadata.issuer };
        if *region != metadata.issuer {
            self.lookup = Lookup::run(region.clone(), turn);
            return;
        }
        let hint = Some(LoginHint::Phone(phone));
        self.ahead.sign_in(metadata, hint, self.name.clone(), turn);
    }

    /// The public server that what is typed so far belongs to (protocol section 1).
    fn region<'a>(&self, public: &'a Metadata) -> &'a ServerAddress {
        let digits = match self.field.parse() {
            Ok(phone) => digits(&phone),
            Err(_) => self.field.country.calling_code().to_string(),
        };
        public.region_of(&digits)
    }

    fn edited(&self, turn: &mut Turn<'_>) {
        if let Some(public) = &turn.setup.public {
            self.warm_region(public, turn);
        }
    }
}

impl From<Registration> for Place {
    fn from(registration: Registration) -> Self {
        Self::Registration(Box::new(registration))
    }
}

fn digits(phone: &Phone) -> String {
    phone.as_str().trim_start_matches('+').to_owned()
}
