use uniffi::UnexpectedUniFFICallbackError;
use vestibule::flow::NotNow;
use vestibule::wire::SetupError;
use vestibule::{ActionKind, Problem};

/// Why the core could not be made at all; what fails later is on the screen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum OpenError {
    /// An authority's PEM has no certificate, or one that can't be read.
    #[error("an authority's certificate can't be read")]
    Authority,
    /// A host that an authority is for is not a host's name.
    #[error("an authority is for a host that can't be: {host}")]
    AuthorityHost { host: String },
    /// The proxy's address is neither `http://` nor `https://` with a host, or holds credentials,
    /// which have a place of their own.
    #[error("the proxy's address can't be used")]
    Proxy,
    /// TLS can't be set up.
    #[error("TLS can't be set up: {reason}")]
    Tls { reason: String },
    /// The HTTP client can't be made.
    #[error("the HTTP client can't be made: {reason}")]
    Http { reason: String },
    /// The system gave no thread.
    #[error("the system gave no thread: {reason}")]
    Threads { reason: String },
}

impl From<vestibule::OpenError> for OpenError {
    fn from(error: vestibule::OpenError) -> Self {
        match error {
            vestibule::OpenError::Setup(setup) => setup.into(),
            vestibule::OpenError::Threads(error) => Self::Threads { reason: error.to_string() },
        }
    }
}

impl From<SetupError> for OpenError {
    fn from(error: SetupError) -> Self {
        match error {
            SetupError::Authority => Self::Authority,
            SetupError::AuthorityHost { host } => Self::AuthorityHost { host },
            SetupError::Proxy => Self::Proxy,
            SetupError::Tls(error) => Self::Tls { reason: error.to_string() },
            SetupError::Http(error) => Self::Http { reason: error.to_string() },
        }
    }
}

/// Why an action was not taken; nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ActError {
    /// It makes no sense on the screen that is shown.
    #[error("{action:?} makes no sense on this screen now")]
    NotNow { action: ActionKind },
}

impl From<NotNow> for ActError {
    fn from(NotNow { action }: NotNow) -> Self {
        Self::NotNow { action }
    }
}

/// Why there is no access token now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum TokenError {
    /// Nobody is signed in there, or the server ended the session.
    #[error("signed out")]
    SignedOut,
    /// It could not be renewed now; the session stays.
    #[error("the token could not be renewed: {problem:?}")]
    NotRenewed { problem: Problem },
    /// The call was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The core was closed.
    #[error("closed")]
    Closed,
}

impl From<vestibule::TokenError> for TokenError {
    fn from(error: vestibule::TokenError) -> Self {
        match error {
            vestibule::TokenError::SignedOut => Self::SignedOut,
            vestibule::TokenError::NotRenewed(problem) => Self::NotRenewed { problem },
            vestibule::TokenError::Closed => Self::Closed,
        }
    }
}

/// Why a picture was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum AvatarError {
    /// It could not be read now.
    #[error("the picture could not be read: {problem:?}")]
    NotRead { problem: Problem },
    /// The call was cancelled.
    #[error("cancelled")]
    Cancelled,
}

impl From<Problem> for AvatarError {
    fn from(problem: Problem) -> Self {
        Self::NotRead { problem }
    }
}

/// Why the key store gave no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum KeyringError {
    /// It can't be asked now: the phone was not unlocked since it started, or the service is busy.
    /// It is asked again later, and nothing is thrown away.
    #[error("the key store can't be asked now: {reason}")]
    NotNow { reason: String },
    /// The key was there and is lost for good: the vault's rows can never be read again.
    #[error("the key is gone: {reason}")]
    Gone { reason: String },
}

impl From<KeyringError> for vestibule::KeyringError {
    fn from(error: KeyringError) -> Self {
        match error {
            KeyringError::NotNow { reason } => Self::NotNow { reason },
            KeyringError::Gone { reason } => Self::Gone { reason },
        }
    }
}

/// A key store that failed in a way of its own is no reason to throw anything away.
impl From<UnexpectedUniFFICallbackError> for KeyringError {
    fn from(error: UnexpectedUniFFICallbackError) -> Self {
        Self::NotNow { reason: error.reason }
    }
}

/// Why an observer did not take what it was given; it is given the next screen all the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ObserverError {
    /// It failed in a way of its own.
    #[error("the observer failed: {reason}")]
    Failed { reason: String },
}

impl From<UnexpectedUniFFICallbackError> for ObserverError {
    fn from(error: UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { reason: error.reason }
    }
}
