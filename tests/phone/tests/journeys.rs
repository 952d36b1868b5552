//! The journeys of the script arrive.
#![allow(clippy::unwrap_used, reason = "what helps a test is a test's own")]

use vestibule::Locale;
use vestibule_phone::play::{Does, JOURNEYS, Journey, OwnHand, Player, Visit};
use vestibule_phone::{Build, Device, Options, World};

#[test]
fn every_journey_arrives_in_russian() {
    every_journey_arrives(Locale::Ru);
}

#[test]
fn every_journey_arrives_in_english() {
    every_journey_arrives(Locale::En);
}

#[test]
fn names_of_journeys_are_one_each() {
    let mut names: Vec<_> = JOURNEYS.iter().map(|journey| journey.name).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();

    assert_eq!(names.len(), all);
}

fn every_journey_arrives(locale: Locale) {
    for journey in JOURNEYS {
        let told = play(journey, locale);

        for secret in passwords(journey) {
            assert!(!told.contains(secret), "{}: {secret} was told\n{told}", journey.name);
        }
    }
}

/// Plays a journey in a world of its own; gives what was told of it.
fn play(journey: &Journey, locale: Locale) -> String {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start(None).unwrap();
    let mut device = Device::new(folder.path(), locale);
    if journey.special {
        device.build = Build::Special { app_id: Options::SPECIAL_APP.to_owned() };
    }
    let mut told = Vec::new();
    let hand = OwnHand::new(&world, device).unwrap();
    let played = Player::new(hand, &mut told).play(journey);
    let astray = played.err();
    let told = String::from_utf8(told).unwrap();
    if let Some(astray) = astray {
        panic!("{}: {astray}\n{told}", journey.name);
    }
    for message in world.messages() {
        assert!(!told.contains(&message.code), "{}: a code was told\n{told}", journey.name);
    }
    told
}

fn passwords(journey: &Journey) -> impl Iterator<Item = &'static str> {
    journey.scenes.iter().flat_map(|scene| scene.person).flat_map(|does| match does {
        Does::Type(vestibule::Field::Password, password)
        | Does::Browse(Visit::SignIn { password, .. }) => vec![*password],
        Does::Browse(Visit::SignInAtLast { wrong, password, .. }) => vec![*wrong, *password],
        _ => vec![],
    })
}
