//! Vestibule.
#![forbid(unsafe_code)]
