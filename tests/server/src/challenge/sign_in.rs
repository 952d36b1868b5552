use serde::{Deserialize, Serialize};

use super::codes::{SentCode, SubjectKind};
use super::given::Given;
use super::{Step, corporate, public};
use crate::address::{email_domain, is_email, is_phone, is_same_email};
use crate::answer::Refusal;
use crate::clock::Time;
use crate::config::{Method, Standing};
use crate::counters::Count;
use crate::inbox::Channel;
use crate::locale::Locale;
use crate::mint::random_id;
use crate::name::is_name;
use crate::openid::{IdToken, Untrusted};
use crate::password;
use crate::site::Role;
use crate::store::{Account, Work};

/// What is known of a person who signs in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SignIn {
    pub(crate) client: Client,
    /// Who it is, where the app knew before the first step; used up by the step that asks for it.
    pub(crate) hint: Option<String>,
    pub(super) phone: Option<Contact>,
    pub(super) email: Option<Contact>,
    /// The code that is out.
    pub(super) code: Option<SentCode>,
    /// The account, once something named it.
    pub(super) account: Option<String>,
    pub(super) password_proved: bool,
    /// Whom the identity provider proved, by its own name for them.
    pub(super) subject: Option<String>,
    /// Tries left for the login that was typed last.
    pub(super) password_left: Option<u32>,
    /// A long-silent account is this person's, or not.
    pub(super) recognised: Option<bool>,
    /// The personal password is forgotten: a code by e-mail stands in for it.
    pub(super) recovering: bool,
    pub(super) name: Option<String>,
    pub(super) method: Option<Method>,
    /// What was known when the method was chosen: what `back` returns to.
    before_choice: Option<Box<Self>>,
    /// Where the browser handed the code over, if one did: it is redeemed with that alone.
    pub(crate) redirect_uri: Option<String>,
}

/// What the app said of itself with the first request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Client {
    pub(crate) client_id: String,
    pub(crate) app_id: Option<String>,
    pub(crate) device: Option<String>,
    pub(crate) sms_hash: Option<String>,
    pub(crate) code_challenge: String,
    pub(crate) locale: Locale,
}

/// A phone or an e-mail, and whether a code proved it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Contact {
    pub(super) address: String,
    pub(super) proved: bool,
}

/// What an answer got; what it is told again by `resume`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Outcome {
    /// The next turn's step.
    Step {
        problem: Option<Problem>,
    },
    /// The server's own page, in the browser.
    Web,
    /// The authorization code.
    Code,
    Denied(Denial),
}

/// Why an answer was not accepted: `problem`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Problem {
    WrongCode,
    CodeExpired,
    WrongPassword,
    UnknownLogin,
    BadPhone,
    BadEmail,
    BadName,
    WrongAccount,
    ProofRejected,
}

/// Why a sign-in is over: `reason` of `access_denied`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Denial {
    AccountBlocked,
    AccountNotReady,
    RegistrationClosed,
    TooManyAttempts { until: Time },
}

/// What is next.
pub(super) enum Next {
    Step(Step),
    /// It goes on on the server's own page.
    Web,
    /// Nothing is missing: this account is signed in to.
    Done(String),
}

/// Why there is no next step.
pub(crate) enum Stop {
    /// The sign-in is over.
    Denied(Denial),
    /// The request is not done, the sign-in stays where it is.
    Refused(Refusal),
}

impl SignIn {
    pub(crate) fn new(client: Client, hint: Option<String>) -> Self {
        Self {
            client,
            hint,
            phone: None,
            email: None,
            code: None,
            account: None,
            password_proved: false,
            subject: None,
            password_left: None,
            recognised: None,
            recovering: false,
            name: None,
            method: None,
            before_choice: None,
            redirect_uri: None,
        }
    }

    /// What is still missing. A hint answers the step that asks for it.
    pub(super) fn next(&mut self, work: &mut Work<'_>) -> Result<(Next, Option<Problem>), Stop> {
        let mut problem = None;
        loop {
            let next = match work.site.role {
                Role::Public => public::next(self, work)?,
                Role::Corporate => corporate::next(self, work)?,
            };
            let given = match (&next, &self.hint) {
                (Next::Step(Step::Phone { .. }), Some(hint)) if hint.starts_with('+') => {
                    Given::Phone(hint.clone())
                }
                (Next::Step(Step::Email), Some(hint)) if hint.contains('@') => {
                    Given::Email(hint.clone())
                }
                _ => return Ok((next, problem)),
            };
            self.hint = None;
            problem = self.take(work, given)?;
        }
    }

    /// Takes in an answer; what was wrong with it, if anything was.
    pub(super) fn take(
        &mut self,
        work: &mut Work<'_>,
        given: Given,
    ) -> Result<Option<Problem>, Stop> {
        match given {
            Given::Phone(phone) => self.take_phone(work, phone),
            Given::Email(email) => self.take_email(work, email),
            Given::Code(code) => self.take_code(work, &code),
            Given::Resend => {
                if let Some(code) = self.code.take() {
                    self.code = Some(code.again(work, &self.client)?);
                }
                Ok(None)
            }
            Given::Change => {
                self.change();
                Ok(None)
            }
            Given::Password { login, password, domain } => {
                self.take_password(work, &login, &password, domain.as_deref())
            }
            Given::AccountPassword(password) => self.take_account_password(work, &password),
            Given::Recover => {
                self.recovering = true;
                Ok(None)
            }
            Given::Recognise { mine } => {
                self.recognised = Some(mine);
                Ok(None)
            }
            Given::Proof(proof) => self.take_proof(work, proof),
            Given::Method(method) => {
                self.before_choice = Some(Box::new(self.clone()));
                self.method = Some(method);
                Ok(None)
            }
            Given::Back => match self.before_choice.take() {
                Some(before) => {
                    *self = *before;
                    Ok(None)
                }
                None => Err(Refusal::InvalidRequest("there was no choice".to_owned()).into()),
            },
            Given::Name(name) => {
                let name = name.trim();
                if !is_name(name, work.site.limits.name_max) {
                    return Ok(Some(Problem::BadName));
                }
                self.name = Some(name.to_owned());
                Ok(None)
            }
        }
    }

    /// The step of a code to `to`, which is sent unless it is out already.
    ///
    /// With `is_known` false the person is not told that nobody is there: nothing is sent, and no
    /// code fits.
    pub(super) fn code_step(
        &mut self,
        work: &mut Work<'_>,
        channel: Channel,
        to: &str,
        is_known: bool,
    ) -> Result<Next, Stop> {
        let code = match self.code.take().filter(|code| code.is_for(channel, to)) {
            Some(code) => code,
            None => SentCode::send(work, &self.client, channel, to, is_known)?,
        };
        let step = code.step(work);
        self.code = Some(code);
        Ok(Next::Step(step))
    }

    /// Takes what was typed on the server's own page; the account, or what is wrong with it.
    pub(crate) fn log_in(
        &mut self,
        work: &mut Work<'_>,
        login: &str,
        password: &str,
    ) -> Result<Result<String, Problem>, Stop> {
        let known = corporate::account(self, work)?;
        if let Some(problem) = self.take_password(work, login, password, None)? {
            return Ok(Err(problem));
        }
        match corporate::account(self, work)? {
            Some(account) if known.is_none_or(|known| known.id == account.id) => {
                let account = Self::admit(account)?;
                work.keep_account(&Account { last_seen: work.now, ..account.clone() })?;
                Ok(Ok(account.id))
            }
            Some(_) | None => Ok(Err(Problem::WrongAccount)),
        }
    }

    /// The account that a fact named, if it may be used.
    pub(super) fn admit(account: Account) -> Result<Account, Stop> {
        match account.standing {
            Standing::Good => Ok(account),
            Standing::Blocked => Err(Stop::Denied(Denial::AccountBlocked)),
            Standing::NotReady => Err(Stop::Denied(Denial::AccountNotReady)),
        }
    }

    /// Signs in to an account that is there.
    pub(super) fn done(&self, work: &Work<'_>, mut account: Account) -> Result<Next, Stop> {
        account.last_seen = work.now;
        if account.name.is_empty()
            && let Some(name) = &self.name
        {
            account.name.clone_from(name);
        }
        work.keep_account(&account)?;
        self.keep_subject(work, &account.id)?;
        Ok(Next::Done(account.id))
    }

    /// Makes the account that this person has not had.
    pub(super) fn register(&self, work: &mut Work<'_>) -> Result<Next, Stop> {
        let proved = |contact: &Option<Contact>| {
            contact.as_ref().filter(|contact| contact.proved).map(|proved| proved.address.clone())
        };
        let account = Account {
            id: random_id(),
            name: self.name.clone().unwrap_or_default(),
            phone: proved(&self.phone),
            email: proved(&self.email),
            login: None,
            domain: None,
            password: None,
            hint: None,
            last_seen: work.now,
            standing: Standing::Good,
            person: None,
        };
        work.keep_account(&account)?;
        self.keep_subject(work, &account.id)?;
        work.count(Count::AccountMade);
        Ok(Next::Done(account.id))
    }

    fn take_phone(&mut self, work: &Work<'_>, phone: String) -> Result<Option<Problem>, Stop> {
        if !is_phone(&phone) {
            return Ok(Some(Problem::BadPhone));
        }
        if work.site.role == Role::Corporate
            && !work.site.config.hides_unknown_logins
            && work.account_by_phone(&phone)?.is_none()
        {
            return Ok(Some(Problem::UnknownLogin));
        }
        self.phone = Some(Contact { address: phone, proved: false });
        Ok(None)
    }

    fn take_email(&mut self, work: &Work<'_>, email: String) -> Result<Option<Problem>, Stop> {
        let config = &work.site.config;
        let is_ours = email_domain(&email).is_some_and(|domain| {
            config.email_domains.is_empty()
                || config
                    .email_domains
                    .iter()
                    .any(|ours| idna::domain_to_ascii_strict(ours).is_ok_and(|ours| ours == domain))
        });
        if !is_email(&email) || !is_ours {
            return Ok(Some(Problem::BadEmail));
        }
        if !config.hides_unknown_logins
            && !config.makes_accounts
            && work.account_by_email(&email)?.is_none()
        {
            return Ok(Some(Problem::UnknownLogin));
        }
        self.email = Some(Contact { address: email, proved: false });
        Ok(None)
    }

    fn take_code(&mut self, work: &mut Work<'_>, typed: &str) -> Result<Option<Problem>, Stop> {
        let Some(code) = &mut self.code else {
            return Ok(None);
        };
        if let Some(problem) = code.check(work, typed)? {
            return Ok(Some(problem));
        }
        let (channel, to) = (code.channel, code.to.clone());
        self.code = None;
        let proved = Some(Contact { address: to, proved: true });
        match channel {
            Channel::Sms => self.phone = proved,
            Channel::Email => self.email = proved,
        }
        Ok(None)
    }

    /// Another phone or e-mail; where the server took it from the account, there is no other.
    fn change(&mut self) {
        if self.recovering {
            self.recovering = false;
            self.code = None;
        } else if self.account.is_none()
            && let Some(code) = self.code.take()
        {
            match code.channel {
                Channel::Sms => self.phone = None,
                Channel::Email => self.email = None,
            }
        }
    }

    fn take_password(
        &mut self,
        work: &mut Work<'_>,
        login: &str,
        password: &str,
        domain: Option<&str>,
    ) -> Result<Option<Problem>, Stop> {
        let account = work.account_by_login(login, domain)?;
        if account.is_none() && !work.site.config.hides_unknown_logins {
            return Ok(Some(Problem::UnknownLogin));
        }
        // An account may have a login and an e-mail to type: the tries are the account's.
        let subject = match &account {
            Some(account) => SubjectKind::Password.of(&account.id),
            None => SubjectKind::Password.of(&format!("{login}\n{domain:?}").to_lowercase()),
        };
        let stored = account.as_ref().and_then(|account| account.password.as_deref());
        if let Some(problem) = self.check_password(work, &subject, password, stored)? {
            return Ok(Some(problem));
        }
        self.account = account.map(|account| account.id);
        self.password_proved = true;
        Ok(None)
    }

    /// Takes the identity provider's word, which was verified, on who the person is.
    fn take_proof(
        &mut self,
        work: &mut Work<'_>,
        proof: Result<IdToken, Untrusted>,
    ) -> Result<Option<Problem>, Stop> {
        let token = match proof {
            Ok(token) => token,
            Err(why) => {
                work.count(Count::ProofRejected(why));
                return Ok(Some(Problem::ProofRejected));
            }
        };
        let Some(openid) = &work.site.openid else {
            return Ok(Some(Problem::ProofRejected));
        };
        let account = openid.account(work, &token)?;
        let asked = self.email.as_ref().map(|email| &email.address);
        let asked = asked.or(self.hint.as_ref().filter(|hint| hint.contains('@')));
        let own = account.as_ref().and_then(|account| account.email.as_deref());
        let is_other = asked.is_some_and(|asked| {
            let mut known = token.email().into_iter().chain(own).peekable();
            known.peek().is_some() && known.all(|known| !is_same_email(known, asked))
        });
        let is_another = self.account.is_some()
            && self.account.as_ref() != account.as_ref().map(|account| &account.id);
        // Somebody without an account is taken in by their e-mail, where the server does so.
        let newcomer = token.email().filter(|_| work.site.config.makes_accounts);
        match (account, newcomer) {
            _ if is_other || is_another => return Ok(Some(Problem::WrongAccount)),
            (Some(account), _) => self.account = Some(account.id),
            (None, Some(email))
                if work.account_by_email(email)?.is_none()
                    && self.take_email(work, email.to_owned())?.is_none() =>
            {
                self.email = Some(Contact { address: email.to_owned(), proved: true });
                self.name = token.text("name").map(str::to_owned);
            }
            (None, _) => return Ok(Some(Problem::WrongAccount)),
        }
        self.subject = Some(token.subject().to_owned());
        Ok(None)
    }

    /// The provider's own name for a person is kept with the account that it opened.
    fn keep_subject(&self, work: &Work<'_>, account: &str) -> rusqlite::Result<()> {
        match (&self.subject, &work.site.openid) {
            (Some(subject), Some(openid)) => work.keep_subject(&openid.issuer, subject, account),
            _ => Ok(()),
        }
    }

    fn take_account_password(
        &mut self,
        work: &mut Work<'_>,
        password: &str,
    ) -> Result<Option<Problem>, Stop> {
        let phone = self.phone.as_ref().map_or("", |phone| &phone.address);
        let Some(account) = work.account_by_phone(phone)? else {
            return Ok(Some(Problem::WrongPassword));
        };
        let subject = SubjectKind::Password.of(&account.id);
        let problem = self.check_password(work, &subject, password, account.password.as_deref())?;
        self.password_proved = problem.is_none();
        Ok(problem)
    }

    fn check_password(
        &mut self,
        work: &mut Work<'_>,
        subject: &str,
        password: &str,
        stored: Option<&str>,
    ) -> Result<Option<Problem>, Stop> {
        if let Some(until) = work.locked_until(subject)? {
            return Err(Stop::Denied(Denial::TooManyAttempts { until }));
        }
        if password::verify(password, stored) {
            work.forgive(subject)?;
            return Ok(None);
        }
        let left = work.spend_attempt(subject, work.site.limits.password_attempts)?;
        if left == 0 {
            let until = work.now.after(work.site.limits.lock);
            work.lock(subject, until)?;
            return Err(Stop::Denied(Denial::TooManyAttempts { until }));
        }
        self.password_left = Some(left);
        Ok(Some(Problem::WrongPassword))
    }
}

impl Denial {
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::AccountBlocked => "account_blocked",
            Self::AccountNotReady => "account_not_ready",
            Self::RegistrationClosed => "registration_closed",
            Self::TooManyAttempts { .. } => "too_many_attempts",
        }
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Refused(error.into())
    }
}
