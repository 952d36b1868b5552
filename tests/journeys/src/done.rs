use crate::Town;

/// What the servers did that must not be done twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    pub sms: u64,
    pub emails: u64,
    pub accounts: u64,
    /// Wrong codes and passwords.
    pub attempts: u64,
    pub sign_ins: u64,
    pub sessions: u64,
}

impl Done {
    /// As the servers of a town have counted.
    pub fn at(town: &Town) -> Self {
        let total = town.world.counters().total();
        Self {
            sms: total.sms,
            emails: total.emails,
            accounts: total.accounts_made,
            attempts: total.attempts_spent,
            sign_ins: total.sign_ins,
            sessions: total.sessions_begun,
        }
    }
}
