use vestibule::wire::Method;
use vestibule::{ActionKind, Field, Problem, Screen, Way};

/// A journey as a script: which screens come, and what the person does on each.
#[derive(Clone, Copy, Debug)]
pub struct Journey {
    /// What `--play` calls it.
    pub name: &'static str,
    /// What it tells, in a sentence.
    pub about: &'static str,
    /// The app that it is played with is the embedded world's special one.
    pub special: bool,
    pub scenes: &'static [Scene],
}

/// A screen that must come, and what the person does there.
#[derive(Clone, Copy, Debug)]
pub struct Scene {
    pub screen: Kind,
    /// Texts that must be on it.
    pub shows: &'static [&'static str],
    /// The host of this server, or identity provider, of the world must be on it.
    pub host: Option<&'static str>,
    /// What the person must be able to do there.
    pub can: &'static [ActionKind],
    /// The problem that must be on it; without one there must be none.
    pub trouble: Option<Trouble>,
    pub person: &'static [Does],
}

/// Which screen it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Locked,
    Start,
    Phone,
    Code,
    Recognise,
    AccountPassword,
    Name,
    Avatar,
    Email,
    Servers,
    Address,
    Methods,
    Password,
    Browser,
    Finishing,
    SpecialApp,
    Stopped,
    Home,
    Settings,
    Profile,
    EditProfile,
    CorporateInformation,
    Capabilities,
    Confirm,
}

/// A problem of a kind.
#[derive(Clone, Copy)]
pub struct Trouble {
    /// As it is written in the script.
    pub name: &'static str,
    pub is: fn(&Problem) -> bool,
}

/// What the person does.
#[derive(Clone, Debug)]
pub enum Does {
    /// Takes a way in.
    Begin(Way),
    /// Fills a field in.
    Type(Field, &'static str),
    /// Fills the address of a server of the embedded world in, by its name there.
    TypeAddressOf(&'static str),
    /// Types the code that came last.
    Code,
    /// Types a code that never came.
    WrongCode,
    /// Presses a button.
    Tap(ActionKind),
    /// Takes something of a list.
    Choose(Choice),
    /// Takes a picture.
    Photo,
    /// Does something in the browser, which is open, and comes back to the app.
    Browse(Visit),
    /// Signs out on the page of the identity provider that a notice names.
    SignOutInBrowser,
    /// Lets so many seconds go by, on the phone and on the servers.
    Wait(u64),
    /// The app ends, and is started again.
    Restart,
    /// The network goes.
    GoOffline,
    /// The network is back.
    GoOnline,
}

/// What the person does in the browser.
#[derive(Clone, Copy, Debug)]
pub enum Visit {
    /// Fills the form in.
    SignIn { login: &'static str, password: &'static str },
    /// Fills it in wrong, and then right.
    SignInAtLast { login: &'static str, wrong: &'static str, password: &'static str },
    /// Nothing: they are signed in there already.
    PassThrough,
    /// Gives up on the form.
    GiveUp,
}

/// What the person chooses of a list.
#[derive(Clone, Debug)]
pub enum Choice {
    /// A corporate server, by its name in the embedded world.
    Server(&'static str),
    /// A way to sign in.
    By(Method),
    /// The account is the person's, or is not.
    Mine(bool),
    /// The country of the phone, by its two letters.
    Country(&'static str),
    /// Back in where the server ended the session.
    SignInAgain,
}

/// A scene: the screen that must come.
pub const fn at(screen: Kind) -> Scene {
    Scene { screen, shows: &[], host: None, can: &[], trouble: None, person: &[] }
}

impl Scene {
    /// These texts are on the screen.
    pub const fn shows(self, shows: &'static [&'static str]) -> Self {
        Self { shows, ..self }
    }

    /// The host of this server, or identity provider, of the world is on the screen.
    pub const fn host(self, server: &'static str) -> Self {
        Self { host: Some(server), ..self }
    }

    /// The person can do this.
    pub const fn can(self, can: &'static [ActionKind]) -> Self {
        Self { can, ..self }
    }

    /// This problem is on the screen.
    pub const fn trouble(self, trouble: Trouble) -> Self {
        Self { trouble: Some(trouble), ..self }
    }

    /// The person does this.
    pub const fn does(self, person: &'static [Does]) -> Self {
        Self { person, ..self }
    }
}

impl Does {
    /// It is done to the world, or to the whole phone, and stays done when the app ends.
    pub(super) fn is_lasting(&self) -> bool {
        matches!(
            self,
            Self::Wait(_)
                | Self::Restart
                | Self::GoOffline
                | Self::GoOnline
                | Self::SignOutInBrowser
        )
    }
}

impl Kind {
    /// Which screen a screen is.
    pub fn of(screen: &Screen) -> Self {
        match screen {
            Screen::Locked { .. } => Self::Locked,
            Screen::Start { .. } => Self::Start,
            Screen::Phone { .. } => Self::Phone,
            Screen::Code { .. } => Self::Code,
            Screen::Recognise { .. } => Self::Recognise,
            Screen::AccountPassword { .. } => Self::AccountPassword,
            Screen::Name { .. } => Self::Name,
            Screen::Avatar { .. } => Self::Avatar,
            Screen::Email { .. } => Self::Email,
            Screen::Servers { .. } => Self::Servers,
            Screen::Address { .. } => Self::Address,
            Screen::Methods { .. } => Self::Methods,
            Screen::Password { .. } => Self::Password,
            Screen::Browser { .. } => Self::Browser,
            Screen::Finishing { .. } => Self::Finishing,
            Screen::SpecialApp { .. } => Self::SpecialApp,
            Screen::Stopped { .. } => Self::Stopped,
            Screen::Home { .. } => Self::Home,
            Screen::Settings { .. } => Self::Settings,
            Screen::Profile { .. } => Self::Profile,
            Screen::EditProfile { .. } => Self::EditProfile,
            Screen::CorporateInformation { .. } => Self::CorporateInformation,
            Screen::Capabilities => Self::Capabilities,
            Screen::Confirm { .. } => Self::Confirm,
        }
    }
}

impl std::fmt::Debug for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}
