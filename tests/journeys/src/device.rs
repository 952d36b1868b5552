use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tempfile::TempDir;
use vestibule::flow::NotNow;
use vestibule::{Action, Config, Field, Platform, Progress, Screen, Vestibule, Watch};
use vestibule_phone::play::{Player, Scene};

use crate::saves::Saves;
use crate::vault::{self, Rows};
use crate::{DeviceHand, MemoryKeyring, Screens, Town};

/// A phone with the core in it: what a user interface does, done by a test.
pub struct Device<'t> {
    pub town: &'t Town,
    pub keyring: Arc<MemoryKeyring>,
    config: Config,
    running: Option<Running>,
    /// Goes last: the app is still there while it stops.
    folder: TempDir,
}

/// The app while its process lives.
struct Running {
    app: Vestibule,
    screens: Arc<Screens>,
    /// What is waited for is no older than this: the screen that the last action led to.
    since: AtomicU64,
    _watch: Watch,
}

impl<'t> Device<'t> {
    /// Starts the app for the first time.
    pub fn new(town: &'t Town, mut config: Config) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        config.directory = folder.path().join("vault");
        let keyring = Arc::new(MemoryKeyring::default());
        let mut device = Self { town, keyring, config, running: None, folder };
        device.start();
        device
    }

    /// Goes through these scenes.
    ///
    /// # Panics
    ///
    /// Where one of them does not come.
    #[must_use]
    pub fn led(self, scenes: &[Scene]) -> Self {
        match Player::new(DeviceHand::on(self), io::sink()).go(scenes) {
            Ok(hand) => hand.device,
            Err(astray) => panic!("{astray}"),
        }
    }

    /// Ends the process in good order and starts it again.
    pub fn restart(&mut self) {
        self.stop();
        self.start();
    }

    pub fn stop(&mut self) {
        self.running = None;
    }

    pub fn start(&mut self) {
        let keyring = self.keyring.clone();
        let platform = Platform { keyring, clock: Arc::new(self.town.clock.clone()) };
        let app = Vestibule::open(self.config.clone(), platform).expect("the core opens");
        let screens = Arc::new(Screens::default());
        let watch = app.watch(screens.clone());
        self.running = Some(Running { app, screens, since: AtomicU64::new(0), _watch: watch });
    }

    /// The core, while the process lives.
    pub fn app(&self) -> &Vestibule {
        &self.running().app
    }

    /// What the person sees now.
    pub fn screen(&self) -> Screen {
        self.app().screen().screen
    }

    /// Every screen since the process was started.
    pub fn screens(&self) -> &Screens {
        &self.running().screens
    }

    /// The folder of the vault.
    pub fn vault(&self) -> &Path {
        &self.config.directory
    }

    /// Does what makes sense now.
    ///
    /// # Panics
    ///
    /// Where it makes none.
    pub fn act(&self, action: Action) {
        let told = format!("{action:?}");
        if let Err(error) = self.try_act(action) {
            panic!("{told}: {error}; {:#?}", self.screen());
        }
    }

    /// Does it, or says that it makes no sense now.
    ///
    /// # Errors
    ///
    /// What the core says.
    pub fn try_act(&self, action: Action) -> Result<(), NotNow> {
        self.app().act(action)?;
        self.running().since.store(self.app().screen().revision, Ordering::Relaxed);
        Ok(())
    }

    /// Acts, and waits for the screen that has no request under way.
    pub fn tap(&self, action: Action) -> Screen {
        let what = format!("the screen after {action:?}");
        self.act(action);
        self.until(&what, |screen| screen.progress() != Some(&Progress::Running))
    }

    /// Types into a field.
    pub fn type_in(&self, field: Field, text: &str) {
        self.act(Action::Edit { field, text: text.to_owned() });
    }

    /// Waits for a screen since the last action.
    ///
    /// # Panics
    ///
    /// Where it does not come.
    pub fn until(&self, what: &str, found: impl FnMut(&Screen) -> bool) -> Screen {
        let Running { screens, since, .. } = self.running();
        screens.wait(what, since.load(Ordering::Relaxed), found).screen
    }

    /// Waits until what the vault keeps is as it should be.
    ///
    /// # Panics
    ///
    /// Where it never is.
    pub fn until_saved(&self, what: &str, is_right: impl Fn(&Rows) -> bool) {
        let saves = Arc::new(Saves::default());
        let _watch = self.app().watch(saves.clone());
        let key = self.keyring.key().expect("a key");
        saves.wait(what, || is_right(&vault::rows(&self.config.directory, &key)));
    }

    /// The code that came last, by SMS or e-mail.
    pub fn code(&self, to: &str) -> String {
        self.town.inbox().latest_code(to).expect("a code came")
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("the app was started")
    }

    /// The device's own folder, the vault's and what a test puts beside it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}
