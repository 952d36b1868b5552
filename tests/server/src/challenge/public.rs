//! What a public server asks for: the phone and its code, then what the phone's account needs.

use super::Step;
use super::sign_in::{Denial, Next, SignIn, Stop};
use crate::address::masked_name;
use crate::config::Registration;
use crate::inbox::Channel;
use crate::store::{Account, Work};

pub(super) fn next(sign_in: &mut SignIn, work: &mut Work<'_>) -> Result<Next, Stop> {
    let Some(phone) = sign_in.phone.clone() else {
        return Ok(Next::Step(Step::Phone { countries: work.site.config.countries.clone() }));
    };
    if !phone.proved {
        return sign_in.code_step(work, Channel::Sms, &phone.address, true);
    }
    match work.account_by_phone(&phone.address)? {
        Some(account) if sign_in.recognised != Some(false) => returning(sign_in, work, account),
        before => newcomer(sign_in, work, before),
    }
}

/// Someone with an account.
fn returning(sign_in: &mut SignIn, work: &mut Work<'_>, account: Account) -> Result<Next, Stop> {
    let mut account = SignIn::admit(account)?;
    let silent_since = work.now.before(work.site.limits.recognise_after_days * 24 * 3600);
    if account.last_seen < silent_since && sign_in.recognised.is_none() {
        return Ok(Next::Step(Step::Recognise {
            name: masked_name(&account.name),
            last_seen: account.last_seen,
        }));
    }
    if account.password.is_some() && !sign_in.password_proved {
        match &account.email {
            Some(email) if sign_in.recovering => {
                let is_proved = sign_in.email.as_ref().is_some_and(|email| email.proved);
                if !is_proved {
                    return sign_in.code_step(work, Channel::Email, email, true);
                }
                // The code stood in for the password, which is forgotten with it.
                account.password = None;
                account.hint = None;
            }
            email => {
                let limits = &work.site.limits;
                return Ok(Next::Step(Step::AccountPassword {
                    hint: account.hint.clone(),
                    attempts_left: sign_in.password_left.unwrap_or(limits.password_attempts),
                    recovery: email.is_some(),
                }));
            }
        }
    }
    sign_in.done(work, account)
}

/// Someone without an account; `before` is whose the number was.
fn newcomer(sign_in: &SignIn, work: &mut Work<'_>, before: Option<Account>) -> Result<Next, Stop> {
    if work.site.config.registration == Registration::Closed {
        return Err(Stop::Denied(Denial::RegistrationClosed));
    }
    if sign_in.name.is_none() {
        return Ok(Next::Step(Step::Profile { name_max: work.site.limits.name_max }));
    }
    if let Some(before) = before {
        work.keep_account(&Account { phone: None, ..before })?;
    }
    sign_in.register(work)
}
