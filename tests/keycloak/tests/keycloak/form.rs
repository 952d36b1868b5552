//! What a person meets in the form.

use vestibule_keycloak::{Browser, Keycloak, Login, NewPassword, Office, OneTime, OneTimePassword};

use super::{CAREFUL, IVANOV};

#[test]
fn who_signs_in_at_keycloak_is_the_corporate_user() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);

    phone.enter_by_address();
    browser.open(&phone.open_browser());
    Login::on(&browser).sign_in("ivanov", IVANOV);
    let person = phone.come_back_signed_in();

    assert_eq!(person.name.as_deref(), Some("Иван Иванов"));
    assert_eq!(person.email.as_deref(), Some("ivanov@corp.example"));
    assert_eq!(person.server_name, "Контора");
    assert_eq!(office.sessions_begun(), 1);
}

#[test]
fn the_form_knows_the_work_e_mail_and_speaks_the_language_of_the_phone() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);

    phone.enter_by_email("ivanov@corp.example");
    browser.open(&phone.open_browser());
    let login = Login::on(&browser);

    assert_eq!(login.login(), "ivanov@corp.example");
    assert_eq!(browser.language(), "ru");
    login.give(IVANOV);
    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));
}

#[test]
fn a_wrong_password_is_for_the_form_to_tell_and_the_right_one_signs_in() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);

    phone.enter_by_address();
    browser.open(&phone.open_browser());
    let login = Login::on(&browser);
    login.sign_in("ivanov", "Пароль");
    assert_eq!(login.problem(), "Неправильное имя пользователя или пароль.");
    login.sign_in("ivanov", IVANOV);

    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));
}

#[test]
fn a_password_that_must_be_changed_is_changed_on_the_way() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);

    phone.enter_by_address();
    browser.open(&phone.open_browser());
    Login::on(&browser).sign_in("newcomer", "first");
    NewPassword::on(&browser).change("second");
    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Новый Человек"));

    let phone = office.phone();
    let browser = Browser::trusting(keycloak);
    phone.enter_by_address();
    browser.open(&phone.open_browser());
    Login::on(&browser).sign_in("newcomer", "second");
    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Новый Человек"));
}

#[test]
fn a_one_time_password_is_asked_for_after_the_password() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);
    let authenticator = OneTime::new(b"JBSWY3DPEHPK3PXPJBSW");

    phone.enter_by_address();
    browser.open(&phone.open_browser());
    Login::on(&browser).sign_in("careful", CAREFUL);
    let second = OneTimePassword::on(&browser);
    second.give("12345");
    assert_eq!(second.problem(), "Неверный код аутентификатора.");
    second.give(&authenticator.now());

    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Осторожный Человек"));
}
