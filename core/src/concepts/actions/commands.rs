use chrono::{Duration, NaiveDate};
use rusqlite::{Connection, params};

use super::model::{
    Action, ActionAdd, ActionBoard, ActionBoardShow, ActionChange, ActionDelete, ActionDone,
    ActionDrop, ActionFields, ActionGoOn, ActionId, ActionList, ActionOrder, ActionReopen,
    ActionSnooze, ActionState, PutOff,
};
use super::store::{self, count_put_off, find, list, next_meeting, set_state};
use crate::amendments::{self, Amended, AmendmentOf};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Write, word};
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::meetings;
use crate::page::Paged;
use crate::relationships;
use crate::{goals, text, time};

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
    app.write("change_action_change", |tx| {
        let before = find(tx, app, request.id)?;
        let fields = edit::merged(
            super::CONCEPT.columns(),
            &before.fields,
            request.shown.as_ref(),
            request.fields,
        )?;
        replace(tx, app, request.id, fields)
    })
}

/// Replaces what is said of a promise in a transaction under way.
pub(crate) fn replace(
    tx: &Write<'_>,
    app: &App,
    id: ActionId,
    fields: ActionFields,
) -> Result<Action> {
    let before = find(tx, app, id)?;
    let fields = parse(tx, app, fields)?;
    if before.is_put_off(fields.due_on) {
        count_put_off(tx, &before)?;
    }
    keep_day(tx, app, &before, fields.due_on)?;
    tx.prepare_cached(
        "UPDATE action SET relationship_id = ?2, meeting_id = ?3, goal_id = ?4, owner = ?5, title = ?6,
                due_on = ?7, changed_at = ?8
         WHERE id = ?1",
    )?
    .execute(params![
        id,
        fields.relationship_id,
        fields.meeting_id,
        fields.goal_id,
        word(fields.owner),
        fields.title,
        fields.due_on,
        app.now(),
    ])?;
    find(tx, app, id)
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
        keep_day(tx, app, &before, Some(due_on))?;
        tx.prepare_cached("UPDATE action SET due_on = ?2, changed_at = ?3 WHERE id = ?1")?
            .execute(params![id, due_on, now])?;
        find(tx, app, id)
    })
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

/// Says whether a promise goes on after its room has ended.
pub fn action_go_on(app: &App, request: ActionGoOn) -> Result<Action> {
    app.write("change_action_go_on", |tx| {
        find(tx, app, request.id)?;
        tx.prepare_cached("UPDATE action SET beyond_end = ?2, changed_at = ?3 WHERE id = ?1")?
            .execute(params![request.id, request.beyond_end, app.now()])?;
        find(tx, app, request.id)
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
    app.read(|conn| page(conn, app, &request))
}

/// The promises of a room, a meeting or a goal: the open ones, and what is known of the closed.
pub fn action_board(app: &App, request: ActionBoardShow) -> Result<ActionBoard> {
    app.read(|conn| board(conn, app, &request))
}

pub(crate) fn board(
    conn: &Connection,
    app: &App,
    request: &ActionBoardShow,
) -> Result<ActionBoard> {
    let open = ActionList {
        state: Some(ActionState::Open),
        relationship: request.relationship,
        meeting: request.meeting,
        goal: request.goal.clone(),
        ..ActionList::default()
    };
    let done = ActionList {
        state: Some(ActionState::Done),
        order: ActionOrder::Closed,
        ..open.clone()
    };
    let lately = Millis(app.now().0 - Millis::DAY);
    let mut kept_lately = page(conn, app, &done)?.items;
    kept_lately.retain(|action| action.closed_at >= Some(lately));
    Ok(ActionBoard {
        open: page(conn, app, &open)?,
        kept_lately,
        closed: store::count_closed(conn, request)?,
    })
}

pub(crate) fn page(conn: &Connection, app: &App, request: &ActionList) -> Result<Paged<Action>> {
    let rows = list(conn, app, request)?;
    Ok(Paged::cut(rows, &request.page, |row| {
        if request.by_closing() {
            serde_json::json!([row.closed_at, row.id])
        } else {
            serde_json::json!([row.due_key, row.id])
        }
    }))
}

/// Keeps the day a promise was due where another takes its place.
fn keep_day(tx: &Write<'_>, app: &App, before: &Action, due_on: Option<NaiveDate>) -> Result<()> {
    let days = amendments::days(before.fields.due_on, due_on);
    let of = AmendmentOf::Action(before.id.of_anything());
    amendments::keep(tx, app, of, Amended::DueOn, days)
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
