use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Mutex;

use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::flow::Row;

const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);
const TOKEN: &[u8] = b"a token that must not be read";

#[test]
fn what_was_saved_is_there_when_it_is_opened_again() {
    let phone = Phone::new();
    let rows = rows();
    phone.vault(&rows);

    let opened = phone.reopen().expect("opens");

    assert!(opened.rows == rows);
    assert_eq!(opened.notice, None);
}

#[test]
fn a_row_that_is_gone_is_gone_when_it_is_opened_again() {
    let phone = Phone::new();
    let mut vault = phone.vault(&rows());
    let mut rows = rows();
    rows.public = None;

    vault.save(&rows, true).expect("saves");
    drop(vault);

    assert!(phone.reopen().expect("opens").rows == rows);
}

#[test]
fn nothing_saved_can_be_read_in_the_files_and_all_are_private() {
    let phone = Phone::new();
    let _open = phone.vault(&rows());

    let mut files = 0;
    for entry in fs::read_dir(phone.directory.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(&path).expect("a file");
        assert!(!contains(&bytes, TOKEN), "{path:?}");
        assert_eq!(
            fs::metadata(&path).expect("a file").permissions().mode() & 0o077,
            0,
            "{path:?}"
        );
        files += 1;
    }
    assert_eq!(files, 3, "the file, its log and the log's index");
}

#[test]
fn a_key_store_that_answers_not_now_loses_nothing() {
    let phone = Phone::new();
    phone.vault(&rows());
    let key = phone.keyring.set(Held::NotNow);

    let problem = phone.reopen().err();

    assert_eq!(problem, Some(StorageProblem::KeyNotNow));
    phone.keyring.set(key);
    assert!(phone.reopen().expect("opens").rows == rows());
}

#[test]
fn a_lost_key_is_a_clean_start_with_the_reason() {
    for lost in [Held::Nothing, Held::Gone, Held::Key(VaultKey::from_bytes([9; 32]))] {
        let phone = Phone::new();
        phone.vault(&rows());
        phone.keyring.set(lost);

        let opened = phone.reopen().expect("opens");

        assert!(opened.rows == Rows::default());
        assert_eq!(opened.notice, Some(Notice::KeyLost));
        assert_eq!(phone.kept_aside(), 1);
        assert_eq!(phone.reopen().expect("opens").notice, None, "told once");
    }
}

#[test]
fn whatever_is_done_to_a_row_is_a_clean_start_with_the_reason() {
    let damages = [
        "UPDATE sessions SET sealed = substr(sealed, 1, 40) WHERE row = 'public'",
        "UPDATE sessions SET sealed = x'' WHERE row = 'public'",
        "UPDATE sessions SET sealed = zeroblob(100) WHERE row = 'corporate'",
        "UPDATE sessions SET sealed = (SELECT sealed FROM sessions WHERE row = 'corporate') \
         WHERE row = 'public'",
        "UPDATE attempts SET sealed = (SELECT sealed FROM sessions WHERE row = 'public')",
        "UPDATE sessions SET version = 0 WHERE row = 'public'; \
         UPDATE sessions SET sealed = zeroblob(50)",
        "DELETE FROM key",
        "DROP TABLE attempts",
    ];
    for damage in damages {
        let phone = Phone::new();
        phone.vault(&rows());
        phone.sql(damage);

        let opened = phone.reopen().expect(damage);

        assert!(opened.rows == Rows::default(), "{damage}");
        assert_eq!(opened.notice, Some(Notice::StorageDamaged), "{damage}");
        assert_eq!(phone.kept_aside(), 1, "{damage}");
    }
}

#[test]
fn a_file_that_is_no_database_is_a_clean_start_with_the_reason() {
    let phone = Phone::new();
    phone.vault(&rows());
    fs::write(phone.file(), vec![0x5A; 10_000]).expect("written");

    let opened = phone.reopen().expect("opens");

    assert_eq!(opened.notice, Some(Notice::StorageDamaged));
    assert_eq!(phone.kept_aside(), 1);
}

#[test]
fn a_file_cut_anywhere_never_panics_and_loses_nothing_silently() {
    let phone = Phone::new();
    phone.vault(&rows());
    phone.sql("PRAGMA wal_checkpoint(TRUNCATE)");
    let whole = fs::read(phone.file()).expect("a file");

    for length in (0..whole.len()).step_by(509) {
        let phone = Phone { keyring: phone.keyring.clone(), ..Phone::new() };
        fs::write(phone.file(), &whole[..length]).expect("written");
        let key = phone.keyring.get();
        match phone.reopen() {
            Ok(opened) => assert!(
                opened.rows == rows() || opened.notice == Some(Notice::StorageDamaged),
                "cut to {length}"
            ),
            Err(problem) => panic!("cut to {length}: {problem:?}"),
        }
        phone.keyring.set(key);
    }
}

#[test]
fn a_newer_versions_file_is_left_as_it_is() {
    for newer in ["PRAGMA user_version = 99", "UPDATE sessions SET version = 99"] {
        let phone = Phone::new();
        phone.vault(&rows());
        phone.sql(newer);

        assert_eq!(phone.reopen().err(), Some(StorageProblem::Newer), "{newer}");
        assert_eq!(phone.kept_aside(), 0, "{newer}");
    }
}

#[test]
fn in_the_background_no_lock_is_held() {
    let phone = Phone::new();
    let mut vault = phone.vault(&rows());
    vault.release();

    let other = Connection::open(phone.file()).expect("opens");
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT").expect("alone");
    drop(other);

    let mut changed = rows();
    changed.owed = Some(b"more".to_vec());
    vault.save(&changed, false).expect("saves again");
    assert!(phone.reopen().expect("opens").rows == changed);
}

#[test]
fn a_save_that_fails_leaves_what_was_saved_before() {
    let phone = Phone::new();
    let mut vault = phone.vault(&rows());
    let mut full = rows();
    full.attempt = Some(vec![0x5A; 1 << 20]);
    let open = vault.open.as_mut().and_then(|open| open.file.as_mut()).expect("open");
    open.limit_pages(20);

    assert_eq!(vault.save(&full, true), Err(StorageProblem::Full));
    drop(vault);

    assert!(phone.reopen().expect("opens").rows == rows());
}

fn rows() -> Rows {
    let mut rows = Rows::default();
    for (row, tail) in Row::ALL.into_iter().zip([&b"1"[..], b"2", b"3", b"4"]) {
        rows.set(row, Some([TOKEN, tail].concat()));
    }
    rows
}

fn contains(bytes: &[u8], planted: &[u8]) -> bool {
    bytes.windows(planted.len()).any(|window| window == planted)
}

struct Phone {
    directory: TempDir,
    keyring: Arc<MemoryKeyring>,
}

impl Phone {
    fn new() -> Self {
        let directory = tempfile::tempdir().expect("a folder");
        Self { directory, keyring: Arc::new(MemoryKeyring(Mutex::new(Held::Nothing))) }
    }

    /// An open vault that holds the rows.
    fn vault(&self, rows: &Rows) -> Vault {
        let mut vault = Vault::new(self.directory.path().to_owned(), self.keyring.clone());
        vault.open(NOW).expect("opens");
        vault.save(rows, true).expect("saves");
        vault
    }

    fn reopen(&self) -> Result<Opened, StorageProblem> {
        Vault::new(self.directory.path().to_owned(), self.keyring.clone()).open(NOW)
    }

    fn file(&self) -> PathBuf {
        self.directory.path().join("vestibule.db")
    }

    fn sql(&self, sql: &str) {
        let connection = Connection::open(self.file()).expect("opens");
        connection.execute_batch(sql).expect(sql);
    }

    fn kept_aside(&self) -> usize {
        let is_kept = |path: &Path| path.extension().is_some_and(|end| end == "damaged");
        let entries = fs::read_dir(self.directory.path()).expect("a folder");
        entries.filter(|entry| is_kept(&entry.as_ref().expect("an entry").path())).count()
    }
}

struct MemoryKeyring(Mutex<Held>);

#[derive(Clone)]
enum Held {
    Nothing,
    Key(VaultKey),
    NotNow,
    Gone,
}

impl MemoryKeyring {
    /// Gives what was held before.
    fn set(&self, held: Held) -> Held {
        std::mem::replace(&mut self.0.lock().expect("not poisoned"), held)
    }

    fn get(&self) -> Held {
        self.0.lock().expect("not poisoned").clone()
    }
}

impl Keyring for MemoryKeyring {
    fn read(&self) -> Result<Option<VaultKey>, KeyringError> {
        match self.get() {
            Held::Nothing => Ok(None),
            Held::Key(key) => Ok(Some(key)),
            Held::NotNow => Err(KeyringError::NotNow { reason: "locked".to_owned() }),
            Held::Gone => Err(KeyringError::Gone { reason: "reset".to_owned() }),
        }
    }

    fn write(&self, key: &VaultKey) -> Result<(), KeyringError> {
        self.set(Held::Key(key.clone()));
        Ok(())
    }
}
