//! Security, lines 7 to 18: each way in which the embedded provider is wrong.

use std::time::Duration;

use vestibule::openid::{CallbackProblem, IdTokenProblem, ProviderError, ProviderProblem};
use vestibule::{Action, Problem, Request, Screen, ServerProblem};
use vestibule_journeys::{PATIENCE, Town};
use vestibule_server::{Algorithm, Browser, Endpoint, Form, When, Wrong};

use crate::{
    LOGIN, OFFICE, PASSWORD, PROVIDER, answers, before_browser, counts, is_home, open, problem,
    sign_in,
};

#[test]
fn each_way_in_which_a_provider_is_wrong_is_told_as_what_it_is_and_none_is_accepted() {
    for algorithm in [Algorithm::Rs256, Algorithm::Es256] {
        let town = signing_by(algorithm);
        for wrong in Wrong::ALL {
            let comes = comes(wrong, algorithm, town.world.provider(PROVIDER).issuer());
            tell(&town, wrong, &comes);
        }
    }
}

#[test]
fn each_error_of_a_provider_ends_the_try_and_lets_another_begin() {
    let town = Town::example();
    let device = before_browser(&town, OFFICE);
    let provider = town.world.provider(PROVIDER);

    for (error, expected) in [
        ("access_denied", ProviderError::AccessDenied),
        ("login_required", ProviderError::LoginRequired),
        ("interaction_required", ProviderError::InteractionRequired),
        ("consent_required", ProviderError::ConsentRequired),
        ("account_selection_required", ProviderError::AccountSelectionRequired),
        ("temporarily_unavailable", ProviderError::TemporarilyUnavailable),
        ("server_error", ProviderError::ServerError),
        ("invalid_request", ProviderError::InvalidRequest),
        ("unauthorized_client", ProviderError::UnauthorizedClient),
        ("invalid_scope", ProviderError::InvalidScope),
        ("brand_new", ProviderError::Other { error: "brand_new".to_owned() }),
    ] {
        let description = Some("in its own words".to_owned());
        let ends = Wrong::Ends { error: error.to_owned(), description: description.clone() };
        provider.set_wrong(ends);

        let screen = sign_in(&device, &town.world.browser());

        assert!(matches!(screen, Screen::Browser { url: None, .. }), "{screen:?}");
        let Problem::Provider { cause, .. } = problem(&screen) else {
            panic!("{error}: {screen:?}");
        };
        assert_eq!(cause, ProviderProblem::Ended { error: expected, description }, "{error}");
    }
    provider.set_wrong(None);
    assert!(is_home(&sign_in(&device, &town.world.browser())));
    assert_eq!(counts(&town, OFFICE).sign_ins, 1, "all of it was one sign-in");
}

#[test]
fn a_token_of_each_algorithm_that_a_provider_registers_signs_in() {
    for algorithm in Algorithm::ALL {
        let town = signing_by(algorithm);
        let device = before_browser(&town, OFFICE);

        let screen = sign_in(&device, &town.world.browser());

        assert!(is_home(&screen), "{algorithm:?}: {screen:?}");
    }
}

#[test]
fn keys_that_were_rotated_are_fetched_once_more() {
    let town = Town::example();
    let provider = town.world.provider(PROVIDER);
    // The keys that are fetched when the step is announced are of before.
    let fetched = town.world.faults().on(PROVIDER, Endpoint::Keys).hold(When::Answer);
    let device = before_browser(&town, OFFICE);
    assert!(fetched.arrived(PATIENCE));
    provider.rotate_keys();
    fetched.release();

    assert!(is_home(&sign_in(&device, &town.world.browser())));

    // The phone's, once more, and the server's.
    assert_eq!(counts(&town, PROVIDER).requests(Endpoint::Keys), 3);
}

/// What comes of a provider that is wrong.
enum Comes {
    /// The sign-in, all the same: it is odd, and allowed.
    SignedIn,
    /// This try ends with this problem; another can begin.
    Ended(Problem),
    /// The same, and the code, which may still be good, is tried once more before.
    Spent(Problem),
    /// It is no answer: the same try still awaits one.
    Intact(CallbackProblem),
}

/// Signs in at a provider that is wrong, and then at the same one, right again.
fn tell(town: &Town, wrong: &Wrong, comes: &Comes) {
    let provider = town.world.provider(PROVIDER);
    provider.set_wrong(wrong.clone());
    let device = before_browser(town, OFFICE);
    let (begun, answered) = (counts(town, OFFICE).sessions_begun, answers(town));
    let browser = town.world.browser();

    match comes {
        Comes::SignedIn => assert!(is_home(&sign_in(&device, &browser)), "{wrong:?}"),
        Comes::Ended(expected) | Comes::Spent(expected) => {
            let screen = match device.tap(Action::OpenBrowser) {
                Screen::Browser { url: Some(url), .. } => {
                    let url = browser.sign_in(&url, LOGIN, PASSWORD).expect("a callback");
                    device.tap(Action::ReturnFromBrowser { url })
                }
                other => other,
            };
            assert!(matches!(screen, Screen::Browser { url: None, .. }), "{wrong:?}: {screen:?}");
            assert_eq!(&of_nobody(problem(&screen)), expected, "{wrong:?}");
            assert_eq!(answers(town), answered, "{wrong:?}: nothing went to the server");
            provider.set_wrong(None);
            // What was wrong is not kept for longer than this.
            town.clock.advance(Duration::from_secs(601));
            if let Comes::Spent(_) = comes {
                let screen = device.tap(Action::Retry);
                let spent = provider_problem(ProviderProblem::CodeSpent);
                assert_eq!(of_nobody(problem(&screen)), spent, "{wrong:?}");
            }
            assert!(is_home(&sign_in(&device, &browser)), "{wrong:?}");
        }
        Comes::Intact(expected) => {
            let form = browser.open(&open(&device)).expect("a page").into_form().expect("a form");
            let screen = device.tap(Action::ReturnFromBrowser { url: typed(&browser, &form) });
            assert!(
                matches!(screen, Screen::Browser { url: Some(_), .. }),
                "{wrong:?}: {screen:?}"
            );
            let cause = ProviderProblem::Callback(expected.clone());
            assert_eq!(of_nobody(problem(&screen)), provider_problem(cause), "{wrong:?}");
            assert_eq!(answers(town), answered, "{wrong:?}: nothing went to the server");
            provider.set_wrong(None);
            let url = typed(&browser, &form);
            let screen = device.tap(Action::ReturnFromBrowser { url });
            assert!(is_home(&screen), "{wrong:?}: {screen:?}");
        }
    }
    provider.set_wrong(None);
    assert_eq!(counts(town, OFFICE).sessions_begun, begun + 1, "{wrong:?}");
}

/// What each way comes to.
fn comes(wrong: &Wrong, algorithm: Algorithm, issuer: &str) -> Comes {
    let is_rsa = algorithm == Algorithm::Rs256;
    let other = || "https://other.example".to_owned();
    let document = |cause| Comes::Ended(provider_problem(cause));
    let token = |cause| Comes::Ended(provider_problem(ProviderProblem::IdToken(cause)));
    let no_claim = |claim: &str| token(IdTokenProblem::NoClaim { claim: claim.to_owned() });
    let by =
        |algorithm: &str| token(IdTokenProblem::OtherAlgorithm { algorithm: algorithm.to_owned() });
    let repeated = |parameter: &str| {
        Comes::Intact(CallbackProblem::Repeated { parameter: parameter.to_owned() })
    };
    match wrong {
        Wrong::Ends { .. } => unreachable!("it is none of `ALL`"),

        Wrong::DocumentOfAnother => document(ProviderProblem::WrongIssuer { found: other() }),
        Wrong::DocumentSlash => {
            document(ProviderProblem::WrongIssuer { found: format!("{issuer}/") })
        }
        Wrong::DocumentPlainEndpoint => {
            document(ProviderProblem::BadEndpoint { member: "token_endpoint".to_owned() })
        }
        Wrong::DocumentNoCode => document(ProviderProblem::NoCodeFlow),
        Wrong::DocumentNoS256 => document(ProviderProblem::NoS256),
        Wrong::DocumentNoPush => document(ProviderProblem::NoPushEndpoint),
        Wrong::DocumentNoAlgorithm => document(ProviderProblem::NoAlgorithm),
        Wrong::DocumentUnreadable => document(ProviderProblem::BadDocument { detail: detail() }),

        Wrong::StateMissing => Comes::Intact(CallbackProblem::NoState),
        Wrong::StateOther => Comes::Intact(CallbackProblem::WrongState),
        Wrong::StateTwice => repeated("state"),
        Wrong::IssuerMissing => Comes::Intact(CallbackProblem::NoIssuer),
        Wrong::IssuerOther => Comes::Intact(CallbackProblem::WrongIssuer { found: other() }),
        Wrong::CodeTwice => repeated("code"),
        Wrong::AnswerMissing => Comes::Intact(CallbackProblem::NoAnswer),
        Wrong::AnswerBoth => Comes::Intact(CallbackProblem::TwoAnswers),
        Wrong::AnswerInFragment => Comes::Intact(CallbackProblem::Fragment),
        Wrong::CodeForever => Comes::SignedIn,

        Wrong::KeysUnreadable => document(ProviderProblem::BadKeys { detail: detail() }),
        // An RSA key has no curve, and another has no length to choose.
        Wrong::KeysOfAnotherCurve if is_rsa => Comes::SignedIn,
        Wrong::KeysShort if !is_rsa => Comes::SignedIn,
        Wrong::KeysForAnotherUse
        | Wrong::KeysSwapped
        | Wrong::KeysOfAnotherCurve
        | Wrong::KeysShort => token(IdTokenProblem::UnfitKey),
        Wrong::KeyUnknown => token(IdTokenProblem::UnknownKey),
        Wrong::KeyUnnamed => Comes::SignedIn,

        Wrong::IdTokenMissing => token(IdTokenProblem::Missing),
        Wrong::IdTokenUnreadable => token(IdTokenProblem::Malformed),
        Wrong::IdTokenUnsigned => token(IdTokenProblem::Unsigned),
        Wrong::IdTokenBySharedSecret => by("HS256"),
        Wrong::IdTokenByAnotherAlgorithm => by("ES256"),
        Wrong::IdTokenByAnotherKey => token(IdTokenProblem::BadSignature),
        Wrong::IdTokenCritical => token(IdTokenProblem::OtherHeader),
        Wrong::IdTokenOfAnotherIssuer => token(IdTokenProblem::WrongIssuer { found: other() }),
        Wrong::IdTokenForAnother => token(IdTokenProblem::WrongAudience),
        Wrong::IdTokenForOthersToo => {
            token(IdTokenProblem::OtherAudience { found: "another-app".to_owned() })
        }
        Wrong::IdTokenGivenToAnother => token(IdTokenProblem::WrongParty),
        Wrong::IdTokenExpired => token(IdTokenProblem::Expired),
        Wrong::IdTokenNotYetGood => token(IdTokenProblem::NotYetGood),
        Wrong::IdTokenFromTheFuture => token(IdTokenProblem::FromFuture),
        Wrong::IdTokenStale => token(IdTokenProblem::TooOld),
        Wrong::NonceMissing => no_claim("nonce"),
        Wrong::NonceOther => token(IdTokenProblem::WrongNonce),
        Wrong::SubjectMissing => no_claim("sub"),
        Wrong::SubjectEmpty | Wrong::SubjectLong => token(IdTokenProblem::BadSubject),
        Wrong::AccessTokenOther => token(IdTokenProblem::WrongAccessToken),
        Wrong::TokenTypeOther => {
            let (request, member) = (Request::IdToken, "token_type".to_owned());
            let cause = ServerProblem::BadMember { request, member };
            Comes::Spent(Problem::Server { host: String::new(), cause })
        }
        Wrong::TokenTypeShouted => Comes::SignedIn,
    }
}

fn provider_problem(cause: ProviderProblem) -> Problem {
    Problem::Provider { host: String::new(), cause }
}

/// Where a document is wrong is for developers.
fn detail() -> String {
    "…".to_owned()
}

/// A problem without whose it is, and where in a document.
fn of_nobody(problem: Problem) -> Problem {
    let host = String::new();
    match problem {
        Problem::Provider { cause: ProviderProblem::BadDocument { .. }, .. } => {
            Problem::Provider { host, cause: ProviderProblem::BadDocument { detail: detail() } }
        }
        Problem::Provider { cause: ProviderProblem::BadKeys { .. }, .. } => {
            Problem::Provider { host, cause: ProviderProblem::BadKeys { detail: detail() } }
        }
        Problem::Provider { cause, .. } => Problem::Provider { host, cause },
        Problem::Server { cause, .. } => Problem::Server { host, cause },
        other => other,
    }
}

/// What the browser hands over once the form is sent.
fn typed(browser: &Browser, form: &Form) -> String {
    let typed = [("login", LOGIN), ("password", PASSWORD)];
    let page = browser.send(form, &typed, "in").expect("an answer");
    page.into_callback().expect("a callback")
}

fn signing_by(algorithm: Algorithm) -> Town {
    Town::with(|config| {
        let provider = config.provider_mut(PROVIDER).expect("the provider");
        provider.clients[0].algorithm = algorithm;
    })
}
