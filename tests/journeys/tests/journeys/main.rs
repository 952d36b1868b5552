//! The journeys, end to end: the core's public face against servers over HTTPS.

mod registration;
