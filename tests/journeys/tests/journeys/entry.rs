//! Section 3: corporate without a phone number.

use vestibule::{Action, ActionKind, Field, PhonePurpose, Screen};
use vestibule_journeys::scenes::{
    AS_MARIA, AS_NEW, AS_ROBINSON, BY_ADDRESS, CODE, EDIT, MARIA, NEW, ROBINSON_HOME, TO_EDIT,
    TO_INFORMATION, TO_ISLAND, TO_PROFILE, to_settings,
};
use vestibule_journeys::{PATIENCE, Town};
use vestibule_phone::play::{Does, Kind, Scene, at};
use vestibule_server::AccountView;

const ADD_PHONE: Scene = EDIT.does(&[Does::Tap(ActionKind::AddPhone)]);

#[test]
fn by_address_neither_an_email_nor_the_public_server_is_needed() {
    let town = Town::example();
    town.server("green").stop();

    let phone = town.device().led(&[BY_ADDRESS, TO_ISLAND, AS_ROBINSON, ROBINSON_HOME]);

    let Screen::Home { public: None, corporate: Some(person), .. } = phone.screen() else {
        panic!("{:?}", phone.screen());
    };
    assert_eq!((person.phone, person.email), (None, None));
    assert_eq!(town.world.counters().of("green").all_requests(), 0);
}

#[test]
fn a_phone_that_is_added_makes_the_two_accounts_one_person() {
    let town = Town::example();
    let phone = town.device().led(&[
        BY_ADDRESS,
        TO_ISLAND,
        AS_ROBINSON,
        to_settings(ROBINSON_HOME),
        TO_PROFILE,
        TO_EDIT,
        ADD_PHONE,
        AS_MARIA,
        CODE,
        at(Kind::Profile).shows(&["Мария Иванова", "900 111-22-33"]),
    ]);

    let maria = account(&town, "green", |account| account.phone.as_deref() == Some(MARIA));
    let is_hers = |account: &AccountView| account.person.as_deref() == Some(&*maria.id);
    let robinson = || account(&town, "island", |_| true);
    let counters = town.world.counters();
    assert!(counters.wait("island", PATIENCE, |_| is_hers(&robinson())), "{:?}", robinson());
    assert_eq!(town.world.counters().total().accounts_made, 0);
    phone.until(
        "one person",
        |screen| matches!(screen, Screen::Profile { person, .. } if !person.can_add_phone),
    );
}

#[test]
fn a_phone_that_nobody_had_begins_an_account_with_the_name_that_is_known() {
    let town = Town::example();
    let phone = town.device().led(&[
        BY_ADDRESS,
        TO_ISLAND,
        AS_ROBINSON,
        to_settings(ROBINSON_HOME),
        TO_PROFILE,
        TO_EDIT,
        ADD_PHONE,
        at(Kind::Phone).does(&[Does::Tap(ActionKind::Back)]),
        TO_EDIT,
        ADD_PHONE,
        AS_NEW,
        CODE,
        at(Kind::Name),
    ]);

    let Screen::Name { text, .. } = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(text, "Робинзон");
    phone.act(Action::SubmitName { text });

    phone.until("the profile", |screen| matches!(screen, Screen::Profile { .. }));
    let made = account(&town, "green", |account| account.phone.as_deref() == Some(NEW));
    assert_eq!(made.name, "Робинзон");
}

#[test]
fn a_phone_is_added_only_where_the_administrator_allows_it() {
    let town = Town::with(|config| {
        config.server_mut("island").expect("the island").may_add_phone = false;
    });
    let phone = town.device().led(&[
        BY_ADDRESS,
        TO_ISLAND,
        AS_ROBINSON,
        to_settings(ROBINSON_HOME),
        TO_PROFILE,
        TO_EDIT,
        EDIT,
    ]);

    assert!(!phone.screen().actions().contains(&ActionKind::AddPhone));
}

#[test]
fn what_a_phone_is_asked_for_is_on_its_screen() {
    let town = Town::example();
    let phone = town.device().led(&[
        BY_ADDRESS,
        at(Kind::Address)
            .does(&[Does::TypeAddressOf("clinic"), Does::Tap(ActionKind::SubmitAddress)]),
        at(Kind::Phone).host("clinic").does(&[Does::Type(Field::Phone, "+7 900 555-66-77")]),
        at(Kind::Phone).host("clinic"),
    ]);

    assert!(matches!(phone.screen(), Screen::Phone { purpose: PhonePurpose::Asked, .. }));
}

#[test]
fn the_corporate_user_has_their_own_server_and_no_phone() {
    let town = Town::example();
    let phone = town.device().led(&[
        BY_ADDRESS,
        TO_ISLAND,
        AS_ROBINSON,
        to_settings(ROBINSON_HOME),
        TO_PROFILE,
        TO_INFORMATION,
        at(Kind::CorporateInformation).host("island").shows(&["Робинзон"]),
    ]);

    let Screen::CorporateInformation { can_disconnect, .. } = phone.screen() else {
        panic!("{:?}", phone.screen());
    };
    assert!(!can_disconnect, "there is nothing to part from");
}

fn account(town: &Town, server: &str, is_it: impl Fn(&AccountView) -> bool) -> AccountView {
    let accounts = town.server(server).accounts().expect("accounts");
    accounts.into_iter().find(is_it).expect("an account")
}
