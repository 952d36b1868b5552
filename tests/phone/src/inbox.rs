use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use reqwest::{Client, Url};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use serde::Deserialize;
use tokio::runtime::Builder;
use vestibule::{Channel, Timestamp};
use vestibule_server::Inbox;

use crate::message::Message;

/// Where messages come from.
pub enum Source {
    /// The embedded servers.
    Embedded(Inbox),
    /// Servers that run elsewhere, by their control listener.
    Control(Control),
}

/// The control listener of `vestibule-server`: `GET {url}/inbox`.
pub struct Control {
    client: Client,
    url: Url,
}

/// Why a control listener can't be asked.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    #[error("the authority's certificate can't be read")]
    Authority(#[from] rustls::Error),
    #[error("the HTTP client could not be made")]
    Http(#[from] reqwest::Error),
}

/// How long one wait for a message takes.
const WAIT: Duration = Duration::from_secs(30);

impl Source {
    /// Hands over every message as it comes, from a thread of its own, while `hand` says so.
    ///
    /// # Errors
    ///
    /// The system gave no thread.
    pub fn follow(self, mut hand: impl FnMut(Message) -> bool + Send + 'static) -> io::Result<()> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let follow = async move {
            let mut last = 0;
            loop {
                for (number, message) in self.after(last).await {
                    last = last.max(number);
                    if !hand(message) {
                        return;
                    }
                }
            }
        };
        let thread = thread::Builder::new().name("phone-inbox".to_owned());
        thread.spawn(move || runtime.block_on(follow)).map(drop)
    }

    /// The messages with greater numbers than this, when there are any.
    async fn after(&self, last: u64) -> Vec<(u64, Message)> {
        match self {
            Self::Embedded(inbox) => {
                let next = inbox.next(last, WAIT).await;
                next.map(|message| (message.number, message.into())).into_iter().collect()
            }
            Self::Control(control) => match control.after(last).await {
                Ok(letters) => letters.into_iter().map(Letter::opened).collect(),
                // The servers may be away; they are asked again.
                Err(_) => {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    Vec::new()
                }
            },
        }
    }
}

impl Control {
    /// The listener at `url`, whose certificate this authority vouches for.
    ///
    /// # Errors
    ///
    /// [`ControlError`].
    pub fn new(url: Url, authority: &str) -> Result<Self, ControlError> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(authority.as_bytes()).flatten() {
            roots.add(certificate)?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = Client::builder().tls_backend_preconfigured(tls).no_proxy().build()?;
        Ok(Self { client, url })
    }

    async fn after(&self, last: u64) -> reqwest::Result<Vec<Letter>> {
        let mut url = self.url.clone();
        url.set_path(&format!("{}/inbox", self.url.path().trim_end_matches('/')));
        url.set_query(Some(&format!("after={last}&wait={}", WAIT.as_secs())));
        let request = self.client.get(url).timeout(WAIT + Duration::from_secs(10));
        request.send().await?.error_for_status()?.json().await
    }
}

/// A message as the control listener tells it.
#[derive(Deserialize)]
struct Letter {
    number: u64,
    channel: LetterChannel,
    to: String,
    code: String,
    text: String,
    /// Milliseconds since the Unix epoch.
    sent_at: Timestamp,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum LetterChannel {
    Sms,
    Email,
}

impl Letter {
    fn opened(self) -> (u64, Message) {
        let Self { number, channel, to, code, text, sent_at } = self;
        let channel = match channel {
            LetterChannel::Sms => Channel::Sms,
            LetterChannel::Email => Channel::Email,
        };
        (number, Message { channel, to, text, code, sent_at })
    }
}
