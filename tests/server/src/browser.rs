//! A browser without a screen, for tests: it keeps cookies, follows redirects within a site, and
//! fills in the forms that this world's pages have.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use reqwest::header::{ACCEPT_LANGUAGE, COOKIE, LOCATION, SET_COOKIE};
use tokio::runtime::Handle;
use url::Url;

/// A browser of one person. Clones share its cookies.
///
/// It works from threads and from tasks: each call blocks until the page is there.
#[derive(Clone)]
pub struct Browser {
    http: reqwest::Client,
    runtime: Handle,
    locale: String,
    /// By origin, then by name.
    cookies: Arc<Mutex<BTreeMap<String, BTreeMap<String, String>>>>,
}

/// What a browser came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// A form, to be filled in.
    Form(Form),
    /// A page with nothing to fill in.
    Plain { status: u16, heading: String },
    /// An address that is an app's: the browser hands it over, whole.
    Callback(String),
}

/// A form of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub heading: String,
    /// What was wrong with what was sent before.
    pub problem: Option<String>,
    /// The fields that a person sees, with what is in them.
    pub fields: BTreeMap<String, String>,
    action: Url,
    hidden: Vec<(String, String)>,
}

/// Why a browser did not get where it should.
#[derive(Debug, thiserror::Error)]
pub enum Lost {
    #[error("the page did not come: {0}")]
    Http(#[from] reqwest::Error),
    #[error("{0} is no address")]
    Address(String),
    #[error("there are redirects without end")]
    Redirects,
    #[error("it took too long")]
    TooLate,
    #[error("this came instead: {0:?}")]
    Elsewhere(Box<Page>),
}

impl Browser {
    /// Nothing of this world takes as long as this.
    const PATIENCE: Duration = Duration::from_secs(30);
    const REDIRECTS: usize = 10;

    pub(crate) fn new(http: reqwest::Client, runtime: Handle) -> Self {
        Self { http, runtime, locale: "en".to_owned(), cookies: Arc::default() }
    }

    /// The language that pages are asked for.
    #[must_use]
    pub fn in_language(mut self, tag: &str) -> Self {
        tag.clone_into(&mut self.locale);
        self
    }

    /// Opens an address.
    pub fn open(&self, url: &str) -> Result<Page, Lost> {
        let address = Url::parse(url).map_err(|_| Lost::Address(url.to_owned()))?;
        self.block_on(self.clone().go(address, None))
    }

    /// Sends a form: what a person filled in, and the button that they pressed.
    pub fn send(&self, form: &Form, filled: &[(&str, &str)], button: &str) -> Result<Page, Lost> {
        let mut body: Vec<_> = form.hidden.clone();
        for (name, value) in &form.fields {
            let filled = filled.iter().find(|(filled, _)| filled == name);
            let value = filled.map_or(value.as_str(), |(_, value)| *value);
            body.push((name.clone(), value.to_owned()));
        }
        body.push(("go".to_owned(), button.to_owned()));
        self.block_on(self.clone().go(form.action.clone(), Some(body)))
    }

    /// Signs in on the page at `url`, where it asks for that; what the browser hands over to the app.
    pub fn sign_in(&self, url: &str, login: &str, password: &str) -> Result<String, Lost> {
        let page = match self.open(url)? {
            Page::Form(form) => {
                self.send(&form, &[("login", login), ("password", password)], "in")?
            }
            other => other,
        };
        page.into_callback()
    }

    /// What the browser hands over without a form: the person is signed in there already.
    pub fn return_from(&self, url: &str) -> Result<String, Lost> {
        self.open(url)?.into_callback()
    }

    /// Goes back to the app from the form at `url`.
    pub fn cancel(&self, url: &str) -> Result<String, Lost> {
        let form = self.open(url)?.into_form()?;
        self.send(&form, &[], "back")?.into_callback()
    }

    /// Signs out on the page at `url`; what it says then.
    pub fn sign_out(&self, url: &str) -> Result<Page, Lost> {
        let form = self.open(url)?.into_form()?;
        self.send(&form, &[], "out")
    }

    async fn go(self, mut url: Url, mut form: Option<Vec<(String, String)>>) -> Result<Page, Lost> {
        for _ in 0..Self::REDIRECTS {
            let origin = url.origin().ascii_serialization();
            let request = match form.take() {
                Some(form) => self.http.post(url.clone()).form(&form),
                None => self.http.get(url.clone()),
            };
            let request = request.header(ACCEPT_LANGUAGE, &self.locale);
            let request = match self.cookie(&origin) {
                Some(cookie) => request.header(COOKIE, cookie),
                None => request,
            };
            let response = request.send().await?;
            for cookie in response.headers().get_all(SET_COOKIE) {
                self.keep(&origin, cookie.to_str().unwrap_or_default());
            }
            let status = response.status();
            let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
            let Some(to) = to.filter(|_| status.is_redirection()).map(str::to_owned) else {
                let html = response.text().await?;
                return Ok(read(&url, status.as_u16(), &html));
            };
            let next = url.join(&to).map_err(|_| Lost::Address(to.clone()))?;
            if next.origin() != url.origin() {
                // As it was written: the app compares it byte for byte.
                return Ok(Page::Callback(to));
            }
            url = next;
        }
        Err(Lost::Redirects)
    }

    fn cookie(&self, origin: &str) -> Option<String> {
        let cookies = self.cookies();
        let cookies = cookies.get(origin).filter(|cookies| !cookies.is_empty())?;
        let pairs = cookies.iter().map(|(name, value)| format!("{name}={value}"));
        Some(pairs.collect::<Vec<_>>().join("; "))
    }

    /// RFC 6265 section 5.2, as far as this world uses it.
    fn keep(&self, origin: &str, cookie: &str) {
        let mut parts = cookie.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        let is_over = parts.any(|attribute| attribute.eq_ignore_ascii_case("max-age=0"));
        let mut cookies = self.cookies();
        let cookies = cookies.entry(origin.to_owned()).or_default();
        if is_over {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    fn cookies(&self) -> MutexGuard<'_, BTreeMap<String, BTreeMap<String, String>>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a task of the world's own thread.
    fn block_on(
        &self,
        task: impl Future<Output = Result<Page, Lost>> + Send + 'static,
    ) -> Result<Page, Lost> {
        let (sender, receiver) = mpsc::channel();
        self.runtime.spawn(async move {
            // Fails where nobody waits any more.
            let _ = sender.send(task.await);
        });
        receiver.recv_timeout(Self::PATIENCE).unwrap_or(Err(Lost::TooLate))
    }
}

impl Page {
    /// The form, where there is one.
    pub fn into_form(self) -> Result<Form, Lost> {
        match self {
            Self::Form(form) => Ok(form),
            other => Err(Lost::Elsewhere(Box::new(other))),
        }
    }

    /// The address that is handed over to the app, where it is one.
    pub fn into_callback(self) -> Result<String, Lost> {
        match self {
            Self::Callback(url) => Ok(url),
            other => Err(Lost::Elsewhere(Box::new(other))),
        }
    }
}

/// A page of this world's.
fn read(url: &Url, status: u16, html: &str) -> Page {
    let heading = element(html, "h1").unwrap_or_default();
    let Some(action) = tags(html, "form").next().and_then(|tag| attribute(tag, "action")) else {
        return Page::Plain { status, heading };
    };
    let Ok(action) = url.join(&action) else {
        return Page::Plain { status, heading };
    };
    let problem = html.split_once("role=\"alert\">").and_then(|(_, rest)| rest.split_once('<'));
    let mut form = Form {
        heading,
        problem: problem.map(|(text, _)| unescaped(text)),
        fields: BTreeMap::new(),
        action,
        hidden: Vec::new(),
    };
    for tag in tags(html, "input") {
        let value = attribute(tag, "value").unwrap_or_default();
        match (attribute(tag, "name"), attribute(tag, "type").as_deref()) {
            (Some(name), Some("hidden")) => form.hidden.push((name, value)),
            (Some(name), _) => drop(form.fields.insert(name, value)),
            (None, _) => {}
        }
    }
    Page::Form(form)
}

/// The text of the first element of this name.
fn element(html: &str, name: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("<{name}>"))?;
    let (text, _) = rest.split_once(&format!("</{name}>"))?;
    Some(unescaped(text))
}

/// The attributes of the tags of this name.
fn tags<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let begin = format!("<{name}");
    let tags: Vec<_> = html.split(&begin).skip(1).collect();
    tags.into_iter().filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| unescaped(value))
}

fn unescaped(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}
