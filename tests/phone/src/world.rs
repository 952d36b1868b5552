use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use vestibule::input::{AddressError, ServerAddress};
use vestibule::{Channel, Timestamp};
use vestibule_server::{
    AccountConfig, Config, Fault, FaultId, Inbox, Matching, ProviderConfig, ProviderUser, Role,
    ServerConfig, Standing, StartError, When,
};

use crate::device::Net;
use crate::message::Message;

/// The embedded servers: the example world of `tests/server`, with the people who live there.
pub struct World {
    servers: vestibule_server::World,
    net: Net,
    places: Vec<Place>,
    /// The identity providers, by name.
    providers: Vec<(String, ServerAddress)>,
    neighbours: Vec<Neighbour>,
}

/// A server of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What the configuration calls it.
    pub name: String,
    pub issuer: ServerAddress,
    pub is_public: bool,
}

/// A server, and who can sign in to it with what: for the person who tries the phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    pub name: String,
    pub lines: Vec<String>,
}

/// Why the world did not come about.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    #[error("the embedded servers did not start")]
    Start(#[from] StartError),
    #[error("the address of an embedded server can't be used: {0}")]
    Address(#[from] AddressError),
    #[error("the world has no public server")]
    NoPublicServer,
}

/// Without a network: every request breaks, until this is given back to
/// [`World::connect`].
#[derive(Debug)]
pub struct Outage(FaultId);

impl World {
    /// Starts the servers; they keep what they know in `data`, or in memory.
    ///
    /// # Errors
    ///
    /// [`WorldError`].
    pub fn start(data: Option<&Path>) -> Result<Self, WorldError> {
        let mut config = Config::example();
        config.data = data.map(Path::to_owned);
        let all: Vec<_> = config.public.iter().chain(&config.corporate).cloned().collect();
        let believed = config.providers.clone();
        let servers = vestibule_server::World::start(config)?;
        let place = |server: &vestibule_server::Server| {
            Ok(Place {
                name: server.name().to_owned(),
                issuer: ServerAddress::from_issuer(server.issuer())?,
                is_public: server.role() == Role::Public,
            })
        };
        let places = servers.servers().map(place).collect::<Result<Vec<_>, AddressError>>()?;
        let address = |provider: &vestibule_server::Provider| {
            Ok((provider.name().to_owned(), ServerAddress::from_issuer(provider.issuer())?))
        };
        let providers = servers.providers().map(address).collect::<Result<_, AddressError>>()?;
        let public = places.iter().find(|place| place.is_public);
        let net = Net {
            public_server: public.ok_or(WorldError::NoPublicServer)?.issuer.clone(),
            authority: Some(servers.authority_pem().to_owned()),
        };
        let people = believed.iter().map(Neighbour::of_provider);
        let neighbours =
            places.iter().zip(&all).map(|(place, config)| Neighbour::new(place, config));
        let neighbours = neighbours.chain(people).collect();
        Ok(Self { servers, net, places, providers, neighbours })
    }

    /// Where a phone finds the servers.
    pub fn net(&self) -> &Net {
        &self.net
    }

    pub fn places(&self) -> &[Place] {
        &self.places
    }

    pub fn neighbours(&self) -> &[Neighbour] {
        &self.neighbours
    }

    /// The address of the server, or of the identity provider, of this name.
    pub fn issuer(&self, name: &str) -> Option<&ServerAddress> {
        let places = self.places.iter().map(|place| (&place.name, &place.issuer));
        let providers = self.providers.iter().map(|(name, issuer)| (name, issuer));
        places.chain(providers).find(|(own, _)| *own == name).map(|(_, issuer)| issuer)
    }

    /// What arrived so far, by SMS and e-mail.
    pub fn messages(&self) -> Vec<Message> {
        self.servers.inbox().messages().into_iter().map(Message::from).collect()
    }

    pub(crate) fn inbox(&self) -> &Inbox {
        self.servers.inbox()
    }

    /// Lets time go by at the servers.
    pub fn advance(&self, by: Duration) {
        self.servers.clock().advance(by);
    }

    /// The reference servers themselves: their counters and faults.
    pub fn servers(&self) -> &vestibule_server::World {
        &self.servers
    }

    /// Takes the network away.
    pub fn disconnect(&self) -> Outage {
        let every = Matching { server: None, endpoint: None, nth: 1, times: None };
        Outage(self.servers.faults().set(every, Fault::Drop { when: When::Arrival }))
    }

    /// Gives the network back.
    pub fn connect(&self, outage: Outage) {
        self.servers.faults().remove(outage.0);
    }
}

impl Neighbour {
    fn new(place: &Place, config: &ServerConfig) -> Self {
        let mut lines = Vec::new();
        if !place.is_public {
            lines.push(place.issuer.to_string());
        }
        lines.extend(config.accounts.iter().map(person));
        let domains = config.email_domains.iter().filter(|_| config.makes_accounts);
        lines.extend(domains.map(|domain| format!("· …@{domain}")));
        Self { name: titles(&config.title, &config.titles), lines }
    }

    /// An identity provider: who signs in there, in the browser.
    fn of_provider(provider: &ProviderConfig) -> Self {
        let line = |user: &ProviderUser| {
            let keys = [Some(&user.login), user.email.as_ref(), Some(&user.password)];
            keys.into_iter()
                .flatten()
                .fold(format!("· {}", user.name), |line, key| format!("{line}, {key}"))
        };
        let lines = provider.users.iter().map(line).collect();
        Self { name: titles(&provider.title, &provider.titles), lines }
    }
}

fn titles(title: &str, others: &BTreeMap<String, String>) -> String {
    let titles: Vec<_> = [title].into_iter().chain(others.values().map(String::as_str)).collect();
    titles.join(" / ")
}

/// An account in a line: who it is and what opens it.
fn person(account: &AccountConfig) -> String {
    let login = match (&account.domain, &account.login) {
        (Some(domain), Some(login)) => Some(format!("{domain}\\{login}")),
        (_, login) => login.clone(),
    };
    let keys = [account.phone.clone(), account.email.clone(), login, account.password.clone()];
    let mut line = format!("· {}", account.name);
    for key in keys.into_iter().flatten() {
        line.push_str(", ");
        line.push_str(&key);
    }
    match account.standing {
        Standing::Good => {}
        Standing::Blocked => line.push_str(" ✗"),
        Standing::NotReady => line.push_str(" …"),
    }
    line
}

impl From<vestibule_server::Message> for Message {
    fn from(message: vestibule_server::Message) -> Self {
        let vestibule_server::Message { channel, to, code, text, sent_at, .. } = message;
        let channel = match channel {
            vestibule_server::Channel::Sms => Channel::Sms,
            vestibule_server::Channel::Email => Channel::Email,
        };
        let sent_at = Timestamp::from(std::time::SystemTime::from(sent_at));
        Self { channel, to, text, code, sent_at }
    }
}
