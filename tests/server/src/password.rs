//! Passwords as they are kept: PBKDF2 with a salt of each one's own (RFC 8018).

use std::num::NonZeroU32;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use ring::pbkdf2;

use crate::mint::random;

/// Few enough for tests to be quick. A server with real people takes OWASP's number (600 000 for
/// this function), or better a memory-hard function.
const ITERATIONS: NonZeroU32 = NonZeroU32::new(1_000).expect("not zero");

const ALGORITHM: pbkdf2::Algorithm = pbkdf2::PBKDF2_HMAC_SHA256;

/// What is stored for a password: `pbkdf2-sha256$iterations$salt$hash`.
pub(crate) fn hash(password: &str) -> String {
    let salt = random::<16>();
    let mut hash = [0; 32];
    pbkdf2::derive(ALGORITHM, ITERATIONS, &salt, password.as_bytes(), &mut hash);
    format!(
        "pbkdf2-sha256${ITERATIONS}${}${}",
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(hash)
    )
}

/// Whether the password is the one that was stored.
///
/// With nothing stored it takes as long, so that nobody learns which logins exist.
pub(crate) fn verify(password: &str, stored: Option<&str>) -> bool {
    let Some((iterations, salt, hash)) = stored.and_then(read) else {
        let mut hash = [0; 32];
        pbkdf2::derive(ALGORITHM, ITERATIONS, &[0; 16], password.as_bytes(), &mut hash);
        return false;
    };
    pbkdf2::verify(ALGORITHM, iterations, &salt, password.as_bytes(), &hash).is_ok()
}

fn read(stored: &str) -> Option<(NonZeroU32, Vec<u8>, Vec<u8>)> {
    let mut parts = stored.strip_prefix("pbkdf2-sha256$")?.split('$');
    let iterations = parts.next()?.parse().ok()?;
    let salt = STANDARD_NO_PAD.decode(parts.next()?).ok()?;
    let hash = STANDARD_NO_PAD.decode(parts.next()?).ok()?;
    Some((iterations, salt, hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let stored = hash("korrekt");

        assert!(verify("korrekt", Some(&stored)));
        assert!(!verify("Korrekt", Some(&stored)));
        assert!(!verify("korrekt", None));
        assert!(!stored.contains("korrekt"));
    }
}
