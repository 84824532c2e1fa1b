//! Promises: whose, until when, from which meeting, for which goal.

use chrono::{Duration, NaiveDate};
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
use crate::relationships::{self, RelationshipId, Role};
use crate::{goals, text, time};

/// An action's id.
pub type ActionId = Id<Action>;

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActionState {
    /// Still to do.
    Open,
    /// Kept.
    Done,
    /// Let go, with a reason.
    Dropped,
}

/// What can be said of a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActionFields {
    /// What was promised.
    pub title: String,
    /// Whose promise it is.
    #[serde(default)]
    pub owner: Side,
    /// Until when.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// The room it belongs to; absent: a promise to oneself.
    #[serde(default)]
    pub relationship_id: Option<RelationshipId>,
    /// The meeting it was made in.
    #[serde(default)]
    pub meeting_id: Option<MeetingId>,
    /// The goal it serves.
    #[serde(default)]
    pub goal_id: Option<String>,
}

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Action {
    /// The id.
    pub id: ActionId,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: ActionFields,
    /// What became of it.
    pub state: ActionState,
    /// When it was kept or let go.
    pub closed_at: Option<Millis>,
    /// Why it was let go.
    pub closed_reason: String,
    /// The other person's name.
    pub name: Option<String>,
    /// The goal's title.
    pub goal_title: Option<String>,
    /// The day it was due before it was put off; absent: it never was.
    pub first_due_on: Option<NaiveDate>,
    /// How often it was put off.
    pub put_off: u32,
    /// When it was made.
    pub created_at: Millis,
    /// The day of it, here.
    pub created_on: NaiveDate,
    /// What the list is sorted by.
    pub due_key: String,
}

/// Adds a promise.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionAdd {
    /// What is said of it.
    pub fields: ActionFields,
}

/// Replaces what is said of a promise.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionChange {
    /// The promise.
    pub id: ActionId,
    /// All of it, as it shall be.
    pub fields: ActionFields,
}

/// Says a promise was kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionDone {
    /// The promise.
    pub id: ActionId,
}

/// Lets a promise go.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionDrop {
    /// The promise.
    pub id: ActionId,
    /// Why, if wanted.
    #[serde(default)]
    pub reason: String,
}

/// Opens a promise again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionReopen {
    /// The promise.
    pub id: ActionId,
}

/// Puts a promise into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionDelete {
    /// The promise.
    pub id: ActionId,
}

/// Until when a promise is put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "day", rename_all = "snake_case")]
pub enum PutOff {
    /// Tomorrow.
    Tomorrow,
    /// A week from today.
    NextWeek,
    /// The day of the room's next meeting.
    NextMeeting,
    /// That day.
    Day(NaiveDate),
}

/// Puts a promise off. How often, and when it was due first, stays to be seen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionSnooze {
    /// The promise.
    pub id: ActionId,
    /// Until when.
    pub until: PutOff,
}

/// What a list of promises is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActionOrder {
    /// By due date; those without one come last.
    #[default]
    Due,
    /// Those kept or let go, the latest first.
    Closed,
}

/// Asks for promises, by due date; those without one come last.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ActionList {
    /// Only those in this state.
    pub state: Option<ActionState>,
    /// Only those of this side.
    pub owner: Option<Side>,
    /// Only those of this room.
    pub relationship: Option<RelationshipId>,
    /// Only those of rooms in which I have this role.
    #[ts(optional = nullable)]
    pub role: Option<Role>,
    /// Only those of this meeting.
    pub meeting: Option<MeetingId>,
    /// Only those for this goal.
    pub goal: Option<String>,
    /// Only those due on this date or before.
    pub due_until: Option<NaiveDate>,
    /// Only open ones that meetings before this one left to those who meet in it.
    #[ts(optional = nullable)]
    pub carried_to: Option<MeetingId>,
    /// What they are sorted by; by when they were closed only where `state` says that they are.
    #[ts(optional, as = "Option<ActionOrder>")]
    pub order: ActionOrder,
    /// Which part.
    pub page: Page,
}

/// Adds a promise.
pub fn action_add(app: &App, request: ActionAdd) -> Result<Action> {
    app.write("change_action_add", |tx| add(tx, app, request.fields))
}

/// Adds a promise in a transaction under way.
pub(crate) fn add(tx: &Write<'_>, app: &App, fields: ActionFields) -> Result<Action> {
    let (id, now): (ActionId, _) = (app.new_id(), app.now());
    let fields = parse(tx, app, fields)?;
    tx.prepare_cached(
        "INSERT INTO action (id, relationship_id, meeting_id, goal_id, owner, title, due_on, state,
                             created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'open', ?8, ?8)",
    )?
    .execute(params![
        id,
        fields.relationship_id,
        fields.meeting_id,
        fields.goal_id,
        word(fields.owner),
        fields.title,
        fields.due_on,
        now,
    ])?;
    find(tx, app, id)
}

/// Replaces what is said of a promise.
pub fn action_change(app: &App, request: ActionChange) -> Result<Action> {
    let now = app.now();
    app.write("change_action_change", |tx| {
        let before = find(tx, app, request.id)?;
        let fields = parse(tx, app, request.fields)?;
        if before.is_put_off(fields.due_on) {
            count_put_off(tx, &before)?;
        }
        tx.prepare_cached(
            "UPDATE action SET relationship_id = ?2, meeting_id = ?3, goal_id = ?4, owner = ?5, title = ?6,
                    due_on = ?7, changed_at = ?8
             WHERE id = ?1",
        )?
        .execute(params![
            request.id,
            fields.relationship_id,
            fields.meeting_id,
            fields.goal_id,
            word(fields.owner),
            fields.title,
            fields.due_on,
            now,
        ])?;
        find(tx, app, request.id)
    })
}

/// Puts a promise off. How often, and when it was due first, stays to be seen.
pub fn action_snooze(app: &App, request: ActionSnooze) -> Result<Action> {
    let (id, now, today) = (request.id, app.now(), app.today());
    app.write("change_action_snooze", |tx| {
        let before = find(tx, app, id)?;
        if before.state != ActionState::Open {
            return Err(Error::Conflict(Message::new("error_action_state_same")));
        }
        let due_on = match request.until {
            PutOff::Tomorrow => today + Duration::days(1),
            PutOff::NextWeek => today + Duration::weeks(1),
            PutOff::NextMeeting => next_meeting(tx, app, before.fields.relationship_id)?,
            PutOff::Day(day) => time::date("until", day)?,
        };
        if before.is_put_off(Some(due_on)) {
            count_put_off(tx, &before)?;
        }
        tx.prepare_cached("UPDATE action SET due_on = ?2, changed_at = ?3 WHERE id = ?1")?
            .execute(params![id, due_on, now])?;
        find(tx, app, id)
    })
}

/// The day of a room's next meeting, or a sentence that there is none.
fn next_meeting(tx: &Write<'_>, app: &App, room: Option<RelationshipId>) -> Result<NaiveDate> {
    let next = match room {
        Some(room) => relationships::store::find(tx, app, room)?.next_meeting,
        None => None,
    };
    next.map(|meeting| meeting.here.0.date())
        .ok_or_else(|| Error::invalid("until", Message::new("error_no_next_meeting")))
}

/// Says a promise was kept.
pub fn action_done(app: &App, request: ActionDone) -> Result<Action> {
    app.write("change_action_done", |tx| {
        set_state(tx, app, request.id, ActionState::Done, "")
    })
}

/// Lets a promise go; it stays visible with its reason.
pub fn action_drop(app: &App, request: ActionDrop) -> Result<Action> {
    let reason = text::body("reason", &request.reason)?;
    app.write("change_action_drop", |tx| {
        set_state(tx, app, request.id, ActionState::Dropped, &reason)
    })
}

/// Opens a promise again.
pub fn action_reopen(app: &App, request: ActionReopen) -> Result<Action> {
    app.write("change_action_reopen", |tx| {
        set_state(tx, app, request.id, ActionState::Open, "")
    })
}

/// Puts a promise into the bin.
pub fn action_delete(app: &App, request: ActionDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_action_delete", |tx| {
        let action = find(tx, app, request.id)?;
        let subject = request.id.to_string();
        discard::discard(
            tx,
            &entry,
            Discarded::Action,
            &subject,
            &action.fields.title,
            now,
        )
    })
}

/// Promises, by due date, or by when they were closed.
pub fn action_list(app: &App, request: ActionList) -> Result<Paged<Action>> {
    let rows = app.read(|conn| list(conn, app, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        if request.by_closing() {
            serde_json::json!([row.closed_at, row.id])
        } else {
            serde_json::json!([row.due_key, row.id])
        }
    }))
}

impl Action {
    /// Whether another due date lets more time: a later one, or none.
    fn is_put_off(&self, due_on: Option<NaiveDate>) -> bool {
        self.fields
            .due_on
            .is_some_and(|before| due_on.is_none_or(|after| after > before))
    }
}

impl ActionList {
    fn by_closing(&self) -> bool {
        self.order == ActionOrder::Closed
            && matches!(
                self.state,
                Some(ActionState::Done) | Some(ActionState::Dropped)
            )
    }
}

fn count_put_off(tx: &Write<'_>, before: &Action) -> Result<()> {
    tx.prepare_cached(
        "UPDATE action SET first_due_on = coalesce(first_due_on, ?2), put_off = put_off + 1 WHERE id = ?1",
    )?
    .execute(params![before.id, before.fields.due_on])?;
    Ok(())
}

const SELECT: &str = "SELECT a.id, a.relationship_id, a.meeting_id, a.goal_id, a.owner, a.title, a.due_on,
      a.due_key, a.state, a.closed_at, a.closed_reason, a.first_due_on, a.put_off, a.created_at, p.name, g.title AS goal_title
    FROM action a LEFT JOIN relationship r ON r.id = a.relationship_id LEFT JOIN person p ON p.id = r.person_id
    LEFT JOIN goal g ON g.id = a.goal_id AND g.bin_id IS NULL";

/// Holds for open promises of those who meet in `?m` that an earlier meeting left.
const CARRIED: &str = " AND +a.state = 'open' AND a.relationship_id IN
      (SELECT mp.relationship_id FROM meeting_participant mp WHERE mp.meeting_id = ?m)
    AND EXISTS (SELECT 1 FROM meeting before JOIN meeting here ON here.id = ?m
      WHERE before.id = a.meeting_id AND before.id <> here.id AND before.bin_id IS NULL
        AND (here.starts_at IS NULL OR before.starts_at < here.starts_at))";

/// Promises as asked for, one more than the page to tell whether there are more.
pub(crate) fn list(conn: &Connection, app: &App, request: &ActionList) -> Result<Vec<Action>> {
    let mut values: Vec<Value> = vec![i64::from(request.page.limit() + 1).into()];
    let mut bind = |value: Value| {
        values.push(value);
        format!("?{}", values.len())
    };
    let mut sql = format!("{SELECT} WHERE a.bin_id IS NULL");
    if let Some(room) = request.relationship {
        sql.push_str(&format!(
            " AND a.relationship_id = {}",
            bind(room.to_string().into())
        ));
    }
    if let Some(role) = request.role.and_then(word) {
        sql.push_str(&format!(" AND r.role = {}", bind(role.into())));
    }
    if let Some(meeting) = request.meeting {
        sql.push_str(&format!(
            " AND a.meeting_id = {}",
            bind(meeting.to_string().into())
        ));
    }
    if let Some(goal) = &request.goal {
        sql.push_str(&format!(" AND a.goal_id = {}", bind(goal.clone().into())));
    }
    // The plus keeps the planner from walking the promises of all rooms where those of a few are asked for.
    let plus = if request.carried_to.is_some() {
        "+"
    } else {
        ""
    };
    if let Some(owner) = request.owner.and_then(word) {
        sql.push_str(&format!(" AND {plus}a.owner = {}", bind(owner.into())));
    }
    match request.state.and_then(word) {
        Some(state) => sql.push_str(&format!(" AND {plus}a.state = {}", bind(state.into()))),
        // All states in one order: the index by state still serves each of the three.
        None => sql.push_str(&format!(
            " AND {plus}a.state IN ('open', 'done', 'dropped')"
        )),
    }
    if let Some(until) = request.due_until {
        sql.push_str(&format!(
            " AND a.due_key <= {}",
            bind(until.to_string().into())
        ));
    }
    if let Some(meeting) = request.carried_to {
        sql.push_str(&CARRIED.replace("?m", &bind(meeting.to_string().into())));
    }
    let after = request.page.cursor::<2>()?;
    if request.by_closing() {
        sql.push_str(" AND a.closed_at IS NOT NULL");
        if let Some([at, id]) = after {
            let (at, id) = (bind(at), bind(id));
            sql.push_str(&format!(
                " AND a.closed_at <= {at} AND (a.closed_at < {at} OR a.id > {id})"
            ));
        }
        sql.push_str(" ORDER BY a.closed_at DESC, a.id LIMIT ?1");
    } else {
        if let Some([due, id]) = after {
            sql.push_str(&format!(
                " AND (a.due_key, a.id) > ({}, {})",
                bind(due),
                bind(id)
            ));
        }
        sql.push_str(" ORDER BY a.due_key, a.id LIMIT ?1");
    }
    let rows = conn
        .prepare_cached(&sql)?
        .query_map(params_from_iter(values), |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Promises between me and these rooms: the open ones, and those closed since the room's last contact, by due date.
/// `rooms` is a JSON list of ids.
pub(crate) fn between(
    conn: &Connection,
    app: &App,
    rooms: &str,
    limit: u32,
) -> Result<Vec<Action>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE a.relationship_id IN (SELECT value FROM json_each(?1)) AND a.bin_id IS NULL
               AND (a.state = 'open' OR (a.state IN ('done', 'dropped') AND a.closed_at > coalesce(r.last_contact_at, 0)))
             ORDER BY a.state <> 'open', a.due_key, a.id LIMIT ?2"
        ))?
        .query_map(params![rooms, limit], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// The promise, unless in the bin.
pub(crate) fn find(conn: &Connection, app: &App, id: ActionId) -> Result<Action> {
    conn.prepare_cached(&format!("{SELECT} WHERE a.id = ?1 AND a.bin_id IS NULL"))?
        .query_row([id], |row| from_row(row, app))
        .optional()?
        .or_not_found("action")
}

pub(crate) fn set_state(
    tx: &Write<'_>,
    app: &App,
    id: ActionId,
    state: ActionState,
    reason: &str,
) -> Result<Action> {
    if find(tx, app, id)?.state == state {
        return Err(Error::Conflict(Message::new("error_action_state_same")));
    }
    let now = app.now();
    let closed_at = (state != ActionState::Open).then_some(now);
    tx.prepare_cached(
        "UPDATE action SET state = ?2, closed_at = ?3, closed_reason = ?4, changed_at = ?5 WHERE id = ?1",
    )?
    .execute(params![id, word(state), closed_at, reason, now])?;
    find(tx, app, id)
}

fn parse(tx: &Write<'_>, app: &App, fields: ActionFields) -> Result<ActionFields> {
    let title = text::title("title", &fields.title)?;
    let due_on = fields
        .due_on
        .map(|date| time::date("due_on", date))
        .transpose()?;
    if let Some(room) = fields.relationship_id {
        relationships::store::find(tx, app, room)?;
    }
    if let Some(meeting) = fields.meeting_id {
        meetings::store::find_row(tx, app, meeting)?;
    }
    if let Some(goal) = &fields.goal_id {
        goals::store::refer(tx, goal)?;
    }
    Ok(ActionFields {
        title,
        due_on,
        ..fields
    })
}

fn from_row(row: &Row<'_>, app: &App) -> rusqlite::Result<Action> {
    let created_at: Millis = row.get("created_at")?;
    Ok(Action {
        id: row.get("id")?,
        fields: ActionFields {
            title: row.get("title")?,
            owner: read_word(row, "owner")?,
            due_on: row.get("due_on")?,
            relationship_id: row.get("relationship_id")?,
            meeting_id: row.get("meeting_id")?,
            goal_id: row.get("goal_id")?,
        },
        state: read_word(row, "state")?,
        closed_at: row.get("closed_at")?,
        closed_reason: row.get("closed_reason")?,
        name: row.get("name")?,
        goal_title: row.get("goal_title")?,
        first_due_on: row.get("first_due_on")?,
        put_off: row.get("put_off")?,
        created_at,
        created_on: time::LocalTime::at(created_at, app.zone()).0.date(),
        due_key: row.get("due_key")?,
    })
}
