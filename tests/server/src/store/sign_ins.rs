use rusqlite::{OptionalExtension as _, params};

use super::Work;
use crate::answer::Refusal;
use crate::challenge::{Outcome, SignIn, Step};
use crate::clock::Time;

/// A sign-in as it is kept.
pub(crate) struct KeptSignIn {
    pub(crate) id: String,
    pub(crate) state: SignIn,
    /// The number of the latest turn.
    pub(crate) turn: u32,
    pub(crate) expires_at: Time,
    /// The account that it ended with.
    pub(crate) account: Option<String>,
    /// The session that its code was redeemed for.
    pub(crate) session: Option<String>,
}

/// A turn as it is kept: a step, and what the answer to it got.
pub(crate) struct KeptTurn {
    pub(crate) step: Step,
    pub(crate) outcome: Option<Outcome>,
}

impl Work<'_> {
    /// The sign-in, if it still waits.
    pub(crate) fn sign_in(&self, id: &str) -> Result<Option<KeptSignIn>, Refusal> {
        type Columns = (String, u32, i64, Option<String>, Option<String>);

        let kept: Option<Columns> = self
            .db
            .prepare_cached(
                "SELECT state, turn, expires_at, account, session FROM sign_in
                 WHERE id = ?1 AND expires_at > ?2",
            )?
            .query_row(params![id, self.now.to_sql()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })
            .optional()?;
        kept.map(|(state, turn, expires_at, account, session)| {
            Ok(KeptSignIn {
                id: id.to_owned(),
                state: serde_json::from_str(&state)?,
                turn,
                expires_at: Time::from_sql(expires_at),
                account,
                session,
            })
        })
        .transpose()
    }

    /// Keeps a sign-in, new or changed; those that nobody can go on with are dropped.
    pub(crate) fn keep_sign_in(&self, kept: &KeptSignIn) -> Result<(), Refusal> {
        self.db
            .prepare_cached("DELETE FROM sign_in WHERE expires_at <= ?1")?
            .execute([self.now.to_sql()])?;
        self.db
            .prepare_cached(
                "INSERT INTO sign_in (id, state, turn, expires_at, account, session)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET
                     state = ?2, turn = ?3, expires_at = ?4, account = ?5, session = ?6",
            )?
            .execute(params![
                kept.id,
                serde_json::to_string(&kept.state)?,
                kept.turn,
                kept.expires_at.to_sql(),
                kept.account,
                kept.session,
            ])?;
        Ok(())
    }

    pub(crate) fn turn(&self, sign_in: &str, number: u32) -> Result<Option<KeptTurn>, Refusal> {
        let kept: Option<(String, Option<String>)> = self
            .db
            .prepare_cached("SELECT step, outcome FROM turn WHERE sign_in = ?1 AND number = ?2")?
            .query_row(params![sign_in, number], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        kept.map(|(step, outcome)| {
            Ok(KeptTurn {
                step: serde_json::from_str(&step)?,
                outcome: outcome.as_deref().map(serde_json::from_str).transpose()?,
            })
        })
        .transpose()
    }

    pub(crate) fn keep_turn(
        &self,
        sign_in: &str,
        number: u32,
        turn: &KeptTurn,
    ) -> Result<(), Refusal> {
        let outcome = turn.outcome.as_ref().map(serde_json::to_string).transpose()?;
        self.db
            .prepare_cached(
                "INSERT INTO turn (sign_in, number, step, outcome) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (sign_in, number) DO UPDATE SET outcome = ?4",
            )?
            .execute(params![sign_in, number, serde_json::to_string(&turn.step)?, outcome])?;
        Ok(())
    }
}
