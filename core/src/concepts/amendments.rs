//! Amendments: what the day of a promise, goal or milestone, or the kind, role, rhythm or last day of a room was
//! before it was changed. Kept with every change, in the same transaction; taken back with it.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::clock::Millis;
use crate::column::{Stored, is};
use crate::concept::Concept;
use crate::db::{Listing, read_word, word};
use crate::error::{OrNotFound, Result};
use crate::id::Id;
use crate::limits;
use crate::page::{Page, Paged};
use crate::time::LocalTime;

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: None,
    tables: TABLES,
    found: &[],
};

const TABLES: &[Stored] = {
    use crate::column::Columns::{Key, Words};
    use crate::column::Holds::{Body, Id, Instant, Line, Word};
    &[Stored::of(
        "amendment",
        &[
            Key(&[
                ("id", Id),
                ("action_id", Id),
                ("goal_id", Id),
                ("milestone_id", Id),
                ("relationship_id", Id),
                ("field", Word(is::<Amended>)),
                ("was", Line),
                ("became", Line),
                ("at", Instant),
            ]),
            Words(&[("reason", Body)]),
        ],
    )]
};

/// Which column was amended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Amended {
    /// The day a promise or milestone is due.
    DueOn,
    /// The day a goal is meant to be reached.
    TargetOn,
    /// The kind of a relationship.
    Kind,
    /// The person's own role in a relationship.
    Role,
    /// How often the two mean to meet.
    Cadence,
    /// The day a relationship is meant to end.
    EndsOn,
}

/// What was amended. The concepts stand above this one, so it knows their ids as ids only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum AmendmentOf {
    /// A promise.
    Action(Id<()>),
    /// A goal.
    Goal(Id<()>),
    /// A milestone.
    Milestone(Id<()>),
    /// A relationship.
    Relationship(Id<()>),
}

impl AmendmentOf {
    fn parts(self) -> (&'static str, Id<()>) {
        match self {
            Self::Action(id) => ("action", id),
            Self::Goal(id) => ("goal", id),
            Self::Milestone(id) => ("milestone", id),
            Self::Relationship(id) => ("relationship", id),
        }
    }
}

/// One amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Amendment {
    /// Its id.
    pub id: Id<Amendment>,
    /// Which column.
    pub field: Amended,
    /// What it said before: a day as `2026-03-02`, a word, or a rhythm as `2 week`; empty where it said nothing.
    pub was: String,
    /// What it said from then on.
    pub became: String,
    /// Why, where somebody said so.
    pub reason: String,
    /// When.
    pub at: Millis,
    /// The day of it, here.
    pub on: NaiveDate,
}

/// Asks what something was before it was amended, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AmendmentList {
    /// What was amended.
    pub of: AmendmentOf,
    /// Which part.
    #[serde(default)]
    pub page: Page,
}

/// What something was before it was amended, the newest first.
pub fn amendment_list(app: &App, request: AmendmentList) -> Result<Paged<Amendment>> {
    let (table, id) = request.of.parts();
    let rows = app.read(|conn| {
        conn.prepare_cached(&format!(
            "SELECT 1 FROM {table} WHERE id = ?1 AND bin_id IS NULL"
        ))?
        .query_row([id], |_| Ok(()))
        .optional()?
        .or_not_found(table)?;
        list(conn, app, request.of, &request.page)
    })?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.at, row.id])
    }))
}

/// The latest fifty amendments of something, the newest first.
pub(crate) fn latest(conn: &Connection, app: &App, of: AmendmentOf) -> Result<Vec<Amendment>> {
    let mut rows = list(conn, app, of, &Page::first(limits::AMENDMENTS))?;
    rows.truncate(limits::AMENDMENTS as usize);
    Ok(rows)
}

fn list(conn: &Connection, app: &App, of: AmendmentOf, page: &Page) -> Result<Vec<Amendment>> {
    let (table, id) = of.parts();
    let select = format!(
        "SELECT id, field, was, became, reason, at FROM amendment WHERE {table}_id = ?1 AND {table}_id IS NOT NULL"
    );
    Listing::about(page, select, id)
        .latest_first("at", "id")?
        .rows(conn, |row| {
            let at: Millis = row.get("at")?;
            Ok(Amendment {
                id: row.get("id")?,
                field: read_word(row, "field")?,
                was: row.get("was")?,
                became: row.get("became")?,
                reason: row.get("reason")?,
                at,
                on: LocalTime::at(at, app.zone()).0.date(),
            })
        })
}

/// Keeps what a column said where it now says something else. What is first said is no amendment.
pub(crate) fn keep(
    conn: &Connection,
    app: &App,
    of: AmendmentOf,
    field: Amended,
    [was, became]: [String; 2],
) -> Result<()> {
    if was.is_empty() || was == became {
        return Ok(());
    }
    let (table, id) = of.parts();
    conn.prepare_cached(&format!(
        "INSERT INTO amendment (id, {table}_id, field, was, became, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    ))?
    .execute(params![
        app.new_id::<Amendment>(),
        id,
        word(field),
        was,
        became,
        app.now()
    ])?;
    Ok(())
}

/// Two days, as an amendment has them.
pub(crate) fn days(was: Option<NaiveDate>, became: Option<NaiveDate>) -> [String; 2] {
    [was, became].map(|day| day.map(|day| day.to_string()).unwrap_or_default())
}

/// Two words, as an amendment has them.
pub(crate) fn words<T: Serialize>(was: T, became: T) -> [String; 2] {
    [was, became].map(|value| word(value).unwrap_or_default())
}
