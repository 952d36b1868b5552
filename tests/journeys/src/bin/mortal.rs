//! An app that is there to be killed: [`vestibule_journeys::mortal`] says how it is spoken to.

use std::process::ExitCode;

fn main() -> ExitCode {
    match vestibule_journeys::mortal::live() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("mortal: {failure}");
            ExitCode::FAILURE
        }
    }
}
