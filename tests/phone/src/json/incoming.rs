use serde_json::{Map, Value};
use vestibule::{Action, Hint};

use super::form::{ActionForm, HintForm, KindForm, members};

/// A line that came in.
pub enum Incoming {
    Act(Action),
    Hint(Hint),
    Quit,
}

/// Why a line can't be understood. It repeats nothing of the line, which may hold a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLine {
    #[error("the line is longer than {} bytes", Incoming::LONGEST)]
    TooLong,
    #[error("the line is not UTF-8")]
    NotText,
    #[error("the line is no JSON object (column {column})")]
    NotJson { column: usize },
    #[error("the line needs one of the members `action`, `hint`, `quit`")]
    NoMember,
    #[error("there is no such action")]
    UnknownAction,
    #[error("this action has, beside its name, {members}")]
    BadAction { members: &'static str },
    #[error(
        "a hint is Foreground, Background, NetworkUp, NetworkDown, ClockChanged, Unlocked, or \
         Locale with `locale`: Ru or En"
    )]
    BadHint,
    #[error("`quit` is true")]
    BadQuit,
}

impl Incoming {
    /// The longest line that is read, in bytes: a picture fits.
    pub const LONGEST: usize = 8 << 20;

    /// Reads a line.
    ///
    /// # Errors
    ///
    /// [`BadLine`].
    pub fn parse(line: &[u8]) -> Result<Self, BadLine> {
        if line.len() > Self::LONGEST {
            return Err(BadLine::TooLong);
        }
        let line = std::str::from_utf8(line).map_err(|_| BadLine::NotText)?;
        let members: Map<String, Value> = serde_json::from_str(line)
            .map_err(|error| BadLine::NotJson { column: error.column() })?;
        if let Some(name) = members.get("action") {
            return action(name.clone(), members).map(Self::Act);
        }
        if members.contains_key("hint") {
            return serde_json::from_value(Value::Object(members))
                .map(|HintForm(hint)| Self::Hint(hint))
                .map_err(|_| BadLine::BadHint);
        }
        match members.get("quit") {
            Some(Value::Bool(true)) => Ok(Self::Quit),
            Some(_) => Err(BadLine::BadQuit),
            None => Err(BadLine::NoMember),
        }
    }
}

fn action(name: Value, line: Map<String, Value>) -> Result<Action, BadLine> {
    let KindForm(kind) = serde_json::from_value(name).map_err(|_| BadLine::UnknownAction)?;
    serde_json::from_value(Value::Object(line))
        .map(|ActionForm(action)| action)
        .map_err(|_| BadLine::BadAction { members: members(kind) })
}
