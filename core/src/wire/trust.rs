use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{
    CryptoProvider, KeyProvider, WebPkiSupportedAlgorithms, verify_tls12_signature,
    verify_tls13_signature,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::sign::SigningKey;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};
use rustls_platform_verifier::Verifier;

use super::{Authority, SetupError};

/// TLS 1.2 and 1.3, with the platform's trust and the authorities', for HTTP/2 and 1.1.
pub(super) fn tls(authorities: &[Authority]) -> Result<ClientConfig, SetupError> {
    let provider = Arc::new(provider());
    let trust = Trust::new(authorities, provider.clone())?;
    let mut tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(SetupError::Tls)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(trust))
        .with_no_client_auth();
    tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(tls)
}

/// ring's, without the keys of clients: none has a certificate, and the code for them is large.
fn provider() -> CryptoProvider {
    CryptoProvider { key_provider: &NoKeys, ..rustls::crypto::ring::default_provider() }
}

#[derive(Debug)]
struct NoKeys;

impl KeyProvider for NoKeys {
    fn load_private_key(&self, _: PrivateKeyDer<'static>) -> Result<Arc<dyn SigningKey>, Error> {
        Err(Error::General("clients have no keys here".into()))
    }
}

/// Whom a server's certificate has to be vouched for by: an authority that is for its host, or
/// the platform.
#[derive(Debug)]
struct Trust {
    own: Vec<Own>,
    provider: Arc<CryptoProvider>,
    /// Read when it is first needed; none where this machine has no authorities at all.
    platform: OnceLock<Option<Verifier>>,
}

/// An organisation's own authority.
#[derive(Debug)]
struct Own {
    /// Empty for every host.
    hosts: Vec<Host>,
    verifier: Arc<WebPkiServerVerifier>,
}

#[derive(Debug)]
enum Host {
    /// In A-labels and lower case.
    Name(String),
    /// Every name that ends with it; it begins with a dot.
    Below(String),
    Address(IpAddr),
}

impl Trust {
    fn new(authorities: &[Authority], provider: Arc<CryptoProvider>) -> Result<Self, SetupError> {
        let own = authorities.iter().map(|authority| Own::new(authority, &provider));
        let own = own.collect::<Result<_, _>>()?;
        Ok(Self { own, provider, platform: OnceLock::new() })
    }

    fn platform(&self) -> Option<&Verifier> {
        self.platform.get_or_init(|| Verifier::new(self.provider.clone()).ok()).as_ref()
    }

    fn algorithms(&self) -> &WebPkiSupportedAlgorithms {
        &self.provider.signature_verification_algorithms
    }
}

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verify = |verifier: &dyn ServerCertVerifier| {
            verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
        };
        let mut failed = Error::InvalidCertificate(CertificateError::UnknownIssuer);
        for own in self.own.iter().filter(|own| own.is_for(server_name)) {
            match verify(own.verifier.as_ref()) {
                Ok(verified) => return Ok(verified),
                Err(error) if is_unknown(&error) => {}
                Err(error) => failed = error,
            }
        }
        // An authority that knows the certificate says better what is wrong with it.
        match self.platform().map(|platform| verify(platform)) {
            Some(Ok(verified)) => Ok(verified),
            Some(Err(error)) if is_unknown(&failed) => Err(error),
            Some(Err(_)) | None => Err(failed),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, self.algorithms())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, self.algorithms())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms().supported_schemes()
    }
}

impl Own {
    fn new(authority: &Authority, provider: &Arc<CryptoProvider>) -> Result<Self, SetupError> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(authority.pem.as_bytes()) {
            let certificate = certificate.map_err(|_| SetupError::Authority)?;
            roots.add(certificate).map_err(|_| SetupError::Authority)?;
        }
        // Fails where there is no root.
        let verifier =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone())
                .build()
                .map_err(|_| SetupError::Authority)?;
        let hosts = authority.hosts.iter().map(|host| Host::parse(host));
        Ok(Self { hosts: hosts.collect::<Result<_, _>>()?, verifier })
    }

    fn is_for(&self, name: &ServerName<'_>) -> bool {
        self.hosts.is_empty() || self.hosts.iter().any(|host| host.is(name))
    }
}

impl Host {
    fn parse(host: &str) -> Result<Self, SetupError> {
        let bad = || SetupError::AuthorityHost { host: host.to_owned() };
        let ascii = |name| match idna::domain_to_ascii_strict(name) {
            Ok(ascii) if !ascii.is_empty() => Ok(ascii),
            Ok(_) | Err(_) => Err(bad()),
        };
        if let Ok(address) = host.parse() {
            return Ok(Self::Address(address));
        }
        match host.strip_prefix("*.") {
            Some(parent) => Ok(Self::Below(format!(".{}", ascii(parent)?))),
            None => Ok(Self::Name(ascii(host)?)),
        }
    }

    fn is(&self, name: &ServerName<'_>) -> bool {
        match (self, name) {
            (Self::Name(host), ServerName::DnsName(name)) => {
                name.as_ref().eq_ignore_ascii_case(host)
            }
            (Self::Below(parent), ServerName::DnsName(name)) => {
                name.as_ref().to_ascii_lowercase().ends_with(parent)
            }
            (Self::Address(host), ServerName::IpAddress(address)) => {
                *host == IpAddr::from(*address)
            }
            _ => false,
        }
    }
}

fn is_unknown(error: &Error) -> bool {
    matches!(error, Error::InvalidCertificate(CertificateError::UnknownIssuer))
}
