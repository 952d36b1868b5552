//! Security, line 17: a false corporate server that shows another's step as its own.

use vestibule::{Action, AnswerProblem, Problem, Screen};
use vestibule_journeys::Town;
use vestibule_server::{Endpoint, Fault, Untrusted};

use crate::{LOGIN, OFFICE, PASSWORD, before_browser, counts, open, problem};

/// The false one; people come to it by a link that somebody sent them.
const FALSE: &str = "portal";

#[test]
fn a_proof_that_a_false_server_relays_is_refused_by_the_true_one() {
    let town = Town::example();
    let to = town.server(OFFICE).issuer().to_owned();
    town.world.faults().on(FALSE, Endpoint::Challenge).always().inject(Fault::Relay { to });
    let device = before_browser(&town, FALSE);

    // The true provider, and the person signs in there.
    let page = open(&device);
    assert!(page.starts_with(town.world.provider(crate::PROVIDER).issuer()), "{page}");
    let url = town.world.browser().sign_in(&page, LOGIN, PASSWORD).expect("a callback");
    let screen = device.tap(Action::ReturnFromBrowser { url });

    assert!(matches!(screen, Screen::Browser { .. }), "{screen:?}");
    assert_eq!(problem(&screen), Problem::Answer(AnswerProblem::ProofRejected));
    let office = counts(&town, OFFICE);
    assert_eq!(office.requests(Endpoint::Challenge), 2, "the proof did get there");
    assert_eq!(office.proofs_rejected.get(&Untrusted::Nonce), Some(&1));
    assert_eq!(town.world.counters().total().sessions_begun, 0);
}
