//! Sign-in at Keycloak.

mod by_hand;
