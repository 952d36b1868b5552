//! Who does not go on, and who comes back late.

use vestibule::openid::{ProviderError, ProviderProblem};
use vestibule::{Action, Problem, Progress, Screen};
use vestibule_keycloak::{Browser, Consent, Keycloak, Login, Office};

use super::IVANOV;

#[test]
fn who_says_no_in_the_form_is_told_so_and_may_say_yes_another_time() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule-consent");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);

    phone.enter_by_address();
    browser.open(&phone.open_browser());
    Login::on(&browser).sign_in("ivanov", IVANOV);
    Consent::on(&browser).no();
    let screen = phone.come_back();
    let Screen::Browser { url: None, progress: Progress::Failed { problem }, .. } = screen else {
        panic!("{screen:#?}");
    };
    let Problem::Provider { cause: ProviderProblem::Ended { error, .. }, .. } = problem else {
        panic!("{problem:#?}");
    };
    assert_eq!(error, ProviderError::AccessDenied);

    browser.open(&phone.open_browser());
    Login::on(&browser).sign_in("ivanov", IVANOV);
    Consent::on(&browser).yes();
    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));
}

#[test]
fn closing_the_browser_is_no_error_and_it_can_be_opened_again() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);

    phone.enter_by_address();
    browser.open(&phone.open_browser());
    Login::on(&browser);
    drop(browser);
    let screen = phone.device.tap(Action::Cancel);
    assert!(
        matches!(screen, Screen::Browser { url: None, progress: Progress::Idle, .. }),
        "{screen:#?}"
    );

    let browser = Browser::trusting(keycloak);
    browser.open(&phone.open_browser());
    Login::on(&browser).sign_in("ivanov", IVANOV);
    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));
}

#[test]
fn who_comes_back_to_an_app_that_ended_meanwhile_is_signed_in() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule");
    let mut phone = office.phone();
    let browser = Browser::trusting(keycloak);

    phone.enter_by_address();
    browser.open(&phone.open_browser());
    phone.device.stop();
    Login::on(&browser).sign_in("ivanov", IVANOV);
    let url = phone.returned();
    phone.device.start();
    phone.device.act(Action::ReturnFromBrowser { url });

    assert_eq!(phone.signed_in().name.as_deref(), Some("Иван Иванов"));
}
