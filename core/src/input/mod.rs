//! What people type, paste or hand over: parsed once, never validated again.
//!
//! Each type holds only what its field may hold, and each error names what is wrong with the text.
//! Nothing here panics, whatever the input.

mod code;
mod country;
mod credentials;
mod email;
mod name;
mod phone;
mod phone_text;
mod picture;
mod server_address;
mod text;

pub use code::{Code, CodeError};
pub use country::{Country, UnknownCountry};
pub use credentials::{Login, LoginError, Password, PasswordError};
pub use email::{Email, EmailError};
pub use name::{Name, NameError};
pub use phone::{Phone, PhoneError};
pub use phone_text::PhoneText;
pub use picture::{Picture, PictureError, PictureKind};
pub use server_address::{AddressError, ServerAddress};
