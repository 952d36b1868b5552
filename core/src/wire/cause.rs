use std::error::Error;
use std::io;
use std::iter::successors;

use rustls::CertificateError;

use super::names::{NameError, has_network};
use crate::{ConnectionProblem, TlsProblem};

/// Why a request got no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    Connection(ConnectionProblem),
    /// The server's bytes are not HTTP.
    NotHttp,
}

impl Cause {
    /// The cause that is told furthest up among an error's sources.
    pub(super) fn of(error: &reqwest::Error) -> Self {
        let named = sources(error).find_map(Self::named);
        named.unwrap_or(Self::Connection(match (error.is_connect(), error.is_timeout()) {
            (true, true) => ConnectionProblem::TimedOut,
            (true, false) => ConnectionProblem::Unreachable,
            // Our own time is kept elsewhere: here, a connection gave no sign of life.
            (false, _) => ConnectionProblem::Lost,
        }))
    }

    fn named(error: &(dyn Error + 'static)) -> Option<Self> {
        if let Some(error) = error.downcast_ref::<NameError>() {
            return Some(Self::Connection(error.problem()));
        }
        if let Some(error) = error.downcast_ref::<rustls::Error>() {
            return Some(Self::Connection(ConnectionProblem::Tls(TlsProblem::of(error))));
        }
        if let Some(error) = error.downcast_ref::<hyper::Error>() {
            return error.is_parse().then_some(Self::NotHttp);
        }
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return ConnectionProblem::of(error).map(Self::Connection);
        }
        ConnectionProblem::of_tunnel(error).map(Self::Connection)
    }
}

impl ConnectionProblem {
    /// The cause that the system names.
    fn of(error: &io::Error) -> Option<Self> {
        match error.kind() {
            io::ErrorKind::ConnectionRefused => Some(Self::Refused),
            io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::AddrNotAvailable
            | io::ErrorKind::PermissionDenied => {
                Some(if has_network() { Self::Unreachable } else { Self::NoNetwork })
            }
            io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::NotConnected
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::UnexpectedEof => Some(Self::Lost),
            _ => None,
        }
    }

    /// The cause that the HTTP client has words for and no type: how a proxy's `CONNECT` ended.
    fn of_tunnel(error: &(dyn Error + 'static)) -> Option<Self> {
        match error.to_string().strip_prefix("tunnel error: ")? {
            "failed to create underlying connection" => Some(Self::ProxyUnreachable),
            "proxy authorization required" => Some(Self::ProxyRefused { status: Some(407) }),
            _ => Some(Self::ProxyRefused { status: None }),
        }
    }
}

impl TlsProblem {
    fn of(error: &rustls::Error) -> Self {
        match error {
            rustls::Error::InvalidCertificate(error) => Self::of_certificate(error),
            rustls::Error::NoCertificatesPresented
            | rustls::Error::UnsupportedNameType
            | rustls::Error::InvalidCertRevocationList(_) => Self::BadCertificate,
            _ => Self::Handshake,
        }
    }

    fn of_certificate(error: &CertificateError) -> Self {
        match error {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => Self::Expired,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                Self::NotYetValid
            }
            CertificateError::UnknownIssuer => Self::UnknownAuthority,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Self::WrongHost
            }
            CertificateError::Revoked => Self::Revoked,
            _ => Self::BadCertificate,
        }
    }
}

/// An error and all that it comes from, also what an [`io::Error`] was made of.
fn sources<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    successors(Some(error), |error: &&'a (dyn Error + 'static)| source(*error))
}

fn source<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

#[cfg(test)]
mod tests {
    use rustls::{AlertDescription, InvalidMessage};

    use super::*;

    #[test]
    fn each_tls_failure_has_its_own_name() {
        use rustls::Error::{AlertReceived, InvalidCertificate};

        for (error, expected) in [
            (InvalidCertificate(CertificateError::Expired), TlsProblem::Expired),
            (InvalidCertificate(CertificateError::NotValidYet), TlsProblem::NotYetValid),
            (InvalidCertificate(CertificateError::UnknownIssuer), TlsProblem::UnknownAuthority),
            (InvalidCertificate(CertificateError::NotValidForName), TlsProblem::WrongHost),
            (InvalidCertificate(CertificateError::Revoked), TlsProblem::Revoked),
            (InvalidCertificate(CertificateError::BadSignature), TlsProblem::BadCertificate),
            (rustls::Error::NoCertificatesPresented, TlsProblem::BadCertificate),
            (AlertReceived(AlertDescription::HandshakeFailure), TlsProblem::Handshake),
            (InvalidMessage::InvalidContentType.into(), TlsProblem::Handshake),
        ] {
            let wrapped = io::Error::other(error.clone());
            let found = sources(&wrapped).find_map(Cause::named);
            let expected = Cause::Connection(ConnectionProblem::Tls(expected));
            assert_eq!(found, Some(expected), "{error:?}");
        }
    }

    #[test]
    fn each_failure_that_the_system_names_has_its_own_name() {
        for (kind, expected) in [
            (io::ErrorKind::ConnectionRefused, Some(ConnectionProblem::Refused)),
            (io::ErrorKind::ConnectionReset, Some(ConnectionProblem::Lost)),
            (io::ErrorKind::BrokenPipe, Some(ConnectionProblem::Lost)),
            (io::ErrorKind::UnexpectedEof, Some(ConnectionProblem::Lost)),
            (io::ErrorKind::Other, None),
        ] {
            assert_eq!(ConnectionProblem::of(&kind.into()), expected, "{kind}");
        }
    }
}
