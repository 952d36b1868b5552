//! The app is killed by SIGKILL, anywhere in every journey: it is where it was, the journey
//! arrives, and nothing was done twice.

use std::path::Path;
use std::sync::Mutex;
use std::thread;

use vestibule_journeys::mortal::{Death, MortalHand};
use vestibule_journeys::{Done, Town};
use vestibule_phone::play::{JOURNEYS, Journey, Player};

/// How many journeys are played at a time.
const WORKERS: usize = 4;
/// No journey has as many points.
const MOST: u32 = 300;

#[test]
fn killed_at_any_saved_point_the_app_is_where_it_was_and_nothing_is_done_twice() {
    let deaths = everywhere(Death::Saved);

    println!("killed at {deaths} saved points");
    assert!(deaths > 500, "{deaths}");
}

#[test]
fn killed_before_any_answer_the_app_goes_on_and_nothing_is_done_twice() {
    let deaths = everywhere(Death::Unanswered);

    println!("killed before {deaths} answers");
    assert!(deaths > 250, "{deaths}");
}

/// Kills the app at each point of each journey; gives how often.
fn everywhere(death: fn(u32) -> Death) -> u32 {
    let journeys = Mutex::new(JOURNEYS.iter());
    let next = || journeys.lock().expect("no worker panics").next();
    let work = || {
        let mut deaths = 0;
        let mut failures = Vec::new();
        while let Some(journey) = next() {
            match kill_everywhere(journey, death) {
                Ok(killed) => deaths += killed,
                Err(failure) => failures.push(failure),
            }
        }
        (deaths, failures)
    };
    let done = thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .map(|worker| worker.join().expect("no worker panics"))
            .collect::<Vec<_>>()
    });
    let failures: Vec<_> = done.iter().flat_map(|(_, failures)| failures).cloned().collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    done.iter().map(|(deaths, _)| deaths).sum()
}

/// Plays a journey once for each of its points, and kills the app there.
fn kill_everywhere(journey: &Journey, death: fn(u32) -> Death) -> Result<u32, String> {
    let (whole, _) = play(journey, Death::Never)?;
    for point in 1..MOST {
        let (done, is_killed) = play(journey, death(point))?;
        if done != whole {
            return Err(format!("{}, {:?}: {done:?}, not {whole:?}", journey.name, death(point)));
        }
        if !is_killed {
            return Ok(point - 1);
        }
    }
    Err(format!("{} has no end", journey.name))
}

fn play(journey: &Journey, death: Death) -> Result<(Done, bool), String> {
    let town = Town::example();
    let program = Path::new(env!("CARGO_BIN_EXE_mortal"));
    let mut told = Vec::new();
    let played = MortalHand::new(&town, program, journey.special, death)
        .and_then(|hand| Player::new(hand, &mut told).play(journey));
    match played {
        Ok(hand) => Ok((Done::at(&town), hand.is_killed())),
        Err(astray) => {
            let told = String::from_utf8_lossy(&told);
            Err(format!("{}, {death:?}: {astray:?}\n{told}", journey.name))
        }
    }
}
