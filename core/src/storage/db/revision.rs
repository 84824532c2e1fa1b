//! The number of writes a desk has seen, and when the last one was by a clock that is believed.

use rusqlite::{Connection, OptionalExtension, params};

use crate::clock::Millis;
use crate::error::Result;

/// How far beyond the last write a clock is believed: longer than most leave a desk alone.
const AHEAD: i64 = 31 * Millis::DAY;

/// How far before it: further than any two zones lie apart.
const BEHIND: i64 = Millis::DAY;

/// Increments the write counter. Part of the write's own transaction. A clock that is not believed does not move
/// the time of the last one: what it does would else make it believed.
pub(super) fn rise(conn: &Connection, now: Millis) -> Result<()> {
    conn.prepare_cached(
        "UPDATE revision SET number = number + 1,
                at = CASE WHEN at IS NULL OR ?1 BETWEEN at - ?2 AND at + ?3 THEN ?1 ELSE at END
         WHERE id = 1",
    )?
    .execute(params![now, BEHIND, AHEAD])?;
    Ok(())
}

/// When the last write was, if `now` lies so far from it that the clock may be wrong.
pub(crate) fn doubted(conn: &Connection, now: Millis) -> Result<Option<Millis>> {
    Ok(conn
        .prepare_cached(
            "SELECT at FROM revision WHERE id = 1 AND ?1 NOT BETWEEN at - ?2 AND at + ?3",
        )?
        .query_row(params![now, BEHIND, AHEAD], |row| row.get("at"))
        .optional()?)
}

/// Accepts a doubted clock: sets the time of the last write to now.
pub(crate) fn believe(conn: &Connection, now: Millis) -> Result<()> {
    conn.prepare_cached("UPDATE revision SET at = ?1 WHERE id = 1")?
        .execute([now])?;
    Ok(())
}

/// How many writes the desk has seen.
pub(crate) fn read(conn: &Connection) -> Result<i64> {
    Ok(conn
        .prepare_cached("SELECT number FROM revision WHERE id = 1")?
        .query_row([], |row| row.get("number"))?)
}

/// Sets the number, so that a desk put back from a backup is never taken for one that came before. When it was last
/// written to is not asked then: the person has just said that this is the desk of now.
pub(crate) fn set(conn: &Connection, number: i64) -> Result<()> {
    conn.execute("UPDATE revision SET number = ?1 WHERE id = 1", [number])?;
    let dated = "SELECT 1 FROM pragma_table_info('revision') WHERE name = 'at'";
    // An older schema does not know it.
    if conn.prepare(dated)?.exists([])? {
        conn.execute("UPDATE revision SET at = NULL WHERE id = 1", [])?;
    }
    Ok(())
}
