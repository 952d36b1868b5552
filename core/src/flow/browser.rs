use serde::{Deserialize, Serialize};

use super::ask::Identity;
use super::call::Lookup;
use super::{Ask, Outcome, Setup, Ticket, Turn};
use crate::input::ServerAddress;
use crate::openid::{
    Authorization, Callback, Nonce, Prompt, Provider, ProviderError, ProviderProblem, Redirect,
};
use crate::wire::Metadata;
use crate::{Action, Problem, Progress, Request, Screen, Secret, ServerProblem};

/// A part of the sign-in that happens in the system browser: at the organisation's identity
/// provider, or on the corporate server's own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Browser {
    whom: Whom,
    stage: Stage,
    /// The last one was another person's: the provider asks who it is.
    ask_anew: bool,
    /// How often the browser was to open while this process runs.
    #[serde(skip)]
    openings: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Whom {
    /// An identity provider, which a step named.
    Provider { issuer: ServerAddress, client_id: String, scope: String, nonce: String },
    /// The corporate server itself (`redirect_to_web`, FiPA section 5.2.2).
    Server { request_uri: Option<String> },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Stage {
    /// The person has not gone yet, or the try ended.
    Closed(Option<Problem>),
    /// What the provider says of itself is asked for.
    Finding(Lookup<()>),
    /// The request is saved before anything is sent; it is pushed where the provider takes that.
    Pushing { authorization: Box<Authorization>, lookup: Lookup<()> },
    /// The browser is there, until an answer comes.
    Open {
        authorization: Box<Authorization>,
        request_uri: Option<String>,
        problem: Option<Problem>,
    },
    /// The answer came: the provider gives an ID token for its code.
    Exchanging { authorization: Box<Authorization>, code: Secret, lookup: Lookup<()> },
    /// The ID token is the answer to the server's step.
    Proven(Identity),
}

/// What came of the browser.
pub(super) enum Came {
    Nothing,
    /// The provider's proof: the answer to the step.
    Proof(Identity),
    /// The server's own code, and where the browser handed it over.
    Code(Secret, Redirect),
    /// The server's page no longer knows the sign-in.
    Expired,
}

/// Who sends the person into the browser.
#[derive(Clone, Copy)]
pub(super) struct Sender<'a> {
    pub(super) server: &'a Metadata,
    /// The sign-in's own, which the server's page goes on with.
    pub(super) verifier: &'a Secret,
    /// Whose account is expected.
    pub(super) hint: Option<&'a str>,
}

impl Browser {
    /// To the identity provider of a step.
    pub(super) fn to_provider(
        issuer: ServerAddress,
        client_id: String,
        scope: String,
        nonce: String,
    ) -> Self {
        Self::to(Whom::Provider { issuer, client_id, scope, nonce })
    }

    /// To the corporate server's own page.
    pub(super) fn to_server(request_uri: Option<String>) -> Self {
        Self::to(Whom::Server { request_uri })
    }

    fn to(whom: Whom) -> Self {
        Self { whom, stage: Stage::Closed(None), ask_anew: false, openings: 0 }
    }

    /// The identity provider, to be looked up ahead of need.
    pub(super) fn provider(&self) -> Option<&ServerAddress> {
        match &self.whom {
            Whom::Provider { issuer, .. } => Some(issuer),
            Whom::Server { .. } => None,
        }
    }

    /// For the same step: what was done for the one is good for the other.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.whom == other.whom
    }

    /// Has the provider ask who it is, after an account that was another person's.
    pub(super) fn ask_anew(&mut self) {
        self.ask_anew = true;
    }

    pub(super) fn act(&mut self, action: &Action, sender: Sender<'_>, turn: &mut Turn<'_>) -> Came {
        match action {
            Action::OpenBrowser | Action::Retry => self.open(sender, turn),
            Action::ReturnFromBrowser { url } => return self.returned(url, turn),
            // To close the browser is no error.
            Action::Cancel => self.close(),
            _ => {}
        }
        Came::Nothing
    }

    pub(super) fn ask(&self) -> Option<(Ticket, Ask)> {
        match (&self.stage, &self.whom) {
            (Stage::Finding(lookup), Whom::Provider { issuer, .. }) => {
                Some((lookup.running()?.0, Ask::Provider { issuer: issuer.clone() }))
            }
            (Stage::Pushing { authorization, lookup }, _) => {
                Some((lookup.running()?.0, Ask::Push { authorization: authorization.clone() }))
            }
            (Stage::Exchanging { authorization, code, lookup }, _) => Some((
                lookup.running()?.0,
                Ask::Identify { authorization: authorization.clone(), code: code.clone() },
            )),
            _ => None,
        }
    }

    /// Takes in how the awaited request ended.
    pub(super) fn outcome(
        &mut self,
        outcome: Outcome,
        sender: Sender<'_>,
        turn: &mut Turn<'_>,
    ) -> Came {
        match outcome {
            Outcome::Provider(provider) => self.found(&provider, sender, turn),
            Outcome::Pushed { request_uri } => self.pushed(request_uri),
            Outcome::Identity(identity) => {
                self.stage = Stage::Proven(identity.clone());
                return Came::Proof(identity);
            }
            Outcome::Failed(problem) => self.failed(problem),
            _ => self.close(),
        }
        Came::Nothing
    }

    /// An answer of the browser is awaited: also of the page that is open, while it is opened again.
    pub(super) fn awaits_callback(&self) -> bool {
        matches!(self.stage, Stage::Pushing { .. } | Stage::Open { .. })
    }

    /// What the provider proved, once it has.
    pub(super) fn identity(&self) -> Option<&Identity> {
        match &self.stage {
            Stage::Proven(identity) => Some(identity),
            _ => None,
        }
    }

    /// After a restart: what was asked for is asked again. The browser may still be there.
    pub(super) fn reopen(&mut self, turn: &mut Turn<'_>) {
        match &mut self.stage {
            Stage::Finding(lookup)
            | Stage::Pushing { lookup, .. }
            | Stage::Exchanging { lookup, .. } => lookup.reopen(turn),
            Stage::Closed(_) | Stage::Open { .. } | Stage::Proven(_) => {}
        }
    }

    /// No answer is awaited any more.
    pub(super) fn close(&mut self) {
        self.stage = Stage::Closed(None);
    }

    /// The problem goes from the screen.
    pub(super) fn calm(&mut self) {
        match &mut self.stage {
            Stage::Closed(problem) | Stage::Open { problem, .. } => *problem = None,
            Stage::Finding(_)
            | Stage::Pushing { .. }
            | Stage::Exchanging { .. }
            | Stage::Proven(_) => {}
        }
    }

    /// `given` is how giving the proof to the server fares.
    pub(super) fn screen(&self, server: &Metadata, setup: &Setup, given: Progress) -> Screen {
        let failed = |problem: &Problem| Progress::Failed { problem: problem.clone() };
        let (url, progress) = match &self.stage {
            Stage::Closed(None) | Stage::Proven(_) => (None, given),
            Stage::Closed(Some(problem)) => (None, failed(problem)),
            Stage::Finding(lookup)
            | Stage::Pushing { lookup, .. }
            | Stage::Exchanging { lookup, .. } => (None, lookup.progress()),
            Stage::Open { authorization, request_uri, problem } => (
                Some(authorization.url(request_uri.as_deref()).into()),
                problem.as_ref().map_or(Progress::Idle, failed),
            ),
        };
        let host = self.provider().unwrap_or(&server.issuer).host_display();
        let server_name = server.name_in(setup.locale).to_owned();
        Screen::Browser { host, server_name, url, openings: self.openings, progress }
    }

    pub(super) fn shift(&mut self, millis: i64) {
        match &mut self.stage {
            Stage::Pushing { authorization, .. }
            | Stage::Open { authorization, .. }
            | Stage::Exchanging { authorization, .. } => authorization.shift(millis),
            Stage::Closed(_) | Stage::Finding(_) | Stage::Proven(_) => {}
        }
    }

    /// Opens the browser, also where it is open: what was pushed may be used up, so it is pushed
    /// anew. Whichever page answers, one answer is awaited.
    fn open(&mut self, sender: Sender<'_>, turn: &mut Turn<'_>) {
        self.stage = match (std::mem::replace(&mut self.stage, Stage::Closed(None)), &self.whom) {
            (Stage::Exchanging { authorization, code, .. }, _) => {
                Stage::Exchanging { authorization, code, lookup: Lookup::run((), turn) }
            }
            (
                Stage::Pushing { authorization, .. }
                | Stage::Open { authorization, request_uri: Some(_), .. },
                Whom::Provider { .. },
            ) => Stage::Pushing { authorization, lookup: Lookup::run((), turn) },
            (Stage::Open { authorization, request_uri, .. }, _) => {
                self.openings += 1;
                Stage::Open { authorization, request_uri, problem: None }
            }
            (_, Whom::Provider { .. }) => Stage::Finding(Lookup::run((), turn)),
            (_, Whom::Server { request_uri }) => match Self::page(sender, turn) {
                Some(authorization) => {
                    self.openings += 1;
                    let (request_uri, problem) = (request_uri.clone(), None);
                    Stage::Open { authorization, request_uri, problem }
                }
                None => Stage::Closed(Some(no_page(sender.server))),
            },
        };
    }

    fn page(sender: Sender<'_>, turn: &mut Turn<'_>) -> Option<Box<Authorization>> {
        let random = turn.random();
        let setup = turn.setup;
        let authorization = Authorization::web(
            sender.server,
            &setup.client_id,
            &setup.scope,
            sender.verifier,
            &setup.redirect,
            random,
            turn.now,
        )?;
        let hint = sender.hint.unwrap_or_default();
        Some(Box::new(authorization.with_login_hint(hint).with_locale(setup.locale)))
    }

    fn found(&mut self, provider: &Provider, sender: Sender<'_>, turn: &mut Turn<'_>) {
        let (Whom::Provider { client_id, scope, nonce, .. }, Stage::Finding(_)) =
            (&self.whom, &self.stage)
        else {
            return;
        };
        let mut authorization = Authorization::new(
            provider,
            client_id,
            scope,
            Nonce::derived(&sender.server.issuer, nonce),
            &turn.setup.redirect,
            [turn.random(), turn.random()],
            turn.now,
        )
        .with_login_hint(sender.hint.unwrap_or_default())
        .with_locale(turn.setup.locale);
        if self.ask_anew {
            authorization = authorization.with_prompt(Prompt::Login);
        }
        let authorization = Box::new(authorization);
        self.stage = Stage::Pushing { authorization, lookup: Lookup::run((), turn) };
    }

    fn pushed(&mut self, request_uri: Option<String>) {
        if let Stage::Pushing { authorization, .. } = &self.stage {
            self.openings += 1;
            self.stage =
                Stage::Open { authorization: authorization.clone(), request_uri, problem: None };
        }
    }

    fn failed(&mut self, problem: Problem) {
        match &mut self.stage {
            Stage::Finding(lookup)
            | Stage::Pushing { lookup, .. }
            | Stage::Exchanging { lookup, .. }
                if problem.is_passing() =>
            {
                *lookup = Lookup::Failed(problem);
            }
            _ => self.stage = Stage::Closed(Some(problem)),
        }
    }

    /// An address was handed to the app: the answer, or nothing that changes anything.
    fn returned(&mut self, url: &str, turn: &mut Turn<'_>) -> Came {
        let (Stage::Pushing { authorization, .. } | Stage::Open { authorization, .. }) =
            &self.stage
        else {
            return Came::Nothing;
        };
        let authorization = authorization.clone();
        let host = authorization.issuer().host_display();
        match Callback::parse(url, Some(&authorization)) {
            Ok(Callback::Code(code)) => match &self.whom {
                Whom::Provider { .. } => {
                    let lookup = Lookup::run((), turn);
                    self.stage = Stage::Exchanging { authorization, code, lookup };
                }
                Whom::Server { .. } => {
                    self.close();
                    return Came::Code(code, authorization.redirect().clone());
                }
            },
            // What `redirect_to_web` gave is the sign-in itself: another try finds it no more.
            Ok(Callback::Ended { error: ProviderError::InvalidRequestUri, .. })
                if matches!(self.whom, Whom::Server { request_uri: Some(_) }) =>
            {
                return Came::Expired;
            }
            Ok(Callback::Ended { error, description }) => {
                let cause = ProviderProblem::Ended { error, description };
                self.stage = Stage::Closed(Some(Problem::Provider { host, cause }));
            }
            Err(cause) => {
                if let Stage::Open { problem, .. } = &mut self.stage {
                    let cause = ProviderProblem::Callback(cause);
                    *problem = Some(Problem::Provider { host, cause });
                }
            }
        }
        Came::Nothing
    }
}

/// The server sends the person to a page that its metadata does not have.
fn no_page(server: &Metadata) -> Problem {
    Problem::Server {
        host: server.issuer.host_display(),
        cause: ServerProblem::BadMember {
            request: Request::Metadata,
            member: "authorization_endpoint".to_owned(),
        },
    }
}
