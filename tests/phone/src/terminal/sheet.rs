use vestibule::Locale;
use vestibule::input::Country;
use vestibule::text::{self, CountryWords};

use crate::text_field::TextField;

/// What lies over the screen until something of it is chosen.
pub(super) enum Sheet {
    Countries {
        search: TextField,
        list: List<CountryWords>,
    },
    Domains {
        list: List<String>,
    },
    /// Where a picture comes from.
    Picture {
        list: List<Source>,
    },
    /// The file of a picture.
    Path {
        path: TextField,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The phone's camera: always the same portrait.
    Camera,
    Gallery,
}

/// What was chosen.
pub(super) enum Chosen {
    Country(Country),
    Domain(String),
    Camera,
    File(String),
}

/// Items, one of which is chosen.
pub(super) struct List<T> {
    pub(super) items: Vec<T>,
    pub(super) at: usize,
}

impl<T> List<T> {
    pub(super) fn new(items: Vec<T>, at: usize) -> Self {
        Self { items, at }
    }

    pub(super) fn step(&mut self, by: isize) {
        let last = self.items.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    fn chosen(&self) -> Option<&T> {
        self.items.get(self.at)
    }
}

impl Sheet {
    pub(super) fn countries(now: Country, locale: Locale) -> Self {
        let items = text::countries("", locale);
        let at = items.iter().position(|item| item.country == now).unwrap_or(0);
        Self::Countries { search: TextField::default(), list: List::new(items, at) }
    }

    pub(super) fn domains(domains: &[String], now: &str) -> Self {
        let at = domains.iter().position(|domain| domain == now).unwrap_or(0);
        Self::Domains { list: List::new(domains.to_vec(), at) }
    }

    pub(super) fn picture() -> Self {
        Self::Picture { list: List::new(vec![Source::Camera, Source::Gallery], 0) }
    }

    /// Moves the choice.
    pub(super) fn step(&mut self, by: isize) {
        match self {
            Self::Countries { list, .. } => list.step(by),
            Self::Domains { list } => list.step(by),
            Self::Picture { list } => list.step(by),
            Self::Path { .. } => {}
        }
    }

    /// The field that keys go to.
    pub(super) fn field_mut(&mut self) -> Option<&mut TextField> {
        match self {
            Self::Countries { search, .. } => Some(search),
            Self::Path { path } => Some(path),
            Self::Domains { .. } | Self::Picture { .. } => None,
        }
    }

    /// The field was typed in: the list follows.
    pub(super) fn typed(&mut self, locale: Locale) {
        if let Self::Countries { search, list } = self {
            *list = List::new(text::countries(search.as_str(), locale), 0);
        }
    }

    /// Takes what is chosen; another sheet where that leads to one.
    pub(super) fn choose(self) -> Result<Chosen, Option<Self>> {
        match self {
            Self::Countries { list, search } => match list.chosen() {
                Some(words) => Ok(Chosen::Country(words.country)),
                None => Err(Some(Self::Countries { list, search })),
            },
            Self::Domains { list } => list.chosen().cloned().map(Chosen::Domain).ok_or(None),
            Self::Picture { list } => match list.chosen() {
                Some(Source::Camera) => Ok(Chosen::Camera),
                Some(Source::Gallery) => Err(Some(Self::Path { path: TextField::default() })),
                None => Err(None),
            },
            Self::Path { path } if path.is_empty() => Err(Some(Self::Path { path })),
            Self::Path { path } => Ok(Chosen::File(path.as_str().to_owned())),
        }
    }
}
