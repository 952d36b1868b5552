//! "Bad input": what people type and paste, good and bad, as tables with their sources.

mod addresses;
mod codes;
mod credentials;
mod emails;
mod names;
mod phones;
mod pictures;
mod properties;
mod typing;
