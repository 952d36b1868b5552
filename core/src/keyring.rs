use zeroize::ZeroizeOnDrop;

/// The platform's key store, as far as the vault needs it: one key, kept safe.
///
/// Android wraps it by a key of AndroidKeyStore, iOS keeps it in the Keychain. Calls come from the
/// core's own thread and may take as long as a key store takes.
pub trait Keyring: Send + Sync {
    /// The vault's key; none where none was ever stored, or it was deleted.
    ///
    /// # Errors
    ///
    /// [`KeyringError`], with *not now* told from *gone*.
    fn read(&self) -> Result<Option<VaultKey>, KeyringError>;

    /// Keeps a new key in place of any other.
    ///
    /// # Errors
    ///
    /// [`KeyringError::NotNow`] where the store can't be written now.
    fn write(&self, key: &VaultKey) -> Result<(), KeyringError>;
}

/// A random 256-bit key that seals the vault's rows; wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop)]
pub struct VaultKey([u8; 32]);

impl VaultKey {
    /// The key of these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for the key store alone.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for VaultKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VaultKey(…)")
    }
}

/// Why the key store gave no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// It can't be asked now: the phone was not unlocked since it started, or the service is busy.
    /// It is asked again later, and nothing is thrown away.
    #[error("the key store can't be asked now: {reason}")]
    NotNow { reason: String },
    /// The key was there and is lost for good: the vault's rows can never be read again.
    #[error("the key is gone: {reason}")]
    Gone { reason: String },
}
