use std::sync::mpsc::{Receiver, channel};

use tempfile::TempDir;
use vestibule::openid::Redirect;
use vestibule::wire::Authority;
use vestibule::{Action, Locale, Person, Screen, Way};
use vestibule_journeys::{Device, PATIENCE, Town};
use vestibule_phone::Callbacks;
use vestibule_server::Config;

use crate::Keycloak;

/// An organisation whose corporate server asks for a sign-in at Keycloak.
pub struct Office {
    pub town: Town,
    authority: String,
}

/// A phone of somebody who works there: the core, and the port that browsers hand answers to.
pub struct Phone<'o> {
    pub device: Device<'o>,
    redirect: Redirect,
    returned: Receiver<String>,
    /// Where the port is remembered.
    _folder: TempDir,
}

impl Office {
    const NAME: &str = "office";

    /// An office whose people sign in as this client of Keycloak's realm.
    pub fn new(keycloak: &Keycloak, client: &str) -> Self {
        let config = Self::config(keycloak, client);
        let config = Config::parse(&config).expect("a configuration");
        let town = Town::with(|example| *example = config);
        Self { town, authority: keycloak.authority().to_owned() }
    }

    /// A new phone, in Russian.
    pub fn phone(&self) -> Phone<'_> {
        let folder = tempfile::tempdir().expect("a folder");
        let callbacks = Callbacks::listen(folder.path()).expect("a port");
        let redirect = callbacks.redirect();
        let device = self.town.device_with(|config| {
            config.redirect = redirect.clone();
            let pem = self.authority.clone();
            config.authorities.push(Authority { pem, hosts: Vec::new() });
        });
        let (sender, returned) = channel();
        callbacks.follow(Locale::Ru, move |url| sender.send(url).is_ok()).expect("a thread");
        Phone { device, redirect, returned, _folder: folder }
    }

    /// How often somebody was signed in there.
    pub fn sessions_begun(&self) -> u64 {
        self.town.world.counters().of(Self::NAME).sessions_begun
    }

    fn config(keycloak: &Keycloak, client: &str) -> String {
        format!(
            r#"
                [[public]]
                name = "green"
                title = "Vestibule"

                [[corporate]]
                name = "{name}"
                title = "Office"
                titles = {{ ru = "Контора" }}
                sign_in = ["openid"]
                email_domains = ["corp.example"]

                [corporate.openid]
                issuer = "{issuer}"
                ca = "{ca}"
                client_id = "{client}"

                [[corporate.account]]
                email = "ivanov@corp.example"
                name = "Иван Иванов"

                [[corporate.account]]
                email = "petrova@corp.example"
                name = "Анна Петрова"

                [[corporate.account]]
                email = "newcomer@corp.example"
                name = "Новый Человек"

                [[corporate.account]]
                email = "careful@corp.example"
                name = "Осторожный Человек"

                [[directory]]
                domain = "corp.example"
                servers = ["{name}"]
                simplified = true
            "#,
            name = Self::NAME,
            issuer = keycloak.issuer(),
            ca = keycloak.authority_file().display(),
        )
    }
}

impl Phone<'_> {
    /// Goes to the office's server by its address; then the browser is next.
    pub fn enter_by_address(&self) {
        self.device.act(Action::Begin { way: Way::ServerAddress });
        let text = self.device.town.address(Office::NAME).to_string();
        let screen = self.device.tap(Action::SubmitAddress { text });
        assert!(matches!(screen, Screen::Browser { url: None, .. }), "{screen:#?}");
    }

    /// Goes there by a work e-mail.
    pub fn enter_by_email(&self, email: &str) {
        self.device.act(Action::Begin { way: Way::CorporateEmail });
        let screen = self.device.tap(Action::SubmitEmail { text: email.to_owned() });
        assert!(matches!(screen, Screen::Browser { url: None, .. }), "{screen:#?}");
    }

    /// Taps what opens the browser: gives what it is to open.
    pub fn open_browser(&self) -> String {
        match self.device.tap(Action::OpenBrowser) {
            Screen::Browser { url: Some(url), .. } => url,
            screen => panic!("{screen:#?}"),
        }
    }

    /// Where browsers hand over.
    pub fn redirect(&self) -> &Redirect {
        &self.redirect
    }

    /// What a browser handed over.
    pub fn returned(&self) -> String {
        self.returned.recv_timeout(PATIENCE).expect("the browser comes back")
    }

    /// Takes what a browser handed over: gives the screen that it led to.
    pub fn come_back(&self) -> Screen {
        self.device.tap(Action::ReturnFromBrowser { url: self.returned() })
    }

    /// Comes back from the browser as a corporate user.
    pub fn come_back_signed_in(&self) -> Person {
        self.device.act(Action::ReturnFromBrowser { url: self.returned() });
        self.signed_in()
    }

    /// Waits for the corporate user.
    pub fn signed_in(&self) -> Person {
        let screen = self.device.until("a corporate user", |screen| {
            matches!(screen, Screen::Home { corporate: Some(person), .. } if person.name.is_some())
        });
        match screen {
            Screen::Home { corporate: Some(person), .. } => person,
            screen => panic!("{screen:#?}"),
        }
    }

    /// Signs out on the phone: gives the start screen.
    pub fn sign_out(&self) -> Screen {
        self.device.act(Action::OpenSettings);
        self.device.act(Action::SignOutEverywhere);
        self.device.act(Action::Confirm);
        self.device.until("the start", |screen| matches!(screen, Screen::Start { .. }))
    }
}
