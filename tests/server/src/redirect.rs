//! Where browsers are sent back to (RFC 8252 section 7).

use url::{Host, Url};

/// A browser may be sent there: it is one of those that are registered, byte for byte; of a
/// loopback address with any port (RFC 8252 section 7.3).
pub(crate) fn is_registered(address: &str, registered: &[String]) -> bool {
    let portless = without_port(address);
    registered.iter().any(|known| known == address || Some(known.as_str()) == portless.as_deref())
}

/// A loopback address without its port: the address itself, and no name for it (section 8.3).
fn without_port(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok().filter(|url| url.as_str() == address)?;
    let is_loopback = match url.host()? {
        Host::Ipv4(host) => host.is_loopback(),
        Host::Ipv6(host) => host.is_loopback(),
        Host::Domain(_) => false,
    };
    if url.scheme() != "http" || !is_loopback {
        return None;
    }
    url.set_port(None).ok()?;
    Some(url.into())
}

/// The address with an answer in its query.
pub(crate) fn with_answer(address: &str, answer: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(answer);
    let separator = if address.contains('?') { '&' } else { '?' };
    format!("{address}{separator}{}", query.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_is_one_that_is_registered_and_of_loopback_any_port() {
        let registered =
            ["http://127.0.0.1/callback", "http://[::1]/callback", "vestibule://callback"]
                .map(str::to_owned);

        for good in [
            "http://127.0.0.1/callback",
            "http://127.0.0.1:49152/callback",
            "http://[::1]:1/callback",
            "vestibule://callback",
        ] {
            assert!(is_registered(good, &registered), "{good}");
        }
        for bad in [
            "http://127.0.0.1:1/callback/",
            "http://127.0.0.1:1/callback?x",
            "http://127.0.0.2:1/callback",
            "http://localhost:1/callback",
            "http://user@127.0.0.1:1/callback",
            "https://127.0.0.1:1/callback",
            "http://127.1:1/callback",
            "vestibule://callback:1",
            "vestibule://Callback",
        ] {
            assert!(!is_registered(bad, &registered), "{bad}");
        }
    }
}
