//! Codes by SMS and e-mail.

use serde::{Deserialize, Serialize};

use super::Step;
use super::sign_in::{Client, Denial, Problem, Stop};
use crate::address::masked;
use crate::answer::Refusal;
use crate::clock::Time;
use crate::inbox::{Channel, Message};
use crate::mint::random_digits;
use crate::store::Work;

/// A code that is out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SentCode {
    pub(super) channel: Channel,
    pub(super) to: String,
    /// Nobody is there: nothing was sent, and no code fits.
    is_known: bool,
    /// What the code is known by; the code itself is not kept.
    mark: String,
    expires_at: Time,
    resend_at: Time,
    attempts_left: u32,
}

/// What wrong attempts are counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubjectKind {
    Code(Channel),
    Password,
}

impl SentCode {
    pub(super) fn send(
        work: &mut Work<'_>,
        client: &Client,
        channel: Channel,
        to: &str,
        is_known: bool,
    ) -> Result<Self, Stop> {
        let limits = &work.site.limits;
        if let Some(until) = work.locked_until(&SubjectKind::Code(channel).of(to))? {
            return Err(Stop::Denied(Denial::TooManyAttempts { until }));
        }
        let sent = work.sent_since(to, work.now.before(3600))?;
        if let Some(earliest) = sent.first()
            && sent.len() >= limits.codes_per_hour as usize
        {
            let retry_after = earliest.after(3600).wait_at(work.now).max(1);
            return Err(Refusal::TooMany { retry_after }.into());
        }
        work.note_sent(to)?;

        let code = random_digits(limits.code_length);
        let sent = Self {
            channel,
            to: to.to_owned(),
            is_known,
            mark: work.site.mint.mark(to, &code),
            expires_at: work.now.after(limits.code_ttl),
            resend_at: work.now.after(limits.resend_wait),
            attempts_left: limits.code_attempts,
        };
        if is_known {
            let message = Message {
                number: 0,
                server: work.site.config.name.clone(),
                channel,
                to: to.to_owned(),
                text: client.locale.message(
                    channel,
                    work.site.title(client.locale),
                    &code,
                    client.sms_hash.as_deref(),
                ),
                code,
                sent_at: work.now,
            };
            work.send(message);
        }
        Ok(sent)
    }

    /// Sends another code, when it is time for one; before that, the one that is out stays.
    pub(super) fn again(self, work: &mut Work<'_>, client: &Client) -> Result<Self, Stop> {
        if work.now < self.resend_at {
            return Ok(self);
        }
        Self::send(work, client, self.channel, &self.to, self.is_known)
    }

    /// What is wrong with the code that was typed.
    pub(super) fn check(
        &mut self,
        work: &mut Work<'_>,
        typed: &str,
    ) -> Result<Option<Problem>, Stop> {
        if self.expires_at <= work.now {
            return Ok(Some(Problem::CodeExpired));
        }
        let subject = SubjectKind::Code(self.channel).of(&self.to);
        if let Some(until) = work.locked_until(&subject)? {
            return Err(Stop::Denied(Denial::TooManyAttempts { until }));
        }
        if self.is_known && work.site.mint.mark(&self.to, typed) == self.mark {
            return Ok(None);
        }
        work.count(crate::counters::Count::AttemptSpent);
        self.attempts_left = self.attempts_left.saturating_sub(1);
        if self.attempts_left == 0 {
            let until = work.now.after(work.site.limits.lock);
            work.lock(&subject, until)?;
            return Err(Stop::Denied(Denial::TooManyAttempts { until }));
        }
        Ok(Some(Problem::WrongCode))
    }

    pub(super) fn is_for(&self, channel: Channel, to: &str) -> bool {
        self.channel == channel && self.to == to
    }

    pub(super) fn step(&self, work: &Work<'_>) -> Step {
        Step::Code {
            channel: self.channel,
            sent_to: masked(self.channel, &self.to),
            length: work.site.limits.code_length,
            expires_at: self.expires_at,
            resend_at: self.resend_at,
            attempts_left: self.attempts_left,
        }
    }
}

impl SubjectKind {
    /// The name that the attempts are counted under.
    pub(super) fn of(self, whose: &str) -> String {
        match self {
            Self::Code(Channel::Sms) => format!("sms {whose}"),
            Self::Code(Channel::Email) => format!("email {whose}"),
            Self::Password => format!("password {whose}"),
        }
    }
}
