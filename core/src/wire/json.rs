use std::time::Duration;

use serde_json::{Map, Value};
use url::Url;

use super::plain::plain;
use crate::{Request, Secret, ServerProblem};

/// The members of a JSON object, each taken once by the one who reads it.
///
/// Members that nobody takes are ignored; one that is missing or ill-typed is named with its whole
/// path.
pub(crate) struct Object {
    members: Map<String, Value>,
    path: String,
}

/// How an answer is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// Not a JSON object.
    NotJson,
    /// A required member is missing, or a member is ill-typed.
    Member(String),
}

impl Object {
    /// The object that `bytes` are in JSON (RFC 8259).
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(members)) => Ok(Self { members, path: String::new() }),
            Ok(_) | Err(_) => Err(Malformed::NotJson),
        }
    }

    /// A member that has to be there and be what `read` takes.
    pub(crate) fn required<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Result<T, Malformed> {
        self.members.remove(name).and_then(read).ok_or_else(|| self.bad(name))
    }

    /// A member that may be absent or null, and else has to be what `read` takes.
    pub(crate) fn optional<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Result<Option<T>, Malformed> {
        match self.members.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => read(value).map(Some).ok_or_else(|| self.bad(name)),
        }
    }

    /// An object that has to be there.
    pub(super) fn object(&mut self, name: &str) -> Result<Self, Malformed> {
        self.optional_object(name)?.ok_or_else(|| self.bad(name))
    }

    /// An object that may be absent or null.
    pub(super) fn optional_object(&mut self, name: &str) -> Result<Option<Self>, Malformed> {
        let path = self.path_of(name);
        self.optional(name, |value| match value {
            Value::Object(members) => Some(Self { members, path }),
            _ => None,
        })
    }

    /// The elements of an array; none where it is absent or null.
    pub(super) fn list<T>(
        &mut self,
        name: &str,
        read: impl Fn(Value) -> Option<T>,
    ) -> Result<Vec<T>, Malformed> {
        let values = self.optional(name, array)?.unwrap_or_default();
        let elements = values.into_iter().enumerate();
        elements
            .map(|(at, value)| read(value).ok_or_else(|| self.bad(&format!("{name}[{at}]"))))
            .collect()
    }

    /// The objects of an array; none where it is absent or null.
    pub(super) fn objects(&mut self, name: &str) -> Result<Vec<Self>, Malformed> {
        let values = self.optional(name, array)?.unwrap_or_default();
        let elements = values.into_iter().enumerate();
        elements
            .map(|(at, value)| {
                let path = self.path_of(&format!("{name}[{at}]"));
                match value {
                    Value::Object(members) => Ok(Self { members, path }),
                    _ => Err(Malformed::Member(path)),
                }
            })
            .collect()
    }

    /// The members of an object whose names are not known ahead; none where it is absent or null.
    pub(super) fn entries<T>(
        &mut self,
        name: &str,
        read: impl Fn(Value) -> Option<T>,
    ) -> Result<Vec<(String, T)>, Malformed> {
        let Some(object) = self.optional_object(name)? else {
            return Ok(Vec::new());
        };
        let Self { members, path } = object;
        let bad = |member: &str| Malformed::Member(format!("{path}.{member}"));
        members
            .into_iter()
            .map(|(member, value)| match read(value) {
                Some(value) => Ok((member, value)),
                None => Err(bad(&plain(&member, Malformed::NAME))),
            })
            .collect()
    }

    /// The name of a member that is not what it should be.
    pub(super) fn bad(&self, name: &str) -> Malformed {
        Malformed::Member(self.path_of(name))
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
}

impl Malformed {
    /// The longest name that a server gives a member and that is told to the person.
    const NAME: usize = 50;

    /// The problem that it is in the answer to `request`.
    pub(crate) fn problem(self, request: Request) -> ServerProblem {
        match self {
            Self::NotJson => ServerProblem::NotJson { request },
            Self::Member(member) => ServerProblem::BadMember { request, member },
        }
    }
}

pub(crate) fn string(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// A text for people, perhaps empty.
pub(super) fn text(max: usize) -> impl Fn(Value) -> Option<String> {
    move |value| Some(plain(&string(value)?, max))
}

/// A text for people with something to read in it.
pub(super) fn name(max: usize) -> impl Fn(Value) -> Option<String> {
    move |value| text(max)(value).filter(|text| !text.is_empty())
}

/// What names something to the server alone: compared and sent back, not read.
pub(super) fn id(value: Value) -> Option<String> {
    const MAX: usize = 255;

    string(value).filter(|id| (1..=MAX).contains(&id.len()) && !id.chars().any(char::is_control))
}

pub(super) fn secret(value: Value) -> Option<Secret> {
    string(value).map(Secret::from).filter(|secret| !secret.expose().is_empty())
}

/// A token or a code: visible ASCII (RFC 6749 appendix A: `1*VSCHAR`).
pub(crate) fn token(value: Value) -> Option<Secret> {
    secret(value).filter(|token| token.expose().bytes().all(|byte| matches!(byte, 0x20..=0x7E)))
}

/// Whole seconds; more than a person's time is cut.
pub(crate) fn seconds(value: Value) -> Option<Duration> {
    const CENTURY: u64 = 100 * 365 * 24 * 60 * 60;

    value.as_u64().map(|seconds| Duration::from_secs(seconds.min(CENTURY)))
}

pub(super) fn number(value: Value) -> Option<u64> {
    value.as_u64()
}

pub(super) fn count(value: Value) -> Option<u32> {
    value.as_u64()?.try_into().ok()
}

pub(super) fn flag(value: Value) -> Option<bool> {
    value.as_bool()
}

/// Where requests are sent: an https address without user info or fragment (RFC 6749 section 3.1).
pub(super) fn endpoint(value: Value) -> Option<Url> {
    link(value).filter(|url| url.fragment().is_none())
}

/// An https address without user info.
pub(super) fn link(value: Value) -> Option<Url> {
    const MAX: usize = 2048;

    let text = string(value).filter(|text| text.len() <= MAX)?;
    let url = Url::parse(&text).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    (url.scheme() == "https" && is_plain).then_some(url)
}

fn array(value: Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(values) => Some(values),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_that_is_missing_or_ill_typed_is_named_with_its_path() {
        let mut object = object(r#"{"a": {"b": [{"c": 1}], "d": ["x", 2]}, "n": null}"#);

        assert_eq!(object.required("z", string), Err(member("z")));
        assert_eq!(object.required("n", string), Err(member("n")));
        let mut a = object.object("a").unwrap();
        let mut first = a.objects("b").unwrap().remove(0);
        assert_eq!(first.required("c", string), Err(member("a.b[0].c")));
        assert_eq!(a.list("d", string), Err(member("a.d[1]")));
    }

    #[test]
    fn a_member_that_may_be_absent_may_be_null_and_not_ill_typed() {
        let mut object = object(r#"{"null": null, "ill": 1, "ok": "x"}"#);

        assert_eq!(object.optional("absent", string), Ok(None));
        assert_eq!(object.optional("null", string), Ok(None));
        assert_eq!(object.optional("ok", string), Ok(Some("x".to_owned())));
        assert_eq!(object.optional("ill", string), Err(member("ill")));
    }

    #[test]
    fn what_is_no_object_is_not_the_json_that_is_asked_for() {
        let deep = "[".repeat(100_000);
        for text in ["", "{", "[]", "1", "null", "\u{FEFF}{}", "{}x", "<html>", deep.as_str()] {
            assert!(matches!(Object::parse(text.as_bytes()), Err(Malformed::NotJson)), "{text:?}");
        }
    }

    #[test]
    fn only_plain_https_addresses_are_endpoints() {
        for (text, is_endpoint) in [
            ("https://a.example/x?y=z", true),
            ("http://a.example/", false),
            ("https://user@a.example/", false),
            ("https://:secret@a.example/", false),
            ("https://a.example/#x", false),
            ("javascript:alert(1)", false),
            ("//a.example", false),
            ("", false),
        ] {
            assert_eq!(endpoint(text.into()).is_some(), is_endpoint, "{text}");
        }
    }

    fn object(text: &str) -> Object {
        Object::parse(text.as_bytes()).unwrap()
    }

    fn member(name: &str) -> Malformed {
        Malformed::Member(name.to_owned())
    }
}
