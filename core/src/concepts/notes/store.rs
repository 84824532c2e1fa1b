//! The private tables: the only place that reads what a note says, and that gives it out.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::model::{
    CameUpIn, Note, NoteAspect, NoteDraftOf, NoteId, NoteList, NoteSubject, NotesOf,
};
use crate::app::App;
use crate::clock::Millis;
use crate::db::schema::Schema;
use crate::db::table::{self, Stood, Table};
use crate::db::{Listing, Write, read_word_option, word};
use crate::error::{OrNotFound, Result};
use crate::markdown;
use crate::meetings::MeetingId;
use crate::time;

const SELECT: &str = "SELECT n.id, n.person_id, n.relationship_id, n.meeting_id, n.goal_id, n.journal_entry_id, n.body, n.created_at,
      n.changed_at, n.remember, n.aspect, np.name, cm.id AS came_up_in, cm.title AS came_up_title
    FROM note n LEFT JOIN relationship nr ON nr.id = n.relationship_id LEFT JOIN person np ON np.id = nr.person_id
    LEFT JOIN meeting cm ON cm.id = coalesce(n.came_up_in, n.meeting_id) AND cm.bin_id IS NULL";

pub(super) fn insert(
    tx: &Write<'_>,
    id: NoteId,
    about: NoteSubject,
    body: &str,
    aspect: Option<NoteAspect>,
    now: Millis,
    came_up_in: Option<MeetingId>,
) -> Result<()> {
    tx.prepare_cached(&format!(
        "INSERT INTO note (id, {}, body, aspect, created_at, changed_at, came_up_in)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)",
        about.column()
    ))?
    .execute(params![
        id,
        about.id(),
        body,
        aspect.and_then(word),
        now,
        came_up_in
    ])?;
    Ok(())
}

pub(super) fn set_body(tx: &Write<'_>, id: NoteId, body: &str, now: Millis) -> Result<()> {
    tx.execute(
        "UPDATE note SET body = ?2, changed_at = ?3 WHERE id = ?1",
        params![id, body, now],
    )?;
    Ok(())
}

pub(super) fn set_aspect(tx: &Write<'_>, id: NoteId, aspect: Option<NoteAspect>) -> Result<()> {
    tx.prepare_cached("UPDATE note SET aspect = ?2 WHERE id = ?1")?
        .execute(params![id, aspect.and_then(word)])?;
    Ok(())
}

pub(super) fn set_remember(tx: &Write<'_>, id: NoteId, remember: bool) -> Result<()> {
    tx.prepare_cached("UPDATE note SET remember = ?2 WHERE id = ?1")?
        .execute(params![id, remember])?;
    Ok(())
}

/// Hands the private preparation of a meeting on to the one it was moved to: what was written before its time, and what
/// is half written.
pub(crate) fn hand_on(tx: &Write<'_>, from: MeetingId, to: MeetingId) -> Result<()> {
    tx.prepare_cached(
        "UPDATE note SET meeting_id = ?2 WHERE meeting_id = ?1 AND bin_id IS NULL
           AND created_at < (SELECT starts_at FROM meeting WHERE id = ?1)",
    )?
    .execute(params![from, to])?;
    // Drafts are not undone: the one that stays is there again if the move is.
    let texts = NoteDraftOf::ALL.map(NoteDraftOf::column).join(", ");
    tx.prepare_cached(&format!(
        "INSERT OR IGNORE INTO note_draft (subject_id, changed_at, {texts})
         SELECT ?2, changed_at, {texts} FROM note_draft WHERE subject_id = ?1"
    ))?
    .execute(params![from, to])?;
    Ok(())
}

pub(super) fn find(conn: &Connection, app: &App, id: NoteId) -> Result<Note> {
    conn.prepare_cached(&format!("{SELECT} WHERE n.id = ?1 AND n.bin_id IS NULL"))?
        .query_row([id], |row| from_row(row, app))
        .optional()?
        .or_not_found("note")
}

pub(super) fn list(conn: &Connection, app: &App, request: &NoteList) -> Result<Vec<Note>> {
    let about = match request.about {
        // What a room's own meetings brought to mind is looked for in the room as well; what is about a meeting of
        // several is not shown beside one of them.
        NoteSubject::Relationship(_) if request.only.is_none_or(|of| of == NotesOf::Plain) => {
            "(n.relationship_id = ?1 OR n.meeting_id IN
               (SELECT p.meeting_id FROM meeting_participant p WHERE p.relationship_id = ?1
                 AND NOT EXISTS (SELECT 1 FROM meeting_participant o
                                 WHERE o.meeting_id = p.meeting_id AND o.relationship_id <> ?1)))"
                .to_owned()
        }
        NoteSubject::Meeting(_) => "(n.meeting_id = ?1 OR n.came_up_in = ?1)".to_owned(),
        about => format!("n.{} = ?1", about.column()),
    };
    let select = format!(
        "{SELECT} WHERE {about} AND n.bin_id IS NULL{}",
        request.only.map_or("", NotesOf::condition)
    );
    Listing::about(&request.page, select, request.about.id())
        .latest_first("n.created_at", "n.id")?
        .rows(conn, |row| from_row(row, app))
}

/// What to remember of the people of these rooms, the latest first. `rooms` is a JSON list of ids.
pub(crate) fn remembered(
    conn: &Connection,
    app: &App,
    rooms: &str,
    limit: u32,
) -> Result<Vec<Note>> {
    let rows = conn
        .prepare_cached(&format!(
            "SELECT * FROM (
               {SELECT} WHERE n.remember = 1 AND n.bin_id IS NULL
                 AND n.relationship_id IN (SELECT value FROM json_each(?1))
               UNION ALL
               {SELECT} WHERE n.remember = 1 AND n.bin_id IS NULL
                 AND n.person_id IN (SELECT person_id FROM relationship WHERE id IN (SELECT value FROM json_each(?1)))
             ) ORDER BY created_at DESC, id LIMIT ?2"
        ))?
        .query_map(params![rooms, limit], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Keeps the text of a draft, in the row that is there or a new one.
pub(super) fn keep_draft(
    tx: &Write<'_>,
    subject: &str,
    of: NoteDraftOf,
    body: &str,
    now: Millis,
) -> Result<()> {
    tx.execute(
        "INSERT OR IGNORE INTO note_draft (subject_id, body, changed_at) VALUES (?1, '', ?2)",
        params![subject, now],
    )?;
    tx.execute(
        &format!(
            "UPDATE note_draft SET {} = ?2, changed_at = ?3 WHERE subject_id = ?1",
            of.column()
        ),
        params![subject, body, now],
    )?;
    Ok(())
}

pub(super) fn find_draft(
    conn: &Connection,
    subject: &str,
    of: NoteDraftOf,
) -> Result<Option<String>> {
    Ok(conn
        .query_row(
            &format!(
                "SELECT {} FROM note_draft WHERE subject_id = ?1",
                of.column()
            ),
            [subject],
            |row| row.get(0),
        )
        .optional()?)
}

/// Empties one draft; the row goes with the last.
pub(super) fn drop_draft(tx: &Write<'_>, subject: &str, of: NoteDraftOf) -> Result<()> {
    tx.prepare_cached(&format!(
        "UPDATE note_draft SET {} = '' WHERE subject_id = ?1",
        of.column()
    ))?
    .execute([subject])?;
    let empty = NoteDraftOf::ALL.map(|of| format!("{} = ''", of.column()));
    tx.prepare_cached(&format!(
        "DELETE FROM note_draft WHERE subject_id = ?1 AND {}",
        empty.join(" AND ")
    ))?
    .execute([subject])?;
    Ok(())
}

/// The person ticked that the private parts go along. Only [`crate::commands::record_export`] makes one.
pub(crate) struct PrivateTicked(());

impl PrivateTicked {
    /// What the person chose; none where the private parts stay here.
    pub(crate) fn by(ticked: bool) -> Option<Self> {
        ticked.then_some(Self(()))
    }
}

/// The names of the private tables.
pub(crate) const PRIVATE: [&str; 2] = ["note", "note_draft"];

/// The private tables, as a record names them.
pub(crate) fn private_tables() -> Result<[Table; 2]> {
    let schema = Schema::of_today()?;
    let [notes, drafts] = PRIVATE;
    Ok([
        Table::of(schema.table(notes)?),
        Table::of(schema.table(drafts)?),
    ])
}

/// Shows every private row to the record that is written with them, table by table.
pub(crate) fn give_out(
    conn: &Connection,
    _ticked: &PrivateTicked,
    table: &Table,
    see: &mut dyn FnMut(&Row<'_>) -> Result<()>,
) -> Result<()> {
    table.each(conn, "true", see)
}

/// A private note as a person reads it in a record: when it was written, what it observes, the meeting of several it
/// came up in, and its text.
pub(crate) struct PrivateNote {
    pub(crate) created_at: Millis,
    pub(crate) aspect: Option<NoteAspect>,
    pub(crate) came_up_in: Option<String>,
    pub(crate) text: String,
}

/// The notes about one thing that are not in the bin, the oldest first.
pub(crate) fn give_out_about(
    conn: &Connection,
    _ticked: &PrivateTicked,
    about: NoteSubject,
) -> Result<Vec<PrivateNote>> {
    let notes = conn
        .prepare_cached(&format!(
            "SELECT n.created_at, n.aspect, n.body, cm.title AS came_up_in FROM note n
             LEFT JOIN meeting cm ON cm.id = n.came_up_in AND cm.bin_id IS NULL
             WHERE n.{} = ?1 AND n.bin_id IS NULL ORDER BY n.created_at, n.id",
            about.column()
        ))?
        .query_map([about.id()], |row| {
            Ok(PrivateNote {
                created_at: row.get("created_at")?,
                aspect: read_word_option(row, "aspect")?,
                came_up_in: row.get("came_up_in")?,
                text: row.get("body")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(notes)
}

/// Takes the private rows of a record over into this desk, or only compares them.
pub(crate) fn take_over(
    from: &Connection,
    to: &Connection,
    adds: bool,
    see: &mut dyn FnMut(&'static str, Stood<'_>) -> Result<()>,
) -> Result<()> {
    private_tables()?.iter().try_for_each(|table| {
        table::take_over(table, from, to, adds, &|_| Ok(true), &mut |stood| {
            see(table.name, stood)
        })
    })
}

/// Whether each note is about one thing, and observes something only where it is about a relationship. Reads no body.
pub(crate) fn have_owners(conn: &Connection) -> Result<bool> {
    let stray = conn
        .prepare(
            "SELECT 1 FROM note WHERE (person_id IS NOT NULL) + (relationship_id IS NOT NULL)
               + (meeting_id IS NOT NULL) + (goal_id IS NOT NULL) + (journal_entry_id IS NOT NULL) <> 1
               OR (aspect IS NOT NULL AND relationship_id IS NULL)",
        )?
        .exists([])?;
    Ok(!stray)
}

/// A subquery that holds where a note is about the meeting `s.id`, or came up in it. Reads no body.
pub(crate) const ABOUT_MEETING_S: &str =
    "SELECT 1 FROM note n WHERE (n.meeting_id = s.id OR n.came_up_in = s.id) AND n.bin_id IS NULL";

fn from_row(row: &Row<'_>, app: &App) -> rusqlite::Result<Note> {
    let about = if let Some(id) = row.get("person_id")? {
        NoteSubject::Person(id)
    } else if let Some(id) = row.get("relationship_id")? {
        NoteSubject::Relationship(id)
    } else if let Some(id) = row.get("meeting_id")? {
        NoteSubject::Meeting(id)
    } else if let Some(id) = row.get("goal_id")? {
        NoteSubject::Goal(id)
    } else {
        NoteSubject::JournalEntry(row.get("journal_entry_id")?)
    };
    let came_up_in: Option<MeetingId> = row.get("came_up_in")?;
    let title: Option<String> = row.get("came_up_title")?;
    let created_at: Millis = row.get("created_at")?;
    let body: String = row.get("body")?;
    Ok(Note {
        id: row.get("id")?,
        about,
        name: row.get("name")?,
        came_up_in: came_up_in
            .zip(title)
            .map(|(id, title)| CameUpIn { id, title }),
        html: markdown::html(&body),
        body,
        created_at,
        created_on: time::LocalTime::at(created_at, app.zone()).0.date(),
        changed_at: row.get("changed_at")?,
        remember: row.get("remember")?,
        aspect: read_word_option(row, "aspect")?,
    })
}
