use rusqlite::{OptionalExtension as _, params};

use super::Work;
use crate::answer::{Answer, Refusal};

/// What was answered to an idempotency key.
pub(crate) struct Remembered {
    /// Of the request's body.
    pub(crate) fingerprint: String,
    pub(crate) answer: Answer,
}

impl Work<'_> {
    /// How long an answer is repeated (section 3).
    const KEPT_SECS: u64 = 600;

    pub(crate) fn remembered(&self, scope: &str) -> Result<Option<Remembered>, Refusal> {
        let kept: Option<(String, String)> = self
            .db
            .prepare_cached(
                "SELECT fingerprint, answer FROM remembered WHERE scope = ?1 AND until > ?2",
            )?
            .query_row(params![scope, self.now.to_sql()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        kept.map(|(fingerprint, answer)| {
            Ok(Remembered { fingerprint, answer: serde_json::from_str(&answer)? })
        })
        .transpose()
    }

    pub(crate) fn remember(
        &self,
        scope: &str,
        fingerprint: &str,
        answer: &Answer,
    ) -> Result<(), Refusal> {
        let until = self.now.after(Self::KEPT_SECS).to_sql();
        self.db
            .prepare_cached("DELETE FROM remembered WHERE until <= ?1")?
            .execute([self.now.to_sql()])?;
        self.db
            .prepare_cached("INSERT OR REPLACE INTO remembered VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![scope, fingerprint, serde_json::to_string(answer)?, until])?;
        Ok(())
    }
}
