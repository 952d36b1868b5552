//! What a person is signed in with, and what is still owed to servers.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::call::{Call, Lookup};
use super::{Ask, Finished, Outcome, Setup, Ticket, Turn};
use crate::input::{Phone, ServerAddress};
use crate::wire::{Account, Avatar, IdempotencyKey, Metadata, TokenType, Tokens};
use crate::{
    Notice, Person, Problem, Progress, Secret, Server, ServerProblem, SignOutPage, Timestamp,
};

/// Every session of this phone, and what is done for them in the background.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sessions {
    pub(super) public: Option<Session>,
    pub(super) corporate: Option<Session>,
    pub(super) owed: Owed,
}

/// A session at one server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub(super) server: Box<Metadata>,
    access_token: Secret,
    token_type: TokenType,
    /// When the access token should no longer be handed out.
    renew_at: Timestamp,
    refresh_token: Secret,
    session_id: String,
    /// Where the person signs out at the identity provider that they came through.
    sign_out: Option<SignOutPage>,
    pub(super) account: Option<Account>,
    refresh: Option<Call>,
    loading: Lookup<()>,
}

/// What servers are still to be told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Owed {
    revocations: Vec<Revocation>,
    join: Option<Join>,
    pub(super) words: Vec<Word>,
}

/// A session that ended here and not yet at its server (RFC 7009).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Revocation {
    server: Box<Metadata>,
    refresh_token: Secret,
    errand: Errand,
    /// It is given up then: the server has long forgotten the session.
    until: Timestamp,
}

/// Two accounts that are to become one person's (protocol section 5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Join {
    /// The key of the second request; the first bears the errand's.
    join: IdempotencyKey,
    errand: Errand,
}

/// A request in the background, and when it is made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Errand {
    call: Call,
    tries: u32,
    again_at: Timestamp,
}

/// A notice, with what the way back in needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Word {
    Plain(Notice),
    Ended { server: Server, issuer: ServerAddress, phone: Option<String>, email: Option<String> },
}

/// How a session's token stands for one who needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Fresh { access_token: Secret, token_type: TokenType },
    Renewing,
    Failed(Problem),
    SignedOut,
}

impl Sessions {
    pub(super) fn get(&self, server: Server) -> Option<&Session> {
        match server {
            Server::Public => self.public.as_ref(),
            Server::Corporate => self.corporate.as_ref(),
        }
    }

    fn slot(&mut self, server: Server) -> &mut Option<Session> {
        match server {
            Server::Public => &mut self.public,
            Server::Corporate => &mut self.corporate,
        }
    }

    /// The server of a session, as it was when the person signed in.
    pub fn server(&self, server: Server) -> Option<&Metadata> {
        self.get(server).map(|session| &*session.server)
    }

    /// The picture of an account, where it has one.
    pub fn avatar(&self, server: Server) -> Option<&Avatar> {
        self.get(server)?.account.as_ref()?.avatar.as_ref()
    }

    /// The session whose profile is the person's: the public one where there is one.
    pub(super) fn primary(&self) -> Option<Server> {
        match (&self.public, &self.corporate) {
            (Some(_), _) => Some(Server::Public),
            (None, Some(_)) => Some(Server::Corporate),
            (None, None) => None,
        }
    }

    /// How the access token stands (protocol section 4).
    pub fn standing(&self, server: Server, now: Timestamp) -> Standing {
        let Some(session) = self.get(server) else {
            return Standing::SignedOut;
        };
        match session.refresh.as_ref().map(Call::progress) {
            Some(Progress::Running) => Standing::Renewing,
            Some(Progress::Failed { problem }) => Standing::Failed(problem),
            Some(Progress::Idle) | None if session.renew_at <= now => Standing::Renewing,
            Some(Progress::Idle) | None => Standing::Fresh {
                access_token: session.access_token.clone(),
                token_type: session.token_type,
            },
        }
    }

    /// Begins a session; one that was there at the same server is given up.
    pub(super) fn begin(&mut self, server: Server, finished: Finished, turn: &mut Turn<'_>) {
        self.sign_out(server, turn);
        self.owed
            .words
            .retain(|word| !matches!(word, Word::Ended { server: of, .. } if *of == server));
        *self.slot(server) = Some(Session::new(finished, turn));
    }

    /// Ends a session here; its server is told when it can be.
    pub(super) fn sign_out(&mut self, server: Server, turn: &mut Turn<'_>) {
        self.owed.join = None;
        if let Some(session) = self.slot(server).take() {
            if let Some(page) = session.sign_out.clone() {
                self.say(Notice::StillAtProvider { page });
            }
            self.owed.revocations.push(Revocation::new(session, turn));
        }
    }

    /// Someone needs a token: it is renewed where it is old, or where it is the one refused.
    pub(super) fn want_token(
        &mut self,
        server: Server,
        refused: Option<&Secret>,
        turn: &mut Turn<'_>,
    ) {
        if let Some(session) = self.slot(server) {
            session.want_token(refused, turn);
        }
    }

    /// Reads an account anew.
    pub(super) fn load(&mut self, server: Server, turn: &mut Turn<'_>) {
        if let Some(session) = self.slot(server) {
            session.loading = Lookup::run((), turn);
        }
    }

    pub(super) fn load_all(&mut self, turn: &mut Turn<'_>) {
        self.load(Server::Public, turn);
        self.load(Server::Corporate, turn);
    }

    /// The corporate account is, or may be, joined to a person.
    pub(super) fn is_joined(&self) -> bool {
        let account = self.corporate.as_ref().and_then(|session| session.account.as_ref());
        self.owed.join.is_some() || account.is_none_or(|account| account.linked)
    }

    /// The accounts are not to be joined any more; whether they were is the server's to know.
    pub(super) fn stop_joining(&mut self) {
        self.owed.join = None;
    }

    pub(super) fn set_account(&mut self, server: Server, account: Account) {
        if let Some(session) = self.slot(server) {
            session.account = Some(account);
        }
    }

    pub(super) fn remove_avatar(&mut self, server: Server) {
        if let Some(account) = self.slot(server).as_mut().and_then(|one| one.account.as_mut()) {
            account.avatar = None;
        }
    }

    pub(super) fn asks(&self) -> Vec<(Ticket, Ask)> {
        let mut asks = Vec::new();
        for (server, session) in self.each() {
            asks.extend(session.asks(server));
        }
        asks.extend(self.owed.asks());
        asks
    }

    /// Takes in an outcome that is one of these sessions'; gives it back where it is not.
    pub(super) fn outcome(
        &mut self,
        ticket: Ticket,
        outcome: Outcome,
        turn: &mut Turn<'_>,
    ) -> Option<Outcome> {
        for server in [Server::Public, Server::Corporate] {
            let Some(session) = self.slot(server) else {
                continue;
            };
            if session.refresh.as_ref().and_then(Call::ticket) == Some(ticket) {
                if session.renewed(outcome, turn) {
                    self.lapse(server);
                }
                return None;
            }
            if session.loading.awaited(ticket).is_some() {
                session.loaded(outcome);
                self.join_if_due(turn);
                return None;
            }
        }
        if self.owed.join.as_ref().is_some_and(|join| join.errand.call.ticket() == Some(ticket)) {
            self.joined(outcome, turn);
            return None;
        }
        self.owed.revoked(ticket, outcome, turn)
    }

    /// After a restart: what was under way is asked again, and the accounts are read.
    pub(super) fn reopen(&mut self, turn: &mut Turn<'_>) {
        for server in [Server::Public, Server::Corporate] {
            if let Some(session) = self.slot(server) {
                session.reopen(turn);
            }
        }
        self.owed.reopen(turn);
    }

    /// Makes the errands whose time has come.
    pub(super) fn tick(&mut self, turn: &mut Turn<'_>) {
        self.owed.tick(turn);
    }

    /// The network is back: errands need not wait.
    pub(super) fn hurry(&mut self, turn: &mut Turn<'_>) {
        for errand in self.owed.errands() {
            errand.again_at = turn.now;
        }
        self.owed.tick(turn);
        for server in [Server::Public, Server::Corporate] {
            if let Some(session) = self.slot(server)
                && let Lookup::Failed(_) = session.loading
            {
                session.loading = Lookup::run((), turn);
            }
        }
    }

    pub(super) fn wake(&self) -> Option<Timestamp> {
        self.owed.wake()
    }

    pub(super) fn shift(&mut self, millis: i64) {
        for server in [Server::Public, Server::Corporate] {
            if let Some(session) = self.slot(server) {
                session.renew_at = session.renew_at.shifted(millis);
                if let Some(call) = &mut session.refresh {
                    call.shift(millis);
                }
            }
        }
        for errand in self.owed.errands() {
            errand.call.shift(millis);
            errand.again_at = errand.again_at.shifted(millis);
        }
    }

    pub(super) fn person(&self, server: Server, setup: &Setup) -> Option<Person> {
        let session = self.get(server)?;
        let account = session.account.as_ref();
        Some(Person {
            server,
            host: session.server.issuer.host_display(),
            server_name: session.server.name_in(setup.locale).to_owned(),
            name: account.map(|account| account.name.clone()),
            avatar: account
                .and_then(|account| account.avatar.as_ref())
                .map(|avatar| avatar.etag.clone()),
            phone: account
                .and_then(|account| account.phone.as_deref())
                .map(|phone| grouped(phone, setup)),
            email: account.and_then(|account| account.email.clone()),
            login: account.and_then(|account| account.login.clone()),
            can_add_phone: self.public.is_none()
                && account.is_some_and(|account| account.may_add_phone && account.phone.is_none()),
            joined: account.is_some_and(|account| account.linked),
        })
    }

    /// How reading the account fares, and joining it.
    pub(super) fn progress(&self, server: Server) -> Progress {
        let Some(session) = self.get(server) else {
            return Progress::Idle;
        };
        match (session.loading.progress(), &session.account) {
            (Progress::Running, Some(_)) => Progress::Idle,
            (progress, _) => progress,
        }
    }

    pub(super) fn notices(&self) -> Vec<Notice> {
        self.owed.words.iter().map(Word::notice).collect()
    }

    pub(super) fn say(&mut self, notice: Notice) {
        let word = Word::Plain(notice);
        if !self.owed.words.contains(&word) {
            self.owed.words.push(word);
        }
    }

    pub(super) fn dismiss(&mut self) {
        if !self.owed.words.is_empty() {
            self.owed.words.remove(0);
        }
    }

    /// What is known of a session that the server ended.
    pub(super) fn lapsed(&self, server: Server) -> Option<Word> {
        let is_it = |word: &&Word| matches!(word, Word::Ended { server: of, .. } if *of == server);
        self.owed.words.iter().find(is_it).cloned()
    }

    fn each(&self) -> impl Iterator<Item = (Server, &Session)> {
        let public = self.public.iter().map(|session| (Server::Public, session));
        public.chain(self.corporate.iter().map(|session| (Server::Corporate, session)))
    }

    /// The server ended the session: it is gone, and the person is told.
    fn lapse(&mut self, server: Server) {
        self.owed.join = None;
        if let Some(session) = self.slot(server).take() {
            let account = session.account;
            self.owed.words.push(Word::Ended {
                server,
                issuer: session.server.issuer.clone(),
                phone: account.as_ref().and_then(|account| account.phone.clone()),
                email: account.and_then(|account| account.email),
            });
        }
    }

    /// Two sessions whose accounts are not one person's yet are joined.
    pub(super) fn join_if_due(&mut self, turn: &mut Turn<'_>) {
        let (Some(_), Some(corporate)) = (&self.public, &self.corporate) else {
            return;
        };
        let is_due = corporate.account.as_ref().is_some_and(|account| !account.linked);
        if is_due && self.owed.join.is_none() {
            self.owed.join = Some(Join::new(turn));
        }
    }

    fn joined(&mut self, outcome: Outcome, turn: &mut Turn<'_>) {
        match outcome {
            Outcome::Account(account) => {
                self.owed.join = None;
                self.set_account(Server::Corporate, account);
                self.load(Server::Public, turn);
            }
            Outcome::Failed(problem) if problem.is_passing() => {
                if let Some(join) = &mut self.owed.join {
                    join.errand.fail(problem, turn);
                }
            }
            Outcome::Failed(problem) => {
                self.owed.join = None;
                self.say(Notice::NotJoined { problem });
            }
            _ => {}
        }
    }
}

impl Session {
    /// A token is renewed a tenth of its life, and at most this long, before it expires.
    const AHEAD: Duration = Duration::from_secs(60);

    fn new(finished: Finished, turn: &mut Turn<'_>) -> Self {
        let Finished { server, tokens, sign_out, .. } = finished;
        Self {
            server,
            renew_at: Self::renew_at(&tokens, turn.now),
            access_token: tokens.access_token,
            token_type: tokens.token_type,
            refresh_token: tokens.refresh_token,
            session_id: tokens.session_id,
            sign_out,
            account: None,
            refresh: None,
            loading: Lookup::run((), turn),
        }
    }

    fn renew_at(tokens: &Tokens, now: Timestamp) -> Timestamp {
        let ahead = Self::AHEAD.min(tokens.expires_in / 10);
        now.after(tokens.expires_in.saturating_sub(ahead))
    }

    fn want_token(&mut self, refused: Option<&Secret>, turn: &mut Turn<'_>) {
        let is_old = self.renew_at <= turn.now || refused == Some(&self.access_token);
        match &mut self.refresh {
            Some(call) if call.is_running() => {}
            Some(call) => call.again(turn),
            None if is_old => self.refresh = Some(Call::new(turn)),
            None => {}
        }
    }

    fn asks(&self, server: Server) -> Vec<(Ticket, Ask)> {
        let mut asks = Vec::new();
        if let Some((ticket, call)) =
            self.refresh.as_ref().and_then(|call| Some((call.ticket()?, call)))
        {
            asks.push((
                ticket,
                Ask::Refresh {
                    server: self.server.clone(),
                    refresh_token: self.refresh_token.clone(),
                    key: call.key.clone(),
                },
            ));
        }
        if let Some((ticket, ())) = self.loading.running() {
            asks.push((ticket, Ask::Account { server }));
        }
        asks
    }

    /// Takes the new tokens in place of the old; true when the server ended the session.
    fn renewed(&mut self, outcome: Outcome, turn: &mut Turn<'_>) -> bool {
        match outcome {
            Outcome::Tokens(tokens) => {
                self.renew_at = Self::renew_at(&tokens, turn.now);
                self.access_token = tokens.access_token;
                self.token_type = tokens.token_type;
                self.refresh_token = tokens.refresh_token;
                self.session_id = tokens.session_id;
                self.refresh = None;
                false
            }
            Outcome::Failed(Problem::Server { cause: ServerProblem::SessionOver, .. }) => true,
            Outcome::Failed(problem) => {
                if let Some(call) = &mut self.refresh {
                    call.fail(problem);
                }
                false
            }
            _ => false,
        }
    }

    fn loaded(&mut self, outcome: Outcome) {
        self.loading = match outcome {
            Outcome::Account(account) => {
                self.account = Some(account);
                Lookup::Idle
            }
            Outcome::Failed(problem) => Lookup::Failed(problem),
            _ => Lookup::Idle,
        };
    }

    fn reopen(&mut self, turn: &mut Turn<'_>) {
        if let Some(call) = &mut self.refresh {
            call.again(turn);
        }
        self.loading = Lookup::run((), turn);
    }
}

impl Owed {
    fn asks(&self) -> Vec<(Ticket, Ask)> {
        let mut asks = Vec::new();
        for owed in &self.revocations {
            if let Some(ticket) = owed.errand.call.ticket() {
                let ask = Ask::Revoke {
                    server: owed.server.clone(),
                    refresh_token: owed.refresh_token.clone(),
                    key: owed.errand.call.key.clone(),
                };
                asks.push((ticket, ask));
            }
        }
        if let Some(join) = &self.join
            && let Some(ticket) = join.errand.call.ticket()
        {
            let exchange = join.errand.call.key.clone();
            asks.push((ticket, Ask::Join { exchange, join: join.join.clone() }));
        }
        asks
    }

    fn revoked(
        &mut self,
        ticket: Ticket,
        outcome: Outcome,
        turn: &mut Turn<'_>,
    ) -> Option<Outcome> {
        let awaited = |owed: &Revocation| owed.errand.call.ticket() == Some(ticket);
        let Some(index) = self.revocations.iter().position(awaited) else {
            return Some(outcome);
        };
        match (outcome, self.revocations.get_mut(index)) {
            (Outcome::Failed(problem), Some(owed))
                if problem.is_passing() && turn.now < owed.until =>
            {
                owed.errand.fail(problem, turn);
            }
            _ => {
                self.revocations.remove(index);
            }
        }
        None
    }

    fn reopen(&mut self, turn: &mut Turn<'_>) {
        for owed in &mut self.revocations {
            owed.errand.call.again(turn);
        }
        if let Some(join) = &mut self.join {
            join.again(turn);
        }
    }

    fn tick(&mut self, turn: &mut Turn<'_>) {
        for owed in &mut self.revocations {
            if owed.errand.is_due(turn.now) {
                owed.errand.call.again(turn);
            }
        }
        if let Some(join) = &mut self.join
            && join.errand.is_due(turn.now)
        {
            join.again(turn);
        }
    }

    fn errands(&mut self) -> impl Iterator<Item = &mut Errand> {
        let revocations = self.revocations.iter_mut().map(|owed| &mut owed.errand);
        revocations.chain(self.join.iter_mut().map(|join| &mut join.errand))
    }

    fn wake(&self) -> Option<Timestamp> {
        let revocations = self.revocations.iter().map(|owed| &owed.errand);
        revocations
            .chain(self.join.iter().map(|join| &join.errand))
            .filter(|errand| !errand.call.is_running())
            .map(|errand| errand.again_at)
            .min()
    }
}

impl Revocation {
    /// How long a server is told: longer than a refresh token is kept anywhere.
    const KEPT: Duration = Duration::from_secs(90 * 24 * 3600);

    fn new(session: Session, turn: &mut Turn<'_>) -> Self {
        Self {
            server: session.server,
            refresh_token: session.refresh_token,
            errand: Errand::new(turn),
            until: turn.now.after(Self::KEPT),
        }
    }
}

impl Errand {
    const FIRST_WAIT: Duration = Duration::from_secs(15);
    const LONGEST_WAIT: Duration = Duration::from_secs(6 * 3600);

    fn new(turn: &mut Turn<'_>) -> Self {
        Self { call: Call::new(turn), tries: 0, again_at: turn.now }
    }

    fn fail(&mut self, problem: Problem, turn: &Turn<'_>) {
        let wait = Self::FIRST_WAIT.saturating_mul(2_u32.saturating_pow(self.tries));
        self.tries = self.tries.saturating_add(1);
        self.again_at = turn.now.after(wait.min(Self::LONGEST_WAIT));
        self.call.fail(problem);
    }

    fn is_due(&self, now: Timestamp) -> bool {
        !self.call.is_running() && self.again_at <= now
    }
}

impl Join {
    fn new(turn: &mut Turn<'_>) -> Self {
        Self { join: turn.key(), errand: Errand::new(turn) }
    }

    /// Joins them by another word of the public server: a word is good for minutes, and under the
    /// same key the same one would come again. Joined twice, they are joined once.
    fn again(&mut self, turn: &mut Turn<'_>) {
        self.join = turn.key();
        self.errand.call = Call::new(turn);
    }
}

impl Word {
    fn notice(&self) -> Notice {
        match self {
            Self::Plain(notice) => notice.clone(),
            Self::Ended { server, issuer, .. } => {
                Notice::SessionEnded { server: *server, host: issuer.host_display() }
            }
        }
    }
}

/// A phone as people write it; as it came, where it is none.
fn grouped(phone: &str, setup: &Setup) -> String {
    Phone::parse(phone, setup.country)
        .map_or_else(|_| phone.to_owned(), |phone| phone.international())
}
