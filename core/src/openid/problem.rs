use serde::{Deserialize, Serialize};

use super::{CallbackProblem, IdTokenProblem, ProviderError};
use crate::wire::plain;

/// What went wrong with an identity provider, beside connections and statuses, which are told as
/// those of every server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ProviderProblem {
    /// There is no discovery document: no identity provider is at this address.
    #[error("there is no discovery document")]
    NotAProvider,
    /// The discovery document can't be read, and where.
    #[error("the discovery document: {detail}")]
    BadDocument { detail: String },
    /// The discovery document is another issuer's (OpenID Connect Discovery 1.0 section 4.3).
    #[error("the issuer is {found}")]
    WrongIssuer { found: String },
    /// An endpoint is missing, is not https, or has what no endpoint has.
    #[error("the endpoint {member} can't be used")]
    BadEndpoint { member: String },
    /// Its ID tokens are signed in no way that the app takes (RS256, PS256, ES256, EdDSA).
    #[error("no algorithm in common")]
    NoAlgorithm,
    /// It has no authorization code flow.
    #[error("no code flow")]
    NoCodeFlow,
    /// It has PKCE, and not with S256 (RFC 7636 section 4.2).
    #[error("no S256")]
    NoS256,
    /// It requires pushed requests and has no endpoint for them (RFC 9126 section 5).
    #[error("requests have to be pushed, and nowhere to")]
    NoPushEndpoint,
    /// Its keys are no key set (RFC 7517 section 5).
    #[error("the keys: {detail}")]
    BadKeys { detail: String },
    /// What was handed to the app is no answer to the sign-in, which still awaits one.
    #[error(transparent)]
    Callback(#[from] CallbackProblem),
    /// The provider ended the sign-in, in its own words where it has any.
    #[error("the provider ended the sign-in: {}", error.as_str())]
    Ended { error: ProviderError, description: Option<String> },
    /// The code is too old, or was used before (`invalid_grant`): the browser gets another.
    #[error("the code is no longer good")]
    CodeSpent,
    /// The ID token is not one to go on with.
    #[error(transparent)]
    IdToken(#[from] IdTokenProblem),
}

impl ProviderProblem {
    /// The longest text of a provider's that is told, in characters.
    pub(super) const TEXT: usize = 200;

    pub(super) fn document(error: &serde_json::Error) -> Self {
        Self::BadDocument { detail: plain(&error.to_string(), Self::TEXT) }
    }

    pub(super) fn keys(error: &serde_json::Error) -> Self {
        Self::BadKeys { detail: plain(&error.to_string(), Self::TEXT) }
    }
}
