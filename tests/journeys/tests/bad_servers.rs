//! Servers that fail, in every way and at every request of the protocol: the problem is named,
//! there is a way on, and nothing is lost or done twice.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;
use std::{panic, thread};

use serde_json::{Value, json};
use vestibule::{
    Action, ActionKind, Clock as _, ConnectionProblem, NotVestibule, Problem, Progress, Request,
    Screen, Server, ServerProblem, Timestamp, TlsProblem, TokenError,
};
use vestibule_journeys::scenes::{
    AS_MARIA, AS_NEW, AS_WORKER, BY_ADDRESS, BY_EMAIL, BY_PHONE, CODE, EDIT, MARIA_HOME, NEW,
    SETTINGS, SKIP, TO_EDIT, TO_INFORMATION, TO_PROFILE, WORK, to_settings,
};
use vestibule_journeys::{Device, Done, PATIENCE, SharedClock, Town};
use vestibule_phone::PORTRAIT;
use vestibule_phone::play::{Does, Kind, Scene, at};
use vestibule_server::{Endpoint, Fault, Tls, When};

/// What comes of each fault at each request, where the server's connections fail.
const CONNECTIONS: &str = "
                 before  after  cut    delayed    refused
public metadata  lost    lost   lost   timed-out  refused
metadata         lost    lost   lost   timed-out  refused
webfinger        lost    lost   lost   timed-out  refused
begin            lost    lost   lost   timed-out  refused
answer           lost    lost   lost   timed-out  refused
redeem           lost    lost   lost   timed-out  refused
refresh          lost    lost   lost   timed-out  refused
account          lost    lost   lost   timed-out  refused
rename           lost    lost   lost   timed-out  refused
write avatar     lost    lost   lost   done       refused
remove avatar    lost    lost   lost   timed-out  refused
read avatar      lost    lost   lost   done       refused
part             lost    lost   lost   timed-out  refused
exchange         later   later  later  later      later
join             later   later  later  later      later
revoke           later   later  later  later      later
";

/// The same, where TLS fails.
const TLS: &str = "
                 expired  not-valid-yet  unknown-authority  wrong-host  plain      silent
public metadata  expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
metadata         expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
webfinger        expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
begin            expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
answer           expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
redeem           expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
refresh          expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
account          expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
rename           expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
write avatar     expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
remove avatar    expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
read avatar      expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
part             expired  not-valid-yet  unknown-authority  wrong-host  handshake  timed-out
exchange         later    later          later              later       later      later
join             later    later          later              later       later      later
revoke           later    later          later              later       later      later
";

/// The same, where the answer is not what the protocol says. `busy` and `too-many` say until when.
const ANSWERS: &str = "
                 429       503    500      404            redirect    type        html
public metadata  too-many  busy   trouble  no-metadata    redirected  wrong-type  no-metadata
metadata         too-many  busy   trouble  no-metadata    redirected  wrong-type  no-metadata
webfinger        too-many  busy   trouble  nothing-found  redirected  wrong-type  wrong-type
begin            too-many  busy   trouble  status-404     redirected  status-400  status-400
answer           too-many  busy   trouble  status-404     redirected  status-400  status-400
redeem           too-many  busy   trouble  status-404     redirected  wrong-type  wrong-type
refresh          too-many  busy   trouble  status-404     redirected  wrong-type  wrong-type
account          too-many  busy   trouble  status-404     redirected  wrong-type  wrong-type
rename           too-many  busy   trouble  status-404     redirected  wrong-type  wrong-type
write avatar     too-many  busy   trouble  status-404     redirected  wrong-type  wrong-type
remove avatar    too-many  busy   trouble  status-404     redirected  done        done
read avatar      too-many  busy   trouble  status-404     redirected  wrong-type  wrong-type
part             too-many  busy   trouble  status-404     redirected  wrong-type  wrong-type
exchange         later     later  later    later          later       later       later
join             later     later  later    later          later       later       later
revoke           later     later  later    later          later       later       later
";

/// The same, where the answer is of the right type, and wrong.
const BODIES: &str = "
                 not-json  lacking     ill-typed   oversize
public metadata  not-json  bad-member  bad-member  too-long
metadata         not-json  bad-member  bad-member  too-long
webfinger        not-json  bad-member  bad-member  too-long
begin            not-json  bad-member  bad-member  too-long
answer           not-json  bad-member  bad-member  too-long
redeem           not-json  bad-member  bad-member  too-long
refresh          not-json  bad-member  bad-member  too-long
account          not-json  bad-member  bad-member  too-long
rename           not-json  bad-member  bad-member  too-long
write avatar     not-json  bad-member  bad-member  too-long
remove avatar    done      done        done        too-long
read avatar      done      done        done        too-long
part             not-json  bad-member  bad-member  too-long
exchange         later     later       later       later
join             later     later       later       later
revoke           later     later       later       later
";

#[test]
fn a_connection_that_fails_is_named_and_nothing_is_lost() {
    hold(CONNECTIONS);
}

#[test]
fn a_certificate_that_is_not_trusted_is_named_and_nothing_is_lost() {
    hold(TLS);
}

#[test]
fn an_answer_of_another_kind_is_named_and_nothing_is_lost() {
    hold(ANSWERS);
}

#[test]
fn an_answer_that_is_wrong_is_named_and_nothing_is_lost() {
    hold(BODIES);
}

/// How many cells are tried at a time: some only wait.
const WORKERS: usize = 16;

/// What must be the same, whatever failed.
type Clean = BTreeMap<&'static str, Done>;

/// Tries every cell of a table.
fn hold(table: &'static str) {
    let cells = cells(table);
    assert_eq!(cells.len() % STAGES.len(), 0, "a request is missing in the table");

    let clean: Clean = each(&STAGES, |stage| (stage.name, Trial::of(stage).run("none", "done")))
        .into_iter()
        .collect();
    let failures = each(&cells, |(stage, fault, expected)| {
        let tried = panic::catch_unwind(|| Trial::of(stage).run(fault, expected));
        let what = || format!("{} × {fault}", stage.name);
        match tried {
            Ok(done) if done == clean[stage.name] => None,
            Ok(done) => Some(format!("{}: {done:?}, not {:?}", what(), clean[stage.name])),
            Err(_) => Some(format!("{}: is not {expected}", what())),
        }
    });
    let failures: Vec<_> = failures.into_iter().flatten().collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The cells: a request, a fault, and what comes of it.
fn cells(table: &'static str) -> Vec<(&'static Stage, &'static str, &'static str)> {
    const NAME: usize = 15;

    let mut lines = table.trim_matches('\n').lines();
    let faults: Vec<_> = lines.next().expect("a head").split_whitespace().collect();
    let row = |line: &'static str| {
        let (name, cells) = line.split_at(NAME);
        let stage = STAGES.iter().find(|stage| stage.name == name.trim());
        let stage = stage.unwrap_or_else(|| panic!("{name} is no request"));
        for fault in &faults {
            let is_fault = *fault == "refused" || tls(fault).is_some();
            assert!(is_fault || spoilt(fault, stage.endpoint).is_some(), "{fault} is no fault");
        }
        let faults = faults.clone();
        faults
            .into_iter()
            .zip(cells.split_whitespace())
            .map(move |(fault, cell)| (stage, fault, cell))
    };
    lines.flat_map(row).collect()
}

/// A request of the protocol, and how a person comes to send it.
struct Stage {
    name: &'static str,
    server: &'static str,
    endpoint: Endpoint,
    request: Request,
    /// The fault is there before the app starts.
    from_start: bool,
    lead: &'static [Scene],
    tap: Tap,
}

/// What sends the request.
#[derive(Clone, Copy)]
enum Tap {
    /// The person, who is led to a screen of this kind.
    Person { does: fn(&Device<'_>) -> Action, to: Kind },
    /// The app by itself, after the person was led to a screen of this kind.
    Errand { does: fn(&Device<'_>) -> Action, to: Kind, is_done: fn(&Town) -> bool },
    /// The rest of the messenger, which needs a token.
    Token,
    /// The rest of the messenger, which draws the picture.
    Avatar,
}

static STAGES: [Stage; 16] = [
    Stage {
        from_start: true,
        ..stage(
            "public metadata",
            ("green", Endpoint::Metadata, Request::Metadata),
            &[BY_PHONE, at(Kind::Phone)],
            Tap::Person { does: |_| phone(NEW), to: Kind::Code },
        )
    },
    stage(
        "metadata",
        ("island", Endpoint::Metadata, Request::Metadata),
        &[BY_ADDRESS, at(Kind::Address)],
        Tap::Person { does: island, to: Kind::Password },
    ),
    stage(
        "webfinger",
        ("green", Endpoint::Webfinger, Request::WebFinger),
        &[BY_EMAIL, at(Kind::Email)],
        Tap::Person { does: |_| email("ivan@acme.example"), to: Kind::Servers },
    ),
    stage(
        "begin",
        ("green", Endpoint::Challenge, Request::Challenge),
        &[BY_PHONE, at(Kind::Phone).host("green")],
        Tap::Person { does: |_| phone(NEW), to: Kind::Code },
    ),
    stage(
        "answer",
        ("green", Endpoint::Challenge, Request::Challenge),
        &[BY_PHONE, AS_NEW, at(Kind::Code)],
        Tap::Person { does: code, to: Kind::Name },
    ),
    stage(
        "redeem",
        ("green", Endpoint::Redeem, Request::Redeem),
        &[BY_PHONE, AS_MARIA, at(Kind::Code)],
        Tap::Person { does: code, to: Kind::Email },
    ),
    stage(
        "refresh",
        ("green", Endpoint::Refresh, Request::Refresh),
        &[BY_PHONE, AS_MARIA, CODE, SKIP, MARIA_HOME.does(&[Does::Wait(901)])],
        Tap::Token,
    ),
    stage(
        "account",
        ("green", Endpoint::Account, Request::Account),
        &[BY_PHONE, AS_MARIA, CODE, SKIP, to_settings(MARIA_HOME), SETTINGS],
        Tap::Person { does: |_| Action::OpenProfile, to: Kind::Profile },
    ),
    stage(
        "rename",
        ("green", Endpoint::Rename, Request::Rename),
        &[BY_PHONE, AS_MARIA, CODE, SKIP, to_settings(MARIA_HOME), TO_PROFILE, TO_EDIT, EDIT],
        Tap::Person {
            does: |_| Action::SubmitName { text: "Мария Лескова".to_owned() },
            to: Kind::Profile,
        },
    ),
    stage(
        "write avatar",
        ("green", Endpoint::WriteAvatar, Request::WriteAvatar),
        &[BY_PHONE, AS_MARIA, CODE, SKIP, to_settings(MARIA_HOME), TO_PROFILE, TO_EDIT, EDIT],
        Tap::Person {
            does: |_| Action::SubmitAvatar { picture: PORTRAIT.to_vec() },
            to: Kind::Profile,
        },
    ),
    stage(
        "remove avatar",
        ("green", Endpoint::RemoveAvatar, Request::RemoveAvatar),
        &[
            BY_PHONE,
            AS_MARIA,
            CODE,
            SKIP,
            to_settings(MARIA_HOME),
            TO_PROFILE,
            TO_EDIT,
            EDIT.does(&[Does::Photo]),
            TO_EDIT,
            EDIT,
        ],
        Tap::Person { does: |_| Action::RemoveAvatar, to: Kind::Profile },
    ),
    stage(
        "read avatar",
        ("green", Endpoint::ReadAvatar, Request::ReadAvatar),
        &[
            BY_PHONE,
            AS_MARIA,
            CODE,
            SKIP,
            to_settings(MARIA_HOME),
            TO_PROFILE,
            TO_EDIT,
            EDIT.does(&[Does::Photo]),
            at(Kind::Profile),
        ],
        Tap::Avatar,
    ),
    stage(
        "part",
        ("rabota", Endpoint::Part, Request::Part),
        &[
            BY_PHONE,
            AS_MARIA,
            CODE,
            AS_WORKER,
            CODE,
            to_settings(MARIA_HOME),
            TO_PROFILE,
            TO_INFORMATION,
            at(Kind::CorporateInformation)
                .shows(&["Иван Рабочий"])
                .does(&[Does::Tap(ActionKind::Disconnect)]),
            at(Kind::Confirm),
        ],
        Tap::Person { does: |_| Action::Confirm, to: Kind::CorporateInformation },
    ),
    stage(
        "exchange",
        ("green", Endpoint::Exchange, Request::Exchange),
        &[BY_PHONE, AS_MARIA, CODE, AS_WORKER, at(Kind::Code)],
        Tap::Errand { does: work_code, to: Kind::Home, is_done: is_joined },
    ),
    stage(
        "join",
        ("rabota", Endpoint::Join, Request::Join),
        &[BY_PHONE, AS_MARIA, CODE, AS_WORKER, at(Kind::Code)],
        Tap::Errand { does: work_code, to: Kind::Home, is_done: is_joined },
    ),
    stage(
        "revoke",
        ("green", Endpoint::Revoke, Request::Revoke),
        &[
            BY_PHONE,
            AS_MARIA,
            CODE,
            SKIP,
            to_settings(MARIA_HOME),
            SETTINGS.does(&[Does::Tap(ActionKind::SignOutEverywhere)]),
            at(Kind::Confirm),
        ],
        Tap::Errand {
            does: |_| Action::Confirm,
            to: Kind::Start,
            is_done: |town| town.world.counters().of("green").sessions_ended == 1,
        },
    ),
];

const fn stage(
    name: &'static str,
    (server, endpoint, request): (&'static str, Endpoint, Request),
    lead: &'static [Scene],
    tap: Tap,
) -> Stage {
    Stage { name, server, endpoint, request, from_start: false, lead, tap }
}

fn phone(text: &str) -> Action {
    Action::SubmitPhone { text: text.to_owned() }
}

fn email(text: &str) -> Action {
    Action::SubmitEmail { text: text.to_owned() }
}

fn island(device: &Device<'_>) -> Action {
    Action::SubmitAddress { text: device.town.server("island").issuer().to_owned() }
}

/// The code that came last.
fn code(device: &Device<'_>) -> Action {
    let message = device.town.inbox().messages().pop().expect("a code came");
    Action::SubmitCode { text: message.code }
}

fn work_code(device: &Device<'_>) -> Action {
    Action::SubmitCode { text: device.code(WORK) }
}

fn is_joined(town: &Town) -> bool {
    let accounts = town.server("rabota").accounts().expect("accounts");
    accounts.iter().any(|account| account.person.is_some())
}

/// One stage, in a town of its own.
struct Trial<'s> {
    stage: &'s Stage,
    town: Town,
}

impl<'s> Trial<'s> {
    fn of(stage: &'s Stage) -> Self {
        Self { stage, town: Town::example() }
    }

    /// Comes to the stage, meets the fault, goes on without it; what the servers did is told.
    fn run(&self, fault: &'static str, expected: &str) -> Done {
        let stage = self.stage;
        if stage.from_start {
            self.spoil_answers(fault);
            self.spoil_server(fault);
        }
        let device = self.town.device().led(stage.lead);
        if !stage.from_start {
            self.spoil_answers(fault);
        }
        // The server fails when it has the request; those before it were answered.
        let faults = self.town.world.faults();
        let gate = faults.on(stage.server, stage.endpoint).hold(When::Arrival);
        thread::scope(|scope| {
            let spoilt = scope.spawn(|| {
                let has_come = stage.from_start || gate.arrived(PATIENCE);
                self.spoil_server(fault);
                gate.release();
                has_come
            });
            match stage.tap {
                Tap::Person { does, to } => self.person(&device, does, to, expected),
                Tap::Errand { does, to, is_done } => {
                    device.act(does(&device));
                    device.until("the next screen", |screen| Kind::of(screen) == to);
                    assert!(spoilt.join().expect("it did not panic"));
                    self.errand(&device, is_done);
                }
                Tap::Token => self.token(&device, expected),
                Tap::Avatar => self.avatar(&device, expected),
            }
        });
        Done::at(&self.town)
    }

    fn person(
        &self,
        device: &Device<'_>,
        does: fn(&Device<'_>) -> Action,
        to: Kind,
        expected: &str,
    ) {
        let is_there = |screen: &Screen| {
            Kind::of(screen) == to && screen.progress() != Some(&Progress::Running)
        };
        let does = does(device);
        let kind = does.kind();
        device.act(does.clone());
        let asking = device.screen();
        match expected {
            "done" => drop(device.until("the next screen", is_there)),
            "nothing-found" => {
                device.until("an address", |screen| Kind::of(screen) == Kind::Address);
                self.repair();
                assert!(matches!(device.tap(Action::Back), Screen::Email { .. }));
                device.act(does);
                device.until("the next screen", is_there);
            }
            _ => {
                let failed = device.until("a problem", |screen| problem(screen).is_some());
                self.assert_named(problem(&failed).expect("a problem"), expected);
                self.assert_kept(&asking, &failed);
                self.repair();
                assert!(failed.actions().contains(&ActionKind::Retry), "{kind:?}: {failed:?}");
                device.act(Action::Retry);
                device.until("the next screen", is_there);
            }
        }
    }

    /// Nobody waits for it: nothing is said, and it is done when it can be.
    fn errand(&self, device: &Device<'_>, is_done: fn(&Town) -> bool) {
        const HOUR: Duration = Duration::from_secs(3600);
        const ROUND: Duration = Duration::from_secs(2);
        const ROUNDS: u32 = 60;

        self.repair();
        let is_done = (0..ROUNDS).any(|_| {
            let counters = self.town.world.counters();
            let is_done = counters.wait(self.stage.server, ROUND, |_| is_done(&self.town));
            self.town.clock.advance(HOUR);
            is_done
        });
        assert!(is_done);
        assert_eq!(device.screen().notices(), []);
    }

    fn token(&self, device: &Device<'_>, expected: &str) {
        if expected != "done" {
            match now(device.app().access_token(Server::Public, None)) {
                Err(TokenError::NotRenewed(problem)) => self.assert_named(&problem, expected),
                other => panic!("{other:?}"),
            }
            assert!(matches!(device.screen(), Screen::Home { public: Some(_), .. }));
            self.repair();
        }
        now(device.app().access_token(Server::Public, None)).expect("a token");
    }

    fn avatar(&self, device: &Device<'_>, expected: &str) {
        if expected != "done" {
            let read = now(device.app().avatar(Server::Public));
            self.assert_named(&read.expect_err("a problem"), expected);
            self.repair();
        }
        let read = now(device.app().avatar(Server::Public)).expect("a picture");
        assert!(read.is_some());
    }

    /// From now on the answers are spoilt, if the fault is one of answers.
    fn spoil_answers(&self, fault: &str) {
        let Stage { server, endpoint, .. } = *self.stage;
        if let Some(fault) = spoilt(fault, endpoint) {
            self.town.world.faults().on(server, endpoint).always().inject(fault);
        }
    }

    /// From now on the server can't be reached, or not be trusted, if the fault is such a one: the
    /// connections that it has break.
    fn spoil_server(&self, fault: &str) {
        let server = self.town.server(self.stage.server);
        match (fault, tls(fault)) {
            ("refused", _) => server.stop(),
            (_, Some(tls)) => server.set_tls(tls).expect("a certificate"),
            (_, None) => return,
        }
        if !self.stage.from_start {
            let counters = self.town.world.counters();
            let is_broken = counters.wait(server.name(), PATIENCE, |counts| counts.abandoned > 0);
            assert!(is_broken, "the request is still held");
        }
    }

    fn repair(&self) {
        let server = self.town.server(self.stage.server);
        self.town.world.faults().clear();
        server.set_tls(Tls::Good).expect("a certificate");
        server.start().expect("the port is free");
    }

    /// The problem is the one that is expected, of this server and this request.
    fn assert_named(&self, problem: &Problem, expected: &str) {
        let (host, named, request) = named(problem, &self.town.clock);
        assert_eq!(named, expected);
        assert_eq!(host, self.town.address(self.stage.server).host_display());
        assert!(request.is_none_or(|request| request == self.stage.request), "{problem:?}");
    }

    /// All that was on the screen is still there.
    fn assert_kept(&self, asking: &Screen, failed: &Screen) {
        let is_elsewhere = matches!(failed, Screen::Finishing { .. });
        assert_eq!(is_elsewhere, self.stage.request == Request::Redeem);
        if !is_elsewhere {
            assert_eq!(but_for_progress(asking), but_for_progress(failed));
        }
    }
}

fn tls(fault: &str) -> Option<Tls> {
    Some(match fault {
        "expired" => Tls::Expired,
        "not-valid-yet" => Tls::NotYetValid,
        "unknown-authority" => Tls::UnknownAuthority,
        "wrong-host" => Tls::WrongHost,
        "plain" => Tls::Plain,
        "silent" => Tls::Silent,
        _ => return None,
    })
}

/// What goes wrong with the answers; nothing where something else does.
fn spoilt(fault: &str, endpoint: Endpoint) -> Option<Fault> {
    let wait = Some("30".to_owned());
    let member = match endpoint {
        Endpoint::Metadata => "/token_endpoint",
        Endpoint::Webfinger => "/links/0/href",
        Endpoint::Challenge => "/auth_session",
        Endpoint::Redeem | Endpoint::Refresh | Endpoint::Exchange => "/access_token",
        _ => "/id",
    };
    let member = member.to_owned();
    Some(match fault {
        "before" => Fault::Drop { when: When::Arrival },
        "after" => Fault::Drop { when: When::Answer },
        "cut" => Fault::CutBody,
        "delayed" => Fault::Delay { millis: 25_000, when: When::Arrival },
        "429" => Fault::Status { status: 429, retry_after: wait },
        "503" => Fault::Status { status: 503, retry_after: wait },
        "500" => Fault::Status { status: 500, retry_after: None },
        "404" => Fault::Status { status: 404, retry_after: None },
        "redirect" => Fault::Redirect { to: "https://elsewhere.example/".to_owned() },
        "type" => Fault::ContentType { content_type: "text/plain".to_owned() },
        "html" => Fault::Html,
        "not-json" => Fault::NotJson,
        "lacking" => Fault::Without { member },
        "ill-typed" => Fault::With { member, value: json!(5) },
        "oversize" => Fault::Oversize { bytes: 2 << 20 },
        _ => return None,
    })
}

/// The host that a problem is about, what the tables call it, and the request that it names.
fn named(problem: &Problem, clock: &SharedClock) -> (String, &'static str, Option<Request>) {
    let is_soon = |until: &Option<Timestamp>| {
        let wait = until.map(|until| until.since(clock.now()).as_secs());
        wait.is_some_and(|wait| (20..=30).contains(&wait))
    };
    let (host, named) = match problem {
        Problem::Connection { host, cause } => (host, (of_connection(cause), None)),
        Problem::Server { host, cause } => (
            host,
            match cause {
                ServerProblem::NotVestibule(NotVestibule::NoMetadata) => ("no-metadata", None),
                ServerProblem::TooManyRequests { until } if is_soon(until) => ("too-many", None),
                ServerProblem::InTrouble { status: 503, until } if is_soon(until) => ("busy", None),
                ServerProblem::InTrouble { status: 500, until: None } => ("trouble", None),
                ServerProblem::UnexpectedStatus { request, status: 404 } => {
                    ("status-404", Some(*request))
                }
                ServerProblem::UnexpectedStatus { request, status: 400 } => {
                    ("status-400", Some(*request))
                }
                ServerProblem::Redirected { request } => ("redirected", Some(*request)),
                ServerProblem::WrongType { request, .. } => ("wrong-type", Some(*request)),
                ServerProblem::NotJson { request } => ("not-json", Some(*request)),
                ServerProblem::BadMember { request, .. } => ("bad-member", Some(*request)),
                ServerProblem::TooLong { request } => ("too-long", Some(*request)),
                other => panic!("{other:?} is in no table"),
            },
        ),
        other => panic!("{other:?} is in no table"),
    };
    (host.clone(), named.0, named.1)
}

fn of_connection(cause: &ConnectionProblem) -> &'static str {
    match cause {
        ConnectionProblem::Lost => "lost",
        ConnectionProblem::TimedOut => "timed-out",
        ConnectionProblem::Refused => "refused",
        ConnectionProblem::Tls(TlsProblem::Expired) => "expired",
        ConnectionProblem::Tls(TlsProblem::NotYetValid) => "not-valid-yet",
        ConnectionProblem::Tls(TlsProblem::UnknownAuthority) => "unknown-authority",
        ConnectionProblem::Tls(TlsProblem::WrongHost) => "wrong-host",
        ConnectionProblem::Tls(TlsProblem::Handshake) => "handshake",
        other => panic!("{other:?} is in no table"),
    }
}

fn problem(screen: &Screen) -> Option<&Problem> {
    match (screen, screen.progress()) {
        (Screen::Stopped { problem, .. }, _) | (_, Some(Progress::Failed { problem })) => {
            Some(problem)
        }
        _ => None,
    }
}

/// A screen as JSON, in which nothing is under way.
fn but_for_progress(screen: &Screen) -> Value {
    let mut json = serde_json::to_value(screen).expect("JSON");
    if let Some(progress) = json
        .as_object_mut()
        .and_then(|screen| screen.values_mut().next()?.as_object_mut()?.get_mut("progress"))
    {
        *progress = json!("Idle");
    }
    json
}

/// Waits for what the core answers.
fn now<T>(answer: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(answer)
}

/// Does the same with each, some at a time, in any order.
fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let items = Mutex::new(items.iter());
    let next = || items.lock().expect("nobody panics with it").next();
    let worker = || std::iter::from_fn(next).map(&work).collect::<Vec<_>>();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("it did not panic")).collect()
    })
}
