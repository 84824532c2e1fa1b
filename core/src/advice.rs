//! The advice ledger: what was advised, what the one who got it made of it, what happened, and whether the one
//! who gave it heard.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::clock::Millis;
use crate::db::{Write, read_word, word};
use crate::discard::{self, Discarded};
use crate::error::{Error, OrNotFound, Result};
use crate::id::Id;
use crate::locale::Message;
use crate::meetings::{self, MeetingId, Side};
use crate::page::{Page, Paged};
use crate::relationships::{self, RelationshipId};
use crate::{goals, text, time};

/// A piece of advice's id.
pub type AdviceId = Id<Advice>;

/// What the one who got a piece of advice made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AdviceState {
    /// Nothing yet.
    New,
    /// It is being tried.
    Trying,
    /// Not now.
    Later,
    /// It does not fit.
    Declined,
    /// It was tried; there is a result.
    Tried,
}

/// What can be said of a piece of advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AdviceFields {
    /// What was advised.
    pub text: String,
    /// The room it was given in.
    pub relationship_id: RelationshipId,
    /// Who gave it.
    #[serde(default)]
    pub given_by: Side,
    /// The meeting it was given in.
    #[serde(default)]
    pub meeting_id: Option<MeetingId>,
    /// The goal it serves.
    #[serde(default)]
    pub goal_id: Option<String>,
}

/// A piece of advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Advice {
    /// The id.
    pub id: AdviceId,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: AdviceFields,
    /// What was made of it.
    pub state: AdviceState,
    /// Until when it is tried.
    pub try_by: Option<NaiveDate>,
    /// Whether and why it fits.
    pub reflection: String,
    /// What happened.
    pub result: String,
    /// Whether it helped; absent: not said.
    pub helped: Option<bool>,
    /// When the other side heard what came of it.
    pub told_at: Option<Millis>,
    /// When they were thanked.
    pub thanked_at: Option<Millis>,
    /// The other person's name.
    pub name: String,
    /// The goal's title.
    pub goal_title: Option<String>,
    /// When it was put down.
    pub created_at: Millis,
    /// The day of it, here.
    pub created_on: NaiveDate,
}

/// Puts a piece of advice down.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AdviceAdd {
    /// What is said of it.
    pub fields: AdviceFields,
    /// Until when it is tried, if that is clear at once.
    #[serde(default)]
    pub try_by: Option<NaiveDate>,
}

/// Replaces what is said of a piece of advice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AdviceChange {
    /// The advice.
    pub id: AdviceId,
    /// All of it, as it shall be.
    pub fields: AdviceFields,
}

/// What to make of a piece of advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AdviceVerdict {
    /// Try it.
    Try,
    /// Not now.
    Later,
    /// Not for me.
    Decline,
    /// Not decided after all.
    Open,
}

/// Says what to make of a piece of advice. A result told before is dropped.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AdviceDecide {
    /// The advice.
    pub id: AdviceId,
    /// What to make of it.
    pub verdict: AdviceVerdict,
    /// Until when it is tried.
    #[serde(default)]
    pub try_by: Option<NaiveDate>,
    /// Whether and why it fits.
    #[serde(default)]
    pub reflection: String,
}

/// Says what came of a piece of advice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AdviceResult {
    /// The advice.
    pub id: AdviceId,
    /// What happened.
    pub result: String,
    /// Whether it helped; absent: not said.
    #[serde(default)]
    pub helped: Option<bool>,
}

/// Says that the other side heard what came of it, or did not after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AdviceTell {
    /// The advice.
    pub id: AdviceId,
    /// Whether they heard.
    pub told: bool,
    /// Whether they were thanked.
    pub thanked: bool,
}

/// Asks for a piece of advice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AdviceShow {
    /// The advice.
    pub id: AdviceId,
}

/// Puts a piece of advice into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AdviceDelete {
    /// The advice.
    pub id: AdviceId,
}

/// Asks for advice, the latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AdviceList {
    /// Only what was given in this room.
    pub relationship: Option<RelationshipId>,
    /// Only what was given in this meeting.
    pub meeting: Option<MeetingId>,
    /// Only what serves this goal.
    pub goal: Option<String>,
    /// Only what this was made of.
    pub state: Option<AdviceState>,
    /// Only what this side gave.
    pub given_by: Option<Side>,
    /// Which part.
    pub page: Page,
}

/// Puts a piece of advice down.
pub fn advice_add(app: &App, request: AdviceAdd) -> Result<Advice> {
    app.write("change_advice_add", |tx| {
        add(tx, app, request.fields, request.try_by)
    })
}

/// Puts a piece of advice down in a transaction under way.
pub(crate) fn add(
    tx: &Write<'_>,
    app: &App,
    fields: AdviceFields,
    try_by: Option<NaiveDate>,
) -> Result<Advice> {
    let (id, now): (AdviceId, _) = (app.new_id(), app.now());
    let fields = parse(tx, app, fields)?;
    let try_by = parse_date(try_by)?;
    let state = match try_by {
        Some(_) => AdviceState::Trying,
        None => AdviceState::New,
    };
    tx.prepare_cached(
        "INSERT INTO advice (id, relationship_id, meeting_id, goal_id, given_by, text, state, try_by,
                             created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
    )?
    .execute(params![
        id,
        fields.relationship_id,
        fields.meeting_id,
        fields.goal_id,
        word(fields.given_by),
        fields.text,
        word(state),
        try_by,
        now,
    ])?;
    find(tx, app, id)
}

/// Replaces what is said of a piece of advice.
pub fn advice_change(app: &App, request: AdviceChange) -> Result<Advice> {
    let now = app.now();
    app.write("change_advice_change", |tx| {
        find(tx, app, request.id)?;
        let fields = parse(tx, app, request.fields)?;
        tx.prepare_cached(
            "UPDATE advice SET relationship_id = ?2, meeting_id = ?3, goal_id = ?4, given_by = ?5, text = ?6,
                    changed_at = ?7
             WHERE id = ?1",
        )?
        .execute(params![
            request.id,
            fields.relationship_id,
            fields.meeting_id,
            fields.goal_id,
            word(fields.given_by),
            fields.text,
            now,
        ])?;
        find(tx, app, request.id)
    })
}

/// Says what to make of a piece of advice.
pub fn advice_decide(app: &App, request: AdviceDecide) -> Result<Advice> {
    let (reflection, now) = (text::body("reflection", &request.reflection)?, app.now());
    let (state, try_by) = match request.verdict {
        AdviceVerdict::Try => (AdviceState::Trying, parse_date(request.try_by)?),
        AdviceVerdict::Later => (AdviceState::Later, None),
        AdviceVerdict::Decline => (AdviceState::Declined, None),
        AdviceVerdict::Open => (AdviceState::New, None),
    };
    app.write("change_advice_decide", |tx| {
        find(tx, app, request.id)?;
        tx.prepare_cached(
            "UPDATE advice SET state = ?2, try_by = ?3, reflection = ?4, result = '', helped = NULL,
                    told_at = NULL, thanked_at = NULL, changed_at = ?5
             WHERE id = ?1",
        )?
        .execute(params![request.id, word(state), try_by, reflection, now])?;
        find(tx, app, request.id)
    })
}

/// Says what came of a piece of advice.
pub fn advice_result(app: &App, request: AdviceResult) -> Result<Advice> {
    let (result, now) = (text::body("result", &request.result)?, app.now());
    if result.is_empty() && request.helped.is_none() {
        return Err(Error::invalid("result", Message::new("error_empty")));
    }
    app.write("change_advice_result", |tx| {
        find(tx, app, request.id)?;
        tx.prepare_cached(
            "UPDATE advice SET state = 'tried', result = ?2, helped = ?3, changed_at = ?4 WHERE id = ?1",
        )?
        .execute(params![request.id, result, request.helped, now])?;
        find(tx, app, request.id)
    })
}

/// Says that the other side heard what came of it, or did not after all.
pub fn advice_tell(app: &App, request: AdviceTell) -> Result<Advice> {
    let now = app.now();
    app.write("change_advice_tell", |tx| {
        find(tx, app, request.id)?;
        tx.prepare_cached(
            "UPDATE advice SET told_at = CASE WHEN ?2 THEN coalesce(told_at, ?4) END,
                    thanked_at = CASE WHEN ?3 THEN coalesce(thanked_at, ?4) END, changed_at = ?4
             WHERE id = ?1",
        )?
        .execute(params![request.id, request.told, request.thanked, now])?;
        find(tx, app, request.id)
    })
}

/// A piece of advice.
pub fn advice_show(app: &App, request: AdviceShow) -> Result<Advice> {
    app.read(|conn| find(conn, app, request.id))
}

/// Puts a piece of advice into the bin.
pub fn advice_delete(app: &App, request: AdviceDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_advice_delete", |tx| {
        let advice = find(tx, app, request.id)?;
        let subject = request.id.to_string();
        let title = advice.fields.text;
        discard::discard(tx, &entry, Discarded::Advice, &subject, &title, now)
    })
}

/// Advice, the latest first.
pub fn advice_list(app: &App, request: AdviceList) -> Result<Paged<Advice>> {
    let rows = app.read(|conn| list(conn, app, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.created_at, row.id])
    }))
}

const SELECT: &str = "SELECT a.id, a.relationship_id, a.meeting_id, a.goal_id, a.given_by, a.text, a.state, a.try_by,
      a.reflection, a.result, a.helped, a.told_at, a.thanked_at, a.created_at, p.name, g.title AS goal_title
    FROM advice a JOIN relationship r ON r.id = a.relationship_id JOIN person p ON p.id = r.person_id
    LEFT JOIN goal g ON g.id = a.goal_id AND g.bin_id IS NULL";

fn list(conn: &Connection, app: &App, request: &AdviceList) -> Result<Vec<Advice>> {
    let mut values: Vec<Value> = vec![i64::from(request.page.limit() + 1).into()];
    let mut bind = |value: Value| {
        values.push(value);
        format!("?{}", values.len())
    };
    let mut sql = format!("{SELECT} WHERE a.bin_id IS NULL");
    let filters = [
        (
            "relationship_id",
            request.relationship.map(|id| id.to_string()),
        ),
        ("meeting_id", request.meeting.map(|id| id.to_string())),
        ("goal_id", request.goal.clone()),
        ("state", request.state.and_then(word)),
        ("given_by", request.given_by.and_then(word)),
    ];
    for (column, value) in filters {
        if let Some(value) = value {
            sql.push_str(&format!(" AND a.{column} = {}", bind(value.into())));
        }
    }
    if let Some([at, id]) = request.page.cursor::<2>()? {
        let (at, id) = (bind(at), bind(id));
        sql.push_str(&format!(
            " AND a.created_at <= {at} AND (a.created_at < {at} OR a.id > {id})"
        ));
    }
    sql.push_str(" ORDER BY a.created_at DESC, a.id LIMIT ?1");
    let rows = conn
        .prepare_cached(&sql)?
        .query_map(params_from_iter(values), |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// What is open between me and these rooms: not tried yet, or tried and not told. The oldest first.
pub(crate) fn open(conn: &Connection, app: &App, rooms: &str, limit: u32) -> Result<Vec<Advice>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE a.relationship_id IN (SELECT value FROM json_each(?1)) AND a.bin_id IS NULL
               AND (a.state IN ('new', 'trying', 'later') OR (a.state = 'tried' AND a.told_at IS NULL))
             ORDER BY a.created_at, a.id LIMIT ?2"
        ))?
        .query_map(params![rooms, limit], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// What I am trying of what others advised, the most pressing first.
pub(crate) fn trying(conn: &Connection, app: &App, limit: u32) -> Result<Vec<Advice>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE a.bin_id IS NULL AND a.state = 'trying' AND a.given_by = 'theirs'
             ORDER BY coalesce(a.try_by, '9999-12-31'), a.id LIMIT ?1"
        ))?
        .query_map([limit], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// The advice, unless in the bin.
pub(crate) fn find(conn: &Connection, app: &App, id: AdviceId) -> Result<Advice> {
    conn.prepare_cached(&format!("{SELECT} WHERE a.id = ?1 AND a.bin_id IS NULL"))?
        .query_row([id], |row| from_row(row, app))
        .optional()?
        .or_not_found("advice")
}

fn parse(tx: &Write<'_>, app: &App, fields: AdviceFields) -> Result<AdviceFields> {
    let text = text::title("text", &fields.text)?;
    relationships::store::find(tx, app, fields.relationship_id)?;
    if let Some(meeting) = fields.meeting_id {
        meetings::store::find_row(tx, app, meeting)?;
    }
    if let Some(goal) = &fields.goal_id {
        goals::store::refer(tx, goal)?;
    }
    Ok(AdviceFields { text, ..fields })
}

fn parse_date(date: Option<NaiveDate>) -> Result<Option<NaiveDate>> {
    date.map(|date| time::date("try_by", date)).transpose()
}

fn from_row(row: &Row<'_>, app: &App) -> rusqlite::Result<Advice> {
    let created_at: Millis = row.get("created_at")?;
    Ok(Advice {
        id: row.get("id")?,
        fields: AdviceFields {
            text: row.get("text")?,
            relationship_id: row.get("relationship_id")?,
            given_by: read_word(row, "given_by")?,
            meeting_id: row.get("meeting_id")?,
            goal_id: row.get("goal_id")?,
        },
        state: read_word(row, "state")?,
        try_by: row.get("try_by")?,
        reflection: row.get("reflection")?,
        result: row.get("result")?,
        helped: row.get("helped")?,
        told_at: row.get("told_at")?,
        thanked_at: row.get("thanked_at")?,
        name: row.get("name")?,
        goal_title: row.get("goal_title")?,
        created_at,
        created_on: time::LocalTime::at(created_at, app.zone()).0.date(),
    })
}
