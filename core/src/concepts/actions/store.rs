use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::model::{
    Action, ActionBoardShow, ActionFields, ActionId, ActionList, ActionOrder, ActionState,
};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Listing, Write, read_word, unless, word};
use crate::error::{Error, OrNotFound, Result};
use crate::limits;
use crate::locale::Message;
use crate::meetings::{self, MeetingId, Side};
use crate::page::Page;
use crate::relationships::{self, RelationshipId};
use crate::time;

/// The day of a room's next meeting, or a sentence that there is none.
pub(super) fn next_meeting(
    tx: &Write<'_>,
    app: &App,
    room: Option<RelationshipId>,
) -> Result<NaiveDate> {
    let next = match room {
        Some(room) => relationships::store::find(tx, app, room)?.next_meeting,
        None => None,
    };
    next.map(|meeting| meeting.here.0.date())
        .ok_or_else(|| Error::invalid("until", Message::new("error_no_next_meeting")))
}

pub(super) fn count_put_off(tx: &Write<'_>, before: &Action) -> Result<()> {
    tx.prepare_cached(
        "UPDATE action SET first_due_on = coalesce(first_due_on, ?2), put_off = put_off + 1 WHERE id = ?1",
    )?
    .execute(params![before.id, before.fields.due_on])?;
    Ok(())
}

/// An SQL condition over a promise, named by its alias: it is reminded of. One that an ended room left is not, unless it
/// was agreed to go on.
pub(crate) fn goes_on(action: &str) -> String {
    let room = relationships::store::goes_on(
        &format!("{action}.relationship_id"),
        &format!("{action}.created_at"),
    );
    format!("({action}.beyond_end = 1 OR {room})")
}

const SELECT: &str = "SELECT a.id, a.relationship_id, a.meeting_id, a.goal_id, a.owner, a.title, a.due_on,
      a.due_key, a.state, a.closed_at, a.closed_reason, a.first_due_on, a.put_off, a.beyond_end, coalesce(r.phase = 'ended', 0) AS ended,
      a.created_at, p.name, called(p.name, p.called) AS called, g.title AS goal_title,
      (SELECT m.was FROM amendment m WHERE m.action_id = a.id AND m.field = 'due_on'
       ORDER BY m.at DESC, m.id LIMIT 1) AS was_due_on
    FROM action a LEFT JOIN relationship r ON r.id = a.relationship_id LEFT JOIN person p ON p.id = r.person_id
    LEFT JOIN goal g ON g.id = a.goal_id AND g.bin_id IS NULL";

/// Holds for open promises of those who meet that an earlier meeting left: of each of them, and of all of them together.
/// `?` is a [`Carried`] in JSON.
const CARRIED: &str = "+a.state = 'open' AND a.id IN
      (SELECT one.id FROM meeting_participant mp JOIN action one ON one.relationship_id = mp.relationship_id
         WHERE mp.meeting_id = ? ->> '$.here'
       UNION ALL
       SELECT one.id FROM json_each(?, '$.circle') circle CROSS JOIN action one ON one.meeting_id = circle.value
         WHERE one.relationship_id IS NULL)
    AND EXISTS (SELECT 1 FROM meeting before JOIN meeting here ON here.id = ? ->> '$.here'
      WHERE before.id = a.meeting_id AND before.id <> here.id AND before.bin_id IS NULL
        AND (here.starts_at IS NULL OR before.starts_at < here.starts_at))";

/// A meeting, and the other meetings of exactly the same several.
#[derive(Serialize)]
struct Carried {
    here: MeetingId,
    circle: Vec<MeetingId>,
}

/// Promises as asked for, one more than the page to tell whether there are more.
pub(crate) fn list(conn: &Connection, app: &App, request: &ActionList) -> Result<Vec<Action>> {
    let narrower = request.relationship.is_some()
        || request.meeting.is_some()
        || request.goal.is_some()
        || request.carried_to.is_some();
    if request.state.is_none() && !narrower {
        return of_each_state(conn, app, request);
    }
    let plus = unless(narrower);
    // A room's own index goes on by state and day.
    let by_room = request.relationship.is_some()
        && request.meeting.is_none()
        && request.goal.is_none()
        && request.carried_to.is_none()
        && !request.by_closing();
    let state_plus = unless(narrower && !by_room);
    let state = request.state.and_then(word);
    let any_state = state.is_none();
    let mut listing = Listing::of(&request.page, format!("{SELECT} WHERE a.bin_id IS NULL"))
        .given("a.relationship_id = ?", request.relationship)
        .given("r.role = ?", request.role.and_then(word))
        .given("a.meeting_id = ?", request.meeting)
        .given("a.goal_id = ?", request.goal.clone())
        .given(&format!("{plus}a.owner = ?"), request.owner.and_then(word))
        .given(&format!("{state_plus}a.state = ?"), state);
    if any_state {
        listing = listing.and(&format!(
            "{state_plus}a.state IN ('open', 'done', 'dropped')"
        ));
    }
    if request.going_on {
        listing = listing.and(&goes_on("a"));
    }
    let carried = request.carried_to.map(|here| {
        let circle = meetings::same_circle(conn, here)?;
        serde_json::to_string(&Carried { here, circle })
            .map_err(|error| Error::Internal(error.to_string()))
    });
    let listing = listing
        .given("a.due_key <= ?", request.due_until)
        .given(CARRIED, carried.transpose()?);
    let ordered = if request.by_closing() {
        listing
            .and("a.closed_at IS NOT NULL")
            .latest_first("a.closed_at", "a.id")?
    } else {
        listing.ascending("a.due_key", "a.id")?
    };
    ordered.rows(conn, |row| from_row(row, app))
}

/// Promises of all states in one order. Indexes go by state first: as many of each are read as could be shown.
fn of_each_state(conn: &Connection, app: &App, request: &ActionList) -> Result<Vec<Action>> {
    let mut rows = Vec::new();
    for state in [ActionState::Open, ActionState::Done, ActionState::Dropped] {
        let of_state = ActionList {
            state: Some(state),
            order: ActionOrder::default(),
            ..request.clone()
        };
        rows.extend(list(conn, app, &of_state)?);
    }
    rows.sort_by_cached_key(|row| (row.due_key.clone(), row.id.to_string()));
    rows.truncate(request.page.limit() as usize + 1);
    Ok(rows)
}

/// How many open promises of a side that are reminded of are due until a day, counted to one beyond
/// [`limits::COUNTED`].
pub(crate) fn count_due(conn: &Connection, owner: Side, until: NaiveDate) -> Result<u32> {
    Ok(conn
        .prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT 1 FROM action a INDEXED BY action_by_owner
             WHERE a.bin_id IS NULL AND a.owner = ?1 AND a.state = 'open' AND a.due_key <= ?2 AND {} LIMIT ?3)",
            goes_on("a")
        ))?
        .query_row(params![word(owner), until, limits::COUNTED + 1], |row| {
            row.get(0)
        })?)
}

/// How many open promises of a side that are reminded of are due on each day from one to another: of all of them
/// together [`limits::COUNTED`] are counted, the earliest first.
pub(crate) fn due_by_day(
    conn: &Connection,
    owner: Side,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<BTreeMap<NaiveDate, u32>> {
    let mut days = BTreeMap::new();
    let mut statement = conn.prepare_cached(&format!(
        "SELECT a.due_key FROM action a INDEXED BY action_by_owner
         WHERE a.bin_id IS NULL AND a.owner = ?1 AND a.state = 'open' AND a.due_key BETWEEN ?2 AND ?3 AND {}
         ORDER BY a.due_key LIMIT ?4",
        goes_on("a")
    ))?;
    for day in statement.query_map(params![word(owner), from, until, limits::COUNTED], |row| {
        row.get::<_, NaiveDate>(0)
    })? {
        *days.entry(day?).or_default() += 1;
    }
    Ok(days)
}

/// How many promises of a room, a meeting or a goal are closed, counted to one beyond
/// [`limits::COUNTED`].
pub(super) fn count_closed(conn: &Connection, request: &ActionBoardShow) -> Result<u32> {
    let page = Page::first(limits::COUNTED);
    let select = format!(
        "SELECT a.id FROM action a WHERE a.bin_id IS NULL AND {}a.state IN ('done', 'dropped')",
        unless(request.meeting.is_some() || request.goal.is_some())
    );
    let rows = Listing::of(&page, select)
        .given("a.relationship_id = ?", request.relationship)
        .given("a.meeting_id = ?", request.meeting)
        .given("a.goal_id = ?", request.goal.clone())
        .ascending("a.due_key", "a.id")?
        .rows(conn, |_| Ok(()))?;
    Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
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

/// Promises of all who meet in these meetings together: the open ones, and those closed since an instant, by due date.
/// `meetings` is a JSON list of ids.
pub(crate) fn of_all(
    conn: &Connection,
    app: &App,
    meetings: &str,
    since: Millis,
    limit: u32,
) -> Result<Vec<Action>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE a.meeting_id IN (SELECT value FROM json_each(?1)) AND a.relationship_id IS NULL
               AND a.bin_id IS NULL
               AND (+a.state = 'open' OR (+a.state IN ('done', 'dropped') AND a.closed_at > ?2))
             ORDER BY a.state <> 'open', a.due_key, a.id LIMIT ?3"
        ))?
        .query_map(params![meetings, since, limit], |row| from_row(row, app))?
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
        called: row.get("called")?,
        goal_title: row.get("goal_title")?,
        first_due_on: row.get("first_due_on")?,
        put_off: row.get("put_off")?,
        was_due_on: row.get("was_due_on")?,
        ended: row.get("ended")?,
        beyond_end: row.get("beyond_end")?,
        created_at,
        created_on: time::LocalTime::at(created_at, app.zone()).0.date(),
        due_key: row.get("due_key")?,
    })
}
