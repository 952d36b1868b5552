use std::path::PathBuf;
use std::sync::Arc;

use crate::flow::Setup;
use crate::input::{Country, ServerAddress};
use crate::openid::Redirect;
use crate::wire::{Authority, ClientSetup, Proxy};
use crate::{Clock, Keyring, Locale};

/// What an app is built and started with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Config {
    /// A folder of this app's own, private and out of backups, where the vault lives.
    pub directory: PathBuf,
    /// The public server; those of other regions are found through it.
    pub public_server: ServerAddress,
    pub app: App,
    /// The device's name in the list of sessions.
    pub device: String,
    pub locale: Locale,
    /// The country that phone entry starts with.
    pub country: Country,
    /// What an SMS must end with for the platform to fill its code in (SMS Retriever and alike).
    pub sms_hash: Option<String>,
    /// Where the browser hands its answers back: one for each store build, as it is registered with
    /// the identity providers.
    pub redirect: Redirect,
    /// Authorities beside the platform's, each for its own hosts.
    pub authorities: Vec<Authority>,
    pub proxy: Option<Proxy>,
}

impl Config {
    pub(crate) fn flow(&self) -> Setup {
        Setup {
            public_server: self.public_server.clone(),
            country: self.country,
            locale: self.locale,
            store: self.app.store,
            special: self.app.special,
            client_id: self.app.client_id.clone(),
            scope: self.app.scope.clone(),
            redirect: self.redirect.clone(),
            public: None,
        }
    }

    pub(crate) fn client(&self, clock: &Arc<dyn Clock>) -> ClientSetup {
        let App { id, client_id, version, platform, .. } = &self.app;
        ClientSetup {
            app_id: id.clone(),
            client_id: client_id.clone(),
            device: self.device.clone(),
            sms_hash: self.sms_hash.clone(),
            user_agent: format!("{id}/{version} ({platform})"),
            locale: self.locale,
            scope: self.app.scope.clone(),
            authorities: self.authorities.clone(),
            proxy: self.proxy.clone(),
            clock: clock.clone(),
        }
    }
}

/// Which build of the app this is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct App {
    /// The application id, as servers that admit only one app know it.
    pub id: String,
    /// The OAuth client id.
    pub client_id: String,
    /// The OAuth scope that its sessions are for (RFC 6749 section 3.3).
    pub scope: String,
    pub version: String,
    /// The operating system and its version, for `User-Agent`.
    pub platform: String,
    /// Where this build came from, and where it links to.
    pub store: Option<Store>,
    /// A special app: corporate sign-in is a must.
    pub special: bool,
}

/// An app store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Store {
    GooglePlay,
    AppGallery,
    AppStore,
}

/// What only the platform can do.
#[derive(Clone)]
pub struct Platform {
    pub keyring: Arc<dyn Keyring>,
    pub clock: Arc<dyn Clock>,
}

/// What the platform tells the core; the core is right without it, and quicker with it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Hint {
    /// The app is in front of the person.
    Foreground,
    /// It is not: no timer runs, no file lock is held.
    Background,
    /// The phone has a network.
    NetworkUp,
    /// The phone has none.
    NetworkDown,
    /// The person's language changed.
    Locale { locale: Locale },
    /// The wall clock was set.
    ClockChanged,
    /// The phone was unlocked for the first time since it started: the key store can be asked.
    Unlocked,
}
