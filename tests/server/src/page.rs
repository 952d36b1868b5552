//! Pages that a browser shows: without scripts, with a name for each field, for every screen reader
//! and every size of text.

use crate::answer::Answer;
use crate::locale::Locale;

/// The form that asks who the person is.
pub(crate) struct LogIn<'a> {
    pub(crate) locale: Locale,
    /// Whose page it is.
    pub(crate) title: &'a str,
    /// Where the form is sent.
    pub(crate) action: &'a str,
    /// What comes back with it.
    pub(crate) request: &'a str,
    pub(crate) login: &'a str,
    pub(crate) problem: Option<Trouble>,
}

/// What was wrong with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    UnknownLogin,
    WrongPassword,
    WrongAccount,
}

/// The form that asks whether to sign out.
pub(crate) struct LogOut<'a> {
    pub(crate) locale: Locale,
    pub(crate) title: &'a str,
    pub(crate) action: &'a str,
    pub(crate) request: &'a str,
}

/// What a page says that asks for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// The request is not one that can be answered, and no app is known to send the person back to.
    BadRequest,
    /// The page was open for too long.
    TooLate,
    SignedOut,
}

impl LogIn<'_> {
    pub(crate) fn answer(&self) -> Answer {
        let words = words(self.locale);
        let Self { action, request, login, .. } = self;
        let [action, request, login] = [action, request, login].map(|text| escaped(text));
        let (alert, described) = match self.problem {
            None => (String::new(), ""),
            Some(trouble) => {
                let text = trouble.words(self.locale);
                (
                    format!("<p id=\"problem\" role=\"alert\">{text}</p>\n"),
                    " aria-invalid=\"true\" aria-describedby=\"problem\"",
                )
            }
        };
        // The keys go where something is still to be typed.
        let (first, second) =
            if login.is_empty() { (" autofocus", "") } else { ("", " autofocus") };
        let body = format!(
            "{alert}<form method=\"post\" action=\"{action}\">\n\
             <input type=\"hidden\" name=\"request\" value=\"{request}\">\n\
             <p><label for=\"login\">{login_label}</label>\n\
             <input id=\"login\" name=\"login\" type=\"text\" value=\"{login}\" \
             autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" \
             required{first}{described}></p>\n\
             <p><label for=\"password\">{password_label}</label>\n\
             <input id=\"password\" name=\"password\" type=\"password\" \
             autocomplete=\"current-password\" required{second}{described}></p>\n\
             <p><button name=\"go\" value=\"in\">{enter}</button>\n\
             <button name=\"go\" value=\"back\" formnovalidate>{cancel}</button></p>\n\
             </form>\n",
            login_label = words.login,
            password_label = words.password,
            enter = words.enter,
            cancel = words.cancel,
        );
        page(200, self.locale, self.title, words.who, &body)
    }
}

impl LogOut<'_> {
    pub(crate) fn answer(&self) -> Answer {
        let words = words(self.locale);
        let [action, request] = [self.action, self.request].map(escaped);
        let body = format!(
            "<form method=\"post\" action=\"{action}\">\n\
             <input type=\"hidden\" name=\"request\" value=\"{request}\">\n\
             <p><button name=\"go\" value=\"out\" autofocus>{leave}</button></p>\n\
             </form>\n",
            leave = words.leave,
        );
        page(200, self.locale, self.title, words.leaving, &body)
    }
}

impl Said {
    pub(crate) fn answer(self, locale: Locale, title: &str) -> Answer {
        let (status, text) = match (self, locale) {
            (Self::BadRequest, Locale::En) => (400, "This link cannot be followed"),
            (Self::BadRequest, Locale::Ru) => (400, "По этой ссылке перейти нельзя"),
            (Self::TooLate, Locale::En) => (400, "This page is too old. Begin in the app again"),
            (Self::TooLate, Locale::Ru) => (400, "Страница устарела. Начните в приложении ещё раз"),
            (Self::SignedOut, Locale::En) => (200, "You are signed out"),
            (Self::SignedOut, Locale::Ru) => (200, "Вы вышли"),
        };
        page(status, locale, title, text, "")
    }
}

impl Trouble {
    fn words(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::UnknownLogin, Locale::En) => "There is no such login",
            (Self::UnknownLogin, Locale::Ru) => "Такого логина нет",
            (Self::WrongPassword, Locale::En) => "Wrong login or password",
            (Self::WrongPassword, Locale::Ru) => "Неверный логин или пароль",
            (Self::WrongAccount, Locale::En) => "This is another account",
            (Self::WrongAccount, Locale::Ru) => "Это другая учётная запись",
        }
    }
}

/// Sends the browser elsewhere, by GET.
pub(crate) fn see_other(to: &str) -> Answer {
    guarded(Answer::empty(303).with("location", to))
}

struct PageWords {
    who: &'static str,
    login: &'static str,
    password: &'static str,
    enter: &'static str,
    cancel: &'static str,
    leaving: &'static str,
    leave: &'static str,
}

fn words(locale: Locale) -> &'static PageWords {
    match locale {
        Locale::En => &PageWords {
            who: "Sign in",
            login: "Login or email",
            password: "Password",
            enter: "Sign in",
            cancel: "Cancel",
            leaving: "Sign out?",
            leave: "Sign out",
        },
        Locale::Ru => &PageWords {
            who: "Вход",
            login: "Логин или email",
            password: "Пароль",
            enter: "Войти",
            cancel: "Отмена",
            leaving: "Выйти?",
            leave: "Выйти",
        },
    }
}

fn page(status: u16, locale: Locale, title: &str, heading: &str, body: &str) -> Answer {
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{heading} — {title}</title>\n</head>\n<body>\n<main>\n\
         <h1>{heading}</h1>\n<p>{title}</p>\n{body}</main>\n</body>\n</html>\n",
        locale.tag(),
        title = escaped(title),
    );
    let answer = Answer { body: html.into_bytes(), ..Answer::empty(status) };
    guarded(answer.typed("text/html; charset=utf-8"))
}

/// Nothing of a page is kept, framed, run or told to whom it leads to (RFC 9700 section 4.16).
fn guarded(answer: Answer) -> Answer {
    answer
        .with("cache-control", "no-store")
        .with("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
        .with("referrer-policy", "no-referrer")
        .with("x-content-type-options", "nosniff")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_text_and_no_markup() {
        let answer = LogIn {
            locale: Locale::En,
            title: "A & B",
            action: "/log-in",
            request: "r",
            login: "\"><script>",
            problem: Some(Trouble::WrongPassword),
        }
        .answer();

        let html = String::from_utf8(answer.body).unwrap();
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("value=\"&quot;&gt;&lt;script&gt;\""), "{html}");
        assert!(html.contains("A &amp; B"), "{html}");
    }
}
