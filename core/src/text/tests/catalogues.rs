use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::*;
use crate::text::tests::samples::{problems, screens, with_every_progress};

#[test]
fn every_catalogue_is_read_without_an_error() {
    for locale in Locale::ALL {
        for source in Catalogue::sources(locale) {
            let errors = parser::parse(source).err().map(|(_, errors)| errors);
            assert_eq!(errors, None, "{locale:?}");
        }
    }
}

#[test]
fn every_message_has_a_value_and_is_there_once() {
    for locale in Locale::ALL {
        let mut seen = BTreeSet::new();
        for message in messages(locale) {
            assert!(message.value.is_some(), "{locale:?} {} has no value", message.id);
            assert!(seen.insert(message.id.clone()), "{locale:?} {} is there twice", message.id);
        }
    }
}

#[test]
fn the_languages_have_the_same_keys_with_the_same_variables() {
    let [first, others @ ..] = Locale::ALL;
    for other in others {
        assert_eq!(keys(first), keys(other), "{first:?} {other:?}");
    }
}

#[test]
fn no_message_refers_to_another() {
    for locale in Locale::ALL {
        for message in messages(locale) {
            for pattern in message.patterns() {
                assert_eq!(pattern.references, Vec::<String>::new(), "{locale:?} {}", message.id);
            }
        }
    }
}

#[test]
fn every_countdown_has_its_time_once_in_each_form() {
    for locale in Locale::ALL {
        for message in messages(locale).filter(|message| message.attributes.contains_key("over")) {
            let value = message.value.unwrap();
            assert_eq!(value.variables, ["time"], "{locale:?} {}", message.id);
        }
    }
}

/// Also that every variable is given: one that is not would stand in braces.
#[test]
fn every_message_is_said_by_some_screen_problem_or_label() {
    for locale in Locale::ALL {
        let mut texts: Vec<String> = label_texts(locale);
        for screen in screens().iter().flat_map(with_every_progress) {
            texts.extend(super::texts(&words(&screen, locale)));
        }
        for one in problems() {
            texts.extend(problem_texts(&problem(&one, locale)));
        }
        for seconds in [1, 60, 3600, 86_400, 90_000] {
            let span = std::time::Duration::from_secs(seconds);
            texts.extend([duration(span, locale), after(span, locale)]);
        }

        for text in texts {
            assert!(!text.is_empty(), "{locale:?}");
            assert!(!text.contains(['{', '}', '\u{fffc}']), "{locale:?} {text}");
        }
        let said = Catalogue::of(locale).said.lock().unwrap().clone();
        let unsaid: Vec<_> = keys(locale).into_keys().filter(|key| !said.contains(key)).collect();
        assert_eq!(unsaid, Vec::<String>::new(), "{locale:?}");
    }
}

/// A message as translators write it.
pub(super) struct Message {
    pub(super) id: String,
    pub(super) value: Option<Written>,
    pub(super) attributes: BTreeMap<String, Written>,
}

/// What stands in a pattern, all forms of its plurals together.
#[derive(Default)]
pub(super) struct Written {
    /// The text of each form, a variable as `$name`.
    pub(super) forms: Vec<String>,
    /// Variables in the order of the first form that has any.
    pub(super) variables: Vec<String>,
    references: Vec<String>,
}

impl Message {
    pub(super) fn patterns(&self) -> impl Iterator<Item = &Written> {
        self.value.iter().chain(self.attributes.values())
    }
}

impl Written {
    fn new(pattern: &Pattern<&str>) -> Self {
        let mut written = Self::default();
        let mut plain = String::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => plain.push_str(value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                    written.inline(inline, &mut plain);
                }
                PatternElement::Placeable {
                    expression: Expression::Select { selector, variants },
                } => {
                    written.inline(selector, &mut String::new());
                    for variant in variants {
                        let form = Self::new(&variant.value);
                        written.forms.extend(form.forms);
                        written.take(form.variables);
                        written.references.extend(form.references);
                    }
                }
            }
        }
        if !plain.trim().is_empty() {
            written.forms.push(plain);
        }
        written
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, plain: &mut String) {
        match inline {
            InlineExpression::VariableReference { id } => {
                plain.push('$');
                plain.push_str(id.name);
                self.take([id.name.to_owned()]);
            }
            InlineExpression::NumberLiteral { .. } | InlineExpression::StringLiteral { .. } => {}
            other => self.references.push(format!("{other:?}")),
        }
    }

    fn take(&mut self, variables: impl IntoIterator<Item = String>) {
        for variable in variables {
            if !self.variables.contains(&variable) {
                self.variables.push(variable);
            }
        }
    }
}

pub(super) fn messages(locale: Locale) -> impl Iterator<Item = Message> {
    Catalogue::sources(locale).into_iter().flat_map(move |source| {
        let resource = parser::parse(source).unwrap_or_else(|(resource, _)| resource);
        resource.body.into_iter().filter_map(move |entry| match entry {
            Entry::Message(message) => Some(Message {
                id: message.id.name.to_owned(),
                value: message.value.as_ref().map(Written::new),
                attributes: message
                    .attributes
                    .iter()
                    .map(|one| (one.id.name.to_owned(), Written::new(&one.value)))
                    .collect(),
            }),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => None,
            Entry::Term(_) | Entry::Junk { .. } => panic!("{locale:?}: {entry:?}"),
        })
    })
}

/// Messages and their attributes with their variables.
fn keys(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for Message { id, value, attributes } in messages(locale) {
        for (name, attribute) in attributes {
            keys.insert(format!("{id}.{name}"), attribute.variables.into_iter().collect());
        }
        if let Some(value) = value {
            keys.insert(id, value.variables.into_iter().collect());
        }
    }
    keys
}
