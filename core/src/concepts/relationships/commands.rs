//! Starting, changing, moving and deleting relationships; the room.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::model::{
    Phase, RelationshipChange, RelationshipCheck, RelationshipDelete, RelationshipFields,
    RelationshipId, RelationshipKeep, RelationshipList, RelationshipMovePhase, RelationshipRemind,
    RelationshipRow, RelationshipShow, RelationshipStart, Room,
};
use super::store;
use crate::amendments::{self, Amended, AmendmentOf};
use crate::app::App;
use crate::clock::Millis;
use crate::db::word;
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::page::Paged;
use crate::time::LocalTime;
use crate::{limits, people, text, time};

/// Starts a relationship with a person.
pub fn relationship_start(app: &App, request: RelationshipStart) -> Result<RelationshipRow> {
    let fields = parse(request.fields)?;
    let phase = request.phase.unwrap_or(Phase::Active);
    let (id, step, now) = (app.new_id(), app.new_id::<()>().to_string(), app.now());
    app.write("change_relationship_start", |tx| {
        people::store::find(tx, request.person_id)?;
        store::insert(tx, id, request.person_id, &fields, phase, now)?;
        // A beginning in the past is when its first phase began, so that history reads rightly.
        let began = fields
            .started_on
            .map(|date| time::day_start(date, app.zone()))
            .filter(|at| *at < now);
        store::insert_phase(tx, &step, id, phase, began.unwrap_or(now), "")?;
        store::refresh_contact(tx, app, id)?;
        store::find(tx, app, id)
    })
}

/// Replaces what is said of a relationship.
pub fn relationship_change(app: &App, request: RelationshipChange) -> Result<RelationshipRow> {
    let now = app.now();
    app.write("change_relationship_change", |tx| {
        let before = store::find(tx, app, request.id)?;
        let fields = parse(edit::merged(
            super::CONCEPT.columns(),
            &before.fields,
            request.shown.as_ref(),
            request.fields,
        )?)?;
        keep_before(tx, app, request.id, &before.fields, &fields)?;
        store::update(tx, request.id, &fields, now)?;
        store::refresh_contact(tx, app, request.id)?;
        store::find(tx, app, request.id)
    })
}

/// Keeps what a relationship's kind, role, rhythm and last day were, where others take their place.
fn keep_before(
    conn: &Connection,
    app: &App,
    id: RelationshipId,
    before: &RelationshipFields,
    after: &RelationshipFields,
) -> Result<()> {
    let rhythms = [before.cadence, after.cadence].map(|cadence| {
        let unit = cadence.and_then(|cadence| word(cadence.unit));
        let every = cadence.zip(unit);
        every
            .map(|(cadence, unit)| format!("{} {unit}", cadence.every))
            .unwrap_or_default()
    });
    for (field, said) in [
        (Amended::Kind, amendments::words(before.kind, after.kind)),
        (Amended::Role, amendments::words(before.role, after.role)),
        (Amended::Cadence, rhythms),
        (
            Amended::EndsOn,
            amendments::days(before.ends_on, after.ends_on),
        ),
    ] {
        amendments::keep(
            conn,
            app,
            AmendmentOf::Relationship(id.of_anything()),
            field,
            said,
        )?;
    }
    Ok(())
}

/// Moves a relationship into another phase; the history keeps when and why.
pub fn relationship_move_phase(
    app: &App,
    request: RelationshipMovePhase,
) -> Result<RelationshipRow> {
    let reason = text::body("reason", &request.reason)?;
    limits::at_once("going_on", &request.going_on)?;
    let (step, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_relationship_move_phase", |tx| {
        let before = store::find(tx, app, request.id)?;
        if before.phase == request.phase {
            return Err(Error::invalid("phase", Message::new("error_phase_same")));
        }
        let discard_on = match request.discard_on {
            // Between two ways of being over a date that was set stays.
            None if before.phase.is_over() && request.phase.is_over() => before.discard_on,
            day => kept_until(app, request.phase, day)?,
        };
        store::set_phase(tx, request.id, request.phase, discard_on, now)?;
        store::insert_phase(tx, &step, request.id, request.phase, now, &reason)?;
        for promise in &request.going_on {
            store::go_on(tx, request.id, promise, now)?;
        }
        store::refresh_contact(tx, app, request.id)?;
        store::find(tx, app, request.id)
    })
}

/// Sets how long the room of a relationship that is over is kept: on that day it goes into the bin.
pub fn relationship_keep(app: &App, request: RelationshipKeep) -> Result<RelationshipRow> {
    let now = app.now();
    app.write("change_relationship_keep", |tx| {
        let phase = store::find(tx, app, request.id)?.phase;
        let discard_on = kept_until(app, phase, request.discard_on)?;
        store::set_phase(tx, request.id, phase, discard_on, now)?;
        store::find(tx, app, request.id)
    })
}

/// Puts the rooms that were to be kept until today into the bin, where they lie their days. True where there
/// were any.
pub(crate) fn discard_due(app: &App) -> Result<bool> {
    const AT_ONCE: u32 = 100;
    let (today, now) = (app.today(), app.now());
    let due = |conn: &Connection| store::leaving(conn, app, today, AT_ONCE);
    if app.read(due)?.is_empty() {
        return Ok(false);
    }
    app.write_for_good(|tx| {
        for room in due(tx)? {
            // Whoever takes it out of the bin keeps it.
            store::set_phase(tx, room.id, room.phase, None, now)?;
            put_away(tx, app, &room, now)?;
        }
        Ok(true)
    })
}

/// Sets when a room's meetings are announced.
pub fn relationship_remind(app: &App, request: RelationshipRemind) -> Result<RelationshipRow> {
    if request
        .leads
        .is_some_and(|leads| leads.early > 43_200 || leads.late > 43_200)
    {
        return Err(Error::invalid("leads", Message::new("error_number_range")));
    }
    let now = app.now();
    app.write("change_relationship_remind", |tx| {
        store::find(tx, app, request.id)?;
        store::set_leads(tx, request.id, request.leads, now)?;
        store::find(tx, app, request.id)
    })
}

/// Sets after how many meetings held both sides say how useful they are.
pub fn relationship_check(app: &App, request: RelationshipCheck) -> Result<RelationshipRow> {
    if request.every > 52 {
        return Err(Error::invalid("every", Message::new("error_number_range")));
    }
    let now = app.now();
    app.write("change_relationship_check", |tx| {
        store::find(tx, app, request.id)?;
        store::set_check(tx, request.id, request.every, now)?;
        store::find(tx, app, request.id)
    })
}

/// A room: the relationship with its person and history.
pub fn relationship_show(app: &App, request: RelationshipShow) -> Result<Room> {
    let now = app.now();
    app.read(|conn| {
        let relationship = store::find(conn, app, request.id)?;
        let person = people::store::find(conn, relationship.person_id)?;
        let zone = person
            .fields
            .zone
            .as_deref()
            .and_then(|name| name.parse().ok());
        let cadence = relationship.fields.cadence.filter(|_| {
            relationship.phase.expects_contact() && relationship.next_meeting.is_none()
        });
        let suggested_on = cadence.map(|cadence| {
            let from = relationship.last_contact_on.unwrap_or(app.today());
            cadence.after(from).max(app.today())
        });
        Ok(Room {
            their_time: zone.map(|zone| LocalTime::at(now, zone)),
            phases: store::phases(conn, app, request.id)?,
            before: amendments::latest(
                conn,
                app,
                AmendmentOf::Relationship(request.id.of_anything()),
            )?,
            suggested_on,
            relationship,
            person,
        })
    })
}

/// Relationships by the person's name.
pub fn relationship_list(app: &App, request: RelationshipList) -> Result<Paged<RelationshipRow>> {
    let rows = app.read(|conn| store::list(conn, app, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.sort_name, row.id])
    }))
}

/// Puts a relationship into the bin, with what is in its room.
pub fn relationship_delete(app: &App, request: RelationshipDelete) -> Result<()> {
    app.write("change_relationship_delete", |tx| {
        let found = store::find(tx, app, request.id)?;
        put_away(tx, app, &found, app.now())
    })
}

fn put_away(conn: &Connection, app: &App, room: &RelationshipRow, now: Millis) -> Result<()> {
    let (entry, subject) = (app.new_id::<()>().to_string(), room.id.to_string());
    discard::discard(
        conn,
        &entry,
        Discarded::Relationship,
        &subject,
        &room.name,
        now,
    )
}

/// The day a relationship that is over goes into the bin, which is still to come.
fn kept_until(app: &App, phase: Phase, day: Option<NaiveDate>) -> Result<Option<NaiveDate>> {
    let refuse = |why| Err(Error::invalid("discard_on", Message::new(why)));
    match day {
        None => Ok(None),
        Some(_) if !phase.is_over() => refuse("error_keep_not_ended"),
        Some(day) if day <= app.today() => refuse("error_keep_past"),
        Some(day) => time::date("discard_on", day).map(Some),
    }
}

fn parse(fields: RelationshipFields) -> Result<RelationshipFields> {
    let started_on = fields
        .started_on
        .map(|date| time::date("started_on", date))
        .transpose()?;
    let ends_on = fields
        .ends_on
        .map(|date| time::date("ends_on", date))
        .transpose()?;
    if let (Some(start), Some(end)) = (started_on, ends_on)
        && end < start
    {
        return Err(Error::invalid(
            "ends_on",
            Message::new("error_end_before_start"),
        ));
    }
    Ok(RelationshipFields {
        topic: text::line("topic", &fields.topic)?,
        programme: text::line("programme", &fields.programme)?,
        started_on,
        ends_on,
        cadence: fields.cadence.map(super::Cadence::parse).transpose()?,
        ..fields
    })
}
