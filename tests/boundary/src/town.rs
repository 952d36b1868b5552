use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;
use vestibule::{Config, Locale};
use vestibule_phone::{Device, World};
use vestibule_server::{Endpoint, Gate, When};

/// The reference servers in this process, and a folder for one phone.
#[derive(uniffi::Object)]
pub struct Town {
    world: World,
    folder: TempDir,
}

#[uniffi::export]
impl Town {
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        let world = World::start(None).expect("the servers start");
        Arc::new(Self { world, folder: tempfile::tempdir().expect("a folder") })
    }

    /// What the phone's app is started with.
    pub fn config(&self) -> Config {
        Device::new(self.folder.path(), Locale::Ru).config(self.world.net())
    }

    /// The code that came last to a phone or an e-mail.
    pub fn code(&self, to: &str) -> String {
        self.world.servers().inbox().latest_code(to).expect("a code came")
    }

    /// Holds the next request of an endpoint as it arrives.
    pub fn hold(&self, server: &str, held: Held) -> Arc<HeldRequest> {
        let endpoint = match held {
            Held::Challenge => Endpoint::Challenge,
            Held::ReadAvatar => Endpoint::ReadAvatar,
            Held::Refresh => Endpoint::Refresh,
        };
        let faults = self.world.servers().faults();
        Arc::new(HeldRequest(faults.on(server, endpoint).hold(When::Arrival)))
    }

    /// The clients of so many requests were gone before the answer; waits for it.
    pub fn were_abandoned(&self, server: &str, requests: u64) -> bool {
        let counters = self.world.servers().counters();
        counters.wait(server, PATIENCE, |counts| counts.abandoned >= requests)
    }
}

/// What can be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Held {
    Challenge,
    ReadAvatar,
    Refresh,
}

/// A request that does not come further.
#[derive(uniffi::Object)]
pub struct HeldRequest(Gate);

#[uniffi::export]
impl HeldRequest {
    /// It arrived; waits for it.
    pub fn arrived(&self) -> bool {
        self.0.arrived(PATIENCE)
    }

    /// Lets it go.
    pub fn release(&self) {
        self.0.release();
    }
}

/// Nothing that a test waits for takes as long as this, on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(30);
