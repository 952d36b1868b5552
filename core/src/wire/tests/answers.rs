//! How each answer of a server is read: whole, with a member less, with a member of another type.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::wire::json::{Malformed, Object};
use crate::wire::oauth::OAuthError;
use crate::wire::{
    Account, Answer, CodeStep, Directory, Method, Next, Refusal, Region, Role, SpecialApp, Step,
    Support, TokenType, Tokens,
};
use crate::{AccountProblem, AnswerProblem, Denial, NotVestibule, Request, ServerProblem};

#[test]
fn metadata_is_read_whole() {
    let metadata = parse_metadata(&metadata()).unwrap();

    let links = |store: &str| Some(format!("https://{store}/acme"));
    assert_eq!(
        metadata,
        Metadata {
            issuer: ServerAddress::from_issuer(ISSUER).unwrap(),
            challenge_endpoint: url("/challenge"),
            token_endpoint: url("/token"),
            revocation_endpoint: url("/revoke"),
            authorization_endpoint: Some(url("/authorize")),
            device_authorization_endpoint: Some(url("/device")),
            account_endpoint: url("/account"),
            dpop: true,
            role: Role::Public,
            name: "Acme".to_owned(),
            names: [("ru".to_owned(), "Акме".to_owned())].into(),
            regions: vec![Region {
                issuer: ServerAddress::from_issuer("https://kz.example").unwrap(),
                calling_codes: vec!["76".to_owned(), "77".to_owned()],
            }],
            support: Some(Support {
                email: Some("help@corp.example".to_owned()),
                phone: Some("+74951234567".to_owned()),
                url: Some("https://help.example/#start".to_owned()),
            }),
            app: Some(SpecialApp {
                name: "Acme Chat".to_owned(),
                google_play: links("play.google.com"),
                app_gallery: links("appgallery.huawei.com"),
                app_store: links("apps.apple.com"),
            }),
        }
    );
    assert_eq!(metadata.region_of("77012345678").as_str(), "https://kz.example");
    assert_eq!(metadata.region_of("79161234567").as_str(), ISSUER);
}

#[test]
fn metadata_may_be_short() {
    let mut short = metadata();
    for pointer in [
        "/authorization_endpoint",
        "/device_authorization_endpoint",
        "/dpop_signing_alg_values_supported",
        "/vestibule/names",
        "/vestibule/regions",
        "/vestibule/support",
        "/vestibule/app",
    ] {
        short = without(&short, pointer);
    }

    let metadata = parse_metadata(&short).unwrap();

    assert!(metadata.regions.is_empty() && metadata.names.is_empty() && !metadata.dpop);
    assert_eq!((metadata.support, metadata.app), (None, None));
}

#[test]
fn a_wrong_member_of_metadata_is_named() {
    use ServerProblem::{NotVestibule as Not, TooNew, WrongIssuer};

    let found = |found: &str| WrongIssuer { found: found.to_owned() };
    for (pointer, value, expected) in [
        ("/vestibule", None, Not(NotVestibule::OtherProtocol)),
        ("/vestibule", Some(json!(null)), Not(NotVestibule::OtherProtocol)),
        ("/vestibule/version", Some(json!(2)), TooNew { version: 2 }),
        ("/issuer", Some(json!("https://corp.example/")), found("https://corp.example/")),
        ("/issuer", Some(json!("HTTPS://corp.example")), found("HTTPS://corp.example")),
        ("/issuer", Some(json!("\u{202E}x")), found("x")),
    ] {
        let changed = changed(&metadata(), pointer, value);
        assert_eq!(parse_metadata(&changed), Err(expected), "{changed}");
    }

    let other = "https://evil.example/x";
    for (pointer, values) in [
        (
            "/vestibule/version",
            vec![json!("1"), json!(0), json!(-1), json!(1.5), json!(1u64 << 40)],
        ),
        ("/issuer", vec![json!(1)]),
        ("/authorization_challenge_endpoint", vec![json!(1), json!(other), json!("/challenge")]),
        ("/token_endpoint", vec![json!("http://corp.example/token"), json!(other)]),
        ("/revocation_endpoint", vec![json!("https://corp.example:444/revoke")]),
        ("/code_challenge_methods_supported", vec![json!([]), json!(["plain"]), json!("S256")]),
        ("/vestibule/role", vec![json!("private"), json!(1)]),
        ("/vestibule/name", vec![json!(""), json!("\u{202E}"), json!({})]),
        ("/vestibule/account_endpoint", vec![json!(other), json!("https://u@corp.example/")]),
    ] {
        assert_named(&metadata(), pointer, None, parse_metadata);
        for value in values {
            assert_named(&metadata(), pointer, Some(value), parse_metadata);
        }
    }
    for (pointer, value) in [
        ("/authorization_endpoint", json!(other)),
        ("/device_authorization_endpoint", json!(other)),
        ("/dpop_signing_alg_values_supported", json!("ES256")),
        ("/dpop_signing_alg_values_supported/0", json!(1)),
        ("/vestibule", json!([])),
        ("/vestibule/names", json!([])),
        ("/vestibule/names/ru", json!(1)),
        ("/vestibule/regions", json!({})),
        ("/vestibule/regions/0", json!("kz")),
        ("/vestibule/regions/0/issuer", json!("http://kz.example")),
        ("/vestibule/regions/0/calling_codes", json!([])),
        ("/vestibule/regions/0/calling_codes/1", json!("+77")),
        ("/vestibule/support", json!("help")),
        ("/vestibule/support/phone", json!(1)),
        ("/vestibule/app", json!("Acme")),
        ("/vestibule/app/name", json!(null)),
        ("/vestibule/app/app_store", json!(1)),
    ] {
        assert_named(&metadata(), pointer, Some(value), parse_metadata);
    }
}

#[test]
fn only_links_to_the_stores_own_hosts_are_shown() {
    for link in [
        "http://play.google.com/acme",
        "https://play.google.com.evil.example/acme",
        "https://play.google.com:444/acme",
        "https://user@play.google.com/acme",
        "https://apps.apple.com/acme",
        "market://details?id=acme",
        "",
    ] {
        let changed = changed(&metadata(), "/vestibule/app/google_play", Some(json!(link)));
        let app = parse_metadata(&changed).unwrap().app.unwrap();
        assert_eq!(app.google_play, None, "{link}");
    }
}

#[test]
fn support_is_shown_as_far_as_it_can_be() {
    for (support, expected) in [
        (json!({}), None),
        (json!({"email": "no address", "phone": "8 800", "url": "javascript:alert(1)"}), None),
        (json!({"phone": "+78001234567", "url": "http://help.example"}), Some("+78001234567")),
    ] {
        let changed = changed(&metadata(), "/vestibule/support", Some(support));
        let support = parse_metadata(&changed).unwrap().support;
        assert_eq!(support.and_then(|support| support.phone).as_deref(), expected, "{changed}");
    }
}

#[test]
fn a_directory_is_read_whole() {
    let directory = parse_directory(&directory()).unwrap();

    let issuers: Vec<_> = directory.servers.iter().map(|server| server.issuer.as_str()).collect();
    assert_eq!(issuers, ["https://one.example", "https://two.example"]);
    assert_eq!(directory.servers[0].name_in(Locale::Ru), Some("Один"));
    assert_eq!(directory.servers[0].name_in(Locale::En), Some("One"));
    assert_eq!(directory.servers[1].name_in(Locale::En), None);
    assert!(directory.simplified);
    let app = directory.app.unwrap();
    assert_eq!(app.name, "Acme Chat");
    assert_eq!(app.google_play.as_deref(), Some("https://play.google.com/acme"));
    assert_eq!(app.app_store, None, "it does not lead to the store");
}

#[test]
fn a_directory_may_be_empty() {
    for body in [json!({}), json!({"links": []}), json!({"links": [{"rel": "other", "href": 1}]})] {
        assert_eq!(parse_directory(&body), Ok(Directory::empty()));
    }
    let not = changed(&directory(), "/properties/urn:vestibule:simplified", Some(json!("false")));
    assert!(!parse_directory(&not).unwrap().simplified);
}

#[test]
fn a_wrong_member_of_a_directory_is_named() {
    for (pointer, value) in [
        ("/links", Some(json!({}))),
        ("/links/0", Some(json!("https://one.example"))),
        ("/links/0/rel", None),
        ("/links/0/href", None),
        ("/links/0/href", Some(json!("http://one.example"))),
        ("/links/0/titles", Some(json!("One"))),
        ("/links/0/titles/und", Some(json!(1))),
        ("/links/3/titles", None),
        ("/properties", Some(json!([]))),
        ("/properties/urn:vestibule:simplified", Some(json!(true))),
    ] {
        assert_named(&directory(), pointer, value, parse_directory);
    }
}

#[test]
fn each_step_is_read() {
    let code = CodeStep {
        sent_to: "+7 ··· 67".to_owned(),
        length: 6,
        expires_in: Duration::from_secs(300),
        resend_in: Duration::from_secs(0),
        attempts_left: 3,
    };
    let text = |text: &str| Some(text.to_owned());
    for (step, expected) in [
        (json!({"type": "phone"}), Step::Phone { countries: vec![] }),
        (
            json!({"type": "phone", "countries": ["RU", "KZ"]}),
            Step::Phone { countries: vec!["RU".to_owned(), "KZ".to_owned()] },
        ),
        (code_step("sms_code"), Step::SmsCode(code.clone())),
        (code_step("email_code"), Step::EmailCode(code)),
        (json!({"type": "email"}), Step::Email),
        (
            json!({"type": "password", "login_hint": "ivan", "domains": ["CORP"],
                "attempts_left": 2}),
            Step::Password {
                login_hint: text("ivan"),
                domains: vec!["CORP".to_owned()],
                attempts_left: Some(2),
            },
        ),
        (
            json!({"type": "password"}),
            Step::Password { login_hint: None, domains: vec![], attempts_left: None },
        ),
        (
            json!({"type": "account_password", "hint": "pet", "recovery": true}),
            Step::AccountPassword { hint: text("pet"), attempts_left: None, recovery: true },
        ),
        (
            json!({"type": "recognise", "name": "И···н", "last_seen": 1_700_000_000}),
            Step::Recognise { name: text("И···н"), last_seen: Some(1_700_000_000) },
        ),
        (
            json!({"type": "choose", "methods": ["password", "carrier_pigeon", "openid"]}),
            Step::Choose { methods: vec![Method::Password, Method::Openid], issuer: None },
        ),
        (
            json!({"type": "choose", "methods": ["carrier_pigeon"]}),
            Step::Unknown { kind: "carrier_pigeon".to_owned() },
        ),
        (json!({"type": "profile", "name_max": 50}), Step::Profile { name_max: 50 }),
        (
            json!({
                "type": "openid",
                "issuer": "https://sso.example/realms/a",
                "client_id": "app",
                "scope": "openid email",
                "nonce": "n-1",
            }),
            Step::Openid {
                issuer: ServerAddress::from_issuer("https://sso.example/realms/a").unwrap(),
                client_id: "app".to_owned(),
                scope: "openid email".to_owned(),
                nonce: "n-1".to_owned(),
            },
        ),
        (json!({"type": "dance"}), Step::Unknown { kind: "dance".to_owned() }),
    ] {
        let next = parse_error(&changed(&step_answer(), "/step", Some(step.clone())));
        let Ok(Some(Next::Step { step: found, .. })) = next else { panic!("{step}: {next:?}") };
        assert_eq!(found, expected);
    }
}

#[test]
fn a_wrong_member_of_a_step_is_named() {
    for pointer in ["/auth_session", "/expires_in", "/step", "/step/type", "/error"] {
        assert_named(&step_answer(), pointer, None, parse_error);
        assert_named(&step_answer(), pointer, Some(json!([])), parse_error);
    }
    for (pointer, value) in [
        ("/auth_session", json!("")),
        ("/expires_in", json!(-1)),
        ("/problem", json!(1)),
        ("/step/sent_to", json!(null)),
        ("/step/length", json!(0)),
        ("/step/length", json!(21)),
        ("/step/expires_in", json!("300")),
        ("/step/resend_in", json!(null)),
        ("/step/attempts_left", json!(-1)),
        ("/step/attempts_left", json!(1u64 << 32)),
    ] {
        assert_named(&step_answer(), pointer, Some(value), parse_error);
    }
    for (step, member) in [
        (json!({"type": "phone", "countries": ["Russia"]}), "step.countries[0]"),
        (json!({"type": "password", "domains": ["CORP", "\u{202E}PROC"]}), "step.domains[1]"),
        (json!({"type": "account_password"}), "step.recovery"),
        (json!({"type": "recognise", "last_seen": "today"}), "step.last_seen"),
        (json!({"type": "choose"}), "step.methods"),
        (json!({"type": "choose", "methods": []}), "step.methods"),
        (json!({"type": "choose", "methods": [1]}), "step.methods[0]"),
        (json!({"type": "profile"}), "step.name_max"),
        (json!({"type": "profile", "name_max": 0}), "step.name_max"),
    ] {
        let answer = changed(&step_answer(), "/step", Some(step));
        assert_eq!(parse_error(&answer), Err(Malformed::Member(member.to_owned())), "{answer}");
    }
}

#[test]
fn each_problem_of_an_answer_is_read() {
    for (name, expected) in [
        ("wrong_code", AnswerProblem::WrongCode),
        ("code_expired", AnswerProblem::CodeExpired),
        ("wrong_password", AnswerProblem::WrongPassword),
        ("unknown_login", AnswerProblem::UnknownLogin),
        ("bad_phone", AnswerProblem::BadPhone),
        ("bad_email", AnswerProblem::BadEmail),
        ("bad_name", AnswerProblem::BadName),
        ("wrong_account", AnswerProblem::WrongAccount),
        ("proof_rejected", AnswerProblem::ProofRejected),
        ("too_loud", AnswerProblem::Unknown),
    ] {
        let next = parse_error(&changed(&step_answer(), "/problem", Some(json!(name))));
        let Ok(Some(Next::Step { problem, .. })) = next else { panic!("{name}: {next:?}") };
        assert_eq!(problem, Some(expected));
    }
}

#[test]
fn each_end_of_a_sign_in_is_read() {
    let denied = |denial| Some(Next::Denied(Refusal::Other(denial)));
    let reason = |reason: &str| json!({"error": "access_denied", "reason": reason});
    let locked = |retry_in| Some(Next::Denied(Refusal::TooManyAttempts { retry_in }));
    let app = || SpecialApp {
        name: "Acme Chat".to_owned(),
        google_play: None,
        app_gallery: None,
        app_store: None,
    };
    for (answer, expected) in [
        (json!({"error": "invalid_session"}), Some(Next::Expired)),
        (
            json!({"error": "redirect_to_web", "request_uri": "urn:r", "expires_in": 90}),
            Some(Next::Web {
                request_uri: Some("urn:r".to_owned()),
                expires_in: Some(Duration::from_secs(90)),
            }),
        ),
        (
            json!({"error": "redirect_to_web"}),
            Some(Next::Web { request_uri: None, expires_in: None }),
        ),
        (reason("account_blocked"), denied(Denial::AccountBlocked)),
        (reason("account_not_ready"), denied(Denial::AccountNotReady)),
        (reason("registration_closed"), denied(Denial::RegistrationClosed)),
        (reason("tuesday"), denied(Denial::Other { reason: Some("tuesday".to_owned()) })),
        (json!({"error": "access_denied"}), denied(Denial::Other { reason: None })),
        (reason("too_many_attempts"), locked(None)),
        (
            json!({"error": "access_denied", "reason": "too_many_attempts", "retry_in": 60}),
            locked(Some(Duration::from_secs(60))),
        ),
        (
            json!({"error": "special_app_required", "app": {"name": "Acme Chat"}}),
            Some(Next::SpecialApp(app())),
        ),
        (json!({"error": "invalid_request"}), None),
    ] {
        assert_eq!(parse_error(&answer), Ok(expected), "{answer}");
    }
    let no_app = json!({"error": "special_app_required"});
    assert_eq!(parse_error(&no_app), Err(Malformed::Member("app".to_owned())));
}

#[test]
fn tokens_are_read() {
    let parsed = parse_tokens(&tokens()).unwrap();
    assert_eq!(parsed.access_token.expose(), "access");
    assert_eq!(parsed.refresh_token.expose(), "refresh");
    assert_eq!(parsed.session_id, "session");
    assert_eq!(parsed.expires_in, Duration::from_secs(300));
    for (name, expected) in [
        ("Bearer", TokenType::Bearer),
        ("BEARER", TokenType::Bearer),
        ("bearer", TokenType::Bearer),
        ("DPoP", TokenType::Dpop),
        ("dpop", TokenType::Dpop),
    ] {
        let tokens = changed(&tokens(), "/token_type", Some(json!(name)));
        assert_eq!(parse_tokens(&tokens).unwrap().token_type, expected, "{name}");
    }
    let hour = parse_tokens(&without(&tokens(), "/expires_in")).unwrap().expires_in;
    assert_eq!(hour, Duration::from_secs(3600));
}

#[test]
fn a_wrong_member_of_tokens_is_named() {
    for pointer in ["/access_token", "/token_type", "/refresh_token", "/session_id"] {
        assert_named(&tokens(), pointer, None, parse_tokens);
        for value in [json!(null), json!(1), json!(""), json!("line\nfeed")] {
            assert_named(&tokens(), pointer, Some(value), parse_tokens);
        }
    }
    assert_named(&tokens(), "/access_token", Some(json!("токен")), parse_tokens);
    assert_named(&tokens(), "/expires_in", Some(json!("300")), parse_tokens);
}

#[test]
fn an_account_is_read() {
    let parsed = parse_account(&account()).unwrap();
    assert_eq!(parsed.id, "42");
    assert_eq!(parsed.name, "Иван Петров");
    assert_eq!(parsed.phone.as_deref(), Some("+79161234567"));
    assert_eq!(parsed.login, None);
    assert_eq!(parsed.avatar.unwrap().url, url("/avatars/42"));
    assert!(parsed.linked && !parsed.may_add_phone);
}

#[test]
fn a_wrong_member_of_an_account_is_named() {
    for pointer in ["/id", "/name", "/server_name", "/linked", "/may_add_phone"] {
        assert_named(&account(), pointer, None, parse_account);
        assert_named(&account(), pointer, Some(json!([])), parse_account);
    }
    for (pointer, value) in [
        ("/id", json!("")),
        ("/id", json!("x".repeat(256))),
        ("/phone", json!(79161234567u64)),
        ("/avatar", json!("https://corp.example/a")),
        ("/avatar/url", json!("https://evil.example/a")),
        ("/avatar/etag", json!(null)),
    ] {
        assert_named(&account(), pointer, Some(value), parse_account);
    }
}

#[test]
fn each_refusal_of_an_account_is_read() {
    for (kind, expected) in [
        ("urn:vestibule:bad-name", Some(AccountProblem::BadName)),
        ("urn:vestibule:bad-picture", Some(AccountProblem::BadPicture)),
        ("urn:vestibule:too-large", Some(AccountProblem::TooLarge)),
        ("urn:vestibule:not-allowed", Some(AccountProblem::NotAllowed)),
        ("urn:vestibule:bad-assertion", Some(AccountProblem::BadAssertion)),
        ("urn:vestibule:already-joined", Some(AccountProblem::AlreadyJoined)),
        ("urn:vestibule:unknown-session", Some(AccountProblem::UnknownSession)),
        ("urn:vestibule:unknown-code", Some(AccountProblem::UnknownCode)),
        (
            "urn:vestibule:new",
            Some(AccountProblem::Other { kind: "urn:vestibule:new".to_owned(), title: None }),
        ),
        ("about:blank", None),
    ] {
        let body = json!({ "type": kind }).to_string();
        assert_eq!(AccountProblem::parse(body.as_bytes()), expected);
    }
}

#[test]
fn each_answer_of_a_person_is_what_the_protocol_says() {
    use crate::input::{Code, Email, Login, Name, Password, Phone};

    let country = crate::input::Country::parse("RU").unwrap();
    let password = |domain: Option<&str>| Answer::Password {
        login: Login::parse("ivan").unwrap(),
        password: Password::parse("p&=w").unwrap(),
        domain: domain.map(str::to_owned),
    };
    for (answer, expected) in [
        (Answer::Phone(Phone::parse("+79161234567", country).unwrap()), "phone=+79161234567"),
        (Answer::Code(Code::parse("012345", 6).unwrap()), "code=012345"),
        (Answer::Resend, "resend=true"),
        (Answer::Change, "change=true"),
        (Answer::Email(Email::parse("ivan@corp.example").unwrap()), "email=ivan@corp.example"),
        (password(None), "login=ivan password=p&=w"),
        (password(Some("CORP")), "login=ivan password=p&=w domain=CORP"),
        (Answer::AccountPassword(Password::parse("secret").unwrap()), "password=secret"),
        (Answer::Recover, "recover=true"),
        (Answer::Recognise { mine: true }, "mine=true"),
        (Answer::Recognise { mine: false }, "mine=false"),
        (Answer::Method(Method::EmailCode), "method=email_code"),
        (Answer::Back, "back=true"),
        (Answer::Profile(Name::parse("Иван", 50).unwrap()), "name=Иван"),
        (Answer::Resume, "resume=true"),
    ] {
        let members = answer.members();
        let members: Vec<_> =
            members.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(members.join(" "), expected);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes: Vec<u8>) {
        read_as_everything(&bytes);
    }

    #[test]
    fn no_json_makes_a_reader_panic(value in any_json()) {
        read_as_everything(value.to_string().as_bytes());
    }

    #[test]
    fn no_change_of_an_answer_makes_a_reader_panic(
        (answer, pointer) in any_place(),
        value in proptest::option::of(any_json()),
    ) {
        read_as_everything(changed(&answer, &pointer, value).to_string().as_bytes());
    }
}

const ISSUER: &str = "https://corp.example";

fn metadata() -> Value {
    json!({
        "issuer": ISSUER,
        "authorization_challenge_endpoint": url("/challenge"),
        "token_endpoint": url("/token"),
        "revocation_endpoint": url("/revoke"),
        "authorization_endpoint": url("/authorize"),
        "device_authorization_endpoint": url("/device"),
        "code_challenge_methods_supported": ["plain", "S256"],
        "dpop_signing_alg_values_supported": ["RS256", "ES256"],
        "unknown": [{}],
        "vestibule": {
            "version": 1,
            "role": "public",
            "name": "Acme",
            "names": {"ru": "Акме", "de": ""},
            "account_endpoint": url("/account"),
            "regions": [{"issuer": "https://kz.example", "calling_codes": ["76", "77"]}],
            "support": {
                "email": "help@corp.example",
                "phone": "+74951234567",
                "url": "https://help.example/#start",
            },
            "app": {
                "name": "Acme\nChat",
                "google_play": "https://play.google.com/acme",
                "app_gallery": "https://appgallery.huawei.com/acme",
                "app_store": "https://apps.apple.com/acme",
            },
        },
    })
}

fn directory() -> Value {
    let issuer = "http://openid.net/specs/connect/1.0/issuer";
    json!({
        "subject": "acct:ivan@corp.example",
        "links": [
            {
                "rel": issuer,
                "href": "https://one.example",
                "titles": {"und": "One", "ru": "Один"},
            },
            {"rel": issuer, "href": "https://two.example"},
            {"rel": issuer, "href": "https://one.example"},
            {
                "rel": "urn:vestibule:app",
                "titles": {"und": "Acme Chat"},
                "properties": {
                    "urn:vestibule:google_play": "https://play.google.com/acme",
                    "urn:vestibule:app_store": "https://evil.example/acme",
                },
            },
            {"rel": "http://webfinger.net/rel/avatar"},
        ],
        "properties": {"urn:vestibule:simplified": "true"},
    })
}

fn step_answer() -> Value {
    json!({
        "error": "insufficient_authorization",
        "auth_session": "session",
        "expires_in": 600,
        "step": code_step("sms_code"),
    })
}

fn code_step(kind: &str) -> Value {
    json!({
        "type": kind,
        "sent_to": "+7 ··· 67",
        "length": 6,
        "expires_in": 300,
        "resend_in": 0,
        "attempts_left": 3,
    })
}

fn tokens() -> Value {
    json!({
        "access_token": "access",
        "token_type": "Bearer",
        "expires_in": 300,
        "refresh_token": "refresh",
        "session_id": "session",
    })
}

fn account() -> Value {
    json!({
        "id": "42",
        "name": "Иван\tПетров",
        "avatar": {"url": url("/avatars/42"), "etag": "1"},
        "phone": "+79161234567",
        "email": "ivan@corp.example",
        "login": null,
        "server_name": "Acme",
        "linked": true,
        "may_add_phone": false,
    })
}

fn url(path: &str) -> url::Url {
    format!("{ISSUER}{path}").parse().unwrap()
}

fn parse_metadata(body: &Value) -> Result<Metadata, ServerProblem> {
    let issuer = ServerAddress::from_issuer(ISSUER).unwrap();
    Metadata::parse(&issuer, body.to_string().as_bytes())
}

fn parse_directory(body: &Value) -> Result<Directory, Malformed> {
    Directory::parse(body.to_string().as_bytes())
}

fn parse_error(body: &Value) -> Result<Option<Next>, Malformed> {
    Next::parse_error(body.to_string().as_bytes())
}

fn parse_tokens(body: &Value) -> Result<Tokens, Malformed> {
    Tokens::parse(body.to_string().as_bytes())
}

fn parse_account(body: &Value) -> Result<Account, Malformed> {
    Account::parse(&url("/").origin(), body.to_string().as_bytes())
}

/// What names a member that is not as it should be.
trait Named: std::fmt::Debug {
    fn member(&self) -> Option<&str>;
}

impl Named for Malformed {
    fn member(&self) -> Option<&str> {
        match self {
            Self::Member(member) => Some(member),
            Self::NotJson => None,
        }
    }
}

impl Named for ServerProblem {
    fn member(&self) -> Option<&str> {
        match self {
            Self::BadMember { request: Request::Metadata, member } => Some(member),
            _ => None,
        }
    }
}

/// With the member changed, reading fails and names it, or the one that holds it.
#[track_caller]
fn assert_named<T: std::fmt::Debug, E: Named>(
    answer: &Value,
    pointer: &str,
    value: Option<Value>,
    parse: fn(&Value) -> Result<T, E>,
) {
    let error = parse(&changed(answer, pointer, value.clone())).unwrap_err();
    let names: Vec<_> = pointer.split('/').skip(1).collect();
    let mut path = String::new();
    for name in names {
        match name.parse::<usize>() {
            Ok(at) => path.push_str(&format!("[{at}]")),
            Err(_) if path.is_empty() => path.push_str(name),
            Err(_) => path.push_str(&format!(".{name}")),
        }
    }
    assert_eq!(error.member(), Some(path.as_str()), "{pointer} {value:?}: {error:?}");
}

/// The answer with another value, or none, at a place (RFC 6901).
fn changed(answer: &Value, pointer: &str, value: Option<Value>) -> Value {
    let mut answer = answer.clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match (answer.pointer_mut(parent).unwrap(), value) {
        (Value::Object(members), Some(value)) => drop(members.insert(name.to_owned(), value)),
        (Value::Object(members), None) => drop(members.remove(name)),
        (Value::Array(elements), value) => {
            elements[name.parse::<usize>().unwrap()] = value.unwrap_or(Value::Null);
        }
        (_, _) => panic!("{pointer}"),
    }
    answer
}

fn without(answer: &Value, pointer: &str) -> Value {
    changed(answer, pointer, None)
}

fn read_as_everything(body: &[u8]) {
    let issuer = ServerAddress::from_issuer(ISSUER).unwrap();
    let _ = Object::parse(body).map(drop);
    let _ = Metadata::parse(&issuer, body);
    let _ = Directory::parse(body);
    let _ = Next::parse(body);
    let _ = Next::parse_error(body);
    let _ = OAuthError::parse(body);
    let _ = Tokens::parse(body);
    let _ = Tokens::parse_assertion(body);
    let _ = Account::parse(&issuer.origin(), body);
    let _ = AccountProblem::parse(body);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!(u64::MAX)),
        Just(json!("https://[::1]:65535/%00?#")),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(any::<String>(), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A good answer, and a place in it.
fn any_place() -> impl Strategy<Value = (Value, String)> {
    let answers = [metadata(), directory(), step_answer(), tokens(), account()];
    let places: Vec<_> = answers
        .into_iter()
        .flat_map(|answer| {
            let mut pointers = Vec::new();
            collect(&answer, "", &mut pointers);
            pointers.into_iter().map(move |pointer| (answer.clone(), pointer))
        })
        .collect();
    proptest::sample::select(places)
}

fn collect(value: &Value, pointer: &str, pointers: &mut Vec<String>) {
    if !pointer.is_empty() {
        pointers.push(pointer.to_owned());
    }
    match value {
        Value::Object(members) => {
            // A name with a slash would have to be written otherwise (RFC 6901 section 3).
            for (name, value) in members.iter().filter(|(name, _)| !name.contains('/')) {
                collect(value, &format!("{pointer}/{name}"), pointers);
            }
        }
        Value::Array(elements) => {
            for (at, value) in elements.iter().enumerate() {
                collect(value, &format!("{pointer}/{at}"), pointers);
            }
        }
        _ => {}
    }
}
