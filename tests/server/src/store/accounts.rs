use rusqlite::{OptionalExtension as _, Row, ToSql, params};

use super::Work;
use crate::clock::Time;
use crate::config::Standing;

/// An account as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    /// The account's own id: at a corporate server the dummy one.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) phone: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) login: Option<String>,
    pub(crate) domain: Option<String>,
    /// As [`crate::password`] hashes it.
    pub(crate) password: Option<String>,
    pub(crate) hint: Option<String>,
    pub(crate) last_seen: Time,
    pub(crate) standing: Standing,
    /// Whom a corporate account is joined to.
    pub(crate) person: Option<Person>,
}

/// A person of a public server, as a corporate account knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) phone: Option<String>,
}

const COLUMNS: &str = "id, name, phone, email, login, domain, password, hint, last_seen, standing, person, person_phone";

impl Work<'_> {
    pub(crate) fn account(&self, id: &str) -> rusqlite::Result<Option<Account>> {
        self.find_account("id = ?1", &[&id])
    }

    pub(crate) fn account_by_phone(&self, phone: &str) -> rusqlite::Result<Option<Account>> {
        self.find_account("phone = ?1", &[&phone])
    }

    pub(crate) fn account_by_email(&self, email: &str) -> rusqlite::Result<Option<Account>> {
        self.find_account("email = ?1", &[&email.to_lowercase()])
    }

    /// The account of a login, or of an e-mail that is typed as one.
    pub(crate) fn account_by_login(
        &self,
        login: &str,
        domain: Option<&str>,
    ) -> rusqlite::Result<Option<Account>> {
        self.find_account(
            "(login = ?1 OR email = ?1) AND (?2 IS NULL OR domain = ?2)",
            &[&login.to_lowercase(), &domain],
        )
    }

    pub(crate) fn account_of_person(&self, person: &str) -> rusqlite::Result<Option<Account>> {
        self.find_account("person = ?1", &[&person])
    }

    /// The account of whom an identity provider knows by this name.
    pub(crate) fn account_by_subject(
        &self,
        issuer: &str,
        subject: &str,
    ) -> rusqlite::Result<Option<Account>> {
        self.find_account(
            "id = (SELECT account FROM subject WHERE issuer = ?1 AND subject = ?2)",
            &[&issuer, &subject],
        )
    }

    /// An identity provider has a name for whose account it is.
    pub(crate) fn has_subject(&self, issuer: &str, account: &str) -> rusqlite::Result<bool> {
        self.db
            .prepare_cached("SELECT 1 FROM subject WHERE issuer = ?1 AND account = ?2")?
            .exists([issuer, account])
    }

    pub(crate) fn keep_subject(
        &self,
        issuer: &str,
        subject: &str,
        account: &str,
    ) -> rusqlite::Result<()> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO subject VALUES (?1, ?2, ?3)")?
            .execute([issuer, subject, account])?;
        Ok(())
    }

    /// Keeps an account, new or changed.
    pub(crate) fn keep_account(&self, account: &Account) -> rusqlite::Result<()> {
        let standing = match account.standing {
            Standing::Good => "good",
            Standing::Blocked => "blocked",
            Standing::NotReady => "not_ready",
        };
        let person = account.person.as_ref();
        self.db
            .prepare_cached(&format!(
                "INSERT INTO account ({COLUMNS})
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                 ON CONFLICT (id) DO UPDATE SET
                     name = ?2, phone = ?3, email = ?4, login = ?5, domain = ?6, password = ?7,
                     hint = ?8, last_seen = ?9, standing = ?10, person = ?11, person_phone = ?12"
            ))?
            .execute(params![
                account.id,
                account.name,
                account.phone,
                account.email,
                account.login,
                account.domain,
                account.password,
                account.hint,
                account.last_seen.to_sql(),
                standing,
                person.map(|person| &person.id),
                person.and_then(|person| person.phone.as_ref()),
            ])?;
        Ok(())
    }

    pub(crate) fn accounts(&self) -> rusqlite::Result<Vec<Account>> {
        let sql = format!("SELECT {COLUMNS} FROM account ORDER BY rowid");
        self.db.prepare_cached(&sql)?.query_map([], read)?.collect()
    }

    /// An account's picture: its type, its entity tag and its bytes.
    pub(crate) fn avatar(
        &self,
        account: &str,
    ) -> rusqlite::Result<Option<(String, String, Vec<u8>)>> {
        self.db
            .prepare_cached("SELECT type, etag, picture FROM avatar WHERE account = ?1")?
            .query_row([account], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()
    }

    pub(crate) fn keep_avatar(
        &self,
        account: &str,
        kind: &str,
        etag: &str,
        picture: &[u8],
    ) -> rusqlite::Result<()> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO avatar VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![account, kind, etag, picture])?;
        Ok(())
    }

    pub(crate) fn drop_avatar(&self, account: &str) -> rusqlite::Result<()> {
        self.db.prepare_cached("DELETE FROM avatar WHERE account = ?1")?.execute([account])?;
        Ok(())
    }

    fn find_account(
        &self,
        condition: &str,
        values: &[&dyn ToSql],
    ) -> rusqlite::Result<Option<Account>> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE {condition} LIMIT 1");
        self.db.prepare_cached(&sql)?.query_row(values, read).optional()
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    let person: Option<String> = row.get("person")?;
    let phone = row.get("person_phone")?;
    Ok(Account {
        id: row.get("id")?,
        name: row.get("name")?,
        phone: row.get("phone")?,
        email: row.get("email")?,
        login: row.get("login")?,
        domain: row.get("domain")?,
        password: row.get("password")?,
        hint: row.get("hint")?,
        last_seen: Time::from_sql(row.get("last_seen")?),
        standing: match row.get::<_, String>("standing")?.as_str() {
            "blocked" => Standing::Blocked,
            "not_ready" => Standing::NotReady,
            _ => Standing::Good,
        },
        person: person.map(|id| Person { id, phone }),
    })
}
