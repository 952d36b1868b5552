use vestibule::input::{Country, ServerAddress};
use vestibule::openid::Redirect;
use vestibule::wire::Authority;
use vestibule::{App, Config, Locale, Store};
use vestibule_server as server;
use vestibule_server::{Inbox, Server, World};

use crate::{Device, SharedClock};

/// The servers of a test, and the clock that they share with its devices.
pub struct Town {
    pub world: World,
    pub clock: SharedClock,
}

impl Town {
    /// The servers' example world.
    pub fn example() -> Self {
        Self::with(|_| {})
    }

    /// The example world, changed.
    pub fn with(change: impl FnOnce(&mut server::Config)) -> Self {
        let mut config = server::Config::example();
        change(&mut config);
        let clock = server::Clock::system();
        let world = World::start_at(config, clock.clone()).expect("the servers start");
        Self { world, clock: SharedClock::of(clock) }
    }

    /// A new device, whose app was just started for the first time.
    pub fn device(&self) -> Device<'_> {
        Device::new(self, self.config())
    }

    /// A new device with another app, or in another hand.
    pub fn device_with(&self, change: impl FnOnce(&mut Config)) -> Device<'_> {
        let mut config = self.config();
        change(&mut config);
        Device::new(self, config)
    }

    pub fn server(&self, name: &str) -> &Server {
        self.world.server(name)
    }

    pub fn inbox(&self) -> &Inbox {
        self.world.inbox()
    }

    /// The address of a server or an identity provider, if there is one of this name.
    pub fn find(&self, name: &str) -> Option<ServerAddress> {
        let servers = self.world.servers().map(|one| (one.name(), one.issuer()));
        let providers = self.world.providers().map(|one| (one.name(), one.issuer()));
        let (_, issuer) = servers.chain(providers).find(|(found, _)| *found == name)?;
        ServerAddress::from_issuer(issuer).ok()
    }

    /// The address of a server.
    pub fn address(&self, name: &str) -> ServerAddress {
        ServerAddress::from_issuer(self.server(name).issuer()).expect("an issuer")
    }

    /// What an app in Russia is started with; the folder is the device's to say.
    fn config(&self) -> Config {
        Config {
            directory: std::path::PathBuf::new(),
            public_server: self.address("green"),
            app: App {
                id: "example.vestibule".to_owned(),
                client_id: "vestibule".to_owned(),
                scope: "messenger".to_owned(),
                version: "1.0".to_owned(),
                platform: "Test 1".to_owned(),
                store: Some(Store::AppGallery),
                special: false,
            },
            device: "A phone of the tests".to_owned(),
            locale: Locale::Ru,
            country: Country::parse("RU").expect("a country"),
            sms_hash: None,
            redirect: Redirect::loopback(49_152),
            authorities: vec![Authority {
                pem: self.world.authority_pem().to_owned(),
                hosts: Vec::new(),
            }],
            proxy: None,
        }
    }
}
