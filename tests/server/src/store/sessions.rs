use rusqlite::{OptionalExtension as _, Row, params};

use super::Work;
use crate::clock::Time;

/// A session as it is kept; [`crate::tokens`] holds its rules.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) client_id: String,
    pub(crate) app: Option<String>,
    pub(crate) device: Option<String>,
    /// How often the refresh token was rotated.
    pub(crate) generation: u32,
    /// The latest generation's tokens were used: they arrived.
    pub(crate) arrived: bool,
    pub(crate) last_seen: Time,
    pub(crate) ended: bool,
}

const COLUMNS: &str = "id, account, client_id, app, device, generation, arrived, last_seen, ended";

impl Work<'_> {
    pub(crate) fn session(&self, id: &str) -> rusqlite::Result<Option<Session>> {
        let sql = format!("SELECT {COLUMNS} FROM session WHERE id = ?1");
        self.db.prepare_cached(&sql)?.query_row([id], read).optional()
    }

    /// The live sessions of an account, the latest seen first.
    pub(crate) fn sessions_of(&self, account: &str) -> rusqlite::Result<Vec<Session>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM session WHERE account = ?1 AND NOT ended
             ORDER BY last_seen DESC, rowid DESC"
        );
        self.db.prepare_cached(&sql)?.query_map([account], read)?.collect()
    }

    /// Keeps a session, new or changed.
    pub(crate) fn keep_session(&self, session: &Session) -> rusqlite::Result<()> {
        self.db
            .prepare_cached(&format!(
                "INSERT INTO session ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT (id) DO UPDATE SET
                     generation = ?6, arrived = ?7, last_seen = ?8, ended = ?9"
            ))?
            .execute(params![
                session.id,
                session.account,
                session.client_id,
                session.app,
                session.device,
                session.generation,
                session.arrived,
                session.last_seen.to_sql(),
                session.ended,
            ])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        id: row.get("id")?,
        account: row.get("account")?,
        client_id: row.get("client_id")?,
        app: row.get("app")?,
        device: row.get("device")?,
        generation: row.get("generation")?,
        arrived: row.get("arrived")?,
        last_seen: Time::from_sql(row.get("last_seen")?),
        ended: row.get("ended")?,
    })
}
