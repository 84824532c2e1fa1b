//! The number of writes a desk has seen, and when it was last written to or looked at by a clock that is believed.

use rusqlite::{Connection, OptionalExtension, params};

use super::record;
use crate::clock::Millis;
use crate::error::Result;
use crate::id::Id;

/// How far beyond the last look a clock is believed: longer than most leave a desk alone.
const AHEAD: i64 = 31 * Millis::DAY;

/// How far before it: further than any two zones lie apart.
const BEHIND: i64 = Millis::DAY;

/// How much of the time between two looks counts as retention time in the bin: a week, as often as many come by.
/// Nobody can tell a month away from a clock set forward by a month, so neither empties the bin.
const COUNTS: i64 = 7 * Millis::DAY;

/// After how long without a write a look at the desk is noted.
const NOTED: i64 = Millis::DAY / 2;

/// Increments the write counter. Part of the write's own transaction. A clock that is not believed does not move
/// the time of the last look: what it does would else make it believed.
pub(super) fn rise(conn: &Connection, now: Millis) -> Result<()> {
    skip_unseen(conn, now)?;
    conn.prepare_cached(
        "UPDATE revision SET number = number + 1,
                at = CASE WHEN at IS NULL OR ?1 BETWEEN at - ?2 AND at + ?3 THEN ?1 ELSE at END
         WHERE id = 1",
    )?
    .execute(params![now, BEHIND, AHEAD])?;
    Ok(())
}

/// Whether a look at the desk is to be noted by [`look`]: something lies in the bin, and the last look is long ago.
pub(crate) fn is_unseen(conn: &Connection, now: Millis) -> Result<bool> {
    Ok(conn
        .prepare_cached(
            "SELECT 1 FROM revision WHERE id = 1 AND (at IS NULL OR ?1 > at + ?2) AND EXISTS (SELECT 1 FROM bin)",
        )?
        .exists(params![now, NOTED])?)
}

/// Notes that the desk is looked at now, by a clock that is believed.
pub(crate) fn look(conn: &Connection, now: Millis) -> Result<()> {
    skip_unseen(conn, now)?;
    conn.prepare_cached("UPDATE revision SET at = ?1 WHERE id = 1")?
        .execute([now])?;
    Ok(())
}

/// Extends the retention of what lies in the bin by the time that went by unseen: of a longer gap since the last look
/// one week counts. A clock that is not believed says nothing of time.
fn skip_unseen(conn: &Connection, now: Millis) -> Result<()> {
    let last: Option<Millis> = conn
        .prepare_cached("SELECT at FROM revision WHERE id = 1 AND ?1 > at + ?2 AND ?1 <= at + ?3")?
        .query_row(params![now, COUNTS, AHEAD], |row| row.get("at"))
        .optional()?;
    let Some(last) = last else {
        return Ok(());
    };
    // What was deleted since has all of its days before it.
    conn.prepare_cached("UPDATE bin SET deleted_at = deleted_at + ?1 WHERE deleted_at <= ?2")?
        .execute(params![now.0 - last.0 - COUNTS, last])?;
    Ok(())
}

/// When the last look was, if `now` lies so far from it that the clock may be wrong.
pub(crate) fn doubted(conn: &Connection, now: Millis) -> Result<Option<Millis>> {
    Ok(conn
        .prepare_cached(
            "SELECT at FROM revision WHERE id = 1 AND ?1 NOT BETWEEN at - ?2 AND at + ?3",
        )?
        .query_row(params![now, BEHIND, AHEAD], |row| row.get("at"))
        .optional()?)
}

/// The instant that retention is counted from of what is deleted now: by a clock that is doubted, the last look. A
/// made-up year is told in a batch, by a clock of its own that nobody doubts.
pub(crate) fn counted(conn: &Connection, now: Millis) -> Result<Millis> {
    if record::is_paused(conn)? {
        return Ok(now);
    }
    Ok(doubted(conn, now)?.unwrap_or(now))
}

/// Accepts a doubted clock: sets the time of the last look to now. All the time that it says went by counts. What was
/// deleted by a clock ahead of it was deleted now; what was deleted by a clock behind it, and accepted then, counts from
/// the day in its id again.
pub(crate) fn believe(conn: &Connection, now: Millis) -> Result<()> {
    let entries: Vec<(Id<()>, Millis)> = conn
        .prepare_cached("SELECT id, deleted_at FROM bin")?
        .query_map([], |row| Ok((row.get("id")?, row.get("deleted_at")?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut update = conn.prepare_cached("UPDATE bin SET deleted_at = ?2 WHERE id = ?1")?;
    for (id, counts_from) in entries {
        let made = id.dated().unwrap_or(counts_from);
        let sound = counts_from.max(made).min(now);
        if sound != counts_from {
            update.execute(params![id, sound])?;
        }
    }
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
