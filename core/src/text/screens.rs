use super::catalogue::Catalogue;
use super::{
    ChoiceWords, FactWords, FieldWords, LinkWords, NoticeWords, ProblemWords, Words, buttons,
    durations, problems,
};
use crate::input::Country;
use crate::wire::{Method, Support};
use crate::{
    Action, Channel, EmailPurpose, Field, Notice, Person, PhonePurpose, Progress, Question, Resend,
    Screen, Server, ServerChoice, Timestamp, Way,
};

/// The words of a screen.
pub(super) fn words(screen: &Screen, catalogue: &Catalogue) -> Words {
    let say = Says { catalogue };
    let words = match screen {
        Screen::Locked { .. } => say.locked(),
        Screen::Start { ways, .. } => say.start(ways),
        Screen::Phone { purpose, country, server, .. } => {
            say.phone(*purpose, *country, server.as_deref())
        }
        Screen::Code {
            channel,
            sent_to,
            length,
            expires_at,
            expired,
            resend,
            attempts_left,
            progress: _,
        } => {
            let expires_at = (!expired).then_some(*expires_at);
            say.code(*channel, sent_to, *length, expires_at, *resend, *attempts_left)
        }
        Screen::Recognise { name, last_seen, .. } => say.recognise(name.as_deref(), *last_seen),
        Screen::AccountPassword { hint, attempts_left, .. } => {
            say.account_password(hint.as_deref(), *attempts_left)
        }
        Screen::Name { max, .. } => say.name(*max),
        Screen::Avatar { name, .. } => say.avatar(name),
        Screen::Email { purpose, support, .. } => say.email(purpose, support.as_ref()),
        Screen::Servers { email, servers, .. } => say.servers(email, servers),
        Screen::Address { email, nothing_found, .. } => {
            say.address(email.as_deref(), *nothing_found)
        }
        Screen::Methods { host, server_name, methods, .. } => {
            say.methods(host, server_name, methods)
        }
        Screen::Password { host, server_name, domains, attempts_left, support, .. } => {
            say.password(host, server_name, domains, *attempts_left, support.as_ref())
        }
        Screen::Browser { host, server_name, url, .. } => {
            say.browser(host, server_name, url.is_some())
        }
        Screen::Finishing { server_name, .. } => say.finishing(server_name),
        Screen::SpecialApp { app, link } => say.special_app(app, link.as_deref()),
        Screen::Stopped { host, support, .. } => say.stopped(host, support.as_ref()),
        Screen::Home { public, corporate, .. } => say.home(public.as_ref(), corporate.as_ref()),
        Screen::Settings { public, corporate } => say.settings(public.as_ref(), corporate.as_ref()),
        Screen::Profile { person, .. } => say.profile(person),
        Screen::EditProfile { person, max, .. } => say.edit_profile(person, *max),
        Screen::CorporateInformation { corporate, .. } => {
            say.corporate_information(corporate.as_ref())
        }
        Screen::Capabilities => say.capabilities(),
        Screen::Confirm { question, .. } => say.confirm(*question),
    };
    let problem = match (screen, screen.progress()) {
        (Screen::Stopped { problem, .. }, _) | (_, Some(Progress::Failed { problem })) => {
            Some(problems::words_on(screen, problem, catalogue))
        }
        (_, Some(Progress::Idle | Progress::Running) | None) => None,
    };
    Words {
        notices: say.notices(screen.notices()),
        problem: problem.map(|problem| {
            let is_here = |field: &Field| words.fields.iter().any(|one| one.field == *field);
            ProblemWords { field: problem.field.filter(is_here), ..problem }
        }),
        waiting: match screen.progress() {
            Some(Progress::Running) => waiting(screen).map(|key| catalogue.say(key)),
            Some(Progress::Idle | Progress::Failed { .. }) | None => None,
        },
        buttons: buttons::buttons(screen, catalogue),
        ..words
    }
}

/// What is being waited for; none on screens that ask for nothing.
fn waiting(screen: &Screen) -> Option<&'static str> {
    Some(match screen {
        Screen::Locked { .. } => "locked.waiting",
        Screen::Phone { .. } => "phone.waiting",
        Screen::Code { .. } => "code-waiting",
        Screen::Recognise { .. } => "recognise.waiting",
        Screen::AccountPassword { .. } => "account-password.waiting",
        Screen::Name { .. } => "name.waiting",
        Screen::Avatar { .. } => "avatar.waiting",
        Screen::Email { purpose: EmailPurpose::Asked { .. }, .. } => "email.waiting",
        Screen::Email { .. } => "email.searching",
        Screen::Servers { .. } => "servers.waiting",
        Screen::Address { .. } => "address.waiting",
        Screen::Methods { .. } => "methods.waiting",
        Screen::Password { .. } => "password.waiting",
        Screen::Browser { .. } => "browser.waiting",
        Screen::Finishing { .. } => "finishing.waiting",
        Screen::Profile { .. } => "profile.waiting",
        Screen::EditProfile { .. } => "edit-profile.waiting",
        Screen::CorporateInformation { .. } => "corporate-information.waiting",
        Screen::Confirm { question: Question::Disconnect, .. } => "disconnect.waiting",
        Screen::Confirm { question: Question::SignOutCorporate, .. } => {
            "sign-out-corporate.waiting"
        }
        Screen::Confirm { question: Question::SignOutEverywhere, .. } => {
            "sign-out-everywhere.waiting"
        }
        Screen::Start { .. }
        | Screen::SpecialApp { .. }
        | Screen::Stopped { .. }
        | Screen::Home { .. }
        | Screen::Settings { .. }
        | Screen::Capabilities => return None,
    })
}

/// The screens in one language, in the order in which people meet them.
struct Says<'a> {
    catalogue: &'a Catalogue,
}

impl Says<'_> {
    fn locked(&self) -> Words {
        Words {
            title: self.say("locked"),
            paragraphs: vec![self.say("locked.text")],
            ..Words::default()
        }
    }

    fn start(&self, ways: &[Way]) -> Words {
        let first_without_phone = ways.iter().position(|way| *way != Way::Phone);
        let choice = |(index, way): (usize, &Way)| {
            let key = match way {
                Way::Phone => "way-phone",
                Way::CorporateEmail => "way-corporate-email",
                Way::ServerAddress => "way-server-address",
            };
            ChoiceWords {
                heading: (Some(index) == first_without_phone)
                    .then(|| self.say("way-without-phone")),
                ..self.choice(key, Action::Begin { way: *way })
            }
        };
        Words {
            title: self.say("start"),
            paragraphs: vec![self.say("start.text")],
            choices: ways.iter().enumerate().map(choice).collect(),
            ..Words::default()
        }
    }

    fn phone(&self, purpose: PhonePurpose, country: Country, server: Option<&str>) -> Words {
        let text = match purpose {
            PhonePurpose::Register => "phone.register",
            PhonePurpose::Add => "phone.add",
            PhonePurpose::Asked => "phone.asked",
        };
        Words {
            title: self.say("phone"),
            paragraphs: vec![self.say(text)],
            facts: server.map(|host| self.fact("fact-server", host)).into_iter().collect(),
            fields: vec![FieldWords {
                placeholder: Some(country.example()).filter(|example| !example.is_empty()),
                ..self.field(Field::Phone, "phone-field", None)
            }],
            ..Words::default()
        }
    }

    fn code(
        &self,
        channel: Channel,
        sent_to: &str,
        length: u32,
        expires_at: Option<Timestamp>,
        resend: Resend,
        attempts_left: u32,
    ) -> Words {
        let (title, sent) = match channel {
            Channel::Sms => ("code-sms", "code-sms.sent"),
            Channel::Email => ("code-email", "code-email.sent"),
        };
        let mut countdowns = Vec::new();
        if let Some(at) = expires_at {
            countdowns.push(self.catalogue.count_down("code-expires", at));
        }
        if let Resend::At { at } = resend {
            countdowns.push(self.catalogue.count_down("code-resend", at));
        }
        Words {
            title: self.say(title),
            paragraphs: vec![match expires_at {
                Some(_) => self.catalogue.tell(sent, &[("to", sent_to.into())]),
                None => self.say("code-expired"),
            }],
            fields: vec![FieldWords {
                field: Field::Code,
                label: self.catalogue.tell("code-field", &[("length", length.into())]),
                placeholder: None,
                hint: expires_at.map(|_| self.attempts_left(attempts_left)),
            }],
            countdowns,
            ..Words::default()
        }
    }

    fn recognise(&self, name: Option<&str>, last_seen: Option<Timestamp>) -> Words {
        let mut facts = Vec::new();
        if let Some(name) = name {
            facts.push(self.fact("fact-name", name));
        }
        if let Some(at) = last_seen {
            facts.push(self.fact("fact-last-seen", &durations::month(at, self.catalogue)));
        }
        Words {
            title: self.say("recognise"),
            paragraphs: vec![self.say("recognise.text")],
            facts,
            choices: vec![
                self.choice("recognise-mine", Action::Recognise { mine: true }),
                self.choice("recognise-not-mine", Action::Recognise { mine: false }),
            ],
            ..Words::default()
        }
    }

    fn account_password(&self, hint: Option<&str>, attempts_left: Option<u32>) -> Words {
        let attempts_left = attempts_left.map(|count| self.attempts_left(count));
        Words {
            title: self.say("account-password"),
            paragraphs: vec![self.say("account-password.text")],
            facts: hint.map(|hint| self.fact("fact-hint", hint)).into_iter().collect(),
            fields: vec![self.field(Field::Password, "account-password-field", attempts_left)],
            ..Words::default()
        }
    }

    fn name(&self, max: u32) -> Words {
        Words {
            title: self.say("name"),
            paragraphs: vec![self.say("name.text")],
            fields: vec![self.name_field(max)],
            ..Words::default()
        }
    }

    fn avatar(&self, name: &str) -> Words {
        Words {
            title: self.say("avatar"),
            paragraphs: vec![self.say("avatar.text")],
            facts: self.given("fact-name", Some(name)).into_iter().collect(),
            ..Words::default()
        }
    }

    fn email(&self, purpose: &EmailPurpose, support: Option<&Support>) -> Words {
        let text = match purpose {
            EmailPurpose::Offer { can_skip: true } => self.say("email.offer"),
            EmailPurpose::Offer { can_skip: false } => self.say("email.must"),
            EmailPurpose::Connect => self.say("email.connect"),
            EmailPurpose::Enter => self.say("email.enter"),
            EmailPurpose::Asked { host } => {
                self.catalogue.tell("email.asked", &[("host", host.into())])
            }
        };
        Words {
            title: self.say("email"),
            paragraphs: vec![text, self.say("email.support")],
            facts: self.support(support),
            fields: vec![self.field(Field::Email, "email-field", None)],
            ..Words::default()
        }
    }

    fn servers(&self, email: &str, servers: &[ServerChoice]) -> Words {
        let choice = |(index, server): (usize, &ServerChoice)| ChoiceWords {
            heading: (index == 0).then(|| self.say("servers.choose")),
            label: server.host.clone(),
            detail: server.name.clone(),
            action: Action::ChooseServer { issuer: server.issuer.clone() },
        };
        Words {
            title: self.say("servers"),
            paragraphs: vec![self.say("servers.support")],
            facts: vec![self.fact("fact-corporate-email", email)],
            choices: servers.iter().enumerate().map(choice).collect(),
            ..Words::default()
        }
    }

    fn address(&self, email: Option<&str>, nothing_found: bool) -> Words {
        let mut paragraphs = Vec::new();
        let mut facts = Vec::new();
        match email {
            Some(email) if nothing_found => paragraphs
                .push(self.catalogue.tell("address.nothing-found", &[("email", email.into())])),
            Some(email) => facts.push(self.fact("fact-corporate-email", email)),
            None => {}
        }
        paragraphs.push(self.say("address.support"));
        Words {
            title: self.say("address"),
            paragraphs,
            facts,
            fields: vec![self.field(Field::Address, "address-field", None)],
            ..Words::default()
        }
    }

    fn methods(&self, host: &str, server_name: &str, methods: &[Method]) -> Words {
        let choice = |method: &Method| {
            let key = match method {
                Method::EmailCode => "method-email-code",
                Method::Password => "method-password",
                Method::Openid => "method-openid",
            };
            self.choice(key, Action::ChooseMethod { method: method.clone() })
        };
        Words {
            title: self.say("methods"),
            paragraphs: vec![
                self.catalogue.tell("methods.text", &[("server", server_name.into())]),
            ],
            facts: vec![self.fact("fact-server-address", host)],
            choices: methods.iter().map(choice).collect(),
            ..Words::default()
        }
    }

    fn password(
        &self,
        host: &str,
        server_name: &str,
        domains: &[String],
        attempts_left: Option<u32>,
        support: Option<&Support>,
    ) -> Words {
        let attempts_left = attempts_left.map(|count| self.attempts_left(count));
        let mut fields = vec![self.field(Field::Login, "login-field", None)];
        if !domains.is_empty() {
            fields.push(self.field(Field::Domain, "domain-field", None));
        }
        fields.push(self.field(Field::Password, "password-field", attempts_left));
        let mut facts =
            vec![self.fact("fact-server", server_name), self.fact("fact-password-goes-to", host)];
        facts.extend(self.support(support));
        Words {
            title: self.say("password"),
            paragraphs: vec![
                self.say("password.text"),
                self.say(if domains.is_empty() {
                    "password.support"
                } else {
                    "password.support-domain"
                }),
            ],
            facts,
            fields,
            ..Words::default()
        }
    }

    fn browser(&self, host: &str, server_name: &str, is_open: bool) -> Words {
        let text = if is_open { "browser.open" } else { "browser.text" };
        Words {
            title: self.say("browser"),
            paragraphs: vec![self.say(text)],
            facts: vec![
                self.fact("fact-corporate-server", server_name),
                self.fact("fact-browser-host", host),
            ],
            ..Words::default()
        }
    }

    fn finishing(&self, server_name: &str) -> Words {
        Words {
            title: self.say("finishing"),
            paragraphs: vec![
                self.catalogue.tell("finishing.text", &[("server", server_name.into())]),
            ],
            ..Words::default()
        }
    }

    fn special_app(&self, app: &str, link: Option<&str>) -> Words {
        let mut paragraphs = vec![self.say("special-app.text")];
        if link.is_none() {
            paragraphs.push(self.say("special-app.no-link"));
        }
        let link =
            link.map(|url| LinkWords { label: self.say("special-app.link"), url: url.to_owned() });
        Words {
            title: self.say("special-app"),
            paragraphs,
            facts: vec![self.fact("fact-app", app)],
            links: link.into_iter().collect(),
            ..Words::default()
        }
    }

    fn stopped(&self, host: &str, support: Option<&Support>) -> Words {
        let mut facts = vec![self.fact("fact-server", host)];
        facts.extend(self.support(support));
        Words { title: self.say("stopped"), facts, ..Words::default() }
    }

    fn home(&self, public: Option<&Person>, corporate: Option<&Person>) -> Words {
        Words {
            title: self.say("home"),
            paragraphs: vec![self.say("home.text")],
            facts: self.accounts(public, corporate),
            ..Words::default()
        }
    }

    fn settings(&self, public: Option<&Person>, corporate: Option<&Person>) -> Words {
        Words {
            title: self.say("settings"),
            facts: self.accounts(public, corporate),
            ..Words::default()
        }
    }

    fn profile(&self, person: &Person) -> Words {
        let mut facts = Vec::new();
        facts.extend(self.given("fact-name", person.name.as_deref()));
        facts.push(match self.given("fact-phone", person.phone.as_deref()) {
            Some(phone) => phone,
            None => self.fact("fact-phone", &self.say("fact-no-phone")),
        });
        facts.extend(self.given(email_label(person), person.email.as_deref()));
        facts.extend(self.given("fact-login", person.login.as_deref()));
        facts.push(self.fact(server_label(person), &person.server_name));
        Words { title: self.say("profile"), facts, ..Words::default() }
    }

    fn edit_profile(&self, person: &Person, max: u32) -> Words {
        let facts = self.given("fact-phone", person.phone.as_deref()).into_iter().collect();
        Words {
            title: self.say("edit-profile"),
            facts,
            fields: vec![self.name_field(max)],
            ..Words::default()
        }
    }

    fn corporate_information(&self, corporate: Option<&Person>) -> Words {
        let title = self.say("corporate-information");
        let Some(person) = corporate else {
            return Words {
                title,
                paragraphs: vec![self.say("corporate-information.none")],
                ..Words::default()
            };
        };
        let mut facts = Vec::new();
        facts.extend(self.given("fact-name", person.name.as_deref()));
        facts.extend(self.given("fact-corporate-email", person.email.as_deref()));
        facts.extend(self.given("fact-login", person.login.as_deref()));
        facts.push(self.fact("fact-corporate-server", &person.server_name));
        facts.push(self.fact("fact-server-address", &person.host));
        Words { title, facts, ..Words::default() }
    }

    fn capabilities(&self) -> Words {
        Words {
            title: self.say("capabilities"),
            paragraphs: vec![
                self.say("capabilities.chats"),
                self.say("capabilities.colleagues"),
                self.say("capabilities.apart"),
            ],
            ..Words::default()
        }
    }

    fn confirm(&self, question: Question) -> Words {
        let (title, text) = match question {
            Question::Disconnect => ("disconnect", "disconnect.text"),
            Question::SignOutCorporate => ("sign-out-corporate", "sign-out-corporate.text"),
            Question::SignOutEverywhere => ("sign-out-everywhere", "sign-out-everywhere.text"),
        };
        Words { title: self.say(title), paragraphs: vec![self.say(text)], ..Words::default() }
    }

    fn notices(&self, notices: &[Notice]) -> Vec<NoticeWords> {
        let words = |(index, notice): (usize, &Notice)| NoticeWords {
            text: match notice {
                Notice::SessionEnded { server: Server::Public, host } => {
                    self.catalogue.tell("notice-session-ended-public", &[("host", host.into())])
                }
                Notice::SessionEnded { server: Server::Corporate, host } => {
                    self.catalogue.tell("notice-session-ended-corporate", &[("host", host.into())])
                }
                Notice::KeyLost => self.say("notice-key-lost"),
                Notice::StorageDamaged => self.say("notice-storage-damaged"),
                Notice::SignInDropped => self.say("notice-sign-in-dropped"),
                Notice::StillAtProvider { page } => self
                    .catalogue
                    .tell("notice-still-at-provider", &[("host", page.host.as_str().into())]),
                Notice::NotJoined { .. } => self.say("notice-not-joined"),
            },
            problem: match notice {
                Notice::NotJoined { problem } => {
                    let words = problems::words(problem, self.catalogue);
                    Some(ProblemWords { field: None, ..words })
                }
                Notice::SessionEnded { .. }
                | Notice::KeyLost
                | Notice::StorageDamaged
                | Notice::SignInDropped
                | Notice::StillAtProvider { .. } => None,
            },
            button: matches!(notice, Notice::SessionEnded { .. })
                .then(|| self.say("button-sign-in-again")),
            link: match notice {
                Notice::StillAtProvider { page } => Some(LinkWords {
                    label: self.say("notice-still-at-provider.link"),
                    url: page.url.clone(),
                }),
                Notice::SessionEnded { .. }
                | Notice::KeyLost
                | Notice::StorageDamaged
                | Notice::SignInDropped
                | Notice::NotJoined { .. } => None,
            },
            dismiss: (index == 0).then(|| self.say("button-dismiss")),
        };
        notices.iter().enumerate().map(words).collect()
    }

    /// Who, and where; only where until the account was read.
    fn accounts(&self, public: Option<&Person>, corporate: Option<&Person>) -> Vec<FactWords> {
        let account = |person| called(person).map(|name| self.fact("fact-account", name));
        let server = |person: &Person| self.fact(server_label(person), &person.server_name);
        let name = match public {
            Some(person) => Some(account(person).unwrap_or_else(|| server(person))),
            None => corporate.and_then(account),
        };
        name.into_iter().chain(corporate.map(server)).collect()
    }

    /// Whom to ask, as taps that call, write and open.
    fn support(&self, support: Option<&Support>) -> Vec<FactWords> {
        let Some(Support { email, phone, url }) = support else {
            return Vec::new();
        };
        let line = |key, value: &Option<String>, scheme: &str| {
            let value = value.as_deref()?;
            Some(FactWords { link: Some(format!("{scheme}{value}")), ..self.fact(key, value) })
        };
        [
            line("fact-support-email", email, "mailto:"),
            line("fact-support-phone", phone, "tel:"),
            line("fact-support-site", url, ""),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn name_field(&self, max: u32) -> FieldWords {
        let limit = self.catalogue.tell("name-limit", &[("max", max.into())]);
        self.field(Field::Name, "name-field", Some(limit))
    }

    fn attempts_left(&self, count: u32) -> String {
        self.catalogue.tell("attempts-left", &[("count", count.into())])
    }

    fn field(&self, field: Field, key: &str, hint: Option<String>) -> FieldWords {
        let placeholder = self.catalogue.try_tell(&format!("{key}.placeholder"), &[]);
        FieldWords { field, label: self.say(key), placeholder, hint }
    }

    fn choice(&self, key: &str, action: Action) -> ChoiceWords {
        let detail = Some(self.say(&format!("{key}.detail")));
        ChoiceWords { heading: None, label: self.say(key), detail, action }
    }

    fn fact(&self, key: &str, value: &str) -> FactWords {
        FactWords { label: self.say(key), value: value.to_owned(), link: None }
    }

    /// A line for what there is.
    fn given(&self, key: &str, value: Option<&str>) -> Option<FactWords> {
        value.filter(|value| !value.is_empty()).map(|value| self.fact(key, value))
    }

    fn say(&self, key: &str) -> String {
        self.catalogue.say(key)
    }
}

/// What a person is called where there is one line: by name, phone, e-mail or login.
fn called(person: &Person) -> Option<&str> {
    [&person.name, &person.phone, &person.email, &person.login]
        .into_iter()
        .filter_map(Option::as_deref)
        .find(|name| !name.is_empty())
}

fn email_label(person: &Person) -> &'static str {
    match person.server {
        Server::Public => "fact-email",
        Server::Corporate => "fact-corporate-email",
    }
}

fn server_label(person: &Person) -> &'static str {
    match person.server {
        Server::Public => "fact-server",
        Server::Corporate => "fact-corporate-server",
    }
}
