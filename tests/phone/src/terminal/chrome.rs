use vestibule::Locale;

/// The words around the phone: what the keys do, and what the inbox is called.
///
/// The phone's own words all come from [`vestibule::text`].
pub(super) struct Chrome {
    pub(super) keys: &'static [(&'static str, &'static str)],
    /// Stands first among the keys where there are neighbours.
    pub(super) neighbours: &'static str,
    pub(super) airplane: &'static str,
    pub(super) inbox: &'static str,
    pub(super) no_messages: &'static str,
    pub(super) no_inbox: &'static str,
    pub(super) not_now: &'static str,
    pub(super) no_code: &'static str,
    pub(super) path: &'static str,
    pub(super) unreadable: &'static str,
}

pub(super) fn chrome(locale: Locale) -> &'static Chrome {
    match locale {
        Locale::Ru => &RU,
        Locale::En => &EN,
    }
}

static RU: Chrome = Chrome {
    keys: &[
        ("↑↓", ""),
        ("Enter", ""),
        ("Esc", "назад"),
        ("F2", "English"),
        ("F3", "код"),
        ("^C", "выход"),
    ],
    neighbours: "кто здесь",
    airplane: "без сети",
    inbox: "SMS и почта, время UTC",
    no_messages: "Сообщений пока нет.",
    no_inbox: "Сообщения этого сервера здесь не видны.",
    not_now: "Сейчас этого сделать нельзя.",
    no_code: "Кода ещё нет, или вводить его некуда.",
    path: "Путь к файлу JPEG или PNG",
    unreadable: "Этот файл не читается.",
};

static EN: Chrome = Chrome {
    keys: &[
        ("↑↓", ""),
        ("Enter", ""),
        ("Esc", "back"),
        ("F2", "Русский"),
        ("F3", "code"),
        ("^C", "quit"),
    ],
    neighbours: "who is who",
    airplane: "no network",
    inbox: "SMS and mail, UTC",
    no_messages: "No messages yet.",
    no_inbox: "The messages of this server are not shown here.",
    not_now: "This can't be done now.",
    no_code: "There is no code yet, or no field for it.",
    path: "Path of a JPEG or PNG file",
    unreadable: "This file can't be read.",
};
