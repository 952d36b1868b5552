//! Signed in: profile, corporate information, and the ways out.

use serde::{Deserialize, Serialize};

use super::call::Call;
use super::corporate::{Corporate, Purpose};
use super::registration::Registration;
use super::sessions::Sessions;
use super::{Ask, Outcome, Place, Setup, Ticket, Turn};
use crate::input::{Name, Picture};
use crate::{
    Action, Field, InputProblem, PhonePurpose, Problem, Progress, Question, Screen, Server,
};

/// Where a signed-in person is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Home {
    Chats,
    /// A picture for the account that was just made.
    Avatar {
        change: Change,
    },
    Settings,
    Profile,
    Edit {
        text: String,
        change: Change,
    },
    CorporateInformation,
    Capabilities,
    Confirm {
        question: Question,
        parting: Option<Call>,
    },
}

/// A change of the profile, and how it fares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Change {
    None,
    /// What was given can't be it; nothing was sent.
    Refused(Problem),
    Under {
        what: What,
        call: Call,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum What {
    Name(Name),
    /// Kept in memory only: after a restart the picture is chosen again.
    Picture(#[serde(skip)] Option<Picture>),
    RemovePicture,
}

impl Home {
    /// The longest name that is typed here, in characters as people count them.
    const NAME_MAX: u32 = 64;

    pub(super) fn act(
        self,
        action: &Action,
        sessions: &mut Sessions,
        turn: &mut Turn<'_>,
    ) -> Place {
        match (self, action) {
            (Self::Avatar { change }, action) => Self::avatar(change, action, turn),
            (_, Action::Leave) => Self::Chats.into(),
            (Self::Chats, Action::OpenSettings) | (Self::Profile, Action::Back) => {
                Self::Settings.into()
            }
            (Self::Settings, Action::Back) => Self::Chats.into(),
            (Self::Settings, Action::OpenProfile) => {
                sessions.load_all(turn);
                Self::Profile.into()
            }
            (Self::Edit { .. } | Self::CorporateInformation, Action::Back) => Self::Profile.into(),
            (here @ (Self::Profile | Self::CorporateInformation), Action::Retry) => {
                sessions.load_all(turn);
                here.into()
            }
            (Self::Profile, Action::EditProfile) => Self::edit(sessions).into(),
            (Self::Profile, Action::OpenCorporateInformation)
            | (Self::Capabilities, Action::Back) => Self::CorporateInformation.into(),
            (Self::Edit { .. }, Action::AddPhone) => {
                let account = sessions.corporate.as_ref().and_then(|one| one.account.as_ref());
                let name = account.map(|account| account.name.clone()).unwrap_or_default();
                Registration::new(PhonePurpose::Add, "", name, turn).into()
            }
            (Self::Edit { text, change }, action) => Self::editing(text, change, action, turn),
            (Self::CorporateInformation, Action::OpenCapabilities) => Self::Capabilities.into(),
            (Self::CorporateInformation | Self::Capabilities, Action::Connect) => {
                Corporate::new(Purpose::Connect, turn).into()
            }
            (Self::CorporateInformation, Action::Disconnect) => {
                Self::ask_first(Question::Disconnect).into()
            }
            (Self::Settings, Action::SignOutCorporate) => {
                Self::ask_first(Question::SignOutCorporate).into()
            }
            (Self::Settings, Action::SignOutEverywhere) => {
                Self::ask_first(Question::SignOutEverywhere).into()
            }
            (Self::Confirm { question, parting }, action) => {
                Self::confirm(question, parting, action, sessions, turn)
            }
            (here, _) => here.into(),
        }
    }

    pub(super) fn ask(&self, sessions: &Sessions) -> Option<(Ticket, Ask)> {
        match self {
            Self::Avatar { change } | Self::Edit { change, .. } => change.ask(sessions.primary()?),
            Self::Confirm { parting, .. } => {
                let call = parting.as_ref()?;
                Some((call.ticket()?, Ask::Part { key: call.key.clone() }))
            }
            Self::Chats
            | Self::Settings
            | Self::Profile
            | Self::CorporateInformation
            | Self::Capabilities => None,
        }
    }

    /// Takes in how the awaited request ended.
    pub(super) fn outcome(
        self,
        outcome: Outcome,
        sessions: &mut Sessions,
        turn: &mut Turn<'_>,
    ) -> Place {
        match (self, outcome) {
            (Self::Avatar { .. }, Outcome::Account(account)) => {
                sessions.set_account(Server::Public, account);
                Corporate::new(Purpose::Offer, turn).into()
            }
            (Self::Edit { .. }, Outcome::Account(account)) => {
                if let Some(server) = sessions.primary() {
                    sessions.set_account(server, account);
                }
                Self::Profile.into()
            }
            (Self::Edit { .. }, Outcome::AvatarRemoved) => {
                if let Some(server) = sessions.primary() {
                    sessions.remove_avatar(server);
                    sessions.load(server, turn);
                }
                Self::Profile.into()
            }
            (Self::Confirm { question: Question::Disconnect, .. }, Outcome::Account(_)) => {
                sessions.sign_out(Server::Corporate, turn);
                Self::CorporateInformation.into()
            }
            (Self::Avatar { change }, Outcome::Failed(problem)) => {
                Self::Avatar { change: change.failed(problem) }.into()
            }
            (Self::Edit { text, change }, Outcome::Failed(problem)) => {
                Self::Edit { text, change: change.failed(problem) }.into()
            }
            (Self::Confirm { question, parting: Some(mut call) }, Outcome::Failed(problem)) => {
                call.fail(problem);
                Self::Confirm { question, parting: Some(call) }.into()
            }
            (here, _) => here.into(),
        }
    }

    pub(super) fn reopen(&mut self, turn: &mut Turn<'_>) {
        match self {
            Self::Avatar { change } | Self::Edit { change, .. } => change.reopen(turn),
            Self::Confirm { parting: Some(call), .. } if call.is_running() => call.again(turn),
            Self::Confirm { .. } => {}
            Self::Chats
            | Self::Settings
            | Self::Profile
            | Self::CorporateInformation
            | Self::Capabilities => {}
        }
    }

    /// The screen; none when the session that it is about is gone.
    pub(super) fn screen(&self, sessions: &Sessions, setup: &Setup) -> Option<Screen> {
        let primary = sessions.primary()?;
        let person = || sessions.person(primary, setup);
        let public = || sessions.person(Server::Public, setup);
        let corporate = || sessions.person(Server::Corporate, setup);
        Some(match self {
            Self::Chats => Screen::Home {
                public: public(),
                corporate: corporate(),
                notices: sessions.notices(),
            },
            Self::Avatar { change } => Screen::Avatar {
                name: person()?.name.unwrap_or_default(),
                progress: change.progress(),
            },
            Self::Settings => Screen::Settings { public: public(), corporate: corporate() },
            Self::Profile => {
                Screen::Profile { person: person()?, progress: sessions.progress(primary) }
            }
            Self::Edit { text, change } => Screen::EditProfile {
                person: person()?,
                text: text.clone(),
                max: Self::NAME_MAX,
                progress: change.progress(),
            },
            Self::CorporateInformation => Screen::CorporateInformation {
                corporate: corporate(),
                can_disconnect: sessions.public.is_some() && sessions.corporate.is_some(),
                progress: sessions.progress(Server::Corporate),
            },
            Self::Capabilities => Screen::Capabilities,
            Self::Confirm { question, parting } => Screen::Confirm {
                question: *question,
                progress: parting.as_ref().map_or(Progress::Idle, Call::progress),
            },
        })
    }

    pub(super) fn new_account() -> Self {
        Self::Avatar { change: Change::None }
    }

    /// The accounts are being parted.
    pub(super) fn is_parting(&self) -> bool {
        matches!(self, Self::Confirm { parting: Some(call), .. } if call.is_running())
    }

    fn edit(sessions: &Sessions) -> Self {
        let account = sessions.primary().and_then(|server| sessions.get(server)?.account.as_ref());
        Self::Edit {
            text: account.map(|account| account.name.clone()).unwrap_or_default(),
            change: Change::None,
        }
    }

    pub(super) fn ask_first(question: Question) -> Self {
        Self::Confirm { question, parting: None }
    }

    fn avatar(change: Change, action: &Action, turn: &mut Turn<'_>) -> Place {
        match action {
            Action::Skip => Corporate::new(Purpose::Offer, turn).into(),
            action => Self::Avatar { change: change.act(action, turn) }.into(),
        }
    }

    fn editing(text: String, change: Change, action: &Action, turn: &mut Turn<'_>) -> Place {
        match action {
            Action::Edit { field: Field::Name, text } => {
                Self::Edit { text: text.clone(), change: change.calm() }.into()
            }
            Action::SubmitName { text } => {
                let change = change.act(action, turn);
                Self::Edit { text: text.clone(), change }.into()
            }
            action => Self::Edit { text, change: change.act(action, turn) }.into(),
        }
    }

    fn confirm(
        question: Question,
        parting: Option<Call>,
        action: &Action,
        sessions: &mut Sessions,
        turn: &mut Turn<'_>,
    ) -> Place {
        match (action, question) {
            (Action::Back, Question::Disconnect) => Self::CorporateInformation.into(),
            (Action::Back, Question::SignOutCorporate | Question::SignOutEverywhere) => {
                Self::Settings.into()
            }
            (Action::Cancel, _) => Self::ask_first(question).into(),
            (Action::Confirm | Action::Retry, Question::Disconnect) => {
                let mut parting = match parting {
                    None if !sessions.is_joined() => {
                        sessions.sign_out(Server::Corporate, turn);
                        return Self::CorporateInformation.into();
                    }
                    None => Call::new(turn),
                    Some(call) => call,
                };
                parting.again(turn);
                Self::Confirm { question, parting: Some(parting) }.into()
            }
            (Action::Confirm, Question::SignOutCorporate) => {
                sessions.sign_out(Server::Corporate, turn);
                Self::Settings.into()
            }
            (Action::Confirm, Question::SignOutEverywhere) => {
                sessions.sign_out(Server::Corporate, turn);
                sessions.sign_out(Server::Public, turn);
                Place::Start
            }
            _ => Self::Confirm { question, parting }.into(),
        }
    }
}

impl Change {
    fn act(self, action: &Action, turn: &mut Turn<'_>) -> Self {
        match action {
            Action::SubmitName { text } => match Name::parse(text, Home::NAME_MAX) {
                Ok(name) => self.begin(What::Name(name), turn),
                Err(error) => Self::Refused(Problem::Input(InputProblem::Name(error))),
            },
            Action::SubmitAvatar { picture } => match Picture::parse(picture) {
                Ok(picture) => self.begin(What::Picture(Some(picture)), turn),
                Err(error) => Self::Refused(Problem::Input(InputProblem::Picture(error))),
            },
            Action::RemoveAvatar => self.begin(What::RemovePicture, turn),
            Action::Retry => match self {
                Self::Under { what, mut call } => {
                    call.again(turn);
                    Self::Under { what, call }
                }
                other => other,
            },
            Action::Cancel => self.stop(),
            _ => self,
        }
    }

    fn begin(self, what: What, turn: &mut Turn<'_>) -> Self {
        match self {
            Self::Under { what: same, mut call } if same == what => {
                call.again(turn);
                Self::Under { what, call }
            }
            _ => Self::Under { what, call: Call::new(turn) },
        }
    }

    fn ask(&self, server: Server) -> Option<(Ticket, Ask)> {
        let Self::Under { what, call } = self else {
            return None;
        };
        let key = call.key.clone();
        let ask = match what.clone() {
            What::Name(name) => Ask::Rename { server, name, key },
            What::Picture(picture) => Ask::WriteAvatar { server, picture: picture?, key },
            What::RemovePicture => Ask::RemoveAvatar { server, key },
        };
        Some((call.ticket()?, ask))
    }

    fn failed(self, problem: Problem) -> Self {
        match self {
            Self::Under { what, mut call } => {
                call.fail(problem);
                Self::Under { what, call }
            }
            other => other,
        }
    }

    fn calm(self) -> Self {
        match self {
            Self::Refused(_) => Self::None,
            Self::Under { what, mut call } => {
                call.calm();
                Self::Under { what, call }
            }
            Self::None => Self::None,
        }
    }

    fn stop(self) -> Self {
        match self {
            Self::Under { what, mut call } => {
                call.stop();
                Self::Under { what, call }
            }
            other => other,
        }
    }

    fn reopen(&mut self, turn: &mut Turn<'_>) {
        match self {
            Self::Under { what: What::Picture(None), .. } => *self = Self::None,
            Self::Under { call, .. } if call.is_running() => call.again(turn),
            Self::Under { .. } | Self::Refused(_) | Self::None => {}
        }
    }

    fn progress(&self) -> Progress {
        match self {
            Self::None => Progress::Idle,
            Self::Refused(problem) => Progress::Failed { problem: problem.clone() },
            Self::Under { call, .. } => call.progress(),
        }
    }
}

impl From<Home> for Place {
    fn from(home: Home) -> Self {
        Self::Home(Box::new(home))
    }
}
