//! Keycloak is stopped in the middle of a sign-in, and started again.

use vestibule::{Action, ConnectionProblem, Problem, Progress, Screen};
use vestibule_keycloak::{Browser, Keycloak, Login, Office};

use super::IVANOV;

#[test]
fn who_is_caught_by_a_restart_before_the_form_and_in_it_signs_in_at_last() {
    let keycloak = Keycloak::alone();
    let office = Office::new(&keycloak, "vestibule");
    let phone = office.phone();
    let browser = Browser::trusting(&keycloak);
    phone.enter_by_address();

    keycloak.stop();
    let screen = phone.device.tap(Action::OpenBrowser);
    assert!(is_refused(&screen), "{screen:#?}");
    keycloak.start();
    let screen = phone.device.tap(Action::Retry);
    let Screen::Browser { url: Some(url), .. } = screen else {
        panic!("{screen:#?}");
    };
    browser.open(&url);
    let login = Login::on(&browser);

    keycloak.stop();
    login.sign_in("ivanov", IVANOV);
    browser.open_in_vain(&url);
    keycloak.start();
    browser.open(&phone.open_browser());
    Login::on(&browser).sign_in("ivanov", IVANOV);

    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));
}

fn is_refused(screen: &Screen) -> bool {
    let Screen::Browser { progress: Progress::Failed { problem }, .. } = screen else {
        return false;
    };
    matches!(problem, Problem::Connection { cause: ConnectionProblem::Refused, .. })
}
