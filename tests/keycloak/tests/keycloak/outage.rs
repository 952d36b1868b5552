//! Keycloak is stopped in the middle of a sign-in, and started again.

use vestibule::openid::ProviderProblem;
use vestibule::{Action, ConnectionProblem, Problem, Progress, Screen};
use vestibule_keycloak::{Browser, Keycloak, Login, Office};

use super::IVANOV;

#[test]
fn whom_a_restart_catches_before_the_form_in_it_and_after_it_signs_in_at_last() {
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
    let url = phone.returned();

    keycloak.stop();
    let screen = phone.device.tap(Action::ReturnFromBrowser { url });
    assert!(is_refused(&screen), "{screen:#?}");
    keycloak.start();
    // It forgot the code, and not who is signed in.
    let screen = phone.device.tap(Action::Retry);
    let problem = problem(&screen);
    assert!(
        matches!(problem, Problem::Provider { cause: ProviderProblem::CodeSpent, .. }),
        "{problem:#?}"
    );
    browser.open(&phone.open_browser());

    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));
}

fn is_refused(screen: &Screen) -> bool {
    matches!(problem(screen), Problem::Connection { cause: ConnectionProblem::Refused, .. })
}

fn problem(screen: &Screen) -> &Problem {
    match screen {
        Screen::Browser { progress: Progress::Failed { problem }, .. } => problem,
        _ => panic!("{screen:#?}"),
    }
}
