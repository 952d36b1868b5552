use std::fmt::Debug;
use std::sync::Arc;

use vestibule::text::{CountryWords, Labels, ProblemWords, Words};
use vestibule::{AccessToken, Action, Config, Hint, Problem, Snapshot, VaultKey};

use crate::every::{Every, every, nth};

/// A value of a type that crosses by itself; all other types are parts of these.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Sample {
    Snapshot { value: Snapshot },
    Action { value: Action },
    Hint { value: Hint },
    Config { value: Config },
    AccessToken { value: AccessToken },
    Problem { value: Problem },
    Key { value: VaultKey },
    Words { value: Words },
    ProblemWords { value: ProblemWords },
    Labels { value: Labels },
    Countries { value: Vec<CountryWords> },
}

every! {
    enum Sample {
        Snapshot { value }, Action { value }, Hint { value }, Config { value },
        AccessToken { value }, Problem { value }, Key { value }, Words { value },
        ProblemWords { value }, Labels { value }, Countries { value },
    }
}

/// Gives back what it is given.
#[uniffi::export(with_foreign)]
pub trait Mirror: Send + Sync {
    fn reflect(&self, sample: Sample) -> Sample;
}

/// What came back of what went out.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Reflected {
    /// How many values went out.
    pub values: u64,
    /// Those that came back as another, and as which.
    pub changed: Vec<String>,
}

impl Reflected {
    pub(crate) fn count<T: PartialEq + Debug>(&mut self, value: &T, reflected: &T) {
        self.values += 1;
        if value != reflected {
            self.changed.push(format!("{value:?} came back as {reflected:?}"));
        }
    }
}

/// Holds every value of every type to a mirror.
#[uniffi::export]
pub fn reflect_all(mirror: Arc<dyn Mirror>) -> Reflected {
    let mut reflected = Reflected::default();
    for sample in Sample::every() {
        reflected.count(&sample, &mirror.reflect(sample.clone()));
    }
    reflected
}
