use std::time::{Duration, Instant};

use vestibule::input::ServerAddress;
use vestibule::{Action, Clock as _, Locale, Snapshot, Timestamp};
use vestibule_phone::play::{Astray, Hand, Journey};
use vestibule_phone::{Message, Options};
use vestibule_server::{Browser, Fault, FaultId, Matching, When};

use crate::{Device, Town};

/// The hand on a [`Device`]: what the phone's player plays the journeys by.
pub struct DeviceHand<'t> {
    pub device: Device<'t>,
    starts: u32,
    /// How many of the app's screens were given.
    given: usize,
    outage: Option<FaultId>,
    browser: Browser,
}

impl<'t> DeviceHand<'t> {
    /// On a new device, with the app that a journey is for.
    pub fn new(town: &'t Town, journey: &Journey) -> Self {
        Self::on(town.device_with(|config| {
            if journey.special {
                config.app.id = Options::SPECIAL_APP.to_owned();
                config.app.special = true;
            }
        }))
    }

    /// On a device whose app runs.
    pub fn on(device: Device<'t>) -> Self {
        let browser = device.town.world.browser();
        Self { device, starts: 1, given: 0, outage: None, browser }
    }
}

impl Hand for DeviceHand<'_> {
    fn starts(&self) -> u32 {
        self.starts
    }

    fn screen(&self) -> Snapshot {
        self.device.app().screen()
    }

    fn next(&mut self, until: Instant) -> Result<Option<Snapshot>, Astray> {
        let next = self.device.screens().nth(self.given, until);
        self.given += usize::from(next.is_some());
        Ok(next)
    }

    fn act(&mut self, action: Action) -> Result<(), Astray> {
        Ok(self.device.try_act(action)?)
    }

    fn restart(&mut self) -> Result<(), Astray> {
        self.device.restart();
        self.starts += 1;
        self.given = 0;
        Ok(())
    }

    fn wait(&mut self, wait: Duration) {
        self.device.town.clock.advance(wait);
    }

    fn disconnect(&mut self) {
        let every = Matching { server: None, endpoint: None, nth: 1, times: None };
        let drop = Fault::Drop { when: When::Arrival };
        self.outage = Some(self.device.town.world.faults().set(every, drop));
    }

    fn connect(&mut self) {
        if let Some(outage) = self.outage.take() {
            self.device.town.world.faults().remove(outage);
        }
    }

    fn browser(&self) -> Browser {
        self.browser.clone()
    }

    fn issuer(&self, server: &str) -> Option<ServerAddress> {
        self.device.town.find(server)
    }

    fn messages(&self) -> Vec<Message> {
        self.device.town.inbox().messages().into_iter().map(Message::from).collect()
    }

    fn locale(&self) -> Locale {
        self.device.app().locale()
    }

    fn now(&self) -> Timestamp {
        self.device.town.clock.now()
    }
}
