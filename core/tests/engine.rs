//! The core by itself, on the system's own clock: what needs no server.

mod app;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use vestibule::input::ServerAddress;
use vestibule::{
    Keyring, KeyringError, Observer, Platform, Problem, Progress, Screen, Snapshot, StorageProblem,
    SystemClock, VaultKey, Vestibule,
};

#[test]
fn a_vault_that_cannot_be_opened_yet_is_opened_later_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let keyring = Arc::new(Late::default());
    let platform = Platform { keyring, clock: Arc::new(SystemClock::default()) };
    let (shown, screens) = mpsc::channel();

    let server = ServerAddress::parse("server.example").expect("an address");
    let config = app::config(&folder.path().join("vault"), server);
    let core = Vestibule::open(config, platform).expect("the core opens");
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
