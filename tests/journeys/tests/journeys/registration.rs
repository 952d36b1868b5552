//! Section 1: public registration.

use vestibule::{Action, Channel, EmailPurpose, Field, PhonePurpose, Screen, Way};
use vestibule_journeys::{Device, Town};

const NEW: &str = "+79995550101";

#[test]
fn a_new_person_registers_by_phone_and_goes_on_without_a_corporate_server() {
    let town = Town::example();
    let phone = town.device();

    phone.act(Action::Begin { way: Way::Phone });
    phone.type_in(Field::Phone, "89995550101");
    let Screen::Phone { text, purpose: PhonePurpose::Register, .. } = phone.screen() else {
        panic!("{:?}", phone.screen());
    };
    let screen = phone.tap(Action::SubmitPhone { text });
    assert!(matches!(screen, Screen::Code { channel: Channel::Sms, length: 6, .. }), "{screen:?}");

    let screen = phone.tap(Action::SubmitCode { text: phone.code(NEW) });
    assert!(matches!(screen, Screen::Name { max: 64, .. }), "{screen:?}");

    let screen = phone.tap(Action::SubmitName { text: "Вера Новая".to_owned() });
    assert!(matches!(screen, Screen::Avatar { .. }), "{screen:?}");

    let screen = phone.tap(Action::Skip);
    assert!(
        matches!(screen, Screen::Email { purpose: EmailPurpose::Offer { can_skip: true }, .. }),
        "{screen:?}"
    );

    phone.tap(Action::Skip);
    let screen = signed_in(&phone);
    assert!(matches!(screen, Screen::Home { corporate: None, .. }), "{screen:?}");
    let accounts = town.server("green").accounts().expect("accounts");
    let mine = accounts.iter().find(|account| account.phone.as_deref() == Some(NEW)).expect("one");
    assert_eq!((mine.name.as_str(), mine.live_sessions), ("Вера Новая", 1));
    assert_eq!(town.world.counters().total().sms, 1);
}

fn signed_in(phone: &Device<'_>) -> Screen {
    phone.until("a profile", |screen| {
        matches!(screen, Screen::Home { public: Some(person), .. } if person.name.is_some())
    })
}
