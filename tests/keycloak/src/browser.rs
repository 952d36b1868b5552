use std::env;

use serde_json::{Value, json};

use crate::Keycloak;
use crate::driver::{Refusal, Session};

/// A browser with a profile of its own; dropped, it is closed.
///
/// `VESTIBULE_BROWSER=visible` has it on the screen.
pub struct Browser(Session);

impl Browser {
    /// Opens a browser that trusts this Keycloak.
    pub fn trusting(keycloak: &Keycloak) -> Self {
        let mut arguments = vec![
            "--no-sandbox".to_owned(),
            "--no-first-run".to_owned(),
            "--no-proxy-server".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            format!("--ignore-certificate-errors-spki-list={}", keycloak.key_hash()),
        ];
        if env::var_os("VESTIBULE_BROWSER").is_none_or(|how| how != "visible") {
            arguments.push("--headless=new".to_owned());
        }
        Self(Session::start(&arguments))
    }

    /// Opens a page, and waits until it is there.
    ///
    /// # Panics
    ///
    /// Where it does not come.
    pub fn open(&self, url: &str) {
        if let Err(Refusal { message }) = self.go(url) {
            panic!("{url}: {message}");
        }
    }

    /// Opens a page that nothing serves.
    ///
    /// # Panics
    ///
    /// Where something does.
    pub fn open_in_vain(&self, url: &str) {
        let Err(Refusal { message }) = self.go(url) else {
            panic!("{url} is there: {}", self.text());
        };
        assert!(message.contains("net::ERR_CONNECTION_REFUSED"), "{message}");
    }

    /// The language that the page says it is in.
    pub fn language(&self) -> String {
        self.run("return document.documentElement.lang")
    }

    /// What the page says.
    pub fn text(&self) -> String {
        self.run("return document.body.innerText")
    }

    /// Waits for an element, by CSS selector.
    pub(crate) fn find(&self, selector: &str) -> Element<'_> {
        let query = json!({"using": "css selector", "value": selector});
        match self.0.post("/element", &query) {
            Ok(found) => Element { browser: self, id: reference(&found) },
            Err(Refusal { message }) => {
                let url = self.0.get("/url").ok();
                panic!("no {selector}: {message}\n{url:?} says:\n{}", self.text());
            }
        }
    }

    fn go(&self, url: &str) -> Result<(), Refusal> {
        self.0.post("/url", &json!({"url": url})).map(drop)
    }

    fn run(&self, script: &str) -> String {
        let result = self.0.post("/execute/sync", &json!({"script": script, "args": []}));
        result.expect("a script runs").as_str().unwrap_or_default().to_owned()
    }
}

/// An element of the page that is shown.
pub(crate) struct Element<'b> {
    browser: &'b Browser,
    id: String,
}

impl Element<'_> {
    /// Types into it, in place of what was there.
    pub(crate) fn fill(&self, text: &str) {
        self.does("clear", &json!({}));
        self.does("value", &json!({"text": text}));
    }

    /// Clicks it, and waits until the page that it leads to is there.
    pub(crate) fn click(&self) {
        self.does("click", &json!({}));
    }

    /// The text that it shows.
    pub(crate) fn text(&self) -> String {
        self.tells("text")
    }

    /// What a field holds.
    pub(crate) fn content(&self) -> String {
        self.tells("property/value")
    }

    fn does(&self, what: &str, arguments: &Value) {
        let done = self.browser.0.post(&format!("/element/{}/{what}", self.id), arguments);
        if let Err(Refusal { message }) = done {
            panic!("{what}: {message}");
        }
    }

    fn tells(&self, what: &str) -> String {
        let told = self.browser.0.get(&format!("/element/{}/{what}", self.id));
        told.expect("an element tells").as_str().unwrap_or_default().to_owned()
    }
}

/// The reference of an element (WebDriver section 11).
fn reference(found: &Value) -> String {
    let reference = found["element-6066-11e4-a52e-4f735466cecf"].as_str();
    reference.expect("an element has a reference").to_owned()
}
