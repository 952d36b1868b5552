use crate::{ActionKind, Field, Timestamp};

/// A screen in words, in the order in which a person reads them.
///
/// A user interface lays them out and adds none of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    pub paragraphs: Vec<String>,
    /// One for each notice of the screen.
    pub notices: Vec<NoticeWords>,
    /// Labels and values: a profile's lines, the account, the host that will see a password.
    pub facts: Vec<FactWords>,
    /// One for each field of the screen.
    pub fields: Vec<FieldWords>,
    /// One for each thing to choose, in the screen's own order: ways in, servers, methods; for
    /// [`crate::Screen::Recognise`] "mine" and "not mine".
    pub choices: Vec<ChoiceWords>,
    /// Texts that hold a time that runs out.
    pub countdowns: Vec<CountdownWords>,
    pub problem: Option<ProblemWords>,
    /// What is being waited for.
    pub waiting: Option<String>,
    /// One for each action of the screen that a button sends, the main one first.
    pub buttons: Vec<ButtonWords>,
}

/// A notice, and the words of its own button where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeWords {
    pub text: String,
    /// Sends [`crate::Action::SignInAgain`].
    pub button: Option<String>,
}

/// A line that tells something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactWords {
    pub label: String,
    pub value: String,
}

/// A field to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
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
pub struct ChoiceWords {
    /// Stands above this choice and those after it.
    pub heading: Option<String>,
    pub label: String,
    pub detail: Option<String>,
}

/// A text with the time left to `until` in the middle, which the platform's timer text shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountdownWords {
    pub before: String,
    pub until: Timestamp,
    pub after: String,
}

/// What went wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemWords {
    pub title: String,
    pub advice: String,
    /// The field that it is about.
    pub field: Option<Field>,
    /// When to try again, where the server said so.
    pub countdown: Option<CountdownWords>,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ButtonWords {
    pub action: ActionKind,
    pub label: String,
}
