//! Who takes part in a meeting, and which meetings are of exactly the same several.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension, params};

use super::model::{MeetingId, MeetingRow, Participant};
use super::series::store as series;
use crate::app::App;
use crate::error::{Error, Result};
use crate::people::PersonId;
use crate::relationships::{self, RelationshipId};
use crate::time::LocalTime;

/// Rows of rooms, those of each person once: two rooms may be with one.
pub(crate) fn each_person_once<T>(
    rows: impl IntoIterator<Item = T>,
    person: impl Fn(&T) -> PersonId,
) -> Vec<T> {
    let mut seen = BTreeSet::new();
    rows.into_iter()
        .filter(|row| seen.insert(person(row)))
        .collect()
}

pub(super) fn set(conn: &Connection, id: MeetingId, participants: &[RelationshipId]) -> Result<()> {
    let before = ids(conn, id)?;
    conn.prepare_cached(
        "DELETE FROM meeting_participant WHERE meeting_id = ?1
         AND relationship_id NOT IN (SELECT value FROM json_each(?2))",
    )?
    .execute(params![id, json(participants)])?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO meeting_participant (meeting_id, relationship_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?;
    for participant in participants {
        insert.execute(params![id, participant])?;
    }
    // What is open on its agenda was prepared for who met: for one, or for all together.
    match (before.as_slice(), participants) {
        ([_], [_, _, ..]) => conn
            .prepare_cached(
                "UPDATE agenda_point SET relationship_id = NULL
                 WHERE meeting_id = ?1 AND done_at IS NULL AND bin_id IS NULL",
            )?
            .execute([id])?,
        ([_, _, ..], [only]) => conn
            .prepare_cached(
                "UPDATE agenda_point SET relationship_id = ?2
                 WHERE meeting_id = ?1 AND relationship_id IS NULL AND done_at IS NULL AND bin_id IS NULL",
            )?
            .execute(params![id, only])?,
        _ => 0,
    };
    Ok(())
}

/// The rooms of those who take part.
pub(crate) fn ids(conn: &Connection, id: MeetingId) -> Result<Vec<RelationshipId>> {
    let ids = conn
        .prepare_cached("SELECT relationship_id FROM meeting_participant WHERE meeting_id = ?1")?
        .query_map([id], |row| row.get("relationship_id"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// Puts the contact dates of these rooms right.
pub(super) fn refresh_rooms(conn: &Connection, app: &App, rooms: &[RelationshipId]) -> Result<()> {
    for room in rooms {
        relationships::store::refresh_contact(conn, app, *room)?;
    }
    Ok(())
}

/// The other meetings of exactly the same several, a JSON list of ids; none where fewer than two take part. Who lies in
/// the bin counts for neither.
pub(super) fn of_same_circle(conn: &Connection, id: MeetingId) -> Result<Option<String>> {
    let circle: Vec<RelationshipId> = conn
        .prepare_cached(
            "SELECT p.relationship_id FROM meeting_participant p JOIN relationship r ON r.id = p.relationship_id
             WHERE p.meeting_id = ?1 AND r.bin_id IS NULL ORDER BY p.relationship_id",
        )?
        .query_map([id], |row| row.get("relationship_id"))?
        .collect::<rusqlite::Result<_>>()?;
    let [first, _, ..] = circle.as_slice() else {
        return Ok(None);
    };
    let count = i64::try_from(circle.len()).unwrap_or(i64::MAX);
    Ok(conn
        .prepare_cached(
            "SELECT json_group_array(meeting_id) FROM (
               SELECT p.meeting_id FROM meeting_participant one
               CROSS JOIN meeting_participant p ON p.meeting_id = one.meeting_id
               JOIN relationship r ON r.id = p.relationship_id JOIN meeting m ON m.id = p.meeting_id
               WHERE one.relationship_id = ?2 AND p.meeting_id <> ?1 AND r.bin_id IS NULL AND m.bin_id IS NULL
               GROUP BY p.meeting_id
               HAVING count(*) = ?4 AND sum(p.relationship_id IN (SELECT value FROM json_each(?3))) = ?4)",
        )?
        .query_row(params![id, first, json(&circle), count], |row| row.get(0))?)
}

/// The other meetings of exactly the same several.
pub(crate) fn same_circle(conn: &Connection, id: MeetingId) -> Result<Vec<MeetingId>> {
    match of_same_circle(conn, id)? {
        Some(circle) => {
            serde_json::from_str(&circle).map_err(|error| Error::Internal(error.to_string()))
        }
        None => Ok(Vec::new()),
    }
}

/// The next meeting of exactly the same several, if it is planned.
pub(super) fn next_of_circle(
    conn: &Connection,
    app: &App,
    id: MeetingId,
) -> Result<Option<MeetingId>> {
    let Some(circle) = of_same_circle(conn, id)? else {
        return Ok(None);
    };
    Ok(conn
        .prepare_cached(
            "SELECT id FROM meeting WHERE id IN (SELECT value FROM json_each(?1)) AND state = 'planned'
               AND ends_at > ?2 AND bin_id IS NULL ORDER BY starts_at, id LIMIT 1",
        )?
        .query_row(params![circle, app.now()], |row| row.get(0))
        .optional()?)
}

/// These meetings with who takes part in each, and the series each is of.
pub(super) fn with_participants(
    conn: &Connection,
    mut rows: Vec<MeetingRow>,
) -> Result<Vec<MeetingRow>> {
    let ids: Vec<MeetingId> = rows.iter().map(|row| row.id).collect();
    let mut by_meeting: BTreeMap<MeetingId, Vec<(Participant, Option<Tz>)>> = BTreeMap::new();
    let mut query = conn.prepare_cached(
        "SELECT p.meeting_id, r.id AS relationship_id, r.person_id, person.name, person.zone,
                called(person.name, person.called) AS called
         FROM json_each(?1) ids CROSS JOIN meeting_participant p ON p.meeting_id = ids.value
         JOIN relationship r ON r.id = p.relationship_id JOIN person ON person.id = r.person_id
         WHERE r.bin_id IS NULL ORDER BY person.sort_name, r.id",
    )?;
    let mut found = query.query([json(&ids)])?;
    while let Some(row) = found.next()? {
        let zone: Option<String> = row.get("zone")?;
        by_meeting.entry(row.get("meeting_id")?).or_default().push((
            Participant {
                relationship_id: row.get("relationship_id")?,
                person_id: row.get("person_id")?,
                name: row.get("name")?,
                called: row.get("called")?,
                theirs: None,
            },
            zone.and_then(|name| name.parse().ok()),
        ));
    }
    for row in &mut rows {
        let starts_at = row.when.as_ref().map(|when| when.starts_at);
        row.participants = by_meeting
            .remove(&row.id)
            .unwrap_or_default()
            .into_iter()
            .map(|(participant, zone)| Participant {
                theirs: starts_at
                    .zip(zone)
                    .map(|(at, zone)| LocalTime::at(at, zone)),
                ..participant
            })
            .collect();
    }
    series::with_series(conn, rows)
}

fn json<T: serde::Serialize>(values: &[T]) -> String {
    serde_json::to_string(values).unwrap_or_else(|_| "[]".to_owned())
}
