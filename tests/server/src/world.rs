use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::service::TowerToHyperService;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use tokio::runtime::{self, Handle};
use tokio::sync::{oneshot, watch};

use crate::authority::{Authority, AuthorityError};
use crate::browser::Browser;
use crate::clock::Clock;
use crate::config::{
    AccountConfig, Config, ConfigError, OpenidConfig, ProviderConfig, ServerConfig, Tls,
};
use crate::control;
use crate::counters::{Count, Counters};
use crate::exchange::{self, Desk};
use crate::faults::Faults;
use crate::identity::{Identity, Place, Wrong};
use crate::inbox::Inbox;
use crate::jwt::{Algorithm, Signer};
use crate::keys::{Keys, Kind};
use crate::listener::{Listening, Manner, Serve, bind};
use crate::mint::{Mint, random};
use crate::openid::Openid;
use crate::password;
use crate::port::{Port, Taken};
use crate::rate::Rate;
use crate::site::{Neighbours, Role, Site};
use crate::store::{Account, Store};
use crate::tokens;

/// Public and corporate servers and identity providers that run, in a thread of their own, until
/// this is dropped.
pub struct World {
    shared: Arc<Shared>,
    servers: Vec<Arc<Server>>,
    providers: Vec<Arc<Provider>>,
    control: Option<Listening>,
    control_address: String,
    thread: Option<Thread>,
}

/// The thread that the servers run in.
struct Thread {
    /// Dropped, it ends the thread.
    stop: oneshot::Sender<()>,
    handle: JoinHandle<()>,
}

/// What the servers of a world share.
pub(crate) struct Shared {
    pub(crate) authority: Authority,
    pub(crate) inbox: Inbox,
    pub(crate) counters: Counters,
    pub(crate) faults: Faults,
    pub(crate) clock: Clock,
    pub(crate) runtime: Handle,
}

/// One server that runs.
pub struct Server {
    site: Arc<Site>,
    port: Port<Behind<Site>>,
}

/// One identity provider that runs.
pub struct Provider {
    identity: Arc<Identity>,
    port: Port<Behind<Identity>>,
}

/// Why a world could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    #[error("the port {port} of `{server}` can't be taken: {source}")]
    Port { server: String, port: u16, source: std::io::Error },
    #[error("the data of `{server}` can't be used: {source}")]
    Store { server: String, source: rusqlite::Error },
    #[error("the folder {folder} can't be made: {source}")]
    Folder { folder: PathBuf, source: std::io::Error },
    #[error("the key of `{server}` is broken")]
    Key { server: String },
    #[error("the thread of the servers could not be started: {0}")]
    Thread(std::io::Error),
    #[error("an HTTP client could not be made: {0}")]
    Http(#[from] reqwest::Error),
}

/// What a server keeps can't be read or written.
#[derive(Debug, thiserror::Error)]
#[error("the data can't be used: {0}")]
pub struct StoreError(#[from] rusqlite::Error);

/// An account as a test sees it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct AccountView {
    pub id: String,
    pub name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub login: Option<String>,
    /// The person that a corporate account is joined to.
    pub person: Option<String>,
    pub live_sessions: usize,
}

impl World {
    /// Starts all servers of a configuration.
    pub fn start(config: Config) -> Result<Self, StartError> {
        Self::start_at(config, Clock::system())
    }

    /// The same, by another clock.
    pub fn start_at(config: Config, clock: Clock) -> Result<Self, StartError> {
        config.check()?;
        if let Some(folder) = &config.data {
            std::fs::create_dir_all(folder)
                .map_err(|source| StartError::Folder { folder: folder.clone(), source })?;
        }
        let (runtime, thread) = run()?;
        let shared = Arc::new(Shared {
            authority: Authority::open(config.data.as_deref())?,
            inbox: Inbox::default(),
            counters: Counters::default(),
            faults: Faults::default(),
            clock,
            runtime,
        });
        shared.faults.set_latency(Duration::from_millis(config.latency_millis));

        let providers = config.providers.iter().map(|provider| Provider::open(&config, provider));
        let providers = providers.collect::<Result<Vec<_>, _>>()?;
        let roles = config.public.iter().map(|server| (Role::Public, server));
        let roles = roles.chain(config.corporate.iter().map(|server| (Role::Corporate, server)));
        let opened = roles.map(|(role, server)| Opened::open(&config, role, server));
        let opened = opened.collect::<Result<Vec<_>, _>>()?;
        let neighbours = Arc::new(neighbours(&config, &opened, &providers));
        let providers = providers.into_iter().map(|opened| Ok(Arc::new(opened.start(&shared)?)));
        let providers = providers.collect::<Result<Vec<_>, StartError>>()?;
        let servers = opened
            .into_iter()
            .map(|opened| Ok(Arc::new(opened.start(&config, &shared, &neighbours)?)));
        let mut world = Self {
            servers: servers.collect::<Result<_, StartError>>()?,
            providers,
            shared,
            control: None,
            control_address: String::new(),
            thread: Some(thread),
        };
        world.start_control(SocketAddr::new(config.bind, config.control_port))?;
        Ok(world)
    }

    /// The server of this name.
    ///
    /// # Panics
    /// Where the configuration has none: a mistake of the test.
    pub fn server(&self, name: &str) -> &Server {
        let found = self.servers.iter().find(|server| server.name() == name);
        found.unwrap_or_else(|| panic!("no server is called `{name}`"))
    }

    pub fn servers(&self) -> impl Iterator<Item = &Server> {
        self.servers.iter().map(|server| &**server)
    }

    /// The identity provider of this name.
    ///
    /// # Panics
    /// Where the configuration has none: a mistake of the test.
    pub fn provider(&self, name: &str) -> &Provider {
        let found = self.providers.iter().find(|provider| provider.name() == name);
        found.unwrap_or_else(|| panic!("no identity provider is called `{name}`"))
    }

    pub fn providers(&self) -> impl Iterator<Item = &Provider> {
        self.providers.iter().map(|provider| &**provider)
    }

    /// A browser that was never anywhere.
    ///
    /// # Panics
    /// Where the system gives no HTTP client.
    pub fn browser(&self) -> Browser {
        let http = client(&[self.authority_pem()]).expect("the authority is one");
        Browser::new(http, self.shared.runtime.clone())
    }

    /// What clients must trust, in PEM.
    pub fn authority_pem(&self) -> &str {
        self.shared.authority.pem()
    }

    /// Where other programs look into the inbox and set faults.
    pub fn control_address(&self) -> &str {
        &self.control_address
    }

    pub fn inbox(&self) -> &Inbox {
        &self.shared.inbox
    }

    pub fn counters(&self) -> &Counters {
        &self.shared.counters
    }

    pub fn faults(&self) -> &Faults {
        &self.shared.faults
    }

    pub fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    fn start_control(&mut self, address: SocketAddr) -> Result<(), StartError> {
        let host = address.ip().to_string();
        let port = |source| StartError::Port {
            server: "control".to_owned(),
            port: address.port(),
            source,
        };
        let listener = bind(address).map_err(port)?;
        let bound = listener.local_addr().map_err(port)?;
        let config = self.shared.authority.tls(&host, Tls::Good)?;
        let (_, manner) = watch::channel(Manner { kind: Tls::Good, config });
        let serve = Control(control::router(
            self.shared.clone(),
            self.servers.clone(),
            self.providers.clone(),
        ));
        self.control_address = format!("https://{bound}/control");
        self.control = Some(Listening::start(&self.shared.runtime, listener, manner, serve));
        Ok(())
    }
}

impl Drop for World {
    /// Returns when every port is free again.
    fn drop(&mut self) {
        if let Some(Thread { stop, handle }) = self.thread.take() {
            drop(stop);
            let _ = handle.join();
        }
    }
}

impl Server {
    pub fn name(&self) -> &str {
        &self.site.config.name
    }

    pub fn role(&self) -> Role {
        self.site.role
    }

    /// `https://host:port` and the path.
    pub fn issuer(&self) -> &str {
        &self.site.issuer
    }

    pub fn port(&self) -> u16 {
        self.port.number()
    }

    /// Changes what its TLS is like; connections that are open break.
    pub fn set_tls(&self, kind: Tls) -> Result<(), AuthorityError> {
        self.port.set_tls(kind)
    }

    /// Breaks the connections that are open.
    pub fn break_connections(&self) {
        self.port.break_connections();
    }

    /// Stops it: nothing listens on its port until [`Server::start`]. What it keeps stays.
    pub fn stop(&self) {
        self.port.stop();
    }

    /// Starts it again, on the same port.
    pub fn start(&self) -> Result<(), StartError> {
        self.port.start()
    }

    /// Ends the sessions of all accounts, as an administrator would.
    pub fn end_sessions(&self) -> Result<(), StoreError> {
        self.site.store.work(&self.site, |work| {
            for account in work.accounts()? {
                for session in work.sessions_of(&account.id)? {
                    tokens::end(work, session)?;
                }
            }
            Ok(())
        })
    }

    /// The accounts, in the order in which they were made.
    pub fn accounts(&self) -> Result<Vec<AccountView>, StoreError> {
        self.site.store.work(&self.site, |work| {
            let view = |account: Account| {
                Ok(AccountView {
                    live_sessions: work.sessions_of(&account.id)?.len(),
                    id: account.id,
                    name: account.name,
                    phone: account.phone,
                    email: account.email,
                    login: account.login,
                    person: account.person.map(|person| person.id),
                })
            };
            work.accounts()?.into_iter().map(view).collect()
        })
    }
}

impl Provider {
    pub fn name(&self) -> &str {
        &self.identity.config.name
    }

    /// `https://host:port` and the path.
    pub fn issuer(&self) -> &str {
        &self.identity.issuer
    }

    pub fn port(&self) -> u16 {
        self.port.number()
    }

    /// What it does wrong from now on; nothing, where there is none.
    pub fn set_wrong(&self, wrong: impl Into<Option<Wrong>>) {
        self.identity.set_wrong(wrong.into());
    }

    /// Signs with new keys from now on; the former ones are still published.
    pub fn rotate_keys(&self) {
        self.identity.rotate_keys();
    }

    /// Signs everybody out there.
    pub fn end_sessions(&self) {
        self.identity.end_sessions();
    }

    /// Changes what its TLS is like; connections that are open break.
    pub fn set_tls(&self, kind: Tls) -> Result<(), AuthorityError> {
        self.port.set_tls(kind)
    }

    /// Stops it: nothing listens on its port until [`Provider::start`]. What it knows stays.
    pub fn stop(&self) {
        self.port.stop();
    }

    /// Starts it again, on the same port.
    pub fn start(&self) -> Result<(), StartError> {
        self.port.start()
    }

    fn open(config: &Config, provider: &ProviderConfig) -> Result<OpenedProvider, StartError> {
        let store = open_store(config, &provider.name)?;
        let taken = Taken::take(config.bind, provider.port, &provider.name, &store)?;
        Ok(OpenedProvider { config: provider.clone(), store, taken })
    }
}

/// The endpoints behind a port.
pub(crate) struct Behind<D> {
    desk: Arc<D>,
    router: Router,
}

impl<D: Desk> Serve for Behind<D> {
    fn connected(&self) {
        self.desk.counters().add(self.desk.name(), Count::Connection);
    }

    async fn serve(&self, connection: u64, request: Request<Incoming>) -> Option<Response<Body>> {
        exchange::serve(self.desk.clone(), self.router.clone(), connection, request).await.ok()
    }
}

impl<D> Clone for Behind<D> {
    fn clone(&self) -> Self {
        Self { desk: self.desk.clone(), router: self.router.clone() }
    }
}

/// The endpoints of the control listener.
#[derive(Clone)]
struct Control(Router);

impl Serve for Control {
    fn connected(&self) {}

    async fn serve(&self, _: u64, request: Request<Incoming>) -> Option<Response<Body>> {
        use hyper::service::Service as _;

        TowerToHyperService::new(self.0.clone()).call(request).await.ok()
    }
}

/// A server whose store is open and whose port is taken.
struct Opened {
    role: Role,
    config: ServerConfig,
    store: Store,
    taken: Taken,
    issuer: String,
}

/// The same of an identity provider.
struct OpenedProvider {
    config: ProviderConfig,
    store: Store,
    taken: Taken,
}

impl Opened {
    fn open(config: &Config, role: Role, server: &ServerConfig) -> Result<Self, StartError> {
        let store = open_store(config, &server.name)?;
        let taken = Taken::take(config.bind, server.port, &server.name, &store)?;
        let issuer = taken.issuer(&server.host, &server.path);
        Ok(Self { role, config: server.clone(), store, taken, issuer })
    }

    fn start(
        self,
        config: &Config,
        shared: &Arc<Shared>,
        neighbours: &Arc<Neighbours>,
    ) -> Result<Server, StartError> {
        let name = self.config.name.clone();
        let failed = |source| StartError::Store { server: name.clone(), source };
        let mint = Mint::new(&mint_key(&self.store).map_err(failed)?);
        let make_key = || Signer::make_key(Algorithm::Es256, 0);
        let signing_key = self.store.setting("signing", make_key).map_err(failed)?;
        let openid = self.config.openid.as_ref();
        let openid = openid.map(|openid| believed(openid, shared, neighbours)).transpose()?;
        let (host, tls) = (self.config.host.clone(), self.config.tls);
        let http = client(&[shared.authority.pem()])?;
        let site = Arc::new(Site {
            role: self.role,
            limits: self.config.limits.clone().unwrap_or_else(|| config.limits.clone()),
            config: self.config,
            issuer: self.issuer,
            store: self.store,
            mint,
            signer: Signer::new(Algorithm::Es256, &signing_key)
                .map_err(|_| StartError::Key { server: name.clone() })?,
            keys: Keys::new(http.clone(), Kind::Server),
            http,
            openid,
            clock: shared.clock.clone(),
            inbox: shared.inbox.clone(),
            counters: shared.counters.clone(),
            faults: shared.faults.clone(),
            world: neighbours.clone(),
            rate: Rate::default(),
            in_use: Mutex::default(),
        });
        settle(&site).map_err(failed)?;
        let behind = Behind { desk: site.clone(), router: site.router() };
        Ok(Server { site, port: Port::open(self.taken, &host, tls, behind, shared)? })
    }
}

impl OpenedProvider {
    fn issuer(&self) -> String {
        self.taken.issuer(&self.config.host, &self.config.path)
    }

    fn start(self, shared: &Arc<Shared>) -> Result<Provider, StartError> {
        let failed = |source| StartError::Store { server: self.config.name.clone(), source };
        let place = Place {
            issuer: self.issuer(),
            mint: Mint::new(&mint_key(&self.store).map_err(failed)?),
            clock: shared.clock.clone(),
            counters: shared.counters.clone(),
            faults: shared.faults.clone(),
            http: client(&[shared.authority.pem()])?,
        };
        let (host, tls) = (self.config.host.clone(), self.config.tls);
        let identity = Arc::new(Identity::new(self.config, place));
        let behind = Behind { desk: identity.clone(), router: identity.router() };
        Ok(Provider { identity, port: Port::open(self.taken, &host, tls, behind, shared)? })
    }
}

/// The store of a server or a provider: a file, where there is a folder.
fn open_store(config: &Config, name: &str) -> Result<Store, StartError> {
    let file = config.data.as_ref().map(|folder| folder.join(format!("{name}.sqlite")));
    Store::open(file.as_deref())
        .map_err(|source| StartError::Store { server: name.to_owned(), source })
}

fn mint_key(store: &Store) -> rusqlite::Result<Vec<u8>> {
    store.setting("mint", || random::<{ Mint::KEY_LENGTH }>().to_vec())
}

/// The identity provider that a corporate server believes.
fn believed(
    openid: &OpenidConfig,
    shared: &Shared,
    neighbours: &Neighbours,
) -> Result<Openid, StartError> {
    let own = openid.provider.as_ref().and_then(|name| neighbours.providers.get(name));
    let issuer = own.or(openid.issuer.as_ref()).cloned().unwrap_or_default();
    let http = match &openid.ca {
        None => client(&[shared.authority.pem()])?,
        Some(file) => {
            let pem = std::fs::read_to_string(file)
                .map_err(|source| ConfigError::Authority { file: file.clone(), source })?;
            client(&[&pem])?
        }
    };
    Ok(Openid::new(issuer, http, openid))
}

/// Makes the accounts of the configuration that are not there yet.
fn settle(site: &Site) -> rusqlite::Result<()> {
    site.store.work(site, |work| {
        for config in &site.config.accounts {
            let mut account = account(site, config);
            if work.account(&account.id)?.is_none() {
                account.password = config.password.as_deref().map(password::hash);
                work.keep_account(&account)?;
            }
        }
        Ok(())
    })
}

fn account(site: &Site, config: &AccountConfig) -> Account {
    // The id is made of what names the account, so that a restart finds it.
    let key = format!("{:?} {:?} {:?}", config.phone, config.email, config.login);
    Account {
        id: site.mint.mark("account", &key),
        name: config.name.clone(),
        phone: config.phone.clone(),
        email: config.email.as_ref().map(|email| email.to_lowercase()),
        login: config.login.as_ref().map(|login| login.to_lowercase()),
        domain: config.domain.clone(),
        password: None,
        hint: config.hint.clone(),
        last_seen: site.clock.now().before(config.silent_days * 24 * 3600),
        standing: config.standing,
        person: None,
    }
}

fn neighbours(config: &Config, opened: &[Opened], providers: &[OpenedProvider]) -> Neighbours {
    let titles = |server: &ServerConfig| {
        let mut titles = server.titles.clone();
        titles.insert("und".to_owned(), server.title.clone());
        titles
    };
    Neighbours {
        issuers: opened
            .iter()
            .map(|server| (server.config.name.clone(), server.issuer.clone()))
            .collect(),
        providers: providers
            .iter()
            .map(|provider| (provider.config.name.clone(), provider.issuer()))
            .collect(),
        titles: opened
            .iter()
            .map(|server| (server.config.name.clone(), titles(&server.config)))
            .collect::<BTreeMap<_, _>>(),
        directory: config.directory.clone(),
    }
}

/// The client that servers ask others with: it trusts these authorities, and follows nobody.
fn client(authorities: &[&str]) -> Result<reqwest::Client, StartError> {
    let mut roots = rustls::RootCertStore::empty();
    for pem in authorities {
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()).flatten() {
            roots.add(certificate).map_err(AuthorityError::from)?;
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(AuthorityError::from)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .https_only(true)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy();
    Ok(client.build()?)
}

/// A thread with a runtime.
fn run() -> Result<(Handle, Thread), StartError> {
    let runtime =
        runtime::Builder::new_current_thread().enable_all().build().map_err(StartError::Thread)?;
    let tasks = runtime.handle().clone();
    let (stop, stopped) = oneshot::channel::<()>();
    let handle = std::thread::Builder::new()
        .name("vestibule-server".to_owned())
        .spawn(move || {
            let _ = runtime.block_on(stopped);
        })
        .map_err(StartError::Thread)?;
    Ok((tasks, Thread { stop, handle }))
}
