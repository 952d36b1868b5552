//! The saved bytes of every released version are read: `saved/v…`, each folder a vault with its
//! key and what must be found in it.

mod app;

use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use vestibule::input::ServerAddress;
use vestibule::{
    Clock, Keyring, KeyringError, Platform, Screen, Server, Timestamp, VaultKey, Vestibule,
};

#[test]
fn the_saved_bytes_of_every_version_are_read() {
    let mut read = 0;
    for folder in folders(&saved()).iter().flat_map(|version| folders(version)) {
        let expected = fs::read(folder.join("expected.json")).expect("what is to be found");
        let expected: Expected = serde_json::from_slice(&expected).expect("JSON");
        let phone = tempfile::tempdir().expect("a folder");
        fs::copy(folder.join("vestibule.db"), phone.path().join("vestibule.db")).expect("a copy");

        let app = open(phone.path(), &expected);

        let name = folder.display();
        assert_eq!(app.screen().screen, expected.screen, "{name}");
        assert_eq!(token(&app, Server::Public), expected.tokens.public, "{name}");
        assert_eq!(token(&app, Server::Corporate), expected.tokens.corporate, "{name}");
        read += 1;
    }
    assert!(read >= 2, "{read} vaults in {}", saved().display());
}

/// What must be found in a vault.
#[derive(Deserialize)]
struct Expected {
    /// The vault's key: 32 bytes, in hex.
    key: String,
    /// When it was made: codes and tokens are still good then.
    now: Timestamp,
    public_server: ServerAddress,
    /// Where the person is.
    screen: Screen,
    tokens: Tokens,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Tokens {
    public: Option<String>,
    corporate: Option<String>,
}

/// Opens a vault as the app does, at the moment when it was made; no server is there.
fn open(directory: &Path, expected: &Expected) -> Vestibule {
    let config = app::config(directory, expected.public_server.clone());
    let keyring = Arc::new(OneKey(expected.key()));
    let clock = Arc::new(Stopped(expected.now));
    Vestibule::open(config, Platform { keyring, clock }).expect("it opens")
}

/// A fresh token, which needs no request.
fn token(app: &Vestibule, server: Server) -> Option<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let token = runtime.block_on(app.access_token(server, None)).ok()?;
    Some(token.token.expose().to_owned())
}

impl Expected {
    fn key(&self) -> VaultKey {
        let byte = |at| u8::from_str_radix(&self.key[2 * at..2 * at + 2], 16).expect("hex");
        VaultKey::from_bytes(std::array::from_fn(byte))
    }
}

struct OneKey(VaultKey);

impl Keyring for OneKey {
    fn read(&self) -> Result<Option<VaultKey>, KeyringError> {
        Ok(Some(self.0.clone()))
    }

    fn write(&self, _: &VaultKey) -> Result<(), KeyringError> {
        Err(KeyringError::NotNow { reason: "this key is to be kept".to_owned() })
    }
}

/// A clock that stands still.
struct Stopped(Timestamp);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        self.0
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(std::future::pending())
    }
}

fn saved() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/saved")
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(of).expect("a folder").flatten().map(|entry| entry.path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}
