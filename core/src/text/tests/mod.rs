mod catalogues;
mod countries;
mod durations;
mod isolation;
mod labels;
mod samples;
mod screens;
mod typography;

use super::*;

/// Every text of a screen that a person sees, in both halves of a countdown.
fn texts(words: &Words) -> Vec<String> {
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
    } = words;
    let mut texts = vec![title.clone()];
    texts.extend(paragraphs.iter().cloned());
    for NoticeWords { text, problem, button, link, dismiss } in notices {
        texts.push(text.clone());
        texts.extend(problem.iter().flat_map(problem_texts));
        texts.extend(link.iter().map(|LinkWords { label, url: _ }| label.clone()));
        texts.extend([button, dismiss].into_iter().flatten().cloned());
    }
    for FactWords { label, value, link: _ } in facts {
        texts.extend([label, value].map(Clone::clone));
    }
    for FieldWords { field: _, label, placeholder, hint } in fields {
        texts.push(label.clone());
        texts.extend([placeholder, hint].into_iter().flatten().cloned());
    }
    for ChoiceWords { heading, label, detail, action: _ } in choices {
        texts.push(label.clone());
        texts.extend([heading, detail].into_iter().flatten().cloned());
    }
    texts.extend(countdowns.iter().flat_map(countdown_texts));
    texts.extend(problem.iter().flat_map(problem_texts));
    texts.extend(waiting.iter().cloned());
    texts.extend(links.iter().map(|LinkWords { label, url: _ }| label.clone()));
    texts.extend(buttons.iter().map(|ButtonWords { label, .. }| label.clone()));
    texts
}

fn problem_texts(words: &ProblemWords) -> Vec<String> {
    let ProblemWords { title, advice, field: _, countdown, reference } = words;
    let mut texts = vec![title.clone(), advice.clone()];
    texts.extend(countdown.iter().flat_map(countdown_texts));
    texts.extend(reference.iter().cloned());
    texts
}

fn countdown_texts(words: &CountdownWords) -> Vec<String> {
    let CountdownWords { before, until: _, after, over } = words;
    vec![format!("{before}0:42{after}"), over.clone()]
}

fn label_texts(locale: Locale) -> Vec<String> {
    let Labels {
        language,
        back,
        close,
        more,
        avatar,
        take_picture,
        pick_picture,
        loading,
        error,
        required,
        clear,
        show_password,
        hide_password,
        country,
        countries,
        search_countries,
        no_countries,
        copy,
        copied,
        no_browser,
    } = labels(locale);
    vec![
        language,
        back,
        close,
        more,
        avatar,
        take_picture,
        pick_picture,
        loading,
        error,
        required,
        clear,
        show_password,
        hide_password,
        country,
        countries,
        search_countries,
        no_countries,
        copy,
        copied,
        no_browser,
    ]
}
