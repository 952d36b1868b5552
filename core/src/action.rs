use crate::input::{Country, ServerAddress};
use crate::wire::Method;
use crate::{Server, Way};

/// What the person did.
///
/// Whether it makes sense now is [`crate::Screen::actions`]'s to say.
#[derive(Clone, PartialEq, Eq)]
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
    SubmitPassword {
        login: String,
        password: String,
        domain: Option<String>,
    },

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

/// A field whose text the core keeps while it is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
