//! The app that the tests open.

use std::path::Path;

use vestibule::input::{Country, ServerAddress};
use vestibule::openid::Redirect;
use vestibule::{App, Config, Locale};

/// What it is started with.
pub(crate) fn config(directory: &Path, public_server: ServerAddress) -> Config {
    Config {
        directory: directory.to_owned(),
        public_server,
        app: App {
            id: "example.vestibule".to_owned(),
            client_id: "vestibule".to_owned(),
            scope: "messenger".to_owned(),
            version: "1.0".to_owned(),
            platform: "Test 1".to_owned(),
            store: None,
            special: false,
        },
        device: "A phone of the tests".to_owned(),
        locale: Locale::Ru,
        country: Country::RUSSIA,
        sms_hash: None,
        redirect: Redirect::loopback(49_152),
        authorities: Vec::new(),
        proxy: None,
    }
}
