use super::problems::Told;
use crate::openid::{CallbackProblem, IdTokenProblem, ProviderError, ProviderProblem};

/// What is told of an identity provider: in groups by what there is to do, the exact cause in the
/// reference.
pub(super) fn told(problem: &ProviderProblem) -> Told<'_> {
    match problem {
        ProviderProblem::NotAProvider => Told::new("no-provider"),
        ProviderProblem::WrongIssuer { found } => {
            Told::new("provider-wrong-issuer").with("found", found)
        }
        ProviderProblem::BadDocument { .. }
        | ProviderProblem::BadEndpoint { .. }
        | ProviderProblem::NoAlgorithm
        | ProviderProblem::NoCodeFlow
        | ProviderProblem::NoS256
        | ProviderProblem::NoPushEndpoint
        | ProviderProblem::BadKeys { .. } => {
            Told::new("provider-unfit").referring([&problem.to_string()])
        }
        ProviderProblem::Callback(problem) => callback(problem),
        ProviderProblem::Ended { error, description } => ended(error, description.as_deref()),
        ProviderProblem::CodeSpent => Told::new("provider-code-spent"),
        ProviderProblem::IdToken(problem) => id_token(problem),
    }
}

fn callback(problem: &CallbackProblem) -> Told<'_> {
    match problem {
        CallbackProblem::NotAwaited => Told::new("callback-not-awaited"),
        CallbackProblem::NoState | CallbackProblem::WrongState => {
            Told::new("callback-of-another").referring([&problem.to_string()])
        }
        CallbackProblem::TooLong
        | CallbackProblem::ForbiddenCharacter
        | CallbackProblem::OtherAddress
        | CallbackProblem::Fragment
        | CallbackProblem::Repeated { .. }
        | CallbackProblem::NoIssuer
        | CallbackProblem::WrongIssuer { .. }
        | CallbackProblem::NoAnswer
        | CallbackProblem::TwoAnswers
        | CallbackProblem::BadCode => Told::new("bad-callback").referring([&problem.to_string()]),
    }
}

fn ended<'a>(error: &'a ProviderError, description: Option<&str>) -> Told<'a> {
    let key = match error {
        ProviderError::AccessDenied => "provider-denied",
        ProviderError::LoginRequired
        | ProviderError::InteractionRequired
        | ProviderError::ConsentRequired
        | ProviderError::AccountSelectionRequired => "provider-needs-person",
        ProviderError::TemporarilyUnavailable | ProviderError::ServerError => "provider-in-trouble",
        ProviderError::InvalidRequestUri => "provider-waited-too-long",
        ProviderError::InvalidRequest
        | ProviderError::UnauthorizedClient
        | ProviderError::InvalidScope
        | ProviderError::UnsupportedResponseType
        | ProviderError::InvalidRequestObject
        | ProviderError::RequestNotSupported
        | ProviderError::RequestUriNotSupported
        | ProviderError::RegistrationNotSupported
        | ProviderError::Other { .. } => "provider-rejected",
    };
    Told::new(key).referring([error.as_str(), description.unwrap_or_default()])
}

fn id_token(problem: &IdTokenProblem) -> Told<'_> {
    let key = match problem {
        IdTokenProblem::Expired
        | IdTokenProblem::NotYetGood
        | IdTokenProblem::FromFuture
        | IdTokenProblem::TooOld => "id-token-time",
        IdTokenProblem::WrongNonce | IdTokenProblem::WrongAccessToken => "id-token-of-another",
        IdTokenProblem::UnknownKey
        | IdTokenProblem::UnfitKey
        | IdTokenProblem::BadSignature
        | IdTokenProblem::Unsigned
        | IdTokenProblem::OtherAlgorithm { .. } => "id-token-signature",
        IdTokenProblem::Missing
        | IdTokenProblem::Malformed
        | IdTokenProblem::Encrypted
        | IdTokenProblem::OtherHeader
        | IdTokenProblem::NoClaim { .. }
        | IdTokenProblem::WrongIssuer { .. }
        | IdTokenProblem::WrongAudience
        | IdTokenProblem::OtherAudience { .. }
        | IdTokenProblem::WrongParty
        | IdTokenProblem::BadSubject => "bad-id-token",
    };
    Told::new(key).referring([&problem.to_string()])
}
