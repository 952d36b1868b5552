//! Whose account it is.

use vestibule::{AnswerProblem, Problem, Progress, Screen};
use vestibule_keycloak::{Browser, Keycloak, Login, Office};

use super::{IVANOV, PETROVA};

#[test]
fn another_persons_account_is_refused_and_the_form_asks_anew_who_it_is() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);

    phone.enter_by_email("ivanov@corp.example");
    browser.open(&phone.open_browser());
    Login::on(&browser).sign_in("petrova", PETROVA);
    let screen = phone.come_back();
    let Screen::Browser { progress: Progress::Failed { problem }, .. } = screen else {
        panic!("{screen:#?}");
    };
    assert_eq!(problem, Problem::Answer(AnswerProblem::WrongAccount));

    browser.open(&phone.open_browser());
    let login = Login::on(&browser);
    login.not_me();
    Login::on(&browser).sign_in("ivanov", IVANOV);
    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));
}
