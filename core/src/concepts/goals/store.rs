use rusqlite::{Connection, OptionalExtension, Row, params};

use super::model::{
    CheckIn, GoalFields, GoalId, GoalList, GoalRow, GoalState, Milestone, MilestoneId,
};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Listing, Ordered, read_word, word};
use crate::error::{OrNotFound, Result};
use crate::time::LocalTime;
use crate::{markdown, relationships};

const SELECT: &str = "SELECT g.id, g.title, g.kind, g.whose, g.relationship_id, g.why, g.measure, g.target_on,
      g.state, g.closed_at, g.closed_reason, g.created_at, g.changed_at, p.name, called(p.name, p.called) AS called,
      (SELECT count(*) FROM milestone s WHERE s.goal_id = g.id AND s.bin_id IS NULL) AS milestones,
      (SELECT count(s.reached_at) FROM milestone s WHERE s.goal_id = g.id AND s.bin_id IS NULL) AS reached,
      (SELECT s.title FROM milestone s WHERE s.goal_id = g.id AND s.bin_id IS NULL AND s.reached_at IS NULL
       ORDER BY s.position, s.id LIMIT 1) AS next_step,
      (SELECT s.due_on FROM milestone s WHERE s.goal_id = g.id AND s.bin_id IS NULL AND s.reached_at IS NULL
       ORDER BY s.position, s.id LIMIT 1) AS next_step_on,
      (SELECT c.progress FROM check_in c WHERE c.goal_id = g.id AND c.progress IS NOT NULL
       ORDER BY c.at DESC, c.id LIMIT 1) AS felt
    FROM goal g LEFT JOIN relationship r ON r.id = g.relationship_id LEFT JOIN person p ON p.id = r.person_id";

pub(super) fn insert(
    conn: &Connection,
    id: GoalId,
    fields: &GoalFields,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO goal (id, relationship_id, whose, kind, title, why, measure, target_on, state,
                           created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'open', ?9, ?9)",
    )?
    .execute(params![
        id,
        fields.relationship_id,
        word(fields.whose),
        word(fields.kind),
        fields.title,
        fields.why,
        fields.measure,
        fields.target_on,
        now,
    ])?;
    Ok(())
}

pub(super) fn update(
    conn: &Connection,
    id: GoalId,
    fields: &GoalFields,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE goal SET relationship_id = ?2, whose = ?3, kind = ?4, title = ?5, why = ?6, measure = ?7,
                target_on = ?8, changed_at = ?9
         WHERE id = ?1",
    )?
    .execute(params![
        id,
        fields.relationship_id,
        word(fields.whose),
        word(fields.kind),
        fields.title,
        fields.why,
        fields.measure,
        fields.target_on,
        now,
    ])?;
    Ok(())
}

pub(super) fn set_state(
    conn: &Connection,
    id: GoalId,
    state: GoalState,
    reason: &str,
    now: Millis,
) -> Result<()> {
    let closed_at = (state != GoalState::Open).then_some(now);
    conn.prepare_cached(
        "UPDATE goal SET state = ?2, closed_at = ?3, closed_reason = ?4, changed_at = ?5 WHERE id = ?1",
    )?
    .execute(params![id, word(state), closed_at, reason, now])?;
    Ok(())
}

/// Marks a goal as moved: something on its way changed.
pub(super) fn touch(conn: &Connection, id: GoalId, now: Millis) -> Result<()> {
    conn.prepare_cached("UPDATE goal SET changed_at = ?2 WHERE id = ?1")?
        .execute(params![id, now])?;
    Ok(())
}

/// Goals worked on in these rooms: the open ones, and those closed since the room's last contact. `rooms` is a JSON
/// list of ids.
pub(crate) fn between(conn: &Connection, rooms: &str, limit: u32) -> Result<Vec<GoalRow>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE g.relationship_id IN (SELECT value FROM json_each(?1)) AND g.bin_id IS NULL
               AND (g.state = 'open' OR g.closed_at > coalesce(r.last_contact_at, 0))
             ORDER BY g.created_at, g.id LIMIT ?2"
        ))?
        .query_map(params![rooms, limit], from_row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Refuses a goal that is not there, or lies in the bin: what refers to one by its id asks here.
pub(crate) fn refer(conn: &Connection, id: &str) -> Result<()> {
    conn.prepare_cached("SELECT 1 FROM goal WHERE id = ?1 AND bin_id IS NULL")?
        .query_row([id], |_| Ok(()))
        .optional()?
        .or_not_found("goal")
}

/// The goal, unless in the bin.
pub(crate) fn find(conn: &Connection, id: GoalId) -> Result<GoalRow> {
    conn.prepare_cached(&format!("{SELECT} WHERE g.id = ?1 AND g.bin_id IS NULL"))?
        .query_row([id], from_row)
        .optional()?
        .or_not_found("goal")
}

pub(crate) fn list(conn: &Connection, request: &GoalList) -> Result<Vec<GoalRow>> {
    Listing::of(&request.page, format!("{SELECT} WHERE g.bin_id IS NULL"))
        .given("g.relationship_id = ?", request.relationship)
        .given("g.state = ?", request.state.and_then(word))
        .given("g.whose = ?", request.whose.and_then(word))
        .ascending("g.created_at", "g.id")?
        .rows(conn, from_row)
}

/// Open goals, the one that moved last first, without what an ended room left.
pub(crate) fn moving(conn: &Connection, limit: u32) -> Result<Vec<GoalRow>> {
    // Left alone, SQLite reads all open goals and sorts them.
    let select = SELECT.replace("FROM goal g", "FROM goal g INDEXED BY goal_moving");
    let rows = conn
        .prepare_cached(&format!(
            "{select} WHERE g.bin_id IS NULL AND g.state = 'open' AND {} ORDER BY g.changed_at DESC, g.id LIMIT ?1",
            relationships::store::goes_on("g.relationship_id", "g.created_at")
        ))?
        .query_map([limit], from_row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

const MILESTONE: &str = "SELECT s.id, s.goal_id, s.title, s.due_on, s.reached_at,
      (SELECT m.was FROM amendment m WHERE m.milestone_id = s.id AND m.field = 'due_on'
       ORDER BY m.at DESC, m.id LIMIT 1) AS was_due_on
    FROM milestone s";

pub(super) fn milestones(conn: &Connection, id: GoalId) -> Result<Vec<Milestone>> {
    let rows = conn
        .prepare_cached(&format!(
            "{MILESTONE} WHERE s.goal_id = ?1 AND s.bin_id IS NULL ORDER BY s.position, s.id LIMIT 200"
        ))?
        .query_map([id], milestone_from_row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// The milestones of a goal.
pub(super) const MILESTONES: Ordered = Ordered {
    table: "milestone",
    owners: &["goal_id"],
};

pub(super) fn find_milestone(conn: &Connection, id: MilestoneId) -> Result<Milestone> {
    conn.prepare_cached(&format!("{MILESTONE} WHERE s.id = ?1 AND s.bin_id IS NULL"))?
        .query_row([id], milestone_from_row)
        .optional()?
        .or_not_found("milestone")
}

pub(super) fn check_ins(conn: &Connection, app: &App, id: GoalId) -> Result<Vec<CheckIn>> {
    let rows = conn
        .prepare_cached(
            "SELECT id, at, text, progress FROM check_in WHERE goal_id = ?1 ORDER BY at DESC, id LIMIT 200",
        )?
        .query_map([id], |row| {
            let at: Millis = row.get("at")?;
            let text: String = row.get("text")?;
            Ok(CheckIn {
                id: row.get("id")?,
                at,
                on: LocalTime::at(at, app.zone()).0.date(),
                html: markdown::html(&text),
                text,
                progress: row.get("progress")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

fn milestone_from_row(row: &Row<'_>) -> rusqlite::Result<Milestone> {
    Ok(Milestone {
        id: row.get("id")?,
        goal_id: row.get("goal_id")?,
        title: row.get("title")?,
        due_on: row.get("due_on")?,
        was_due_on: row.get("was_due_on")?,
        reached_at: row.get("reached_at")?,
    })
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<GoalRow> {
    let (milestones, reached): (u32, u32) = (row.get("milestones")?, row.get("reached")?);
    let state = read_word(row, "state")?;
    let felt: Option<u32> = row.get("felt")?;
    let progress = match (state, (reached * 100).checked_div(milestones)) {
        (GoalState::Reached, _) => Some(100),
        (_, by_milestones) => by_milestones.or(felt),
    };
    Ok(GoalRow {
        id: row.get("id")?,
        fields: GoalFields {
            title: row.get("title")?,
            kind: read_word(row, "kind")?,
            whose: read_word(row, "whose")?,
            relationship_id: row.get("relationship_id")?,
            why: row.get("why")?,
            measure: row.get("measure")?,
            target_on: row.get("target_on")?,
        },
        state,
        closed_at: row.get("closed_at")?,
        closed_reason: row.get("closed_reason")?,
        name: row.get("name")?,
        called: row.get("called")?,
        milestones,
        reached,
        next_step: row.get("next_step")?,
        next_step_on: row.get("next_step_on")?,
        progress,
        created_at: row.get("created_at")?,
        changed_at: row.get("changed_at")?,
    })
}
