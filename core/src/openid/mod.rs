//! The organisation's identity provider: OpenID Connect Core 1.0's code flow in the system browser
//! (RFC 8252), as `SECURITY.md` has it.
//!
//! A [`Provider`] is what the discovery document says. An [`Authorization`] is what the browser is
//! sent with, and is saved before; a [`Callback`] is what it comes back with. The code in it is
//! exchanged for an [`IdToken`], which the corporate server asked for. All of these are values,
//! made and checked without a clock, a network or chance; [`Client`] makes the requests.

mod authorization;
mod callback;
mod client;
mod id_token;
mod keys;
mod problem;
mod provider;
mod redirect;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use authorization::{Authorization, Nonce, Prompt};
pub use callback::{Callback, CallbackProblem, ProviderError};
pub use client::{Client, Pushed};
pub use id_token::{IdToken, IdTokenProblem};
pub use problem::ProviderProblem;
pub use provider::{Algorithm, Provider};
pub use redirect::{Redirect, RedirectError};
