//! The phone for programs: the form of its lines, and a session.
#![allow(clippy::unwrap_used, reason = "what helps a test is a test's own")]

mod program;

use std::collections::BTreeSet;

use program::Phone;
use serde_json::{Value, json};
use vestibule::input::{Country, ServerAddress};
use vestibule::wire::Method;
use vestibule::{Action, ActionKind, Field, Locale, Server, Way};
use vestibule_phone::json::{ActionForm, HintForm, Incoming, KindForm};

#[test]
fn every_action_has_a_form_that_is_read_as_it_is_written() {
    let mut kind = Some(ActionKind::Begin);
    while let Some(this) = kind {
        for (action, form) in forms(this) {
            let written = serde_json::to_value(ActionForm(action.clone())).unwrap();
            let Ok(Incoming::Act(read)) = Incoming::parse(form.to_string().as_bytes()) else {
                panic!("{form} is not understood");
            };

            assert_eq!(written, form);
            assert!(read == action, "{form}");
            assert_eq!(read.kind(), this);
            assert_eq!(form["action"], serde_json::to_value(KindForm(this)).unwrap());
        }
        kind = after(this);
    }
}

#[test]
fn the_documented_lines_are_understood_and_name_every_action() {
    let document = include_str!("../JSON.md");
    let mut named = BTreeSet::new();
    for line in document.lines().filter_map(incoming) {
        match Incoming::parse(line.as_bytes()) {
            Ok(Incoming::Act(action)) => drop(named.insert(action.kind())),
            Ok(Incoming::Hint(_) | Incoming::Quit) => {}
            Err(bad) => panic!("{line}: {bad}"),
        }
    }

    let mut kind = Some(ActionKind::Begin);
    while let Some(this) = kind {
        assert!(named.contains(&this), "{this:?} is not in JSON.md");
        kind = after(this);
    }
}

#[test]
fn a_hint_is_read_in_either_spelling() {
    for line in [r#"{"hint":"Background"}"#, r#"{"hint":"background"}"#] {
        assert!(serde_json::from_str::<HintForm>(line).is_ok(), "{line}");
    }
    let locale = r#"{"hint":"Locale","locale":"En"}"#;
    assert!(matches!(
        serde_json::from_str(locale),
        Ok(HintForm(vestibule::Hint::Locale { locale: Locale::En }))
    ));
}

#[test]
fn what_a_bad_line_holds_is_not_repeated() {
    const SECRET: &str = "planted-secret";
    let lines = [
        SECRET.to_owned(),
        format!(r#""{SECRET}""#),
        format!(r#"{{"{SECRET}":1}}"#),
        format!(r#"{{"action":"{SECRET}"}}"#),
        format!(r#"{{"action":["{SECRET}"]}}"#),
        format!(r#"{{"action":"SubmitCode","text":["{SECRET}"]}}"#),
        format!(r#"{{"action":"SubmitPassword","login":"{SECRET}"}}"#),
        format!(r#"{{"action":"SubmitAvatar","picture":"{SECRET}"}}"#),
        format!(r#"{{"action":"Begin","way":"{SECRET}"}}"#),
        format!(r#"{{"hint":"{SECRET}"}}"#),
        format!(r#"{{"quit":"{SECRET}"}}"#),
    ];
    for line in lines {
        let Err(bad) = Incoming::parse(line.as_bytes()) else {
            panic!("{line} was understood");
        };

        assert!(!bad.to_string().contains(SECRET), "{bad}");
    }
}

#[test]
fn a_program_registers_a_person_and_no_secret_comes_out() {
    let mut phone = Phone::start(&["--locale", "en"]);
    let world = phone.until(|line| line.get("world").is_some());
    assert_eq!(world["world"][0]["role"], "Public");
    phone.until(|line| line["screen"].get("Start").is_some());

    phone.say(&json!({ "action": "Begin", "way": "Phone" }));
    phone.say(&json!({ "action": "Resend" }));
    let refused = phone.until(|line| line["error"] == "NotNow");
    assert_eq!(refused["action"], "Resend");
    assert!(refused["actions"].as_array().unwrap().contains(&json!("SubmitPhone")));

    phone.say(&json!({ "action": "SubmitPhone", "text": "+7 900 222 33 44" }));
    phone.until(|line| line["screen"].get("Code").is_some());
    let code = phone.message()["code"].as_str().unwrap().to_owned();
    let before = phone.heard.len();
    phone.say(&json!({ "action": "Edit", "field": "Code", "text": code }));
    phone.until(|line| line["screen"]["AccountPassword"]["progress"] == "Idle");
    phone.say(&json!({ "action": "SubmitAccountPassword", "password": "planted-password" }));
    let wrong = phone.until(|line| line["problem"] == json!({ "Answer": "WrongPassword" }));
    assert_eq!(wrong["words"]["problem"]["field"], "Password");
    phone.say(&json!({ "action": "SubmitAccountPassword", "password": "moloko" }));
    let offer = phone.until(|line| line["screen"].get("Email").is_some());
    assert_eq!(offer["words"]["title"], "Corporate email");
    phone.say_line("what?");
    phone.until(|line| line["error"] == "BadLine");
    phone.say(&json!({ "hint": "Locale", "locale": "Ru" }));
    let offer = phone.until(|line| line["screen"].get("Email").is_some());
    assert_eq!(offer["words"]["title"], "Корпоративный email");
    phone.say(&json!({ "action": "Skip" }));
    let home = phone.until(|line| line["screen"]["Home"]["public"]["name"].is_string());
    assert_eq!(home["screen"]["Home"]["public"]["name"], "Пётр Сергеев");
    phone.say(&json!({ "quit": true }));

    let heard = phone.end();
    let after_code = &heard[before..];
    assert!(after_code.iter().all(|line| !line.contains(&code)), "the code came out");
    for secret in ["planted-password", "moloko"] {
        assert!(heard.iter().all(|line| !line.contains(secret)), "{secret} came out");
    }
}

#[test]
fn revisions_grow_and_the_end_of_the_input_is_the_end() {
    let mut phone = Phone::start(&[]);
    phone.say(&json!({ "action": "Begin", "way": "ServerAddress" }));
    phone.say(&json!({ "action": "Edit", "field": "Address", "text": "a" }));
    phone.until(|line| line["screen"]["Address"]["text"] == "a");

    let heard = phone.end();

    let revisions: Vec<_> = heard
        .iter()
        .filter_map(|line| serde_json::from_str::<Value>(line).unwrap()["revision"].as_u64())
        .collect();
    assert!(revisions.is_sorted_by(|one, two| one < two), "{revisions:?}");
}

#[test]
fn any_server_that_speaks_the_protocol_will_do() {
    let world = vestibule_phone::World::start(None).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let ca = folder.path().join("ca.pem");
    std::fs::write(&ca, world.servers().authority_pem()).unwrap();
    let mut phone = Phone::start(&[
        "--server",
        world.issuer("green").unwrap().as_str(),
        "--ca",
        ca.to_str().unwrap(),
        "--control",
        world.servers().control_address(),
    ]);

    phone.say(&json!({ "action": "Begin", "way": "Phone" }));
    phone.say(&json!({ "action": "SubmitPhone", "text": "+7 900 111 22 33" }));

    assert_eq!(phone.message()["to"], "+79001112233");
    let heard = phone.end();
    assert!(heard.iter().all(|line| !line.contains("\"world\"")));
}

/// A line of the document that goes in.
fn incoming(line: &str) -> Option<&str> {
    let line = line.trim().trim_start_matches("→ ").trim_matches(['|', ' ', '`']);
    let line = line.split('`').next()?;
    ["{\"action\"", "{\"hint\"", "{\"quit\""].iter().any(|it| line.starts_with(it)).then_some(line)
}

fn forms(kind: ActionKind) -> Vec<(Action, Value)> {
    let text = || "a text".to_owned();
    let bare = |action: Action| {
        let name = format!("{:?}", action.kind());
        vec![(action, json!({ "action": name }))]
    };
    match kind {
        ActionKind::Begin => [
            (Way::Phone, "Phone"),
            (Way::CorporateEmail, "CorporateEmail"),
            (Way::ServerAddress, "ServerAddress"),
        ]
        .into_iter()
        .map(|(way, name)| (Action::Begin { way }, json!({ "action": "Begin", "way": name })))
        .collect(),
        ActionKind::Back => bare(Action::Back),
        ActionKind::Cancel => bare(Action::Cancel),
        ActionKind::Leave => bare(Action::Leave),
        ActionKind::Retry => bare(Action::Retry),
        ActionKind::DismissNotice => bare(Action::DismissNotice),
        ActionKind::SignInAgain => [(Server::Public, "Public"), (Server::Corporate, "Corporate")]
            .into_iter()
            .map(|(server, name)| {
                (Action::SignInAgain { server }, json!({ "action": "SignInAgain", "server": name }))
            })
            .collect(),
        ActionKind::Edit => [
            (Field::Phone, "Phone"),
            (Field::Code, "Code"),
            (Field::Name, "Name"),
            (Field::Email, "Email"),
            (Field::Address, "Address"),
            (Field::Login, "Login"),
            (Field::Domain, "Domain"),
            (Field::Password, "Password"),
        ]
        .into_iter()
        .map(|(field, name)| {
            let form = json!({ "action": "Edit", "field": name, "text": text() });
            (Action::Edit { field, text: text() }, form)
        })
        .collect(),
        ActionKind::SelectCountry => {
            let country = Country::parse("KZ").unwrap();
            let form = json!({ "action": "SelectCountry", "country": "KZ" });
            vec![(Action::SelectCountry { country }, form)]
        }
        ActionKind::SubmitPhone => {
            vec![(
                Action::SubmitPhone { text: text() },
                json!({ "action": "SubmitPhone", "text": text() }),
            )]
        }
        ActionKind::SubmitCode => {
            vec![(
                Action::SubmitCode { text: text() },
                json!({ "action": "SubmitCode", "text": text() }),
            )]
        }
        ActionKind::Resend => bare(Action::Resend),
        ActionKind::ChangeRecipient => bare(Action::ChangeRecipient),
        ActionKind::Recognise => [true, false]
            .into_iter()
            .map(|mine| {
                (Action::Recognise { mine }, json!({ "action": "Recognise", "mine": mine }))
            })
            .collect(),
        ActionKind::SubmitAccountPassword => {
            let form = json!({ "action": "SubmitAccountPassword", "password": text() });
            vec![(Action::SubmitAccountPassword { password: text() }, form)]
        }
        ActionKind::Recover => bare(Action::Recover),
        ActionKind::SubmitName => {
            vec![(
                Action::SubmitName { text: text() },
                json!({ "action": "SubmitName", "text": text() }),
            )]
        }
        ActionKind::SubmitAvatar => {
            let form = json!({ "action": "SubmitAvatar", "picture": "/wAB" });
            vec![(Action::SubmitAvatar { picture: vec![255, 0, 1] }, form)]
        }
        ActionKind::RemoveAvatar => bare(Action::RemoveAvatar),
        ActionKind::Skip => bare(Action::Skip),
        ActionKind::SubmitEmail => {
            vec![(
                Action::SubmitEmail { text: text() },
                json!({ "action": "SubmitEmail", "text": text() }),
            )]
        }
        ActionKind::ChooseServer => {
            let issuer = ServerAddress::parse("https://im.acme.example/chat").unwrap();
            let form =
                json!({ "action": "ChooseServer", "issuer": "https://im.acme.example/chat" });
            vec![(Action::ChooseServer { issuer }, form)]
        }
        ActionKind::TypeAddress => bare(Action::TypeAddress),
        ActionKind::SubmitAddress => {
            let form = json!({ "action": "SubmitAddress", "text": text() });
            vec![(Action::SubmitAddress { text: text() }, form)]
        }
        ActionKind::ChooseMethod => [
            (Method::EmailCode, "EmailCode"),
            (Method::Password, "Password"),
            (Method::Openid, "Openid"),
        ]
        .into_iter()
        .map(|(method, name)| {
            let form = json!({ "action": "ChooseMethod", "method": name });
            (Action::ChooseMethod { method }, form)
        })
        .collect(),
        ActionKind::SubmitPassword => [Some("NORTH".to_owned()), None]
            .into_iter()
            .map(|domain| {
                let form = json!({
                    "action": "SubmitPassword", "login": "l", "password": "p", "domain": domain,
                });
                let (login, password) = ("l".to_owned(), "p".to_owned());
                (Action::SubmitPassword { login, password, domain }, form)
            })
            .collect(),
        ActionKind::OpenBrowser => bare(Action::OpenBrowser),
        ActionKind::ReturnFromBrowser => {
            let form = json!({ "action": "ReturnFromBrowser", "url": "u" });
            vec![(Action::ReturnFromBrowser { url: "u".to_owned() }, form)]
        }
        ActionKind::OpenSettings => bare(Action::OpenSettings),
        ActionKind::OpenProfile => bare(Action::OpenProfile),
        ActionKind::EditProfile => bare(Action::EditProfile),
        ActionKind::AddPhone => bare(Action::AddPhone),
        ActionKind::OpenCorporateInformation => bare(Action::OpenCorporateInformation),
        ActionKind::OpenCapabilities => bare(Action::OpenCapabilities),
        ActionKind::Connect => bare(Action::Connect),
        ActionKind::Disconnect => bare(Action::Disconnect),
        ActionKind::SignOutCorporate => bare(Action::SignOutCorporate),
        ActionKind::SignOutEverywhere => bare(Action::SignOutEverywhere),
        ActionKind::Confirm => bare(Action::Confirm),
    }
}

/// Every kind has one that comes after it.
fn after(kind: ActionKind) -> Option<ActionKind> {
    Some(match kind {
        ActionKind::Begin => ActionKind::Back,
        ActionKind::Back => ActionKind::Cancel,
        ActionKind::Cancel => ActionKind::Leave,
        ActionKind::Leave => ActionKind::Retry,
        ActionKind::Retry => ActionKind::DismissNotice,
        ActionKind::DismissNotice => ActionKind::SignInAgain,
        ActionKind::SignInAgain => ActionKind::Edit,
        ActionKind::Edit => ActionKind::SelectCountry,
        ActionKind::SelectCountry => ActionKind::SubmitPhone,
        ActionKind::SubmitPhone => ActionKind::SubmitCode,
        ActionKind::SubmitCode => ActionKind::Resend,
        ActionKind::Resend => ActionKind::ChangeRecipient,
        ActionKind::ChangeRecipient => ActionKind::Recognise,
        ActionKind::Recognise => ActionKind::SubmitAccountPassword,
        ActionKind::SubmitAccountPassword => ActionKind::Recover,
        ActionKind::Recover => ActionKind::SubmitName,
        ActionKind::SubmitName => ActionKind::SubmitAvatar,
        ActionKind::SubmitAvatar => ActionKind::RemoveAvatar,
        ActionKind::RemoveAvatar => ActionKind::Skip,
        ActionKind::Skip => ActionKind::SubmitEmail,
        ActionKind::SubmitEmail => ActionKind::ChooseServer,
        ActionKind::ChooseServer => ActionKind::TypeAddress,
        ActionKind::TypeAddress => ActionKind::SubmitAddress,
        ActionKind::SubmitAddress => ActionKind::ChooseMethod,
        ActionKind::ChooseMethod => ActionKind::SubmitPassword,
        ActionKind::SubmitPassword => ActionKind::OpenBrowser,
        ActionKind::OpenBrowser => ActionKind::ReturnFromBrowser,
        ActionKind::ReturnFromBrowser => ActionKind::OpenSettings,
        ActionKind::OpenSettings => ActionKind::OpenProfile,
        ActionKind::OpenProfile => ActionKind::EditProfile,
        ActionKind::EditProfile => ActionKind::AddPhone,
        ActionKind::AddPhone => ActionKind::OpenCorporateInformation,
        ActionKind::OpenCorporateInformation => ActionKind::OpenCapabilities,
        ActionKind::OpenCapabilities => ActionKind::Connect,
        ActionKind::Connect => ActionKind::Disconnect,
        ActionKind::Disconnect => ActionKind::SignOutCorporate,
        ActionKind::SignOutCorporate => ActionKind::SignOutEverywhere,
        ActionKind::SignOutEverywhere => ActionKind::Confirm,
        ActionKind::Confirm => return None,
    })
}
