//! Section 1: public registration.

use std::time::Duration;

use vestibule::{
    Action, ActionKind, AnswerProblem, EmailPurpose, Field, Problem, Progress, Resend, Screen, Way,
};
use vestibule_journeys::scenes::{AS_MARIA, AS_NEW, BY_PHONE, CODE, MARIA, MARIA_HOME, NEW, SKIP};
use vestibule_journeys::{PATIENCE, Town};
use vestibule_phone::Options;
use vestibule_phone::play::{Choice, Does, Kind, at};
use vestibule_server::{Counts, Endpoint};

#[test]
fn a_number_is_understood_in_any_usual_form() {
    for pasted in [
        "89051000001",
        "8 (905) 100-00-01",
        "+7 905 100 00 01",
        "tel:+7-905-100-00-01",
        "9051000001",
    ] {
        let town = Town::example();
        let phone = town.device().led(&[BY_PHONE, at(Kind::Phone)]);

        phone.type_in(Field::Phone, pasted);
        let Screen::Phone { text, .. } = phone.screen() else { panic!("{:?}", phone.screen()) };
        phone.tap(Action::SubmitPhone { text });

        assert!(town.inbox().wait(0, NEW, PATIENCE).is_some(), "{pasted}");
    }
}

#[test]
fn a_code_is_sent_at_once_when_it_is_complete_also_where_it_is_pasted() {
    for around in [("", ""), ("", "\n"), ("Ваш код: ", ".")] {
        let town = Town::example();
        let phone = town.device().led(&[BY_PHONE, AS_NEW, at(Kind::Code)]);
        let code = phone.code(NEW);
        let asked = || town.world.counters().of("green").requests(Endpoint::Challenge);

        phone.type_in(Field::Code, &code[..5]);
        assert_eq!((phone.screen().progress(), asked()), (Some(&Progress::Idle), 1));
        phone.type_in(Field::Code, &format!("{}{code}{}", around.0, around.1));

        phone.until("the name", |screen| matches!(screen, Screen::Name { .. }));
    }
}

#[test]
fn a_code_is_sent_again_when_its_countdown_is_over_and_the_old_one_is_none() {
    let town = Town::example();
    let phone = town.device().led(&[BY_PHONE, AS_NEW, at(Kind::Code)]);
    let first = phone.code(NEW);
    let Screen::Code { resend: Resend::At { .. }, .. } = phone.screen() else {
        panic!("{:?}", phone.screen());
    };
    assert!(phone.try_act(Action::Resend).is_err());

    town.clock.advance(Duration::from_secs(60));
    phone.until("its end", |screen| matches!(screen, Screen::Code { resend: Resend::Now, .. }));
    phone.tap(Action::Resend);
    assert_eq!(town.world.counters().total().sms, 2);

    let second = phone.code(NEW);
    assert_ne!(first, second, "one in a million times they are the same");
    let screen = phone.tap(Action::SubmitCode { text: first });
    let Screen::Code { attempts_left: 4, progress: Progress::Failed { problem }, .. } = screen
    else {
        panic!("{screen:?}");
    };
    assert_eq!(problem, Problem::Answer(AnswerProblem::WrongCode));
    phone.act(Action::SubmitCode { text: second });
    phone.until("the name", |screen| matches!(screen, Screen::Name { .. }));
}

#[test]
fn a_new_account_has_the_name_and_the_picture_that_the_person_gave() {
    let town = Town::example();
    let phone = town.device().led(&[
        BY_PHONE,
        AS_NEW,
        CODE,
        at(Kind::Name)
            .does(&[Does::Type(Field::Name, "Вера Новая"), Does::Tap(ActionKind::SubmitName)]),
        at(Kind::Avatar).does(&[Does::Photo]),
        SKIP,
        at(Kind::Home).shows(&["Вера Новая"]),
    ]);

    let accounts = town.server("green").accounts().expect("accounts");
    let mine = accounts.iter().find(|account| account.phone.as_deref() == Some(NEW)).expect("one");
    assert_eq!((mine.name.as_str(), mine.live_sessions), ("Вера Новая", 1));
    let Screen::Home { public: Some(person), corporate: None, .. } = phone.screen() else {
        panic!("{:?}", phone.screen());
    };
    assert_eq!(person.phone.as_deref(), Some("+7 905 100-00-01"));
    assert!(person.avatar.is_some());
}

#[test]
fn the_country_of_a_phone_decides_which_public_server_registers_it() {
    let town = Town::example();
    let _phone = town.device().led(&[
        BY_PHONE,
        at(Kind::Phone).host("green").does(&[
            Does::Choose(Choice::Country("KZ")),
            Does::Type(Field::Phone, "8 701 100 0001"),
        ]),
        at(Kind::Phone).host("steppe").does(&[Does::Tap(ActionKind::SubmitPhone)]),
        CODE,
        at(Kind::Name)
            .does(&[Does::Type(Field::Name, "Айгуль"), Does::Tap(ActionKind::SubmitName)]),
        at(Kind::Avatar),
    ]);

    let made = |server: &str| town.world.counters().of(server).accounts_made;
    assert_eq!((made("green"), made("steppe")), (0, 1));
    // The number went nowhere else.
    let Counts { sms, sign_ins, .. } = town.world.counters().of("green");
    assert_eq!((sms, sign_ins), (0, 0));
}

#[test]
fn the_same_account_is_signed_in_on_any_number_of_phones() {
    let town = Town::example();
    let phones: Vec<_> =
        (0..3).map(|_| town.device().led(&[BY_PHONE, AS_MARIA, CODE, SKIP, MARIA_HOME])).collect();

    let accounts = town.server("green").accounts().expect("accounts");
    let hers = accounts.iter().find(|account| account.phone.as_deref() == Some(MARIA));
    assert_eq!(hers.expect("one").live_sessions, phones.len());
    assert_eq!(town.world.counters().total().accounts_made, 0);
}

#[test]
fn in_a_special_app_a_public_account_alone_gets_no_further() {
    let town = Town::example();
    let mut phone = town
        .device_with(|config| {
            config.app.id = Options::SPECIAL_APP.to_owned();
            config.app.special = true;
        })
        .led(&[BY_PHONE, AS_MARIA, CODE, at(Kind::Email)]);

    for _ in 0..2 {
        let screen = phone.screen();
        let Screen::Email { purpose: EmailPurpose::Offer { can_skip: false }, .. } = screen else {
            panic!("{screen:?}");
        };
        assert!(phone.try_act(Action::Skip).is_err());
        assert!(phone.try_act(Action::Back).is_err());
        assert!(phone.try_act(Action::Leave).is_err());
        phone.restart();
    }
}

#[test]
fn each_way_in_that_is_built_is_on_the_start_screen() {
    let town = Town::example();
    let phone = town.device();

    let Screen::Start { ways, notices } = phone.screen() else { panic!("{:?}", phone.screen()) };

    assert_eq!(ways, [Way::Phone, Way::CorporateEmail, Way::ServerAddress]);
    assert_eq!(notices, []);
}
