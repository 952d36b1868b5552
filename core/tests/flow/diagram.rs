//! The state diagram in `STATES.md` is drawn from the flow itself.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use vestibule::{EmailPurpose, PhonePurpose, Screen};

use crate::explore::{Label, graphs, name};

/// Screens that a server may ask for in any order: drawn as one, since any may follow any.
const STEPS: [&str; 6] = ["Code", "Recognise", "AccountPassword", "Name", "Methods", "Password"];

#[test]
fn the_state_diagram_is_the_flows_own() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("STATES.md");
    let drawn = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &drawn).expect("the page can be written");
    }

    let kept = std::fs::read_to_string(&path).unwrap_or_default();

    assert!(
        kept == drawn,
        "STATES.md is not of this flow: UPDATE=1 cargo test -p vestibule --test flow"
    );
}

fn page() -> String {
    let mut page = String::from(
        "# The states of the flow\n\n\
         Drawn from the flow by `UPDATE=1 cargo test -p vestibule --test flow`, checked by every \
         run of the tests. An arrow says what the person did, or, in brackets, what a server \
         answered. Back, Leave, and what stays on its screen are not drawn. *Step* stands for the \
         screens that a server asks for in any order: ",
    );
    page.push_str(&STEPS.join(", "));
    page.push_str(", and Phone and Email where the server asks.\n\n```mermaid\nstateDiagram-v2\n    [*] --> Start\n");
    for (from, to, labels) in arrows() {
        let _ = writeln!(page, "    {from} --> {to}: {labels}");
    }
    page.push_str("```\n");
    page
}

fn arrows() -> Vec<(String, String, String)> {
    use vestibule::ActionKind::{Back, ChangeRecipient, DismissNotice, Edit, Leave, Retry};

    let mut arrows: BTreeSet<(String, String, String)> = BTreeSet::new();
    for graph in graphs() {
        for edge in &graph.edges {
            let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
            let label = match edge.label {
                Label::Person(Back | Leave | Edit | Retry | ChangeRecipient | DismissNotice) => {
                    continue;
                }
                Label::Person(kind) => format!("{kind:?}"),
                Label::Server(name) => format!("[{name}]"),
                Label::Time | Label::World | Label::Restart => continue,
            };
            let (from, to) = (state_name(&from.screen), state_name(&to.screen));
            if from != to {
                arrows.insert((from, to, label));
            }
        }
    }
    let mut merged: Vec<(String, String, String)> = Vec::new();
    for (from, to, label) in arrows {
        match merged.last_mut() {
            Some((last_from, last_to, labels)) if *last_from == from && *last_to == to => {
                labels.push_str(", ");
                labels.push_str(&label);
            }
            _ => merged.push((from, to, label)),
        }
    }
    merged
}

fn state_name(screen: &Screen) -> String {
    let name = name(screen);
    let is_step = match screen {
        Screen::Phone { purpose, .. } => *purpose == PhonePurpose::Asked,
        Screen::Email { purpose, .. } => matches!(purpose, EmailPurpose::Asked { .. }),
        _ => STEPS.contains(&name.as_str()),
    };
    if is_step { "Step".to_owned() } else { name }
}
