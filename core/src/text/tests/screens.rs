use super::samples::{HOST, LATER, code, problems, public_person, screens, with_every_progress};
use super::*;
use crate::input::Country;
use crate::{
    Action, ActionKind, AnswerProblem, Denial, EmailPurpose, PhonePurpose, Progress, Screen,
};

/// Labels that users and help pages know, and the screen that they are on.
#[test]
fn every_known_label_is_on_its_screen_word_for_word() {
    let known = [
        ("Start", "Телефон и учётные данные"),
        ("Start", "Для общения только внутри компании без ввода номера телефона"),
        ("Start", "Корпоративный email"),
        ("Start", "Адрес корпоративного сервера"),
        ("Email", "Пропустить"),
        ("Email", "work@rabota.ru"),
        ("Email", "Далее"),
        ("Home", "Настройки"),
        ("Settings", "Настройки"),
        ("Settings", "Профиль"),
        ("Profile", "Профиль"),
        ("Profile", "Корпоративная информация"),
        ("Profile", "Редактировать"),
        ("CorporateInformation", "Корпоративная информация"),
        ("CorporateInformation", "В данный момент вы не подключены к корпоративному серверу"),
        ("CorporateInformation", "Возможности корпоративного пользователя"),
        ("CorporateInformation", "Подключиться"),
        ("Capabilities", "Возможности корпоративного пользователя"),
        ("Servers", "Корпоративный сервер"),
        ("Servers", "Выберите сервер"),
        ("Servers", "Введите адрес сервера"),
        ("Address", "Введите адрес сервера"),
        ("Address", "https://server.ru"),
        ("Address", "Подключиться"),
        ("SpecialApp", "Воспользуйтесь специальным приложением для работы с этой учётной записью"),
    ];
    for (screen, label) in known {
        let is_it = |one: &Screen| format!("{one:?}").split([' ', '{']).next() == Some(screen);
        let found = screens()
            .iter()
            .filter(|one| is_it(one))
            .any(|one| texts(&words(one, Locale::Ru)).iter().any(|text| text == label));
        assert!(found, "«{label}» is not on {screen}");
    }
}

#[test]
fn the_ways_without_a_phone_stand_under_one_heading() {
    let headings = |ways: &[crate::Way]| {
        let screen = Screen::Start { ways: ways.to_vec(), notices: vec![] };
        let words = words(&screen, Locale::Ru);
        words.choices.iter().map(|choice| choice.heading.is_some()).collect::<Vec<_>>()
    };

    assert_eq!(headings(&samples::ways()), [false, true, false]);
    assert_eq!(headings(&samples::ways()[1..]), [true, false]);
    assert_eq!(headings(&samples::ways()[..1]), [false]);
}

#[test]
fn every_action_of_every_screen_has_the_words_that_send_it() {
    for screen in screens().iter().flat_map(with_every_progress) {
        let words = words(&screen, Locale::Ru);
        for action in screen.actions() {
            let buttons = words.buttons.iter().filter(|button| button.action == action).count();
            let choices =
                words.choices.iter().filter(|choice| choice.action.kind() == action).count();
            let (is_there, expected) = match sender(action) {
                Sender::Button => (buttons == 1, "a button"),
                Sender::Choice => (choices > 0 && buttons == 0, "choices"),
                Sender::Field => (!words.fields.is_empty() && buttons == 0, "fields"),
                Sender::Countries => (buttons == 0, "the list of countries"),
                Sender::NoticeButton => {
                    (words.notices.iter().any(|notice| notice.button.is_some()), "a notice")
                }
                Sender::Platform => (buttons == 0, "nothing"),
                Sender::NoticeDismissal => {
                    let dismissals = words.notices.iter().filter(|one| one.dismiss.is_some());
                    (dismissals.count() == 1, "the first notice")
                }
            };
            assert!(is_there, "{action:?} is not sent by {expected} on {screen:?}");
        }
        let can = screen.actions();
        assert!(words.buttons.iter().all(|button| can.contains(&button.action)), "{screen:?}");
    }
}

#[test]
fn a_screen_has_one_main_button_at_most_and_it_comes_first() {
    for screen in screens().iter().flat_map(with_every_progress) {
        let roles: Vec<_> =
            words(&screen, Locale::Ru).buttons.iter().map(|button| button.role).collect();

        assert!(roles.is_sorted(), "{roles:?} {screen:?}");
        let main = roles.iter().filter(|role| **role == ButtonRole::Main).count();
        assert!(main <= 1, "{roles:?} {screen:?}");
    }
}

#[test]
fn a_failed_screen_says_its_problem_and_a_running_one_what_it_waits_for() {
    for screen in screens().iter().flat_map(with_every_progress) {
        let words = words(&screen, Locale::Ru);

        let is_stopped = matches!(screen, Screen::Stopped { .. });
        let is_failed = matches!(screen.progress(), Some(Progress::Failed { .. }));
        assert_eq!(words.problem.is_some(), is_failed || is_stopped, "{screen:?}");
        let is_running = matches!(screen.progress(), Some(Progress::Running));
        assert_eq!(words.waiting.is_some(), is_running, "{screen:?}");
    }
}

#[test]
fn a_problem_names_a_field_only_where_the_field_is() {
    for screen in screens().iter().flat_map(with_every_progress) {
        let words = words(&screen, Locale::Ru);
        let named = words.problem.and_then(|problem| problem.field);
        let is_here = |field| words.fields.iter().any(|one| one.field == field);
        assert!(named.is_none_or(is_here), "{named:?} {screen:?}");
    }
}

#[test]
fn a_field_is_told_of_what_is_wrong_with_it() {
    let mut screen = code(2, 6);
    let Screen::Code { progress, .. } = &mut screen else { panic!("no code screen") };
    *progress = Progress::Failed { problem: Problem::Answer(AnswerProblem::WrongCode) };

    let words = words(&screen, Locale::Ru);

    let problem = words.problem.unwrap();
    assert_eq!(problem.title, "Неверный код");
    assert_eq!(problem.field, Some(crate::Field::Code));
    assert_eq!(words.fields[0].hint.as_deref(), Some("Осталось 2\u{a0}попытки"));
}

#[test]
fn every_problem_has_a_cause_and_an_advice_of_its_own_that_are_sentences() {
    for locale in Locale::ALL {
        for one in problems() {
            let ProblemWords { title, advice, .. } = problem(&one, locale);
            assert!(!title.ends_with('.'), "{locale:?} {title}");
            assert!(advice.ends_with('.'), "{locale:?} {advice}");
            assert!(title.chars().count() <= 48, "{locale:?} {title}");
            assert_ne!(title, advice);
        }
    }
}

#[test]
fn a_known_wait_is_a_countdown() {
    let locked = Problem::Denied(Denial::TooManyAttempts { until: Some(LATER) });

    let words = problem(&locked, Locale::Ru);

    let expected = CountdownWords {
        before: "Войти можно будет через ".to_owned(),
        until: LATER,
        after: String::new(),
        over: "Теперь можно попробовать снова".to_owned(),
    };
    assert_eq!(words.countdown, Some(expected));
}

#[test]
fn the_support_contact_can_be_tapped() {
    let links = |screen: &Screen| {
        let words = words(screen, Locale::Ru);
        words.facts.into_iter().filter_map(|fact| fact.link).collect::<Vec<_>>()
    };
    let expected = ["mailto:help@rabota.ru", "tel:+74951234567", "https://help.rabota.ru/vhod"];

    for screen in screens() {
        let has_support = matches!(
            &screen,
            Screen::Email { support: Some(_), .. }
                | Screen::Password { support: Some(_), .. }
                | Screen::Stopped { support: Some(_), .. }
        );
        assert_eq!(links(&screen), if has_support { &expected[..] } else { &[] }, "{screen:?}");
    }
}

#[test]
fn the_host_that_will_see_the_password_is_on_the_password_screen() {
    for screen in screens() {
        if let Screen::Password { .. } = screen {
            let facts = words(&screen, Locale::Ru).facts;
            assert!(
                facts.iter().any(|fact| fact.label == "Пароль получит" && fact.value == HOST),
                "{facts:?}"
            );
        }
    }
}

#[test]
fn plurals_are_right_for_any_number() {
    let russian = [
        (0, "Попыток не осталось", "Код из 0 цифр"),
        (1, "Осталась 1 попытка", "Код из 1 цифры"),
        (2, "Осталось 2 попытки", "Код из 2 цифр"),
        (5, "Осталось 5 попыток", "Код из 5 цифр"),
        (11, "Осталось 11 попыток", "Код из 11 цифр"),
        (21, "Осталась 21 попытка", "Код из 21 цифры"),
        (22, "Осталось 22 попытки", "Код из 22 цифр"),
        (25, "Осталось 25 попыток", "Код из 25 цифр"),
        (101, "Осталась 101 попытка", "Код из 101 цифры"),
    ];
    let english = [
        (0, "No attempts left", "0-digit code"),
        (1, "1 attempt left", "1-digit code"),
        (2, "2 attempts left", "2-digit code"),
        (5, "5 attempts left", "5-digit code"),
        (11, "11 attempts left", "11-digit code"),
        (21, "21 attempts left", "21-digit code"),
        (22, "22 attempts left", "22-digit code"),
        (25, "25 attempts left", "25-digit code"),
        (101, "101 attempts left", "101-digit code"),
    ];
    for (locale, table) in [(Locale::Ru, russian), (Locale::En, english)] {
        for (count, attempts, digits) in table {
            let words = words(&code(count, count), locale);
            let field = &words.fields[0];
            assert_eq!(field.hint.as_deref().map(breakable).as_deref(), Some(attempts));
            assert_eq!(breakable(&field.label), digits);
        }
    }
}

#[test]
fn an_empty_phone_field_shows_a_number_of_its_country() {
    let screen = Screen::Phone {
        purpose: PhonePurpose::Register,
        country: Country::RUSSIA,
        text: String::new(),
        server: None,
        progress: Progress::Idle,
    };

    let words = words(&screen, Locale::En);

    let placeholder = words.fields[0].placeholder.as_deref().unwrap();
    assert!(placeholder.contains("912"), "{placeholder}");
}

#[test]
fn a_choice_sends_what_it_shows() {
    let screen = Screen::Servers {
        email: "irina@rabota.ru".to_owned(),
        servers: samples::server_choices(),
        progress: Progress::Idle,
    };

    let words = words(&screen, Locale::Ru);

    let sent: Vec<_> = words.choices.into_iter().map(|one| (one.label, one.action)).collect();
    let expected: Vec<_> = samples::server_choices()
        .into_iter()
        .map(|server| (server.host, Action::ChooseServer { issuer: server.issuer }))
        .collect();
    assert_eq!(sent, expected);
}

#[test]
fn the_sign_out_of_one_account_does_not_speak_of_all() {
    let label = |screen: &Screen| {
        let words = words(screen, Locale::Ru);
        let is_it = |button: &&ButtonWords| button.action == ActionKind::SignOutEverywhere;
        words.buttons.iter().find(is_it).map(|button| button.label.clone())
    };
    let one = Screen::Settings { public: Some(public_person()), corporate: None };
    let must = Screen::Email {
        purpose: EmailPurpose::Offer { can_skip: false },
        text: String::new(),
        support: None,
        progress: Progress::Idle,
    };

    assert_eq!(label(&one).as_deref(), Some("Выйти"));
    assert_eq!(label(&must).as_deref(), Some("Выйти"));
}

/// What a person touches to send an action.
enum Sender {
    Button,
    Choice,
    /// By typing.
    Field,
    /// By picking one.
    Countries,
    NoticeButton,
    NoticeDismissal,
    /// The browser hands it over.
    Platform,
}

fn sender(action: ActionKind) -> Sender {
    match action {
        ActionKind::Edit => Sender::Field,
        ActionKind::SelectCountry => Sender::Countries,
        ActionKind::Begin
        | ActionKind::Recognise
        | ActionKind::ChooseServer
        | ActionKind::ChooseMethod => Sender::Choice,
        ActionKind::SignInAgain => Sender::NoticeButton,
        ActionKind::DismissNotice => Sender::NoticeDismissal,
        ActionKind::ReturnFromBrowser => Sender::Platform,
        ActionKind::Back
        | ActionKind::Cancel
        | ActionKind::Leave
        | ActionKind::Retry
        | ActionKind::SubmitPhone
        | ActionKind::SubmitCode
        | ActionKind::Resend
        | ActionKind::ChangeRecipient
        | ActionKind::SubmitAccountPassword
        | ActionKind::Recover
        | ActionKind::SubmitName
        | ActionKind::SubmitAvatar
        | ActionKind::RemoveAvatar
        | ActionKind::Skip
        | ActionKind::SubmitEmail
        | ActionKind::TypeAddress
        | ActionKind::SubmitAddress
        | ActionKind::SubmitPassword
        | ActionKind::OpenBrowser
        | ActionKind::OpenSettings
        | ActionKind::OpenProfile
        | ActionKind::EditProfile
        | ActionKind::AddPhone
        | ActionKind::OpenCorporateInformation
        | ActionKind::OpenCapabilities
        | ActionKind::Connect
        | ActionKind::Disconnect
        | ActionKind::SignOutCorporate
        | ActionKind::SignOutEverywhere
        | ActionKind::Confirm => Sender::Button,
    }
}

/// With ordinary spaces, to compare.
pub(super) fn breakable(text: &str) -> String {
    text.replace('\u{a0}', " ")
}
