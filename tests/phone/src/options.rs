use std::path::PathBuf;

use clap::{ArgAction, Parser, ValueEnum};
use reqwest::Url;
use vestibule::Locale;
use vestibule::input::{Country, ServerAddress};

/// What the phone is started with.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "vestibule-phone",
    version,
    about = "A phone in a terminal

Registers by phone number, connects to a corporate server, and signs in without a number, over
real HTTPS: against servers that it brings along, or against yours.

With a terminal it is a phone to try: its screen on the left, the SMS and e-mails that the servers
send on the right. Without one it plays every journey and prints each screen.",
    max_term_width = 100,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "Examples:
  vestibule-phone                              try it; F1 shows who lives in its world
  vestibule-phone --locale en --data ~/phone   in English, and the same phone again tomorrow
  vestibule-phone --play                       play every journey
  vestibule-phone --play registration expired  play these two; --list names them all
  vestibule-phone --server https://im.example:8443 --ca ca.pem
                                               your server in place of the embedded ones
  vestibule-phone --json < actions.jsonl       drive it by a program (JSON.md)"
)]
pub struct Options {
    /// Play journeys and print each screen: those named, or all of them
    #[arg(long, value_name = "JOURNEY", num_args = 0.., help_heading = "What to do", conflicts_with_all = ["list", "json", "server", "data", "special"])]
    pub play: Option<Vec<String>>,
    /// Name the journeys that can be played
    #[arg(long, help_heading = "What to do", conflicts_with = "json")]
    pub list: bool,
    /// Speak JSON: a line out for each screen, a line in for each action
    #[arg(long, help_heading = "What to do")]
    pub json: bool,

    /// A public server that speaks the protocol, in place of the embedded ones
    #[arg(long, value_name = "URL", help_heading = "Servers", value_parser = address)]
    pub server: Option<ServerAddress>,
    /// Certificates to trust beside the system's, as PEM
    #[arg(long, value_name = "FILE", help_heading = "Servers", requires = "server")]
    pub ca: Option<PathBuf>,
    /// Where the control listener of `vestibule-server` is, to show its inbox
    #[arg(long, value_name = "URL", help_heading = "Servers", requires = "ca")]
    pub control: Option<Url>,

    /// The language, of the phone and of what servers send [default: that of the system]
    #[arg(
        long,
        value_name = "ru|en",
        help_heading = "Phone",
        value_enum,
        hide_possible_values = true
    )]
    pub locale: Option<Language>,
    /// Keep the phone, and the embedded servers, in this folder between runs
    #[arg(long, value_name = "DIR", help_heading = "Phone")]
    pub data: Option<PathBuf>,
    /// The country that phone entry starts with
    #[arg(long, value_name = "CODE", help_heading = "Phone", default_value = "RU", value_parser = country)]
    pub country: Country,
    /// What the phone is called in the list of sessions
    #[arg(long, value_name = "NAME", help_heading = "Phone", default_value = "Terminal")]
    pub device: String,
    /// The store that the app came from, and links lead to
    #[arg(
        long,
        value_name = "google|huawei|apple",
        help_heading = "Phone",
        value_enum,
        default_value = "google",
        hide_possible_values = true
    )]
    pub store: StoreName,
    /// Be an organisation's special app: corporate sign-in is a must
    #[arg(long, value_name = "APP ID", help_heading = "Phone", num_args = 0..=1, default_missing_value = Self::SPECIAL_APP)]
    pub special: Option<String>,

    /// Print this help
    #[arg(short, long, action = ArgAction::HelpShort)]
    help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

impl Options {
    /// The special app of the embedded world.
    pub const SPECIAL_APP: &'static str = "example.ministry.chat";

    /// The language that was asked for, or the system's.
    pub fn locale(&self) -> Locale {
        match self.locale {
            Some(Language::Ru) => Locale::Ru,
            Some(Language::En) => Locale::En,
            None => system_locale(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    Ru,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StoreName {
    Google,
    Huawei,
    Apple,
}

impl From<StoreName> for vestibule::Store {
    fn from(name: StoreName) -> Self {
        match name {
            StoreName::Google => Self::GooglePlay,
            StoreName::Huawei => Self::AppGallery,
            StoreName::Apple => Self::AppStore,
        }
    }
}

/// The language of the environment; the product's first one where it names none.
fn system_locale() -> Locale {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|tag| !tag.is_empty());
    match tag.as_deref() {
        None => Locale::default(),
        Some(tag) if tag == "C" || tag == "POSIX" || tag.starts_with("C.") => Locale::default(),
        Some(tag) => Locale::from_tag(tag),
    }
}

fn address(text: &str) -> Result<ServerAddress, String> {
    ServerAddress::parse(text).map_err(|error| error.to_string())
}

fn country(code: &str) -> Result<Country, String> {
    Country::parse(code).map_err(|error| error.to_string())
}
