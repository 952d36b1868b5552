use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, Error, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, PublicKeyData as _,
};
use ring::digest::{SHA256, digest};

/// A certificate for this machine by an authority of its own, as PEM.
pub(crate) struct Certificate {
    /// Who vouches for it: what the phone and the corporate server trust.
    pub(crate) authority: String,
    pub(crate) certificate: String,
    pub(crate) key: String,
    /// What the browser trusts: SHA-256 of the key's `SubjectPublicKeyInfo`, in base64.
    pub(crate) key_hash: String,
}

impl Certificate {
    pub(crate) fn for_localhost() -> Result<Self, Error> {
        let mut params = CertificateParams::new(Vec::new())?;
        params.distinguished_name.push(DnType::CommonName, "Keycloak test authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let key = KeyPair::generate()?;
        let authority = params.self_signed(&key)?.pem();
        let issuer = Issuer::new(params, key);

        let mut params = CertificateParams::new(vec!["localhost".to_owned()])?;
        params.distinguished_name.push(DnType::CommonName, "localhost");
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &issuer)?.pem();
        let key_hash = STANDARD.encode(digest(&SHA256, &key.subject_public_key_info()));
        Ok(Self { authority, certificate, key: key.serialize_pem(), key_hash })
    }
}
