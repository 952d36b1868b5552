use vestibule::{Channel, Timestamp};

/// An SMS or an e-mail that the servers sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    pub channel: Channel,
    /// A phone or an e-mail address.
    pub to: String,
    pub text: String,
    pub code: String,
    pub sent_at: Timestamp,
}
