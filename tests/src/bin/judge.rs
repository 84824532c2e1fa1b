//! Opens one desk after the other, as a person would, and says what it holds. Each line of input is a data
//! folder; each answer is `{"rows": NUMBER}`, equal for equal rows of every table, or `{"error": TEXT}` where
//! the desk does not open or one of SQLCipher's and SQLite's checks finds something.
//!
//! A process of its own, so that thousands of desks can be opened by several at once: SQLCipher pins its
//! memory, and the threads of one process wait for each other there.

use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_tests::{digest, moment, open_database};
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
    let conn = open_database(folder);
    let rows = digest(&conn).map_err(|error| error.to_string())?;
    drop(conn);
    drop(app);
    Ok(json!({ "rows": rows }))
}

/// Of a desk whose schema this program may not know: the rows, the schema's version and text, and how many
/// people there are.
fn closed(folder: &Path) -> Result<Value, String> {
    let read = || -> rusqlite::Result<Value> {
        let conn = open_database(folder);
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
