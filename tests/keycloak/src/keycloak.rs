use std::env;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use vestibule::input::ServerAddress;

use crate::certificate::Certificate;
use crate::http::Http;
use crate::program::Program;

/// A Keycloak that runs on this machine over https, with the realm of `realm.json`.
pub struct Keycloak {
    port: u16,
    certificate: Certificate,
    home: PathBuf,
    http: Http,
    running: Mutex<Option<Program>>,
    /// Removed with the last of the above.
    _folder: Option<TempDir>,
}

impl Keycloak {
    const REALM: &str = "office";
    const ADMINISTRATOR: &str = "administrator";

    /// The one that most tests share; it ends with their process.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Keycloak> = OnceLock::new();
        SHARED.get_or_init(|| {
            let home = distribution().with_file_name("shared");
            // Nobody removes what the last process left.
            let _ = fs::remove_dir_all(&home);
            fs::create_dir(&home).expect("a folder");
            Self::start_in(home, None)
        })
    }

    /// One of a test's own, to be stopped and started.
    pub fn alone() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self::start_in(folder.path().to_owned(), Some(folder))
    }

    fn start_in(home: PathBuf, folder: Option<TempDir>) -> Self {
        let certificate = Certificate::for_localhost().expect("a certificate");
        furnish(&home, &certificate).expect("the folder can be filled");
        let http = Http::trusting(&[&certificate.authority]);
        let port = free_port();
        let keycloak =
            Self { port, certificate, home, http, running: Mutex::default(), _folder: folder };
        keycloak.start();
        keycloak
    }

    /// Starts it where it was stopped: as it was, but for what it keeps in memory alone.
    pub fn start(&self) {
        let mut command = Command::new("sh");
        command
            .arg(self.home.join("bin/kc.sh"))
            .args(["start", "--optimized", "--import-realm", "--cache=local"])
            .args(["--http-host=127.0.0.1", "--http-enabled=false"])
            .arg(format!("--https-port={}", self.port))
            .arg(format!("--hostname=https://localhost:{}", self.port))
            .arg(format!("--https-certificate-file={}", self.home.join("tls.crt").display()))
            .arg(format!("--https-certificate-key-file={}", self.home.join("tls.key").display()))
            .env("KC_BOOTSTRAP_ADMIN_USERNAME", Self::ADMINISTRATOR)
            .env("KC_BOOTSTRAP_ADMIN_PASSWORD", Self::ADMINISTRATOR)
            // It lives for minutes: half the time to start, and a third less memory.
            .env("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        let (program, _) = Program::start(&command, "Listening on:");
        *self.running() = Some(program);
    }

    /// Stops it, and waits until nothing listens there.
    pub fn stop(&self) {
        *self.running() = None;
    }

    /// The realm, as an identity provider.
    pub fn issuer(&self) -> ServerAddress {
        let issuer = self.url(&format!("/realms/{}", Self::REALM));
        ServerAddress::from_issuer(&issuer).expect("an issuer")
    }

    /// Who vouches for it, as PEM.
    pub fn authority(&self) -> &str {
        &self.certificate.authority
    }

    /// The same in a file.
    pub fn authority_file(&self) -> PathBuf {
        self.home.join("authority.crt")
    }

    /// The key that it shows to a browser, as Chromium's
    /// `--ignore-certificate-errors-spki-list` has it.
    pub(crate) fn key_hash(&self) -> &str {
        &self.certificate.key_hash
    }

    /// Signs tokens with a new key from now on; those signed before are still good.
    pub fn rotate_keys(&self) {
        let realm = self.administer(Method::GET, "", &Value::Null);
        let before = self.signing_key();
        let component = json!({
            "name": "rotated",
            "providerId": "rsa-generated",
            "providerType": "org.keycloak.keys.KeyProvider",
            "parentId": realm["id"],
            "config": {"priority": ["1000"], "algorithm": ["RS256"]},
        });
        self.administer(Method::POST, "/components", &component);
        assert_ne!(self.signing_key(), before);
    }

    /// The id of the key that RS256 tokens are signed with.
    pub fn signing_key(&self) -> String {
        let keys = self.administer(Method::GET, "/keys", &Value::Null);
        keys["active"]["RS256"].as_str().expect("a key").to_owned()
    }

    /// Asks the realm's administration (Keycloak's Admin REST API).
    fn administer(&self, method: Method, path: &str, body: &Value) -> Value {
        let login = [
            ("grant_type", "password"),
            ("client_id", "admin-cli"),
            ("username", Self::ADMINISTRATOR),
            ("password", Self::ADMINISTRATOR),
        ];
        let endpoint = self.url("/realms/master/protocol/openid-connect/token");
        let granted = self.http.send(self.http.client.post(endpoint).form(&login));
        let granted = granted.expect("Keycloak answers").body;
        let token = granted["access_token"].as_str().expect("a token");

        let url = self.url(&format!("/admin/realms/{}{path}", Self::REALM));
        let mut request = self.http.client.request(method, url).bearer_auth(token);
        if !body.is_null() {
            request = request.json(body);
        }
        let reply = self.http.send(request).expect("Keycloak answers");
        assert!(matches!(reply.status, 200..=204), "{path}: {} {}", reply.status, reply.body);
        reply.body
    }

    fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }

    fn running(&self) -> MutexGuard<'_, Option<Program>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What `install` unpacked.
fn distribution() -> PathBuf {
    env::var_os("KEYCLOAK_HOME").map(PathBuf::from).expect(
        "KEYCLOAK_HOME says where Keycloak is: export KEYCLOAK_HOME=\"$(tests/keycloak/install)\"",
    )
}

/// Makes a folder that Keycloak runs in: what is its own, and links to what is not changed.
fn furnish(home: &Path, certificate: &Certificate) -> std::io::Result<()> {
    let distribution = distribution();
    for shared in ["conf", "lib", "providers", "themes"] {
        symlink(distribution.join(shared), home.join(shared))?;
    }
    // It takes its own folder for the one that it runs in, whatever leads there.
    fs::create_dir(home.join("bin"))?;
    fs::copy(distribution.join("bin/kc.sh"), home.join("bin/kc.sh"))?;
    fs::create_dir_all(home.join("data/import"))?;
    fs::write(home.join("data/import/office-realm.json"), include_str!("../realm.json"))?;
    fs::write(home.join("authority.crt"), &certificate.authority)?;
    fs::write(home.join("tls.crt"), &certificate.certificate)?;
    fs::write(home.join("tls.key"), &certificate.key)
}

/// A port that no listener is given unasked, so that it is still free after a stop.
fn free_port() -> u16 {
    static TAKEN: Mutex<Option<u16>> = Mutex::new(None);

    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let first = u16::try_from(20_000 + process::id() % 5_000).expect("below 25 000");
    let mut ports = taken.map_or(first, |last| last + 1)..30_000;
    let port = ports.find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok());
    *taken = port;
    port.expect("one of thousands is free")
}
