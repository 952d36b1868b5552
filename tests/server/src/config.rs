//! The configuration of a world of servers: one TOML file, `world.toml` the example.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::jwt::Algorithm;

/// A world of servers. `README.md` explains each key of the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the servers listen.
    #[serde(default = "loopback")]
    pub bind: IpAddr,
    /// The port of the control listener; 0 takes a free one.
    #[serde(default)]
    pub control_port: u16,
    /// The folder of the SQLite files, and of the authority; in memory without it.
    #[serde(default)]
    pub data: Option<PathBuf>,
    /// What every request takes at least, in milliseconds.
    #[serde(default)]
    pub latency_millis: u64,
    /// Limits of the servers that have none of their own.
    #[serde(default)]
    pub limits: Limits,
    /// Public servers: people register there by phone.
    #[serde(default)]
    pub public: Vec<ServerConfig>,
    /// Corporate servers: an organisation runs each for its own people.
    #[serde(default)]
    pub corporate: Vec<ServerConfig>,
    /// Identity providers of organisations.
    #[serde(default, rename = "provider")]
    pub providers: Vec<ProviderConfig>,
    /// Which corporate servers the public servers know for the domain of a work e-mail.
    #[serde(default)]
    pub directory: Vec<DirectoryEntry>,
}

/// One server. Keys that the other role alone has are refused.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerConfig {
    /// What configuration, tests and the control API call it.
    pub name: String,
    /// The host of its issuer; its certificate is made for it.
    #[serde(default = "localhost")]
    pub host: String,
    /// 0 takes a free port; with `data`, the same one every time.
    #[serde(default)]
    pub port: u16,
    /// The path of its issuer, `/…`.
    #[serde(default)]
    pub path: String,
    /// What people call it.
    pub title: String,
    /// The same by language tag.
    #[serde(default)]
    pub titles: BTreeMap<String, String>,
    /// Which version of the protocol it says that it speaks.
    #[serde(default = "version")]
    pub version: u32,
    /// What its TLS is like.
    #[serde(default)]
    pub tls: Tls,
    /// Whom to ask.
    #[serde(default)]
    pub support: Option<Support>,
    /// The only app that it admits.
    #[serde(default)]
    pub app: Option<App>,
    /// The client ids that it knows; any, if empty.
    #[serde(default)]
    pub clients: Vec<String>,
    /// Limits of its own, in place of the world's.
    #[serde(default)]
    pub limits: Option<Limits>,
    #[serde(default, rename = "account")]
    pub accounts: Vec<AccountConfig>,

    /// Public: the public servers of other regions.
    #[serde(default)]
    pub regions: Vec<Region>,
    /// Public: whether new people may register.
    #[serde(default)]
    pub registration: Registration,
    /// Public: the countries whose phones it takes (ISO 3166-1); all, if empty. For the app to show.
    #[serde(default)]
    pub countries: Vec<String>,

    /// Corporate: what it asks for, in order.
    #[serde(default)]
    pub sign_in: Vec<Demand>,
    /// Corporate: what a person may choose from where `sign_in` has `choose`.
    #[serde(default)]
    pub methods: Vec<Method>,
    /// Corporate: the identity provider whose word on a person it takes, where it asks for `openid`.
    #[serde(default)]
    pub openid: Option<OpenidConfig>,
    /// Corporate: where browsers may be sent back to from its own page, where it asks for `web`.
    #[serde(default)]
    pub redirects: Vec<String>,
    /// Corporate: the domains of its people's e-mail; any, if empty.
    #[serde(default)]
    pub email_domains: Vec<String>,
    /// Corporate: the domains of its logins (Active Directory); no domain field, if empty.
    #[serde(default)]
    pub login_domains: Vec<String>,
    /// Corporate: does not tell whether a login or a mailbox exists.
    #[serde(default)]
    pub hides_unknown_logins: bool,
    /// Corporate: a person who proved an e-mail of its domains gets an account.
    #[serde(default)]
    pub makes_accounts: bool,
    /// Corporate: the administrator lets people add a phone.
    #[serde(default)]
    pub may_add_phone: bool,
    /// Corporate: accounts may be joined to a person.
    #[serde(default = "yes")]
    pub may_be_joined: bool,
    /// Corporate: the public servers whose word on a person it takes (section 5).
    #[serde(default)]
    pub trusts: Vec<String>,
}

/// What a corporate server asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// An e-mail, unproved.
    Email,
    /// An e-mail, proved by a code; that of the account where a step before named it.
    EmailCode,
    /// A phone, unproved.
    Phone,
    /// A phone, proved by a code; that of the account where a step before named it.
    SmsCode,
    /// A login and its password.
    Password,
    /// The organisation's identity provider.
    Openid,
    /// One of the server's `methods`, as the person likes.
    Choose,
    /// The server's own page in the browser (`redirect_to_web`); nothing comes after it.
    Web,
    /// A name, from people whose account has none.
    Profile,
}

/// A way to prove who one is that a person may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    EmailCode,
    Password,
    Openid,
}

/// The identity provider of a corporate server: one of this file, or any that clients trust by `ca`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenidConfig {
    /// The provider's name in this file.
    #[serde(default)]
    pub provider: Option<String>,
    /// Another provider's issuer.
    #[serde(default)]
    pub issuer: Option<String>,
    /// The authority of the other provider's certificate (PEM).
    #[serde(default)]
    pub ca: Option<PathBuf>,
    /// What the app is called there.
    pub client_id: String,
    #[serde(default = "openid_scope")]
    pub scope: String,
    /// The claim that says whose account it is.
    #[serde(default = "email_claim")]
    pub claim: String,
    /// What of the account is the same.
    #[serde(default)]
    pub account: AccountKey,
}

/// What an account is known by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKey {
    #[default]
    Email,
    Phone,
    Login,
}

/// An identity provider.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderConfig {
    /// What configuration, tests and the control API call it.
    pub name: String,
    #[serde(default = "localhost")]
    pub host: String,
    /// 0 takes a free port; with `data`, the same one every time.
    #[serde(default)]
    pub port: u16,
    /// The path of its issuer, `/…`.
    #[serde(default)]
    pub path: String,
    /// What people call it.
    pub title: String,
    /// The same by language tag.
    #[serde(default)]
    pub titles: BTreeMap<String, String>,
    #[serde(default)]
    pub tls: Tls,
    /// Whether requests are pushed to it (RFC 9126).
    #[serde(default)]
    pub pushed_requests: PushedRequests,
    #[serde(default, rename = "client")]
    pub clients: Vec<ProviderClient>,
    #[serde(default, rename = "user")]
    pub users: Vec<ProviderUser>,
    /// How long someone who signed in stays so in a browser, in seconds.
    #[serde(default = "ten_hours")]
    pub session_ttl: u64,
}

/// Whether authorization requests are pushed (RFC 9126 section 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PushedRequests {
    /// They may be, and the browser may carry them.
    #[default]
    Taken,
    /// The browser carries a reference to one that was pushed, and nothing else.
    Required,
    /// There is no such endpoint.
    None,
}

/// An app as an identity provider knows it; it has no secret.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderClient {
    pub id: String,
    /// Where browsers may be sent back to; loopback addresses are without their port.
    pub redirects: Vec<String>,
    /// The same after a sign-out.
    #[serde(default)]
    pub after_sign_out: Vec<String>,
    /// How its ID tokens are signed.
    #[serde(default)]
    pub algorithm: Algorithm,
}

/// Someone who can sign in at an identity provider.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderUser {
    /// `preferred_username`, and what is typed, as the e-mail may be.
    pub login: String,
    pub password: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default = "yes")]
    pub email_verified: bool,
    #[serde(default)]
    pub phone: Option<String>,
}

/// Whether a public server takes new people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Registration {
    #[default]
    Open,
    Closed,
}

/// What a listener's TLS is like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tls {
    #[default]
    Good,
    /// The certificate ran out long ago.
    Expired,
    /// The certificate is good one day, but not yet.
    NotYetValid,
    /// The certificate is by an authority that nobody knows.
    UnknownAuthority,
    /// The certificate is for another host.
    WrongHost,
    /// No TLS: plain HTTP.
    Plain,
    /// A connection is taken, and nothing is ever said.
    Silent,
}

/// Whom to ask at an organisation; the wire's own form.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// An organisation's own app.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct App {
    /// What it says as `app_id`; several builds may have several.
    pub ids: Vec<String>,
    pub name: String,
    #[serde(default)]
    pub google_play: Option<String>,
    #[serde(default)]
    pub app_gallery: Option<String>,
    #[serde(default)]
    pub app_store: Option<String>,
}

/// The public server of some countries.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// The server's name in this file.
    pub server: String,
    /// Calling codes without `+`.
    pub calling_codes: Vec<String>,
}

/// The corporate servers for a domain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectoryEntry {
    /// As people write it; international names in either form.
    pub domain: String,
    /// Names of this file, or whole addresses.
    #[serde(default)]
    pub servers: Vec<String>,
    /// Simplified authentication: the first server at once, with no choice.
    #[serde(default)]
    pub simplified: bool,
    /// The special app of the organisation's people.
    #[serde(default)]
    pub app: Option<App>,
}

/// An account that is there from the start.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountConfig {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub login: Option<String>,
    /// The login's domain, one of `login_domains`.
    #[serde(default)]
    pub domain: Option<String>,
    /// Corporate: the login's. Public: the person's own, asked for after the SMS code.
    #[serde(default)]
    pub password: Option<String>,
    /// What reminds the person of a personal password.
    #[serde(default)]
    pub hint: Option<String>,
    /// Long silent: nobody was here for so many days.
    #[serde(default)]
    pub silent_days: u64,
    #[serde(default)]
    pub standing: Standing,
}

/// Whether an account may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    #[default]
    Good,
    Blocked,
    NotReady,
}

/// What a server bounds. Times are seconds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Digits of a code.
    pub code_length: u32,
    /// How long a code is good.
    pub code_ttl: u64,
    /// Tries for each code.
    pub code_attempts: u32,
    /// The wait between one code and the next.
    pub resend_wait: u64,
    /// Codes to one phone or e-mail in an hour; more is a 429.
    pub codes_per_hour: u32,
    /// Tries for the password of an account before it is locked.
    pub password_attempts: u32,
    /// How long too many tries lock a phone, an e-mail or a login.
    pub lock: u64,
    /// How long a sign-in waits for the next answer.
    pub sign_in_ttl: u64,
    /// How long an access token is good.
    pub access_token_ttl: u64,
    /// How long a session may stay silent.
    pub session_ttl: u64,
    /// The days of silence after which the owner of a phone is asked who they are.
    pub recognise_after_days: u64,
    /// The longest name, in characters as people count them.
    pub name_max: u32,
    /// Requests to one server in a minute; more is a 429. 0 is no bound.
    pub requests_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            code_length: 6,
            code_ttl: 300,
            code_attempts: 5,
            resend_wait: 60,
            codes_per_hour: 10,
            password_attempts: 5,
            lock: 900,
            sign_in_ttl: 1800,
            access_token_ttl: 900,
            session_ttl: 90 * 24 * 3600,
            recognise_after_days: 180,
            name_max: 64,
            requests_per_minute: 0,
        }
    }
}

/// Why a configuration can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("the file is not what a configuration should be: {0}")]
    Syntax(#[from] toml::de::Error),
    #[error("the file can't be read: {0}")]
    Read(#[from] std::io::Error),
    #[error("the authority {file} can't be read: {source}")]
    Authority { file: PathBuf, source: std::io::Error },
    #[error("two servers are called `{0}`: give one another name")]
    SameName(String),
    #[error("`{by}` names the server `{name}`, and there is none")]
    UnknownServer { by: String, name: String },
    #[error("`{server}` has `{key}`, which only a {role} server can have")]
    OtherRole { server: String, key: &'static str, role: &'static str },
    #[error("`{server}` must say in `sign_in` what it asks for")]
    NoSignIn { server: String },
    #[error("`{server}` lets people choose, so `methods` must not be empty")]
    NoMethods { server: String },
    #[error("`{server}` asks for `openid`, so it must say of whom")]
    NoProvider { server: String },
    #[error("`{server}` must name one provider: a `provider` of this file, or an https `issuer`")]
    Provider { server: String },
    #[error("`{server}` sends people to its page last, and says in `redirects` where they go then")]
    Web { server: String },
    #[error("the path of `{server}` must be empty, or begin and not end with `/`")]
    Path { server: String },
    #[error("`{0}` is no domain name")]
    Domain(String),
}

impl Config {
    /// The example world, which ships with the crate.
    pub const EXAMPLE: &str = include_str!("../world.toml");

    /// Reads and checks a configuration.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text)?;
        config.check()?;
        Ok(config)
    }

    /// The configuration of [`Config::EXAMPLE`].
    ///
    /// # Panics
    /// Never: a test reads it.
    pub fn example() -> Self {
        Self::parse(Self::EXAMPLE).expect("the example is a configuration")
    }

    /// The server of this name, to change it before the start.
    pub fn server_mut(&mut self, name: &str) -> Option<&mut ServerConfig> {
        self.public.iter_mut().chain(&mut self.corporate).find(|server| server.name == name)
    }

    /// The identity provider of this name, to change it before the start.
    pub fn provider_mut(&mut self, name: &str) -> Option<&mut ProviderConfig> {
        self.providers.iter_mut().find(|provider| provider.name == name)
    }

    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        let mut names = Vec::new();
        let servers = self.public.iter().chain(&self.corporate);
        let servers = servers.map(|server| (&server.name, &server.path));
        let providers = self.providers.iter().map(|provider| (&provider.name, &provider.path));
        for (name, path) in servers.chain(providers) {
            if names.contains(&name) {
                return Err(ConfigError::SameName(name.clone()));
            }
            names.push(name);
            if !path.is_empty() && (!path.starts_with('/') || path.ends_with('/')) {
                return Err(ConfigError::Path { server: name.clone() });
            }
        }
        for server in &self.public {
            server.check_public()?;
            for region in &server.regions {
                self.check_name(&server.name, &region.server, &self.public)?;
            }
        }
        for server in &self.corporate {
            server.check_corporate()?;
            for name in &server.trusts {
                self.check_name(&server.name, name, &self.public)?;
            }
            if let Some(name) = server.openid.as_ref().and_then(|openid| openid.provider.as_ref())
                && !self.providers.iter().any(|provider| provider.name == *name)
            {
                let (by, name) = (server.name.clone(), name.clone());
                return Err(ConfigError::UnknownServer { by, name });
            }
        }
        for entry in &self.directory {
            idna::domain_to_ascii_strict(&entry.domain)
                .map_err(|_| ConfigError::Domain(entry.domain.clone()))?;
            for name in &entry.servers {
                if Url::parse(name).is_err() {
                    self.check_name(&entry.domain, name, &self.corporate)?;
                }
            }
        }
        Ok(())
    }

    fn check_name(&self, by: &str, name: &str, among: &[ServerConfig]) -> Result<(), ConfigError> {
        if among.iter().any(|server| server.name == name) {
            return Ok(());
        }
        Err(ConfigError::UnknownServer { by: by.to_owned(), name: name.to_owned() })
    }
}

impl ServerConfig {
    fn check_public(&self) -> Result<(), ConfigError> {
        let corporate_only = [
            ("sign_in", !self.sign_in.is_empty()),
            ("methods", !self.methods.is_empty()),
            ("openid", self.openid.is_some()),
            ("redirects", !self.redirects.is_empty()),
            ("email_domains", !self.email_domains.is_empty()),
            ("login_domains", !self.login_domains.is_empty()),
            ("hides_unknown_logins", self.hides_unknown_logins),
            ("makes_accounts", self.makes_accounts),
            ("may_add_phone", self.may_add_phone),
            ("trusts", !self.trusts.is_empty()),
        ];
        self.refuse(&corporate_only, "corporate")
    }

    fn check_corporate(&self) -> Result<(), ConfigError> {
        let public_only = [
            ("regions", !self.regions.is_empty()),
            ("registration", self.registration == Registration::Closed),
            ("countries", !self.countries.is_empty()),
        ];
        self.refuse(&public_only, "public")?;
        if self.sign_in.is_empty() {
            return Err(ConfigError::NoSignIn { server: self.name.clone() });
        }
        if self.sign_in.contains(&Demand::Choose) && self.methods.is_empty() {
            return Err(ConfigError::NoMethods { server: self.name.clone() });
        }
        let asks = |method: Method| self.methods.contains(&method);
        match &self.openid {
            None if self.sign_in.contains(&Demand::Openid) || asks(Method::Openid) => {
                return Err(ConfigError::NoProvider { server: self.name.clone() });
            }
            Some(openid) if !openid.names_one() => {
                return Err(ConfigError::Provider { server: self.name.clone() });
            }
            Some(_) | None => {}
        }
        if let Some(at) = self.sign_in.iter().position(|demand| *demand == Demand::Web)
            && (at + 1 != self.sign_in.len() || self.redirects.is_empty())
        {
            return Err(ConfigError::Web { server: self.name.clone() });
        }
        Ok(())
    }

    fn refuse(&self, keys: &[(&'static str, bool)], role: &'static str) -> Result<(), ConfigError> {
        match keys.iter().find(|(_, is_set)| *is_set) {
            Some((key, _)) => Err(ConfigError::OtherRole { server: self.name.clone(), key, role }),
            None => Ok(()),
        }
    }
}

impl OpenidConfig {
    fn names_one(&self) -> bool {
        match (&self.provider, &self.issuer) {
            (Some(_), None) => self.ca.is_none(),
            (None, Some(issuer)) => Url::parse(issuer).is_ok_and(|url| url.scheme() == "https"),
            (Some(_), Some(_)) | (None, None) => false,
        }
    }
}

impl App {
    /// The pages of the stores, by the name that the wire has for each.
    pub(crate) fn links(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("google_play", &self.google_play),
            ("app_gallery", &self.app_gallery),
            ("app_store", &self.app_store),
        ]
        .into_iter()
        .filter_map(|(store, link)| Some((store, link.as_deref()?)))
    }
}

impl From<Method> for Demand {
    fn from(method: Method) -> Self {
        match method {
            Method::EmailCode => Self::EmailCode,
            Method::Password => Self::Password,
            Method::Openid => Self::Openid,
        }
    }
}

fn loopback() -> IpAddr {
    IpAddr::V4(Ipv4Addr::LOCALHOST)
}

fn localhost() -> String {
    "localhost".to_owned()
}

fn yes() -> bool {
    true
}

fn version() -> u32 {
    1
}

fn openid_scope() -> String {
    "openid email".to_owned()
}

fn email_claim() -> String {
    "email".to_owned()
}

fn ten_hours() -> u64 {
    10 * 3600
}
