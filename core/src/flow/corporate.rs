//! The way to a corporate server: its address found by work e-mail or typed, then what it asks.
//!
//! The connection of a public user and the entry without a phone are the same journey with other
//! beginnings.

use serde::{Deserialize, Serialize};

use super::ahead::{Ahead, Came};
use super::call::Lookup;
use super::{Ask, Onward, Outcome, Place, Setup, Ticket, Turn};
use crate::input::{Email, ServerAddress};
use crate::wire::{Directory, LoginHint, Metadata, Role};
use crate::{
    Action, EmailPurpose, Field, InputProblem, NotVestibule, Problem, Progress, Screen,
    ServerChoice, ServerProblem, Timestamp,
};

/// The way to a corporate server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Corporate {
    pub(super) purpose: Purpose,
    form: Form,
    ahead: Ahead,
}

/// Where the way begins, and so where it leads back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// The offer after registration.
    Offer,
    /// From the corporate information.
    Connect,
    /// From the start screen, by e-mail.
    EnterByEmail,
    /// From the start screen, by address.
    EnterByAddress,
}

/// How the server is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Form {
    Email {
        text: String,
        lookup: Lookup<ForEmail>,
    },
    Servers {
        email: Email,
        directory: Directory,
        /// The one that was tried last.
        chosen: Option<ServerAddress>,
        lookup: Lookup<ServerAddress>,
    },
    Address {
        behind: Option<Box<Form>>,
        email: Option<Email>,
        nothing_found: bool,
        text: String,
        lookup: Lookup<ServerAddress>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum ForEmail {
    Directory(Email),
    /// Simplified authentication: at once to the first server.
    Server(Email, ServerAddress),
}

impl Corporate {
    pub(super) fn new(purpose: Purpose, turn: &mut Turn<'_>) -> Self {
        let form = match purpose {
            Purpose::Offer | Purpose::Connect | Purpose::EnterByEmail => {
                turn.warm(&turn.setup.public_server.clone());
                Form::Email { text: String::new(), lookup: Lookup::Idle }
            }
            Purpose::EnterByAddress => Form::Address {
                behind: None,
                email: None,
                nothing_found: false,
                text: String::new(),
                lookup: Lookup::Idle,
            },
        };
        Self { purpose, form, ahead: Ahead::Nothing }
    }

    /// Back to a server whose session ended, at once.
    pub(super) fn again(
        purpose: Purpose,
        issuer: &ServerAddress,
        email: Option<Email>,
        turn: &mut Turn<'_>,
    ) -> Self {
        let form = Form::Address {
            behind: None,
            email,
            nothing_found: false,
            text: issuer.as_str().to_owned(),
            lookup: Lookup::run(issuer.clone(), turn),
        };
        Self { purpose, form, ahead: Ahead::Nothing }
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
            Action::Back => return self.back(),
            Action::Cancel => self = self.park(),
            Action::Skip => return Onward::Left(self.park()),
            Action::Retry => self.retry(turn),
            Action::Edit { field, text } => self.edit(*field, text),
            Action::SubmitEmail { text } => self.submit_email(text, turn),
            Action::ChooseServer { issuer } => self.choose(issuer, turn),
            Action::TypeAddress => self.type_address(),
            Action::SubmitAddress { text } => self.submit_address(text, turn),
            _ => {}
        }
        Onward::Stay(self)
    }

    /// An answer of the browser is awaited.
    pub(super) fn awaits_callback(&self) -> bool {
        self.ahead.awaits_callback()
    }

    pub(super) fn ask(&self, setup: &Setup) -> Option<(Ticket, Ask)> {
        self.form.ask(setup).or_else(|| self.ahead.ask())
    }

    pub(super) fn outcome(
        mut self,
        ticket: Ticket,
        outcome: Outcome,
        turn: &mut Turn<'_>,
    ) -> Onward<Self> {
        if self.form.awaits(ticket) {
            match outcome {
                Outcome::Directory(directory) => self.known(directory, turn),
                Outcome::Metadata(metadata) => self.found(metadata, turn),
                Outcome::Failed(problem) => self.form.fail(problem),
                _ => self.form.stop(),
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
        match &mut self.form {
            Form::Email { lookup, .. } => lookup.reopen(turn),
            Form::Servers { lookup, directory, .. } => {
                lookup.reopen(turn);
                directory.servers.iter().for_each(|server| turn.warm(&server.issuer));
            }
            Form::Address { lookup, .. } => lookup.reopen(turn),
        }
        self.ahead.reopen(turn);
    }

    pub(super) fn screen(&self, setup: &Setup, now: Timestamp) -> Screen {
        self.ahead.screen(setup, now).unwrap_or_else(|| self.form_screen(setup))
    }

    pub(super) fn wake(&self, now: Timestamp) -> Option<Timestamp> {
        self.ahead.wake(now)
    }

    pub(super) fn shift(&mut self, millis: i64) {
        self.ahead.shift(millis);
    }

    pub(super) fn park(mut self) -> Self {
        self.form.stop();
        self.ahead = self.ahead.park();
        self
    }

    fn back(mut self) -> Onward<Self> {
        self = self.park();
        match self.form {
            Form::Servers { email, .. } => {
                self.form = Form::Email { text: email.to_string(), lookup: Lookup::Idle };
                Onward::Stay(self)
            }
            Form::Address { behind: Some(behind), .. } => {
                self.form = *behind;
                Onward::Stay(self)
            }
            Form::Email { .. } | Form::Address { behind: None, .. } => Onward::Left(self),
        }
    }

    /// Sends again what failed.
    fn retry(&mut self, turn: &mut Turn<'_>) {
        match &self.form {
            Form::Email { text, .. } => self.submit_email(&text.clone(), turn),
            Form::Servers { chosen: Some(issuer), .. } => self.choose(&issuer.clone(), turn),
            Form::Servers { chosen: None, .. } => {}
            Form::Address { text, .. } => self.submit_address(&text.clone(), turn),
        }
    }

    fn edit(&mut self, edited: Field, typed: &str) {
        match (&mut self.form, edited) {
            (Form::Email { text, .. }, Field::Email)
            | (Form::Address { text, .. }, Field::Address) => typed.clone_into(text),
            _ => return,
        }
        self.calm();
    }

    fn calm(&mut self) {
        self.form.stop();
        self.ahead.calm();
    }

    fn submit_email(&mut self, typed: &str, turn: &mut Turn<'_>) {
        self.calm();
        let Form::Email { text, lookup } = &mut self.form else {
            return;
        };
        typed.clone_into(text);
        match Email::parse(typed) {
            Ok(email) => *lookup = Lookup::run(ForEmail::Directory(email), turn),
            Err(error) => {
                *lookup = Lookup::Failed(Problem::Input(InputProblem::Email(error)));
            }
        }
    }

    /// The servers of the e-mail's domain: one, several or none.
    fn known(&mut self, directory: Directory, turn: &mut Turn<'_>) {
        let Form::Email { text, lookup } = &mut self.form else {
            return;
        };
        let Some((_, ForEmail::Directory(email))) = lookup.running() else {
            return;
        };
        let email = email.clone();
        *lookup = Lookup::Idle;
        if let (Some(app), false) = (&directory.app, turn.setup.special) {
            self.ahead = Ahead::SpecialApp(app.clone());
            return;
        }
        let Some(first) = directory.servers.first() else {
            let behind = Form::Email { text: text.clone(), lookup: Lookup::Idle };
            self.form = Form::Address {
                behind: Some(Box::new(behind)),
                email: Some(email),
                nothing_found: true,
                text: String::new(),
                lookup: Lookup::Idle,
            };
            return;
        };
        if directory.simplified {
            *lookup = Lookup::run(ForEmail::Server(email, first.issuer.clone()), turn);
            return;
        }
        directory.servers.iter().for_each(|server| turn.warm(&server.issuer));
        self.form = Form::Servers { email, directory, chosen: None, lookup: Lookup::Idle };
    }

    fn choose(&mut self, issuer: &ServerAddress, turn: &mut Turn<'_>) {
        self.calm();
        let Form::Servers { directory, chosen, lookup, .. } = &mut self.form else {
            return;
        };
        if directory.servers.iter().any(|server| server.issuer == *issuer) {
            *chosen = Some(issuer.clone());
            *lookup = Lookup::run(issuer.clone(), turn);
        }
    }

    fn type_address(&mut self) {
        self.calm();
        if let Form::Servers { email, .. } = &self.form {
            let email = email.clone();
            self.form = Form::Address {
                behind: Some(Box::new(self.form.clone())),
                email: Some(email),
                nothing_found: false,
                text: String::new(),
                lookup: Lookup::Idle,
            };
        }
    }

    fn submit_address(&mut self, typed: &str, turn: &mut Turn<'_>) {
        self.calm();
        let Form::Address { text, lookup, .. } = &mut self.form else {
            return;
        };
        typed.clone_into(text);
        match ServerAddress::parse(typed) {
            Ok(issuer) => *lookup = Lookup::run(issuer, turn),
            Err(error) => {
                *lookup = Lookup::Failed(Problem::Input(InputProblem::Address(error)));
            }
        }
    }

    /// The server's metadata: on to its sign-in.
    fn found(&mut self, metadata: Metadata, turn: &mut Turn<'_>) {
        if metadata.role != Role::Corporate {
            self.form.fail(Problem::Server {
                host: metadata.issuer.host_display(),
                cause: ServerProblem::NotVestibule(NotVestibule::OtherRole),
            });
            return;
        }
        let hint = self.form.email().map(LoginHint::Email);
        self.form.stop();
        self.ahead.sign_in(metadata, hint, String::new(), turn);
    }

    fn form_screen(&self, setup: &Setup) -> Screen {
        let progress = self.ahead.progress().unwrap_or_else(|| self.form.progress());
        match &self.form {
            Form::Email { text, .. } => Screen::Email {
                purpose: self.purpose.of_email(setup),
                text: text.clone(),
                support: None,
                progress,
            },
            Form::Servers { email, directory, .. } => Screen::Servers {
                email: email.to_string(),
                servers: directory
                    .servers
                    .iter()
                    .map(|server| ServerChoice {
                        issuer: server.issuer.clone(),
                        host: server.issuer.host_display(),
                        name: server.name_in(setup.locale).map(str::to_owned),
                    })
                    .collect(),
                progress,
            },
            Form::Address { email, nothing_found, text, .. } => Screen::Address {
                email: email.as_ref().map(ToString::to_string),
                nothing_found: *nothing_found,
                text: text.clone(),
                progress,
            },
        }
    }
}

impl Purpose {
    fn of_email(self, setup: &Setup) -> EmailPurpose {
        match self {
            Self::Offer => EmailPurpose::Offer { can_skip: !setup.special },
            Self::Connect => EmailPurpose::Connect,
            Self::EnterByEmail | Self::EnterByAddress => EmailPurpose::Enter,
        }
    }
}

impl Form {
    fn ask(&self, setup: &Setup) -> Option<(Ticket, Ask)> {
        let (ticket, issuer) = match self {
            Self::Email { lookup, .. } => match lookup.running()? {
                (ticket, ForEmail::Directory(email)) => {
                    let public = setup.public_server.clone();
                    return Some((ticket, Ask::Directory { public, email: email.clone() }));
                }
                (ticket, ForEmail::Server(_, issuer)) => (ticket, issuer),
            },
            Self::Servers { lookup, .. } | Self::Address { lookup, .. } => lookup.running()?,
        };
        Some((ticket, Ask::Metadata { issuer: issuer.clone() }))
    }

    fn awaits(&self, ticket: Ticket) -> bool {
        match self {
            Self::Email { lookup, .. } => lookup.awaited(ticket).is_some(),
            Self::Servers { lookup, .. } | Self::Address { lookup, .. } => {
                lookup.awaited(ticket).is_some()
            }
        }
    }

    fn fail(&mut self, problem: Problem) {
        match self {
            Self::Email { lookup, .. } => *lookup = Lookup::Failed(problem),
            Self::Servers { lookup, .. } | Self::Address { lookup, .. } => {
                *lookup = Lookup::Failed(problem);
            }
        }
    }

    fn stop(&mut self) {
        match self {
            Self::Email { lookup, .. } => *lookup = Lookup::Idle,
            Self::Servers { lookup, .. } | Self::Address { lookup, .. } => *lookup = Lookup::Idle,
        }
    }

    fn progress(&self) -> Progress {
        match self {
            Self::Email { lookup, .. } => lookup.progress(),
            Self::Servers { lookup, .. } | Self::Address { lookup, .. } => lookup.progress(),
        }
    }

    /// The work e-mail to sign in with, where one was given.
    fn email(&self) -> Option<Email> {
        match self {
            Self::Email { lookup, .. } => match lookup.running()?.1 {
                ForEmail::Server(email, _) | ForEmail::Directory(email) => Some(email.clone()),
            },
            Self::Servers { email, .. } => Some(email.clone()),
            Self::Address { email, .. } => email.clone(),
        }
    }
}

impl From<Corporate> for Place {
    fn from(corporate: Corporate) -> Self {
        Self::Corporate(Box::new(corporate))
    }
}
