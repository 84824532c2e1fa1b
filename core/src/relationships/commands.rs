//! Starting, changing, moving and deleting relationships; the room.

use super::model::{
    Phase, RelationshipChange, RelationshipDelete, RelationshipFields, RelationshipList,
    RelationshipMovePhase, RelationshipRemind, RelationshipRow, RelationshipShow,
    RelationshipStart, Room,
};
use super::store;
use crate::app::App;
use crate::discard::{self, Discarded};
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::page::Paged;
use crate::time::LocalTime;
use crate::{people, text, time};

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
    let fields = parse(request.fields)?;
    let now = app.now();
    app.write("change_relationship_change", |tx| {
        store::find(tx, app, request.id)?;
        store::update(tx, request.id, &fields, now)?;
        store::refresh_contact(tx, app, request.id)?;
        store::find(tx, app, request.id)
    })
}

/// Moves a relationship into another phase; the history keeps when and why.
pub fn relationship_move_phase(
    app: &App,
    request: RelationshipMovePhase,
) -> Result<RelationshipRow> {
    let reason = text::body("reason", &request.reason)?;
    let (step, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_relationship_move_phase", |tx| {
        let before = store::find(tx, app, request.id)?;
        if before.phase == request.phase {
            return Err(Error::invalid("phase", Message::new("error_phase_same")));
        }
        store::set_phase(tx, request.id, request.phase, now)?;
        store::insert_phase(tx, &step, request.id, request.phase, now, &reason)?;
        store::refresh_contact(tx, app, request.id)?;
        store::find(tx, app, request.id)
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
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_relationship_delete", |tx| {
        let found = store::find(tx, app, request.id)?;
        let subject = request.id.to_string();
        discard::discard(
            tx,
            &entry,
            Discarded::Relationship,
            &subject,
            &found.name,
            now,
        )
    })
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
