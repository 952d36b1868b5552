use super::problems::Told;
use crate::input::{
    AddressError, CodeError, EmailError, LoginError, NameError, PasswordError, PhoneError,
    PictureError,
};
use crate::{Field, InputProblem};

/// What is told of what was typed.
pub(super) fn told(problem: &InputProblem) -> Told<'_> {
    match problem {
        InputProblem::Phone(error) => phone(error).on(Field::Phone),
        InputProblem::Email(error) => email(error).on(Field::Email),
        InputProblem::Address(error) => address(error).on(Field::Address),
        InputProblem::Code(error) => code(error).on(Field::Code),
        InputProblem::Name(error) => name(error).on(Field::Name),
        InputProblem::Login(error) => login(error).on(Field::Login),
        InputProblem::Password(error) => password(error).on(Field::Password),
        InputProblem::Picture(error) => picture(error),
        InputProblem::NoDomain => Told::new("no-domain").on(Field::Domain),
    }
}

fn phone(error: &PhoneError) -> Told<'_> {
    Told::new(match error {
        PhoneError::Empty => "phone-empty",
        PhoneError::NotANumber => "phone-not-a-number",
        PhoneError::TooShort => "phone-too-short",
        PhoneError::TooLong => "phone-too-long",
        PhoneError::UnknownCallingCode => "phone-unknown-calling-code",
        PhoneError::NotInUse => "phone-not-in-use",
    })
}

fn email(error: &EmailError) -> Told<'_> {
    Told::new(match error {
        EmailError::Empty => "email-empty",
        EmailError::NoAt => "email-no-at",
        EmailError::SeveralAts => "email-several-ats",
        EmailError::NoLocalPart => "email-no-local-part",
        EmailError::BadLocalPart => "email-bad-local-part",
        EmailError::NoDomain => "email-no-domain",
        EmailError::BadDomain => "email-bad-domain",
        EmailError::TooLong => "email-too-long",
    })
}

fn address(error: &AddressError) -> Told<'_> {
    match error {
        AddressError::Empty => Told::new("address-empty"),
        AddressError::TooLong => Told::new("address-too-long"),
        AddressError::ForbiddenCharacter => Told::new("address-forbidden-character"),
        AddressError::Email => Told::new("address-email"),
        AddressError::Http => Told::new("address-http"),
        AddressError::OtherScheme { scheme } => {
            Told::new("address-other-scheme").with("scheme", scheme)
        }
        AddressError::NoScheme => Told::new("address-no-scheme"),
        AddressError::UserInfo => Told::new("address-user-info"),
        AddressError::NoHost => Told::new("address-no-host"),
        AddressError::BadHost => Told::new("address-bad-host"),
        AddressError::NoDot { word } => Told::new("address-no-dot").with("word", word),
        AddressError::BadPort => Told::new("address-bad-port"),
        AddressError::BadPath => Told::new("address-bad-path"),
        AddressError::Query => Told::new("address-query"),
        AddressError::Fragment => Told::new("address-fragment"),
    }
}

fn code(error: &CodeError) -> Told<'_> {
    match error {
        CodeError::Empty => Told::new("code-empty"),
        CodeError::TooShort { length } => Told::new("code-too-short").with("length", *length),
        CodeError::TooLong { length } => Told::new("code-too-long").with("length", *length),
        CodeError::NotFound { length } => Told::new("code-not-found").with("length", *length),
    }
}

fn name(error: &NameError) -> Told<'_> {
    match error {
        NameError::Empty => Told::new("name-empty"),
        NameError::TooLong { max } => Told::new("name-too-long").with("max", *max),
        NameError::ForbiddenCharacter => Told::new("name-forbidden-character"),
    }
}

fn login(error: &LoginError) -> Told<'_> {
    match error {
        LoginError::Empty => Told::new("login-empty"),
        LoginError::TooLong { max } => Told::new("login-too-long").with("max", *max),
        LoginError::ForbiddenCharacter => Told::new("login-forbidden-character"),
    }
}

fn password(error: &PasswordError) -> Told<'_> {
    match error {
        PasswordError::Empty => Told::new("password-empty"),
        PasswordError::TooLong { max } => Told::new("password-too-long").with("max", *max),
    }
}

fn picture(error: &PictureError) -> Told<'_> {
    match error {
        PictureError::Empty => Told::new("picture-empty"),
        PictureError::NotAPicture => Told::new("picture-not-a-picture"),
        PictureError::TooLarge { max, .. } => {
            Told::new("picture-too-large").with("max", max / BYTES_PER_MEGABYTE)
        }
        PictureError::TooManyPixels { max, .. } => {
            Told::new("picture-too-many-pixels").with("max", *max)
        }
    }
}

const BYTES_PER_MEGABYTE: u32 = 1024 * 1024;
