//! The app is killed (SIGKILL) while the browser is open, at every point at which it is saved: what
//! the browser hands over signs in all the same, and once.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use vestibule_server::{Browser, Config, Endpoint, Fault, Form, Gate, Page, When, World};

use crate::alone;
use crate::program::Phone;

const OFFICE: &str = "office";
const PROVIDER: &str = "office-id";
const ANNA: [(&str, &str); 2] = [("login", "anna"), ("password", "anna-password")];

const PATIENCE: Duration = Duration::from_secs(30);

/// Until when the app lives, and what of the request under way is done by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Killed {
    /// The step is there, and nobody went into the browser.
    BeforeTheTap,
    /// The provider is looked up.
    LookingUp(Done),
    /// The request is pushed.
    Pushing(Done),
    /// The page is open.
    Open,
    /// The page is open, and opened again.
    OpeningAgain(Done),
    /// The page has answered: its code is exchanged.
    Exchanging(Done),
    /// The corporate server is given the proof.
    Proving(Done),
    /// The corporate server's code becomes tokens.
    Redeeming(Done),
}

/// Whether a request was done whose answer nobody waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    Yes,
    No,
}

#[test]
fn an_app_that_is_killed_while_the_browser_is_open_signs_in_by_its_answer_and_once() {
    let _alone = alone();
    for killed in [
        Killed::BeforeTheTap,
        Killed::LookingUp(Done::No),
        Killed::LookingUp(Done::Yes),
        Killed::Pushing(Done::No),
        Killed::Pushing(Done::Yes),
        Killed::Open,
        Killed::OpeningAgain(Done::No),
        Killed::OpeningAgain(Done::Yes),
        Killed::Exchanging(Done::No),
        Killed::Exchanging(Done::Yes),
        Killed::Proving(Done::No),
        Killed::Proving(Done::Yes),
        Killed::Redeeming(Done::No),
        Killed::Redeeming(Done::Yes),
    ] {
        let place = Place::new();
        let mut phone = place.phone();
        let Left { form, held } = live(&place, &mut phone, killed);
        // Killed: nothing is said or saved any more.
        drop(phone);
        drop(held);

        let mut phone = place.phone();
        let home = go_on(&place, &mut phone, killed, form);

        assert!(home["screen"]["Home"].is_object(), "{killed:?}: {home}");
        let counts = place.world.counters().of(OFFICE);
        assert_eq!((counts.sign_ins, counts.sessions_begun), (1, 1), "{killed:?}");
        let accounts = place.world.server(OFFICE).accounts().unwrap();
        let live: usize = accounts.iter().map(|account| account.live_sessions).sum();
        assert_eq!(live, 1, "{killed:?}");
        assert_eq!(counts.proofs_rejected.len(), 0, "{killed:?}");
        phone.end();
    }
}

/// What is there when the app is killed.
struct Left {
    /// The form in the browser, where one is open.
    form: Option<Form>,
    /// The request that the app waits for.
    held: Option<Gate>,
}

/// Lives until the app is to be killed.
fn live(place: &Place, phone: &mut Phone, killed: Killed) -> Left {
    if let Killed::LookingUp(done) = killed {
        // Ahead of the tap, which then waits for the same request.
        let held = place.hold(PROVIDER, Endpoint::Discovery, done);
        to_browser(place, phone);
        phone.say(&json!({"action": "OpenBrowser"}));
        phone.until(|line| line["screen"]["Browser"]["progress"] == "Running");
        assert!(held.arrived(PATIENCE), "{killed:?}");
        return Left { form: None, held: Some(held) };
    }
    to_browser(place, phone);
    match killed {
        Killed::BeforeTheTap | Killed::LookingUp(_) => Left { form: None, held: None },
        Killed::Open => Left { form: Some(place.form(&open(phone))), held: None },
        Killed::Pushing(done) => {
            let held = tapped(place, phone, done);
            Left { form: None, held: Some(held) }
        }
        Killed::OpeningAgain(done) => {
            let form = Some(place.form(&open(phone)));
            let held = tapped(place, phone, done);
            Left { form, held: Some(held) }
        }
        Killed::Exchanging(done) => answered(place, phone, (PROVIDER, Endpoint::IdToken), done),
        Killed::Proving(done) => answered(place, phone, (OFFICE, Endpoint::Challenge), done),
        Killed::Redeeming(done) => answered(place, phone, (OFFICE, Endpoint::Redeem), done),
    }
}

/// The browser is to open, and the request is being pushed.
fn tapped(place: &Place, phone: &mut Phone, done: Done) -> Gate {
    let held = place.hold(PROVIDER, Endpoint::Push, done);
    phone.say(&json!({"action": "OpenBrowser"}));
    assert!(held.arrived(PATIENCE), "nothing was pushed");
    held
}

/// The browser answers, and a request that comes of it is under way.
fn answered(
    place: &Place,
    phone: &mut Phone,
    (server, endpoint): (&str, Endpoint),
    done: Done,
) -> Left {
    let form = place.form(&open(phone));
    let held = place.hold(server, endpoint, done);
    place.answer(&form);
    assert!(held.arrived(PATIENCE), "{endpoint:?} did not come");
    Left { form: None, held: Some(held) }
}

/// What the person does in an app that was started anew, until they are signed in.
fn go_on(place: &Place, phone: &mut Phone, killed: Killed, form: Option<Form>) -> Value {
    match (killed, form) {
        // The browser was left open: it answers, whatever the app does at that moment, and twice.
        (_, Some(form)) => {
            phone.until(is_browser);
            let callback = place.answer(&form);
            let home = phone.until(is_home);
            place.hand_over(&callback);
            home
        }
        (Killed::BeforeTheTap, None) => {
            phone.until(is_browser);
            place.answer(&place.form(&open(phone)));
            phone.until(is_home)
        }
        (Killed::LookingUp(_) | Killed::Pushing(_), None) => {
            let page = phone.until(is_open);
            place.answer(&place.form(url(&page)));
            phone.until(is_home)
        }
        // The provider takes a code once: the browser is asked for another, and asks nobody.
        (Killed::Exchanging(Done::Yes), None) => {
            phone.until(|line| line["problem"].to_string().contains("CodeSpent"));
            let page = open(phone);
            place.hand_over(&place.browser.return_from(&page).unwrap());
            phone.until(is_home)
        }
        (_, None) => phone.until(is_home),
    }
}

/// Servers, a browser, and where a phone keeps its things.
struct Place {
    world: World,
    browser: Browser,
    folder: TempDir,
    authority: PathBuf,
}

impl Place {
    fn new() -> Self {
        let world = World::start(Config::example()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let authority = folder.path().join("authority.pem");
        std::fs::write(&authority, world.authority_pem()).unwrap();
        Self { browser: world.browser(), world, folder, authority }
    }

    /// The app, started.
    fn phone(&self) -> Phone {
        let path = |path: &std::path::Path| path.to_str().unwrap().to_owned();
        Phone::start(&[
            "--data",
            &path(&self.folder.path().join("phone")),
            "--server",
            self.world.server("green").issuer(),
            "--ca",
            &path(&self.authority),
        ])
    }

    /// Holds the next such request until the app is gone. It is done by then, or never will be.
    fn hold(&self, server: &str, endpoint: Endpoint, done: Done) -> Gate {
        let faults = self.world.faults();
        match done {
            Done::Yes => faults.on(server, endpoint).hold(When::Answer),
            Done::No => {
                faults.on(server, endpoint).inject(Fault::Drop { when: When::Arrival });
                faults.on(server, endpoint).hold(When::Arrival)
            }
        }
    }

    fn form(&self, page: &str) -> Form {
        self.browser.open(page).unwrap().into_form().unwrap()
    }

    /// The person signs in, and the browser hands the answer over; what it handed over.
    fn answer(&self, form: &Form) -> String {
        let Page::Callback(callback) = self.browser.send(form, &ANNA, "in").unwrap() else {
            panic!("the browser stays where it is");
        };
        self.hand_over(&callback);
        callback
    }

    /// What a browser does at the end: it goes where it was sent.
    fn hand_over(&self, callback: &str) {
        let rest = callback.strip_prefix("http://").unwrap();
        let (host, path) = rest.split_once('/').unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        let request = format!("GET /{path} HTTP/1.1\r\nhost: {host}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    }
}

/// From the start to the step that sends the person into the browser.
fn to_browser(place: &Place, phone: &mut Phone) {
    phone.until(|line| line["screen"]["Start"].is_object());
    phone.say(&json!({"action": "Begin", "way": "ServerAddress"}));
    phone.until(|line| line["screen"]["Address"].is_object());
    let address = place.world.server(OFFICE).issuer();
    phone.say(&json!({"action": "SubmitAddress", "text": address}));
    phone.until(is_browser);
}

/// Opens the browser; its page.
fn open(phone: &mut Phone) -> String {
    phone.say(&json!({"action": "OpenBrowser"}));
    url(&phone.until(is_open)).to_owned()
}

fn url(line: &Value) -> &str {
    line["screen"]["Browser"]["url"].as_str().unwrap()
}

fn is_browser(line: &Value) -> bool {
    line["screen"]["Browser"].is_object()
}

fn is_open(line: &Value) -> bool {
    line["screen"]["Browser"]["url"].is_string()
}

fn is_home(line: &Value) -> bool {
    line["screen"]["Home"].is_object()
}
