//! Sign-in at the organisation's Keycloak, from the phone's first screen to the corporate user.

mod accounts;
mod by_hand;
mod form;
mod leaving;
mod outage;
mod sessions;
mod tokens;

/// The passwords of `realm.json`.
const IVANOV: &str = "Пароль 1";
const PETROVA: &str = "Пароль 2";
const CAREFUL: &str = "Пароль 3";
