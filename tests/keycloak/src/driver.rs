use std::process::Command;
use std::sync::OnceLock;

use reqwest::Method;
use serde_json::{Value, json};

use crate::http::Http;
use crate::program::Program;

/// A session of ChromeDriver: one browser, driven by WebDriver (W3C Recommendation).
pub(crate) struct Session {
    http: Http,
    url: String,
}

/// Why the driver did not do what it was told.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) message: String,
}

impl Session {
    /// How long an element may take to appear, in milliseconds.
    const PATIENCE_MILLIS: u32 = 20_000;

    /// Starts a browser with a profile of its own.
    pub(crate) fn start(arguments: &[String]) -> Self {
        let http = Http::trusting(&[]);
        let mut session = Self { http, url: format!("http://127.0.0.1:{}/session", driver()) };
        let capabilities = json!({
            "browserName": "chrome",
            "timeouts": {"implicit": Self::PATIENCE_MILLIS},
            "goog:chromeOptions": {
                "args": arguments,
                "prefs": {"credentials_enable_service": false},
            },
        });
        let begun = session
            .post("", &json!({"capabilities": {"alwaysMatch": capabilities}}))
            .expect("Chromium starts");
        let id = begun["sessionId"].as_str().expect("a session has an id");
        session.url = format!("{}/{id}", session.url);
        session
    }

    pub(crate) fn get(&self, command: &str) -> Result<Value, Refusal> {
        self.command(Method::GET, command, None)
    }

    pub(crate) fn post(&self, command: &str, arguments: &Value) -> Result<Value, Refusal> {
        self.command(Method::POST, command, Some(arguments))
    }

    fn command(
        &self,
        method: Method,
        command: &str,
        arguments: Option<&Value>,
    ) -> Result<Value, Refusal> {
        let mut request = self.http.client.request(method, format!("{}{command}", self.url));
        if let Some(arguments) = arguments {
            request = request.json(arguments);
        }
        let mut reply = self.http.send(request).expect("the driver answers");
        let value = reply.body["value"].take();
        match value["error"].as_str() {
            None => Ok(value),
            Some(error) => {
                let message = value["message"].as_str().unwrap_or_default();
                Err(Refusal { message: format!("{error}: {message}") })
            }
        }
    }
}

impl Drop for Session {
    /// Ends the browser.
    fn drop(&mut self) {
        // It is ended with the driver otherwise.
        let _ = self.http.send(self.http.client.delete(&self.url));
    }
}

/// The port of the driver, which all browsers of this process share.
fn driver() -> &'static str {
    static DRIVER: OnceLock<(Program, String)> = OnceLock::new();
    let (_, port) = DRIVER.get_or_init(|| {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0");
        let (program, line) = Program::start(&command, "started successfully on port");
        let port = line.rsplit(' ').next().expect("a word").trim_end_matches('.').to_owned();
        (program, port)
    });
    port
}
