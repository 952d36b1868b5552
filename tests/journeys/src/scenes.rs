//! The ways that tests go, to where what they prove begins.

use vestibule::{ActionKind, Field, Way};
use vestibule_phone::play::{Does, Kind, Scene, at};

/// A phone that nobody has at the public server.
pub const NEW: &str = "+79051000001";
/// That of Мария Иванова, who signs in by a code alone.
pub const MARIA: &str = "+79001112233";
/// The work e-mail of Иван Рабочий, who signs in by simplified authentication.
pub const WORK: &str = "work@rabota.ru";

pub const BY_PHONE: Scene = at(Kind::Start).does(&[Does::Begin(Way::Phone)]);
pub const BY_EMAIL: Scene = at(Kind::Start).does(&[Does::Begin(Way::CorporateEmail)]);
pub const BY_ADDRESS: Scene = at(Kind::Start).does(&[Does::Begin(Way::ServerAddress)]);
/// The phone of somebody new is sent.
pub const AS_NEW: Scene = at(Kind::Phone)
    .host("green")
    .does(&[Does::Type(Field::Phone, "+7 905 100-00-01"), Does::Tap(ActionKind::SubmitPhone)]);
/// Мария's phone is sent.
pub const AS_MARIA: Scene = at(Kind::Phone)
    .host("green")
    .does(&[Does::Type(Field::Phone, "+7 900 111-22-33"), Does::Tap(ActionKind::SubmitPhone)]);
/// The code that came is typed.
pub const CODE: Scene = at(Kind::Code).does(&[Does::Code]);
/// The corporate offer is skipped.
pub const SKIP: Scene = at(Kind::Email).does(&[Does::Tap(ActionKind::Skip)]);
/// The work e-mail of Иван Рабочий is sent.
pub const AS_WORKER: Scene = at(Kind::Email)
    .does(&[Does::Type(Field::Email, "work@rabota.ru"), Does::Tap(ActionKind::SubmitEmail)]);
/// The address of the island is sent.
pub const TO_ISLAND: Scene =
    at(Kind::Address).does(&[Does::TypeAddressOf("island"), Does::Tap(ActionKind::SubmitAddress)]);
/// Robinson's login and password are sent.
pub const AS_ROBINSON: Scene = at(Kind::Password).does(&[
    Does::Type(Field::Login, "robinson"),
    Does::Type(Field::Password, "friday"),
    Does::Tap(ActionKind::SubmitPassword),
]);
pub const MARIA_HOME: Scene = at(Kind::Home).shows(&["Мария Иванова"]);
pub const ROBINSON_HOME: Scene = at(Kind::Home).shows(&["Робинзон"]);
pub const SETTINGS: Scene = at(Kind::Settings);
pub const TO_PROFILE: Scene = SETTINGS.does(&[Does::Tap(ActionKind::OpenProfile)]);
pub const TO_EDIT: Scene = at(Kind::Profile).does(&[Does::Tap(ActionKind::EditProfile)]);
pub const EDIT: Scene = at(Kind::EditProfile);
pub const TO_INFORMATION: Scene =
    at(Kind::Profile).does(&[Does::Tap(ActionKind::OpenCorporateInformation)]);

/// Opens the settings.
pub const fn to_settings(home: Scene) -> Scene {
    home.does(&[Does::Tap(ActionKind::OpenSettings)])
}
