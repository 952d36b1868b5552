use std::sync::Arc;

use vestibule::{Snapshot, VaultKey};

use crate::{KeyringError, ObserverError};

/// The platform's key store, as far as the vault needs it: one key, kept safe.
///
/// Android wraps it by a key of AndroidKeyStore, iOS keeps it in the Keychain. Calls come from the
/// thread that opens the core and from the core's own, and may take as long as a key store takes.
#[uniffi::export(with_foreign)]
pub trait Keyring: Send + Sync {
    /// The vault's key; none where none was ever stored, or it was deleted.
    ///
    /// Whatever else it throws counts as *not now*.
    fn read(&self) -> Result<Option<VaultKey>, KeyringError>;

    /// Keeps a new key in place of any other.
    fn write(&self, key: VaultKey) -> Result<(), KeyringError>;
}

/// Is given every new screen.
///
/// Calls come from the core's own thread, one at a time and in order: hand over what is given and
/// return.
#[uniffi::export(with_foreign)]
pub trait Observer: Send + Sync {
    /// A new screen; its revision is greater than that of the one before.
    fn screen(&self, snapshot: Snapshot) -> Result<(), ObserverError>;

    /// What happened so far is in the vault: the process may go.
    fn saved(&self) -> Result<(), ObserverError>;
}

/// A foreign key store as the core sees it.
pub(crate) struct ForeignKeyring(pub(crate) Arc<dyn Keyring>);

impl vestibule::Keyring for ForeignKeyring {
    fn read(&self) -> Result<Option<VaultKey>, vestibule::KeyringError> {
        Ok(self.0.read()?)
    }

    fn write(&self, key: &VaultKey) -> Result<(), vestibule::KeyringError> {
        Ok(self.0.write(key.clone())?)
    }
}

/// A foreign observer as the core sees it.
pub(crate) struct ForeignObserver(pub(crate) Arc<dyn Observer>);

impl vestibule::Observer for ForeignObserver {
    fn screen(&self, snapshot: &Snapshot) {
        if let Err(error) = self.0.screen(snapshot.clone()) {
            log::error!("{error}");
        }
    }

    fn saved(&self) {
        if let Err(error) = self.0.saved() {
            log::error!("{error}");
        }
    }
}
