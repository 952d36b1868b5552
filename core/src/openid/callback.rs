use std::collections::BTreeMap;

use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

use super::Authorization;
use crate::Secret;
use crate::wire::plain;

/// What the browser handed back (RFC 6749 section 4.1.2): the answer to the [`Authorization`] that
/// awaits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Callback {
    /// The code, to be exchanged with the verifier that only the app has.
    Code(Secret),
    /// The provider ended this try, in its own words where it has any.
    Ended { error: ProviderError, description: Option<String> },
}

/// Why an address that was handed to the app is no answer to the sign-in under way.
///
/// Anything on the phone can hand over an address, so it changes nothing: the sign-in still awaits
/// its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CallbackProblem {
    /// No sign-in in the browser is under way, or its answer is here already.
    #[error("no callback is awaited")]
    NotAwaited,
    #[error("the callback is too long")]
    TooLong,
    /// A space, a control character, or one that addresses write in another way.
    #[error("the callback has a character that no address has")]
    ForbiddenCharacter,
    #[error("the callback is not of the address that was registered")]
    OtherAddress,
    #[error("the callback has a fragment")]
    Fragment,
    #[error("{parameter} is given twice")]
    Repeated { parameter: String },
    #[error("the callback has no state")]
    NoState,
    /// Of another sign-in, an older one, or none.
    #[error("the state is not this sign-in's")]
    WrongState,
    /// RFC 9207 section 2.4.
    #[error("the callback does not name its issuer")]
    NoIssuer,
    /// Another's answer was mixed in (RFC 9700 section 4.4).
    #[error("the issuer is {found}")]
    WrongIssuer { found: String },
    /// Neither a code nor an error.
    #[error("the callback has no answer")]
    NoAnswer,
    /// A code and an error.
    #[error("the callback has two answers")]
    TwoAnswers,
    /// Characters that no code has (RFC 6749 appendix A.11).
    #[error("the code can't be one")]
    BadCode,
}

/// Why a provider ended a sign-in (RFC 6749 section 4.1.2.1, OpenID Connect Core 1.0 section
/// 3.1.2.6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ProviderError {
    /// The person, or the organisation, said no.
    AccessDenied,
    LoginRequired,
    InteractionRequired,
    ConsentRequired,
    AccountSelectionRequired,
    TemporarilyUnavailable,
    ServerError,
    InvalidRequest,
    UnauthorizedClient,
    InvalidScope,
    UnsupportedResponseType,
    /// What was pushed is too old, or not known (RFC 9126 section 2.3, RFC 9101 section 7).
    InvalidRequestUri,
    InvalidRequestObject,
    RequestNotSupported,
    RequestUriNotSupported,
    RegistrationNotSupported,
    /// An error that this version does not know.
    Other {
        error: String,
    },
}

impl Callback {
    /// The longest callback, in bytes; providers' codes are hundreds of bytes long.
    const MAX: usize = 8 * 1024;

    /// Takes an address that was handed to the app as the answer to what is awaited.
    ///
    /// # Errors
    ///
    /// [`CallbackProblem`]: what is awaited, still is.
    pub fn parse(url: &str, awaited: Option<&Authorization>) -> Result<Self, CallbackProblem> {
        let awaited = awaited.ok_or(CallbackProblem::NotAwaited)?;
        if url.len() > Self::MAX {
            return Err(CallbackProblem::TooLong);
        }
        if !url.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(CallbackProblem::ForbiddenCharacter);
        }
        let (address, query) = url.split_once('?').unwrap_or((url, ""));
        if url.contains('#') {
            return Err(CallbackProblem::Fragment);
        }
        // As text: a parser would take for the same what only resembles it.
        if address != awaited.redirect.as_str() {
            return Err(CallbackProblem::OtherAddress);
        }
        let parameters = Parameters::parse(query)?;
        let state = parameters.get("state").ok_or(CallbackProblem::NoState)?;
        if !is_same(state, awaited.state.expose()) {
            return Err(CallbackProblem::WrongState);
        }
        match parameters.get("iss") {
            Some(issuer) if issuer == awaited.issuer.as_str() => {}
            Some(issuer) => {
                return Err(CallbackProblem::WrongIssuer { found: plain(issuer, TEXT) });
            }
            None if awaited.names_issuer => return Err(CallbackProblem::NoIssuer),
            None => {}
        }
        match (parameters.get("code"), parameters.get("error")) {
            (Some(code), None) if is_code(code) => Ok(Self::Code(code.into())),
            (Some(_), None) => Err(CallbackProblem::BadCode),
            (None, Some(error)) => Ok(Self::Ended {
                error: ProviderError::parse(error),
                description: parameters.get("error_description").map(|text| plain(text, TEXT)),
            }),
            (Some(_), Some(_)) => Err(CallbackProblem::TwoAnswers),
            (None, None) => Err(CallbackProblem::NoAnswer),
        }
    }
}

impl ProviderError {
    /// It may go by itself: the same sign-in, begun again, can succeed.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::TemporarilyUnavailable | Self::ServerError | Self::InvalidRequestUri)
    }

    /// Its name in the standard's words, or the provider's own.
    pub fn as_str(&self) -> &str {
        match self {
            Self::AccessDenied => "access_denied",
            Self::LoginRequired => "login_required",
            Self::InteractionRequired => "interaction_required",
            Self::ConsentRequired => "consent_required",
            Self::AccountSelectionRequired => "account_selection_required",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
            Self::ServerError => "server_error",
            Self::InvalidRequest => "invalid_request",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::InvalidScope => "invalid_scope",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::InvalidRequestUri => "invalid_request_uri",
            Self::InvalidRequestObject => "invalid_request_object",
            Self::RequestNotSupported => "request_not_supported",
            Self::RequestUriNotSupported => "request_uri_not_supported",
            Self::RegistrationNotSupported => "registration_not_supported",
            Self::Other { error } => error,
        }
    }

    fn parse(error: &str) -> Self {
        const KNOWN: [ProviderError; 16] = [
            ProviderError::AccessDenied,
            ProviderError::LoginRequired,
            ProviderError::InteractionRequired,
            ProviderError::ConsentRequired,
            ProviderError::AccountSelectionRequired,
            ProviderError::TemporarilyUnavailable,
            ProviderError::ServerError,
            ProviderError::InvalidRequest,
            ProviderError::UnauthorizedClient,
            ProviderError::InvalidScope,
            ProviderError::UnsupportedResponseType,
            ProviderError::InvalidRequestUri,
            ProviderError::InvalidRequestObject,
            ProviderError::RequestNotSupported,
            ProviderError::RequestUriNotSupported,
            ProviderError::RegistrationNotSupported,
        ];

        let known = KNOWN.into_iter().find(|known| known.as_str() == error);
        known.unwrap_or_else(|| Self::Other { error: plain(error, TEXT) })
    }
}

/// The longest text of a provider's that is told, in characters.
const TEXT: usize = 200;

/// The parameters of a query, each at most once, those without a value left out (RFC 6749 section
/// 3.1).
struct Parameters(BTreeMap<String, String>);

impl Parameters {
    fn parse(query: &str) -> Result<Self, CallbackProblem> {
        let mut parameters = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()).into_owned() {
            if parameters.contains_key(&name) {
                return Err(CallbackProblem::Repeated { parameter: plain(&name, TEXT) });
            }
            parameters.insert(name, value);
        }
        parameters.retain(|_, value| !value.is_empty());
        Ok(Self(parameters))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

/// Compared by digests, so that the time it takes tells nothing of where they differ.
fn is_same(one: &str, other: &str) -> bool {
    digest(&SHA256, one.as_bytes()).as_ref() == digest(&SHA256, other.as_bytes()).as_ref()
}

/// RFC 6749 appendix A.11: `1*VSCHAR`.
fn is_code(code: &str) -> bool {
    code.bytes().all(|byte| matches!(byte, 0x20..=0x7E))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::openid::testing::{ISSUER, authorization, document, provider_of};

    #[test]
    fn what_answers_the_sign_in_is_its_code() {
        let awaited = authorization();

        for url in [
            callback("code=abc"),
            // A code is any visible ASCII.
            callback("code=a%2Bb%20c%7E&session_state=x&unknown="),
        ] {
            let answer = Callback::parse(&url, Some(&awaited));
            assert!(matches!(answer, Ok(Callback::Code(_))), "{url}: {answer:?}");
        }
        assert_eq!(
            Callback::parse(&callback("code=a%2Bb"), Some(&awaited)),
            Ok(Callback::Code("a+b".into()))
        );
    }

    #[test]
    fn what_is_no_answer_to_the_sign_in_is_refused_and_it_still_awaits_one() {
        use CallbackProblem as Problem;

        let awaited = authorization();
        let state = awaited.state.expose();
        let repeated = |name: &str| Problem::Repeated { parameter: name.to_owned() };
        let wrong_issuer = |found: &str| Problem::WrongIssuer { found: found.to_owned() };
        let at = |query: &str| format!("vestibule://callback?{query}");
        for (url, expected) in [
            (at(""), Problem::NoState),
            ("vestibule://callback".to_owned(), Problem::NoState),
            (at(&format!("iss={ISSUER}&code=c")), Problem::NoState),
            (at(&format!("state=&iss={ISSUER}&code=c")), Problem::NoState),
            (at(&format!("state={state}x&iss={ISSUER}&code=c")), Problem::WrongState),
            (at(&format!("state={}&iss={ISSUER}&code=c", &state[1..])), Problem::WrongState),
            (at(&format!("state={state}&state={state}&iss={ISSUER}&code=c")), repeated("state")),
            (at(&format!("state={state}&code=c")), Problem::NoIssuer),
            (at(&format!("state={state}&iss=&code=c")), Problem::NoIssuer),
            (
                at(&format!("state={state}&iss={ISSUER}/&code=c")),
                wrong_issuer(&format!("{ISSUER}/")),
            ),
            (
                at(&format!("state={state}&iss=https://evil.example&code=c")),
                wrong_issuer("https://evil.example"),
            ),
            (callback("code=c&code=d"), repeated("code")),
            (callback("code=c&c%6Fde=d"), repeated("code")),
            (callback("code=c&x=1&x=1"), repeated("x")),
            (callback(&format!("code=c&iss={ISSUER}")), repeated("iss")),
            (callback("code=c&error=access_denied"), Problem::TwoAnswers),
            (callback("session_state=x"), Problem::NoAnswer),
            (callback("code="), Problem::NoAnswer),
            (callback("code=%00"), Problem::BadCode),
            (callback("code=%D0%BA"), Problem::BadCode),
            (callback("code=%FF"), Problem::BadCode),
            (callback("code=c#_=_"), Problem::Fragment),
        ] {
            assert_eq!(Callback::parse(&url, Some(&awaited)), Err(expected), "{url}");
        }
        assert_eq!(Callback::parse(&callback("code=c"), None), Err(Problem::NotAwaited));
        assert!(Callback::parse(&callback("code=c"), Some(&awaited)).is_ok());
    }

    #[test]
    fn a_provider_that_does_not_say_that_it_names_itself_need_not() {
        let mut document = document(ISSUER);
        document["authorization_response_iss_parameter_supported"] = false.into();
        let awaited = crate::openid::testing::authorization_at(&provider_of(&document));
        let state = awaited.state.expose();

        let without = format!("vestibule://callback?state={state}&code=c");
        let wrong = format!("vestibule://callback?state={state}&code=c&iss=https://evil.example");

        assert!(Callback::parse(&without, Some(&awaited)).is_ok());
        assert!(matches!(
            Callback::parse(&wrong, Some(&awaited)),
            Err(CallbackProblem::WrongIssuer { .. })
        ));
    }

    #[test]
    fn the_redirect_address_is_compared_byte_for_byte() {
        let awaited = authorization();
        let query = callback("code=c").split_once('?').unwrap().1.to_owned();

        for address in [
            "vestibule://callback/",
            "vestibule://Callback",
            "VESTIBULE://callback",
            "vestibule:/callback",
            "vestibule://callback:1",
            "vestibule://user@callback",
            "vestibule://callback/../callback",
            "vestibule://evil.example/callback",
            "vestibule2://callback",
            "https://callback",
            "",
        ] {
            let url = format!("{address}?{query}");
            let answer = Callback::parse(&url, Some(&awaited));
            assert_eq!(answer, Err(CallbackProblem::OtherAddress), "{url}");
        }
    }

    #[test]
    fn a_callback_is_bounded_and_of_the_characters_that_addresses_have() {
        let awaited = authorization();
        let bare = callback("code=");
        let longest = format!("{bare}{}", "c".repeat(Callback::MAX - bare.len()));

        assert!(Callback::parse(&longest, Some(&awaited)).is_ok());
        let longer = format!("{longest}c");
        assert_eq!(Callback::parse(&longer, Some(&awaited)), Err(CallbackProblem::TooLong));
        for text in [" ", "\n", "\0", "\u{7F}", "к", "\u{202E}"] {
            let url = callback(&format!("code=c{text}"));
            let answer = Callback::parse(&url, Some(&awaited));
            assert_eq!(answer, Err(CallbackProblem::ForbiddenCharacter), "{url:?}");
        }
    }

    #[test]
    fn the_same_callback_is_taken_once() {
        let mut awaited = Some(authorization());
        let url = callback("code=c");

        let first = Callback::parse(&url, awaited.as_ref());
        awaited.take_if(|_| first.is_ok());
        let second = Callback::parse(&url, awaited.as_ref());

        assert_eq!(first, Ok(Callback::Code("c".into())));
        assert_eq!(second, Err(CallbackProblem::NotAwaited));
    }

    #[test]
    fn provider_errors_are_told_apart() {
        use ProviderError::*;

        let other = |error: &str| Other { error: error.to_owned() };
        for (error, expected) in [
            ("access_denied", AccessDenied),
            ("login_required", LoginRequired),
            ("interaction_required", InteractionRequired),
            ("consent_required", ConsentRequired),
            ("account_selection_required", AccountSelectionRequired),
            ("temporarily_unavailable", TemporarilyUnavailable),
            ("server_error", ServerError),
            ("invalid_request", InvalidRequest),
            ("unauthorized_client", UnauthorizedClient),
            ("invalid_scope", InvalidScope),
            ("unsupported_response_type", UnsupportedResponseType),
            ("invalid_request_uri", InvalidRequestUri),
            ("invalid_request_object", InvalidRequestObject),
            ("request_not_supported", RequestNotSupported),
            ("request_uri_not_supported", RequestUriNotSupported),
            ("registration_not_supported", RegistrationNotSupported),
            ("ACCESS_DENIED", other("ACCESS_DENIED")),
            ("new%0Aerror", other("new error")),
        ] {
            let url = callback(&format!("error={error}&error_description=No%E2%80%AE+entry"));
            let description = Some("No entry".to_owned());
            assert_eq!(
                Callback::parse(&url, Some(&authorization())),
                Ok(Callback::Ended { error: expected, description }),
                "{error}"
            );
        }
        let bare = Callback::parse(&callback("error=server_error"), Some(&authorization()));
        assert_eq!(bare, Ok(Callback::Ended { error: ServerError, description: None }));
    }

    #[test]
    fn an_error_that_is_not_for_this_sign_in_ends_nothing() {
        let url = format!("vestibule://callback?error=access_denied&state=x&iss={ISSUER}");

        let answer = Callback::parse(&url, Some(&authorization()));

        assert_eq!(answer, Err(CallbackProblem::WrongState));
    }

    proptest! {
        #[test]
        fn no_address_makes_the_parser_panic(url: String, query: String) {
            let awaited = authorization();
            let _ = Callback::parse(&url, Some(&awaited));
            let _ = Callback::parse(&callback(&query), Some(&awaited));
        }

        #[test]
        fn a_code_comes_out_as_it_went_in(code in "[ -~]{1,200}") {
            let encoded: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
            prop_assert_eq!(
                Callback::parse(&callback(&format!("code={encoded}")), Some(&authorization())),
                Ok(Callback::Code(code.as_str().into()))
            );
        }
    }

    /// What the provider would hand back, but for its answer.
    fn callback(answer: &str) -> String {
        let state = authorization().state;
        format!("vestibule://callback?state={}&iss={ISSUER}&{answer}", state.expose())
    }
}
