use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::input::{
    AddressError, CodeError, EmailError, LoginError, NameError, PasswordError, PhoneError,
    PictureError,
};
use crate::openid::ProviderProblem;

/// What went wrong, with its cause, as the person is told it.
///
/// `text` words every variant and says what to do; there is no catch-all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Problem {
    /// What was typed can't be what was asked for. Nothing was sent.
    Input(InputProblem),
    /// The server at `host` could not be reached, or could not be trusted.
    Connection { host: String, cause: ConnectionProblem },
    /// The server at `host` answered, and not with what the protocol says.
    Server { host: String, cause: ServerProblem },
    /// The identity provider at `host`, or what came back from it in the browser, can't be trusted
    /// or taken.
    Provider { host: String, cause: ProviderProblem },
    /// The server did not accept the answer to its step; it can be given again.
    Answer(AnswerProblem),
    /// The server ended this sign-in (`access_denied`).
    Denied(Denial),
    /// The sign-in took longer than the server keeps it (`invalid_session`): it starts again.
    SignInExpired,
    /// The server asks for a step that this version does not know.
    UpdateApp { step: String },
    /// The account refused a change (protocol section 6).
    Account(AccountProblem),
    /// The phone's own storage failed; nothing was sent.
    Storage(StorageProblem),
}

impl Problem {
    /// It may go by itself: the same request, sent again, can succeed.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Connection { .. } | Self::Storage(_) => true,
            Self::Server { cause, .. } => cause.is_passing(),
            Self::Provider { .. }
            | Self::Input(_)
            | Self::Answer(_)
            | Self::Denied(_)
            | Self::SignInExpired
            | Self::UpdateApp { .. }
            | Self::Account(_) => false,
        }
    }
}

/// What was typed can't be what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum InputProblem {
    Phone(PhoneError),
    Email(EmailError),
    Address(AddressError),
    Code(CodeError),
    Name(NameError),
    Login(LoginError),
    Password(PasswordError),
    Picture(PictureError),
    /// No domain was chosen where the server has several.
    NoDomain,
}

/// Why a server could not be reached or trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ConnectionProblem {
    /// The phone has no network at all.
    NoNetwork,
    /// The name does not exist (NXDOMAIN), or has no address.
    NameNotFound,
    /// The name service gave no answer.
    NameServiceFailed,
    /// The connection was refused: nothing listens there.
    Refused,
    /// There is no route to the host.
    Unreachable,
    /// No answer within the time allowed.
    TimedOut,
    /// The connection broke before the whole answer came.
    Lost,
    /// The certificate is not trusted, and why.
    Tls(TlsProblem),
    /// The proxy refused, with its HTTP status if it gave one.
    ProxyRefused { status: Option<u16> },
    /// The proxy could not be reached.
    ProxyUnreachable,
}

/// Why a TLS connection was not made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TlsProblem {
    /// The certificate expired, or so this phone's clock has it.
    Expired,
    /// The certificate is not valid yet, or so this phone's clock has it.
    NotYetValid,
    /// No authority that this phone trusts vouches for the certificate.
    UnknownAuthority,
    /// The certificate is for another name.
    WrongHost,
    /// The certificate was revoked.
    Revoked,
    /// The certificate or its use breaks the rules (RFC 5280).
    BadCertificate,
    /// The handshake failed: no common version or cipher, or not TLS at all.
    Handshake,
}

/// How a server's answer was not what the protocol says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ServerProblem {
    /// There is a server, and not one of this protocol: 404, HTML, another role.
    NotVestibule(NotVestibule),
    /// Its metadata has another `issuer` than the address that was asked (RFC 8414 section 3.3).
    WrongIssuer { found: String },
    /// Its protocol version is newer than this app knows.
    TooNew { version: u32 },
    /// 5xx, or 503 with `Retry-After`.
    InTrouble { status: u16, until: Option<Timestamp> },
    /// 429.
    TooManyRequests { until: Option<Timestamp> },
    /// A status that this request has no meaning for.
    UnexpectedStatus { request: Request, status: u16 },
    /// A redirect, which is never followed.
    Redirected { request: Request },
    /// The answer is not of the content type that it should be.
    WrongType { request: Request, found: String },
    /// The answer is not JSON.
    NotJson { request: Request },
    /// A required member is missing or ill-typed.
    BadMember { request: Request, member: String },
    /// The answer is longer than allowed.
    TooLong { request: Request },
    /// An OAuth error that means our fault or the server's, with the server's own words.
    OAuth { request: Request, error: String, description: Option<String> },
    /// The same idempotency key was used with another body (422), or is being worked on (409).
    KeyConflict { request: Request, status: u16 },
    /// The phone's clock and the server's `Date` differ by this many seconds (phone minus server).
    ClockWrong { seconds: i64 },
    /// The refresh token was not accepted (`invalid_grant`): the session is over.
    SessionOver,
}

impl ServerProblem {
    fn is_passing(&self) -> bool {
        !matches!(self, Self::SessionOver | Self::OAuth { .. } | Self::TooNew { .. })
    }
}

/// Why a server is not one that a person can sign in to here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum NotVestibule {
    /// Its metadata is not there (404), or is a web page.
    NoMetadata,
    /// Its metadata has no `vestibule` object.
    OtherProtocol,
    /// A public server where a corporate one was asked for, or the other way round.
    OtherRole,
}

/// The requests of the protocol, to say which one failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Request {
    Metadata,
    WebFinger,
    Challenge,
    Redeem,
    Refresh,
    Revoke,
    Exchange,
    Join,
    Part,
    Account,
    Rename,
    ReadAvatar,
    WriteAvatar,
    RemoveAvatar,
    Sessions,
    EndSession,
    /// An identity provider's discovery document.
    Discovery,
    /// An identity provider's keys.
    Keys,
    /// A sign-in, pushed to an identity provider (RFC 9126).
    Push,
    /// An identity provider's ID token for a code.
    IdToken,
}

/// Why the last answer to a step was not accepted (`problem`, protocol section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum AnswerProblem {
    WrongCode,
    CodeExpired,
    WrongPassword,
    UnknownLogin,
    BadPhone,
    BadEmail,
    BadName,
    WrongAccount,
    ProofRejected,
    /// A `problem` that this version does not know.
    Unknown,
}

/// Why a server ended a sign-in for good (`reason` of `access_denied`, protocol section 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Denial {
    AccountBlocked,
    AccountNotReady,
    RegistrationClosed,
    /// Locked until then.
    TooManyAttempts {
        until: Option<Timestamp>,
    },
    /// A reason that this version does not know, or none.
    Other {
        reason: Option<String>,
    },
}

/// Why an account refused a change (`urn:vestibule:…`, protocol section 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum AccountProblem {
    BadName,
    BadPicture,
    TooLarge,
    NotAllowed,
    BadAssertion,
    AlreadyJoined,
    UnknownSession,
    UnknownCode,
    /// The session is over: sign in again.
    SignedOut,
    /// A type that this version does not know.
    Other {
        kind: String,
        title: Option<String>,
    },
}

/// Why the phone's own storage could not keep or give something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum StorageProblem {
    /// The storage is full.
    Full,
    /// The storage can't be read or written.
    Unavailable { reason: String },
    /// The key store answers "not now": the phone was not unlocked since it started, or is busy.
    KeyNotNow,
    /// A newer version of the app wrote this storage.
    Newer,
}
