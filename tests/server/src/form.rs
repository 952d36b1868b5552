use std::collections::BTreeMap;

use url::form_urlencoded;

/// The parameters of a form-encoded request; each at most once (RFC 6749 section 3.2).
#[derive(Clone, Debug, Default)]
pub(crate) struct Form(BTreeMap<String, String>);

/// A parameter was sent twice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the parameter `{0}` is there twice")]
pub(crate) struct Repeated(String);

impl Form {
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Repeated> {
        let mut form = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(body) {
            if form.insert(name.to_string(), value.into_owned()).is_some() {
                return Err(Repeated(name.into_owned()));
            }
        }
        Ok(Self(form))
    }

    /// A parameter; one that is sent empty is as if left out (RFC 6749 section 3.1).
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(crate) fn is_true(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }

    /// The names alone: for logs, which hold no secrets.
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}
