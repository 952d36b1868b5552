//! The private authority that vouches for the servers, and the broken certificates.

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, SanType, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::config::Tls;

/// An authority made at start, or kept with the servers' data.
pub(crate) struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    #[error("a certificate could not be made: {0}")]
    Certificate(#[from] rcgen::Error),
    #[error("TLS could not be set up: {0}")]
    Tls(#[from] rustls::Error),
    #[error("the authority's files can't be kept: {0}")]
    File(#[from] std::io::Error),
}

impl Authority {
    const CERTIFICATE: &str = "authority.pem";
    const KEY: &str = "authority-key.pem";

    /// A new authority; with a folder, the one that is kept there.
    pub(crate) fn open(folder: Option<&Path>) -> Result<Self, AuthorityError> {
        let Some(folder) = folder else {
            return Self::make("Vestibule test authority");
        };
        let (certificate, key) = (folder.join(Self::CERTIFICATE), folder.join(Self::KEY));
        if certificate.exists() && key.exists() {
            let key = KeyPair::from_pem(&std::fs::read_to_string(key)?)?;
            return Ok(Self {
                pem: std::fs::read_to_string(certificate)?,
                issuer: Issuer::new(Self::params("Vestibule test authority")?, key),
            });
        }
        let made = Self::make("Vestibule test authority")?;
        std::fs::write(key, made.issuer.key().serialize_pem())?;
        std::fs::write(certificate, &made.pem)?;
        Ok(made)
    }

    /// What clients must trust.
    pub(crate) fn pem(&self) -> &str {
        &self.pem
    }

    /// The TLS of a server; none where there is to be none.
    pub(crate) fn tls(
        &self,
        host: &str,
        kind: Tls,
    ) -> Result<Option<Arc<ServerConfig>>, AuthorityError> {
        let own = || self.server(host, (2020, 2099));
        let config = match kind {
            Tls::Good => own()?,
            Tls::Expired => self.server(host, (2020, 2021))?,
            Tls::NotYetValid => self.server(host, (2098, 2099))?,
            Tls::UnknownAuthority => {
                Self::make("An authority that nobody knows")?.server(host, (2020, 2099))?
            }
            Tls::WrongHost => self.server("another-host.invalid", (2020, 2099))?,
            Tls::Plain | Tls::Silent => return Ok(None),
        };
        Ok(Some(Arc::new(config)))
    }

    fn make(name: &str) -> Result<Self, AuthorityError> {
        let key = KeyPair::generate()?;
        let params = Self::params(name)?;
        let pem = params.self_signed(&key)?.pem();
        Ok(Self { pem, issuer: Issuer::new(params, key) })
    }

    fn params(name: &str) -> Result<CertificateParams, AuthorityError> {
        let mut params = CertificateParams::new(Vec::new())?;
        params.distinguished_name = named(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2099, 12, 31);
        Ok(params)
    }

    fn server(
        &self,
        host: &str,
        (from, until): (i32, i32),
    ) -> Result<ServerConfig, AuthorityError> {
        let mut params = CertificateParams::new(Vec::new())?;
        params.distinguished_name = named(host);
        params.subject_alt_names = vec![match host.parse::<IpAddr>() {
            Ok(address) => SanType::IpAddress(address),
            Err(_) => SanType::DnsName(host.try_into()?),
        }];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        params.not_before = date_time_ymd(from, 1, 1);
        params.not_after = date_time_ymd(until, 1, 1);
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &self.issuer)?;

        let chain: Vec<CertificateDer<'static>> = vec![certificate.into()];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }
}

fn named(name: &str) -> DistinguishedName {
    let mut named = DistinguishedName::new();
    named.push(DnType::CommonName, name);
    named
}
