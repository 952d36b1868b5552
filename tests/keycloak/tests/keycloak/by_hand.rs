//! The identity provider's part of a sign-in, without a corporate server.

use std::sync::Arc;
use std::sync::mpsc::channel;

use tokio::runtime::Builder;
use vestibule::input::ServerAddress;
use vestibule::openid::{Authorization, Callback, Client, IdToken, Nonce};
use vestibule::wire::{self, Authority, ClientSetup};
use vestibule::{Clock, Locale, SystemClock};
use vestibule_journeys::PATIENCE;
use vestibule_keycloak::{Browser, Keycloak};
use vestibule_phone::Callbacks;

/// Somebody whom Keycloak knows in this browser signs in as one of its clients.
pub(crate) fn sign_in(keycloak: &Keycloak, browser: &Browser, client: &str) -> IdToken {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let callbacks = Callbacks::listen(folder.path()).expect("a port");
    let redirect = callbacks.redirect();
    let (sender, returned) = channel();
    callbacks.follow(Locale::Ru, move |url| sender.send(url).is_ok()).expect("a thread");
    let clock = Arc::new(SystemClock::default());
    let provider = provider(keycloak, clock.clone());

    let found = runtime.block_on(provider.provider(&keycloak.issuer())).expect("a provider");
    let corporate = ServerAddress::from_issuer("https://chat.corp.example").expect("an issuer");
    let authorization = Authorization::new(
        &found,
        client,
        "openid",
        Nonce::derived(&corporate, "QmFyZWx5IHJhbmRvbSwgMTI4"),
        &redirect,
        [[1; 32], [2; 32]],
        clock.now(),
    );
    let pushed = runtime.block_on(provider.push(&authorization)).expect("it is taken");
    let pushed = pushed.expect("Keycloak has pushed requests");
    browser.open(authorization.url(Some(&pushed.request_uri)).as_str());
    let url = returned.recv_timeout(PATIENCE).expect("the browser comes back");
    match Callback::parse(&url, Some(&authorization)) {
        Ok(Callback::Code(code)) => {
            runtime.block_on(provider.exchange(&authorization, &code)).expect("an ID token")
        }
        other => panic!("{url}: {other:?}"),
    }
}

fn provider(keycloak: &Keycloak, clock: Arc<SystemClock>) -> Client {
    let setup = ClientSetup {
        app_id: "example.vestibule".to_owned(),
        client_id: "vestibule".to_owned(),
        device: "A phone of the tests".to_owned(),
        sms_hash: None,
        user_agent: "example.vestibule/1.0 (Test 1)".to_owned(),
        locale: Locale::Ru,
        scope: "messenger".to_owned(),
        authorities: vec![Authority { pem: keycloak.authority().to_owned(), hosts: Vec::new() }],
        proxy: None,
        clock: clock.clone(),
    };
    Client::new(Arc::new(wire::Client::new(setup).expect("a client")), clock)
}
