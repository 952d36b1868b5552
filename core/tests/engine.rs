//! The core by itself, on the system's own clock: what needs no server.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use vestibule::input::{Country, ServerAddress};
use vestibule::openid::Redirect;
use vestibule::{
    App, Config, Keyring, KeyringError, Locale, Observer, Platform, Problem, Progress, Screen,
    Snapshot, StorageProblem, SystemClock, VaultKey, Vestibule,
};

#[test]
fn a_vault_that_cannot_be_opened_yet_is_opened_later_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let keyring = Arc::new(Late::default());
    let platform = Platform { keyring, clock: Arc::new(SystemClock::default()) };
    let (shown, screens) = mpsc::channel();

    let core = Vestibule::open(config(folder.path()), platform).expect("the core opens");
    let watch = core.watch(Arc::new(Shown(Mutex::new(shown))));

    let Screen::Locked { progress: Progress::Failed { problem } } = next(&screens) else {
        panic!("{core:?}");
    };
    assert_eq!(problem, Problem::Storage(StorageProblem::KeyNotNow));
    assert_eq!(next(&screens), Screen::Locked { progress: Progress::Running });
    assert!(matches!(next(&screens), Screen::Start { .. }));
    drop(watch);
}

fn next(screens: &mpsc::Receiver<Screen>) -> Screen {
    screens.recv_timeout(Duration::from_secs(30)).expect("a screen")
}

fn config(folder: &std::path::Path) -> Config {
    Config {
        directory: folder.join("vault"),
        public_server: ServerAddress::parse("server.example").expect("an address"),
        app: App {
            id: "example.vestibule".to_owned(),
            client_id: "vestibule".to_owned(),
            scope: "messenger".to_owned(),
            version: "1.0".to_owned(),
            platform: "Test 1".to_owned(),
            store: None,
            special: false,
        },
        device: "A phone of the tests".to_owned(),
        locale: Locale::Ru,
        country: Country::parse("RU").expect("a country"),
        sms_hash: None,
        redirect: Redirect::loopback(49_152),
        authorities: Vec::new(),
        proxy: None,
    }
}

/// A key store that can't be asked the first time.
#[derive(Default)]
struct Late(AtomicBool);

impl Keyring for Late {
    fn read(&self) -> Result<Option<VaultKey>, KeyringError> {
        if self.0.swap(true, Ordering::Relaxed) {
            return Ok(None);
        }
        Err(KeyringError::NotNow { reason: "not unlocked yet".to_owned() })
    }

    fn write(&self, _: &VaultKey) -> Result<(), KeyringError> {
        Ok(())
    }
}

struct Shown(Mutex<mpsc::Sender<Screen>>);

impl Observer for Shown {
    fn screen(&self, snapshot: &Snapshot) {
        let shown = self.0.lock().expect("nobody panicked");
        shown.send(snapshot.screen.clone()).expect("the test listens");
    }
}
