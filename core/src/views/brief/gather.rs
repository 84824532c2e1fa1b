//! Gathers a brief, with a number of queries that does not grow with the desk.

use std::collections::BTreeMap;

use chrono::Duration;
use rusqlite::{Connection, OptionalExtension, params};

use super::{BriefAbout, BriefGoal, BriefOpen, BriefPerson};
use crate::actions::{self, Action, ActionState};
use crate::app::App;
use crate::clock::Millis;
use crate::db::read_word;
use crate::error::{OrNotFound, Result};
use crate::meetings::{self, AgendaKind, MeetingId, MeetingRow, Side};
use crate::notes::{self, Note};
use crate::relationships::RelationshipId;
use crate::time::LocalTime;
use crate::{advice, challenges, decisions, goals, journal};

/// The most things of one kind.
const LIMIT: u32 = 200;

/// How far back a win is still news, in days, where there was contact since.
const NEWS: i64 = 60;

/// Who meets whom, and since when.
pub(super) struct Frame {
    pub(super) meeting: Option<MeetingRow>,
    pub(super) people: Vec<BriefPerson>,
    pub(super) last: Option<MeetingRow>,
    /// The rooms we meet in; two may be with one person.
    pub(super) ids: Vec<RelationshipId>,
    /// The rooms' ids, a JSON list.
    rooms: String,
    /// The earliest of the last contacts; a room without any reaches back to the beginning.
    since: Millis,
}

/// The meeting a brief is for: the one asked for, or the room's next.
pub(super) fn meeting(
    conn: &Connection,
    app: &App,
    about: BriefAbout,
) -> Result<Option<MeetingRow>> {
    let id = match about {
        BriefAbout::Meeting(id) => Some(id),
        BriefAbout::Relationship(id) => conn
            .prepare_cached(
                "SELECT m.id FROM meeting_participant p CROSS JOIN meeting m ON m.id = p.meeting_id
                 WHERE p.relationship_id = ?1 AND m.bin_id IS NULL AND m.state = 'planned' AND m.ends_at > ?2
                 ORDER BY m.starts_at, m.id LIMIT 1",
            )?
            .query_row(params![id, app.now()], |row| row.get(0))
            .optional()?,
    };
    id.map(|id| meetings::store::find_row(conn, app, id))
        .transpose()
}

pub(super) fn frame(conn: &Connection, app: &App, about: BriefAbout) -> Result<Frame> {
    let meeting = meeting(conn, app, about)?;
    let ids: Vec<RelationshipId> = match (about, &meeting) {
        // Of a meeting with several people this is the part of one of them.
        (BriefAbout::Relationship(id), _) => vec![id],
        (BriefAbout::Meeting(_), Some(meeting)) => meeting
            .participants
            .iter()
            .map(|one| one.relationship_id)
            .collect(),
        (BriefAbout::Meeting(_), None) => Vec::new(),
    };
    let rooms = serde_json::to_string(&ids).unwrap_or_else(|_| "[]".to_owned());
    let mut since = Vec::new();
    let rows = conn
        .prepare_cached(
            "SELECT r.id, r.person_id, r.role, r.topic, r.last_contact_at, p.name, called(p.name, p.called) AS called, p.position, p.organisation, p.email
             FROM relationship r JOIN person p ON p.id = r.person_id
             WHERE r.id IN (SELECT value FROM json_each(?1)) AND r.bin_id IS NULL ORDER BY p.sort_name, r.id",
        )?
        .query_map([&rooms], |row| {
            let last: Option<Millis> = row.get("last_contact_at")?;
            since.push(last.unwrap_or(Millis(0)));
            let parts: [String; 2] = [row.get("position")?, row.get("organisation")?];
            let said: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            Ok(BriefPerson {
                relationship_id: row.get("id")?,
                person_id: row.get("person_id")?,
                name: row.get("name")?,
                called: row.get("called")?,
                position: said.join(", "),
                role: read_word(row, "role")?,
                topic: row.get("topic")?,
                last_on: last.map(|at| LocalTime::at(at, app.zone()).0.date()),
                email: row.get("email")?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut people: Vec<BriefPerson> = Vec::new();
    for row in rows {
        match people.iter_mut().find(|one| one.person_id == row.person_id) {
            Some(known) => known.last_on = known.last_on.max(row.last_on),
            None => people.push(row),
        }
    }
    if people.is_empty() {
        None.or_not_found("relationship")?;
    }
    let last: Option<MeetingId> = conn
        .prepare_cached(
            "SELECT m.id FROM meeting_participant p CROSS JOIN meeting m ON m.id = p.meeting_id
             WHERE p.relationship_id IN (SELECT value FROM json_each(?1)) AND m.bin_id IS NULL AND m.state = 'held'
             ORDER BY m.starts_at DESC, m.id LIMIT 1",
        )?
        .query_row([&rooms], |row| row.get(0))
        .optional()?;
    let last = last
        .map(|last| meetings::store::find_row(conn, app, last))
        .transpose()?;
    Ok(Frame {
        meeting,
        people,
        last,
        ids,
        rooms,
        since: since.into_iter().min().unwrap_or(Millis(0)),
    })
}

pub(super) fn open(conn: &Connection, app: &App, frame: &Frame) -> Result<BriefOpen> {
    let mut open = BriefOpen::default();
    let meeting = frame.meeting.as_ref().map(|meeting| meeting.id);
    for point in meetings::waiting(conn, app, &frame.rooms, meeting)? {
        match point.kind {
            AgendaKind::Topic => open.topics.push(point),
            AgendaKind::Question => open.questions.push(point),
        }
    }
    // What was left open longest ago first, then as the agenda has it.
    open.topics.sort_by_key(|point| {
        (
            point.left_on.is_none(),
            point.left_on,
            point.position.clone(),
            point.id,
        )
    });
    let mut promises = actions::store::between(conn, app, &frame.rooms, 4 * LIMIT)?;
    promises.extend(of_all(conn, app, frame)?);
    promises.sort_by_key(|one| {
        let open = one.state == ActionState::Open;
        (!open, one.due_key.clone(), one.id)
    });
    for action in promises {
        match (action.state, action.fields.owner) {
            (ActionState::Open, Side::Mine) => open.mine.push(action),
            (ActionState::Open, Side::Theirs) => open.theirs.push(action),
            (ActionState::Done | ActionState::Dropped, _) => open.closed.push(action),
        }
    }
    open.advice = advice::store::open(conn, app, &frame.rooms, LIMIT)?;
    open.challenges = challenges::store::open(conn, &frame.rooms, LIMIT)?;
    open.decisions = decisions::store::open(conn, app, &frame.rooms, app.today(), LIMIT)?;
    let day = LocalTime::at(frame.since, app.zone()).0.date();
    let news = app.today() - Duration::days(NEWS);
    open.wins = journal::untold(conn, &frame.rooms, day.min(news), LIMIT)?;
    open.goals = goals(conn, frame)?;
    Ok(open)
}

/// The promises of all who meet together: they are between me and none of the rooms alone.
fn of_all(conn: &Connection, app: &App, frame: &Frame) -> Result<Vec<Action>> {
    let Some(meeting) = frame.meeting.as_ref().filter(|_| frame.ids.len() > 1) else {
        return Ok(Vec::new());
    };
    let mut circle = meetings::same_circle(conn, meeting.id)?;
    circle.push(meeting.id);
    let circle = serde_json::to_string(&circle).unwrap_or_else(|_| "[]".to_owned());
    actions::store::of_all(conn, app, &circle, frame.since, LIMIT)
}

pub(super) fn remember(conn: &Connection, app: &App, frame: &Frame) -> Result<Vec<Note>> {
    notes::remembered(conn, app, &frame.rooms, LIMIT)
}

fn goals(conn: &Connection, frame: &Frame) -> Result<Vec<BriefGoal>> {
    let rows = goals::store::between(conn, &frame.rooms, LIMIT)?;
    let ids: Vec<String> = rows.iter().map(|goal| goal.id.to_string()).collect();
    let ids = serde_json::to_string(&ids).unwrap_or_else(|_| "[]".to_owned());
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    let mut query = conn.prepare_cached(
        "SELECT c.goal_id, c.text FROM json_each(?1) ids CROSS JOIN check_in c ON c.goal_id = ids.value
         JOIN goal g ON g.id = c.goal_id LEFT JOIN relationship r ON r.id = g.relationship_id
         WHERE c.text <> '' AND c.at > coalesce(r.last_contact_at, ?2) ORDER BY c.at, c.id",
    )?;
    let mut found = query.query(params![ids, frame.since])?;
    while let Some(row) = found.next()? {
        said.insert(row.get("goal_id")?, row.get("text")?);
    }
    let mut reached: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut query = conn.prepare_cached(
        "SELECT s.goal_id, s.title FROM json_each(?1) ids CROSS JOIN milestone s ON s.goal_id = ids.value
         JOIN goal g ON g.id = s.goal_id LEFT JOIN relationship r ON r.id = g.relationship_id
         WHERE s.bin_id IS NULL AND s.reached_at > coalesce(r.last_contact_at, ?2) ORDER BY s.reached_at, s.id",
    )?;
    let mut found = query.query(params![ids, frame.since])?;
    while let Some(row) = found.next()? {
        reached
            .entry(row.get("goal_id")?)
            .or_default()
            .push(row.get("title")?);
    }
    Ok(rows
        .into_iter()
        .map(|goal| BriefGoal {
            said: said.remove(&goal.id.to_string()),
            reached: reached.remove(&goal.id.to_string()).unwrap_or_default(),
            goal,
        })
        .collect())
}
