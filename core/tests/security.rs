//! `SECURITY.md`: each statement names the tests that prove it, and each of those is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_statement_has_tests_and_every_test_is_there() {
    let statements = statements();
    let tests = tests();

    for (number, Statement { named, standard }) in &statements {
        assert!(!named.is_empty(), "statement {number} names no test");
        assert!(!standard.is_empty(), "statement {number} names no standard");
        for name in named {
            assert!(tests.contains(name), "statement {number}: {name} is gone");
        }
    }
    for number in (1..=19).chain([21, 23, 24, 25, 27, 29, 35, 36]) {
        assert!(statements.contains_key(&number), "statement {number} is gone");
    }
}

#[test]
fn no_app_has_a_web_view() {
    const WEB_VIEWS: [&str; 5] =
        ["android.webkit", "androidx.webkit", "WKWebView", "UIWebView", "import WebKit"];

    for path in files(&root(), &["kt", "java", "swift", "m", "xml", "kts", "gradle"]) {
        let source = fs::read_to_string(&path).unwrap_or_default();
        for web_view in WEB_VIEWS {
            assert!(!source.contains(web_view), "{}: {web_view}", path.display());
        }
    }
}

/// What a line of the tables says of its statement: the third column, and the fourth.
struct Statement {
    /// The tests that prove it.
    named: Vec<String>,
    standard: String,
}

/// The statements by number.
fn statements() -> BTreeMap<u32, Statement> {
    let page = fs::read_to_string(root().join("core/SECURITY.md")).expect("the page is there");
    page.lines()
        .filter_map(|line| {
            let columns: Vec<_> = line.split('|').map(str::trim).collect();
            let number = columns.get(1)?.parse().ok()?;
            let named = columns[3].split('`').filter(|name| !name.trim().is_empty());
            let named = named.map(ToOwned::to_owned).collect();
            Some((number, Statement { named, standard: columns[4].to_owned() }))
        })
        .collect()
}

/// The names of all tests of the repository.
fn tests() -> BTreeSet<String> {
    const MARKS: [&str; 3] = ["#[test]", "#[tokio::test", "@Test"];

    let mut names = BTreeSet::new();
    for path in files(&root(), &["rs", "kt", "swift"]) {
        let source = fs::read_to_string(&path).expect("sources are text");
        let mut is_marked = false;
        for line in source.lines().map(str::trim) {
            is_marked |= MARKS.iter().any(|mark| line.starts_with(mark));
            if let Some(name) = function(line) {
                names.extend(std::mem::take(&mut is_marked).then(|| name.to_owned()));
            }
        }
    }
    names
}

/// The name of the function that begins on this line.
fn function(line: &str) -> Option<&str> {
    let head = line.split_once('(')?.0;
    let (before, name) = head.rsplit_once(' ')?;
    ["fn", "fun", "func"].iter().any(|word| before.ends_with(word)).then_some(name)
}

/// Files of these kinds, but for those that were built.
fn files(folder: &Path, kinds: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let is_built = ["target", "build", "node_modules"].iter().any(|built| name == *built);
        if path.is_dir() && !is_built && !name.to_string_lossy().starts_with('.') {
            found.extend(files(&path, kinds));
        }
        if path.extension().is_some_and(|kind| kinds.iter().any(|known| kind == *known)) {
            found.push(path);
        }
    }
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
