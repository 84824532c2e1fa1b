//! Putting rows into the bin, back, or away for good: one column, `bin_id`, one mechanism for all. Which tables have it,
//! and what goes with what, follows from the [schema](Schema).

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::db::revision;
use crate::db::schema::Schema;
use crate::db::table::Ids;
use crate::db::word;
use crate::error::{Error, Result};
use crate::locale::Message;

/// The kind of a deleted thing in the bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Discarded {
    /// A person, with their rooms and what is in them.
    Person,
    /// A room, with what is in it.
    Relationship,
    /// A meeting, with its agenda and notes.
    Meeting,
    /// A point of an agenda.
    AgendaPoint,
    /// A promise.
    Action,
    /// A goal, with its milestones.
    Goal,
    /// A milestone.
    Milestone,
    /// Something of the library.
    Resource,
    /// A private note.
    Note,
    /// A piece of advice.
    Advice,
    /// A decision, with its options and what each mentor said.
    Decision,
    /// An entry of the journal.
    JournalEntry,
    /// An agenda template of the person's own.
    AgendaTemplate,
    /// A question of the person's own.
    Question,
    /// A contact that was no meeting.
    Contact,
    /// A challenge, with what each said of it and what was tried.
    Challenge,
}

/// Soft-deletes a row with all its dependent rows, by putting them into the bin. `entry` is the new entry's id.
pub(crate) fn discard(
    conn: &Connection,
    entry: &str,
    kind: Discarded,
    subject: &str,
    title: &str,
    now: Millis,
) -> Result<()> {
    discard_with(conn, entry, kind, subject, title, now, &[])
}

/// Soft-deletes a row as [`discard`] does, together with other rows given by table and id; one bin entry holds all.
pub(crate) fn discard_with(
    conn: &Connection,
    entry: &str,
    kind: Discarded,
    subject: &str,
    title: &str,
    now: Millis,
    along: &[(&str, String)],
) -> Result<()> {
    let table = word(kind).ok_or_else(|| Error::Internal("a kind without a word".to_owned()))?;
    conn.execute(
        "INSERT INTO bin (id, kind, subject_id, title, deleted_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![entry, table, subject, title, revision::counted(conn, now)?],
    )?;
    let moved = conn.execute(
        &format!("UPDATE {table} SET bin_id = ?1 WHERE id = ?2 AND bin_id IS NULL"),
        params![entry, subject],
    )?;
    if moved != 1 {
        return Err(Error::NotFound { what: "row" });
    }
    for (table, id) in along {
        conn.execute(
            &format!("UPDATE {table} SET bin_id = ?1 WHERE id = ?2 AND bin_id IS NULL"),
            params![entry, id],
        )?;
    }
    let schema = Schema::of(conn)?;
    for leader in &schema.tables {
        // What several rooms share goes with a room when nobody else takes part in it.
        for (table, joins, pointer) in schema.shared_by_rooms() {
            if table.name == leader.name {
                let (table, joins, column) = (&table.name, &joins.name, &pointer.column);
                conn.execute(
                    &format!(
                        "UPDATE {table} SET bin_id = ?1 WHERE bin_id IS NULL
                           AND id IN (SELECT p.{column} FROM {joins} p
                                      JOIN relationship r ON r.id = p.relationship_id WHERE r.bin_id = ?1)
                           AND NOT EXISTS (SELECT 1 FROM {joins} p
                                           JOIN relationship r ON r.id = p.relationship_id
                                           WHERE p.{column} = {table}.id AND r.bin_id IS NULL)"
                    ),
                    params![entry],
                )?;
            }
        }
        for (follower, pointer) in schema.followers_of(leader) {
            conn.execute(
                &format!(
                    "UPDATE {} SET bin_id = ?1 WHERE bin_id IS NULL
                     AND {} IN (SELECT id FROM {} WHERE bin_id = ?1)",
                    follower.name, pointer.column, leader.name
                ),
                params![entry],
            )?;
        }
    }
    tell_calendars(conn, entry)
}

/// Raises SEQUENCE of an entry's meetings (RFC 5545 section 3.8.7.4): a calendar that knows them learns of
/// the deletion, and of the return.
fn tell_calendars(conn: &Connection, entry: &str) -> Result<()> {
    conn.execute(
        "UPDATE meeting SET sequence = sequence + 1 WHERE bin_id = ?1",
        [entry],
    )?;
    Ok(())
}

/// Puts everything of an entry back. Refused while what it belongs to lies in the bin itself.
pub(crate) fn restore(conn: &Connection, entry: &str) -> Result<()> {
    let schema = Schema::of(conn)?;
    for (follower, pointer) in schema.followers() {
        let (follower, column, leader) = (&follower.name, &pointer.column, &pointer.to);
        let waits_for: Option<String> = conn
            .query_row(
                &format!(
                    "SELECT bin.title FROM {follower} f JOIN {leader} l ON l.id = f.{column}
                     JOIN bin ON bin.id = l.bin_id WHERE f.bin_id = ?1 AND l.bin_id <> ?1 LIMIT 1"
                ),
                [entry],
                |row| row.get(0),
            )
            .optional()?;
        if let Some(title) = waits_for {
            return Err(Error::Conflict(
                Message::new("error_restore_first").with("title", title),
            ));
        }
    }
    tell_calendars(conn, entry)?;
    for table in schema.in_bin() {
        conn.execute(
            &format!("UPDATE {} SET bin_id = NULL WHERE bin_id = ?1", table.name),
            [entry],
        )?;
    }
    conn.execute("DELETE FROM bin WHERE id = ?1", [entry])?;
    Ok(())
}

/// Rows by their tables.
pub(crate) type Rows = BTreeMap<String, Vec<String>>;

/// Deletes everything of an entry for good, and the reminders and drafts about it. What went leaves its id, its table
/// and the time, unless it was made up. Returns the rows that went.
pub(crate) fn purge(conn: &Connection, entry: &str, now: Option<Millis>) -> Result<Rows> {
    // What was deleted on its own goes with what it belongs to, and so do the reminders and drafts about it:
    // the foreign keys alone would leave those behind.
    let schema = Schema::of(conn)?;
    for (follower, pointer) in schema.followers() {
        let (follower, column, leader) = (&follower.name, &pointer.column, &pointer.to);
        conn.execute(
            &format!(
                "UPDATE {follower} SET bin_id = ?1 WHERE {column} IN (SELECT id FROM {leader} WHERE bin_id = ?1)"
            ),
            [entry],
        )?;
    }
    for table in schema.in_bin() {
        let table = &table.name;
        conn.execute(
            &format!("DELETE FROM reminder WHERE subject_id IN (SELECT id FROM {table} WHERE bin_id = ?1)"),
            [entry],
        )?;
        conn.execute(
            &format!("DELETE FROM note_draft WHERE subject_id IN (SELECT id FROM {table} WHERE bin_id = ?1)"),
            [entry],
        )?;
        // A form about a row names it in its scope. There are few drafts, and a purge is rare.
        conn.execute(
            &format!("DELETE FROM draft WHERE EXISTS (SELECT 1 FROM {table} WHERE bin_id = ?1 AND instr(draft.scope, id) > 0)"),
            [entry],
        )?;
    }
    let mut gone = Rows::new();
    for table in schema.in_bin() {
        let table = &table.name;
        let ids: Vec<String> = conn
            .prepare_cached(&format!("SELECT id FROM {table} WHERE bin_id = ?1"))?
            .query_map([entry], |row| row.get("id"))?
            .collect::<rusqlite::Result<_>>()?;
        gone.insert(table.clone(), ids);
        // A row that an older record brought back has a stone already.
        if let Some(now) = now {
            conn.execute(
                &format!(
                    "INSERT OR REPLACE INTO tombstone (id, kind, at)
                     SELECT id, '{table}', ?2 FROM {table} WHERE bin_id = ?1"
                ),
                params![entry, now],
            )?;
        }
        conn.execute(&format!("DELETE FROM {table} WHERE bin_id = ?1"), [entry])?;
    }
    conn.execute("DELETE FROM bin WHERE id = ?1", [entry])?;
    drop_orphans(conn)?;
    drop_empty(conn)?;
    Ok(gone)
}

/// Lets rows that came to the desk lie where what they belong to lies: in the bin, if that does.
pub(crate) fn follow(conn: &Connection, added: &BTreeMap<&'static str, Ids>) -> Result<()> {
    let ids = |table: &str| {
        let ids = added.get(table).filter(|ids| !ids.is_empty());
        ids.map(|ids| serde_json::to_string(ids).unwrap_or_else(|_| "[]".to_owned()))
    };
    let schema = Schema::of(conn)?;
    for leader in &schema.tables {
        for (table, joins, pointer) in schema.shared_by_rooms() {
            if let (true, Some(added)) = (table.name == leader.name, ids(&table.name)) {
                let (table, joins, column) = (&table.name, &joins.name, &pointer.column);
                conn.execute(
                    &format!(
                        "UPDATE {table} SET bin_id = (SELECT max(r.bin_id) FROM {joins} p
                             JOIN relationship r ON r.id = p.relationship_id WHERE p.{column} = {table}.id)
                         WHERE bin_id IS NULL AND id IN (SELECT value FROM json_each(?1))
                           AND NOT EXISTS (SELECT 1 FROM {joins} p
                                           JOIN relationship r ON r.id = p.relationship_id
                                           WHERE p.{column} = {table}.id AND r.bin_id IS NULL)"
                    ),
                    [added],
                )?;
            }
        }
        for (follower, pointer) in schema.followers_of(leader) {
            if let Some(followers) = ids(&follower.name) {
                let (follower, column, leader) = (&follower.name, &pointer.column, &leader.name);
                conn.execute(
                    &format!(
                        "UPDATE {follower} SET bin_id = (SELECT l.bin_id FROM {leader} l WHERE l.id = {follower}.{column})
                         WHERE bin_id IS NULL AND {column} IS NOT NULL
                           AND id IN (SELECT value FROM json_each(?1))"
                    ),
                    [followers],
                )?;
            }
        }
    }
    Ok(())
}

/// An SQL condition: nothing points to a row of `attachment` any more.
pub(crate) fn is_orphan(conn: &Connection) -> Result<String> {
    let schema = Schema::of(conn)?;
    // What goes with it keeps nothing alive.
    let pointers = schema.pointing_to("attachment");
    let pointers = pointers.filter(|(_, pointer)| !pointer.cascades);
    let conditions: Vec<String> = pointers
        .map(|(table, pointer)| {
            format!(
                "NOT EXISTS (SELECT 1 FROM {} WHERE {0}.{} = attachment.id)",
                table.name, pointer.column
            )
        })
        .collect();
    Ok(conditions.join(" AND "))
}

/// Drops kept files that nothing points to any more.
pub(crate) fn drop_orphans(conn: &Connection) -> Result<()> {
    conn.execute(
        &format!("DELETE FROM attachment WHERE {}", is_orphan(conn)?),
        [],
    )?;
    Ok(())
}

/// Drops entries that hold nothing any more.
pub(crate) fn drop_empty(conn: &Connection) -> Result<()> {
    let empty: Vec<String> = Schema::of(conn)?
        .in_bin()
        .map(|table| {
            format!(
                "NOT EXISTS (SELECT 1 FROM {} WHERE bin_id = bin.id)",
                table.name
            )
        })
        .collect();
    conn.execute(
        &format!("DELETE FROM bin WHERE {}", empty.join(" AND ")),
        [],
    )?;
    Ok(())
}
