use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::authority::AuthorityError;
use crate::config::Tls;
use crate::listener::{Listening, Manner, Serve, bind};
use crate::store::Store;
use crate::world::{Shared, StartError};

/// A port of a world, with something behind it.
pub(crate) struct Port<S> {
    shared: Arc<Shared>,
    name: String,
    host: String,
    address: SocketAddr,
    manner: watch::Sender<Manner>,
    serve: S,
    listening: Mutex<Option<Listening>>,
}

/// A port that is taken, and nothing behind it yet.
pub(crate) struct Taken {
    name: String,
    listener: std::net::TcpListener,
    address: SocketAddr,
}

impl Taken {
    /// Takes a port; 0 is a free one, which stays the same where the store keeps it: issuers must
    /// not change.
    pub(crate) fn take(
        address: IpAddr,
        port: u16,
        name: &str,
        store: &Store,
    ) -> Result<Self, StartError> {
        let failed = |source| StartError::Store { server: name.to_owned(), source };
        let kept = store.setting("port", || port.to_be_bytes().to_vec()).map_err(failed)?;
        let port = match (port, kept.try_into().map(u16::from_be_bytes)) {
            (0, Ok(kept)) => kept,
            (port, _) => port,
        };
        let taken = |source| StartError::Port { server: name.to_owned(), port, source };
        let listener = bind(SocketAddr::new(address, port)).map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        store.keep_setting("port", &address.port().to_be_bytes()).map_err(failed)?;
        Ok(Self { name: name.to_owned(), listener, address })
    }

    /// The issuer of who serves there.
    pub(crate) fn issuer(&self, host: &str, path: &str) -> String {
        format!("https://{host}:{}{path}", self.address.port())
    }
}

impl<S: Serve> Port<S> {
    /// Serves behind a port that is taken, by a certificate for `host`.
    pub(crate) fn open(
        taken: Taken,
        host: &str,
        kind: Tls,
        serve: S,
        shared: &Arc<Shared>,
    ) -> Result<Self, StartError> {
        let Taken { name, listener, address } = taken;
        let config = shared.authority.tls(host, kind)?;
        let (manner, _) = watch::channel(Manner { kind, config });
        let shared = shared.clone();
        let (host, listening) = (host.to_owned(), Mutex::default());
        let port = Self { shared, name, host, address, manner, serve, listening };
        *port.listening() = Some(port.listen(listener));
        Ok(port)
    }

    pub(crate) fn number(&self) -> u16 {
        self.address.port()
    }

    /// Changes what its TLS is like; connections that are open break.
    pub(crate) fn set_tls(&self, kind: Tls) -> Result<(), AuthorityError> {
        let config = self.shared.authority.tls(&self.host, kind)?;
        self.manner.send_replace(Manner { kind, config });
        self.break_connections();
        Ok(())
    }

    pub(crate) fn break_connections(&self) {
        if let Some(listening) = &*self.listening() {
            listening.break_connections();
        }
    }

    /// Nothing listens there until [`Port::start`].
    pub(crate) fn stop(&self) {
        let listening = self.listening().take();
        if let Some(listening) = listening {
            listening.stop();
        }
    }

    pub(crate) fn start(&self) -> Result<(), StartError> {
        let mut listening = self.listening();
        if listening.is_none() {
            let listener = bind(self.address).map_err(|source| StartError::Port {
                server: self.name.clone(),
                port: self.address.port(),
                source,
            })?;
            *listening = Some(self.listen(listener));
        }
        Ok(())
    }

    fn listen(&self, listener: std::net::TcpListener) -> Listening {
        let (runtime, manner) = (&self.shared.runtime, self.manner.subscribe());
        Listening::start(runtime, listener, manner, self.serve.clone())
    }

    fn listening(&self) -> MutexGuard<'_, Option<Listening>> {
        self.listening.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
