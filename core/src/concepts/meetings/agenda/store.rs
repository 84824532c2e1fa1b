use rusqlite::{Connection, OptionalExtension, Row, params};

use super::model::{AgendaInbox, AgendaPoint, AgendaPointId, NewPoint};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Listing, Ordered, read_word, word};
use crate::error::{OrNotFound, Result};
use crate::meetings::{MeetingId, participants};
use crate::page::Paged;
use crate::time::LocalTime;

const SELECT: &str =
    "SELECT a.id, a.relationship_id, a.meeting_id, a.text, a.kind, a.question_key, a.raised_by, a.raised_in,
    a.done_at, a.created_at, a.position,
    CASE WHEN a.done_at IS NULL AND m.state <> 'planned' THEN m.starts_at END AS left_at
    FROM agenda_point a LEFT JOIN meeting m ON m.id = a.meeting_id";

/// Writes a point down, after those that are there.
pub(crate) fn insert_point(
    conn: &Connection,
    id: AgendaPointId,
    point: &NewPoint<'_>,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO agenda_point (id, relationship_id, meeting_id, text, kind, raised_by, raised_in, question_key,
                                   position, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        id,
        point.relationship_id,
        point.meeting_id,
        point.text,
        word(point.kind),
        word(point.raised_by),
        point.raised_in,
        point.question_key,
        POINTS.end(conn, &[&point.relationship_id, &point.meeting_id])?,
        now
    ])?;
    Ok(())
}

pub(crate) fn find_point(conn: &Connection, app: &App, id: AgendaPointId) -> Result<AgendaPoint> {
    conn.prepare_cached(&format!("{SELECT} WHERE a.id = ?1 AND a.bin_id IS NULL"))?
        .query_row([id], |row| from_row(row, app))
        .optional()?
        .or_not_found("agenda point")
}

pub(crate) fn inbox(
    conn: &Connection,
    app: &App,
    request: &AgendaInbox,
) -> Result<Paged<AgendaPoint>> {
    let select = format!(
        "{SELECT} WHERE a.relationship_id = ?1 AND a.bin_id IS NULL AND a.done_at IS NULL
           AND (m.id IS NULL OR m.state <> 'planned')"
    );
    let rows = Listing::about(&request.page, select, request.relationship_id)
        .ascending("a.position", "a.id")?
        .rows(conn, |row| from_row(row, app))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.position, row.id])
    }))
}

/// A meeting's own points; while it is planned also the open ones waiting in its rooms, and those a meeting of the
/// same several left open. A question that came up in it is for the next. At most 200 of each.
pub(crate) fn of_meeting(
    conn: &Connection,
    app: &App,
    id: MeetingId,
    planned: bool,
) -> Result<Vec<AgendaPoint>> {
    let mut points = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE a.meeting_id = ?1 AND a.bin_id IS NULL AND a.raised_in IS NOT ?1
             ORDER BY a.position, a.id LIMIT 200"
        ))?
        .query_map([id], |row| from_row(row, app))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    if planned {
        let waiting = conn
            .prepare_cached(&format!(
                "{SELECT} JOIN meeting_participant p ON p.relationship_id = a.relationship_id
                 WHERE p.meeting_id = ?1 AND a.bin_id IS NULL AND a.done_at IS NULL AND a.raised_in IS NOT ?1
                   AND (m.id IS NULL OR m.state <> 'planned')
                 ORDER BY a.position, a.id LIMIT 200"
            ))?
            .query_map([id], |row| from_row(row, app))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        points.extend(waiting);
        points.extend(left_by_circle(conn, app, id)?);
        points.sort_by(|a, b| (&a.position, a.id).cmp(&(&b.position, b.id)));
    }
    Ok(points)
}

/// Every open point that waits in these rooms, or stands on this meeting's agenda or would, each once. At most 200 of
/// each. `rooms` is a JSON list of ids.
pub(crate) fn waiting(
    conn: &Connection,
    app: &App,
    rooms: &str,
    meeting: Option<MeetingId>,
) -> Result<Vec<AgendaPoint>> {
    // UNION drops what both find.
    let mut points = conn
        .prepare_cached(&format!(
            "SELECT * FROM (
               {SELECT} WHERE a.relationship_id IN (SELECT value FROM json_each(?1)) AND a.bin_id IS NULL
                 AND a.done_at IS NULL AND (m.id IS NULL OR m.state <> 'planned' OR m.id = ?2)
               UNION
               {SELECT} WHERE a.meeting_id = ?2 AND a.bin_id IS NULL AND a.done_at IS NULL AND a.raised_in IS NOT ?2
             ) ORDER BY position, id LIMIT 200"
        ))?
        .query_map(params![rooms, meeting], |row| from_row(row, app))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    if let Some(meeting) = meeting {
        points.extend(left_by_circle(conn, app, meeting)?);
    }
    Ok(points)
}

/// The points that wait to be talked about in a planned meeting, in their order.
pub(crate) fn open_points(conn: &Connection, app: &App, id: MeetingId) -> Result<Vec<AgendaPoint>> {
    let mut points = of_meeting(conn, app, id, true)?;
    points.retain(|point| !point.done);
    Ok(points)
}

/// What earlier meetings of exactly the same several left open, or kept for the next: it belongs to none of them alone,
/// so it waits until they meet again and is never one person's.
fn left_by_circle(conn: &Connection, app: &App, id: MeetingId) -> Result<Vec<AgendaPoint>> {
    let Some(circle) = participants::of_same_circle(conn, id)? else {
        return Ok(Vec::new());
    };
    let points = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE a.meeting_id IN (SELECT value FROM json_each(?1)) AND a.relationship_id IS NULL
               AND a.bin_id IS NULL AND a.done_at IS NULL AND (m.state <> 'planned' OR a.raised_in = a.meeting_id)
             ORDER BY a.position, a.id LIMIT 200"
        ))?
        .query_map([circle], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(points)
}

/// The points of a meeting, and of a room.
pub(super) const POINTS: Ordered = Ordered {
    table: "agenda_point",
    owners: &["relationship_id", "meeting_id"],
};

fn from_row(row: &Row<'_>, app: &App) -> rusqlite::Result<AgendaPoint> {
    let created_at: Millis = row.get("created_at")?;
    let left_at: Option<Millis> = row.get("left_at")?;
    Ok(AgendaPoint {
        id: row.get("id")?,
        relationship_id: row.get("relationship_id")?,
        meeting_id: row.get("meeting_id")?,
        text: row.get("text")?,
        kind: read_word(row, "kind")?,
        question_key: row.get("question_key")?,
        raised_by: read_word(row, "raised_by")?,
        raised_in: row.get("raised_in")?,
        left_on: left_at.map(|at| LocalTime::at(at, app.zone()).0.date()),
        done: row.get::<_, Option<Millis>>("done_at")?.is_some(),
        created_at,
        created_on: LocalTime::at(created_at, app.zone()).0.date(),
        position: row.get("position")?,
    })
}
