//! The terminal phone.

use std::error::Error;
use std::process::ExitCode;

use clap::Parser as _;
use vestibule_phone::Options;

fn main() -> ExitCode {
    match vestibule_phone::run(&Options::parse()) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("{failure}");
            let mut cause = failure.source();
            while let Some(error) = cause {
                eprintln!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}
