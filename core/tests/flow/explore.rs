//! A breadth-first walk over all states.
//!
//! Two states count as one when the person is at the same place with the same typed and under way,
//! and the sessions differ in nothing that the flow decides by.

use std::collections::{HashMap, VecDeque};
use std::sync::OnceLock;

use serde_json::Value;
use vestibule::flow::{Ask, Event, Rows, Setup, State};
use vestibule::{ActionKind, Locale, Screen, Server, Timestamp};

use crate::sample;

/// A state that was reached.
pub(crate) struct Node {
    pub(crate) state: State,
    pub(crate) now: Timestamp,
    pub(crate) screen: Screen,
    /// The events that led here first.
    from: Option<(usize, Label)>,
}

/// What leads from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Label {
    Person(ActionKind),
    Server(&'static str),
    Time,
    World,
    Restart,
}

pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) label: Label,
    pub(crate) to: usize,
}

pub(crate) struct Graph {
    pub(crate) setup: Setup,
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<Edge>,
}

/// The graphs of our app and of a special app, each explored once for all tests.
pub(crate) fn graphs() -> &'static [Graph; 2] {
    static GRAPHS: OnceLock<[Graph; 2]> = OnceLock::new();
    GRAPHS.get_or_init(|| {
        std::thread::scope(|scope| {
            [false, true]
                .map(|special| scope.spawn(move || Graph::explore(sample::setup(special))))
                .map(|thread| thread.join().expect("explored"))
        })
    })
}

impl Graph {
    /// More states than this is a flow that grows without end.
    const MOST: usize = 200_000;

    fn explore(setup: Setup) -> Self {
        let moment = sample::moment(sample::NOW);
        let (first, _, _) = State::open(setup.clone(), &Rows::default(), &moment);
        let mut graph = Self { setup, nodes: Vec::new(), edges: Vec::new() };
        let mut known = HashMap::new();
        let mut queue = VecDeque::new();
        queue.push_back(graph.add(first, sample::NOW, None, &mut known).0);
        while let Some(from) = queue.pop_front() {
            for (label, state, now) in graph.successors(from) {
                let (to, is_new) = graph.add(state, now, Some((from, label)), &mut known);
                graph.edges.push(Edge { from, label, to });
                if is_new {
                    queue.push_back(to);
                }
            }
            assert!(graph.nodes.len() < Self::MOST, "the flow grows without end");
        }
        graph
    }

    /// The labels that led to a state, for a failing test to print.
    pub(crate) fn path(&self, mut index: usize) -> String {
        let mut labels = Vec::new();
        while let Some((from, label)) = self.nodes[index].from {
            labels.push(format!("{label:?}"));
            index = from;
        }
        labels.reverse();
        labels.join(" → ")
    }

    fn add(
        &mut self,
        state: State,
        now: Timestamp,
        from: Option<(usize, Label)>,
        known: &mut HashMap<String, usize>,
    ) -> (usize, bool) {
        let index = self.nodes.len();
        let found = *known.entry(key(&state, now)).or_insert(index);
        if found == index {
            let screen = state.screen(now);
            self.nodes.push(Node { state, now, screen, from });
        }
        (found, found == index)
    }

    fn successors(&self, from: usize) -> Vec<(Label, State, Timestamp)> {
        let Node { state, now, screen, .. } = &self.nodes[from];
        let moment = sample::moment(*now);
        let step = |event| state.clone().step(event, &moment).0;
        let mut next = Vec::new();
        let offered = screen.actions();
        for action in sample::actions(screen) {
            if offered.contains(&action.kind()) {
                let label = Label::Person(action.kind());
                next.push((label, step(Event::Act(action)), *now));
            }
        }
        for (ticket, ask) in state.asks() {
            for (name, outcome) in sample::outcomes(&ask) {
                let event = Event::Outcome { ticket, outcome };
                next.push((Label::Server(name), step(event), *now));
            }
        }
        for event in world() {
            next.push((Label::World, step(event), *now));
        }
        let later = sample::moment(sample::LATER);
        let (passed, _) = state.clone().step(Event::Tick, &later);
        next.push((Label::Time, passed, sample::LATER));
        let (reopened, _, unreadable) = State::open(self.setup.clone(), &state.rows(), &moment);
        assert_eq!(unreadable, [], "after {}", self.path(from));
        next.push((Label::Restart, reopened, *now));
        next
    }
}

/// What happens without the person and without an answer.
pub(crate) fn world() -> Vec<Event> {
    vec![
        Event::Tick,
        Event::WantToken { server: Server::Public, refused: None },
        Event::WantToken { server: Server::Corporate, refused: Some("an access token".into()) },
        Event::NetworkUp,
        Event::ClockMoved { millis: 0 },
        Event::Locale { locale: Locale::Ru },
    ]
}

/// Requests that the person waits for; the others go on behind every screen.
pub(crate) fn foreground(state: &State) -> Vec<Ask> {
    let is_foreground = |ask: &Ask| match ask {
        Ask::Metadata { issuer } => issuer != &sample::setup(false).public_server,
        Ask::Directory { .. }
        | Ask::Challenge { .. }
        | Ask::Redeem { .. }
        | Ask::Part { .. }
        | Ask::Rename { .. }
        | Ask::WriteAvatar { .. }
        | Ask::RemoveAvatar { .. }
        | Ask::Provider { .. }
        | Ask::Push { .. }
        | Ask::Identify { .. } => true,
        Ask::Refresh { .. } | Ask::Revoke { .. } | Ask::Join { .. } | Ask::Account { .. } => false,
    };
    state.asks().into_values().filter(is_foreground).collect()
}

/// The variant's name alone.
pub(crate) fn name(screen: &Screen) -> String {
    let debug = format!("{screen:?}");
    debug.split([' ', '{']).next().unwrap_or_default().to_owned()
}

/// What two states must share to count as one: the same actions offered, and the same variants all
/// the way down, without what was typed, times, keys and tickets.
///
/// What lies behind the screen counts by how far it came: a parked sign-in, the form behind a step,
/// the step behind its redemption. What goes on for sessions in the background counts in full on the
/// first screen alone. The random walks keep apart what counts as one here.
fn key(state: &State, now: Timestamp) -> String {
    let rows = state.rows();
    let attempt = json(rows.attempt.as_ref());
    let left = ["registration", "corporate"].map(|left| !attempt["left"][left].is_null());
    let place = shape("place", &attempt["place"]);
    let is_first = attempt["place"]["Home"] == "Chats";
    let sessions = [rows.public.as_ref(), rows.corporate.as_ref()].map(|row| -> Value {
        let session = json(row);
        let account = session["account"]["linked"].clone();
        if !is_first {
            return [row.is_some().into(), account].into_iter().collect();
        }
        let refresh = shape("fate", &session["refresh"]["fate"]);
        [account, refresh, shape("loading", &session["loading"])].into_iter().collect()
    });
    let owed = json(rows.owed.as_ref());
    let owes = ["revocations", "words"].map(|list| owed[list] != Value::Array(Vec::new()));
    let join = shape("fate", &owed["join"]["errand"]["call"]["fate"]);
    let owes = is_first.then_some((owes, join));
    let screen = state.screen(now);
    let (name, can) = (name(&screen), screen.actions());
    format!("{name} {can:?} {left:?} {sessions:?} {owes:?} {place}")
}

fn json(row: Option<&Vec<u8>>) -> Value {
    row.map_or(Value::Null, |row| serde_json::from_slice(row).expect("rows are JSON"))
}

/// The variants that a value is made of.
fn shape(member: &str, value: &Value) -> Value {
    match (member, value) {
        ("server" | "directory" | "text" | "country" | "domain", _) => Value::Null,
        ("Failed" | "problem" | "Refused", Value::Object(_)) => true.into(),
        ("Parked", sign_in) => variant(&sign_in["stage"]),
        ("behind" | "shown", behind) => variant(behind),
        ("Registration" | "Corporate", journey)
            if !journey["ahead"]["SigningIn"]["stage"]["At"].is_null() =>
        {
            [shape("ahead", &journey["ahead"]), journey["purpose"].clone()].into_iter().collect()
        }
        (_, Value::Object(members)) => {
            members.iter().map(|(name, value)| (name.clone(), shape(name, value))).collect()
        }
        (_, Value::String(text)) if text.starts_with(|first: char| first.is_ascii_uppercase()) => {
            value.clone()
        }
        (_, Value::Bool(_)) => value.clone(),
        (_, Value::Array(values)) => values.is_empty().into(),
        (_, Value::String(_) | Value::Number(_) | Value::Null) => Value::Null,
    }
}

fn variant(value: &Value) -> Value {
    value.as_object().and_then(|members| members.keys().next().cloned()).into()
}
