use crate::input::Country;
use crate::{Action, ActionKind, Field, Timestamp};

/// A screen in words, in the order in which a person reads them.
///
/// A user interface lays them out and adds none of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Words {
    pub title: String,
    pub paragraphs: Vec<String>,
    /// One for each notice of the screen.
    pub notices: Vec<NoticeWords>,
    /// Labels and values: a profile's lines, the host that will see a password, whom to ask.
    pub facts: Vec<FactWords>,
    /// One for each field of the screen.
    pub fields: Vec<FieldWords>,
    /// One for each thing to choose: ways in, servers, methods, mine or not mine.
    pub choices: Vec<ChoiceWords>,
    /// Texts that hold a time that runs out.
    pub countdowns: Vec<CountdownWords>,
    pub problem: Option<ProblemWords>,
    /// What is being waited for.
    pub waiting: Option<String>,
    /// Pages to open outside the app.
    pub links: Vec<LinkWords>,
    /// One for each action of the screen that a button sends, the main one first.
    pub buttons: Vec<ButtonWords>,
}

/// A notice, and the words of its own buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NoticeWords {
    pub text: String,
    /// What went wrong, where the notice tells of it.
    pub problem: Option<ProblemWords>,
    /// Sends [`Action::SignInAgain`].
    pub button: Option<String>,
    /// A page to open in the browser.
    pub link: Option<LinkWords>,
    /// Sends [`Action::DismissNotice`]; on the first notice alone, which is the one put away.
    pub dismiss: Option<String>,
}

/// A line that tells something.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct FactWords {
    pub label: String,
    pub value: String,
    /// What a tap on the value opens: an https, mailto or tel address.
    pub link: Option<String>,
}

/// A field to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct FieldWords {
    pub field: Field,
    pub label: String,
    /// Shown while the field is empty.
    pub placeholder: Option<String>,
    /// Shown under the field.
    pub hint: Option<String>,
}

/// A thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ChoiceWords {
    /// Stands above this choice and those after it.
    pub heading: Option<String>,
    pub label: String,
    pub detail: Option<String>,
    /// What choosing it sends.
    pub action: Action,
}

/// A text with the time left to `until` in the middle, which the platform's timer text shows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CountdownWords {
    pub before: String,
    pub until: Timestamp,
    pub after: String,
    /// Stands in place of it all from `until` on.
    pub over: String,
}

/// What went wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ProblemWords {
    pub title: String,
    pub advice: String,
    /// The field that it is about.
    pub field: Option<Field>,
    /// When to try again, where the server said so.
    pub countdown: Option<CountdownWords>,
    /// What to pass on to whoever runs the server, in small print.
    pub reference: Option<String>,
}

/// A page to open outside the app.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LinkWords {
    pub label: String,
    pub url: String,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ButtonWords {
    pub action: ActionKind,
    pub role: ButtonRole,
    pub label: String,
}

/// What a button is to its screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ButtonRole {
    /// What the screen is there for.
    Main,
    /// What can be done beside it.
    Other,
    /// Ends or removes something.
    Danger,
    /// Back, out, or stop.
    Away,
}

/// A country of the list that a phone's country is picked from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CountryWords {
    pub country: Country,
    pub name: String,
    /// With its `+`.
    pub calling_code: String,
}
