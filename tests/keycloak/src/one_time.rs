use std::time::SystemTime;

use ring::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign};

/// An authenticator app: one-time passwords by time (RFC 6238), of six digits, each for thirty
/// seconds.
pub struct OneTime(&'static [u8]);

impl OneTime {
    const PERIOD: u64 = 30;

    /// Holds this secret.
    pub const fn new(secret: &'static [u8]) -> Self {
        Self(secret)
    }

    /// The password of now.
    pub fn now(&self) -> String {
        let since = SystemTime::UNIX_EPOCH.elapsed().expect("after 1970").as_secs();
        self.at(since)
    }

    /// The password of a moment, in Unix seconds.
    fn at(&self, seconds: u64) -> String {
        let key = Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, self.0);
        let mac = sign(&key, &(seconds / Self::PERIOD).to_be_bytes());
        let mac = mac.as_ref();
        // RFC 4226 section 5.3.
        let offset = usize::from(mac[mac.len() - 1] & 0xf);
        let number =
            mac[offset..offset + 4].iter().fold(0, |all, byte| all << 8 | u32::from(*byte));
        format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, the last six digits.
    #[test]
    fn passwords_are_those_of_the_standard() {
        let one_time = OneTime::new(b"12345678901234567890");

        for (seconds, password) in
            [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")]
        {
            assert_eq!(one_time.at(seconds), password);
        }
    }
}
