//! Phones and e-mail addresses, as far as a server looks into them.

use crate::inbox::Channel;

/// A number in E.164: `+`, then 7 to 15 digits that begin with a calling code.
pub(crate) fn is_phone(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
    })
}

/// One `@` between a local part and a domain name, of at most 254 bytes; anything closer is the mail's
/// own to decide.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, _)) = text.rsplit_once('@') else {
        return false;
    };
    text.len() <= 254
        && (1..=64).contains(&local.len())
        && !local.contains(char::is_whitespace)
        && !local.contains(char::is_control)
        && email_domain(text).is_some()
}

/// The domain of an e-mail in A-labels.
pub(crate) fn email_domain(email: &str) -> Option<String> {
    let (_, domain) = email.rsplit_once('@')?;
    let domain = idna::domain_to_ascii_strict(domain).ok()?;
    (domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')).then_some(domain)
}

/// Two spellings of one e-mail: the case of letters, either form of an international domain.
pub(crate) fn is_same_email(one: &str, two: &str) -> bool {
    let parts = |email: &str| {
        let (local, _) = email.rsplit_once('@')?;
        Some((local.to_lowercase(), email_domain(email)?))
    };
    parts(one).is_some() && parts(one) == parts(two)
}

/// A phone or an e-mail that only its owner recognises.
pub(crate) fn masked(channel: Channel, address: &str) -> String {
    match channel {
        Channel::Sms => masked_phone(address),
        Channel::Email => masked_email(address),
    }
}

pub(crate) fn masked_phone(phone: &str) -> String {
    let (head, tail) = (phone.get(..2), phone.len().checked_sub(2).and_then(|at| phone.get(at..)));
    match (head, tail) {
        (Some(head), Some(tail)) if phone.len() > 6 => format!("{head} ••• •••-••-{tail}"),
        _ => "•••".to_owned(),
    }
}

pub(crate) fn masked_email(email: &str) -> String {
    match email.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{domain}", masked_name(local)),
        None => "•••".to_owned(),
    }
}

/// The first letter of each word.
pub(crate) fn masked_name(name: &str) -> String {
    let mask = |word: &str| word.chars().take(1).chain("•••".chars()).collect::<String>();
    name.split_whitespace().map(mask).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_shows_what_the_owner_needs_and_no_more() {
        assert_eq!(masked_phone("+79001112233"), "+7 ••• •••-••-33");
        assert_eq!(masked_email("ivan@acme.example"), "i•••@acme.example");
        assert_eq!(masked_name("Мария Иванова"), "М••• И•••");
    }

    #[test]
    fn phones_are_e164_and_nothing_else() {
        for good in ["+79001112233", "+4915112345678", "+2901234"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["", "+", "79001112233", "+7900", "+0123456789", "+7 900 111 22 33"] {
            assert!(!is_phone(bad), "{bad}");
        }
    }
}
