use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OptionalExtension, TransactionBehavior, params};

use super::seal::{Changed, Place, Seal};
use crate::flow::{Row, Rows};
use crate::{StorageProblem, Timestamp};

/// The SQLite file, in WAL mode.
pub(super) struct File {
    connection: Connection,
    durable: bool,
}

/// Why a file could not be read.
#[derive(Debug)]
pub(super) enum Broken {
    /// Its rows were sealed by another key.
    KeyReplaced,
    /// A row, or the file, was changed or cut.
    Damaged,
    /// Nothing is lost: it can be tried again.
    Storage(StorageProblem),
}

/// Says by which key the file is sealed.
const KEY_CHECK: Place<'_> = Place { table: "key", row: "check", version: 1 };

/// The schema, one step for each version; a step that was released never changes.
const MIGRATIONS: [&str; 1] = ["
    CREATE TABLE key (row TEXT PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
    CREATE TABLE sessions (row TEXT PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
    CREATE TABLE attempts (row TEXT PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
"];

const NAME: &str = "vestibule.db";

impl File {
    pub(super) fn exists(directory: &Path) -> bool {
        directory.join(NAME).exists()
    }

    /// A new file, private to this app, sealed by a new key.
    pub(super) fn create(directory: &Path, seal: &Seal) -> Result<Self, StorageProblem> {
        create_privately(directory)?;
        let file = Self::open(directory)?;
        insert(&file.connection, seal, &KEY_CHECK, &[])?;
        Ok(file)
    }

    pub(super) fn open(directory: &Path) -> Result<Self, StorageProblem> {
        Self::connect(directory).map_err(|broken| match broken {
            Broken::Storage(problem) => problem,
            Broken::KeyReplaced | Broken::Damaged => {
                StorageProblem::Unavailable { reason: "the file is damaged".to_owned() }
            }
        })
    }

    /// The file and every row, once the key is known to be the right one.
    pub(super) fn read(directory: &Path, seal: &Seal) -> Result<(Self, Rows), Broken> {
        let file = Self::connect(directory)?;
        file.check()?;
        let check = file.sealed(&KEY_CHECK)?.ok_or(Broken::Damaged)?;
        seal.open(&KEY_CHECK, &check).map_err(|_| Broken::KeyReplaced)?;
        let mut rows = Rows::default();
        for row in Row::ALL {
            let place = place(row);
            if let Some(sealed) = file.sealed(&place)? {
                let bytes = seal.open(&place, &sealed).map_err(|_| Broken::Damaged)?;
                rows.set(row, Some(bytes));
            }
        }
        Ok((file, rows))
    }

    /// Writes all or nothing.
    pub(super) fn write(
        &mut self,
        seal: &Seal,
        changed: &[Changed<'_>],
        durable: bool,
    ) -> Result<(), StorageProblem> {
        self.set_durable(durable)?;
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (row, bytes) in changed {
            let place = place(*row);
            match bytes {
                Some(bytes) => insert(&transaction, seal, &place, bytes)?,
                None => {
                    let sql = format!("DELETE FROM {} WHERE row = ?1", place.table);
                    transaction.prepare_cached(&sql)?.execute([place.row])?;
                }
            }
        }
        Ok(transaction.commit()?)
    }

    /// Puts the file and its companions aside, under a name with the time.
    pub(super) fn put_aside(directory: &Path, now: Timestamp) -> Result<(), StorageProblem> {
        for companion in ["-wal", "-shm", ""] {
            let from = directory.join(format!("{NAME}{companion}"));
            let to = directory.join(format!("vestibule.{}.damaged{companion}", now.millis()));
            match fs::rename(from, to) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                renamed => renamed?,
            }
        }
        Ok(())
    }

    #[cfg(test)]
    pub(super) fn limit_pages(&self, most: u32) {
        self.connection.pragma_update(None, "max_page_count", most).expect("a limit");
    }

    fn connect(directory: &Path) -> Result<Self, Broken> {
        const BUSY: Duration = Duration::from_secs(5);

        let mut connection = Connection::open(directory.join(NAME))?;
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        migrate(&mut connection)?;
        Ok(Self { connection, durable: true })
    }

    /// SQLite's own check: in a file that was cut, rows can be missing without an error.
    fn check(&self) -> Result<(), Broken> {
        let found: String =
            self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if found == "ok" { Ok(()) } else { Err(Broken::Damaged) }
    }

    fn sealed(&self, place: &Place<'_>) -> Result<Option<Vec<u8>>, Broken> {
        let sql = format!("SELECT version, sealed FROM {} WHERE row = ?1", place.table);
        let found = self
            .connection
            .query_row(&sql, [place.row], |row| Ok((row.get::<_, u32>(0)?, row.get(1)?)))
            .optional()?;
        match found {
            Some((version, _)) if version > place.version => {
                Err(Broken::Storage(StorageProblem::Newer))
            }
            Some((_, sealed)) => Ok(Some(sealed)),
            None => Ok(None),
        }
    }

    /// Whether a commit waits for the storage itself (`PRAGMA synchronous`).
    fn set_durable(&mut self, durable: bool) -> Result<(), StorageProblem> {
        if self.durable != durable {
            let synchronous = if durable { "FULL" } else { "NORMAL" };
            self.connection.pragma_update(None, "synchronous", synchronous)?;
            self.durable = durable;
        }
        Ok(())
    }
}

fn place(row: Row) -> Place<'static> {
    let (table, row) = match row {
        Row::Public => ("sessions", "public"),
        Row::Corporate => ("sessions", "corporate"),
        Row::Owed => ("sessions", "owed"),
        Row::Attempt => ("attempts", "attempt"),
    };
    Place { table, row, version: Rows::VERSION }
}

fn insert(
    connection: &Connection,
    seal: &Seal,
    place: &Place<'_>,
    bytes: &[u8],
) -> Result<(), StorageProblem> {
    let sql = format!(
        "INSERT INTO {} (row, version, sealed) VALUES (?1, ?2, ?3)
         ON CONFLICT (row) DO UPDATE SET version = excluded.version, sealed = excluded.sealed",
        place.table
    );
    let sealed = seal.seal(place, bytes);
    connection.prepare_cached(&sql)?.execute(params![place.row, place.version, sealed])?;
    Ok(())
}

fn migrate(connection: &mut Connection) -> Result<(), Broken> {
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let version = usize::try_from(version).unwrap_or(usize::MAX);
    if version > MIGRATIONS.len() {
        return Err(Broken::Storage(StorageProblem::Newer));
    }
    if version == MIGRATIONS.len() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in &MIGRATIONS[version..] {
        transaction.execute_batch(step)?;
    }
    let version = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    transaction.pragma_update(None, "user_version", version)?;
    Ok(transaction.commit()?)
}

/// SQLite gives its companions the mode of the file itself.
fn create_privately(directory: &Path) -> io::Result<()> {
    let mut folder = fs::DirBuilder::new();
    let mut file = fs::OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folder.mode(0o700);
        file.mode(0o600);
    }
    folder.recursive(true).create(directory)?;
    file.write(true).create_new(true).open(directory.join(NAME))?;
    Ok(())
}

impl From<rusqlite::Error> for Broken {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            // A table or column of ours that is not there, or holds another type.
            Some(ErrorCode::Unknown | ErrorCode::TypeMismatch) => Self::Damaged,
            Some(_) => Self::Storage(error.into()),
            None => Self::Damaged,
        }
    }
}

impl From<StorageProblem> for Broken {
    fn from(problem: StorageProblem) -> Self {
        Self::Storage(problem)
    }
}

impl From<rusqlite::Error> for StorageProblem {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            _ => Self::Unavailable { reason: error.to_string() },
        }
    }
}

impl From<io::Error> for StorageProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Unavailable { reason: error.to_string() },
        }
    }
}
