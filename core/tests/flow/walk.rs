use proptest::prelude::*;
use vestibule::flow::{Event, Rows, State};
use vestibule::{Progress, Timestamp};

use crate::explore::world;
use crate::sample;

/// Which of the events possible at a moment happens, and how much later.
type Choice = (prop::sample::Index, u32);

proptest! {
    /// Longer than the walk over all states goes, and with all that it counts as one kept apart.
    #[test]
    fn any_long_walk_saves_what_opens_again(
        special in any::<bool>(),
        choices in prop::collection::vec(any::<Choice>(), 1..120),
    ) {
        let setup = sample::setup(special);
        let mut now = sample::NOW;
        let (mut state, ..) = State::open(setup.clone(), &Rows::default(), &sample::moment(now));
        for (choice, wait) in choices {
            now = Timestamp::from_millis(now.millis() + u64::from(wait % 100_000));
            let mut events = possible(&state, now);
            let event = events.swap_remove(choice.index(events.len()));
            let moment = vestibule::flow::Moment { now, entropy: [(wait % 251) as u8; 32] };
            state = state.step(event, &moment).0;
            let screen = state.screen(now);
            if let Some(Progress::Running) = screen.progress() {
                prop_assert!(!state.asks().is_empty());
            }
            let (reopened, _, unreadable) = State::open(setup.clone(), &state.rows(), &moment);
            prop_assert_eq!(unreadable, vec![]);
            prop_assert_eq!(
                std::mem::discriminant(&reopened.screen(now)),
                std::mem::discriminant(&screen)
            );
        }
    }
}

fn possible(state: &State, now: Timestamp) -> Vec<Event> {
    let screen = state.screen(now);
    let offered = screen.actions();
    let actions =
        sample::actions(&screen).into_iter().filter(|action| offered.contains(&action.kind()));
    let outcomes = state.asks().into_iter().flat_map(|(ticket, ask)| {
        let outcomes = sample::outcomes(&ask).into_iter();
        outcomes.map(move |(_, outcome)| Event::Outcome { ticket, outcome })
    });
    actions.map(Event::Act).chain(outcomes).chain(world()).collect()
}
