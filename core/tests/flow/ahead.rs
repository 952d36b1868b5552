//! What is fetched ahead of need.

use vestibule::flow::{Ask, Effect, Event, Outcome, Prefetch, Rows, State, Ticket};
use vestibule::{Action, Field, Way};

use crate::sample;

#[test]
fn the_server_of_a_phones_region_is_fetched_while_it_is_typed() {
    let (state, _) = metadata(registering(opened()));

    let (_, effects) = act(state, foreign());

    assert_eq!(warmed(&effects), 1);
}

#[test]
fn the_server_of_a_phones_region_is_fetched_when_the_regions_are_known_after_the_phone() {
    let (typed, effects) = act(registering(opened()), foreign());
    assert_eq!(warmed(&effects), 0);

    let (_, effects) = metadata(typed);

    assert_eq!(warmed(&effects), 1);
}

/// A first start: the public server's metadata is under way.
fn opened() -> State {
    State::open(sample::setup(false), &Rows::default(), &sample::moment(sample::NOW)).0
}

fn registering(state: State) -> State {
    act(state, Action::Begin { way: Way::Phone }).0
}

/// A phone of another region.
fn foreign() -> Action {
    Action::Edit { field: Field::Phone, text: "+49 1512 3456789".to_owned() }
}

fn metadata(state: State) -> (State, Vec<Effect>) {
    let (ticket, outcome): (Ticket, Outcome) = state
        .asks()
        .into_iter()
        .find_map(|(ticket, ask)| match ask {
            Ask::Metadata { .. } => {
                sample::outcomes(&ask).into_iter().next().map(|o| (ticket, o.1))
            }
            _ => None,
        })
        .expect("metadata is asked for");
    state.step(Event::Outcome { ticket, outcome }, &sample::moment(sample::NOW))
}

fn act(state: State, action: Action) -> (State, Vec<Effect>) {
    state.step(Event::Act(action), &sample::moment(sample::NOW))
}

/// How many servers of regions are fetched.
fn warmed(effects: &[Effect]) -> usize {
    let public = sample::setup(false).public_server;
    let is_region = |effect: &&Effect| match effect {
        Effect::Warm(Prefetch::Server(issuer)) => *issuer != public,
        _ => false,
    };
    effects.iter().filter(is_region).count()
}
