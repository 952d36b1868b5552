use std::collections::{BTreeSet, VecDeque};

use vestibule::flow::{Event, Outcome, State, Ticket};
use vestibule::{Action, ActionKind, Progress, Screen};

use crate::explore::{Graph, Label, Node, foreground, graphs, name, world};
use crate::sample;

#[test]
fn every_screen_is_reached_and_every_action_offered() {
    let nodes = || graphs().iter().flat_map(|graph| &graph.nodes);
    let screens: BTreeSet<_> = nodes().map(|node| name(&node.screen)).collect();
    let offered: BTreeSet<_> = nodes().flat_map(|node| node.screen.actions()).collect();

    // Locked is the engine's: there is no state yet.
    let expected = [
        "Address",
        "Avatar",
        "Browser",
        "AccountPassword",
        "Capabilities",
        "Code",
        "Confirm",
        "CorporateInformation",
        "EditProfile",
        "Email",
        "Finishing",
        "Home",
        "Methods",
        "Name",
        "Password",
        "Phone",
        "Profile",
        "Recognise",
        "Servers",
        "Settings",
        "SpecialApp",
        "Start",
        "Stopped",
    ];
    assert_eq!(screens, expected.map(str::to_owned).into());
    assert_eq!(offered, ActionKind::ALL.into());
}

#[test]
fn an_action_that_the_screen_does_not_offer_changes_nothing() {
    for_each_node(|node, path| {
        let offered = node.screen.actions();
        for action in sample::actions(&node.screen) {
            let kind = action.kind();
            let event = Event::Act(action);
            let is_refused = node.state.check(&event, node.now).is_err();
            // What the browser hands over is no button's: it is taken as long as it is awaited.
            let is_awaited = kind == ActionKind::ReturnFromBrowser
                && matches!(node.screen, Screen::Browser { .. });
            if offered.contains(&kind) || !is_awaited {
                assert_eq!(is_refused, !offered.contains(&kind), "{kind:?} after {path}");
            }
            if is_refused {
                let (state, effects) = step(node, event);
                assert_eq!(effects, 0, "{kind:?} after {path}");
                assert_eq!(state, node.state, "{kind:?} after {path}");
            }
        }
    });
}

#[test]
fn whatever_is_offered_does_something() {
    for_each_node(|node, path| {
        let does = |kind: &ActionKind| {
            let actions =
                sample::actions(&node.screen).into_iter().filter(|action| action.kind() == *kind);
            actions
                .filter_map(|action| act(node, action))
                .any(|(state, effects)| effects > 0 || state != node.state)
        };
        for kind in node.screen.actions() {
            // An edit may be of what stands there already, and of what is never kept.
            assert!(kind == ActionKind::Edit || does(&kind), "{kind:?} is idle after {path}");
        }
    });
}

#[test]
fn an_outcome_that_nobody_awaits_changes_nothing() {
    for_each_node(|node, path| {
        let stale: Ticket = serde_json::from_str("18446744073709551615").expect("a ticket");
        for (_, ask) in node.state.asks() {
            for (_, outcome) in sample::outcomes(&ask) {
                let (state, effects) = step(node, Event::Outcome { ticket: stale, outcome });
                assert_eq!(effects, 0, "after {path}");
                assert_eq!(state, node.state, "after {path}");
            }
        }
    });
}

#[test]
fn an_outcome_of_another_kind_than_asked_for_breaks_nothing() {
    for_each_node(|node, path| {
        for ticket in node.state.asks().into_keys() {
            let (state, _) = step(node, Event::Outcome { ticket, outcome: Outcome::Revoked });
            assert_waits_for_something(&state, node, path);
        }
    });
}

#[test]
fn from_every_state_the_person_alone_gets_out() {
    for graph in graphs() {
        let mut ways_in: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len()];
        for edge in &graph.edges {
            if let Label::Person(_) = edge.label {
                ways_in[edge.to].push(edge.from);
            }
        }
        let is_out =
            |node: &Node| matches!(node.screen, Screen::Start { .. } | Screen::Home { .. });
        let mut gets_out: Vec<bool> = graph.nodes.iter().map(is_out).collect();
        let mut queue: VecDeque<_> = (0..gets_out.len()).filter(|index| gets_out[*index]).collect();
        while let Some(to) = queue.pop_front() {
            for from in &ways_in[to] {
                if !gets_out[*from] {
                    gets_out[*from] = true;
                    queue.push_back(*from);
                }
            }
        }
        if let Some(stuck) = gets_out.iter().position(|out| !out) {
            panic!("no way out of {:?} after {}", graph.nodes[stuck].screen, graph.path(stuck));
        }
    }
}

#[test]
fn back_cancel_and_leave_stop_what_the_person_waited_for() {
    for_each_node(|node, path| {
        for action in [Action::Back, Action::Cancel, Action::Leave] {
            let kind = action.kind();
            if !node.screen.actions().contains(&kind) {
                continue;
            }
            let (state, _) = act(node, action).unwrap_or_else(|| panic!("{kind:?} after {path}"));
            let screen = state.screen(node.now);
            let asked: Vec<_> = foreground(&state);
            // Going back to the choice of methods is itself an answer to the server.
            if !matches!(screen, Screen::Methods { progress: Progress::Running, .. }) {
                assert!(asked.is_empty(), "{kind:?} after {path} left {asked:?}");
            }
            if kind != ActionKind::Cancel {
                let differs = name(&screen) != name(&node.screen);
                let is_form = matches!(screen, Screen::Email { .. } | Screen::Phone { .. });
                assert!(differs || is_form, "{kind:?} stays on {screen:?} after {path}");
            }
        }
    });
}

#[test]
fn every_screen_but_the_first_ones_has_a_way_back() {
    for_each_node(|node, path| {
        let can = node.screen.actions();
        let has = |kind| can.contains(&kind);
        match &node.screen {
            Screen::Locked { .. } | Screen::Start { .. } | Screen::Home { .. } => {}
            Screen::Avatar { progress: Progress::Running, .. } => {
                assert!(has(ActionKind::Cancel), "after {path}");
            }
            Screen::Avatar { .. } => assert!(has(ActionKind::Skip), "after {path}"),
            Screen::Email { purpose: vestibule::EmailPurpose::Offer { .. }, .. } => {
                let out = [ActionKind::Skip, ActionKind::SignOutEverywhere, ActionKind::Cancel];
                assert!(out.into_iter().any(has), "after {path}");
            }
            _ => assert!(has(ActionKind::Back), "after {path}"),
        }
    });
}

#[test]
fn a_screen_that_waits_waits_for_a_request() {
    for_each_node(|node, path| assert_waits_for_something(&node.state, node, path));
}

#[test]
fn every_state_opens_again_where_it_was() {
    for_each_graph_node(|graph, node, path| {
        let moment = sample::moment(node.now);
        let (state, effects, unreadable) =
            State::open(graph.setup.clone(), &node.state.rows(), &moment);

        let screen = state.screen(node.now);
        assert_eq!(unreadable, [], "after {path}");
        assert_eq!(name(&screen), name(&node.screen), "after {path}");
        assert!(effects.len() >= state.asks().len(), "after {path}");
    });
}

#[test]
fn no_code_and_no_password_is_saved() {
    for_each_node(|node, path| {
        for (row, bytes) in node.state.rows().each() {
            let text = String::from_utf8_lossy(bytes.unwrap_or_default());
            for planted in [sample::CODE, sample::PASSWORD] {
                assert!(!text.contains(planted), "{row:?} after {path}");
            }
        }
    });
}

#[test]
fn no_event_from_outside_takes_the_person_elsewhere() {
    for_each_node(|node, path| {
        for event in world() {
            let what = format!("{event:?}");
            let (state, _) = step(node, event);
            assert_eq!(name(&state.screen(node.now)), name(&node.screen), "{what} after {path}");
        }
    });
}

fn for_each_node(check: impl Fn(&Node, &str)) {
    for_each_graph_node(|_, node, path| check(node, path));
}

fn for_each_graph_node(check: impl Fn(&Graph, &Node, &str)) {
    for graph in graphs() {
        for (index, node) in graph.nodes.iter().enumerate() {
            check(graph, node, &graph.path(index));
        }
    }
}

/// The state and how many effects it has; none where the action is refused.
fn act(node: &Node, action: Action) -> Option<(State, usize)> {
    let event = Event::Act(action);
    node.state.check(&event, node.now).ok().map(|()| step(node, event))
}

fn step(node: &Node, event: Event) -> (State, usize) {
    let (state, effects) = node.state.clone().step(event, &sample::moment(node.now));
    (state, effects.len())
}

fn assert_waits_for_something(state: &State, node: &Node, path: &str) {
    let screen = state.screen(node.now);
    if let Some(Progress::Running) = screen.progress() {
        assert!(!state.asks().is_empty(), "{screen:?} waits for nothing after {path}");
    }
}
