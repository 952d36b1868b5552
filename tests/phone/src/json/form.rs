//! The JSON form of what comes in: actions and hints.
//!
//! Names and values are those of the core, as its screens show them. Serde writes both ways from
//! one definition, and refuses to build while an action of the core is not in it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use vestibule::input::{Country, ServerAddress};
use vestibule::wire::Method;
use vestibule::{Action, ActionKind, Field, Hint, Locale, Server, Way};

/// An action, as a line says it: `{"action":"Begin","way":"Phone"}`.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActionForm(#[serde(with = "Act")] pub Action);

/// An action's name.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct KindForm(#[serde(with = "Kind")] pub ActionKind);

/// A hint, as a line says it: `{"hint":"Background"}`.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct HintForm(#[serde(with = "Hinted")] pub Hint);

/// A field's name.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldForm(#[serde(with = "Of")] pub Field);

#[derive(Serialize, Deserialize)]
#[serde(remote = "Action", tag = "action")]
enum Act {
    Begin {
        way: Way,
    },
    Back,
    Cancel,
    Leave,
    Retry,
    DismissNotice,
    SignInAgain {
        server: Server,
    },
    Edit {
        #[serde(with = "Of")]
        field: Field,
        text: String,
    },
    SelectCountry {
        country: Country,
    },
    SubmitPhone {
        text: String,
    },
    SubmitCode {
        text: String,
    },
    Resend,
    ChangeRecipient,
    Recognise {
        mine: bool,
    },
    SubmitAccountPassword {
        password: String,
    },
    Recover,
    SubmitName {
        text: String,
    },
    SubmitAvatar {
        #[serde(serialize_with = "to_base64", deserialize_with = "from_base64")]
        picture: Vec<u8>,
    },
    RemoveAvatar,
    Skip,
    SubmitEmail {
        text: String,
    },
    ChooseServer {
        issuer: ServerAddress,
    },
    TypeAddress,
    SubmitAddress {
        text: String,
    },
    ChooseMethod {
        method: Method,
    },
    SubmitPassword {
        login: String,
        password: String,
        domain: Option<String>,
    },
    OpenBrowser,
    ReturnFromBrowser {
        url: String,
    },
    OpenSettings,
    OpenProfile,
    EditProfile,
    AddPhone,
    OpenCorporateInformation,
    OpenCapabilities,
    Connect,
    Disconnect,
    SignOutCorporate,
    SignOutEverywhere,
    Confirm,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ActionKind")]
enum Kind {
    Begin,
    Back,
    Cancel,
    Leave,
    Retry,
    DismissNotice,
    SignInAgain,
    Edit,
    SelectCountry,
    SubmitPhone,
    SubmitCode,
    Resend,
    ChangeRecipient,
    Recognise,
    SubmitAccountPassword,
    Recover,
    SubmitName,
    SubmitAvatar,
    RemoveAvatar,
    Skip,
    SubmitEmail,
    ChooseServer,
    TypeAddress,
    SubmitAddress,
    ChooseMethod,
    SubmitPassword,
    OpenBrowser,
    ReturnFromBrowser,
    OpenSettings,
    OpenProfile,
    EditProfile,
    AddPhone,
    OpenCorporateInformation,
    OpenCapabilities,
    Connect,
    Disconnect,
    SignOutCorporate,
    SignOutEverywhere,
    Confirm,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Field")]
enum Of {
    Phone,
    Code,
    Name,
    Email,
    Address,
    Login,
    Domain,
    Password,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Hint", tag = "hint")]
enum Hinted {
    #[serde(alias = "foreground")]
    Foreground,
    #[serde(alias = "background")]
    Background,
    #[serde(alias = "network_up")]
    NetworkUp,
    #[serde(alias = "network_down")]
    NetworkDown,
    #[serde(alias = "locale")]
    Locale { locale: Locale },
    #[serde(alias = "clock_changed")]
    ClockChanged,
    #[serde(alias = "unlocked")]
    Unlocked,
}

/// The members that an action has beside its name, and what they hold.
pub(super) fn members(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Begin => "`way`: Phone, CorporateEmail or ServerAddress",
        ActionKind::SignInAgain => "`server`: Public or Corporate",
        ActionKind::Edit => {
            "`field`: Phone, Code, Name, Email, Address, Login, Domain or Password; `text`: a string"
        }
        ActionKind::SelectCountry => "`country`: two letters of ISO 3166-1",
        ActionKind::SubmitPhone
        | ActionKind::SubmitCode
        | ActionKind::SubmitName
        | ActionKind::SubmitEmail
        | ActionKind::SubmitAddress => "`text`: a string",
        ActionKind::ReturnFromBrowser => "`url`: the whole address that the browser was sent to",
        ActionKind::Recognise => "`mine`: true or false",
        ActionKind::SubmitAccountPassword => "`password`: a string",
        ActionKind::SubmitAvatar => "`picture`: a JPEG or PNG file in base64",
        ActionKind::ChooseServer => "`issuer`: an https address of the screen's list",
        ActionKind::ChooseMethod => "`method`: EmailCode, Password or Openid",
        ActionKind::SubmitPassword => {
            "`login`: a string; `password`: a string; `domain`: a string or null"
        }
        ActionKind::Back
        | ActionKind::Cancel
        | ActionKind::Leave
        | ActionKind::Retry
        | ActionKind::DismissNotice
        | ActionKind::Resend
        | ActionKind::ChangeRecipient
        | ActionKind::Recover
        | ActionKind::RemoveAvatar
        | ActionKind::Skip
        | ActionKind::TypeAddress
        | ActionKind::OpenBrowser
        | ActionKind::OpenSettings
        | ActionKind::OpenProfile
        | ActionKind::EditProfile
        | ActionKind::AddPhone
        | ActionKind::OpenCorporateInformation
        | ActionKind::OpenCapabilities
        | ActionKind::Connect
        | ActionKind::Disconnect
        | ActionKind::SignOutCorporate
        | ActionKind::SignOutEverywhere
        | ActionKind::Confirm => "nothing else",
    }
}

fn to_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map_err(serde::de::Error::custom)
}
