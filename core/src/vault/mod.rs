//! The vault: what is saved, sealed, in one SQLite file.
//!
//! Each row is sealed by AES-256-GCM under a random key that the platform's key store holds
//! ([`Keyring`]); table, row and format version are bound in, so that a row that was changed, cut
//! or moved is refused. Only the writer thread touches it.

mod file;
mod seal;

use std::path::PathBuf;
use std::sync::Arc;

use ring::rand::SystemRandom;

use crate::flow::Rows;
use crate::{Keyring, KeyringError, Notice, StorageProblem, Timestamp, VaultKey};

use file::{Broken, File};
use seal::Seal;

/// Keeps the rows of one app's folder.
pub(crate) struct Vault {
    directory: PathBuf,
    keyring: Arc<dyn Keyring>,
    open: Option<Open>,
}

struct Open {
    seal: Seal,
    /// None while it is put down for the background.
    file: Option<File>,
    last: seal::Digests,
}

/// What an opened vault held.
pub(crate) struct Opened {
    pub(crate) rows: Rows,
    /// Why it holds nothing, where it should hold something.
    pub(crate) notice: Option<Notice>,
}

impl Vault {
    pub(crate) fn new(directory: PathBuf, keyring: Arc<dyn Keyring>) -> Self {
        Self { directory, keyring, open: None }
    }

    /// Opens the file and reads it; a lost key or a damaged file is put aside for a clean start.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`] where nothing is lost and trying again later may help.
    pub(crate) fn open(&mut self, now: Timestamp) -> Result<Opened, StorageProblem> {
        let key = match self.keyring.read() {
            Ok(key) => key,
            Err(KeyringError::NotNow { .. }) => return Err(StorageProblem::KeyNotNow),
            Err(KeyringError::Gone { .. }) => None,
        };
        if !File::exists(&self.directory) {
            return self.start_clean(None);
        }
        let Some(key) = key else {
            return self.put_aside(Notice::KeyLost, now);
        };
        match self.read(&key) {
            Ok(rows) => Ok(Opened { rows, notice: None }),
            Err(Broken::KeyReplaced) => self.put_aside(Notice::KeyLost, now),
            Err(Broken::Damaged) => self.put_aside(Notice::StorageDamaged, now),
            Err(Broken::Storage(problem)) => Err(problem),
        }
    }

    /// Saves what changed, in one transaction.
    ///
    /// `durable` rows are on the storage when this returns, come what may; others survive the
    /// end of the process, and not for certain that of the phone.
    ///
    /// # Errors
    ///
    /// [`StorageProblem`]; what was saved before is still there.
    pub(crate) fn save(&mut self, rows: &Rows, durable: bool) -> Result<(), StorageProblem> {
        let Some(open) = &mut self.open else {
            return Err(StorageProblem::Unavailable { reason: "not open".to_owned() });
        };
        let changed = open.last.changed(rows);
        if changed.is_empty() {
            return Ok(());
        }
        let file = match &mut open.file {
            Some(file) => file,
            none => none.insert(File::open(&self.directory)?),
        };
        file.write(&open.seal, &changed, durable)?;
        open.last.keep(&changed);
        Ok(())
    }

    /// Puts the file down: no lock is held until the next [`Vault::save`].
    pub(crate) fn release(&mut self) {
        if let Some(open) = &mut self.open {
            open.file = None;
        }
    }

    fn read(&mut self, key: &VaultKey) -> Result<Rows, Broken> {
        let seal = Seal::new(key);
        let (file, rows) = File::read(&self.directory, &seal)?;
        let last = seal::Digests::of(&rows);
        self.open = Some(Open { seal, file: Some(file), last });
        Ok(rows)
    }

    fn put_aside(&mut self, notice: Notice, now: Timestamp) -> Result<Opened, StorageProblem> {
        log::warn!("the vault is put aside: {notice:?}");
        File::put_aside(&self.directory, now)?;
        self.start_clean(Some(notice))
    }

    /// The new key is in the key store before anything is sealed by it.
    fn start_clean(&mut self, notice: Option<Notice>) -> Result<Opened, StorageProblem> {
        let key = seal::random_key(&SystemRandom::new());
        self.keyring.write(&key).map_err(|error| match error {
            KeyringError::NotNow { .. } => StorageProblem::KeyNotNow,
            KeyringError::Gone { reason } => StorageProblem::Unavailable { reason },
        })?;
        let seal = Seal::new(&key);
        let file = File::create(&self.directory, &seal)?;
        self.open = Some(Open { seal, file: Some(file), last: seal::Digests::default() });
        Ok(Opened { rows: Rows::default(), notice })
    }
}

#[cfg(test)]
mod tests;
