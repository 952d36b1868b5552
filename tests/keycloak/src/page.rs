//! Keycloak's pages, as its theme `keycloak.v2` has them: what a person reads, types and taps there.

use crate::Browser;
use crate::browser::Element;

/// The form for a login and a password.
pub struct Login<'b>(&'b Browser);

impl<'b> Login<'b> {
    /// Waits for the page.
    pub fn on(browser: &'b Browser) -> Self {
        browser.find("#kc-form-login");
        Self(browser)
    }

    /// What the login's field holds.
    pub fn login(&self) -> String {
        self.0.find("#kc-form-login #username").content()
    }

    pub fn sign_in(&self, login: &str, password: &str) {
        self.0.find("#kc-form-login #username").fill(login);
        self.give(password);
    }

    /// Types the password of whom the page knows already.
    pub fn give(&self, password: &str) {
        self.0.find("#kc-form-login #password").fill(password);
        self.0.find("#kc-form-login #kc-login").click();
    }

    /// What was wrong with the last try.
    pub fn problem(&self) -> String {
        self.0.find("#kc-form-login #input-error-username").text()
    }

    /// The page knows who it is, and it is somebody else.
    pub fn not_me(&self) {
        self.0.find("#reset-login").click();
    }
}

/// The form for a new password, where the present one is good for once.
pub struct NewPassword<'b>(&'b Browser);

impl<'b> NewPassword<'b> {
    /// Waits for the page.
    pub fn on(browser: &'b Browser) -> Self {
        browser.find("#kc-passwd-update-form");
        Self(browser)
    }

    pub fn change(&self, password: &str) {
        self.0.find("#kc-passwd-update-form #password-new").fill(password);
        self.0.find("#kc-passwd-update-form #password-confirm").fill(password);
        self.0.find("#kc-passwd-update-form #kc-submit").click();
    }
}

/// The form for a one-time password.
pub struct OneTimePassword<'b>(&'b Browser);

impl<'b> OneTimePassword<'b> {
    /// Waits for the page.
    pub fn on(browser: &'b Browser) -> Self {
        browser.find("#kc-otp-login-form");
        Self(browser)
    }

    pub fn give(&self, password: &str) {
        self.0.find("#kc-otp-login-form #otp").fill(password);
        self.0.find("#kc-otp-login-form #kc-login").click();
    }

    /// What was wrong with the last try.
    pub fn problem(&self) -> String {
        self.0.find("#kc-otp-login-form #input-error-otp").text()
    }
}

/// The question whether the app may know who the person is.
pub struct Consent<'b>(Element<'b>, Element<'b>);

impl<'b> Consent<'b> {
    /// Waits for the page.
    pub fn on(browser: &'b Browser) -> Self {
        Self(browser.find("#kc-oauth #kc-login"), browser.find("#kc-oauth #kc-cancel"))
    }

    pub fn yes(&self) {
        self.0.click();
    }

    pub fn no(&self) {
        self.1.click();
    }
}

/// The question whether to sign out at the provider.
pub struct SignOut<'b>(Element<'b>);

impl<'b> SignOut<'b> {
    /// Waits for the page.
    pub fn on(browser: &'b Browser) -> Self {
        Self(browser.find("#kc-logout-confirm #kc-logout"))
    }

    /// Says yes, and waits for the page that says that it is done.
    pub fn confirm(&self) {
        self.0.click();
    }
}
