//! Sign-in at a real Keycloak, in a real browser.
//!
//! [`Keycloak`] is an organisation's identity provider, [`Office`] its corporate server, [`Phone`]
//! the core of somebody who works there, and [`Browser`] what they type into, page by page.
#![forbid(unsafe_code)]

mod browser;
mod certificate;
mod driver;
mod http;
mod keycloak;
mod office;
mod one_time;
mod page;
mod program;

pub use browser::Browser;
pub use keycloak::Keycloak;
pub use office::{Office, Phone};
pub use one_time::OneTime;
pub use page::{Consent, Login, NewPassword, OneTimePassword, SignOut};
