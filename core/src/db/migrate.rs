//! The ladder of migrations: one transaction a step, `user_version` inside it.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::clock::Millis;
use crate::error::{Error, Result};

/// One step per file. A file that has landed is never edited; the next step follows it.
const STEPS: &[&str] = &[include_str!("../../migrations/0001_the_desk.sql")];

/// The schema this program writes.
pub const SCHEMA_VERSION: i64 = STEPS.len() as i64;

/// The schema the file has; 0 for a new one.
pub(super) fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Brings the file up to [`SCHEMA_VERSION`]. A newer file is refused untouched; an older one that
/// holds anything is first copied, whole and encrypted, to `before-upgrade-…` in the data folder.
pub(super) fn upgrade(conn: &mut Connection, folder: &Path, now: Millis) -> Result<()> {
    upgrade_along(conn, folder, now, STEPS)
}

fn upgrade_along(conn: &mut Connection, folder: &Path, now: Millis, steps: &[&str]) -> Result<()> {
    let known = steps.len() as i64;
    let found = version(conn)?;
    if found > known {
        return Err(Error::DatabaseTooNew { found, known });
    }
    if found == known {
        return Ok(());
    }
    if found > 0 {
        let day = now.utc().format("%Y-%m-%dT%H%M%SZ");
        let copy = folder.join(format!("before-upgrade-{found}-to-{known}-{day}.db"));
        conn.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    }
    for (index, step) in steps.iter().enumerate() {
        let number = index as i64 + 1;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        // Another process may have climbed the ladder while this one waited for the lock.
        if version(&tx)? >= number {
            continue;
        }
        tx.execute_batch(step)?;
        tx.pragma_update(None, "user_version", number)?;
        let broken: i64 =
            tx.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        if broken > 0 {
            return Err(Error::Damaged(format!("{broken} rows lost what they point to")));
        }
        tx.commit()?;
    }
    Ok(())
}
