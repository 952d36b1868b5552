use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, RequestBuilder, redirect};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

/// Requests that a test waits for.
pub(crate) struct Http {
    runtime: Runtime,
    pub(crate) client: Client,
}

/// An answer; `null` where its body is no JSON.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Http {
    /// Longer than anything that is asked takes.
    const PATIENCE: Duration = Duration::from_secs(60);

    /// Requests to this machine, by TLS to those that one of these authorities vouches for.
    pub(crate) fn trusting(authorities: &[&str]) -> Self {
        let mut roots = RootCertStore::empty();
        for authority in authorities {
            let certificate = CertificateDer::from_pem_slice(authority.as_bytes()).expect("PEM");
            roots.add(certificate).expect("an authority");
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("ring has them")
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(redirect::Policy::none())
            .timeout(Self::PATIENCE)
            // A connection that nobody drives between two requests may be closed meanwhile.
            .pool_max_idle_per_host(0)
            .no_proxy()
            .build()
            .expect("a client");
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        Self { runtime, client }
    }

    pub(crate) fn send(&self, request: RequestBuilder) -> reqwest::Result<Reply> {
        self.wait(async {
            let reply = request.send().await?;
            let status = reply.status().as_u16();
            let body = reply.bytes().await?;
            Ok(Reply { status, body: serde_json::from_slice(&body).unwrap_or_default() })
        })
    }

    pub(crate) fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }
}
