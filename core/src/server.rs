use serde::{Deserialize, Serialize};

/// One of the two servers that a person can be signed in to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Server {
    /// Where people register by phone.
    Public,
    /// Where an organisation keeps its own people.
    Corporate,
}
