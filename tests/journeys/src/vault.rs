//! What a vault's file holds, for tests that look into it or change it with its key.
//!
//! It knows of the file what any version may rely on: one table for sessions and one for attempts,
//! each row sealed by AES-256-GCM, a random nonce first, with table, row and version bound in.

use std::collections::BTreeMap;
use std::path::Path;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use rusqlite::Connection;
use serde_json::Value;
use vestibule::VaultKey;
use vestibule::flow;

/// The rows of a vault by their names, as the JSON that they are.
pub type Rows = BTreeMap<String, Value>;

/// Every row of the vault in a folder.
///
/// # Panics
///
/// Where the vault can't be read by this key.
pub fn rows(directory: &Path, key: &VaultKey) -> Rows {
    let database = open(directory);
    ["sessions", "attempts"].into_iter().flat_map(|table| read(&database, table, key)).collect()
}

/// Puts an attempt in place of the one that is there, as another version may have saved it.
///
/// # Panics
///
/// Where the vault can't be written.
pub fn replace_attempt(directory: &Path, key: &VaultKey, attempt: &Value) {
    let mut body = attempt.to_string().into_bytes();
    // Never used for two different bodies: the key is a test's own.
    let nonce = [7; NONCE_LEN];
    let place = Aad::from(place("attempts", "attempt", flow::Rows::VERSION));
    let nonce_of = Nonce::assume_unique_for_key(nonce);
    sealing(key).seal_in_place_append_tag(nonce_of, place, &mut body).expect("it is short");
    let sealed = [nonce.as_slice(), &body].concat();
    open(directory)
        .execute("UPDATE attempts SET sealed = ?1 WHERE row = 'attempt'", [sealed])
        .expect("it is written");
}

fn open(directory: &Path) -> Connection {
    Connection::open(directory.join("vestibule.db")).expect("a database")
}

fn read(database: &Connection, table: &str, key: &VaultKey) -> Vec<(String, Value)> {
    let mut rows =
        database.prepare(&format!("SELECT row, version, sealed FROM {table}")).expect("a table");
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("rows");
    rows.map(|row| {
        let (row, version, sealed): (String, u32, Vec<u8>) = row.expect("a row");
        let (nonce, body) = sealed.split_at(NONCE_LEN);
        let nonce = Nonce::try_assume_unique_for_key(nonce).expect("a nonce");
        let mut body = body.to_vec();
        let place = Aad::from(place(table, &row, version));
        let opened = sealing(key).open_in_place(nonce, place, &mut body).expect("the key fits");
        let json = serde_json::from_slice(opened).expect("JSON");
        (row, json)
    })
    .collect()
}

fn sealing(key: &VaultKey) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key.expose()).expect("32 bytes"))
}

fn place(table: &str, row: &str, version: u32) -> Vec<u8> {
    format!("vestibule/{table}/{row}/{version}").into_bytes()
}
