//! Setting, changing, completing, dropping and deleting goals; milestones; check-ins.

use rusqlite::{ToSql, params};

use super::model::{
    Goal, GoalChange, GoalCheckIn, GoalComplete, GoalDelete, GoalDrop, GoalFields, GoalId,
    GoalList, GoalReopen, GoalRow, GoalSet, GoalShow, GoalState, GoalThanks, Milestone,
    MilestoneAdd, MilestoneChange, MilestoneFields, MilestoneId, MilestoneMove, MilestoneReach,
    MilestoneRemove,
};
use super::store;
use crate::amendments::{self, Amended, AmendmentOf};
use crate::app::App;
use crate::db::Write;
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, Result};
use crate::letter::Letter;
use crate::locale::Message;
use crate::markdown;
use crate::meetings::Side;
use crate::page::Paged;
use crate::{people, relationships, settings, text, time};

/// Sets a goal.
pub fn goal_set(app: &App, request: GoalSet) -> Result<Goal> {
    app.write("change_goal_set", |tx| set(tx, app, request.fields))
}

/// Sets a goal in a transaction under way.
pub(crate) fn set(tx: &Write<'_>, app: &App, fields: GoalFields) -> Result<Goal> {
    let id: GoalId = app.new_id();
    let fields = parse(tx, app, fields)?;
    store::insert(tx, id, &fields, app.now())?;
    show(tx, app, id)
}

/// Replaces what is said of a goal.
pub fn goal_change(app: &App, request: GoalChange) -> Result<Goal> {
    let now = app.now();
    app.write("change_goal_change", |tx| {
        let before = store::find(tx, request.id)?;
        let fields = edit::merged(
            super::CONCEPT.columns(),
            &before.fields,
            request.shown.as_ref(),
            request.fields,
        )?;
        let fields = parse(tx, app, fields)?;
        let days = amendments::days(before.fields.target_on, fields.target_on);
        let of = AmendmentOf::Goal(request.id.of_anything());
        amendments::keep(tx, app, of, Amended::TargetOn, days)?;
        store::update(tx, request.id, &fields, now)?;
        show(tx, app, request.id)
    })
}

/// Says a goal is reached.
pub fn goal_complete(app: &App, request: GoalComplete) -> Result<Goal> {
    app.write("change_goal_complete", |tx| {
        become_state(tx, app, request.id, GoalState::Reached, "")
    })
}

/// Lets a goal go; it stays visible with its reason.
pub fn goal_drop(app: &App, request: GoalDrop) -> Result<Goal> {
    let reason = text::body("reason", &request.reason)?;
    app.write("change_goal_drop", |tx| {
        become_state(tx, app, request.id, GoalState::Dropped, &reason)
    })
}

/// Opens a goal again.
pub fn goal_reopen(app: &App, request: GoalReopen) -> Result<Goal> {
    app.write("change_goal_reopen", |tx| {
        become_state(tx, app, request.id, GoalState::Open, "")
    })
}

/// Puts a goal into the bin.
pub fn goal_delete(app: &App, request: GoalDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_goal_delete", |tx| {
        let goal = store::find(tx, request.id)?;
        let subject = request.id.to_string();
        discard::discard(
            tx,
            &entry,
            Discarded::Goal,
            &subject,
            &goal.fields.title,
            now,
        )
    })
}

/// A goal with its milestones and check-ins.
pub fn goal_show(app: &App, request: GoalShow) -> Result<Goal> {
    app.read(|conn| show(conn, app, request.id))
}

/// A letter to the one a reached goal was worked on with: thanks for mine, joy about theirs.
pub fn goal_thanks(app: &App, request: GoalThanks) -> Result<Letter> {
    app.read(|conn| {
        let goal = store::find(conn, request.id)?;
        let (GoalState::Reached, Some(room)) = (goal.state, goal.fields.relationship_id) else {
            return Err(Error::Conflict(Message::new("error_goal_nobody_to_thank")));
        };
        let room = relationships::store::find(conn, app, room)?;
        let person = people::store::find(conn, room.person_id)?;
        let say = |message: Message| app.locale().say(&message);
        let (subject, body) = match goal.fields.whose {
            Side::Mine => ("goal_thanks_subject", "goal_thanks_body"),
            Side::Theirs => ("goal_joy_subject", "goal_joy_body"),
        };
        let body = say(Message::new(body)
            .with("name", &person.called_as)
            .with("goal", &goal.fields.title));
        let close = say(Message::new("letter_close").with("name", settings::my_name(conn)?));
        Ok(Letter::new(
            vec![person.fields.email],
            say(Message::new(subject)),
            format!("{body}\n\n{}\n", close.trim_end()),
        ))
    })
}

/// Goals, oldest first.
pub fn goal_list(app: &App, request: GoalList) -> Result<Paged<GoalRow>> {
    let rows = app.read(|conn| store::list(conn, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.created_at, row.id])
    }))
}

/// Says how a goal stands, in words, in per cent, or both.
pub fn goal_check_in(app: &App, request: GoalCheckIn) -> Result<Goal> {
    let words = text::body("text", &request.text)?;
    if words.is_empty() && request.progress.is_none() {
        return Err(Error::invalid("text", Message::new("error_empty")));
    }
    if request.progress.is_some_and(|progress| progress > 100) {
        return Err(Error::invalid(
            "progress",
            Message::new("error_number_range"),
        ));
    }
    let (id, now) = (app.new_id::<()>(), app.now());
    app.write("change_goal_check_in", |tx| {
        store::find(tx, request.id)?;
        tx.prepare_cached(
            "INSERT INTO check_in (id, goal_id, at, text, progress) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![id, request.id, now, words, request.progress])?;
        store::touch(tx, request.id, now)?;
        show(tx, app, request.id)
    })
}

/// Adds a milestone at the end.
pub fn milestone_add(app: &App, request: MilestoneAdd) -> Result<Milestone> {
    let title = text::title("title", &request.title)?;
    let due_on = request
        .due_on
        .map(|date| time::date("due_on", date))
        .transpose()?;
    let (id, now): (MilestoneId, _) = (app.new_id(), app.now());
    app.write("change_milestone_add", |tx| {
        store::find(tx, request.goal_id)?;
        tx.prepare_cached(
            "INSERT INTO milestone (id, goal_id, title, due_on, position, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            id,
            request.goal_id,
            title,
            due_on,
            store::MILESTONES.end(tx, &[&request.goal_id])?,
            now
        ])?;
        store::touch(tx, request.goal_id, now)?;
        store::find_milestone(tx, id)
    })
}

/// Replaces what is said of a milestone.
pub fn milestone_change(app: &App, request: MilestoneChange) -> Result<Milestone> {
    app.write("change_milestone_change", |tx| {
        let before = store::find_milestone(tx, request.id)?;
        let sent = MilestoneFields {
            title: request.title,
            due_on: request.due_on,
        };
        let now = MilestoneFields {
            title: before.title,
            due_on: before.due_on,
        };
        let fields = edit::merged(
            super::CONCEPT.columns_of("milestone"),
            &now,
            request.shown.as_ref(),
            sent,
        )?;
        let title = text::title("title", &fields.title)?;
        let due_on = fields.due_on;
        let due_on = due_on.map(|date| time::date("due_on", date)).transpose()?;
        let days = amendments::days(now.due_on, due_on);
        let of = AmendmentOf::Milestone(request.id.of_anything());
        amendments::keep(tx, app, of, Amended::DueOn, days)?;
        tx.execute(
            "UPDATE milestone SET title = ?2, due_on = ?3 WHERE id = ?1",
            params![request.id, title, due_on],
        )?;
        store::find_milestone(tx, request.id)
    })
}

/// Says a milestone is reached, or is not after all.
pub fn milestone_reach(app: &App, request: MilestoneReach) -> Result<Milestone> {
    let now = app.now();
    app.write("change_milestone_reach", |tx| {
        let milestone = store::find_milestone(tx, request.id)?;
        tx.prepare_cached("UPDATE milestone SET reached_at = ?2 WHERE id = ?1")?
            .execute(params![request.id, request.reached.then_some(now)])?;
        store::touch(tx, milestone.goal_id, now)?;
        store::find_milestone(tx, request.id)
    })
}

/// Puts a milestone before another of the goal, or at its end.
pub fn milestone_move(app: &App, request: MilestoneMove) -> Result<Milestone> {
    app.write("change_milestone_move", |tx| {
        let milestone = store::find_milestone(tx, request.id)?;
        if request.before == Some(request.id) {
            return Ok(milestone);
        }
        if let Some(before) = request.before
            && store::find_milestone(tx, before)?.goal_id != milestone.goal_id
        {
            return Err(Error::NotFound { what: "milestone" });
        }
        let next = request.before.as_ref().map(|before| before as &dyn ToSql);
        store::MILESTONES.put_before(tx, &request.id, next)?;
        store::find_milestone(tx, request.id)
    })
}

/// Puts a milestone into the bin.
pub fn milestone_remove(app: &App, request: MilestoneRemove) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_milestone_remove", |tx| {
        let milestone = store::find_milestone(tx, request.id)?;
        let subject = request.id.to_string();
        discard::discard(
            tx,
            &entry,
            Discarded::Milestone,
            &subject,
            &milestone.title,
            now,
        )?;
        store::touch(tx, milestone.goal_id, now)
    })
}

fn become_state(
    tx: &Write<'_>,
    app: &App,
    id: GoalId,
    state: GoalState,
    reason: &str,
) -> Result<Goal> {
    if store::find(tx, id)?.state == state {
        return Err(Error::Conflict(Message::new("error_goal_state_same")));
    }
    store::set_state(tx, id, state, reason, app.now())?;
    show(tx, app, id)
}

fn show(conn: &rusqlite::Connection, app: &App, id: GoalId) -> Result<Goal> {
    let row = store::find(conn, id)?;
    Ok(Goal {
        why_html: markdown::html(&row.fields.why),
        measure_html: markdown::html(&row.fields.measure),
        row,
        steps: store::milestones(conn, id)?,
        check_ins: store::check_ins(conn, app, id)?,
    })
}

fn parse(tx: &Write<'_>, app: &App, fields: GoalFields) -> Result<GoalFields> {
    if let Some(room) = fields.relationship_id {
        relationships::store::find(tx, app, room)?;
    }
    Ok(GoalFields {
        title: text::title("title", &fields.title)?,
        why: text::body("why", &fields.why)?,
        measure: text::body("measure", &fields.measure)?,
        target_on: fields
            .target_on
            .map(|date| time::date("target_on", date))
            .transpose()?,
        ..fields
    })
}
