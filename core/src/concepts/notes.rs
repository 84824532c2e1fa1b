//! Private notes: about a person, a relationship, a meeting, a goal or an entry of the journal. The only module that
//! reads their bodies.
//!
//! A text is private if and only if it is a row of `note` or `note_draft`. It leaves only by an explicit
//! command the person confirmed: the record written with its private parts, for which [`PrivateTicked`] stands.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::changes::Topic;
use crate::clock::Millis;
use crate::concept::Concept;
use crate::db::schema::Schema;
use crate::db::table::{self, Stood, Table};
use crate::db::{Listing, Write, read_word_option, word};

use crate::discard::{self, Discarded};
use crate::error::{Error, OrNotFound, Result};
use crate::goals::{self, GoalId};
use crate::id::Id;
use crate::journal::{self, JournalEntryId};
use crate::locale::Message;
use crate::markdown::{self, Html};
use crate::meetings::{self, MeetingId};
use crate::page::{Page, Paged};
use crate::people::{self, PersonId};
use crate::relationships::{self, RelationshipId};
use crate::{text, time};

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Notes),
    tables: &["note"],
    found: &[],
};

/// A note's id.
pub type NoteId = Id<Note>;

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum NoteSubject {
    /// A person.
    Person(PersonId),
    /// A relationship.
    Relationship(RelationshipId),
    /// A meeting.
    Meeting(MeetingId),
    /// A goal.
    Goal(GoalId),
    /// An entry of the journal.
    JournalEntry(JournalEntryId),
}

impl NoteSubject {
    fn id(self) -> String {
        match self {
            Self::Person(id) => id.to_string(),
            Self::Relationship(id) => id.to_string(),
            Self::Meeting(id) => id.to_string(),
            Self::Goal(id) => id.to_string(),
            Self::JournalEntry(id) => id.to_string(),
        }
    }

    fn column(self) -> &'static str {
        match self {
            Self::Person(_) => "person_id",
            Self::Relationship(_) => "relationship_id",
            Self::Meeting(_) => "meeting_id",
            Self::Goal(_) => "goal_id",
            Self::JournalEntry(_) => "journal_entry_id",
        }
    }

    fn check(self, conn: &Connection, app: &App) -> Result<()> {
        match self {
            Self::Person(id) => people::store::find(conn, id).map(drop),
            Self::Relationship(id) => relationships::store::find(conn, app, id).map(drop),
            Self::Meeting(id) => meetings::store::find_row(conn, app, id).map(drop),
            Self::Goal(id) => goals::store::find(conn, id).map(drop),
            Self::JournalEntry(id) => journal::refer(conn, id),
        }
    }
}

/// What a private text not yet kept belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum NoteDraftSubject {
    /// A person a note will be about.
    Person(PersonId),
    /// A relationship a note will be about.
    Relationship(RelationshipId),
    /// A meeting a note will be about.
    Meeting(MeetingId),
    /// A goal a note will be about.
    Goal(GoalId),
    /// An entry of the journal a note will be about.
    JournalEntry(JournalEntryId),
    /// A note that is being changed, and whose new text was refused.
    Note(NoteId),
}

impl NoteDraftSubject {
    fn id(self) -> String {
        match self {
            Self::Person(id) => id.to_string(),
            Self::Relationship(id) => id.to_string(),
            Self::Meeting(id) => id.to_string(),
            Self::Goal(id) => id.to_string(),
            Self::JournalEntry(id) => id.to_string(),
            Self::Note(id) => id.to_string(),
        }
    }

    fn check(self, conn: &Connection, app: &App) -> Result<()> {
        match self {
            Self::Person(id) => NoteSubject::Person(id).check(conn, app),
            Self::Relationship(id) => NoteSubject::Relationship(id).check(conn, app),
            Self::Meeting(id) => NoteSubject::Meeting(id).check(conn, app),
            Self::Goal(id) => NoteSubject::Goal(id).check(conn, app),
            Self::JournalEntry(id) => NoteSubject::JournalEntry(id).check(conn, app),
            Self::Note(id) => find(conn, app, id).map(drop),
        }
    }
}

/// The meeting of several in which a note about one of them was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CameUpIn {
    /// The meeting.
    pub id: MeetingId,
    /// Its title.
    pub title: String,
}

/// What a note about a relationship observes of the other person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoteAspect {
    /// Something they are good at.
    Strength,
    /// Something they can grow in.
    Growth,
}

/// Which of the notes about something a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotesOf {
    /// Strengths observed.
    Strength,
    /// Areas to grow in.
    Growth,
    /// Notes that observe neither.
    Plain,
}

impl NoteAspect {
    /// The word for it.
    pub(crate) fn word_key(self) -> &'static str {
        match self {
            Self::Strength => "note_strength",
            Self::Growth => "note_growth",
        }
    }
}

impl NotesOf {
    fn condition(self) -> &'static str {
        match self {
            Self::Strength => " AND n.aspect = 'strength'",
            Self::Growth => " AND n.aspect = 'growth'",
            Self::Plain => " AND n.aspect IS NULL",
        }
    }
}

/// What a draft is of. One of each is kept beside the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoteDraftOf {
    /// A note.
    #[default]
    Note,
    /// Feedback being prepared.
    Feedback,
    /// An honest conversation being prepared: what changed, what is needed, what is asked for.
    Conversation,
    /// A disagreement: both sides of it, and what was agreed.
    Disagreement,
}

impl NoteDraftOf {
    const ALL: [Self; 4] = [
        Self::Note,
        Self::Feedback,
        Self::Conversation,
        Self::Disagreement,
    ];

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the default of a field that may be null"
    )]
    fn note() -> Option<Self> {
        Some(Self::Note)
    }

    fn column(self) -> &'static str {
        match self {
            Self::Note => "body",
            Self::Feedback => "feedback",
            Self::Conversation => "conversation",
            Self::Disagreement => "disagreement",
        }
    }
}

/// A private note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Note {
    /// The id.
    pub id: NoteId,
    /// What it is about.
    pub about: NoteSubject,
    /// The name of the one it is about, where it is about a relationship.
    pub name: Option<String>,
    /// The meeting of several it came up in.
    pub came_up_in: Option<CameUpIn>,
    /// The text, Markdown.
    pub body: String,
    /// The text as it is shown.
    pub html: Html,
    /// When it was written.
    pub created_at: Millis,
    /// The day of it, here.
    pub created_on: NaiveDate,
    /// When it was last changed.
    pub changed_at: Millis,
    /// Whether it is kept in sight before a meeting.
    pub remember: bool,
    /// What it observes of the other person.
    pub aspect: Option<NoteAspect>,
}

/// Writes a note. Its draft is dropped.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteWrite {
    /// What it is about.
    pub about: NoteSubject,
    /// The text.
    pub body: String,
    /// What it observes of the other person; only of a note about a relationship.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub aspect: Option<NoteAspect>,
    /// Which draft it was written from, and replaces; null if from none, and then all of them stay.
    #[serde(default = "NoteDraftOf::note")]
    #[ts(optional = nullable)]
    pub draft: Option<NoteDraftOf>,
}

/// Changes a note's text, as typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteChange {
    /// The note.
    pub id: NoteId,
    /// The whole text.
    pub body: String,
}

/// Keeps a note in sight before a meeting, or no longer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteRemember {
    /// The note.
    pub id: NoteId,
    /// Whether it is kept in sight.
    pub remember: bool,
}

/// Makes a note about a relationship an observation, or a plain note again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteMark {
    /// The note.
    pub id: NoteId,
    /// What it observes; absent: a plain note.
    pub aspect: Option<NoteAspect>,
}

/// Puts a note into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteDelete {
    /// The note.
    pub id: NoteId,
}

/// Asks for the notes about something, latest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteList {
    /// What they are about.
    pub about: NoteSubject,
    /// Which of them; absent: all.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub only: Option<NotesOf>,
    /// Which part.
    #[serde(default)]
    pub page: Page,
}

/// Keeps the text of a note not yet written; an empty one drops the draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteDraftKeep {
    /// What it belongs to.
    pub about: NoteDraftSubject,
    /// What it is a draft of.
    #[serde(default)]
    #[ts(optional, as = "Option<NoteDraftOf>")]
    pub draft: NoteDraftOf,
    /// The text so far.
    pub body: String,
}

/// Asks for the text of a note not yet written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteDraftFind {
    /// What it belongs to.
    pub about: NoteDraftSubject,
    /// What it is a draft of.
    #[serde(default)]
    #[ts(optional, as = "Option<NoteDraftOf>")]
    pub draft: NoteDraftOf,
}

/// The text of a note not yet written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NoteDraft {
    /// The text; empty when there is none.
    pub body: String,
}

/// Writes a note. The draft it was written from is dropped in the same transaction.
pub fn note_write(app: &App, request: NoteWrite) -> Result<Note> {
    app.write("change_note_write", |tx| {
        let note = insert(tx, app, request.about, &request.body, request.aspect, None)?;
        if let Some(draft) = request.draft {
            drop_draft(tx, &request.about.id(), draft)?;
        }
        Ok(note)
    })
}

/// Writes a note in a transaction under way. A draft of another stays. `came_up_in` is the meeting of several in which
/// one about one of them was made.
pub(crate) fn add(
    tx: &Write<'_>,
    app: &App,
    about: NoteSubject,
    body: &str,
    came_up_in: Option<MeetingId>,
) -> Result<Note> {
    insert(tx, app, about, body, None, came_up_in)
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

fn insert(
    tx: &Write<'_>,
    app: &App,
    about: NoteSubject,
    body: &str,
    aspect: Option<NoteAspect>,
    came_up_in: Option<MeetingId>,
) -> Result<Note> {
    let body = some_body(body)?;
    let (id, now): (NoteId, _) = (app.new_id(), app.now());
    about.check(tx, app)?;
    check_aspect(about, aspect)?;
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
    find(tx, app, id)
}

/// Only a room has another side to observe.
fn check_aspect(about: NoteSubject, aspect: Option<NoteAspect>) -> Result<()> {
    if aspect.is_some() && !matches!(about, NoteSubject::Relationship(_)) {
        return Err(Error::invalid(
            "aspect",
            Message::new("error_note_not_about_room"),
        ));
    }
    Ok(())
}

/// Empties one draft; the row goes with the last.
fn drop_draft(tx: &Write<'_>, subject: &str, of: NoteDraftOf) -> Result<()> {
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

/// Makes a note about a relationship an observation, or a plain note again.
pub fn note_mark(app: &App, request: NoteMark) -> Result<Note> {
    app.write("change_note_mark", |tx| {
        check_aspect(find(tx, app, request.id)?.about, request.aspect)?;
        tx.prepare_cached("UPDATE note SET aspect = ?2 WHERE id = ?1")?
            .execute(params![request.id, request.aspect.and_then(word)])?;
        find(tx, app, request.id)
    })
}

/// Keeps a note in sight before a meeting, or no longer.
pub fn note_remember(app: &App, request: NoteRemember) -> Result<Note> {
    app.write("change_note_remember", |tx| {
        find(tx, app, request.id)?;
        tx.prepare_cached("UPDATE note SET remember = ?2 WHERE id = ?1")?
            .execute(params![request.id, request.remember])?;
        find(tx, app, request.id)
    })
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

/// Changes a note's text, as typed.
pub fn note_change(app: &App, request: NoteChange) -> Result<Note> {
    let body = some_body(&request.body)?;
    let now = app.now();
    app.write_text("change_note_change", request.id, |tx| {
        find(tx, app, request.id)?;
        tx.execute(
            "UPDATE note SET body = ?2, changed_at = ?3 WHERE id = ?1",
            params![request.id, body, now],
        )?;
        drop_draft(tx, &request.id.to_string(), NoteDraftOf::Note)?;
        find(tx, app, request.id)
    })
}

/// Puts a note into the bin. The bin shows that it is private, and no word of it.
pub fn note_delete(app: &App, request: NoteDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_note_delete", |tx| {
        find(tx, app, request.id)?;
        discard::discard(
            tx,
            &entry,
            Discarded::Note,
            &request.id.to_string(),
            "",
            now,
        )
    })
}

/// The notes about something, latest first; of a meeting also those about one of several that came up in it.
pub fn note_list(app: &App, request: NoteList) -> Result<Paged<Note>> {
    let about = match request.about {
        NoteSubject::Meeting(_) => "(n.meeting_id = ?1 OR n.came_up_in = ?1)".to_owned(),
        about => format!("n.{} = ?1", about.column()),
    };
    let select = format!(
        "{SELECT} WHERE {about} AND n.bin_id IS NULL{}",
        request.only.map_or("", NotesOf::condition)
    );
    let rows = app.read(|conn| {
        request.about.check(conn, app)?;
        Listing::about(&request.page, select, request.about.id())
            .latest_first("n.created_at", "n.id")?
            .rows(conn, |row| from_row(row, app))
    })?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.created_at, row.id])
    }))
}

/// Keeps the text of a note not yet written.
pub fn note_draft_keep(app: &App, request: NoteDraftKeep) -> Result<()> {
    let body = text::draft("body", &request.body)?;
    let now = app.now();
    let subject = request.about.id();
    app.write_for_good(|tx| {
        request.about.check(tx, app)?;
        if body.is_empty() {
            return drop_draft(tx, &subject, request.draft);
        }
        tx.execute(
            "INSERT OR IGNORE INTO note_draft (subject_id, body, changed_at) VALUES (?1, '', ?2)",
            params![subject, now],
        )?;
        tx.execute(
            &format!(
                "UPDATE note_draft SET {} = ?2, changed_at = ?3 WHERE subject_id = ?1",
                request.draft.column()
            ),
            params![subject, body, now],
        )?;
        Ok(())
    })
}

/// The text of a note not yet written, empty when there is none.
pub fn note_draft_find(app: &App, request: NoteDraftFind) -> Result<NoteDraft> {
    let body = app.read(|conn| {
        Ok(conn
            .query_row(
                &format!(
                    "SELECT {} FROM note_draft WHERE subject_id = ?1",
                    request.draft.column()
                ),
                [request.about.id()],
                |row| row.get(0),
            )
            .optional()?)
    })?;
    Ok(NoteDraft {
        body: body.unwrap_or_default(),
    })
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

const SELECT: &str = "SELECT n.id, n.person_id, n.relationship_id, n.meeting_id, n.goal_id, n.journal_entry_id, n.body, n.created_at,
      n.changed_at, n.remember, n.aspect, np.name, cm.id AS came_up_in, cm.title AS came_up_title
    FROM note n LEFT JOIN relationship nr ON nr.id = n.relationship_id LEFT JOIN person np ON np.id = nr.person_id
    LEFT JOIN meeting cm ON cm.id = n.came_up_in AND cm.bin_id IS NULL";

fn some_body(body: &str) -> Result<String> {
    let body = text::body("body", body)?;
    if body.trim().is_empty() {
        return Err(Error::invalid("body", Message::new("error_empty")));
    }
    Ok(body)
}

fn find(conn: &Connection, app: &App, id: NoteId) -> Result<Note> {
    conn.prepare_cached(&format!("{SELECT} WHERE n.id = ?1 AND n.bin_id IS NULL"))?
        .query_row([id], |row| from_row(row, app))
        .optional()?
        .or_not_found("note")
}

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
