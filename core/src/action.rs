use crate::input::{Country, ServerAddress};
use crate::wire::Method;
use crate::{Server, Way};

/// What the person did.
///
/// Whether it makes sense now is [`crate::Screen::actions`]'s to say.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum), uniffi::export(Debug))]
pub enum Action {
    /// Takes a way in.
    Begin { way: Way },
    /// To the screen before; stops the request under way.
    Back,
    /// Stops the request under way and stays.
    Cancel,
    /// Out of the journey, to where it began.
    Leave,
    /// Does again what failed.
    Retry,
    /// Puts a notice away: the first that is shown.
    DismissNotice,
    /// Signs in again where the server ended the session.
    SignInAgain { server: Server },

    /// A field's text changed.
    Edit { field: Field, text: String },
    /// Another country for the phone.
    SelectCountry { country: Country },
    /// Sends the phone.
    SubmitPhone { text: String },
    /// Sends the code; also done by itself when an edit completes it.
    SubmitCode { text: String },
    /// Another code, please.
    Resend,
    /// Another phone or e-mail, please.
    ChangeRecipient,
    /// The long silent account is mine, or is not.
    Recognise { mine: bool },
    /// Sends the personal password.
    SubmitAccountPassword { password: String },
    /// Recovers the personal password.
    Recover,
    /// Sends the name: of a new account, or a changed one.
    SubmitName { text: String },
    /// Sends a picture, JPEG or PNG.
    SubmitAvatar { picture: Vec<u8> },
    /// Takes the picture away.
    RemoveAvatar,
    /// «Пропустить».
    Skip,

    /// Looks for the servers of a work e-mail, or answers the server that asks for it.
    SubmitEmail { text: String },
    /// Takes a server of the list.
    ChooseServer { issuer: ServerAddress },
    /// To the address field.
    TypeAddress,
    /// «Подключиться» to the typed address.
    SubmitAddress { text: String },
    /// Takes a method of the list.
    ChooseMethod { method: Method },
    /// Sends the organisation's login and password.
    SubmitPassword { login: String, password: String, domain: Option<String> },

    /// Goes on in the browser, or opens it again.
    OpenBrowser,
    /// The browser handed an address to the app, whole.
    ReturnFromBrowser { url: String },

    /// Opens «Настройки».
    OpenSettings,
    /// Opens «Профиль».
    OpenProfile,
    /// «Редактировать».
    EditProfile,
    /// Adds a phone to a corporate account.
    AddPhone,
    /// Opens «Корпоративная информация».
    OpenCorporateInformation,
    /// Opens «Возможности корпоративного пользователя».
    OpenCapabilities,
    /// «Подключиться» to a corporate server.
    Connect,
    /// Asks to part from the corporate server.
    Disconnect,
    /// Asks to end the corporate session on this phone.
    SignOutCorporate,
    /// Asks to end every session on this phone.
    SignOutEverywhere,
    /// Yes, I am sure.
    Confirm,
}

impl Action {
    /// Which action it is.
    pub fn kind(&self) -> ActionKind {
        match self {
            Self::Begin { .. } => ActionKind::Begin,
            Self::Back => ActionKind::Back,
            Self::Cancel => ActionKind::Cancel,
            Self::Leave => ActionKind::Leave,
            Self::Retry => ActionKind::Retry,
            Self::DismissNotice => ActionKind::DismissNotice,
            Self::SignInAgain { .. } => ActionKind::SignInAgain,
            Self::Edit { .. } => ActionKind::Edit,
            Self::SelectCountry { .. } => ActionKind::SelectCountry,
            Self::SubmitPhone { .. } => ActionKind::SubmitPhone,
            Self::SubmitCode { .. } => ActionKind::SubmitCode,
            Self::Resend => ActionKind::Resend,
            Self::ChangeRecipient => ActionKind::ChangeRecipient,
            Self::Recognise { .. } => ActionKind::Recognise,
            Self::SubmitAccountPassword { .. } => ActionKind::SubmitAccountPassword,
            Self::Recover => ActionKind::Recover,
            Self::SubmitName { .. } => ActionKind::SubmitName,
            Self::SubmitAvatar { .. } => ActionKind::SubmitAvatar,
            Self::RemoveAvatar => ActionKind::RemoveAvatar,
            Self::Skip => ActionKind::Skip,
            Self::SubmitEmail { .. } => ActionKind::SubmitEmail,
            Self::ChooseServer { .. } => ActionKind::ChooseServer,
            Self::TypeAddress => ActionKind::TypeAddress,
            Self::SubmitAddress { .. } => ActionKind::SubmitAddress,
            Self::ChooseMethod { .. } => ActionKind::ChooseMethod,
            Self::SubmitPassword { .. } => ActionKind::SubmitPassword,
            Self::OpenBrowser => ActionKind::OpenBrowser,
            Self::ReturnFromBrowser { .. } => ActionKind::ReturnFromBrowser,
            Self::OpenSettings => ActionKind::OpenSettings,
            Self::OpenProfile => ActionKind::OpenProfile,
            Self::EditProfile => ActionKind::EditProfile,
            Self::AddPhone => ActionKind::AddPhone,
            Self::OpenCorporateInformation => ActionKind::OpenCorporateInformation,
            Self::OpenCapabilities => ActionKind::OpenCapabilities,
            Self::Connect => ActionKind::Connect,
            Self::Disconnect => ActionKind::Disconnect,
            Self::SignOutCorporate => ActionKind::SignOutCorporate,
            Self::SignOutEverywhere => ActionKind::SignOutEverywhere,
            Self::Confirm => ActionKind::Confirm,
        }
    }
}

/// Only which action it is: what was typed stays out of logs.
impl std::fmt::Debug for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}(…)", self.kind())
    }
}

/// A field whose text the core keeps while it is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Field {
    Phone,
    /// Kept in memory only.
    Code,
    Name,
    Email,
    Address,
    Login,
    Domain,
    /// Never kept: an edit takes the problem away and is forgotten.
    Password,
}

/// An [`Action`] without its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ActionKind {
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

impl ActionKind {
    /// Every kind.
    pub const ALL: [Self; 39] = [
        Self::Begin,
        Self::Back,
        Self::Cancel,
        Self::Leave,
        Self::Retry,
        Self::DismissNotice,
        Self::SignInAgain,
        Self::Edit,
        Self::SelectCountry,
        Self::SubmitPhone,
        Self::SubmitCode,
        Self::Resend,
        Self::ChangeRecipient,
        Self::Recognise,
        Self::SubmitAccountPassword,
        Self::Recover,
        Self::SubmitName,
        Self::SubmitAvatar,
        Self::RemoveAvatar,
        Self::Skip,
        Self::SubmitEmail,
        Self::ChooseServer,
        Self::TypeAddress,
        Self::SubmitAddress,
        Self::ChooseMethod,
        Self::SubmitPassword,
        Self::OpenBrowser,
        Self::ReturnFromBrowser,
        Self::OpenSettings,
        Self::OpenProfile,
        Self::EditProfile,
        Self::AddPhone,
        Self::OpenCorporateInformation,
        Self::OpenCapabilities,
        Self::Connect,
        Self::Disconnect,
        Self::SignOutCorporate,
        Self::SignOutEverywhere,
        Self::Confirm,
    ];
}
