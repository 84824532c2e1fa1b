//! Whole copies of a database: made by SQLite itself, never from the file's bytes, and compared row by row
//! with what they were made from.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::connect::{Rows, connect, data_version, make_file};
use super::{ground, page};
use crate::error::{Error, Result};

/// How often a copy is begun anew because somebody wrote meanwhile, before writing has to wait for it.
const FREE_TRIES: u32 = 3;

/// The number of progress steps of a copy.
pub(crate) const STEPS: u64 = 100;

/// A progress callback, of [`STEPS`]; an error stops the work.
pub(crate) type Step<'a> = dyn FnMut(u64) -> Result<()> + 'a;

/// Order-independent checksums of each table's rows: how many, and their hashes added up, whatever their order.
pub(crate) type Contents = BTreeMap<String, (u64, [u64; 4])>;

/// Copies the database behind `conn` to `to`, under the same key, and verifies the copy: every page, every
/// reference, and every row against the snapshot it was made from. The file is on the disk when this
/// returns; what an error leaves is for the caller to take away.
///
/// # Errors
/// [`Error::Damaged`] where the copy does not verify, which says the same of its source.
pub(crate) fn write(conn: &Connection, key: &str, to: &Path, step: &mut Step<'_>) -> Result<()> {
    make_file(to)?;
    let mut tries = 0;
    let source = loop {
        // VACUUM cannot run inside a transaction, so the snapshot is pinned from outside: the copy is good
        // if nobody else committed until the rows were read, which `data_version` tells.
        let writers_wait = (tries >= FREE_TRIES)
            .then(|| hold_writers(conn, key))
            .transpose()?;
        std::fs::OpenOptions::new()
            .write(true)
            .truncate(true)
            .open(to)?;
        let before = data_version(conn)?;
        conn.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
        page::vouch(conn)?;
        step(30)?;
        let snapshot = conn.unchecked_transaction()?;
        let contents = contents(&snapshot)?;
        let after = data_version(&snapshot)?;
        drop(snapshot);
        drop(writers_wait);
        if before == after {
            break contents;
        }
        tries += 1;
    };
    step(55)?;
    std::fs::File::open(to)?.sync_all()?;
    verify(to, key, &source, step)
}

/// Compares a copy with the rows it must hold, after checking every page and every reference in it.
pub(crate) fn verify(
    path: &Path,
    key: &str,
    expected: &Contents,
    step: &mut Step<'_>,
) -> Result<()> {
    let copy = open(path, key)?;
    let found = problems(&copy)?;
    if let Some(problem) = found.first() {
        return Err(Error::Damaged(problem.clone()));
    }
    step(80)?;
    if &contents(&copy)? != expected {
        return Err(Error::Damaged("a copy differs from its source".to_owned()));
    }
    step(STEPS)
}

/// Keeps others from writing until the connection is dropped.
fn hold_writers(conn: &Connection, key: &str) -> Result<Connection> {
    let path = conn
        .path()
        .ok_or_else(|| Error::Internal("a database without a file".to_owned()))?;
    let guard = connect(Path::new(path), key, true, Rows::Somebodys)?;
    guard.execute_batch("BEGIN IMMEDIATE")?;
    Ok(guard)
}

/// Opens a copy for reading only. Nothing is made beside it.
pub(crate) fn open(path: &Path, key: &str) -> Result<Connection> {
    ground::refuse_no_file(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    unlock(Connection::open_with_flags(path, flags)?, key)
}

/// Opens a database as its main file alone says, whatever log lies beside it, and touches nothing.
pub(crate) fn open_without_log(path: &Path, key: &str) -> Result<Connection> {
    let mut uri = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b':' => {
                uri.push(char::from(byte));
            }
            b'\\' => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    unlock(Connection::open_with_flags(uri, flags)?, key)
}

pub(super) fn unlock(conn: Connection, key: &str) -> Result<Connection> {
    conn.pragma_update(None, "cipher_log_level", "NONE")?;
    let raw = Zeroizing::new(format!("x'{key}'"));
    conn.pragma_update(None, "key", raw.as_str())?;
    conn.pragma_update(None, "cipher_memory_security", "ON")?;
    conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| {
        row.get::<_, i64>(0)
    })?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    conn.pragma_update(None, "cell_size_check", "ON")?;
    conn.pragma_update(None, "mmap_size", 0)?;
    Ok(conn)
}

/// Integrity errors of a database, as SQLCipher (every page's HMAC), SQLite (structure) and the schema
/// (references) tell it; nothing for a whole one.
pub(crate) fn problems(conn: &Connection) -> Result<Vec<String>> {
    let mut found = lines(conn, "cipher_integrity_check")?;
    found.extend(
        lines(conn, "integrity_check")?
            .into_iter()
            .filter(|line| line != "ok"),
    );
    let broken: i64 =
        conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
            row.get(0)
        })?;
    if broken > 0 {
        found.push(format!("{broken} rows lost what they point to"));
    }
    Ok(found)
}

/// The rows a pragma answers with, as text.
pub(crate) fn lines(conn: &Connection, pragma: &str) -> Result<Vec<String>> {
    let mut query = conn.prepare(&format!("PRAGMA {pragma}"))?;
    let lines = query
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(lines)
}

/// Checksums of every table's rows, the schema among them.
pub(crate) fn contents(conn: &Connection) -> Result<Contents> {
    let mut tables: Vec<String> = conn
        .prepare(
            "SELECT name FROM pragma_table_list
             WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )?
        .query_map([], |row| row.get("name"))?
        .collect::<rusqlite::Result<_>>()?;
    tables.push("pragma_user_version".to_owned());
    let mut contents = Contents::new();
    contents.insert(
        String::new(),
        rows(conn, "SELECT type, name, tbl_name, sql FROM sqlite_master")?,
    );
    for table in tables {
        let found = rows(conn, &format!("SELECT * FROM \"{table}\""))?;
        contents.insert(table, found);
    }
    page::vouch(conn)?;
    Ok(contents)
}

fn rows(conn: &Connection, sql: &str) -> Result<(u64, [u64; 4])> {
    let mut query = conn.prepare(sql)?;
    let columns = query.column_count();
    let mut rows = query.query([])?;
    let (mut count, mut sum) = (0u64, [0u64; 4]);
    while let Some(row) = rows.next()? {
        let mut hash = Sha256::new();
        for column in 0..columns {
            let (kind, bytes): (u8, &[u8]) = match row.get_ref(column)? {
                ValueRef::Null => (0, &[]),
                ValueRef::Integer(number) => (1, &number.to_le_bytes()),
                ValueRef::Real(number) => (2, &number.to_bits().to_le_bytes()),
                ValueRef::Text(text) => (3, text),
                ValueRef::Blob(bytes) => (4, bytes),
            };
            hash.update([kind]);
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
        let hash = hash.finalize();
        for (lane, part) in sum.iter_mut().zip(hash.as_chunks::<8>().0) {
            *lane = lane.wrapping_add(u64::from_le_bytes(*part));
        }
        count += 1;
    }
    Ok((count, sum))
}
