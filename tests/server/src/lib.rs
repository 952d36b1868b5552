//! The reference servers.
