use rusqlite::{Connection, OptionalExtension, Row, params};

use super::model::{Advice, AdviceFields, AdviceId, AdviceList};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Listing, read_word, word};
use crate::error::{OrNotFound, Result};
use crate::{relationships, time};

const SELECT: &str = "SELECT a.id, a.relationship_id, a.meeting_id, a.goal_id, a.given_by, a.text, a.state, a.try_by,
      a.reflection, a.result, a.helped, a.told_at, a.thanked_at, a.created_at, p.name, called(p.name, p.called) AS called, g.title AS goal_title
    FROM advice a JOIN relationship r ON r.id = a.relationship_id JOIN person p ON p.id = r.person_id
    LEFT JOIN goal g ON g.id = a.goal_id AND g.bin_id IS NULL";

pub(super) fn list(conn: &Connection, app: &App, request: &AdviceList) -> Result<Vec<Advice>> {
    Listing::of(&request.page, format!("{SELECT} WHERE a.bin_id IS NULL"))
        .given("a.relationship_id = ?", request.relationship)
        .given("a.meeting_id = ?", request.meeting)
        .given("a.goal_id = ?", request.goal.clone())
        .given("a.state = ?", request.state.and_then(word))
        .given("a.given_by = ?", request.given_by.and_then(word))
        .latest_first("a.created_at", "a.id")?
        .rows(conn, |row| from_row(row, app))
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

/// What I am trying of what others advised, the most pressing first, without what an ended room left.
pub(crate) fn trying(conn: &Connection, app: &App, limit: u32) -> Result<Vec<Advice>> {
    let mut rows: Vec<Advice> = Vec::new();
    // What has a day comes first, by an index of its own; what has none follows as it was given.
    for (index, dated, order) in [
        ("advice_try", "IS NOT NULL", "a.try_by, a.id"),
        ("advice_by_state", "IS NULL", "a.created_at, a.id DESC"),
    ] {
        let left = limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(limit));
        let select = SELECT.replace(
            "FROM advice a",
            &format!("FROM advice a INDEXED BY {index}"),
        );
        let more = conn
            .prepare_cached(&format!(
                "{select} WHERE a.bin_id IS NULL AND a.state = 'trying' AND a.given_by = 'theirs'
                   AND a.try_by {dated} AND {} ORDER BY {order} LIMIT ?1",
                relationships::store::goes_on("a.relationship_id", "a.created_at")
            ))?
            .query_map([left], |row| from_row(row, app))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        rows.extend(more);
    }
    Ok(rows)
}

/// The advice, unless in the bin.
pub(crate) fn find(conn: &Connection, app: &App, id: AdviceId) -> Result<Advice> {
    conn.prepare_cached(&format!("{SELECT} WHERE a.id = ?1 AND a.bin_id IS NULL"))?
        .query_row([id], |row| from_row(row, app))
        .optional()?
        .or_not_found("advice")
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
        called: row.get("called")?,
        goal_title: row.get("goal_title")?,
        created_at,
        created_on: time::LocalTime::at(created_at, app.zone()).0.date(),
    })
}
