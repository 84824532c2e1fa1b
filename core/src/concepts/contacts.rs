//! Contact that is no meeting: a message, a call, a letter, a day spent shadowing. What the person says counts
//! ends a silence as a meeting does.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::actions::{self, ActionFields, ActionId};
use crate::app::App;
use crate::changes::Topic;
use crate::clock::Millis;
use crate::column::Stored;
use crate::concept::Concept;
use crate::db::{Listing, Write, read_word, word};
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, OrNotFound, Result};
use crate::id::Id;
use crate::limits;
use crate::locale::Message;
use crate::meetings::Side;
use crate::page::{Page, Paged};
use crate::relationships::{self, RelationshipId};
use crate::time::LocalTime;
use crate::{settings, text, time};

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Relationships),
    tables: TABLES,
    found: &[],
};

const TABLES: &[Stored] = {
    use crate::column::Columns::{Derived, Each, Group, Key, Words};
    use crate::column::Holds::{Body, Checked, Date, Id, Instant, TimeOfDay};
    &[Stored::of(
        "contact",
        &[
            Key(&[("id", Id), ("created_at", Instant)]),
            Each(&[
                ("relationship_id", Id),
                ("begun_by", Checked),
                ("counts", Checked),
                ("bin_id", Id),
            ]),
            Group(&[("kind", Checked), ("will_try", Body), ("action_id", Id)]),
            Group(&[("happened_on", Date), ("happened_time", TimeOfDay)]),
            Words(&[("text", Body)]),
            Derived(&[("at", Instant), ("changed_at", Instant)]),
        ],
    )]
};

/// A contact's id.
pub type ContactId = Id<Contact>;

/// How two people were in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// A message: mail, chat, a voice note.
    Message,
    /// A call that was no meeting.
    Call,
    /// A letter on paper.
    Letter,
    /// One watched the other at work.
    Shadowing,
}

/// What can be said of a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactFields {
    /// How.
    pub kind: ContactKind,
    /// Who reached out.
    #[serde(default)]
    pub begun_by: Side,
    /// The day of it, not after today.
    pub happened_on: NaiveDate,
    /// The time, such as `15:30`; absent: some time that day.
    #[serde(default)]
    pub happened_time: Option<String>,
    /// What it was about. Of shadowing: what I noticed.
    #[serde(default)]
    pub text: String,
    /// Of shadowing: what I will try, in one line.
    #[serde(default)]
    pub will_try: String,
    /// Whether it counts as contact, so that a silence ends with it.
    pub counts: bool,
}

/// A contact that was no meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Contact {
    /// The id.
    pub id: ContactId,
    /// The room it belongs to.
    pub relationship_id: RelationshipId,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: ContactFields,
    /// The promise that became of what I will try.
    pub action_id: Option<ActionId>,
    /// What the list is sorted by.
    pub at: Millis,
}

/// Logs a contact: the kind is enough, and it was today, by me.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactLog {
    /// The room.
    pub relationship_id: RelationshipId,
    /// How.
    pub kind: ContactKind,
    /// Who reached out; me when left out.
    #[serde(default)]
    pub begun_by: Side,
    /// The day; today when left out.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub happened_on: Option<NaiveDate>,
    /// What it was about. Of shadowing: what I noticed.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub text: String,
    /// Whether it counts as contact; when left out as the last one of its kind in this room did, else it does.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub counts: Option<bool>,
}

/// Replaces what is said of a contact.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactChange {
    /// The contact.
    pub id: ContactId,
    /// All of it, as it shall be.
    pub fields: ContactFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<ContactFields>,
    /// Makes what I will try a promise of mine, unless it is one already.
    #[serde(default)]
    pub promise: bool,
}

/// Puts a contact into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactDelete {
    /// The contact.
    pub id: ContactId,
}

/// Asks for the contacts of a room, latest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactList {
    /// The room.
    pub relationship: RelationshipId,
    /// Which part.
    #[serde(default)]
    pub page: Page,
}

/// Logs a contact.
pub fn contact_log(app: &App, request: ContactLog) -> Result<Contact> {
    let (id, now): (ContactId, _) = (app.new_id(), app.now());
    let room = request.relationship_id;
    app.write("change_contact_log", |tx| {
        relationships::store::find(tx, app, room)?;
        let counts = match request.counts {
            Some(counts) => counts,
            None => counted_last(tx, room, request.kind)?.unwrap_or(true),
        };
        let fields = parse(
            app,
            ContactFields {
                kind: request.kind,
                begun_by: request.begun_by,
                happened_on: request.happened_on.unwrap_or(app.today()),
                happened_time: None,
                text: request.text,
                will_try: String::new(),
                counts,
            },
        )?;
        tx.prepare_cached(
            "INSERT INTO contact (id, relationship_id, kind, begun_by, happened_on, at, text, counts,
                                  created_at, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
        )?
        .execute(params![
            id,
            room,
            word(fields.kind),
            word(fields.begun_by),
            fields.happened_on,
            moment(app, &fields)?,
            fields.text,
            fields.counts,
            now,
        ])?;
        relationships::store::refresh_contact(tx, app, room)?;
        find(tx, id)
    })
}

/// Replaces what is said of a contact.
pub fn contact_change(app: &App, request: ContactChange) -> Result<Contact> {
    let (id, now) = (request.id, app.now());
    app.write("change_contact_change", |tx| {
        let before = find(tx, id)?;
        let fields = edit::merged(CONCEPT.columns(), &before.fields, request.shown.as_ref(), request.fields)?;
        let fields = parse(app, fields)?;
        // A day that was not touched keeps the moment it was logged at.
        let stays = before.fields.happened_on == fields.happened_on
            && before.fields.happened_time == fields.happened_time;
        let at = if stays { before.at } else { moment(app, &fields)? };
        let wanted = request.promise
            && before.action_id.is_none()
            && fields.kind == ContactKind::Shadowing;
        let action = if wanted {
            Some(promise(tx, app, before.relationship_id, &fields.will_try)?)
        } else {
            None
        };
        tx.prepare_cached(
            "UPDATE contact SET kind = ?2, begun_by = ?3, happened_on = ?4, happened_time = ?5, at = ?6,
                    text = ?7, will_try = ?8, counts = ?10, changed_at = ?11,
                    action_id = CASE ?2 WHEN 'shadowing' THEN coalesce(?9, action_id) END
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            word(fields.kind),
            word(fields.begun_by),
            fields.happened_on,
            fields.happened_time,
            at,
            fields.text,
            fields.will_try,
            action,
            fields.counts,
            now,
        ])?;
        relationships::store::refresh_contact(tx, app, before.relationship_id)?;
        find(tx, id)
    })
}

/// Puts a contact into the bin. What it said of the silence is taken back with it.
pub fn contact_delete(app: &App, request: ContactDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_contact_delete", |tx| {
        let contact = find(tx, request.id)?;
        let subject = request.id.to_string();
        let title = contact.title(app);
        discard::discard(tx, &entry, Discarded::Contact, &subject, &title, now)?;
        relationships::store::refresh_contact(tx, app, contact.relationship_id)
    })
}

/// The contacts of a room, latest first.
pub fn contact_list(app: &App, request: ContactList) -> Result<Paged<Contact>> {
    app.read(|conn| {
        relationships::store::find(conn, app, request.relationship)?;
        list(conn, &request)
    })
}

pub(crate) fn list(conn: &Connection, request: &ContactList) -> Result<Paged<Contact>> {
    let select = format!("{SELECT} WHERE c.relationship_id = ?1 AND c.bin_id IS NULL");
    let rows = Listing::about(&request.page, select, request.relationship)
        .latest_first("c.at", "c.id")?
        .rows(conn, from_row)?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.at, row.id])
    }))
}

impl Contact {
    /// What the bin shows: the first line of what was said, or how and when.
    fn title(&self, app: &App) -> String {
        let line = self.fields.text.lines().next().unwrap_or_default().trim();
        if line.is_empty() {
            return self.name(app);
        }
        line.chars().take(limits::LINE).collect()
    }

    /// How and when, as a person reads it.
    pub fn name(&self, app: &App) -> String {
        let kind = app.locale().say(&Message::new(self.fields.kind.word_key()));
        let day = app.locale().date(self.fields.happened_on, app.today());
        app.locale().say(
            &Message::new("contact_on")
                .with("kind", kind)
                .with("day", day),
        )
    }
}

impl ContactKind {
    /// The key of its word.
    pub(crate) fn word_key(self) -> &'static str {
        match self {
            Self::Message => "contact_kind_message",
            Self::Call => "contact_kind_call",
            Self::Letter => "contact_kind_letter",
            Self::Shadowing => "contact_kind_shadowing",
        }
    }
}

const SELECT: &str =
    "SELECT c.id, c.relationship_id, c.kind, c.begun_by, c.happened_on, c.happened_time,
      c.at, c.text, c.will_try, a.id AS action_id, c.counts
    FROM contact c LEFT JOIN action a ON a.id = c.action_id AND a.bin_id IS NULL";

fn find(conn: &Connection, id: ContactId) -> Result<Contact> {
    conn.prepare_cached(&format!("{SELECT} WHERE c.id = ?1 AND c.bin_id IS NULL"))?
        .query_row([id], from_row)
        .optional()?
        .or_not_found("contact")
}

/// Whether the latest contact of a kind in a room counted.
fn counted_last(
    conn: &Connection,
    room: RelationshipId,
    kind: ContactKind,
) -> Result<Option<bool>> {
    let counts = conn
        .prepare_cached(
            "SELECT counts FROM contact WHERE relationship_id = ?1 AND kind = ?2 AND bin_id IS NULL
             ORDER BY at DESC, id LIMIT 1",
        )?
        .query_row(params![room, word(kind)], |row| row.get("counts"))
        .optional()?;
    Ok(counts)
}

/// What I will try, as a promise of mine.
fn promise(tx: &Write<'_>, app: &App, room: RelationshipId, title: &str) -> Result<ActionId> {
    if title.is_empty() {
        return Err(Error::invalid("will_try", Message::new("error_empty")));
    }
    let fields = ActionFields {
        title: title.to_owned(),
        owner: Side::Mine,
        due_on: None,
        relationship_id: Some(room),
        meeting_id: None,
        goal_id: None,
    };
    actions::commands::add(tx, app, fields).map(|action| action.id)
}

/// The instant a contact is sorted and counted by: its time; without one noon, or now if it was today.
fn moment(app: &App, fields: &ContactFields) -> Result<Millis> {
    let on = |time| LocalTime(fields.happened_on.and_time(time)).instant(app.zone());
    match &fields.happened_time {
        Some(time) => Ok(on(settings::time_of_day("happened_time", time)?)),
        None if fields.happened_on == app.today() => Ok(app.now()),
        None => Ok(on(settings::time_of_day("happened_time", "12:00")?)),
    }
}

fn parse(app: &App, fields: ContactFields) -> Result<ContactFields> {
    let happened_on = time::date("happened_on", fields.happened_on)?;
    if happened_on > app.today() {
        return Err(Error::invalid(
            "happened_on",
            Message::new("error_contact_ahead"),
        ));
    }
    let happened_time = fields
        .happened_time
        .map(|time| settings::time_of_day("happened_time", &time))
        .transpose()?
        .map(|time| time.format("%H:%M").to_string());
    let shadowing = fields.kind == ContactKind::Shadowing;
    let parsed = ContactFields {
        happened_on,
        happened_time,
        text: text::body("text", &fields.text)?,
        will_try: text::line("will_try", if shadowing { &fields.will_try } else { "" })?,
        ..fields
    };
    if moment(app, &parsed)? > app.now() {
        return Err(Error::invalid(
            "happened_time",
            Message::new("error_contact_ahead"),
        ));
    }
    Ok(parsed)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        id: row.get("id")?,
        relationship_id: row.get("relationship_id")?,
        fields: ContactFields {
            kind: read_word(row, "kind")?,
            begun_by: read_word(row, "begun_by")?,
            happened_on: row.get("happened_on")?,
            happened_time: row.get("happened_time")?,
            text: row.get("text")?,
            will_try: row.get("will_try")?,
            counts: row.get("counts")?,
        },
        action_id: row.get("action_id")?,
        at: row.get("at")?,
    })
}
