use std::path::{Path, PathBuf};
use std::sync::Arc;

use vestibule::input::{Country, ServerAddress};
use vestibule::openid::Redirect;
use vestibule::wire::Authority;
use vestibule::{App, Config, Locale, OpenError, Platform, Store, Vestibule};

use crate::clock::PhoneClock;
use crate::keyring::FileKeyring;

/// A phone with the app on it.
#[derive(Clone)]
pub struct Device {
    /// Where the vault and its key are.
    pub directory: PathBuf,
    /// Its name in the list of sessions.
    pub name: String,
    pub locale: Locale,
    pub country: Country,
    pub store: Option<Store>,
    pub build: Build,
    /// Where the browser hands its answers back.
    pub redirect: Redirect,
    pub clock: PhoneClock,
}

/// Which app it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Build {
    Ours,
    /// An organisation's own, by its application id.
    Special {
        app_id: String,
    },
}

/// Where the phone finds its servers.
#[derive(Clone, Debug)]
pub struct Net {
    pub public_server: ServerAddress,
    /// Authorities to trust beside the system's, as PEM.
    pub authority: Option<String>,
}

impl Device {
    /// Where the browser finds a phone that nobody listens for: one that a script plays.
    const PORT: u16 = 49_152;

    /// A phone in Russia with our app from Google Play, which keeps its things in `directory`.
    pub fn new(directory: &Path, locale: Locale) -> Self {
        Self {
            directory: directory.to_owned(),
            name: "Terminal".to_owned(),
            locale,
            country: Country::RUSSIA,
            store: Some(Store::GooglePlay),
            build: Build::Ours,
            redirect: Redirect::loopback(Self::PORT),
            clock: PhoneClock::default(),
        }
    }

    /// Starts the app.
    ///
    /// # Errors
    ///
    /// The core's own.
    pub fn start(&self, net: &Net) -> Result<Vestibule, OpenError> {
        let platform = Platform {
            keyring: Arc::new(FileKeyring::new(&self.directory)),
            clock: Arc::new(self.clock.clone()),
        };
        Vestibule::open(self.config(net), platform)
    }

    /// What the app is started with.
    pub fn config(&self, net: &Net) -> Config {
        let authorities =
            net.authority.iter().map(|pem| Authority { pem: pem.clone(), hosts: Vec::new() });
        Config {
            directory: self.directory.clone(),
            public_server: net.public_server.clone(),
            app: self.app(),
            device: self.name.clone(),
            locale: self.locale,
            country: self.country,
            sms_hash: None,
            redirect: self.redirect.clone(),
            authorities: authorities.collect(),
            proxy: None,
        }
    }

    fn app(&self) -> App {
        let id = match &self.build {
            Build::Ours => "org.vestibule.phone",
            Build::Special { app_id } => app_id,
        };
        App {
            id: id.to_owned(),
            client_id: "vestibule".to_owned(),
            scope: "messenger".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            platform: format!("terminal, {}", std::env::consts::OS),
            store: self.store,
            special: matches!(self.build, Build::Special { .. }),
        }
    }
}
