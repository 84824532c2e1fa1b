//! Putting points down, rewording, ticking, moving and deleting them.

use rusqlite::{ToSql, params};

use super::model::{
    AgendaAdd, AgendaChange, AgendaFields, AgendaInbox, AgendaMove, AgendaPoint, AgendaPointId,
    AgendaRemove, AgendaTick, NewPoint,
};
use super::store::{POINTS, find_point, inbox, insert_point};
use crate::app::App;
use crate::db::{Write, word};
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::meetings::{self, MeetingId, MeetingState};
use crate::page::Paged;
use crate::relationships;
use crate::text;

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
        let meeting = meetings::store::find_row(tx, app, meeting)?;
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
    app.write("change_agenda_change", |tx| reword(tx, app, &request))
}

/// Rewords a point in a transaction under way.
pub(crate) fn reword(tx: &Write<'_>, app: &App, request: &AgendaChange) -> Result<AgendaPoint> {
    let before = find_point(tx, app, request.id)?;
    let sent = AgendaFields {
        text: request.text.clone(),
        kind: request.kind.unwrap_or(before.kind),
        raised_by: request.raised_by,
    };
    let now = AgendaFields {
        text: before.text,
        kind: before.kind,
        raised_by: before.raised_by,
    };
    let fields = edit::merged(
        meetings::CONCEPT.columns_of("agenda_point"),
        &now,
        request.shown.as_ref(),
        sent,
    )?;
    let words = text::title("text", &fields.text)?;
    tx.execute(
        "UPDATE agenda_point SET text = ?2, kind = ?3, raised_by = ?4 WHERE id = ?1",
        params![request.id, words, word(fields.kind), word(fields.raised_by)],
    )?;
    find_point(tx, app, request.id)
}

/// Says a point was talked about, or was not after all.
pub fn agenda_tick(app: &App, request: AgendaTick) -> Result<AgendaPoint> {
    let done_at = request.done.then(|| app.now());
    app.write("change_agenda_tick", |tx| {
        let point = find_point(tx, app, request.id)?;
        let mut stands_on = request.meeting_id.or(point.meeting_id);
        if let Some(meeting) = stands_on {
            let meeting = meetings::store::find_row(tx, app, meeting)?;
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
        if request.before == Some(request.id) {
            return Ok(point);
        }
        if let Some(before) = request.before {
            find_point(tx, app, before)?;
        }
        let next = request.before.as_ref().map(|before| before as &dyn ToSql);
        POINTS.put_before(tx, &request.id, next)?;
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
