//! No type that crosses is left out.
#![allow(clippy::unwrap_used, reason = "what helps a test is a test's own")]

use std::collections::BTreeSet;
use std::path::Path;

use vestibule_boundary::{Every, Reflected, Sample, reflect_all};

const LISTED: &str = include_str!("../src/every.rs");

#[test]
fn every_type_that_crosses_has_its_values_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut crossing = BTreeSet::new();
    for folder in ["core/src", "bindings/src"] {
        add_crossing(&root.join(folder), &mut crossing);
    }
    // What is proven to be looked at.
    assert!(crossing.contains("enum Screen") && crossing.contains("struct Config"));

    let missing: Vec<_> =
        crossing.iter().filter(|name| !LISTED.contains(&format!("    {name} {{"))).collect();

    assert!(missing.is_empty(), "not listed in every.rs: {missing:?}");
}

#[test]
fn a_mirror_that_changes_a_value_is_found_out() {
    struct Bent;

    impl vestibule_boundary::Mirror for Bent {
        fn reflect(&self, sample: Sample) -> Sample {
            match sample {
                Sample::Hint { .. } => Sample::Hint { value: vestibule::Hint::Background },
                other => other,
            }
        }
    }

    let Reflected { values, changed } = reflect_all(std::sync::Arc::new(Bent));

    assert_eq!(values, Sample::every().len() as u64);
    assert_eq!(changed.len(), vestibule::Hint::every().len() - 1, "{changed:#?}");
}

/// Adds the types under a folder that derive UniFFI's traits, as `enum Name`.
fn add_crossing(folder: &Path, crossing: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add_crossing(&path, crossing);
            continue;
        }
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let derives = ["uniffi::Enum", "uniffi::Record", "uniffi::Error"];
            if line.starts_with("#[") && derives.iter().any(|derive| line.contains(derive)) {
                let named = lines.find_map(|line| line.strip_prefix("pub ")).unwrap();
                crossing.insert(named.trim_end_matches(" {").to_owned());
            }
        }
    }
}
