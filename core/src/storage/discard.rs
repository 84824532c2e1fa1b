//! Putting rows into the bin, back, or away for good: one column, `bin_id`, one mechanism for all.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::db::table::Ids;
use crate::db::word;
use crate::error::{Error, Result};
use crate::locale::Message;

/// What can lie in the bin.
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

/// The tables with a `bin_id`, children first so that purging meets no foreign key.
const TABLES: [&str; 17] = [
    "note",
    "challenge",
    "advice",
    "decision",
    "journal_entry",
    "agenda_template",
    "question",
    "contact",
    "agenda_point",
    "milestone",
    "action",
    "resource",
    "goal",
    "meeting",
    "meeting_series",
    "relationship",
    "person",
];

/// What goes with what: rows of the first table leave when the row of the second they point to does.
/// In this order, so that a person takes the rooms and the rooms take their meetings.
const FOLLOWERS: [(&str, &str, &str); 17] = [
    ("relationship", "person_id", "person"),
    ("note", "person_id", "person"),
    ("note", "relationship_id", "relationship"),
    ("agenda_point", "relationship_id", "relationship"),
    ("action", "relationship_id", "relationship"),
    ("goal", "relationship_id", "relationship"),
    ("advice", "relationship_id", "relationship"),
    ("decision", "relationship_id", "relationship"),
    ("journal_entry", "relationship_id", "relationship"),
    ("contact", "relationship_id", "relationship"),
    ("agenda_template", "relationship_id", "relationship"),
    ("question", "relationship_id", "relationship"),
    ("agenda_point", "meeting_id", "meeting"),
    ("note", "meeting_id", "meeting"),
    ("milestone", "goal_id", "goal"),
    ("note", "goal_id", "goal"),
    ("note", "journal_entry_id", "journal_entry"),
];

/// What several rooms share: its table, the one that says whose it is, and that one's column.
const TOGETHER: [(&str, &str, &str); 2] = [
    ("meeting", "meeting_participant", "meeting_id"),
    ("meeting_series", "meeting_series_participant", "series_id"),
];

/// Puts a row into the bin, with all that belongs to it. `entry` is the new entry's id.
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

/// The same, with other rows that go and come back together with it, each by its table and id.
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
        params![entry, table, subject, title, now],
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
    for (follower, column, leader) in FOLLOWERS {
        if leader == "meeting" {
            // A meeting goes with its room when nobody else takes part in it, and so does a series.
            for (table, joins, column) in TOGETHER {
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
        conn.execute(
            &format!(
                "UPDATE {follower} SET bin_id = ?1 WHERE bin_id IS NULL
                 AND {column} IN (SELECT id FROM {leader} WHERE bin_id = ?1)"
            ),
            params![entry],
        )?;
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
    for (follower, column, leader) in FOLLOWERS {
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
    for table in TABLES {
        conn.execute(
            &format!("UPDATE {table} SET bin_id = NULL WHERE bin_id = ?1"),
            [entry],
        )?;
    }
    conn.execute("DELETE FROM bin WHERE id = ?1", [entry])?;
    Ok(())
}

/// Rows by their tables.
pub(crate) type Rows = BTreeMap<&'static str, Vec<String>>;

/// Deletes everything of an entry for good, and the reminders and drafts about it. What went leaves its id, its table
/// and the time, unless it was made up. Returns the rows that went.
pub(crate) fn purge(conn: &Connection, entry: &str, now: Option<Millis>) -> Result<Rows> {
    // What was deleted on its own goes with what it belongs to, and so do the reminders and drafts about it:
    // the foreign keys alone would leave those behind.
    for (follower, column, leader) in FOLLOWERS {
        conn.execute(
            &format!(
                "UPDATE {follower} SET bin_id = ?1 WHERE {column} IN (SELECT id FROM {leader} WHERE bin_id = ?1)"
            ),
            [entry],
        )?;
    }
    for table in TABLES {
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
    for table in TABLES {
        let ids: Vec<String> = conn
            .prepare_cached(&format!("SELECT id FROM {table} WHERE bin_id = ?1"))?
            .query_map([entry], |row| row.get("id"))?
            .collect::<rusqlite::Result<_>>()?;
        gone.insert(table, ids);
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
    conn.execute(
        "DELETE FROM attachment WHERE NOT EXISTS
           (SELECT 1 FROM resource WHERE resource.attachment_id = attachment.id)",
        [],
    )?;
    drop_empty(conn)?;
    Ok(gone)
}

/// Lets rows that came to the desk lie where what they belong to lies: in the bin, if that does.
pub(crate) fn follow(conn: &Connection, added: &BTreeMap<&'static str, Ids>) -> Result<()> {
    let ids = |table: &str| {
        let ids = added.get(table).filter(|ids| !ids.is_empty());
        ids.map(|ids| serde_json::to_string(ids).unwrap_or_else(|_| "[]".to_owned()))
    };
    for (follower, column, leader) in FOLLOWERS {
        for (table, joins, column) in TOGETHER {
            if let ("meeting", Some(added)) = (leader, ids(table)) {
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
        if let Some(followers) = ids(follower) {
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
    Ok(())
}

/// Drops entries that hold nothing any more.
pub(crate) fn drop_empty(conn: &Connection) -> Result<()> {
    let empty: Vec<String> = TABLES
        .iter()
        .map(|table| format!("NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.bin_id = bin.id)"))
        .collect();
    conn.execute(
        &format!("DELETE FROM bin WHERE {}", empty.join(" AND ")),
        [],
    )?;
    Ok(())
}
