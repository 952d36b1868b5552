use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

/// A request that changes a server is done once, however often it is sent under one key
/// (`Idempotency-Key`, protocol section 3).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdempotencyKey([u8; 16]);

impl IdempotencyKey {
    /// The name of the header.
    pub(super) const HEADER: &str = "idempotency-key";

    /// The key of these bytes, which must be random.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The value of the header: a structured field's string (RFC 9651 section 3.3.3).
    pub(super) fn to_header(&self) -> String {
        format!("\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl std::fmt::Debug for IdempotencyKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdempotencyKey(…)")
    }
}
