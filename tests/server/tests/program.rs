//! The servers as a program.
#![allow(clippy::unwrap_used, reason = "a test's own lines")]

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

#[test]
fn the_program_says_where_its_servers_are_and_which_authority_to_trust() {
    let folder = tempfile::tempdir().unwrap();
    let authority = folder.path().join("authority.pem");
    let mut program = Command::new(env!("CARGO_BIN_EXE_vestibule-server"))
        .args(["--ca", authority.to_str().unwrap()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();

    let lines = BufReader::new(program.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said: Vec<_> = lines.take_while(|line| !line.starts_with("Ctrl-C")).collect();
    program.kill().unwrap();
    program.wait().unwrap();

    assert!(
        said.iter().any(|line| line.starts_with("green") && line.contains("https://localhost:"))
    );
    assert!(said.iter().any(|line| line.starts_with("control") && line.ends_with("/control")));
    assert!(std::fs::read_to_string(authority).unwrap().starts_with("-----BEGIN CERTIFICATE"));
}

#[test]
fn a_configuration_that_can_not_be_used_ends_the_program_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("world.toml");
    std::fs::write(&config, "colour = 1").unwrap();

    let ended = Command::new(env!("CARGO_BIN_EXE_vestibule-server"))
        .args(["--config", config.to_str().unwrap()])
        .output()
        .unwrap();

    assert!(!ended.status.success());
    assert!(String::from_utf8(ended.stderr).unwrap().contains("unknown field `colour`"));
}
