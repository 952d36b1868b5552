use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use vestibule::{Keyring, KeyringError, VaultKey};

/// A double of a phone's key store: the key in a file beside the vault, for its owner's eyes alone.
///
/// It seals nothing from whoever reads the folder. A phone has AndroidKeyStore or the Keychain.
pub struct FileKeyring {
    path: PathBuf,
}

impl FileKeyring {
    /// Keeps the key in `directory`.
    pub fn new(directory: &Path) -> Self {
        Self { path: directory.join("key") }
    }
}

impl Keyring for FileKeyring {
    fn read(&self) -> Result<Option<VaultKey>, KeyringError> {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(KeyringError::NotNow { reason: error.to_string() }),
        };
        let bytes = <[u8; 32]>::try_from(bytes).map_err(|_| KeyringError::Gone {
            reason: "the key file has no 32 bytes".to_owned(),
        })?;
        Ok(Some(VaultKey::from_bytes(bytes)))
    }

    fn write(&self, key: &VaultKey) -> Result<(), KeyringError> {
        self.replace(key).map_err(|error| KeyringError::NotNow { reason: error.to_string() })
    }
}

impl FileKeyring {
    /// Whole or not at all.
    fn replace(&self, key: &VaultKey) -> io::Result<()> {
        let new = self.path.with_extension("new");
        let mut file = private(&new)?;
        file.write_all(key.expose())?;
        file.sync_all()?;
        fs::rename(new, &self.path)
    }
}

/// A new file that only its owner can read.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_given_back_and_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = FileKeyring::new(folder.path());
        assert!(keyring.read().unwrap().is_none());

        keyring.write(&VaultKey::from_bytes([7; 32])).unwrap();

        assert!(keyring.read().unwrap() == Some(VaultKey::from_bytes([7; 32])));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join("key")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_key_of_another_length_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("key"), b"short").unwrap();

        let read = FileKeyring::new(folder.path()).read();

        assert!(matches!(read, Err(KeyringError::Gone { .. })));
    }
}
