//! What Keycloak requires of a request, and how it signs its tokens.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use vestibule_keycloak::{Browser, Keycloak, Login, Office};

use super::{IVANOV, by_hand};

#[test]
fn a_client_that_must_push_its_requests_signs_in() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule-par");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);

    phone.enter_by_address();
    let url = phone.open_browser();
    let (page, query) = url.split_once('?').expect("a query");
    let mut names: Vec<_> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    names.sort_unstable();
    assert_eq!(names, ["client_id", "request_uri"]);

    // The same, not pushed.
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    browser.open(&format!(
        "{page}?client_id=vestibule-par&response_type=code&scope=openid&state=1\
         &redirect_uri={}&code_challenge={challenge}&code_challenge_method=S256",
        phone.redirect(),
    ));
    let refused = phone.returned();
    assert!(refused.contains("error=invalid_request"), "{refused}");

    browser.open(&url);
    Login::on(&browser).sign_in("ivanov", IVANOV);
    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));
}

#[test]
fn a_token_signed_with_es256_signs_in() {
    signs_in_with("vestibule-es256", "ES256");
}

#[test]
fn a_token_signed_with_eddsa_signs_in() {
    signs_in_with("vestibule-eddsa", "EdDSA");
}

#[test]
fn keys_that_are_rotated_between_two_sign_ins_are_fetched_again() {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, "vestibule");
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);
    phone.enter_by_address();
    browser.open(&phone.open_browser());
    Login::on(&browser).sign_in("ivanov", IVANOV);
    phone.come_back_signed_in();
    phone.sign_out();

    keycloak.rotate_keys();

    phone.enter_by_address();
    browser.open(&phone.open_browser());
    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));
}

fn signs_in_with(client: &str, algorithm: &str) {
    let keycloak = Keycloak::shared();
    let office = Office::new(keycloak, client);
    let phone = office.phone();
    let browser = Browser::trusting(keycloak);

    phone.enter_by_address();
    browser.open(&phone.open_browser());
    Login::on(&browser).sign_in("ivanov", IVANOV);
    assert_eq!(phone.come_back_signed_in().name.as_deref(), Some("Иван Иванов"));

    // The phone shows its token to nobody but the corporate server.
    let token = by_hand::sign_in(keycloak, &browser, client);
    let header = token.as_secret().expose().split('.').next().expect("a header");
    let header = URL_SAFE_NO_PAD.decode(header).expect("base64url");
    let header: Value = serde_json::from_slice(&header).expect("JSON");
    assert_eq!(header["alg"], algorithm);
}
