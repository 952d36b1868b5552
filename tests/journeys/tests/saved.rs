//! Saved bytes: what this version saves has the form that the newest folder of `core/tests/saved`
//! keeps, and what another version saved of an attempt takes no session with it.
//!
//! `UPDATE=1 cargo test -p vestibule-journeys --test saved` writes that folder anew: only before a
//! release has its form.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Value, json};
use vestibule::{Action, ActionKind, Clock as _, Notice, Screen, Server, VaultKey};
use vestibule_journeys::scenes::{
    AS_MARIA, AS_ROBINSON, BY_ADDRESS, BY_PHONE, CODE, EDIT, ROBINSON_HOME, TO_EDIT, TO_ISLAND,
    TO_PROFILE, to_settings,
};
use vestibule_journeys::{Device, Town, vault};
use vestibule_phone::play::{Choice, Does, Kind, Scene, at};
use vestibule_server::Endpoint;

/// What is kept of a version: a folder's name, and how a person comes there.
const SAMPLES: [(&str, &[Scene]); 2] = [
    // A public session, and the sign-in at a corporate server.
    (
        "connecting",
        &[
            BY_PHONE,
            AS_MARIA,
            CODE,
            at(Kind::Email).does(&[
                Does::Type(vestibule::Field::Email, "ivan@acme.example"),
                Does::Tap(ActionKind::SubmitEmail),
            ]),
            at(Kind::Servers).does(&[Does::Choose(Choice::Server("acme-west"))]),
            at(Kind::Code),
        ],
    ),
    // A corporate session, and the sign-in with a phone that is added to it.
    (
        "adding-a-phone",
        &[
            BY_ADDRESS,
            TO_ISLAND,
            AS_ROBINSON,
            to_settings(ROBINSON_HOME),
            TO_PROFILE,
            TO_EDIT,
            EDIT.does(&[Does::Tap(ActionKind::AddPhone)]),
            AS_MARIA,
            at(Kind::Code),
        ],
    ),
];

#[test]
fn the_saved_bytes_of_this_version_have_its_form() {
    for (name, scenes) in SAMPLES {
        let town = Town::example();
        let mut phone = town.device().led(scenes);
        await_accounts(&phone);
        let expected = expected(&phone);
        phone.stop();
        let folder = saved(name);
        if env::var_os("UPDATE").is_some() {
            write(&folder, &phone, &expected);
        }

        let kept = fs::read_to_string(folder.join("expected.json")).expect("it is kept");
        let kept: Value = serde_json::from_str(&kept).expect("JSON");
        let copy = tempfile::tempdir().expect("a folder");
        fs::copy(folder.join("vestibule.db"), copy.path().join("vestibule.db")).expect("a copy");

        let now = vault::rows(phone.vault(), &key(&phone));
        let then = vault::rows(copy.path(), &parse_key(&kept["key"]));
        assert_eq!(form(&json!(now)), form(&json!(then)), "{name}: {CHANGED}");
    }
}

#[test]
fn an_attempt_that_cannot_be_read_is_dropped_with_a_word_and_takes_no_session_with_it() {
    for attempt in [json!({ "place": { "Tomorrow": {} }, "left": {} }), json!("another form")] {
        let town = Town::example();
        let mut phone = town.device().led(SAMPLES[0].1);
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let token = runtime.block_on(phone.app().access_token(Server::Public, None));
        phone.stop();
        vault::replace_attempt(phone.vault(), &key(&phone), &attempt);

        phone.start();

        let screen = phone.screen();
        assert!(matches!(screen, Screen::Home { public: Some(_), .. }), "{attempt}: {screen:?}");
        assert_eq!(screen.notices(), [Notice::SignInDropped], "{attempt}");
        assert_eq!(runtime.block_on(phone.app().access_token(Server::Public, None)), token);
        assert_eq!(town.world.counters().of("green").requests(Endpoint::Refresh), 0);
        phone.act(Action::DismissNotice);
        assert_eq!(phone.screen().notices(), []);
    }
}

const CHANGED: &str = "what is saved has another form; core/tests/saved/README.md tells what to do";

/// Waits until the accounts, which are read behind the screens, are saved.
fn await_accounts(phone: &Device<'_>) {
    let is_read = |session: &Value| session["loading"] == "Idle" && session["account"].is_object();
    phone.until_saved("the account", |rows| {
        ["public", "corporate"].iter().filter_map(|row| rows.get(*row)).all(is_read)
    });
}

/// What whoever reads the bytes has to find.
fn expected(phone: &Device<'_>) -> Value {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let token = |server| runtime.block_on(phone.app().access_token(server, None)).ok();
    let token = |server| token(server).map(|token| token.token.expose().to_owned());
    json!({
        "key": hex(key(phone).expose()),
        "now": phone.town.clock.now(),
        "public_server": phone.town.server("green").issuer(),
        "screen": phone.screen(),
        "tokens": { "Public": token(Server::Public), "Corporate": token(Server::Corporate) },
    })
}

fn write(folder: &Path, phone: &Device<'_>, expected: &Value) {
    fs::create_dir_all(folder).expect("a folder");
    fs::copy(phone.vault().join("vestibule.db"), folder.join("vestibule.db")).expect("a copy");
    let text = serde_json::to_string_pretty(expected).expect("JSON");
    fs::write(folder.join("expected.json"), text + "\n").expect("a file");
}

/// Where the bytes of this version are kept: the newest folder.
fn saved(name: &str) -> PathBuf {
    let saved = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../core/tests/saved");
    let number =
        |path: &PathBuf| path.file_name()?.to_str()?.strip_prefix('v')?.parse::<u32>().ok();
    let versions = fs::read_dir(saved).expect("a folder").flatten().map(|entry| entry.path());
    let newest = versions.filter(|path| number(path).is_some()).max_by_key(number);
    newest.expect("a version").join(name)
}

/// A value with each text, number and truth in place of the ones that are there.
fn form(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Bool(_) => json!("true or false"),
        Value::Number(_) => json!("a number"),
        Value::String(_) => json!("a text"),
        Value::Array(values) => values.iter().map(form).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), form(value))).collect())
        }
    }
}

fn key(phone: &Device<'_>) -> VaultKey {
    phone.keyring.key().expect("a key")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn parse_key(hex: &Value) -> VaultKey {
    let hex = hex.as_str().expect("a text");
    let byte = |at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hex");
    VaultKey::from_bytes(std::array::from_fn(byte))
}
