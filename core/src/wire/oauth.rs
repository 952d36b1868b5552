use super::json::{self, Malformed, Object};

/// The error of an OAuth endpoint (RFC 6749 section 5.2), in the server's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OAuthError {
    pub(super) error: String,
    pub(super) description: Option<String>,
}

impl OAuthError {
    const TEXT: usize = 200;

    pub(super) fn parse(body: &[u8]) -> Result<Self, Malformed> {
        let mut answer = Object::parse(body)?;
        Ok(Self {
            error: answer.required("error", json::name(Self::TEXT))?,
            description: answer.optional("error_description", json::text(Self::TEXT))?,
        })
    }
}
