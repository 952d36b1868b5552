//! Who is signed in at Keycloak already, and who no longer is.

use vestibule::{Notice, Screen};
use vestibule_keycloak::{Browser, Keycloak, Login, Office, Phone, SignOut};

use super::IVANOV;

#[test]
fn the_second_sign_in_in_the_same_browser_meets_no_form() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);
    sign_in(&phone, &browser);

    let other = office.phone();
    other.enter_by_address();
    browser.open(&other.open_browser());

    assert_eq!(other.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));
}

#[test]
fn who_signed_out_at_keycloak_meets_the_form_again() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);
    sign_in(&phone, &browser);

    let screen = phone.sign_out();
    let Screen::Start { notices, .. } = &screen else {
        panic!("{screen:#?}");
    };
    let [Notice::StillAtProvider { page }] = &notices[..] else {
        panic!("{screen:#?}");
    };
    browser.open(&page.url);
    SignOut::on(&browser).confirm();

    sign_in(&phone, &browser);
}

fn sign_in(phone: &Phone<'_>, browser: &Browser) {
    phone.enter_by_address();
    browser.open(&phone.open_browser());
    Login::on(browser).sign_in("ivanov", IVANOV);
    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));
}
