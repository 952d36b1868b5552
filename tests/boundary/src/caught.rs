use std::sync::Arc;

use vestibule::input::AddressError;
use vestibule::openid::RedirectError;
use vestibule::{ActionKind, NotParsed, Problem};
use vestibule_ffi::{ActError, AvatarError, OpenError, TokenError};

use crate::Reflected;
use crate::every::{Every, nth};

/// The errors that calls end with, by their type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Thrown {
    Open,
    Act,
    Token,
    Avatar,
    NotParsed,
}

/// An error as it was caught, told member by member.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Caught {
    OpenAuthority,
    OpenAuthorityHost { host: String },
    OpenProxy,
    OpenTls { reason: String },
    OpenHttp { reason: String },
    OpenThreads { reason: String },
    ActNotNow { action: ActionKind },
    TokenSignedOut,
    TokenNotRenewed { problem: Problem },
    TokenCancelled,
    TokenClosed,
    AvatarNotRead { problem: Problem },
    AvatarCancelled,
    NotParsedAddress { error: AddressError },
    NotParsedCountry { code: String },
    NotParsedRedirect { error: RedirectError },
}

/// Calls the function that throws errors of a type, and tells what it caught.
#[uniffi::export(with_foreign)]
pub trait Catcher: Send + Sync {
    fn catch_thrown(&self, thrown: Thrown, number: u32) -> Caught;
}

/// Has every error of every call thrown, and compares what was caught.
#[uniffi::export]
pub fn catch_all(catcher: Arc<dyn Catcher>) -> Reflected {
    let mut reflected = Reflected::default();
    let mut expect = |thrown: Thrown, errors: Vec<Caught>| {
        for (number, error) in (0..).zip(errors) {
            let caught = catcher.catch_thrown(thrown, number);
            reflected.count(&error, &caught);
        }
    };
    expect(Thrown::Open, all(open));
    expect(Thrown::Act, all(act));
    expect(Thrown::Token, all(token));
    expect(Thrown::Avatar, all(avatar));
    expect(Thrown::NotParsed, all(not_parsed));
    reflected
}

#[uniffi::export]
pub fn throw_open(number: u32) -> Result<(), OpenError> {
    Err(numbered(number))
}

#[uniffi::export]
pub fn throw_act(number: u32) -> Result<(), ActError> {
    Err(numbered(number))
}

/// As the call for a token does, which is asynchronous.
#[uniffi::export]
pub async fn throw_token(number: u32) -> Result<(), TokenError> {
    Err(numbered(number))
}

/// As the call for a picture does, which is asynchronous.
#[uniffi::export]
pub async fn throw_avatar(number: u32) -> Result<(), AvatarError> {
    Err(numbered(number))
}

#[uniffi::export]
pub fn throw_not_parsed(number: u32) -> Result<(), NotParsed> {
    Err(numbered(number))
}

/// Panics, as nothing of the product should.
#[uniffi::export]
pub fn panics() {
    panic!("a panic on purpose");
}

/// Panics after others were let run.
#[uniffi::export]
pub async fn panics_later() {
    std::future::ready(()).await;
    panic!("a panic on purpose");
}

fn numbered<E: Every>(number: u32) -> E {
    nth(&E::every(), usize::try_from(number).unwrap_or_default())
}

fn all<E: Every>(caught: fn(E) -> Caught) -> Vec<Caught> {
    E::every().into_iter().map(caught).collect()
}

fn open(error: OpenError) -> Caught {
    match error {
        OpenError::Authority => Caught::OpenAuthority,
        OpenError::AuthorityHost { host } => Caught::OpenAuthorityHost { host },
        OpenError::Proxy => Caught::OpenProxy,
        OpenError::Tls { reason } => Caught::OpenTls { reason },
        OpenError::Http { reason } => Caught::OpenHttp { reason },
        OpenError::Threads { reason } => Caught::OpenThreads { reason },
    }
}

fn act(error: ActError) -> Caught {
    match error {
        ActError::NotNow { action } => Caught::ActNotNow { action },
    }
}

fn token(error: TokenError) -> Caught {
    match error {
        TokenError::SignedOut => Caught::TokenSignedOut,
        TokenError::NotRenewed { problem } => Caught::TokenNotRenewed { problem },
        TokenError::Cancelled => Caught::TokenCancelled,
        TokenError::Closed => Caught::TokenClosed,
    }
}

fn avatar(error: AvatarError) -> Caught {
    match error {
        AvatarError::NotRead { problem } => Caught::AvatarNotRead { problem },
        AvatarError::Cancelled => Caught::AvatarCancelled,
    }
}

fn not_parsed(error: NotParsed) -> Caught {
    match error {
        NotParsed::Address { error } => Caught::NotParsedAddress { error },
        NotParsed::Country { code } => Caught::NotParsedCountry { code },
        NotParsed::Redirect { error } => Caught::NotParsedRedirect { error },
    }
}
