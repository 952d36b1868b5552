use serde::{Deserialize, Serialize};

use crate::inbox::Channel;

/// A language that the servers write in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Locale {
    #[default]
    En,
    Ru,
}

impl Locale {
    /// The one of ours that `Accept-Language` likes best (RFC 9110 section 12.5.4).
    pub(crate) fn accepted(header: Option<&str>) -> Self {
        let weighed = header.unwrap_or_default().split(',').filter_map(|range| {
            let (tag, weight) = match range.split_once(';') {
                Some((tag, weight)) => {
                    (tag, weight.trim().strip_prefix("q=")?.parse::<f32>().ok()?)
                }
                None => (range, 1.0),
            };
            let language = tag.trim().split('-').next()?;
            let locale = match language.to_ascii_lowercase().as_str() {
                "ru" => Self::Ru,
                "en" => Self::En,
                _ => return None,
            };
            Some((locale, weight))
        });
        // Of two that weigh the same, the first is meant.
        let best = weighed.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map_or_else(Self::default, |(locale, _)| locale)
    }

    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
        }
    }

    /// The text that carries a code. What an SMS must end with stands on a line of its own.
    pub(crate) fn message(
        self,
        channel: Channel,
        server: &str,
        code: &str,
        sms_hash: Option<&str>,
    ) -> String {
        let text = match self {
            Self::En => format!("{code} is your {server} code. Tell it to nobody."),
            Self::Ru => format!("{code} — ваш код {server}. Никому его не сообщайте."),
        };
        match (channel, sms_hash) {
            (Channel::Sms, Some(sms_hash)) => format!("{text}\n\n{sms_hash}"),
            _ => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_that_weighs_most_is_spoken() {
        let tables = [
            (None, Locale::En),
            (Some("ru-RU"), Locale::Ru),
            (Some("de, ru;q=0.5, en;q=0.4"), Locale::Ru),
            (Some("en;q=0.9,ru;q=0.9"), Locale::En),
            (Some("ru;q=oops"), Locale::En),
        ];
        for (header, locale) in tables {
            assert_eq!(Locale::accepted(header), locale, "{header:?}");
        }
    }
}
