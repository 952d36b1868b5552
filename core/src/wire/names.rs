use std::net::{IpAddr, SocketAddr, UdpSocket};

use dns_lookup::{LookupErrorKind, SockType, getaddrinfo};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::ConnectionProblem;

/// The system's name service, asked so that its answer "there is no such name" is told from no
/// answer.
pub(super) struct NameService;

/// Why a host has no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NameError {
    #[error("no such name")]
    NotFound,
    #[error("the name service gave no answer")]
    NoAnswer,
}

impl Resolve for NameService {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let looked_up = tokio::task::spawn_blocking(move || look_up(name.as_str()));
            let addresses = looked_up.await.unwrap_or(Err(NameError::NoAnswer))?;
            // The port is the URL's.
            let addresses = addresses.into_iter().map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(addresses) as Addrs)
        })
    }
}

impl NameError {
    pub(super) fn problem(self) -> ConnectionProblem {
        match self {
            // Without a network, some systems say so and others that there is no such name.
            _ if !has_network() => ConnectionProblem::NoNetwork,
            Self::NotFound => ConnectionProblem::NameNotFound,
            Self::NoAnswer => ConnectionProblem::NameServiceFailed,
        }
    }
}

/// Whether packets could leave this device: it has a route to the world.
///
/// Addresses for documentation (RFC 5737, RFC 3849) are looked up in the routing table by making
/// them a datagram socket's peer, which sends nothing.
pub(super) fn has_network() -> bool {
    const PORT: u16 = 9;

    let has_route = |from: &str, to: &str| {
        UdpSocket::bind((from, 0)).and_then(|socket| socket.connect((to, PORT))).is_ok()
    };
    has_route("0.0.0.0", "192.0.2.1") || has_route("::", "2001:db8::1")
}

fn look_up(host: &str) -> Result<Vec<IpAddr>, NameError> {
    let hints =
        dns_lookup::AddrInfoHints { socktype: SockType::Stream.into(), ..Default::default() };
    let found = getaddrinfo(Some(host), None, Some(hints)).map_err(|error| match error.kind() {
        LookupErrorKind::NoName | LookupErrorKind::NoData => NameError::NotFound,
        _ => NameError::NoAnswer,
    })?;
    let addresses: Vec<_> = found.flatten().map(|info| info.sockaddr.ip()).collect();
    if addresses.is_empty() { Err(NameError::NotFound) } else { Ok(addresses) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_service_knows_this_machine() {
        assert!(look_up("localhost").unwrap().iter().all(IpAddr::is_loopback));
    }

    #[test]
    fn what_is_no_name_has_no_address() {
        assert!(look_up("no such name").is_err());
        assert!(look_up("nul\0").is_err());
    }
}
