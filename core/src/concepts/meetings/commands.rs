//! Planning, changing, moving, holding, missing, cancelling and deleting meetings; their notes.

use super::agenda::{self, Side};
use super::model::{
    Meeting, MeetingCancel, MeetingChange, MeetingDelete, MeetingFields, MeetingHold, MeetingId,
    MeetingList, MeetingListUndated, MeetingMiss, MeetingMove, MeetingPlan, MeetingReopen,
    MeetingRow, MeetingShow, MeetingState, MeetingWriteNotes,
};
use super::participants;
use super::series::store as series;
use super::store::{self, Parsed};
use super::time_kept;
use crate::app::App;
use crate::db::Write;
use crate::discard::{self, Discarded};
use crate::drafts;
use crate::edit;
use crate::error::{Error, Result};
use crate::limits;
use crate::locale::Message;
use crate::markdown;
use crate::page::Paged;
use crate::relationships::{self, RelationshipId};
use crate::time::LocalTime;
use crate::{notes, text, time};

/// Plans a meeting, also one that is past, or one without a date.
pub fn meeting_plan(app: &App, request: MeetingPlan) -> Result<Meeting> {
    app.write("change_meeting_plan", |tx| plan(tx, app, request))
}

/// Plans a meeting in a transaction under way.
pub(crate) fn plan(tx: &Write<'_>, app: &App, request: MeetingPlan) -> Result<Meeting> {
    let participants = some(request.participants)?;
    let id: MeetingId = app.new_id();
    let mut meeting = parse(app, request.fields)?;
    name_after_participants(tx, app, &mut meeting, &participants)?;
    store::insert(tx, id, &id.to_string(), 0, &meeting, app.now())?;
    participants::set(tx, id, &participants)?;
    show(tx, app, id)
}

/// Replaces what is said of a meeting.
pub fn meeting_change(app: &App, request: MeetingChange) -> Result<Meeting> {
    let now = app.now();
    app.write("change_meeting_change", |tx| {
        let before = store::find_row(tx, app, request.id)?;
        let mut rooms = participants::ids(tx, request.id)?;
        let shown = request.shown.as_ref();
        let participants = match shown {
            Some(shown) if shown.participants == request.participants => rooms.clone(),
            _ => some(request.participants)?,
        };
        let said = before.fields(request.fields.zone.as_deref());
        let shown = shown.map(|shown| &shown.fields);
        let fields = edit::merged(super::CONCEPT.columns(), &said, shown, request.fields)?;
        let mut meeting = parse(app, fields)?;
        if before.state == MeetingState::Held && meeting.fields.starts_local.is_none() {
            return Err(Error::invalid(
                "starts_local",
                Message::new("error_held_needs_date"),
            ));
        }
        let starts_at = meeting
            .fields
            .starts_local
            .map(|local| local.instant(meeting.zone));
        if before.state == MeetingState::Held && starts_at > Some(now) {
            return Err(Error::invalid(
                "starts_local",
                Message::new("error_hold_not_begun"),
            ));
        }
        name_after_participants(tx, app, &mut meeting, &participants)?;
        store::update(tx, request.id, &meeting, now)?;
        participants::set(tx, request.id, &participants)?;
        series::keep_own(tx, request.id)?;
        rooms.extend(&participants);
        participants::refresh_rooms(tx, app, &rooms)?;
        show(tx, app, request.id)
    })
}

/// Puts a meeting off. Its old date stays in the history, with what came of it; the new meeting takes over what was
/// prepared, and the UID.
pub fn meeting_move(app: &App, request: MeetingMove) -> Result<Meeting> {
    let reason = text::body("reason", &request.reason)?;
    time::date("starts_local", request.starts_local.0.date())?;
    let (id, now): (MeetingId, _) = (app.new_id(), app.now());
    app.write("change_meeting_move", |tx| {
        let before = planned(tx, app, request.id)?;
        let Some(when) = before.when.clone() else {
            return Err(Error::Conflict(Message::new("error_move_needs_date")));
        };
        if when.local == request.starts_local {
            return Err(Error::invalid(
                "starts_local",
                Message::new("error_move_same"),
            ));
        }
        let (_, _, uid, sequence) = store::find_rest(tx, request.id)?;
        let participants = participants::ids(tx, request.id)?;
        let moved = Parsed {
            zone: time::zone("zone", &when.zone)?,
            fields: MeetingFields {
                title: before.title,
                starts_local: Some(request.starts_local),
                zone: Some(when.zone),
                duration_minutes: before.duration_minutes,
                channel: before.channel,
                place: before.place,
                join_link: before.join_link,
            },
        };
        store::insert(tx, id, &uid, sequence + 1, &moved, now)?;
        participants::set(tx, id, &participants)?;
        store::set_state(tx, request.id, MeetingState::Moved, &reason, now)?;
        store::set_changed_by(tx, request.id, request.by)?;
        store::link_move(tx, request.id, id, when.starts_at <= now)?;
        notes::hand_on(tx, request.id, id)?;
        series::hand_on(tx, request.id, id)?;
        show(tx, app, id)
    })
}

/// Says a meeting took place.
pub fn meeting_hold(app: &App, request: MeetingHold) -> Result<Meeting> {
    let reason = text::body("reason", request.reason.as_deref().unwrap_or_default())?;
    let cut_short = request.cut_short.unwrap_or_default();
    let used_minutes = time_kept::minutes(request.used_minutes)?;
    app.write("change_meeting_hold", |tx| {
        let before = planned(tx, app, request.id)?;
        let Some(when) = before.when.clone() else {
            return Err(Error::Conflict(Message::new("error_hold_needs_date")));
        };
        if when.starts_at > app.now() {
            let Some(local) = request.starts_local else {
                return Err(Error::Conflict(Message::new("error_hold_not_begun")));
            };
            began_earlier(tx, app, &before, local)?;
        }
        store::set_cut_short(tx, request.id, cut_short)?;
        store::set_time(tx, request.id, used_minutes, None, app.now())?;
        become_state(tx, app, request.id, MeetingState::Held, &reason, None)
    })
}

/// Gives a meeting that went ahead earlier than planned the time it began at, on the wall of its zone.
fn began_earlier(tx: &Write<'_>, app: &App, before: &MeetingRow, local: LocalTime) -> Result<()> {
    time::date("starts_local", local.0.date())?;
    let zone = match &before.when {
        Some(when) => time::zone("zone", &when.zone)?,
        None => app.zone(),
    };
    if local.instant(zone) > app.now() {
        return Err(Error::invalid(
            "starts_local",
            Message::new("error_hold_not_begun"),
        ));
    }
    let fields = MeetingFields {
        title: before.title.clone(),
        starts_local: Some(local),
        zone: Some(zone.name().to_owned()),
        duration_minutes: before.duration_minutes,
        channel: before.channel,
        place: before.place.clone(),
        join_link: before.join_link.clone(),
    };
    store::update(tx, before.id, &Parsed { fields, zone }, app.now())?;
    series::keep_own(tx, before.id)
}

/// Says a meeting did not take place, unannounced.
pub fn meeting_miss(app: &App, request: MeetingMiss) -> Result<Meeting> {
    let reason = text::body("reason", &request.reason)?;
    app.write("change_meeting_miss", |tx| {
        planned(tx, app, request.id)?;
        become_state(
            tx,
            app,
            request.id,
            MeetingState::Missed,
            &reason,
            request.by,
        )
    })
}

/// Calls a meeting off.
pub fn meeting_cancel(app: &App, request: MeetingCancel) -> Result<Meeting> {
    let reason = text::body("reason", &request.reason)?;
    app.write("change_meeting_cancel", |tx| {
        planned(tx, app, request.id)?;
        series::keep_own(tx, request.id)?;
        become_state(
            tx,
            app,
            request.id,
            MeetingState::Cancelled,
            &reason,
            request.by,
        )
    })
}

/// Takes back what became of a meeting. A moved one stays moved: its successor has its place.
pub fn meeting_reopen(app: &App, request: MeetingReopen) -> Result<Meeting> {
    app.write("change_meeting_reopen", |tx| {
        match store::find_row(tx, app, request.id)?.state {
            MeetingState::Moved => Err(Error::Conflict(Message::new("error_reopen_moved"))),
            MeetingState::Planned => Err(Error::Conflict(Message::new("error_already_planned"))),
            MeetingState::Held | MeetingState::Missed | MeetingState::Cancelled => {
                store::set_cut_short(tx, request.id, false)?;
                store::set_time(tx, request.id, None, None, app.now())?;
                become_state(tx, app, request.id, MeetingState::Planned, "", None)
            }
        }
    })
}

/// Keeps a meeting's shareable notes, as typed.
pub fn meeting_write_notes(app: &App, request: MeetingWriteNotes) -> Result<()> {
    let notes = text::body("text", &request.text)?;
    let now = app.now();
    app.write_text("change_meeting_write_notes", request.id, |tx| {
        store::find_row(tx, app, request.id)?;
        // A draft is of what was refused before; kept beside what is kept now it would come back over it.
        drafts::forget(tx, &notes_draft(request.id))?;
        store::set_notes(tx, request.id, &notes, now)
    })
}

/// A meeting with all that belongs to it.
pub fn meeting_show(app: &App, request: MeetingShow) -> Result<Meeting> {
    app.read(|conn| show(conn, app, request.id))
}

/// Meetings with a date.
pub fn meeting_list(app: &App, request: MeetingList) -> Result<Paged<MeetingRow>> {
    let rows = app.read(|conn| store::list(conn, app, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.when.as_ref().map(|when| when.starts_at), row.id])
    }))
}

/// Planned meetings without a date.
pub fn meeting_list_undated(app: &App, request: MeetingListUndated) -> Result<Paged<MeetingRow>> {
    let rows = app.read(|conn| store::list_undated(conn, app, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.created_at, row.id])
    }))
}

/// Puts a meeting into the bin.
pub fn meeting_delete(app: &App, request: MeetingDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_meeting_delete", |tx| {
        let meeting = store::find_row(tx, app, request.id)?;
        let rooms = participants::ids(tx, request.id)?;
        let subject = request.id.to_string();
        discard::discard(
            tx,
            &entry,
            Discarded::Meeting,
            &subject,
            &meeting.title,
            now,
        )?;
        participants::refresh_rooms(tx, app, &rooms)
    })
}

fn become_state(
    tx: &Write<'_>,
    app: &App,
    id: MeetingId,
    state: MeetingState,
    reason: &str,
    by: Option<Side>,
) -> Result<Meeting> {
    store::set_state(tx, id, state, reason, app.now())?;
    store::set_changed_by(tx, id, by)?;
    participants::refresh_rooms(tx, app, &participants::ids(tx, id)?)?;
    show(tx, app, id)
}

/// Refuses a meeting that did not take place, or not yet.
pub(super) fn held(meeting: &MeetingRow) -> Result<()> {
    match meeting.state {
        MeetingState::Held => Ok(()),
        _ => Err(Error::Conflict(Message::new("error_not_held"))),
    }
}

pub(super) fn planned(tx: &Write<'_>, app: &App, id: MeetingId) -> Result<MeetingRow> {
    let row = store::find_row(tx, app, id)?;
    match row.state {
        MeetingState::Planned => Ok(row),
        _ => Err(Error::Conflict(Message::new("error_not_planned"))),
    }
}

/// The form whose draft is what was typed into a meeting's notes and refused.
fn notes_draft(id: MeetingId) -> String {
    format!("meeting_notes {id}")
}

pub(crate) fn show(conn: &rusqlite::Connection, app: &App, id: MeetingId) -> Result<Meeting> {
    let row = store::find_row(conn, app, id)?;
    let (notes, moved_to, _, sequence) = store::find_rest(conn, id)?;
    let agenda = agenda::of_meeting(conn, app, id, row.state == MeetingState::Planned)?;
    Ok(Meeting {
        row,
        notes_html: markdown::html(&notes),
        notes_refused: drafts::standing(conn, &notes_draft(id))?,
        notes,
        moved_to,
        moved_from: store::moved_from(conn, id)?,
        agenda,
        sequence,
    })
}

pub(super) fn some(mut participants: Vec<RelationshipId>) -> Result<Vec<RelationshipId>> {
    participants.sort();
    participants.dedup();
    match participants.len() {
        0 => Err(Error::invalid(
            "participants",
            Message::new("error_no_participants"),
        )),
        1..=limits::PARTICIPANTS => Ok(participants),
        _ => Err(Error::invalid(
            "participants",
            Message::new("error_too_many_participants").with("limit", limits::PARTICIPANTS),
        )),
    }
}

pub(super) fn name_after_participants(
    tx: &Write<'_>,
    app: &App,
    meeting: &mut Parsed,
    participants: &[RelationshipId],
) -> Result<()> {
    let mut rooms = participants
        .iter()
        .map(|id| relationships::store::find(tx, app, *id))
        .collect::<Result<Vec<_>>>()?;
    if meeting.fields.title.is_empty() {
        rooms.sort_by(|one, other| (&one.sort_name, one.id).cmp(&(&other.sort_name, other.id)));
        let rooms = participants::each_person_once(rooms, |room| room.person_id);
        let names: Vec<&str> = rooms.iter().map(|room| room.name.as_str()).collect();
        let named = app
            .locale()
            .say(&Message::new("meeting_with").with("names", app.locale().list(&names)));
        meeting.fields.title = named.chars().take(limits::LINE).collect();
    }
    Ok(())
}

pub(super) fn parse(app: &App, fields: MeetingFields) -> Result<Parsed> {
    let zone = match fields.zone.as_deref().map(str::trim) {
        None | Some("") => app.zone(),
        Some(name) => time::zone("zone", name)?,
    };
    if !(1..=10_080).contains(&fields.duration_minutes) {
        return Err(Error::invalid(
            "duration_minutes",
            Message::new("error_duration"),
        ));
    }
    if let Some(LocalTime(local)) = fields.starts_local {
        time::date("starts_local", local.date())?;
    }
    let fields = MeetingFields {
        title: text::line("title", &fields.title)?,
        place: text::line("place", &fields.place)?,
        join_link: text::link("join_link", &fields.join_link)?,
        zone: Some(zone.name().to_owned()),
        ..fields
    };
    Ok(Parsed { fields, zone })
}
