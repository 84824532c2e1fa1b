//! The schedule as one calendar file: everything, one room, or one meeting. Never a private word.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ics::{Alarm, CalendarFile, Class, Event, JoinLink, Method, Status};
use crate::app::App;
use crate::clock::Millis;
use crate::db::read_word;
use crate::error::{OrNotFound, Result};
use crate::files::FileHandle;
use crate::locale::Message;
use crate::meetings::store::{goes_on, lead};
use crate::meetings::{self, MeetingId, MeetingState};
use crate::relationships::{self, RelationshipId};
use crate::settings::{self, CalendarDetail};
use crate::text;
use crate::time::LocalTime;

/// Which meetings a calendar file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum CalendarScope {
    /// All.
    All,
    /// Those of one room.
    Relationship(RelationshipId),
    /// One.
    Meeting(MeetingId),
}

/// Writes a calendar file to where the person chose.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CalendarExport {
    /// Which meetings.
    pub scope: CalendarScope,
    /// How much it says; absent: what the settings say.
    #[serde(default)]
    #[ts(optional)]
    pub detail: Option<CalendarDetail>,
    /// Where to.
    pub out: FileHandle,
}

/// What a calendar file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CalendarExported {
    /// How many meetings.
    pub events: u32,
}

/// Writes a calendar file: whole, or not at all.
pub fn calendar_export(app: &App, request: CalendarExport) -> Result<CalendarExported> {
    let out = app.files().take_write(&request.out)?;
    let file = app.read(|conn| {
        let detail = match request.detail {
            Some(detail) => detail,
            None => super::kept::detail(conn)?,
        };
        calendar_file_of(conn, app, request.scope, detail)
    })?;
    out.write(|to| Ok(to.write_all(file.render().as_bytes())?))?;
    Ok(CalendarExported {
        events: u32::try_from(file.events.len()).unwrap_or(u32::MAX),
    })
}

/// The calendar file of a scope, saying as much as `detail` allows.
///
/// A moved meeting is left out: its successor has its UID and a higher SEQUENCE. A coming meeting in the
/// bin is in, cancelled, so that a calendar which knows it lets it go.
pub fn calendar_file(
    app: &App,
    scope: CalendarScope,
    detail: CalendarDetail,
) -> Result<CalendarFile> {
    app.read(|conn| calendar_file_of(conn, app, scope, detail))
}

/// The same, from a snapshot somebody holds.
pub(crate) fn calendar_file_of(
    conn: &Connection,
    app: &App,
    scope: CalendarScope,
    detail: CalendarDetail,
) -> Result<CalendarFile> {
    let name = match scope {
        CalendarScope::All => app.locale().say(&Message::new("calendar_name")),
        CalendarScope::Relationship(id) => {
            let room = relationships::store::find(conn, app, id)?;
            app.locale()
                .say(&Message::new("calendar_name_with").with("name", room.name))
        }
        CalendarScope::Meeting(id) => {
            let meeting = meetings::store::find_row(conn, app, id)?;
            meeting.when.or_not_found("date")?;
            meeting.title
        }
    };
    let busy = app.locale().say(&Message::new("calendar_busy"));
    let events = events(conn, app, scope)?.into_iter();
    let (name, events) = match detail {
        CalendarDetail::Agenda => (name, events.collect()),
        CalendarDetail::Titles => (name, events.map(without_agenda).collect()),
        CalendarDetail::Busy => (
            app.locale().say(&Message::new("calendar_name")),
            events.map(|event| taken(event, &busy)).collect(),
        ),
    };
    Ok(CalendarFile {
        name: text::level(&name).into_owned(),
        method: Method::Publish,
        events,
    })
}

fn without_agenda(event: Event) -> Event {
    Event {
        description: None,
        ..event
    }
}

/// That the time is taken, and when it rings. Every field is named, so that a new one has to be decided on.
fn taken(event: Event, busy: &str) -> Event {
    Event {
        uid: event.uid,
        sequence: event.sequence,
        stamp: event.stamp,
        created: event.created,
        last_modified: event.last_modified,
        start_local: event.start_local,
        zone: event.zone,
        duration_minutes: event.duration_minutes,
        summary: busy.to_owned(),
        description: None,
        location: None,
        join_link: None,
        contacts: Vec::new(),
        status: event.status,
        class: event.class,
        categories: Vec::new(),
        alarms: event
            .alarms
            .into_iter()
            .map(|alarm| Alarm {
                description: busy.to_owned(),
                ..alarm
            })
            .collect(),
    }
}

struct Row {
    id: MeetingId,
    event: Event,
}

fn events(conn: &Connection, app: &App, scope: CalendarScope) -> Result<Vec<Event>> {
    // What an ended room left rings nowhere.
    let rings =
        |column, default| format!("{} * {} / 60000", goes_on("m"), lead("m", column, default));
    let (early, late) = (rings("remind_early", "?2"), rings("remind_late", "?3"));
    let mut sql = format!(
        "SELECT {early} AS early, {late} AS late, m.id, m.uid, m.sequence, m.title, m.starts_local, m.zone, m.duration_minutes, m.place,
                m.join_link, m.state, m.created_at, m.changed_at, m.bin_id IS NOT NULL AS discarded
         FROM meeting m
         WHERE m.starts_at IS NOT NULL AND m.state <> 'moved' AND (m.bin_id IS NULL OR m.starts_at > ?1)",
    );
    let settings = settings::current(conn)?;
    let mut values: Vec<Value> = vec![
        app.now().0.into(),
        settings.remind_early.into(),
        settings.remind_late.into(),
    ];
    match scope {
        CalendarScope::All => {}
        CalendarScope::Relationship(id) => {
            values.push(id.to_string().into());
            sql.push_str(" AND m.id IN (SELECT meeting_id FROM meeting_participant WHERE relationship_id = ?4)");
        }
        CalendarScope::Meeting(id) => {
            values.push(id.to_string().into());
            sql.push_str(" AND m.id = ?4");
        }
    }
    sql.push_str(" ORDER BY m.starts_at, m.id");
    let mut query = conn.prepare_cached(&sql)?;
    let mut rows = query.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    let mut names = participants(conn, &found)?;
    let mut points = agenda(conn, &found)?;
    Ok(found
        .into_iter()
        .map(|Row { id, event }| Event {
            contacts: names.remove(&id).unwrap_or_default(),
            description: points.remove(&id).map(|lines| lines.join("\n")),
            ..event
        })
        .collect())
}

fn read(row: &rusqlite::Row<'_>) -> Result<Row> {
    // The same dates as the reminders', so that the phone rings when the laptop is shut.
    let alarms: [u32; 2] = [row.get("early")?, row.get("late")?];
    let (created, changed): (Millis, Millis) = (row.get("created_at")?, row.get("changed_at")?);
    let local: LocalTime = row.get("starts_local")?;
    let zone: String = row.get("zone")?;
    let title = text::level(&row.get::<_, String>("title")?).into_owned();
    let join_link: String = row.get("join_link")?;
    let discarded: bool = row.get("discarded")?;
    let status = match read_word(row, "state")? {
        _ if discarded => Status::Cancelled,
        MeetingState::Planned | MeetingState::Held => Status::Confirmed,
        MeetingState::Missed | MeetingState::Moved | MeetingState::Cancelled => Status::Cancelled,
    };
    let event = Event {
        uid: row.get("uid")?,
        sequence: row.get("sequence")?,
        // The revision's own date, not the file's: the same schedule gives the same bytes.
        stamp: changed.utc(),
        created: Some(created.utc()),
        last_modified: Some(changed.utc()),
        start_local: local.0,
        zone: zone.parse().unwrap_or(Tz::UTC),
        duration_minutes: row.get("duration_minutes")?,
        summary: title.clone(),
        description: None,
        location: Some(text::level(&row.get::<_, String>("place")?).into_owned())
            .filter(|place| !place.is_empty()),
        join_link: Some(join_link)
            .filter(|link| !link.is_empty())
            .map(JoinLink::new),
        contacts: Vec::new(),
        status,
        class: Class::Private,
        categories: Vec::new(),
        alarms: alarms
            .into_iter()
            .filter(|minutes| *minutes > 0)
            .map(|minutes| Alarm {
                minutes_before: minutes,
                description: title.clone(),
            })
            .collect(),
    };
    Ok(Row {
        id: row.get("id")?,
        event,
    })
}

fn participants(conn: &Connection, rows: &[Row]) -> Result<BTreeMap<MeetingId, Vec<String>>> {
    group(
        conn,
        rows,
        "SELECT mp.meeting_id, p.name AS line FROM json_each(?1) ids
         CROSS JOIN meeting_participant mp ON mp.meeting_id = ids.value
         JOIN relationship r ON r.id = mp.relationship_id JOIN person p ON p.id = r.person_id
         WHERE r.bin_id IS NULL GROUP BY mp.meeting_id, p.id ORDER BY p.sort_name, min(r.id)",
    )
}

/// The points put on the meeting itself; what waits in a room may yet go elsewhere.
fn agenda(conn: &Connection, rows: &[Row]) -> Result<BTreeMap<MeetingId, Vec<String>>> {
    group(
        conn,
        rows,
        "SELECT a.meeting_id, '- ' || a.text AS line FROM json_each(?1) ids
         CROSS JOIN agenda_point a ON a.meeting_id = ids.value
         WHERE a.bin_id IS NULL AND a.raised_in IS NOT a.meeting_id ORDER BY a.position, a.id",
    )
}

fn group(conn: &Connection, rows: &[Row], sql: &str) -> Result<BTreeMap<MeetingId, Vec<String>>> {
    let ids: Vec<MeetingId> = rows.iter().map(|row| row.id).collect();
    let ids = serde_json::to_string(&ids).unwrap_or_else(|_| "[]".to_owned());
    let mut groups: BTreeMap<MeetingId, Vec<String>> = BTreeMap::new();
    let mut query = conn.prepare_cached(sql)?;
    let mut lines = query.query([ids])?;
    while let Some(line) = lines.next()? {
        groups
            .entry(line.get("meeting_id")?)
            .or_default()
            .push(text::level(&line.get::<_, String>("line")?).into_owned());
    }
    Ok(groups)
}
