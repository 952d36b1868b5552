use serde::{Deserialize, Serialize};

use crate::input::{Country, ServerAddress};
use crate::wire::{Method, Support};
use crate::{ActionKind, Problem, Server, Timestamp};

/// What to draw now: all of it, typed.
///
/// A user interface is a function of this value; [`crate::text`] words it for a locale, and
/// [`Screen::actions`] lists what the person can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Screen {
    /// The vault can't be opened yet; nothing is lost.
    Locked { progress: Progress },

    /// The ways in.
    Start { ways: Vec<Way>, notices: Vec<Notice> },

    /// A phone number is asked for.
    Phone {
        purpose: PhonePurpose,
        country: Country,
        /// As typed, formatted for the country.
        text: String,
        /// The public server that the number belongs to, where there are several.
        server: Option<String>,
        progress: Progress,
    },

    /// A code was sent.
    Code {
        channel: Channel,
        /// Where to, masked by the server.
        sent_to: String,
        /// How many digits.
        length: u32,
        expires_at: Timestamp,
        /// The code's time is over: only a new one helps.
        expired: bool,
        resend: Resend,
        attempts_left: u32,
        progress: Progress,
    },

    /// An account was long silent: is it this person's?
    Recognise { name: Option<String>, last_seen: Option<Timestamp>, progress: Progress },

    /// The personal password of a public account.
    AccountPassword {
        hint: Option<String>,
        attempts_left: Option<u32>,
        /// It can be recovered.
        recovery: bool,
        progress: Progress,
    },

    /// The person's name.
    Name { text: String, max: u32, progress: Progress },

    /// A picture for the new account, if the person wants one.
    Avatar { name: String, progress: Progress },

    /// A work e-mail is asked for.
    Email { purpose: EmailPurpose, text: String, support: Option<Support>, progress: Progress },

    /// Several corporate servers are known for the work e-mail.
    Servers { email: String, servers: Vec<ServerChoice>, progress: Progress },

    /// A corporate server's address is asked for.
    Address {
        /// The work e-mail that no server, or not the right one, was found for.
        email: Option<String>,
        /// No server is known for the e-mail.
        nothing_found: bool,
        text: String,
        progress: Progress,
    },

    /// The server lets the person choose how to sign in.
    Methods { host: String, server_name: String, methods: Vec<Method>, progress: Progress },

    /// A login and a password of the organisation.
    Password {
        /// The host that will see the password.
        host: String,
        server_name: String,
        login: String,
        /// Empty where there is no domain field.
        domains: Vec<String>,
        domain: Option<String>,
        attempts_left: Option<u32>,
        support: Option<Support>,
        progress: Progress,
    },

    /// The sign-in goes on in the system browser: at the organisation's identity provider, or on
    /// the server's own page.
    Browser {
        /// Whose page it is.
        host: String,
        server_name: String,
        /// What the browser opens; there until an answer comes.
        url: Option<String>,
        /// The browser is to be opened each time that this grows while the screen is shown.
        openings: u32,
        progress: Progress,
    },

    /// The server is satisfied; that the session begins was stopped, or failed, once.
    Finishing { host: String, server_name: String, progress: Progress },

    /// The account is used in the organisation's own app.
    SpecialApp {
        app: String,
        /// The page of this phone's own store.
        link: Option<String>,
    },

    /// The sign-in can't go on, and why.
    Stopped { host: String, problem: Problem, support: Option<Support> },

    /// Signed in: the messenger's own screens begin here.
    Home { public: Option<Person>, corporate: Option<Person>, notices: Vec<Notice> },

    /// «Настройки»; at least one of the two is there.
    Settings { public: Option<Person>, corporate: Option<Person> },

    /// «Профиль».
    Profile { person: Person, progress: Progress },

    /// «Редактировать».
    EditProfile {
        person: Person,
        /// The name as typed.
        text: String,
        max: u32,
        progress: Progress,
    },

    /// «Корпоративная информация»: the corporate user, or none.
    CorporateInformation { corporate: Option<Person>, can_disconnect: bool, progress: Progress },

    /// «Возможности корпоративного пользователя».
    Capabilities,

    /// Are you sure?
    Confirm { question: Question, progress: Progress },
}

/// A screen and which one it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Snapshot {
    /// Grows with every new screen of this process.
    pub revision: u64,
    pub screen: Screen,
}

/// How the request behind a screen fares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Progress {
    /// Nothing is under way.
    Idle,
    /// A request is under way; [`crate::Action::Cancel`] stops it.
    Running,
    /// It failed, or what was typed was not accepted.
    Failed { problem: Problem },
}

/// A way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Way {
    /// «Телефон и учётные данные».
    Phone,
    /// «Корпоративный email».
    CorporateEmail,
    /// «Адрес корпоративного сервера».
    ServerAddress,
}

/// What a phone is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum PhonePurpose {
    /// To register, or sign in, at the public server.
    Register,
    /// To add it to a corporate account that has none.
    Add,
    /// The server of the sign-in under way asks for it.
    Asked,
}

/// What a work e-mail is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum EmailPurpose {
    /// The offer after registration; a special app's has no «Пропустить».
    Offer { can_skip: bool },
    /// «Подключиться» from the corporate information.
    Connect,
    /// Corporate entry without a phone.
    Enter,
    /// The corporate server at `host` asks for it.
    Asked { host: String },
}

/// How a code was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Channel {
    Sms,
    Email,
}

/// When a code can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Resend {
    Now,
    At { at: Timestamp },
}

/// A corporate server to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ServerChoice {
    pub issuer: ServerAddress,
    /// In both forms where the name is international.
    pub host: String,
    /// In the person's language; none where the directory has none.
    pub name: Option<String>,
}

/// A signed-in account as the screens show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Person {
    pub server: Server,
    pub host: String,
    pub server_name: String,
    /// None until the account was loaded.
    pub name: Option<String>,
    /// Changes with the picture; the picture itself comes from [`crate::Vestibule::avatar`].
    pub avatar: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub login: Option<String>,
    /// A phone can be added.
    pub can_add_phone: bool,
    /// The public and the corporate account are one person.
    pub joined: bool,
}

/// A word to the person that belongs to no request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Notice {
    /// The server ended the session; the way back in is [`crate::Action::SignInAgain`].
    SessionEnded { server: Server, host: String },
    /// The key of the phone's storage was lost: a clean start was made.
    KeyLost,
    /// The phone's storage was damaged: a clean start was made, the damaged file is kept aside.
    StorageDamaged,
    /// A sign-in under way could not be read by this version and was dropped.
    SignInDropped,
    /// Signed out here, and still signed in at the identity provider, where its page ends that
    /// (OpenID Connect RP-Initiated Logout 1.0).
    StillAtProvider { page: SignOutPage },
    /// The public and the corporate account could not be joined.
    NotJoined { problem: Problem },
}

/// Where a person signs out at an identity provider.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SignOutPage {
    pub host: String,
    pub url: String,
}

/// What is about to be done for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Question {
    /// Part the accounts and leave the corporate server.
    Disconnect,
    /// End the corporate session on this phone.
    SignOutCorporate,
    /// End every session on this phone.
    SignOutEverywhere,
}

impl Screen {
    /// What the person can do here and now; any other action is refused.
    pub fn actions(&self) -> Vec<ActionKind> {
        use ActionKind as Can;

        let mut can = self.own_actions();
        match (self, self.progress()) {
            // An account is read in the background: nobody has to wait for it.
            (Self::Profile { .. } | Self::CorporateInformation { .. }, Some(Progress::Running)) => {
            }
            (_, Some(Progress::Running)) => {
                can.retain(|kind| matches!(kind, Can::Edit | Can::Back | Can::Leave));
                can.push(Can::Cancel);
            }
            (_, Some(Progress::Failed { problem })) if problem.is_passing() => can.push(Can::Retry),
            (_, Some(Progress::Failed { .. } | Progress::Idle) | None) => {}
        }
        can
    }

    /// How the request behind this screen fares; none where a screen asks for nothing.
    pub fn progress(&self) -> Option<&Progress> {
        match self {
            Self::Locked { progress }
            | Self::Phone { progress, .. }
            | Self::Code { progress, .. }
            | Self::Recognise { progress, .. }
            | Self::AccountPassword { progress, .. }
            | Self::Name { progress, .. }
            | Self::Avatar { progress, .. }
            | Self::Email { progress, .. }
            | Self::Servers { progress, .. }
            | Self::Address { progress, .. }
            | Self::Methods { progress, .. }
            | Self::Password { progress, .. }
            | Self::Browser { progress, .. }
            | Self::Finishing { progress, .. }
            | Self::Profile { progress, .. }
            | Self::EditProfile { progress, .. }
            | Self::CorporateInformation { progress, .. }
            | Self::Confirm { progress, .. } => Some(progress),
            Self::Start { .. }
            | Self::SpecialApp { .. }
            | Self::Stopped { .. }
            | Self::Home { .. }
            | Self::Settings { .. }
            | Self::Capabilities => None,
        }
    }

    /// The notices that are shown here.
    pub fn notices(&self) -> &[Notice] {
        match self {
            Self::Start { notices, .. } | Self::Home { notices, .. } => notices,
            _ => &[],
        }
    }

    fn own_actions(&self) -> Vec<ActionKind> {
        use ActionKind as Can;

        match self {
            Self::Locked { .. } => vec![],
            Self::Start { notices, .. } => {
                let mut can = vec![Can::Begin];
                can.extend(Notice::actions(notices));
                can
            }
            Self::Phone { .. } => {
                vec![Can::Edit, Can::SelectCountry, Can::SubmitPhone, Can::Back, Can::Leave]
            }
            Self::Code { expired, resend, .. } => {
                let mut can = vec![Can::Edit, Can::ChangeRecipient, Can::Back, Can::Leave];
                if !expired {
                    can.push(Can::SubmitCode);
                }
                if *resend == Resend::Now {
                    can.push(Can::Resend);
                }
                can
            }
            Self::Recognise { .. } => vec![Can::Recognise, Can::Back, Can::Leave],
            Self::AccountPassword { recovery, .. } => {
                let mut can = vec![Can::Edit, Can::SubmitAccountPassword, Can::Back, Can::Leave];
                if *recovery {
                    can.push(Can::Recover);
                }
                can
            }
            Self::Name { .. } => vec![Can::Edit, Can::SubmitName, Can::Back, Can::Leave],
            Self::Avatar { .. } => vec![Can::SubmitAvatar, Can::Skip],
            Self::Email { purpose: EmailPurpose::Offer { can_skip: true }, .. } => {
                vec![Can::Edit, Can::SubmitEmail, Can::Skip]
            }
            Self::Email { purpose: EmailPurpose::Offer { can_skip: false }, .. } => {
                vec![Can::Edit, Can::SubmitEmail, Can::SignOutEverywhere]
            }
            Self::Email { .. } => vec![Can::Edit, Can::SubmitEmail, Can::Back, Can::Leave],
            Self::Servers { .. } => {
                vec![Can::ChooseServer, Can::TypeAddress, Can::Back, Can::Leave]
            }
            Self::Address { .. } => vec![Can::Edit, Can::SubmitAddress, Can::Back, Can::Leave],
            Self::Methods { .. } => vec![Can::ChooseMethod, Can::Back, Can::Leave],
            Self::Password { .. } => {
                vec![Can::Edit, Can::SubmitPassword, Can::Back, Can::Leave]
            }
            Self::Browser { url, .. } => {
                let mut can = vec![Can::OpenBrowser, Can::Back, Can::Leave];
                if url.is_some() {
                    can.extend([Can::ReturnFromBrowser, Can::Cancel]);
                }
                can
            }
            Self::Finishing { .. } => vec![Can::Back, Can::Leave],
            Self::SpecialApp { .. } | Self::Stopped { .. } => vec![Can::Back, Can::Leave],
            Self::Home { notices, .. } => {
                let mut can = vec![Can::OpenSettings];
                can.extend(Notice::actions(notices));
                can
            }
            Self::Settings { public, corporate } => {
                let mut can = vec![Can::OpenProfile];
                if public.is_some() && corporate.is_some() {
                    can.push(Can::SignOutCorporate);
                }
                can.extend([Can::SignOutEverywhere, Can::Back]);
                can
            }
            Self::Profile { .. } => {
                vec![Can::EditProfile, Can::OpenCorporateInformation, Can::Back, Can::Leave]
            }
            Self::EditProfile { person, .. } => {
                let mut can =
                    vec![Can::Edit, Can::SubmitName, Can::SubmitAvatar, Can::Back, Can::Leave];
                if person.avatar.is_some() {
                    can.push(Can::RemoveAvatar);
                }
                if person.can_add_phone {
                    can.push(Can::AddPhone);
                }
                can
            }
            Self::CorporateInformation { corporate: None, .. } => {
                vec![Can::Connect, Can::OpenCapabilities, Can::Back, Can::Leave]
            }
            Self::CorporateInformation { corporate: Some(_), can_disconnect, .. } => {
                let mut can = vec![Can::Back, Can::Leave];
                if *can_disconnect {
                    can.push(Can::Disconnect);
                }
                can
            }
            Self::Capabilities => vec![Can::Connect, Can::Back, Can::Leave],
            Self::Confirm { .. } => vec![Can::Confirm, Can::Back],
        }
    }
}

impl Notice {
    fn actions(notices: &[Self]) -> Vec<ActionKind> {
        let mut can = Vec::new();
        if !notices.is_empty() {
            can.push(ActionKind::DismissNotice);
        }
        if notices.iter().any(|notice| matches!(notice, Self::SessionEnded { .. })) {
            can.push(ActionKind::SignInAgain);
        }
        can
    }
}
