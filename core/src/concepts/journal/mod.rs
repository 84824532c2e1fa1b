//! The journal: wins, mine or of somebody I mentor; stories, what somebody lived through and the lesson of it; and
//! who has heard of them.

mod tables;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::changes::Topic;
use crate::clock::Millis;
use crate::concept::Concept;
use crate::db::{Listing, Write, read_json, read_word, unless, word};
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, OrNotFound, Result};
use crate::findable::{Findable, FoundKind};
use crate::id::Id;
use crate::locale::Message;
use crate::markdown::{self, Html};
use crate::meetings::{self, MeetingId, Side};
use crate::page::{Page, Paged};
use crate::relationships::{self, RelationshipId};
use crate::{goals, text, time};

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Journal),
    tables: tables::TABLES,
    found: &[Findable {
        words: &["text", "context"],
        title: "t.text",
        only: Some(("kind", "story")),
        ..Findable::by_title(FoundKind::Story, "journal_entry", 5)
    }],
};

/// An entry's id.
pub type JournalEntryId = Id<JournalEntry>;

/// What an entry is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JournalKind {
    /// Something that went well, however small.
    #[default]
    Win,
    /// What somebody lived through, with the lesson of it.
    Story,
}

/// What can be said of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JournalFields {
    /// What it is.
    #[serde(default)]
    pub kind: JournalKind,
    /// What went well; of a story its lesson.
    pub text: String,
    /// Of a story: what happened, Markdown.
    #[serde(default)]
    pub context: String,
    /// Who won, or who lived through it.
    #[serde(default)]
    pub whose: Side,
    /// The day it happened, of a story the day it was told; today when absent.
    #[serde(default)]
    pub happened_on: Option<NaiveDate>,
    /// The room it was told in first, or of the one whose it is.
    #[serde(default)]
    pub relationship_id: Option<RelationshipId>,
    /// The meeting it was told in first.
    #[serde(default)]
    pub meeting_id: Option<MeetingId>,
    /// The goal it serves.
    #[serde(default)]
    pub goal_id: Option<String>,
}

/// One who has heard of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Hearer {
    /// The room.
    pub relationship_id: RelationshipId,
    /// Their name.
    pub name: String,
}

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct JournalEntry {
    /// The id.
    pub id: JournalEntryId,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: JournalFields,
    /// The context as it is shown.
    pub context_html: Html,
    /// The day lists are sorted by.
    pub day: NaiveDate,
    /// The name of the one whose room it belongs to.
    pub name: Option<String>,
    /// The goal's title.
    pub goal_title: Option<String>,
    /// Who has heard of it.
    pub told: Vec<Hearer>,
    /// When it was put down.
    pub created_at: Millis,
}

impl JournalEntry {
    /// With whom else it came up: those who heard of it or whose room it is in, but for the rooms that are `here`.
    pub(crate) fn told_elsewhere(&self, here: impl Fn(RelationshipId) -> bool) -> Vec<String> {
        let mut names: Vec<String> = self
            .told
            .iter()
            .filter(|hearer| !here(hearer.relationship_id))
            .map(|hearer| hearer.name.clone())
            .collect();
        let of = self.fields.relationship_id.filter(|room| !here(*room));
        if let Some(name) = of.and(self.name.as_ref())
            && !names.contains(name)
        {
            names.push(name.clone());
        }
        names
    }
}

/// Puts an entry into the journal. Told in a meeting, the one who was there has heard of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JournalAdd {
    /// What is said of it.
    pub fields: JournalFields,
}

/// Replaces what is said of an entry.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JournalChange {
    /// The entry.
    pub id: JournalEntryId,
    /// All of it, as it shall be.
    pub fields: JournalFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<JournalFields>,
}

/// Says that somebody heard of an entry, or did not after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JournalTell {
    /// The entry.
    pub id: JournalEntryId,
    /// The room of the one who heard.
    pub relationship_id: RelationshipId,
    /// Whether they did.
    pub told: bool,
}

/// Asks for an entry.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JournalShow {
    /// The entry.
    pub id: JournalEntryId,
}

/// Puts an entry into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JournalDelete {
    /// The entry.
    pub id: JournalEntryId,
}

/// Asks for entries of a kind, the latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct JournalList {
    /// Which kind.
    pub kind: JournalKind,
    /// Only those of this room.
    pub relationship: Option<RelationshipId>,
    /// Only those told first in this meeting.
    pub meeting: Option<MeetingId>,
    /// Only those that serve this goal.
    pub goal: Option<String>,
    /// Only those of this side.
    pub whose: Option<Side>,
    /// Which part.
    pub page: Page,
}

/// Puts an entry into the journal.
pub fn journal_add(app: &App, request: JournalAdd) -> Result<JournalEntry> {
    let label = match request.fields.kind {
        JournalKind::Win => "change_win_add",
        JournalKind::Story => "change_story_add",
    };
    app.write(label, |tx| add(tx, app, request.fields))
}

/// Puts an entry into the journal in a transaction under way.
pub(crate) fn add(tx: &Write<'_>, app: &App, fields: JournalFields) -> Result<JournalEntry> {
    let (id, now): (JournalEntryId, _) = (app.new_id(), app.now());
    let (fields, day) = parse(tx, app, fields)?;
    tx.prepare_cached(
        "INSERT INTO journal_entry (id, kind, whose, text, happened_on, relationship_id, meeting_id, goal_id,
                                    created_at, changed_at, context)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10)",
    )?
    .execute(params![
        id,
        word(fields.kind),
        word(fields.whose),
        fields.text,
        day,
        fields.relationship_id,
        fields.meeting_id,
        fields.goal_id,
        now,
        fields.context,
    ])?;
    if let Some(meeting) = fields.meeting_id {
        tx.prepare_cached(
            "INSERT INTO journal_told (entry_id, relationship_id, at)
             SELECT ?1, relationship_id, ?3 FROM meeting_participant WHERE meeting_id = ?2",
        )?
        .execute(params![id, meeting, now])?;
    }
    find(tx, id)
}

/// Replaces what is said of an entry. Who has heard of it stays.
pub fn journal_change(app: &App, request: JournalChange) -> Result<JournalEntry> {
    let label = match request.fields.kind {
        JournalKind::Win => "change_win_change",
        JournalKind::Story => "change_story_change",
    };
    app.write(label, |tx| {
        let before = find(tx, request.id)?;
        let shown = request.shown.as_ref();
        let fields = edit::merged(CONCEPT.columns(), &before.fields, shown, request.fields)?;
        replace(tx, app, request.id, fields)
    })
}

/// Replaces what is said of an entry in a transaction under way.
pub(crate) fn replace(
    tx: &Write<'_>,
    app: &App,
    id: JournalEntryId,
    fields: JournalFields,
) -> Result<JournalEntry> {
    let before = find(tx, id)?;
    let fields = JournalFields {
        happened_on: fields.happened_on.or(Some(before.day)),
        ..fields
    };
    let (fields, day) = parse(tx, app, fields)?;
    tx.prepare_cached(
        "UPDATE journal_entry SET kind = ?2, whose = ?3, text = ?4, happened_on = ?5, relationship_id = ?6,
                meeting_id = ?7, goal_id = ?8, changed_at = ?9, context = ?10
         WHERE id = ?1",
    )?
    .execute(params![
        id,
        word(fields.kind),
        word(fields.whose),
        fields.text,
        day,
        fields.relationship_id,
        fields.meeting_id,
        fields.goal_id,
        app.now(),
        fields.context,
    ])?;
    find(tx, id)
}

/// Says that somebody heard of an entry, or did not after all.
pub fn journal_tell(app: &App, request: JournalTell) -> Result<JournalEntry> {
    let now = app.now();
    app.write("change_journal_tell", |tx| {
        find(tx, request.id)?;
        relationships::store::find(tx, app, request.relationship_id)?;
        if request.told {
            tx.prepare_cached(
                "INSERT INTO journal_told (entry_id, relationship_id, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )?
            .execute(params![request.id, request.relationship_id, now])?;
        } else {
            tx.prepare_cached("DELETE FROM journal_told WHERE entry_id = ?1 AND relationship_id = ?2")?
                .execute(params![request.id, request.relationship_id])?;
        }
        find(tx, request.id)
    })
}

/// Puts an entry into the bin.
pub fn journal_delete(app: &App, request: JournalDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    let label = match app.read(|conn| find(conn, request.id))?.fields.kind {
        JournalKind::Win => "change_win_delete",
        JournalKind::Story => "change_story_delete",
    };
    app.write(label, |tx| {
        let title = find(tx, request.id)?.fields.text;
        let subject = request.id.to_string();
        discard::discard(tx, &entry, Discarded::JournalEntry, &subject, &title, now)
    })
}

/// An entry.
pub fn journal_show(app: &App, request: JournalShow) -> Result<JournalEntry> {
    app.read(|conn| find(conn, request.id))
}

/// Entries, the latest first.
pub fn journal_list(app: &App, request: JournalList) -> Result<Paged<JournalEntry>> {
    let rows = app.read(|conn| list(conn, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.day, row.id])
    }))
}

const SELECT: &str = "SELECT j.id, j.kind, j.whose, j.text, j.context, j.happened_on, j.relationship_id, j.meeting_id, j.goal_id,
      j.created_at, p.name, g.title AS goal_title,
      (SELECT json_group_array(json_object('relationship_id', t.relationship_id, 'name', tp.name))
       FROM journal_told t JOIN relationship tr ON tr.id = t.relationship_id JOIN person tp ON tp.id = tr.person_id
       WHERE t.entry_id = j.id AND tr.bin_id IS NULL) AS told
    FROM journal_entry j LEFT JOIN relationship r ON r.id = j.relationship_id LEFT JOIN person p ON p.id = r.person_id
    LEFT JOIN goal g ON g.id = j.goal_id AND g.bin_id IS NULL";

fn list(conn: &Connection, request: &JournalList) -> Result<Vec<JournalEntry>> {
    let narrower =
        request.relationship.is_some() || request.meeting.is_some() || request.goal.is_some();
    Listing::of(&request.page, format!("{SELECT} WHERE j.bin_id IS NULL"))
        .given(
            &format!("{}j.kind = ?", unless(narrower)),
            word(request.kind),
        )
        .given("j.relationship_id = ?", request.relationship)
        .given("j.meeting_id = ?", request.meeting)
        .given("j.goal_id = ?", request.goal.clone())
        .given("j.whose = ?", request.whose.and_then(word))
        .latest_first("j.happened_on", "j.id")?
        .rows(conn, from_row)
}

/// Wins since `since` that one of these rooms has not heard of, mine and those that belong to them: what there is to
/// tell. The latest first. `rooms` is a JSON list of ids.
pub(crate) fn untold(
    conn: &Connection,
    rooms: &str,
    since: NaiveDate,
    limit: u32,
) -> Result<Vec<JournalEntry>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE j.bin_id IS NULL AND j.kind = 'win' AND j.happened_on >= ?3
               AND (j.whose = 'mine' OR j.relationship_id IN (SELECT value FROM json_each(?1)))
               AND EXISTS (SELECT 1 FROM json_each(?1) room
                           WHERE NOT EXISTS (SELECT 1 FROM journal_told t
                                             WHERE t.entry_id = j.id AND t.relationship_id = room.value))
             ORDER BY j.happened_on DESC, j.id LIMIT ?2"
        ))?
        .query_map(params![rooms, limit, since], from_row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Refuses an entry that is not there.
pub(crate) fn refer(conn: &Connection, id: JournalEntryId) -> Result<()> {
    find(conn, id).map(drop)
}

/// The entry, unless in the bin.
pub(crate) fn find(conn: &Connection, id: JournalEntryId) -> Result<JournalEntry> {
    conn.prepare_cached(&format!("{SELECT} WHERE j.id = ?1 AND j.bin_id IS NULL"))?
        .query_row([id], from_row)
        .optional()?
        .or_not_found("journal entry")
}

fn parse(tx: &Write<'_>, app: &App, fields: JournalFields) -> Result<(JournalFields, NaiveDate)> {
    let text = text::title("text", &fields.text)?;
    let context = match fields.kind {
        JournalKind::Win => String::new(),
        JournalKind::Story => text::body("context", &fields.context)?,
    };
    let day = time::date("happened_on", fields.happened_on.unwrap_or(app.today()))?;
    if let Some(room) = fields.relationship_id {
        relationships::store::find(tx, app, room)?;
    } else if fields.whose == Side::Theirs {
        return Err(Error::invalid(
            "relationship_id",
            Message::new(match fields.kind {
                JournalKind::Win => "error_whose_win",
                JournalKind::Story => "error_whose_story",
            }),
        ));
    }
    if let Some(meeting) = fields.meeting_id {
        meetings::store::find_row(tx, app, meeting)?;
    }
    if let Some(goal) = &fields.goal_id {
        goals::store::refer(tx, goal)?;
    }
    let fields = JournalFields {
        text,
        context,
        ..fields
    };
    Ok((fields, day))
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<JournalEntry> {
    let day: NaiveDate = row.get("happened_on")?;
    let context: String = row.get("context")?;
    Ok(JournalEntry {
        id: row.get("id")?,
        context_html: markdown::html(&context),
        fields: JournalFields {
            kind: read_word(row, "kind")?,
            text: row.get("text")?,
            context,
            whose: read_word(row, "whose")?,
            happened_on: Some(day),
            relationship_id: row.get("relationship_id")?,
            meeting_id: row.get("meeting_id")?,
            goal_id: row.get("goal_id")?,
        },
        day,
        name: row.get("name")?,
        goal_title: row.get("goal_title")?,
        told: read_json(row, "told")?,
        created_at: row.get("created_at")?,
    })
}
