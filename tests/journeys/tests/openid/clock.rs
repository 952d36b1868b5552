//! Security, line 16: a phone whose clock is wrong is told so.

use std::time::Duration;

use vestibule::{Problem, ServerProblem};
use vestibule_journeys::{SharedClock, Town};
use vestibule_server::Clock;

use crate::{OFFICE, before_browser, problem, sign_in};

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn a_phone_whose_clock_is_an_hour_off_is_told_so() {
    for (phone, servers, expected) in [(HOUR, Duration::ZERO, 3600), (Duration::ZERO, HOUR, -3600)]
    {
        let mut town = Town::example();
        let clock = Clock::system();
        clock.advance(phone);
        town.clock = SharedClock::of(clock);
        town.world.clock().advance(servers);
        let device = before_browser(&town, OFFICE);

        let screen = sign_in(&device, &town.world.browser());

        let Problem::Server { cause: ServerProblem::ClockWrong { seconds }, .. } = problem(&screen)
        else {
            panic!("{screen:?}");
        };
        assert!((seconds - expected).abs() <= 2, "{seconds}");
    }
}

#[test]
fn a_phone_whose_clock_is_half_a_minute_off_signs_in() {
    let mut town = Town::example();
    let clock = Clock::system();
    clock.advance(Duration::from_secs(30));
    town.clock = SharedClock::of(clock);
    let device = before_browser(&town, OFFICE);

    assert!(crate::is_home(&sign_in(&device, &town.world.browser())));
}
