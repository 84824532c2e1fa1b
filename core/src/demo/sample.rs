//! Which rows are made up, and taking them away again.

use rusqlite::{Connection, params};
use serde::Serialize;

use crate::app::App;
use crate::db::schema::Schema;
use crate::db::word;
use crate::discard;
use crate::error::Result;
use crate::relationships::{self, RelationshipId};

/// What a made-up row is; also the name of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Made {
    Person,
    Relationship,
    Meeting,
    AgendaPoint,
    Goal,
    Action,
    Resource,
    Note,
    Advice,
    Decision,
    JournalEntry,
    Contact,
    Challenge,
    AgendaTemplate,
    Question,
}

/// Remembers that a row is made up.
pub(super) fn mark(app: &App, kind: Made, id: impl ToString) -> Result<()> {
    app.write_for_good(|tx| {
        tx.prepare_cached("INSERT INTO sample (subject_id, kind) VALUES (?1, ?2)")?
            .execute(params![id.to_string(), word(kind)])?;
        Ok(())
    })
}

/// Takes every made-up row away for good, in one transaction, and forgets what undo would bring back.
///
/// Kept of what the person added: goals, promises, decisions, wins, templates and questions of a made-up room become
/// their own, without a room;
/// meetings stay while somebody else of theirs takes part; a room of their own with a made-up person
/// stays, and so does that person. With the made-up rooms go what cannot stand without them: agenda
/// points, advice, private notes, milestones and check-ins in them, and meetings with nobody else.
pub(super) fn remove(app: &App) -> Result<()> {
    app.write_for_good(|tx| {
        let left_behind = own_rooms(tx)?;
        empty_bin(tx)?;
        free_own_rows(tx)?;
        delete_rows(tx)?;
        delete_traces(tx)?;
        for room in left_behind {
            relationships::store::refresh_contact(tx, app, room)?;
        }
        Ok(())
    })?;
    app.forget_changes();
    app.checkpoint()
}

/// The person's own rooms in which something made up took place.
fn own_rooms(conn: &Connection) -> Result<Vec<RelationshipId>> {
    let rooms = conn
        .prepare(
            "SELECT DISTINCT p.relationship_id FROM sample s JOIN meeting_participant p ON p.meeting_id = s.subject_id
             WHERE p.relationship_id NOT IN (SELECT subject_id FROM sample)",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rooms)
}

/// What was deleted as a made-up thing goes with all that went with it.
fn empty_bin(conn: &Connection) -> Result<()> {
    let entries: Vec<String> = conn
        .prepare("SELECT id FROM bin WHERE subject_id IN (SELECT subject_id FROM sample)")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for entry in entries {
        discard::purge(conn, &entry, None)?;
    }
    Ok(())
}

fn free_own_rows(conn: &Connection) -> Result<()> {
    for table in ["action", "goal", "decision", "agenda_template", "question"] {
        conn.execute(
            &format!(
                "UPDATE {table} SET relationship_id = NULL
                 WHERE relationship_id IN (SELECT subject_id FROM sample WHERE kind = 'relationship')
                   AND id NOT IN (SELECT subject_id FROM sample)"
            ),
            [],
        )?;
    }
    conn.execute(
        "UPDATE journal_entry SET relationship_id = NULL
         WHERE relationship_id IN (SELECT subject_id FROM sample WHERE kind = 'relationship')
           AND whose = 'mine' AND id NOT IN (SELECT subject_id FROM sample)",
        [],
    )?;
    conn.execute(
        "UPDATE agenda_point SET relationship_id = NULL
         WHERE relationship_id IN (SELECT subject_id FROM sample WHERE kind = 'relationship')
           AND meeting_id IS NOT NULL AND id NOT IN (SELECT subject_id FROM sample)",
        [],
    )?;
    Ok(())
}

fn delete_rows(conn: &Connection) -> Result<()> {
    // Those who take part decide before their rooms are gone.
    conn.execute(
        "DELETE FROM meeting WHERE id NOT IN (SELECT subject_id FROM sample)
           AND EXISTS (SELECT 1 FROM meeting_participant p WHERE p.meeting_id = meeting.id)
           AND NOT EXISTS (SELECT 1 FROM meeting_participant p WHERE p.meeting_id = meeting.id
                           AND p.relationship_id NOT IN (SELECT subject_id FROM sample))",
        [],
    )?;
    for table in Schema::of(conn)?.in_bin() {
        let table = &table.name;
        // Whoever a room of the person's own is with stays.
        let besides = match table.as_str() {
            "person" => {
                "AND NOT EXISTS (SELECT 1 FROM relationship r WHERE r.person_id = person.id)"
            }
            _ => "",
        };
        conn.execute(
            &format!(
                "DELETE FROM {table} WHERE id IN (SELECT subject_id FROM sample WHERE kind = '{table}') {besides}"
            ),
            [],
        )?;
    }
    Ok(())
}

/// Reminders, drafts, bin entries and file contents that have lost what they were about.
fn delete_traces(conn: &Connection) -> Result<()> {
    let lost: Vec<String> = Schema::of(conn)?
        .in_bin()
        .map(|table| {
            format!(
                "NOT EXISTS (SELECT 1 FROM {} WHERE id = subject_id)",
                table.name
            )
        })
        .collect();
    for traces in ["reminder", "note_draft"] {
        conn.execute(
            &format!("DELETE FROM {traces} WHERE {}", lost.join(" AND ")),
            [],
        )?;
    }
    for sql in [
        "DELETE FROM meeting_series WHERE NOT EXISTS
           (SELECT 1 FROM meeting_series_participant p WHERE p.series_id = meeting_series.id)",
        "DELETE FROM sample",
    ] {
        conn.execute(sql, [])?;
    }
    discard::drop_orphans(conn)?;
    discard::drop_empty(conn)
}
