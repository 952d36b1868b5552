use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use vestibule::input::ServerAddress;
use vestibule::{
    Action, Clock as _, Locale, Observer, OpenError, Progress, Resend, Screen, SignOutPage,
    Snapshot, Timestamp, Vestibule, Watch,
};
use vestibule_server::Browser;

use super::journey::Visit;
use super::player::Astray;
use crate::device::Device;
use crate::message::Message;
use crate::world::{Outage, World};

/// What a player plays with: a phone with the app on it, and the world around it.
///
/// The app may end by itself: then it is started again before the hand returns, and
/// [`Hand::starts`] grows. What was done to the app that ended may be lost.
pub trait Hand {
    /// How often the app was started.
    fn starts(&self) -> u32;

    /// The newest screen of the app that runs.
    fn screen(&self) -> Snapshot;

    /// The next screen, in order; none where none comes in time.
    ///
    /// # Errors
    ///
    /// [`Astray`] where the phone failed.
    fn next(&mut self, until: Instant) -> Result<Option<Snapshot>, Astray>;

    /// Does something on the screen; [`Hand::screen`] is then the one that it led to at once.
    ///
    /// # Errors
    ///
    /// [`Astray`] where it makes no sense there, or the phone failed.
    fn act(&mut self, action: Action) -> Result<(), Astray>;

    /// Ends the app in good order, and starts it again: [`Hand::starts`] grows by one, or by more
    /// where it ended by itself before.
    ///
    /// # Errors
    ///
    /// [`Astray`] where it does not start.
    fn restart(&mut self) -> Result<(), Astray>;

    /// Lets time go by, on the phone and on the servers.
    fn wait(&mut self, wait: Duration);

    /// Takes the network away.
    fn disconnect(&mut self);

    /// Gives the network back.
    fn connect(&mut self);

    /// The browser of the phone, where the person stays signed in.
    fn browser(&self) -> Browser;

    /// Goes through a page in a browser that people use, and gives what it hands over; none where
    /// the phone has only [`Hand::browser`].
    ///
    /// # Errors
    ///
    /// [`Astray`] where it does not get there.
    fn visit(&mut self, _page: &str, _visit: Visit) -> Result<Option<String>, Astray> {
        Ok(None)
    }

    /// Signs out on the page of a notice in a browser that people use; false where the phone has
    /// only [`Hand::browser`].
    ///
    /// # Errors
    ///
    /// [`Astray`] where it does not get there.
    fn sign_out(&mut self, _page: &SignOutPage) -> Result<bool, Astray> {
        Ok(false)
    }

    /// The address of the server, or identity provider, that the world calls so.
    fn issuer(&self, server: &str) -> Option<ServerAddress>;

    /// What arrived so far, by SMS and e-mail.
    fn messages(&self) -> Vec<Message>;

    /// The language of the phone.
    fn locale(&self) -> Locale;

    /// The phone's clock.
    fn now(&self) -> Timestamp;
}

/// The hand on a phone in this process.
pub struct OwnHand<'a> {
    world: &'a World,
    device: Device,
    app: Option<App>,
    starts: u32,
    outage: Option<Outage>,
    browser: Browser,
}

/// The app while it runs.
struct App {
    core: Vestibule,
    screens: Receiver<Snapshot>,
    _watch: Watch,
}

impl<'a> OwnHand<'a> {
    /// Starts the app on a phone.
    ///
    /// # Errors
    ///
    /// The core's own.
    pub fn new(world: &'a World, device: Device) -> Result<Self, OpenError> {
        let app = App::start(&device, world)?;
        let browser = world.servers().browser().in_language(device.locale.tag());
        Ok(Self { world, device, app: Some(app), starts: 1, outage: None, browser })
    }

    fn app(&self) -> &App {
        self.app.as_ref().expect("the app runs")
    }
}

impl Hand for OwnHand<'_> {
    fn starts(&self) -> u32 {
        self.starts
    }

    fn screen(&self) -> Snapshot {
        self.app().core.screen()
    }

    fn next(&mut self, until: Instant) -> Result<Option<Snapshot>, Astray> {
        let left = until.saturating_duration_since(Instant::now());
        Ok(self.app().screens.recv_timeout(left).ok())
    }

    fn act(&mut self, action: Action) -> Result<(), Astray> {
        Ok(self.app().core.act(action)?)
    }

    fn restart(&mut self) -> Result<(), Astray> {
        if let Some(app) = self.app.take() {
            app.core.close();
        }
        self.app = Some(App::start(&self.device, self.world)?);
        self.starts += 1;
        Ok(())
    }

    fn wait(&mut self, wait: Duration) {
        self.world.advance(wait);
        self.device.clock.advance(wait);
    }

    fn disconnect(&mut self) {
        self.outage = Some(self.world.disconnect());
    }

    fn connect(&mut self) {
        if let Some(outage) = self.outage.take() {
            self.world.connect(outage);
        }
    }

    fn browser(&self) -> Browser {
        self.browser.clone()
    }

    fn issuer(&self, server: &str) -> Option<ServerAddress> {
        self.world.issuer(server).cloned()
    }

    fn messages(&self) -> Vec<Message> {
        self.world.messages()
    }

    fn locale(&self) -> Locale {
        self.device.locale
    }

    fn now(&self) -> Timestamp {
        self.device.clock.now()
    }
}

/// A screen without what an app that was started again has yet to learn, or never keeps.
pub fn kept(screen: &Screen) -> Screen {
    let mut kept = screen.clone();
    match &mut kept {
        // Known once the public server has told its regions.
        Screen::Phone { server, .. } => *server = None,
        Screen::Browser { openings, .. } => *openings = 0,
        // Told by the deadlines.
        Screen::Code { expired, resend, .. } => {
            *expired = false;
            *resend = Resend::Now;
        }
        // A picture that was under way is chosen again.
        Screen::Avatar { progress, .. } | Screen::EditProfile { progress, .. }
            if *progress == Progress::Running =>
        {
            *progress = Progress::Idle;
        }
        _ => {}
    }
    kept
}

impl App {
    fn start(device: &Device, world: &World) -> Result<Self, OpenError> {
        let core = device.start(world.net())?;
        let (sender, screens) = mpsc::channel();
        let watch = core.watch(std::sync::Arc::new(Screens(sender)));
        Ok(Self { core, screens, _watch: watch })
    }
}

struct Screens(mpsc::Sender<Snapshot>);

impl Observer for Screens {
    fn screen(&self, snapshot: &Snapshot) {
        // Fails when nobody looks any more.
        let _ = self.0.send(snapshot.clone());
    }
}
