use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::SpecialApp;
use crate::input::ServerAddress;

/// The corporate servers for a work e-mail's domain: a JRD of RFC 7033 (protocol section 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// In the server's order; empty when none is known (also for 404).
    pub servers: Vec<Candidate>,
    /// Simplified authentication: go to the first server at once.
    pub simplified: bool,
    /// The special app that the organisation's people use.
    pub app: Option<SpecialApp>,
}

/// One corporate server to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub issuer: ServerAddress,
    /// Names by language tag, `und` the default; may be empty.
    pub names: BTreeMap<String, String>,
}
