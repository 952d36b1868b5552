//! What holds on every screen.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use serde_json::json;
use vestibule::wire::Proxy;
use vestibule::{
    Action, ActionKind, ConnectionProblem, Field, Hint, KeyringError, Locale, Notice, Problem,
    Progress, Screen, StorageProblem, Way, text,
};
use vestibule_journeys::scenes::{
    AS_MARIA, AS_NEW, BY_ADDRESS, BY_PHONE, CODE, MARIA_HOME, NEW, SKIP,
};
use vestibule_journeys::{Done, PATIENCE, Town};
use vestibule_phone::play::{Kind, at, kept};
use vestibule_server::{Endpoint, Fault, When};

#[test]
fn going_back_stops_the_request_and_its_late_answer_changes_nothing() {
    for action in [Action::Back, Action::Leave, Action::Cancel] {
        let kind = action.kind();
        let town = Town::example();
        let phone = town.device().led(&[BY_PHONE, at(Kind::Phone).host("green")]);
        let gate = town.world.faults().on("green", Endpoint::Challenge).hold(When::Answer);
        phone.act(Action::SubmitPhone { text: NEW.to_owned() });
        assert!(gate.arrived(PATIENCE));

        phone.act(action);

        let counters = town.world.counters();
        assert!(counters.wait("green", PATIENCE, |counts| counts.abandoned == 1), "{kind:?}");
        let after = phone.screen();
        gate.release();
        assert!(town.inbox().wait(0, NEW, PATIENCE).is_some());
        if kind == ActionKind::Cancel {
            assert!(matches!(after, Screen::Phone { progress: Progress::Idle, .. }), "{after:?}");
        } else {
            assert!(matches!(after, Screen::Start { .. }), "{after:?}");
            phone.act(Action::Begin { way: Way::Phone });
        }

        // The same person goes on: the code that was sent is the one that is asked for.
        let Screen::Phone { text, .. } = phone.screen() else { panic!("{:?}", phone.screen()) };
        assert_eq!(text, "+7 905 100-00-01", "{kind:?}");
        let screen = phone.tap(Action::SubmitPhone { text });
        assert!(matches!(screen, Screen::Code { .. }), "{screen:?}");
        assert_eq!(Done::at(&town).sms, 1, "{kind:?}");
        phone.act(Action::SubmitCode { text: phone.code(NEW) });
        phone.until("the name", |screen| matches!(screen, Screen::Name { .. }));
    }
}

#[test]
fn what_is_tapped_twice_is_sent_once() {
    let town = Town::example();
    let phone = town.device().led(&[BY_PHONE, AS_NEW, at(Kind::Code)]);
    let text = phone.code(NEW);

    phone.act(Action::SubmitCode { text: text.clone() });
    let again = phone.try_act(Action::SubmitCode { text });

    assert!(again.is_err());
    phone.until("the name", |screen| matches!(screen, Screen::Name { .. }));
    assert_eq!(town.world.counters().of("green").requests(Endpoint::Challenge), 2);
}

#[test]
fn a_request_that_is_worked_on_is_waited_for_by_an_app_that_was_started_again() {
    let town = Town::example();
    let mut phone = town.device().led(&[BY_PHONE, at(Kind::Phone).host("green")]);
    let gate = town.world.faults().on("green", Endpoint::Challenge).hold(When::Work);
    phone.act(Action::SubmitPhone { text: NEW.to_owned() });
    assert!(gate.arrived(PATIENCE));

    phone.restart();
    let asked = |log: &[vestibule_server::Logged]| log.iter().any(|one| one.status == Some(409));
    assert!(town.world.counters().wait_log(PATIENCE, asked));
    gate.release();

    let came = phone.until("a code, or that it is worked on", |screen| {
        screen.progress() != Some(&Progress::Running)
    });
    if let Screen::Phone { progress: Progress::Failed { .. }, .. } = came {
        phone.tap(Action::Retry);
    }
    phone.until("the code", |screen| matches!(screen, Screen::Code { .. }));
    assert_eq!(Done::at(&town), Done { sms: 1, sign_ins: 1, ..Done::default() });
}

#[test]
fn after_a_restart_the_countdown_goes_on() {
    let town = Town::example();
    let mut phone = town.device().led(&[BY_PHONE, AS_NEW, at(Kind::Code)]);
    let before = phone.screen();

    phone.restart();

    assert_eq!(kept(&phone.screen()), kept(&before));
    let Screen::Code { expires_at, .. } = before else { panic!("{before:?}") };
    let countdowns = text::words(&phone.screen(), Locale::Ru).countdowns;
    assert!(countdowns.iter().any(|countdown| countdown.until == expires_at), "{countdowns:?}");
}

#[test]
fn a_step_of_a_later_version_asks_for_an_update_of_the_app() {
    let town = Town::example();
    let step = Fault::With { member: "/step/type".to_owned(), value: json!("telepathy") };
    town.world.faults().on("green", Endpoint::Challenge).inject(step);
    let phone = town.device().led(&[BY_PHONE, at(Kind::Phone).host("green")]);

    let screen = phone.tap(Action::SubmitPhone { text: NEW.to_owned() });

    let Screen::Stopped { problem, .. } = &screen else { panic!("{screen:?}") };
    assert_eq!(*problem, Problem::UpdateApp { step: "telepathy".to_owned() });
    assert!(text::words(&screen, Locale::Ru).problem.is_some());
    let screen = phone.tap(Action::Back);
    assert!(matches!(screen, Screen::Phone { .. }), "{screen:?}");
}

#[test]
fn a_proxy_that_refuses_is_told_from_the_server() {
    let town = Town::example();
    let proxy = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let url = format!("http://{}", proxy.local_addr().expect("an address"));
    thread::spawn(move || {
        for mut stream in proxy.incoming().flatten() {
            let mut request = [0; 1024];
            // Whatever was asked.
            let _ = stream.read(&mut request);
            let _ = stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        }
    });
    let phone = town
        .device_with(|config| config.proxy = Some(Proxy { url, credentials: None }))
        .led(&[BY_ADDRESS, at(Kind::Address)]);

    let issuer = town.server("island").issuer().to_owned();
    let screen = phone.tap(Action::SubmitAddress { text: issuer.clone() });

    let Screen::Address { text, progress: Progress::Failed { problem }, .. } = screen else {
        panic!("{screen:?}");
    };
    let host = town.address("island").host_display();
    let cause = ConnectionProblem::ProxyRefused { status: Some(407) };
    assert_eq!(problem, Problem::Connection { host, cause });
    assert_eq!(text, issuer);
}

#[test]
fn a_key_store_that_answers_not_now_is_asked_again_and_nothing_is_lost() {
    let town = Town::example();
    let mut phone = town.device().led(&[BY_PHONE, AS_MARIA, CODE, SKIP, MARIA_HOME]);
    let before = phone.screen();
    phone.stop();
    phone.keyring.fail(Some(KeyringError::NotNow { reason: "locked".to_owned() }));

    phone.start();
    let Screen::Locked { progress: Progress::Failed { problem } } = phone.screen() else {
        panic!("{:?}", phone.screen());
    };
    assert_eq!(problem, Problem::Storage(StorageProblem::KeyNotNow));
    phone.keyring.fail(None);
    phone.app().hint(Hint::Unlocked);

    let screen = phone.until("the home", |screen| matches!(screen, Screen::Home { .. }));
    assert_eq!(screen, before);
}

#[test]
fn a_lost_key_is_a_clean_start_with_the_reason() {
    let town = Town::example();
    let mut phone = town.device().led(&[BY_PHONE, AS_MARIA, CODE, SKIP, MARIA_HOME]);
    phone.stop();
    phone.keyring.lose();

    phone.start();

    assert!(matches!(phone.screen(), Screen::Start { .. }), "{:?}", phone.screen());
    assert_eq!(phone.screen().notices(), [Notice::KeyLost]);
}

#[test]
fn a_damaged_vault_is_a_clean_start_with_the_reason_and_is_kept_aside() {
    let town = Town::example();
    let mut phone = town.device().led(&[BY_PHONE, AS_MARIA, CODE, SKIP, MARIA_HOME]);
    phone.stop();
    let file = phone.vault().join("vestibule.db");
    let damaged = b"no database".repeat(1000);
    fs::write(&file, &damaged).expect("it is damaged");

    phone.start();

    assert_eq!(phone.screen().notices(), [Notice::StorageDamaged]);
    let files = fs::read_dir(phone.vault()).expect("a folder").flatten();
    let aside = files
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|kind| kind == "damaged"));
    assert_eq!(fs::read(aside.expect("it is aside")).expect("a file"), damaged);
    // And it goes on.
    phone.act(Action::Begin { way: Way::Phone });
    phone.type_in(Field::Phone, "+7 905");
    phone.restart();
    let Screen::Phone { text, .. } = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(text, "+7 905");
}

#[test]
fn the_servers_write_in_the_persons_language() {
    let town = Town::example();
    let phone = town.device().led(&[BY_PHONE, at(Kind::Phone).host("green")]);
    phone.app().hint(Hint::Locale { locale: Locale::En });

    phone.tap(Action::SubmitPhone { text: NEW.to_owned() });

    let message = town.inbox().wait(0, NEW, PATIENCE).expect("a code");
    assert!(message.text.is_ascii(), "{}", message.text);
}
