//! The terminal phone.
fn main() {}
