//! One sign-in at one server, driven by that server's steps.
//!
//! Every journey goes through it: a journey finds the server, begins a [`SignIn`], and says what
//! being signed in means. It ends with an [`End`].

use std::ops::ControlFlow;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::browser::{Browser, Came, Sender};
use super::call::Call;
use super::{Ask, Finished, Outcome, Setup, Ticket, Turn};
use crate::openid::Redirect;
use crate::wire::{
    Answer, Challenge, LoginHint, Metadata, Method, Next, Refusal, SpecialApp, Step,
};
use crate::{
    Action, AnswerProblem, Channel, Denial, Problem, Progress, Screen, Secret, ServerProblem,
    SignOutPage, Timestamp,
};

/// A sign-in under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SignIn {
    pub(super) server: Box<Metadata>,
    hint: Option<LoginHint>,
    /// A name to begin with, should the server ask for one.
    name: String,
    verifier: Secret,
    /// The methods to go back to.
    methods: Option<Vec<Method>>,
    /// The server asked for a name: the account is new.
    named: bool,
    /// Where the person signs out at the identity provider that proved them.
    sign_out: Option<SignOutPage>,
    stage: Stage,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Stage {
    /// The first request; the journey's own form is on the screen.
    Beginning(Call),
    /// The server asks for something.
    At(At),
    /// The server has the person go on on its own page (`redirect_to_web`).
    Web(Browser),
    /// The server is satisfied: its code becomes tokens.
    Redeeming { shown: Shown, code: Secret, redirect: Option<Redirect>, call: Call },
}

/// What stays on the screen while the code becomes tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Shown {
    Form,
    /// The last step.
    Step(Asked),
    /// The first try failed, or was stopped: that it is not done yet.
    Finishing,
}

/// A step, and how its answer fares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct At {
    auth_session: Secret,
    asked: Asked,
    turn: Whose,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Whose {
    /// The person's, with what was wrong with the last answer.
    Person { problem: Option<Problem> },
    /// The server's.
    Server {
        /// Never saved: without it the server is asked where the session stands.
        #[serde(skip)]
        answer: Option<Answer>,
        /// Given after it is known where the session stands, if it still fits.
        #[serde(skip)]
        then: Option<Answer>,
        call: Call,
    },
}

/// How a sign-in went on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Led {
    /// It is still under way.
    On(SignIn),
    /// It is done.
    SignedIn(Finished),
    /// It is over otherwise.
    To(End),
}

/// How a sign-in ended that did not sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The server no longer has it.
    Expired,
    /// It can't go on.
    Stopped(Problem),
    SpecialApp(SpecialApp),
    /// The person went back to the form; the sign-in can be taken up again.
    Parked(SignIn),
}

impl SignIn {
    pub(super) fn begin(
        server: Metadata,
        hint: Option<LoginHint>,
        name: String,
        turn: &mut Turn<'_>,
    ) -> Self {
        Self {
            server: Box::new(server),
            hint,
            name,
            verifier: turn.verifier(),
            methods: None,
            named: false,
            sign_out: None,
            stage: Stage::Beginning(Call::new(turn)),
        }
    }

    /// It was begun for this person at this server, and can be taken up again.
    pub(super) fn is_for(&self, server: Option<&Metadata>, hint: Option<&LoginHint>) -> bool {
        self.hint.as_ref() == hint
            && server.is_none_or(|server| server.issuer == self.server.issuer)
    }

    /// The first request is under way, or failed: the form is on the screen.
    pub(super) fn is_beginning(&self) -> bool {
        match &self.stage {
            Stage::Beginning(_) => true,
            Stage::Redeeming { shown, .. } => *shown == Shown::Form,
            Stage::At(_) | Stage::Web(_) => false,
        }
    }

    /// An answer of the browser is awaited.
    pub(super) fn awaits_callback(&self) -> bool {
        match &self.stage {
            Stage::Web(browser)
            | Stage::At(At {
                asked: Asked::Browser(browser), turn: Whose::Person { .. }, ..
            }) => browser.awaits_callback(),
            Stage::Beginning(_) | Stage::At(_) | Stage::Redeeming { .. } => false,
        }
    }

    /// The request under way.
    pub(super) fn ask(&self) -> Option<(Ticket, Ask)> {
        let server = self.server.clone();
        match &self.stage {
            Stage::Beginning(call) => {
                let challenge = Challenge::Begin {
                    code_challenge: code_challenge(&self.verifier),
                    login_hint: self.hint.clone(),
                };
                Some((call.ticket()?, Ask::Challenge { server, challenge, key: call.key.clone() }))
            }
            Stage::Web(browser)
            | Stage::At(At {
                asked: Asked::Browser(browser), turn: Whose::Person { .. }, ..
            }) => browser.ask(),
            Stage::At(At { turn: Whose::Person { .. }, .. }) => None,
            Stage::At(At { auth_session, turn: Whose::Server { answer, call, .. }, .. }) => {
                let challenge = Challenge::Continue {
                    auth_session: auth_session.clone(),
                    answer: answer.clone().unwrap_or(Answer::Resume),
                };
                Some((call.ticket()?, Ask::Challenge { server, challenge, key: call.key.clone() }))
            }
            Stage::Redeeming { code, redirect, call, .. } => Some((
                call.ticket()?,
                Ask::Redeem {
                    server,
                    code: code.clone(),
                    verifier: self.verifier.clone(),
                    redirect: redirect.clone(),
                    key: call.key.clone(),
                },
            )),
        }
    }

    /// After a restart: what was under way is asked again, and where an answer was lost with the
    /// process, the server is asked where the session stands.
    pub(super) fn reopen(&mut self, turn: &mut Turn<'_>) {
        match &mut self.stage {
            Stage::Beginning(call) | Stage::Redeeming { call, .. } if call.is_running() => {
                call.again(turn);
            }
            Stage::Beginning(_) | Stage::Redeeming { .. } => {}
            Stage::Web(browser) => browser.reopen(turn),
            Stage::At(at) => at.reopen(turn),
        }
    }

    /// The person goes back to the form.
    pub(super) fn park(mut self) -> Self {
        match &mut self.stage {
            Stage::Beginning(call) | Stage::At(At { turn: Whose::Server { call, .. }, .. }) => {
                call.stop();
            }
            Stage::Redeeming { shown, call, .. } => {
                *shown = Shown::Finishing;
                call.stop();
            }
            Stage::Web(browser)
            | Stage::At(At {
                asked: Asked::Browser(browser), turn: Whose::Person { .. }, ..
            }) => {
                browser.close();
            }
            Stage::At(At { turn: Whose::Person { .. }, .. }) => {}
        }
        self
    }

    /// The person asks for the same again: what was stopped goes on.
    pub(super) fn unpark(mut self, turn: &mut Turn<'_>) -> Self {
        match &mut self.stage {
            Stage::Beginning(call) | Stage::Redeeming { call, .. } => call.again(turn),
            Stage::Web(browser) => browser.calm(),
            Stage::At(At { turn: Whose::Person { problem }, .. }) => *problem = None,
            Stage::At(at) => at.resume(turn),
        }
        self
    }

    pub(super) fn act(mut self, action: &Action, turn: &mut Turn<'_>) -> ControlFlow<End, Self> {
        match action {
            Action::Back => return self.back(turn),
            Action::OpenBrowser
            | Action::ReturnFromBrowser { .. }
            | Action::Cancel
            | Action::Retry
                if self.browser().is_some() =>
            {
                return self.browse(action, turn);
            }
            Action::Cancel if matches!(self.stage, Stage::Redeeming { .. }) => {
                return ControlFlow::Break(End::Parked(self.park()));
            }
            Action::Cancel => return ControlFlow::Continue(self.park()),
            // What the browser proved is there, and only has to reach the server.
            Action::Retry | Action::OpenBrowser => {
                return ControlFlow::Continue(self.retry(turn));
            }
            Action::ChangeRecipient if self.has_given_recipient() => {
                return ControlFlow::Break(End::Parked(self.park()));
            }
            _ => {}
        }
        if let Stage::At(at) = &mut self.stage {
            at.act(action, turn);
        }
        ControlFlow::Continue(self)
    }

    /// Takes in how the awaited request ended.
    pub(super) fn outcome(mut self, outcome: Outcome, turn: &mut Turn<'_>) -> Led {
        if let Some((browser, sender)) = self.browser() {
            let came = browser.outcome(outcome, sender, turn);
            return match self.came(came, turn) {
                ControlFlow::Continue(sign_in) => Led::On(sign_in),
                ControlFlow::Break(end) => Led::To(end),
            };
        }
        match outcome {
            Outcome::Next(next) => self.next(next, turn),
            Outcome::Tokens(tokens) => Led::SignedIn(Finished {
                server: self.server,
                tokens,
                is_new: self.named,
                sign_out: self.sign_out,
            }),
            Outcome::Failed(problem) => self.failed(problem, turn),
            Outcome::Metadata(_)
            | Outcome::Directory(_)
            | Outcome::Revoked
            | Outcome::Provider(_)
            | Outcome::Pushed { .. }
            | Outcome::Identity(_)
            | Outcome::Account(_)
            | Outcome::AvatarRemoved => Led::On(self),
        }
    }

    /// The step's screen; none while the form is shown.
    pub(super) fn screen(&self, setup: &Setup, now: Timestamp) -> Option<Screen> {
        match &self.stage {
            Stage::Beginning(_) => None,
            Stage::Web(browser) => Some(browser.screen(&self.server, setup, Progress::Idle)),
            Stage::At(at) => Some(at.asked.screen(&self.server, setup, at.progress(), now)),
            Stage::Redeeming { shown: Shown::Form, .. } => None,
            Stage::Redeeming { shown: Shown::Step(asked), call, .. } => {
                Some(asked.screen(&self.server, setup, call.progress(), now))
            }
            Stage::Redeeming { shown: Shown::Finishing, call, .. } => Some(Screen::Finishing {
                host: self.server.issuer.host_display(),
                server_name: self.server.name_in(setup.locale).to_owned(),
                progress: call.progress(),
            }),
        }
    }

    /// How the request behind the form fares.
    pub(super) fn progress(&self) -> Progress {
        match &self.stage {
            Stage::Beginning(call) | Stage::Redeeming { call, .. } => call.progress(),
            Stage::Web(_) => Progress::Idle,
            Stage::At(at) => at.progress(),
        }
    }

    pub(super) fn wake(&self, now: Timestamp) -> Option<Timestamp> {
        match &self.stage {
            Stage::At(at) => at.asked.wake(now),
            Stage::Beginning(_) | Stage::Web(_) | Stage::Redeeming { .. } => None,
        }
    }

    pub(super) fn shift(&mut self, millis: i64) {
        match &mut self.stage {
            Stage::Beginning(call) | Stage::Redeeming { call, .. } => call.shift(millis),
            Stage::Web(browser) => browser.shift(millis),
            Stage::At(at) => {
                at.asked.shift(millis);
                if let Whose::Server { call, .. } = &mut at.turn {
                    call.shift(millis);
                }
            }
        }
    }

    /// Back from a step: to the choice of methods where it came from there, else to the form.
    fn back(mut self, turn: &mut Turn<'_>) -> ControlFlow<End, Self> {
        if let (Some(methods), Stage::At(at)) = (&self.methods, &mut self.stage)
            && !matches!(at.asked, Asked::Choose { .. })
        {
            at.asked = Asked::Choose { methods: methods.clone() };
            at.give(Answer::Back, turn);
            return ControlFlow::Continue(self);
        }
        ControlFlow::Break(End::Parked(self.park()))
    }

    fn retry(mut self, turn: &mut Turn<'_>) -> Self {
        match &mut self.stage {
            Stage::Beginning(call) | Stage::Redeeming { call, .. } => call.again(turn),
            Stage::Web(_) => {}
            Stage::At(at) => at.retry(turn),
        }
        self
    }

    /// The phone or e-mail that a code was sent to is the form's, not the server's to change.
    fn has_given_recipient(&self) -> bool {
        let Stage::At(At { asked: Asked::Code(code), .. }) = &self.stage else {
            return false;
        };
        matches!(
            (code.channel, &self.hint),
            (Channel::Sms, Some(LoginHint::Phone(_))) | (Channel::Email, Some(LoginHint::Email(_)))
        )
    }

    fn next(mut self, next: Next, turn: &mut Turn<'_>) -> Led {
        match next {
            Next::Code(code) => {
                let (shown, call) = (self.stage.into_shown(), Call::new(turn));
                self.stage = Stage::Redeeming { shown, code, redirect: None, call };
                Led::On(self)
            }
            Next::Step { auth_session, step, problem, .. } => {
                self.step(auth_session, step, problem.map(Problem::Answer), turn)
            }
            Next::Web { request_uri, .. } => {
                self.stage = Stage::Web(Browser::to_server(request_uri));
                Led::On(self)
            }
            Next::Expired => Led::To(End::Expired),
            Next::Denied(refusal) => {
                Led::To(End::Stopped(Problem::Denied(Denial::new(refusal, turn.now))))
            }
            Next::SpecialApp(app) => Led::To(End::SpecialApp(app)),
        }
    }

    fn step(
        mut self,
        auth_session: Secret,
        step: Step,
        problem: Option<Problem>,
        turn: &mut Turn<'_>,
    ) -> Led {
        let mut asked = match Asked::new(step, &self.name, turn) {
            Ok(asked) => asked,
            Err(problem) => return Led::To(End::Stopped(problem)),
        };
        match &mut asked {
            Asked::Choose { methods } => self.methods = Some(methods.clone()),
            Asked::Browser(browser) => {
                if problem == Some(Problem::Answer(AnswerProblem::WrongAccount)) {
                    browser.ask_anew();
                }
                if let Some(issuer) = browser.provider() {
                    turn.warm_provider(issuer);
                }
            }
            Asked::Profile { .. } => self.named = true,
            _ => {}
        }
        let mut whose = Whose::Person { problem };
        if let Stage::At(before) = self.stage {
            let is_unanswered = matches!(whose, Whose::Person { problem: None });
            if before.asked.is_same_kind(&asked) {
                if !before.is_resend() {
                    asked.keep(&before.asked);
                }
                if let (true, Some(then)) = (is_unanswered, before.into_then()) {
                    whose = Whose::give(then, turn);
                }
            }
        }
        self.stage = Stage::At(At { auth_session, asked, turn: whose });
        Led::On(self)
    }

    fn failed(mut self, problem: Problem, turn: &mut Turn<'_>) -> Led {
        if let (true, Stage::At(at)) = (problem.is_key_conflict(), &mut self.stage)
            && at.is_answered()
        {
            at.resume(turn);
            return Led::On(self);
        }
        match problem {
            Problem::SignInExpired => return Led::To(End::Expired),
            problem if !problem.is_passing() => return Led::To(End::Stopped(problem)),
            _ => {}
        }
        match &mut self.stage {
            Stage::Beginning(call) | Stage::At(At { turn: Whose::Server { call, .. }, .. }) => {
                call.fail(problem);
            }
            Stage::Redeeming { shown, call, .. } => {
                *shown = Shown::Finishing;
                call.fail(problem);
            }
            Stage::Web(_) | Stage::At(At { turn: Whose::Person { .. }, .. }) => {}
        }
        Led::On(self)
    }

    /// The browser, while it is the person's to go there.
    fn browser(&mut self) -> Option<(&mut Browser, Sender<'_>)> {
        let hint = match &self.hint {
            Some(LoginHint::Email(email)) => Some(email.as_str()),
            Some(LoginHint::Phone(_)) | None => None,
        };
        let sender = Sender { server: &self.server, verifier: &self.verifier, hint };
        match &mut self.stage {
            Stage::Web(browser)
            | Stage::At(At {
                asked: Asked::Browser(browser), turn: Whose::Person { .. }, ..
            }) => Some((browser, sender)),
            _ => None,
        }
    }

    fn browse(mut self, action: &Action, turn: &mut Turn<'_>) -> ControlFlow<End, Self> {
        let Some((browser, sender)) = self.browser() else {
            return ControlFlow::Continue(self);
        };
        let came = browser.act(action, sender, turn);
        if let Stage::At(at) = &mut self.stage {
            at.calm();
        }
        self.came(came, turn)
    }

    fn came(mut self, came: Came, turn: &mut Turn<'_>) -> ControlFlow<End, Self> {
        match (came, &mut self.stage) {
            (Came::Expired, _) => return ControlFlow::Break(End::Expired),
            (Came::Proof(identity), Stage::At(at)) => {
                self.sign_out = identity.sign_out;
                at.give(Answer::IdToken(identity.id_token), turn);
            }
            (Came::Code(code, redirect), Stage::Web(browser)) => {
                let shown = Shown::Step(Asked::Browser(browser.clone()));
                let call = Call::new(turn);
                self.stage = Stage::Redeeming { shown, code, redirect: Some(redirect), call };
            }
            _ => {}
        }
        ControlFlow::Continue(self)
    }
}

impl Stage {
    fn into_shown(self) -> Shown {
        match self {
            Self::Beginning(_) => Shown::Form,
            Self::At(at) => Shown::Step(at.asked),
            Self::Web(browser) => Shown::Step(Asked::Browser(browser)),
            Self::Redeeming { shown, .. } => shown,
        }
    }
}

impl At {
    fn act(&mut self, action: &Action, turn: &mut Turn<'_>) {
        match action {
            Action::Edit { field, text } => {
                let completed = self.asked.edit(*field, text);
                self.calm();
                if let Some(answer) = completed
                    && !self.is_running()
                    && !self.asked.is_expired(turn.now)
                {
                    self.give(answer, turn);
                }
            }
            Action::SelectCountry { country } => {
                self.asked.select(*country);
                self.calm();
            }
            _ => match self.asked.answer(action) {
                Some(Ok(answer)) => self.give(answer, turn),
                Some(Err(problem)) => self.refuse(Problem::Input(problem)),
                None => {}
            },
        }
    }

    /// Answers the step; where it is not known what became of the last answer, that is asked first.
    fn give(&mut self, answer: Answer, turn: &mut Turn<'_>) {
        match &mut self.turn {
            Whose::Person { .. } => self.turn = Whose::give(answer, turn),
            Whose::Server { answer: Some(same), call, .. }
                if *same == answer && !call.is_forgotten(turn.now) =>
            {
                call.again(turn);
            }
            Whose::Server { .. } => {
                self.turn =
                    Whose::Server { answer: None, then: Some(answer), call: Call::new(turn) };
            }
        }
    }

    fn retry(&mut self, turn: &mut Turn<'_>) {
        match &mut self.turn {
            Whose::Person { .. } => {}
            Whose::Server { answer: Some(answer), .. } => {
                let answer = answer.clone();
                self.give(answer, turn);
            }
            Whose::Server { answer: None, call, .. } => *call = Call::new(turn),
        }
    }

    fn reopen(&mut self, turn: &mut Turn<'_>) {
        if let Asked::Browser(browser) = &mut self.asked {
            browser.reopen(turn);
            if let Some(issuer) = browser.provider() {
                turn.warm_provider(issuer);
            }
        }
        self.resume(turn);
    }

    /// Asks where the session stands, if an answer was under way; a proof that was saved is given
    /// again, should it not have arrived.
    fn resume(&mut self, turn: &mut Turn<'_>) {
        let proof = match &self.asked {
            Asked::Browser(browser) => browser.identity(),
            _ => None,
        };
        if let Whose::Server { answer, then, call } = &mut self.turn {
            *answer = None;
            if let Some(proof) = proof {
                *then = Some(Answer::IdToken(proof.id_token.clone()));
            }
            *call = Call::new(turn);
        }
    }

    /// The problem goes from the screen as soon as the person does something about it.
    fn calm(&mut self) {
        match &mut self.turn {
            Whose::Person { problem } => *problem = None,
            Whose::Server { call, .. } => call.calm(),
        }
    }

    /// Nothing is sent: what was typed can't be an answer.
    fn refuse(&mut self, problem: Problem) {
        match &mut self.turn {
            Whose::Person { problem: shown } => *shown = Some(problem),
            Whose::Server { call, .. } => call.fail(problem),
        }
    }

    fn is_running(&self) -> bool {
        matches!(&self.turn, Whose::Server { call, .. } if call.is_running())
    }

    fn is_answered(&self) -> bool {
        matches!(&self.turn, Whose::Server { answer: Some(_), .. })
    }

    fn is_resend(&self) -> bool {
        matches!(&self.turn, Whose::Server { answer: Some(Answer::Resend), .. })
    }

    fn into_then(self) -> Option<Answer> {
        match self.turn {
            Whose::Server { then, .. } => then,
            Whose::Person { .. } => None,
        }
    }

    fn progress(&self) -> Progress {
        match &self.turn {
            Whose::Person { problem: None } => Progress::Idle,
            Whose::Person { problem: Some(problem) } => {
                Progress::Failed { problem: problem.clone() }
            }
            Whose::Server { call, .. } => call.progress(),
        }
    }
}

impl Whose {
    fn give(answer: Answer, turn: &mut Turn<'_>) -> Self {
        Self::Server { answer: Some(answer), then: None, call: Call::new(turn) }
    }
}

impl Denial {
    fn new(refusal: Refusal, now: Timestamp) -> Self {
        match refusal {
            Refusal::TooManyAttempts { retry_in } => {
                Self::TooManyAttempts { until: retry_in.map(|wait| now.after(wait)) }
            }
            Refusal::Other(denial) => denial,
        }
    }
}

impl Problem {
    /// The request was answered once, and by another body or is still worked on: what it came to
    /// has to be asked.
    fn is_key_conflict(&self) -> bool {
        matches!(self, Self::Server { cause: ServerProblem::KeyConflict { .. }, .. })
    }
}

/// The S256 challenge of a verifier (RFC 7636 section 4.2).
fn code_challenge(verifier: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.expose().as_bytes()))
}
