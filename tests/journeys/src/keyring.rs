use std::sync::{Mutex, MutexGuard, PoisonError};

use vestibule::{Keyring, KeyringError, VaultKey};

/// A key store in memory, which lives as long as the phone does, and fails as it is told.
#[derive(Default)]
pub struct MemoryKeyring(Mutex<Held>);

#[derive(Default)]
struct Held {
    key: Option<VaultKey>,
    fails: Option<KeyringError>,
}

impl MemoryKeyring {
    /// Holds a key already.
    pub fn holding(key: VaultKey) -> Self {
        Self(Mutex::new(Held { key: Some(key), fails: None }))
    }

    /// The key that it holds.
    pub fn key(&self) -> Option<VaultKey> {
        self.held().key.clone()
    }

    /// The key is gone, and nothing says so.
    pub fn lose(&self) {
        self.held().key = None;
    }

    /// Answers with this error from now on, or with the key again.
    pub fn fail(&self, error: Option<KeyringError>) {
        self.held().fails = error;
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keyring for MemoryKeyring {
    fn read(&self) -> Result<Option<VaultKey>, KeyringError> {
        let held = self.held();
        held.fails.clone().map_or_else(|| Ok(held.key.clone()), Err)
    }

    fn write(&self, key: &VaultKey) -> Result<(), KeyringError> {
        let mut held = self.held();
        if let Some(error) = &held.fails {
            return Err(error.clone());
        }
        held.key = Some(key.clone());
        Ok(())
    }
}
