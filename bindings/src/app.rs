use std::sync::Arc;

use vestibule::{
    AccessToken, Action, Clock, Config, Hint, Locale, Platform, Server, Snapshot, SystemClock,
    Watch,
};

use crate::platform::{ForeignKeyring, ForeignObserver};
use crate::{ActError, AvatarError, Cancellation, Keyring, Observer, OpenError, TokenError};

/// The account and sign-in core of one app.
///
/// Every method may be called from any thread. Once the last reference to it is gone, its requests
/// and its threads are stopped; what was saved stays.
#[derive(Debug, uniffi::Object)]
pub struct Vestibule(vestibule::Vestibule);

#[uniffi::export]
impl Vestibule {
    /// Opens the vault and takes up what was under way; awaits no network.
    ///
    /// It may take as long as the platform's key store takes: call it off the main thread. A vault
    /// that can't be opened yet is no error: the screen is `Locked`, and it is tried again.
    #[uniffi::constructor]
    pub fn open(config: Config, keyring: Arc<dyn Keyring>) -> Result<Arc<Self>, OpenError> {
        Self::open_at(config, keyring, Arc::new(SystemClock::default()))
    }

    /// What to draw now.
    pub fn screen(&self) -> Snapshot {
        self.0.screen()
    }

    /// What the person did. Steps in memory and returns; it never waits.
    pub fn act(&self, action: Action) -> Result<(), ActError> {
        Ok(self.0.act(action)?)
    }

    /// Gives every new screen to `observer`, the present one first, in order and from one thread,
    /// until the subscription is gone.
    pub fn watch(&self, observer: Arc<dyn Observer>) -> Arc<Subscription> {
        Arc::new(Subscription { _watch: self.0.watch(Arc::new(ForeignObserver(observer))) })
    }

    /// What the platform knows: the core is right without it, and quicker with it.
    pub fn hint(&self, hint: Hint) {
        self.0.hint(hint);
    }

    /// The language of the words.
    pub fn locale(&self) -> Locale {
        self.0.locale()
    }

    /// A fresh access token, for the rest of the messenger.
    ///
    /// From memory where it is fresh; else it is renewed, once for all who ask. `refused` is the
    /// token that the server did not take, if that is why one is asked for.
    #[uniffi::method(default(refused = None, cancellation = None))]
    pub async fn access_token(
        &self,
        server: Server,
        refused: Option<AccessToken>,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<AccessToken, TokenError> {
        let token = self.0.access_token(server, refused.as_ref());
        match Cancellation::race(cancellation.as_deref(), token).await {
            Some(token) => Ok(token?),
            None => Err(TokenError::Cancelled),
        }
    }

    /// The picture of a signed-in account, JPEG or PNG; none where it has none.
    #[uniffi::method(default(cancellation = None))]
    pub async fn avatar(
        &self,
        server: Server,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<Option<Vec<u8>>, AvatarError> {
        match Cancellation::race(cancellation.as_deref(), self.0.avatar(server)).await {
            Some(avatar) => Ok(avatar?),
            None => Err(AvatarError::Cancelled),
        }
    }
}

impl Vestibule {
    /// Opens the core on a clock of the caller's, which tests move by hand.
    ///
    /// # Errors
    ///
    /// As [`Vestibule::open`].
    pub fn open_at(
        config: Config,
        keyring: Arc<dyn Keyring>,
        clock: Arc<dyn Clock>,
    ) -> Result<Arc<Self>, OpenError> {
        let platform = Platform { keyring: Arc::new(ForeignKeyring(keyring)), clock };
        Ok(Arc::new(Self(vestibule::Vestibule::open(config, platform)?)))
    }

    /// The core itself, for Rust.
    pub fn core(&self) -> &vestibule::Vestibule {
        &self.0
    }
}

/// Keeps an observer observing: once it is gone, the observer is called no more.
#[derive(Debug, uniffi::Object)]
pub struct Subscription {
    _watch: Watch,
}
