use serde::Serialize;
use serde_json::{Value, json};
use vestibule::text::{
    self, ButtonRole, ButtonWords, ChoiceWords, CountdownWords, FactWords, FieldWords, LinkWords,
    NoticeWords, ProblemWords, Words,
};
use vestibule::{ActionKind, Channel, Field, Locale, Problem, Progress, Screen, Snapshot};

use super::form::{ActionForm, FieldForm, KindForm};
use super::incoming::BadLine;
use crate::message::Message;
use crate::world::Place;

/// A line that goes out; its members in the order of `JSON.md`.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Outgoing<'a> {
    /// Which servers there are to sign in to, where they are embedded.
    World { world: Vec<Value> },
    Screen {
        revision: u64,
        screen: &'a Screen,
        words: Value,
        problem: Option<&'a Problem>,
        actions: Vec<KindForm>,
    },
    /// An SMS or an e-mail.
    Message { message: Value },
    /// An action that makes no sense on the screen of this revision.
    NotNow { error: &'static str, action: KindForm, revision: u64, actions: Vec<KindForm> },
    /// A line that can't be understood.
    BadLine { error: &'static str, reason: String },
}

impl<'a> Outgoing<'a> {
    pub(crate) fn world(places: &[Place]) -> Self {
        let server = |Place { name, issuer, is_public }: &Place| {
            let role = if *is_public { "Public" } else { "Corporate" };
            json!({ "name": name, "issuer": issuer, "role": role })
        };
        Self::World { world: each(places, server) }
    }

    pub(crate) fn screen(Snapshot { revision, screen }: &'a Snapshot, locale: Locale) -> Self {
        Self::Screen {
            revision: *revision,
            screen,
            words: words(&text::words(screen, locale)),
            problem: problem(screen),
            actions: kinds(screen),
        }
    }

    pub(crate) fn message(Message { channel, to, text, code, sent_at }: &Message) -> Self {
        let channel = match channel {
            Channel::Sms => "Sms",
            Channel::Email => "Email",
        };
        Self::Message {
            message: json!({
                "channel": channel, "to": to, "text": text, "code": code, "sent_at": sent_at,
            }),
        }
    }

    pub(crate) fn not_now(action: ActionKind, now: &Snapshot) -> Self {
        Self::NotNow {
            error: "NotNow",
            action: KindForm(action),
            revision: now.revision,
            actions: kinds(&now.screen),
        }
    }

    pub(crate) fn bad_line(bad: &BadLine) -> Self {
        Self::BadLine { error: "BadLine", reason: bad.to_string() }
    }
}

fn problem(screen: &Screen) -> Option<&Problem> {
    match (screen, screen.progress()) {
        (Screen::Stopped { problem, .. }, _) | (_, Some(Progress::Failed { problem })) => {
            Some(problem)
        }
        (_, Some(Progress::Idle | Progress::Running) | None) => None,
    }
}

fn kinds(screen: &Screen) -> Vec<KindForm> {
    screen.actions().into_iter().map(KindForm).collect()
}

fn words(words: &Words) -> Value {
    let Words {
        title,
        paragraphs,
        notices,
        facts,
        fields,
        choices,
        countdowns,
        problem,
        waiting,
        links,
        buttons,
    } = words;
    json!({
        "title": title,
        "paragraphs": paragraphs,
        "notices": each(notices, notice),
        "facts": each(facts, fact),
        "fields": each(fields, field),
        "choices": each(choices, choice),
        "countdowns": each(countdowns, countdown),
        "problem": problem.as_ref().map(problem_words),
        "waiting": waiting,
        "links": each(links, link),
        "buttons": each(buttons, button),
    })
}

fn each<T>(items: &[T], one: impl Fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(one).collect()
}

fn notice(notice: &NoticeWords) -> Value {
    let NoticeWords { text, problem, button, link: page, dismiss } = notice;
    json!({
        "text": text,
        "problem": problem.as_ref().map(problem_words),
        "button": button,
        "link": page.as_ref().map(link),
        "dismiss": dismiss,
    })
}

fn fact(fact: &FactWords) -> Value {
    let FactWords { label, value, link } = fact;
    json!({ "label": label, "value": value, "link": link })
}

fn field(words: &FieldWords) -> Value {
    let FieldWords { field, label, placeholder, hint } = words;
    json!({ "field": name(*field), "label": label, "placeholder": placeholder, "hint": hint })
}

/// The action of a choice is a line to send back as it is.
fn choice(choice: &ChoiceWords) -> Value {
    let ChoiceWords { heading, label, detail, action } = choice;
    let action = ActionForm(action.clone());
    json!({ "heading": heading, "label": label, "detail": detail, "action": action })
}

fn countdown(countdown: &CountdownWords) -> Value {
    let CountdownWords { before, until, after, over } = countdown;
    json!({ "before": before, "until": until, "after": after, "over": over })
}

fn problem_words(problem: &ProblemWords) -> Value {
    let ProblemWords { title, advice, field, countdown: until, reference } = problem;
    json!({
        "title": title,
        "advice": advice,
        "field": field.map(name),
        "countdown": until.as_ref().map(countdown),
        "reference": reference,
    })
}

fn link(link: &LinkWords) -> Value {
    let LinkWords { label, url } = link;
    json!({ "label": label, "url": url })
}

fn button(button: &ButtonWords) -> Value {
    let ButtonWords { action, role, label } = button;
    let role = match role {
        ButtonRole::Main => "Main",
        ButtonRole::Other => "Other",
        ButtonRole::Danger => "Danger",
        ButtonRole::Away => "Away",
    };
    json!({ "action": KindForm(*action), "role": role, "label": label })
}

fn name(field: Field) -> FieldForm {
    FieldForm(field)
}
