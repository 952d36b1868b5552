use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::CountdownWords;
use super::isolate::isolate;
use crate::{Locale, Timestamp};

/// The messages of one language, read once, when the first of them is asked for.
pub(super) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    #[cfg(test)]
    pub(super) said: std::sync::Mutex<std::collections::BTreeSet<String>>,
}

/// What stands in a message's variable.
pub(super) enum Arg<'a> {
    /// A text, perhaps somebody else's.
    Text(Cow<'a, str>),
    /// A number, which a plural may hang on.
    Number(u64),
}

/// The variables of a message.
pub(super) type Args<'a> = [(&'static str, Arg<'a>)];

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

/// Holds the place of a countdown's time while its message is formatted.
const TIME: &str = "\u{fffc}";

impl Catalogue {
    pub(super) fn of(locale: Locale) -> &'static Self {
        static RU: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(Locale::Ru));
        static EN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(Locale::En));
        match locale {
            Locale::Ru => &RU,
            Locale::En => &EN,
        }
    }

    /// The texts of a language's files.
    pub(super) fn sources(locale: Locale) -> [&'static str; 6] {
        match locale {
            Locale::Ru => [
                include_str!("../../locales/ru/screens.ftl"),
                include_str!("../../locales/ru/buttons.ftl"),
                include_str!("../../locales/ru/problems.ftl"),
                include_str!("../../locales/ru/input.ftl"),
                include_str!("../../locales/ru/labels.ftl"),
                include_str!("../../locales/ru/time.ftl"),
            ],
            Locale::En => [
                include_str!("../../locales/en/screens.ftl"),
                include_str!("../../locales/en/buttons.ftl"),
                include_str!("../../locales/en/problems.ftl"),
                include_str!("../../locales/en/input.ftl"),
                include_str!("../../locales/en/labels.ftl"),
                include_str!("../../locales/en/time.ftl"),
            ],
        }
    }

    /// A message without variables, or its attribute: `message` or `message.attribute`.
    pub(super) fn say(&self, key: &str) -> String {
        self.tell(key, &[])
    }

    /// A message, or its attribute, with its variables.
    pub(super) fn tell(&self, key: &str, args: &Args<'_>) -> String {
        // The tests prove that every key is there; this is what Fluent itself shows for a lost one.
        self.try_tell(key, args).unwrap_or_else(|| format!("{{{key}}}"))
    }

    /// A message, or its attribute, where the catalogue has it.
    pub(super) fn try_tell(&self, key: &str, args: &Args<'_>) -> Option<String> {
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        #[cfg(test)]
        self.said.lock().unwrap().insert(key.to_owned());
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => values.set(*name, FluentValue::String(isolate(text))),
                Arg::Number(number) => values.set(*name, *number),
            }
        }
        // An error leaves its variable in braces, which the tests look for.
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors);
        Some(text.into_owned())
    }

    /// A message with the time left to `until` in its `$time`, and what it says later in `.over`.
    pub(super) fn count_down(&self, key: &str, until: Timestamp) -> CountdownWords {
        let text = self.tell(key, &[("time", TIME.into())]);
        let (before, after) = text.split_once(TIME).unwrap_or((&text, ""));
        CountdownWords {
            before: before.to_owned(),
            until,
            after: after.to_owned(),
            over: self.say(&format!("{key}.over")),
        }
    }

    fn read(locale: Locale) -> Self {
        let language = locale.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        for source in Self::sources(locale) {
            // The tests prove that there is no error in them; a part with one would be left out.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self {
            bundle,
            #[cfg(test)]
            said: std::sync::Mutex::default(),
        }
    }
}
