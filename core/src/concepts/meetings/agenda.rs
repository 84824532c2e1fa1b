//! Agenda points: of a meeting, or waiting in a room for the next one.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::model::{MeetingId, MeetingState};
use super::store;
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Listing, OrderKey, Write, read_word, shorten, word};
use crate::discard::{self, Discarded};
use crate::error::{Error, OrNotFound, Result};
use crate::id::Id;
use crate::locale::Message;
use crate::page::{Page, Paged};
use crate::relationships::{self, RelationshipId};
use crate::text;
use crate::time::LocalTime;

/// An agenda point's id.
pub type AgendaPointId = Id<AgendaPoint>;

/// Mine or the other person's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Mine.
    #[default]
    Mine,
    /// The other person's.
    Theirs,
}

/// What a point of an agenda is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgendaKind {
    /// Something to talk about.
    #[default]
    Topic,
    /// A question to ask.
    Question,
}

/// Something to talk about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AgendaPoint {
    /// The id.
    pub id: AgendaPointId,
    /// The room whose inbox it was put into.
    pub relationship_id: Option<RelationshipId>,
    /// The meeting it stands on; absent while it waits for the next one.
    pub meeting_id: Option<MeetingId>,
    /// What to talk about.
    pub text: String,
    /// What it is.
    pub kind: AgendaKind,
    /// The question of the bank it came from: the key of one we ship, or the id of one of the person's own.
    pub question_key: Option<String>,
    /// Who brought it up.
    pub raised_by: Side,
    /// The meeting it came up in, where it was kept for a later one.
    pub raised_in: Option<MeetingId>,
    /// The day of the meeting that left it open, here: it has rolled over from there.
    pub left_on: Option<NaiveDate>,
    /// Whether it was talked about.
    pub done: bool,
    /// When it was put down.
    pub created_at: Millis,
    /// The day of it, here.
    pub created_on: NaiveDate,
    /// What the list is sorted by.
    pub position: OrderKey,
}

/// Puts something on a meeting's agenda, or into a room's inbox. At least one of the two is given.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaAdd {
    /// The room.
    #[serde(default)]
    pub relationship_id: Option<RelationshipId>,
    /// The meeting.
    #[serde(default)]
    pub meeting_id: Option<MeetingId>,
    /// What to talk about.
    pub text: String,
    /// Topic or question.
    #[serde(default)]
    #[ts(as = "Option<AgendaKind>", optional)]
    pub kind: AgendaKind,
    /// Who brings it up.
    #[serde(default)]
    pub raised_by: Side,
}

/// A point as it is written down: what it says, and where it stands.
pub(crate) struct NewPoint<'a> {
    pub(crate) relationship_id: Option<RelationshipId>,
    pub(crate) meeting_id: Option<MeetingId>,
    pub(crate) text: &'a str,
    pub(crate) kind: AgendaKind,
    pub(crate) raised_by: Side,
    /// The meeting it came up in, where it is kept for a later one.
    pub(crate) raised_in: Option<MeetingId>,
    /// The question of the bank it came from.
    pub(crate) question_key: Option<&'a str>,
}

/// Rewords a point.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaChange {
    /// The point.
    pub id: AgendaPointId,
    /// What to talk about.
    pub text: String,
    /// What it is; absent: what it was.
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<AgendaKind>,
    /// Who brings it up.
    pub raised_by: Side,
}

/// Says a point was talked about, or was not after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaTick {
    /// The point.
    pub id: AgendaPointId,
    /// Talked about.
    pub done: bool,
    /// The meeting it was talked about in: a point that waited in a room's inbox belongs there from then on.
    #[serde(default)]
    #[ts(optional)]
    pub meeting_id: Option<MeetingId>,
}

/// Puts a point before another of the same list, or at its end.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaMove {
    /// The point.
    pub id: AgendaPointId,
    /// The point it shall stand before; absent: at the end.
    pub before: Option<AgendaPointId>,
}

/// Puts a point into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaRemove {
    /// The point.
    pub id: AgendaPointId,
}

/// Asks for what waits in a room for the next meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaInbox {
    /// The room.
    pub relationship_id: RelationshipId,
    /// Which part.
    #[serde(default)]
    pub page: Page,
}

/// Puts something on a meeting's agenda, or into a room's inbox.
pub fn agenda_add(app: &App, request: AgendaAdd) -> Result<AgendaPoint> {
    app.write("change_agenda_add", |tx| add(tx, app, request, None))
}

/// Puts something down in a transaction under way. `raised_in` is the meeting it came up in.
pub(crate) fn add(
    tx: &Write<'_>,
    app: &App,
    request: AgendaAdd,
    raised_in: Option<MeetingId>,
) -> Result<AgendaPoint> {
    let words = text::title("text", &request.text)?;
    if request.relationship_id.is_none() && request.meeting_id.is_none() {
        return Err(Error::invalid(
            "relationship_id",
            Message::new("error_agenda_needs_place"),
        ));
    }
    let (id, now): (AgendaPointId, _) = (app.new_id(), app.now());
    let mut room = request.relationship_id;
    if let Some(room) = room {
        relationships::store::find(tx, app, room)?;
    }
    if let Some(meeting) = request.meeting_id {
        let meeting = store::find_row(tx, app, meeting)?;
        // What stands on the agenda of several is no one's of them: it stays when one of them goes.
        room = match meeting.participants.len() {
            0 => room,
            1 => room.or(meeting.only_room()),
            _ => None,
        };
    }
    let point = NewPoint {
        relationship_id: room,
        meeting_id: request.meeting_id,
        text: &words,
        kind: request.kind,
        raised_by: request.raised_by,
        raised_in,
        question_key: None,
    };
    insert_point(tx, id, &point, now)?;
    find_point(tx, app, id)
}

/// Rewords a point.
pub fn agenda_change(app: &App, request: AgendaChange) -> Result<AgendaPoint> {
    let words = text::title("text", &request.text)?;
    app.write("change_agenda_change", |tx| {
        let before = find_point(tx, app, request.id)?;
        let kind = request.kind.unwrap_or(before.kind);
        tx.execute(
            "UPDATE agenda_point SET text = ?2, kind = ?3, raised_by = ?4 WHERE id = ?1",
            params![request.id, words, word(kind), word(request.raised_by)],
        )?;
        find_point(tx, app, request.id)
    })
}

/// Says a point was talked about, or was not after all.
pub fn agenda_tick(app: &App, request: AgendaTick) -> Result<AgendaPoint> {
    let done_at = request.done.then(|| app.now());
    app.write("change_agenda_tick", |tx| {
        let point = find_point(tx, app, request.id)?;
        let mut stands_on = request.meeting_id.or(point.meeting_id);
        if let Some(meeting) = stands_on {
            let meeting = store::find_row(tx, app, meeting)?;
            let several = meeting.participants.len() > 1;
            // What waited for one of several waits for that one again: it is not on the agenda of all.
            if !request.done
                && several
                && meeting.state == MeetingState::Planned
                && point.relationship_id.is_some()
            {
                stands_on = None;
            }
        }
        tx.prepare_cached("UPDATE agenda_point SET done_at = ?2, meeting_id = ?3 WHERE id = ?1")?
            .execute(params![request.id, done_at, stands_on])?;
        find_point(tx, app, request.id)
    })
}

/// Puts a point before another, or at the end.
pub fn agenda_move(app: &App, request: AgendaMove) -> Result<AgendaPoint> {
    app.write("change_agenda_move", |tx| {
        let point = find_point(tx, app, request.id)?;
        let position = match request.before {
            None => last_position(tx, point.relationship_id, point.meeting_id)?,
            Some(before) if before == request.id => point.position,
            Some(before) => position_before(tx, &find_point(tx, app, before)?)?,
        };
        tx.execute(
            "UPDATE agenda_point SET position = ?2 WHERE id = ?1",
            params![request.id, position],
        )?;
        shorten(tx, "agenda_point", &position)?;
        find_point(tx, app, request.id)
    })
}

/// Puts a point into the bin.
pub fn agenda_remove(app: &App, request: AgendaRemove) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_agenda_remove", |tx| {
        let point = find_point(tx, app, request.id)?;
        discard::discard(
            tx,
            &entry,
            Discarded::AgendaPoint,
            &request.id.to_string(),
            &point.text,
            now,
        )
    })
}

/// What waits in a room for the next meeting: open points that no coming meeting holds. A point left
/// open by a meeting that is over rolls over to here.
pub fn agenda_inbox(app: &App, request: AgendaInbox) -> Result<Paged<AgendaPoint>> {
    app.read(|conn| {
        relationships::store::find(conn, app, request.relationship_id)?;
        inbox(conn, app, &request)
    })
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

const SELECT: &str =
    "SELECT a.id, a.relationship_id, a.meeting_id, a.text, a.kind, a.question_key, a.raised_by, a.raised_in,
    a.done_at, a.created_at, a.position,
    CASE WHEN a.done_at IS NULL AND m.state <> 'planned' THEN m.starts_at END AS left_at
    FROM agenda_point a LEFT JOIN meeting m ON m.id = a.meeting_id";

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

/// What earlier meetings of exactly the same several left open, or kept for the next: it belongs to none of them alone,
/// so it waits until they meet again and is never one person's.
fn left_by_circle(conn: &Connection, app: &App, id: MeetingId) -> Result<Vec<AgendaPoint>> {
    let Some(circle) = store::of_same_circle(conn, id)? else {
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

/// How many points wait to be talked about in a planned meeting.
pub(crate) fn open_points(conn: &Connection, app: &App, id: MeetingId) -> Result<u32> {
    let open = of_meeting(conn, app, id, true)?
        .iter()
        .filter(|point| !point.done)
        .count();
    Ok(u32::try_from(open).unwrap_or(u32::MAX))
}

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
        last_position(conn, point.relationship_id, point.meeting_id)?,
        now
    ])?;
    Ok(())
}

/// A position after every other point of the same meeting and of the same room.
fn last_position(
    conn: &Connection,
    room: Option<RelationshipId>,
    meeting: Option<MeetingId>,
) -> Result<OrderKey> {
    let last: Option<OrderKey> = conn
        .prepare_cached(
            "SELECT max(position) FROM (
               SELECT max(position) AS position FROM agenda_point WHERE relationship_id = ?1
               UNION ALL SELECT max(position) FROM agenda_point WHERE meeting_id = ?2)",
        )?
        .query_row(params![room, meeting], |row| row.get(0))?;
    Ok(OrderKey::between(last.as_ref(), None))
}

/// A position right before another point, among those of the same meeting and of the same room.
fn position_before(conn: &Connection, next: &AgendaPoint) -> Result<OrderKey> {
    let previous: Option<OrderKey> = conn
        .prepare_cached(
            "SELECT max(position) FROM (
               SELECT max(position) AS position FROM agenda_point WHERE relationship_id = ?1 AND position < ?3
               UNION ALL SELECT max(position) FROM agenda_point WHERE meeting_id = ?2 AND position < ?3)",
        )?
        .query_row(
            params![next.relationship_id, next.meeting_id, next.position],
            |row| row.get(0),
        )?;
    Ok(OrderKey::between(previous.as_ref(), Some(&next.position)))
}

pub(crate) fn find_point(conn: &Connection, app: &App, id: AgendaPointId) -> Result<AgendaPoint> {
    conn.prepare_cached(&format!("{SELECT} WHERE a.id = ?1 AND a.bin_id IS NULL"))?
        .query_row([id], |row| from_row(row, app))
        .optional()?
        .or_not_found("agenda point")
}

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
