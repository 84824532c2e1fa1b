use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::cadence::Cadence;
use super::model::{
    Leads, NextMeeting, Phase, PhaseStep, RelationshipFields, RelationshipId, RelationshipList,
    RelationshipRow,
};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Listing, read_word, read_word_option, titles, unless, word};
use crate::error::{OrNotFound, Result};
use crate::limits;
use crate::people::PersonId;
use crate::time::LocalTime;

const SELECT: &str = "SELECT r.id, r.person_id, p.name, called(p.name, p.called) AS called, r.role, r.kind, r.phase, r.topic, r.programme,
      r.started_on, r.ends_on, r.cadence_every, r.cadence_unit, r.remind_early, r.remind_late, r.discard_on, r.last_contact_at, r.last_met_at, r.quiet_from,
      r.check_every, r.sort_name,
      n.id AS next_id, n.starts_at AS next_starts_at
    FROM relationship r JOIN person p ON p.id = r.person_id
    LEFT JOIN meeting n ON n.id = (
      SELECT m.id FROM meeting_participant mp JOIN meeting m ON m.id = mp.meeting_id
      WHERE mp.relationship_id = r.id AND m.bin_id IS NULL AND m.state = 'planned' AND m.ends_at > ?1
      ORDER BY m.starts_at, m.id LIMIT 1)";

pub(crate) fn insert(
    conn: &Connection,
    id: RelationshipId,
    person: PersonId,
    fields: &RelationshipFields,
    phase: Phase,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO relationship (id, person_id, role, kind, phase, topic, programme, started_on, ends_on,
                                   cadence_every, cadence_unit, sort_name, created_at, changed_at)
         SELECT ?1, id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, sort_name, ?12, ?12 FROM person WHERE id = ?2",
    )?
    .execute(params![
        id,
        person,
        word(fields.role),
        word(fields.kind),
        word(phase),
        fields.topic,
        fields.programme,
        fields.started_on,
        fields.ends_on,
        fields.cadence.map(|cadence| cadence.every),
        fields.cadence.and_then(|cadence| word(cadence.unit)),
        now,
    ])?;
    Ok(())
}

pub(crate) fn update(
    conn: &Connection,
    id: RelationshipId,
    fields: &RelationshipFields,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE relationship SET role = ?2, kind = ?3, topic = ?4, programme = ?5, started_on = ?6,
                ends_on = ?7, cadence_every = ?8, cadence_unit = ?9, changed_at = ?10
         WHERE id = ?1",
    )?
    .execute(params![
        id,
        word(fields.role),
        word(fields.kind),
        fields.topic,
        fields.programme,
        fields.started_on,
        fields.ends_on,
        fields.cadence.map(|cadence| cadence.every),
        fields.cadence.and_then(|cadence| word(cadence.unit)),
        now,
    ])?;
    Ok(())
}

pub(crate) fn set_leads(
    conn: &Connection,
    id: RelationshipId,
    leads: Option<Leads>,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE relationship SET remind_early = ?2, remind_late = ?3, changed_at = ?4 WHERE id = ?1",
    )?
    .execute(params![id, leads.map(|leads| leads.early), leads.map(|leads| leads.late), now])?;
    Ok(())
}

pub(crate) fn set_check(
    conn: &Connection,
    id: RelationshipId,
    every: u32,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached("UPDATE relationship SET check_every = ?2, changed_at = ?3 WHERE id = ?1")?
        .execute(params![id, every, now])?;
    Ok(())
}

pub(crate) fn set_phase(
    conn: &Connection,
    id: RelationshipId,
    phase: Phase,
    discard_on: Option<NaiveDate>,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE relationship SET phase = ?2, discard_on = ?3, changed_at = ?4 WHERE id = ?1",
    )?
    .execute(params![id, word(phase), discard_on, now])?;
    Ok(())
}

/// An SQL condition: what stands in a room, if in any, goes on. A room that ended is silent about what stood in it then;
/// what was entered after that is meant. `room` and `entered` are expressions: the room's id, and an instant.
pub(crate) fn goes_on(room: &str, entered: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM relationship e WHERE e.id = {room} AND e.phase = 'ended' AND {entered} <=
           coalesce((SELECT max(f.since) FROM relationship_phase f WHERE f.relationship_id = e.id), {entered}))"
    )
}

/// Says of a promise of this room that it goes on when the room ends.
pub(crate) fn go_on(
    conn: &Connection,
    id: RelationshipId,
    promise: &str,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE action SET beyond_end = 1, changed_at = ?3 WHERE id = ?1 AND relationship_id = ?2",
    )?
    .execute(params![promise, id, now])?;
    Ok(())
}

/// Those that go into the bin up to a day, the soonest first.
pub(crate) fn leaving(
    conn: &Connection,
    app: &App,
    until: NaiveDate,
    limit: u32,
) -> Result<Vec<RelationshipRow>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE r.bin_id IS NULL AND r.discard_on IS NOT NULL AND r.discard_on <= ?2
             ORDER BY r.discard_on, r.id LIMIT ?3"
        ))?
        .query_map(params![app.now(), until, limit], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

pub(crate) fn insert_phase(
    conn: &Connection,
    step: &str,
    id: RelationshipId,
    phase: Phase,
    since: Millis,
    reason: &str,
) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO relationship_phase (id, relationship_id, phase, since, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![step, id, word(phase), since, reason])?;
    Ok(())
}

/// The history, latest first, at most a hundred steps.
pub(crate) fn phases(conn: &Connection, app: &App, id: RelationshipId) -> Result<Vec<PhaseStep>> {
    let steps = conn
        .prepare_cached(
            "SELECT phase, since, reason FROM relationship_phase
             WHERE relationship_id = ?1 ORDER BY since DESC, id LIMIT 100",
        )?
        .query_map([id], |row| {
            let since: Millis = row.get("since")?;
            Ok(PhaseStep {
                phase: read_word(row, "phase")?,
                since,
                since_on: LocalTime::at(since, app.zone()).0.date(),
                reason: row.get("reason")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(steps)
}

/// Whether there is a room that goes on.
pub(crate) fn any_going_on(conn: &Connection) -> Result<bool> {
    Ok(conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM relationship WHERE phase <> 'ended' AND bin_id IS NULL)",
        [],
        |row| row.get(0),
    )?)
}

/// The relationship, unless in the bin.
pub(crate) fn find(conn: &Connection, app: &App, id: RelationshipId) -> Result<RelationshipRow> {
    conn.prepare_cached(&format!("{SELECT} WHERE r.id = ?2 AND r.bin_id IS NULL"))?
        .query_row(params![app.now(), id], |row| from_row(row, app))
        .optional()?
        .or_not_found("relationship")
}

pub(crate) fn list(
    conn: &Connection,
    app: &App,
    request: &RelationshipList,
) -> Result<Vec<RelationshipRow>> {
    let mut listing = Listing::about(
        &request.page,
        format!("{SELECT} WHERE r.bin_id IS NULL"),
        app.now(),
    )
    .given(
        &format!("{}r.role = ?", unless(request.person.is_some())),
        request.role.and_then(word),
    )
    .given("r.person_id = ?", request.person)
    .given(
        &format!("r.id IN ({})", titles::MATCHING),
        titles::pattern(&request.text),
    );
    if !request.with_ended {
        listing = listing.and("r.phase <> 'ended'");
    }
    listing
        .ascending("r.sort_name", "r.id")?
        .rows(conn, |row| from_row(row, app))
}

/// Those silent for longer than was meant, longest first, without a meeting planned: of the first
/// [`limits::COUNTED`] of them, so that a look costs the same however many have a meeting ahead.
pub(crate) fn quiet(conn: &Connection, app: &App, limit: u32) -> Result<Vec<RelationshipRow>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE r.id IN (
               SELECT q.id FROM (SELECT id, quiet_from FROM relationship INDEXED BY relationship_quiet
                                 WHERE bin_id IS NULL AND quiet_from IS NOT NULL AND quiet_from <= ?1
                                 ORDER BY quiet_from, id LIMIT {}) q
               WHERE NOT EXISTS (SELECT 1 FROM meeting_participant mp JOIN meeting m ON m.id = mp.meeting_id
                                 WHERE mp.relationship_id = q.id AND m.bin_id IS NULL AND m.state = 'planned'
                                   AND m.ends_at > ?1)
               ORDER BY q.quiet_from, q.id LIMIT ?2)
             ORDER BY r.quiet_from, r.id",
            limits::COUNTED
        ))?
        .query_map(params![app.now(), limit], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Puts `last_contact_at`, `last_met_at` and `quiet_from` right after meetings, contacts, cadence or phase changed.
pub(crate) fn refresh_contact(conn: &Connection, app: &App, id: RelationshipId) -> Result<()> {
    let found = conn
        .prepare_cached(
            "SELECT r.phase, r.cadence_every, r.cadence_unit, r.created_at, r.started_on, r.last_contact_at,
                    r.last_met_at, r.quiet_from,
                    (SELECT max(m.starts_at) FROM meeting_participant mp JOIN meeting m ON m.id = mp.meeting_id
                     WHERE mp.relationship_id = r.id AND m.state = 'held' AND m.bin_id IS NULL) AS held_at,
                    (SELECT max(c.at) FROM contact c
                     WHERE c.relationship_id = r.id AND c.counts = 1 AND c.bin_id IS NULL) AS counted_at,
                    (SELECT max(s.since) FROM relationship_phase s WHERE s.relationship_id = r.id) AS entered_at
             FROM relationship r WHERE r.id = ?1",
        )?
        .query_row([id], |row| {
            let phase: Phase = read_word(row, "phase")?;
            let held: Option<Millis> = row.get("held_at")?;
            let entered: Option<Millis> = row.get("entered_at")?;
            let created: Millis = row.get("created_at")?;
            let before: [Option<Millis>; 3] =
                [row.get("last_contact_at")?, row.get("last_met_at")?, row.get("quiet_from")?];
            let last = held.max(row.get("counted_at")?);
            // A relationship without any contact yet is measured from when it entered its phase.
            let since = last.max(entered).unwrap_or(created);
            let quiet = read_cadence(row)?
                .filter(|_| phase.expects_contact())
                .map(|cadence| cadence.quiet_from(since, app.zone()));
            Ok((before, [last, held, quiet]))
        })
        .optional()?;
    if let Some((before, after)) = found
        && before != after
    {
        let [last, met, quiet] = after;
        conn.prepare_cached(
            "UPDATE relationship SET last_contact_at = ?2, last_met_at = ?3, quiet_from = ?4 WHERE id = ?1",
        )?
        .execute(params![id, last, met, quiet])?;
    }
    Ok(())
}

fn read_cadence(row: &Row<'_>) -> rusqlite::Result<Option<Cadence>> {
    let every: Option<u32> = row.get("cadence_every")?;
    let unit = read_word_option(row, "cadence_unit")?;
    Ok(every.zip(unit).map(|(every, unit)| Cadence { every, unit }))
}

fn from_row(row: &Row<'_>, app: &App) -> rusqlite::Result<RelationshipRow> {
    let next: Option<(String, Millis)> = row
        .get::<_, Option<String>>("next_id")?
        .zip(row.get("next_starts_at")?);
    let last_contact_at: Option<Millis> = row.get("last_contact_at")?;
    let last_met_at: Option<Millis> = row.get("last_met_at")?;
    let here = |at| LocalTime::at(at, app.zone()).0.date();
    Ok(RelationshipRow {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        name: row.get("name")?,
        called: row.get("called")?,
        fields: RelationshipFields {
            role: read_word(row, "role")?,
            kind: read_word(row, "kind")?,
            topic: row.get("topic")?,
            programme: row.get("programme")?,
            started_on: row.get("started_on")?,
            ends_on: row.get("ends_on")?,
            cadence: read_cadence(row)?,
        },
        phase: read_word(row, "phase")?,
        last_contact_at,
        last_contact_on: last_contact_at.map(here),
        last_met_on: last_met_at.map(here),
        quiet_from: row.get("quiet_from")?,
        next_meeting: next.map(|(id, starts_at)| NextMeeting {
            id,
            starts_at,
            here: LocalTime::at(starts_at, app.zone()),
        }),
        leads: row
            .get::<_, Option<u32>>("remind_early")?
            .zip(row.get("remind_late")?)
            .map(|(early, late)| Leads { early, late }),
        discard_on: row.get("discard_on")?,
        check_every: row.get("check_every")?,
        sort_name: row.get("sort_name")?,
    })
}
