//! What a corporate server asks for: the demands of its configuration, in order.

use super::Step;
use super::sign_in::{Denial, Next, SignIn, Stop};
use crate::config::{Demand, Method};
use crate::inbox::Channel;
use crate::mint::random_id;
use crate::store::{Account, Work};

pub(super) fn next(sign_in: &mut SignIn, work: &mut Work<'_>) -> Result<Next, Stop> {
    for demand in work.site.config.sign_in.clone() {
        if let Some(next) = missing(sign_in, work, demand)? {
            return Ok(next);
        }
    }
    match account(sign_in, work)? {
        Some(account) => sign_in.done(work, SignIn::admit(account)?),
        None if work.site.config.makes_accounts => sign_in.register(work),
        // A configuration that asks for nothing that names an account.
        None => Err(Stop::Denied(Denial::AccountNotReady)),
    }
}

/// What a demand still wants.
fn missing(
    sign_in: &mut SignIn,
    work: &mut Work<'_>,
    demand: Demand,
) -> Result<Option<Next>, Stop> {
    match demand {
        Demand::Choose => match sign_in.method {
            Some(method) => missing(sign_in, work, method.into()),
            None => {
                let methods = work.site.config.methods.clone();
                // So that the app can look it up while the person chooses.
                let openid = work.site.openid.as_ref();
                let openid = openid.filter(|_| methods.contains(&Method::Openid));
                let issuer = openid.map(|openid| openid.issuer.clone());
                Ok(Some(Next::Step(Step::Choose { methods, issuer })))
            }
        },
        Demand::Email => match &sign_in.email {
            Some(_) => Ok(None),
            None => Ok(Some(Next::Step(Step::Email))),
        },
        Demand::EmailCode => {
            if sign_in.email.as_ref().is_some_and(|email| email.proved) {
                return admitted(sign_in, work);
            }
            match address(sign_in, work, Channel::Email)? {
                None => Ok(Some(Next::Step(Step::Email))),
                Some(email) => {
                    let is_known =
                        work.site.config.makes_accounts || work.account_by_email(&email)?.is_some();
                    sign_in.code_step(work, Channel::Email, &email, is_known).map(Some)
                }
            }
        }
        Demand::Phone => match &sign_in.phone {
            Some(_) => Ok(None),
            None => Ok(Some(Next::Step(Step::Phone { countries: Vec::new() }))),
        },
        Demand::SmsCode => {
            if sign_in.phone.as_ref().is_some_and(|phone| phone.proved) {
                return admitted(sign_in, work);
            }
            match address(sign_in, work, Channel::Sms)? {
                None => Ok(Some(Next::Step(Step::Phone { countries: Vec::new() }))),
                Some(phone) => {
                    let is_known = work.account_by_phone(&phone)?.is_some();
                    sign_in.code_step(work, Channel::Sms, &phone, is_known).map(Some)
                }
            }
        }
        Demand::Password => {
            if sign_in.password_proved {
                return admitted(sign_in, work);
            }
            let config = &work.site.config;
            let hint = sign_in.hint.as_ref().filter(|hint| hint.contains('@'));
            let typed = sign_in.email.as_ref().map(|email| &email.address);
            Ok(Some(Next::Step(Step::Password {
                login_hint: hint.or(typed).cloned(),
                domains: config.login_domains.clone(),
                attempts_left: sign_in.password_left.unwrap_or(work.site.limits.password_attempts),
            })))
        }
        Demand::Openid => {
            if sign_in.subject.is_some() {
                return admitted(sign_in, work);
            }
            let Some(openid) = &work.site.openid else {
                // A configuration that was checked has one.
                return Err(Stop::Denied(Denial::AccountNotReady));
            };
            Ok(Some(Next::Step(Step::Openid {
                issuer: openid.issuer.clone(),
                client_id: openid.client_id.clone(),
                scope: openid.scope.clone(),
                nonce: random_id(),
                since: work.now,
            })))
        }
        Demand::Web => Ok(Some(Next::Web)),
        Demand::Profile => {
            let has_name = account(sign_in, work)?.is_some_and(|account| !account.name.is_empty());
            if has_name || sign_in.name.is_some() {
                return Ok(None);
            }
            Ok(Some(Next::Step(Step::Profile { name_max: work.site.limits.name_max })))
        }
    }
}

/// A proof is there: the account, if it has one, must be one that may be used.
fn admitted(sign_in: &SignIn, work: &Work<'_>) -> Result<Option<Next>, Stop> {
    if let Some(account) = account(sign_in, work)? {
        SignIn::admit(account)?;
    }
    Ok(None)
}

/// The account that a proof named.
pub(super) fn account(sign_in: &SignIn, work: &Work<'_>) -> Result<Option<Account>, Stop> {
    if let Some(id) = &sign_in.account {
        return Ok(work.account(id)?);
    }
    if let Some(email) = sign_in.email.as_ref().filter(|email| email.proved) {
        return Ok(work.account_by_email(&email.address)?);
    }
    if let Some(phone) = sign_in.phone.as_ref().filter(|phone| phone.proved) {
        return Ok(work.account_by_phone(&phone.address)?);
    }
    Ok(None)
}

/// Where a code goes: to the account that a proof named, else to what the person gave.
fn address(sign_in: &SignIn, work: &Work<'_>, channel: Channel) -> Result<Option<String>, Stop> {
    if let Some(account) = account(sign_in, work)? {
        let kept = match channel {
            Channel::Sms => account.phone,
            Channel::Email => account.email,
        };
        return kept.map(Some).ok_or(Stop::Denied(Denial::AccountNotReady));
    }
    let given = match channel {
        Channel::Sms => &sign_in.phone,
        Channel::Email => &sign_in.email,
    };
    Ok(given.as_ref().map(|given| given.address.clone()))
}
