use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use vestibule::input::ServerAddress;
use vestibule::openid::{Authorization, Callback, Client, IdToken, Nonce};
use vestibule::wire::{self, Authority, ClientSetup};
use vestibule::{Clock, Locale, SystemClock};
use vestibule_keycloak::{Browser, Keycloak, Login};
use vestibule_phone::Callbacks;

#[test]
fn hand() {
    let keycloak = Keycloak::shared();
    let browser = Browser::trusting(keycloak);
    let token = sign_in(keycloak, &browser, "vestibule-es256", |browser| {
        let login = Login::on(browser);
        eprintln!("{} {}", browser.language(), browser.text());
        login.sign_in("ivanov", "wrong");
        eprintln!("{}", login.problem());
        login.sign_in("ivanov", "Пароль 1");
    });
    eprintln!("{}", token.as_secret().expose());
}

pub(crate) fn sign_in(
    keycloak: &Keycloak,
    browser: &Browser,
    client: &str,
    form: impl FnOnce(&Browser),
) -> IdToken {
    let clock = Arc::new(SystemClock::default());
    let wire = wire::Client::new(ClientSetup {
        app_id: "example.vestibule".to_owned(),
        client_id: String::new(),
        device: String::new(),
        sms_hash: None,
        user_agent: "by hand".to_owned(),
        locale: Locale::Ru,
        scope: String::new(),
        authorities: vec![Authority { pem: keycloak.authority().to_owned(), hosts: Vec::new() }],
        proxy: None,
        clock: clock.clone(),
    })
    .unwrap();
    let provider = Client::new(Arc::new(wire), clock.clone());
    let folder = tempfile::tempdir().unwrap();
    let callbacks = Callbacks::listen(folder.path()).unwrap();
    let redirect = callbacks.redirect();
    let (sender, returned) = channel();
    callbacks.follow(Locale::Ru, move |url| sender.send(url).is_ok()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();

    let found = runtime.block_on(provider.provider(&keycloak.issuer())).unwrap();
    let corporate = ServerAddress::from_issuer("https://chat.corp.example").unwrap();
    let nonce = Nonce::derived(&corporate, "QmFyZWx5IHJhbmRvbSwgMTI4");
    let random = [[1; 32], [2; 32]];
    let authorization =
        Authorization::new(&found, client, "openid email", nonce, &redirect, random, clock.now())
            .with_locale(Locale::Ru);
    let pushed = runtime.block_on(provider.push(&authorization)).unwrap();
    browser.open(authorization.url(Some(&pushed.unwrap().request_uri)).as_str());
    form(browser);
    let url = returned.recv_timeout(Duration::from_secs(20)).unwrap();
    let Callback::Code(code) = Callback::parse(&url, Some(&authorization)).unwrap() else {
        panic!("{url}");
    };
    runtime.block_on(provider.exchange(&authorization, &code)).unwrap()
}
