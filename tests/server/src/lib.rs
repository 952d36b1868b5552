//! Reference servers of the sign-in protocol (`core/PROTOCOL.md`): public and corporate ones, any
//! number in one process, over HTTPS with an authority of their own.
//!
//! Tests start a [`World`], look into its [`Inbox`] and [`Counters`], and set [`Faults`]. Whoever
//! writes a server reads one module for each part of the protocol: `metadata`, `webfinger`,
//! `challenge`, `token` and `tokens`, `person`, `account` and `avatar`, `revocation`; `call` holds
//! what every endpoint shares, idempotency above all.
#![forbid(unsafe_code)]

mod account;
mod address;
mod answer;
mod authority;
mod avatar;
mod bell;
mod browser;
mod call;
mod challenge;
mod clock;
mod config;
mod control;
mod counters;
mod endpoint;
mod exchange;
mod faults;
mod form;
mod identity;
mod inbox;
mod jwt;
mod keys;
mod listener;
mod locale;
mod metadata;
mod mint;
mod name;
mod openid;
mod page;
mod password;
mod person;
mod port;
mod rate;
mod redirect;
mod revocation;
mod site;
mod store;
mod token;
mod tokens;
mod web;
mod webfinger;
mod world;

pub use authority::AuthorityError;
pub use browser::{Browser, Form, Lost, Page};
pub use clock::{Clock, Time};
pub use config::{
    AccountConfig, AccountKey, App, Config, ConfigError, Demand, DirectoryEntry, Limits, Method,
    OpenidConfig, ProviderClient, ProviderConfig, ProviderUser, PushedRequests, Region,
    Registration, ServerConfig, Standing, Support, Tls,
};
pub use counters::{Counters, Counts, Logged};
pub use endpoint::Endpoint;
pub use faults::{Fault, FaultId, Faults, Gate, Matching, On, When};
pub use identity::Wrong;
pub use inbox::{Channel, Inbox, Message};
pub use jwt::Algorithm;
pub use openid::Untrusted;
pub use site::Role;
pub use world::{AccountView, Provider, Server, StartError, StoreError, World};
