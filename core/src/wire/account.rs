use serde::{Deserialize, Serialize};
use url::Url;

/// The account as its server has it (protocol section 6); texts are plain and bounded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub id: String,
    pub name: String,
    pub avatar: Option<Avatar>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub login: Option<String>,
    pub server_name: String,
    /// Joined to a person: `id` is the person's, not a dummy.
    pub linked: bool,
    /// The administrator lets a phone be added.
    pub may_add_phone: bool,
}

/// Where an avatar is, and which one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Avatar {
    /// Of the server's own origin.
    pub url: Url,
    pub etag: String,
}
