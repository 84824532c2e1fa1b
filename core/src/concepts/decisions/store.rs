use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::model::{Decision, DecisionFields, DecisionId, DecisionList};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Listing, Write, read_json};
use crate::error::{OrNotFound, Result};
use crate::{relationships, time};

const SELECT: &str = "SELECT d.id, d.relationship_id, d.meeting_id, d.goal_id, d.question, d.choice, d.why, d.decided_on,
      d.look_back_on, d.looked_back, d.created_at, p.name, g.title AS goal_title,
      (SELECT json_group_array(o.text ORDER BY o.position, o.id) FROM decision_option o WHERE o.decision_id = d.id)
        AS options,
      (SELECT json_group_array(json_object('relationship_id', v.relationship_id, 'name', vp.name, 'text', v.text)
                               ORDER BY v.at, v.relationship_id)
       FROM decision_view v JOIN relationship vr ON vr.id = v.relationship_id JOIN person vp ON vp.id = vr.person_id
       WHERE v.decision_id = d.id AND vr.bin_id IS NULL) AS views
    FROM decision d LEFT JOIN relationship r ON r.id = d.relationship_id LEFT JOIN person p ON p.id = r.person_id
    LEFT JOIN goal g ON g.id = d.goal_id AND g.bin_id IS NULL";

pub(super) fn list(conn: &Connection, app: &App, request: &DecisionList) -> Result<Vec<Decision>> {
    Listing::of(&request.page, format!("{SELECT} WHERE d.bin_id IS NULL"))
        .given("d.relationship_id = ?", request.relationship)
        .given("d.meeting_id = ?", request.meeting)
        .given("(d.decided_on IS NOT NULL) = ?", request.made)
        .latest_first("d.created_at", "d.id")?
        .rows(conn, |row| from_row(row, app))
}

/// Decisions to be looked back on by `until`, the one that waits longest first, without what an ended room
/// left.
pub(crate) fn to_look_back(
    conn: &Connection,
    app: &App,
    until: NaiveDate,
    limit: u32,
) -> Result<Vec<Decision>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE d.bin_id IS NULL AND d.look_back_on IS NOT NULL AND d.looked_back = ''
               AND d.look_back_on <= ?1 AND {}
             ORDER BY d.look_back_on, d.id LIMIT ?2",
            relationships::store::goes_on("d.relationship_id", "d.created_at")
        ))?
        .query_map(params![until, limit], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// What is open in these rooms, or what somebody of them said something to: not decided, or due to be looked back on by
/// `until`. The oldest first. `rooms` is a JSON list of ids.
pub(crate) fn open(
    conn: &Connection,
    app: &App,
    rooms: &str,
    until: NaiveDate,
    limit: u32,
) -> Result<Vec<Decision>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE d.bin_id IS NULL
               AND d.id IN (SELECT id FROM decision WHERE relationship_id IN (SELECT value FROM json_each(?1))
                            UNION SELECT decision_id FROM decision_view
                            WHERE relationship_id IN (SELECT value FROM json_each(?1)))
               AND (d.decided_on IS NULL OR (d.look_back_on <= ?2 AND d.looked_back = ''))
             ORDER BY d.created_at, d.id LIMIT ?3"
        ))?
        .query_map(params![rooms, until, limit], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

pub(crate) fn find(conn: &Connection, app: &App, id: DecisionId) -> Result<Decision> {
    conn.prepare_cached(&format!("{SELECT} WHERE d.id = ?1 AND d.bin_id IS NULL"))?
        .query_row([id], |row| from_row(row, app))
        .optional()?
        .or_not_found("decision")
}

pub(super) fn set_parts(
    tx: &Write<'_>,
    app: &App,
    id: DecisionId,
    fields: &DecisionFields,
) -> Result<()> {
    tx.prepare_cached("DELETE FROM decision_option WHERE decision_id = ?1")?
        .execute([id])?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO decision_option (id, decision_id, text, position) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (option, position) in fields.options.iter().zip(0i64..) {
        insert.execute(params![app.new_id::<()>(), id, option, position])?;
    }
    tx.prepare_cached("DELETE FROM decision_view WHERE decision_id = ?1")?
        .execute([id])?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO decision_view (decision_id, relationship_id, text, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET text = excluded.text",
    )?;
    for view in &fields.views {
        insert.execute(params![id, view.relationship_id, view.text, app.now()])?;
    }
    Ok(())
}

fn from_row(row: &Row<'_>, app: &App) -> rusqlite::Result<Decision> {
    let created_at: Millis = row.get("created_at")?;
    Ok(Decision {
        id: row.get("id")?,
        fields: DecisionFields {
            question: row.get("question")?,
            options: read_json(row, "options")?,
            views: read_json(row, "views")?,
            relationship_id: row.get("relationship_id")?,
            meeting_id: row.get("meeting_id")?,
            goal_id: row.get("goal_id")?,
        },
        choice: row.get("choice")?,
        why: row.get("why")?,
        decided_on: row.get("decided_on")?,
        look_back_on: row.get("look_back_on")?,
        looked_back: row.get("looked_back")?,
        name: row.get("name")?,
        goal_title: row.get("goal_title")?,
        created_at,
        created_on: time::LocalTime::at(created_at, app.zone()).0.date(),
    })
}
