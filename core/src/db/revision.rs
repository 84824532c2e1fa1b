//! The number of writes a desk has seen.

use rusqlite::Connection;

use crate::error::Result;

/// Counts one write. Part of the write's own transaction.
pub(super) fn rise(conn: &Connection) -> Result<()> {
    conn.prepare_cached("UPDATE revision SET number = number + 1 WHERE id = 1")?
        .execute([])?;
    Ok(())
}

/// How many writes the desk has seen.
pub(crate) fn read(conn: &Connection) -> Result<i64> {
    Ok(conn
        .prepare_cached("SELECT number FROM revision WHERE id = 1")?
        .query_row([], |row| row.get("number"))?)
}

/// Sets the number, so that a desk put back from a backup is never taken for one that came before.
pub(crate) fn set(conn: &Connection, number: i64) -> Result<()> {
    conn.execute("UPDATE revision SET number = ?1 WHERE id = 1", [number])?;
    Ok(())
}
