//! What the phone draws.
#![allow(clippy::unwrap_used, reason = "what helps a test is a test's own")]

mod samples;

use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use samples::NOW;
use vestibule::text::{self, CountdownWords, ProblemWords, Words};
use vestibule::{Locale, Screen, Snapshot, Timestamp};
use vestibule_phone::terminal::Phone;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

#[test]
fn every_word_of_every_screen_can_be_read() {
    for screen in samples::all() {
        for locale in Locale::ALL {
            for size in SIZES {
                let words = text::words(&screen, locale);
                let pages = pages(&screen, locale, size, NOW);

                for text in texts(&words, &screen) {
                    let bare = bare(&text);
                    assert!(
                        pages.iter().any(|page| page.contains(&bare)),
                        "«{text}» is cut at {size:?}, {locale:?}: {screen:?}\n{}",
                        pages.join("\n"),
                    );
                }
            }
        }
    }
}

#[test]
fn a_countdown_that_is_over_says_so() {
    let over = NOW.after(Duration::from_secs(10_000));
    for screen in samples::all() {
        for locale in Locale::ALL {
            let words = text::words(&screen, locale);
            let countdowns = words.countdowns.iter();
            let of_problem = words.problem.iter().filter_map(|problem| problem.countdown.as_ref());
            for countdown in countdowns.chain(of_problem) {
                let pages = pages(&screen, locale, SIZES[0], over);
                let bare = bare(&countdown.over);
                assert!(pages.iter().any(|page| page.contains(&bare)), "{countdown:?}");
            }
        }
    }
}

#[test]
fn no_size_of_a_terminal_is_too_small_to_go_on() {
    for screen in samples::all().into_iter().step_by(4) {
        for size in [(1, 1), (2, 3), (5, 4), (20, 6), (46, 10), (71, 3), (72, 1), (300, 2)] {
            draw(&mut phone(&screen, Locale::Ru), size, NOW);
        }
    }
}

/// All that can be scrolled to, without spaces; two windows have more rows in common than a text.
fn pages(screen: &Screen, locale: Locale, size: (u16, u16), now: Timestamp) -> Vec<String> {
    let mut phone = phone(screen, locale);
    phone.scroll_by(-1000);
    let mut pages = vec![draw(&mut phone, size, now)];
    for _ in 0..200 {
        phone.scroll_by(8);
        let page = draw(&mut phone, size, now);
        if pages.last() == Some(&page) {
            break;
        }
        pages.push(page);
    }
    pages.iter().map(|page| bare(page)).collect()
}

fn phone(screen: &Screen, locale: Locale) -> Phone {
    Phone::new(Snapshot { revision: 1, screen: screen.clone() }, locale)
}

/// The inside of the phone's frame, row by row.
fn draw(phone: &mut Phone, size: (u16, u16), now: Timestamp) -> String {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    terminal.draw(|frame| phone.draw(frame, now)).unwrap();
    let buffer = terminal.backend().buffer();
    let mut page = String::new();
    for y in 1..size.1.saturating_sub(2) {
        let mut hidden = 0;
        for x in 2..size.0.min(44) {
            let symbol = buffer[(x, y)].symbol();
            if hidden == 0 {
                page.push_str(symbol);
            }
            hidden = ratatui::text::Span::raw(symbol).width().max(hidden).saturating_sub(1);
        }
        page.push('\n');
    }
    page
}

fn texts(words: &Words, screen: &Screen) -> Vec<String> {
    let Words {
        title,
        paragraphs,
        notices,
        facts,
        fields,
        choices,
        countdowns,
        problem,
        waiting,
        links,
        buttons,
    } = words.clone();
    let mut texts = vec![title];
    texts.extend(paragraphs);
    for notice in notices {
        texts.push(notice.text);
        texts.extend(notice.problem.into_iter().flat_map(of_problem));
        texts.extend(notice.button.into_iter().chain(notice.dismiss));
    }
    texts.extend(facts.into_iter().flat_map(|fact| [fact.label, fact.value]));
    for field in fields {
        texts.extend([Some(field.label), field.hint].into_iter().flatten());
        // A name is typed in the samples.
        if !matches!(screen, Screen::Name { .. } | Screen::EditProfile { .. }) {
            texts.extend(field.placeholder);
        }
    }
    for choice in choices {
        texts.extend(choice.heading.into_iter().chain([choice.label]).chain(choice.detail));
    }
    texts.extend(countdowns.into_iter().flat_map(of_countdown));
    texts.extend(problem.into_iter().flat_map(of_problem));
    texts.extend(waiting);
    texts.extend(links.into_iter().flat_map(|link| [link.label, link.url]));
    texts.extend(buttons.into_iter().map(|button| button.label));
    texts
}

fn of_problem(problem: ProblemWords) -> Vec<String> {
    let ProblemWords { title, advice, field: _, countdown, reference } = problem;
    let countdown = countdown.into_iter().flat_map(of_countdown);
    [title, advice].into_iter().chain(countdown).chain(reference).collect()
}

fn of_countdown(countdown: CountdownWords) -> [String; 2] {
    [countdown.before, countdown.after]
}

fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}
