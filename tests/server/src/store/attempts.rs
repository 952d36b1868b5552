use rusqlite::{OptionalExtension as _, params};

use super::Work;
use crate::clock::Time;
use crate::counters::Count;

impl Work<'_> {
    /// Until when a subject is locked, if it is now.
    pub(crate) fn locked_until(&self, subject: &str) -> rusqlite::Result<Option<Time>> {
        let until: Option<i64> = self
            .db
            .prepare_cached("SELECT locked_until FROM attempts WHERE subject = ?1")?
            .query_row([subject], |row| row.get(0))
            .optional()?;
        Ok(until.map(Time::from_sql).filter(|until| *until > self.now))
    }

    /// How many wrong attempts a subject has left of `limit`.
    pub(crate) fn attempts_left(&self, subject: &str, limit: u32) -> rusqlite::Result<u32> {
        let spent: Option<u32> = self
            .db
            .prepare_cached("SELECT spent FROM attempts WHERE subject = ?1")?
            .query_row([subject], |row| row.get(0))
            .optional()?;
        Ok(limit.saturating_sub(spent.unwrap_or(0)))
    }

    /// Counts a wrong attempt; how many are left.
    pub(crate) fn spend_attempt(&mut self, subject: &str, limit: u32) -> rusqlite::Result<u32> {
        self.count(Count::AttemptSpent);
        self.db
            .prepare_cached(
                "INSERT INTO attempts VALUES (?1, 1, 0)
                 ON CONFLICT (subject) DO UPDATE SET spent = spent + 1",
            )?
            .execute([subject])?;
        self.attempts_left(subject, limit)
    }

    /// Locks a subject; it begins anew afterwards.
    pub(crate) fn lock(&self, subject: &str, until: Time) -> rusqlite::Result<()> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO attempts VALUES (?1, 0, ?2)")?
            .execute(params![subject, until.to_sql()])?;
        Ok(())
    }

    /// Forgets what was spent: the subject was right.
    pub(crate) fn forgive(&self, subject: &str) -> rusqlite::Result<()> {
        self.db.prepare_cached("DELETE FROM attempts WHERE subject = ?1")?.execute([subject])?;
        Ok(())
    }

    pub(crate) fn note_sent(&self, recipient: &str) -> rusqlite::Result<()> {
        self.db
            .prepare_cached("INSERT INTO sent VALUES (?1, ?2)")?
            .execute(params![recipient, self.now.to_sql()])?;
        Ok(())
    }

    /// When codes were sent to a recipient since a moment, the earliest first.
    pub(crate) fn sent_since(&self, recipient: &str, since: Time) -> rusqlite::Result<Vec<Time>> {
        self.db.prepare_cached("DELETE FROM sent WHERE at <= ?1")?.execute([since.to_sql()])?;
        self.db
            .prepare_cached("SELECT at FROM sent WHERE recipient = ?1 ORDER BY at")?
            .query_map([recipient], |row| row.get(0).map(Time::from_sql))?
            .collect()
    }
}
