//! Opens one desk after the other, as a person would, and says what it holds. Each line of input is a data
//! folder; each answer is `{"rows": NUMBER}`, equal for equal rows of every table, or `{"error": TEXT}` where
//! the desk does not open or one of SQLCipher's and SQLite's checks finds something. One that asks is opened by
//! [`CLOSED_BY`], and has to be closed then.
//!
//! A process of its own, so that thousands of desks can be opened by several at once: SQLCipher pins its
//! memory, and the threads of one process wait for each other there.

use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::{Secret, dispatch};
use ithaca_core::keys::{self, DatabaseKey, Keychain, Proof};
use ithaca_tests::{CLOSED_BY, digest, moment, open_database_by};
use rusqlite::Connection;
use serde_json::{Value, json};

fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line of text");
        let answer = match line.strip_prefix("closed ") {
            Some(folder) => closed(Path::new(folder)),
            None => opened(Path::new(&line)),
        };
        let answer = answer.unwrap_or_else(|error| json!({ "error": error }));
        if writeln!(out, "{answer}")
            .and_then(|()| out.flush())
            .is_err()
        {
            return;
        }
    }
}

fn opened(folder: &Path) -> Result<Value, String> {
    let (now, zone) = moment("2026-03-02T09:00[Europe/Paris]");
    let app = App::open(folder, Arc::new(FixedClock::new(now, zone)))
        .map_err(|error| error.to_string())?;
    if app.is_locked() {
        let proof = json!({ "kind": "passphrase", "typed": CLOSED_BY });
        let run = |name, request| dispatch(&app, name, request).map_err(|error| error.message);
        run("vault_unlock", json!({ "proof": proof }))?;
        if run("vault_show", json!({}))?["closing"]["unfinished"] == true {
            return Err("it is open, and not closed".to_owned());
        }
    }
    let conn = database(folder)?;
    let rows = digest(&conn).map_err(|error| error.to_string())?;
    drop(conn);
    drop(app);
    Ok(json!({ "rows": rows }))
}

/// The database by a key of this device, or else by one that the passphrase opens. Between two keys the device may have
/// the one and the passphrase both.
fn database(folder: &Path) -> Result<Connection, String> {
    let fitting = |keys: &[DatabaseKey]| {
        let mut desks = keys.iter().map(|key| open_database_by(folder, key));
        desks.find(|conn| {
            let count = "SELECT count(*) FROM sqlite_master";
            conn.query_row(count, [], |row| row.get::<_, i64>(0))
                .is_ok()
        })
    };
    let of_device = keys::open(folder, Keychain::Alone).map_err(|error| error.to_string())?;
    if let Some(conn) = fitting(&of_device.unwrap_or_default()) {
        return Ok(conn);
    }
    let passphrase = Secret::new(CLOSED_BY.to_owned());
    let opened = keys::unlock(folder, Proof::Passphrase(&passphrase));
    let opened = opened.map_err(|error| error.to_string())?;
    fitting(&opened).ok_or_else(|| "no key there is opens it".to_owned())
}

/// Of a desk whose schema this program may not know: the rows, the schema's version and text, and how many
/// people there are.
fn closed(folder: &Path) -> Result<Value, String> {
    let conn = database(folder)?;
    let read = || -> rusqlite::Result<Value> {
        let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let schema: Vec<String> = conn
            .prepare("SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name, type")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let count = "SELECT count(*) FROM person WHERE bin_id IS NULL";
        let people: Option<i64> = conn.query_row(count, [], |row| row.get(0)).ok();
        let rows = digest(&conn)?;
        Ok(json!({ "rows": rows, "version": version, "schema": schema, "people": people }))
    };
    read().map_err(|error| error.to_string())
}
