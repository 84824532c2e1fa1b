//! How the time that was agreed is kept: how long meetings took, who came late, who put them off, whether the agenda
//! went ahead. For the person's own eyes.

use chrono::{Months, NaiveDate};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::agenda::Side;
use super::commands::{held, show};
use super::model::{Meeting, MeetingId};
use super::store;
use crate::app::App;
use crate::clock::Millis;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::relationships::{self, RelationshipId};
use crate::time;

/// How many months back it looks.
const MONTHS: u32 = 12;

/// Says how long a held meeting took, and who came late, or takes that back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingTime {
    /// The meeting.
    pub id: MeetingId,
    /// Minutes, 1 to 10,080 (a week); absent: not said.
    pub used_minutes: Option<i32>,
    /// Who came late; absent: nobody.
    pub late: Option<Side>,
}

/// Asks how the time of a room is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeKeptShow {
    /// The room.
    pub relationship_id: RelationshipId,
}

/// How often one side did what costs the other time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct Lapses {
    /// Came late.
    pub late: u32,
    /// Put off, called off, or did not come.
    pub changed: u32,
}

/// How the time of a room was kept in the last twelve months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimeKept {
    /// The first day that is counted.
    pub since: NaiveDate,
    /// Meetings held.
    pub held: u32,
    /// Those of them whose length was said.
    pub measured: u32,
    /// Minutes planned for those.
    pub planned_minutes: u32,
    /// Minutes those took.
    pub used_minutes: u32,
    /// Those held whose agenda went ahead.
    pub agenda_sent: u32,
    /// What I did.
    pub mine: Lapses,
    /// What they did.
    pub theirs: Lapses,
}

/// Says how long a held meeting took, and who came late.
pub fn meeting_time(app: &App, request: MeetingTime) -> Result<Meeting> {
    let used_minutes = minutes(request.used_minutes)?;
    app.write("change_meeting_time", |tx| {
        held(&store::find_row(tx, app, request.id)?)?;
        store::set_time(tx, request.id, used_minutes, request.late, app.now())?;
        show(tx, app, request.id)
    })
}

/// How the time of a room was kept in the last twelve months.
pub fn time_kept_show(app: &App, request: TimeKeptShow) -> Result<TimeKept> {
    let today = app.today();
    let since = today
        .checked_sub_months(Months::new(MONTHS))
        .unwrap_or(today);
    let from = time::day_start(since, app.zone());
    app.read(|conn| {
        relationships::store::find(conn, app, request.relationship_id)?;
        count(conn, request.relationship_id, since, from)
    })
}

/// A length that makes sense.
pub(super) fn minutes(said: Option<i32>) -> Result<Option<u32>> {
    let Some(said) = said else { return Ok(None) };
    match u32::try_from(said) {
        Ok(minutes) if (1..=10_080).contains(&minutes) => Ok(Some(minutes)),
        _ => Err(Error::invalid(
            "used_minutes",
            Message::new("error_duration"),
        )),
    }
}

fn count(
    conn: &Connection,
    room: RelationshipId,
    since: NaiveDate,
    from: Millis,
) -> Result<TimeKept> {
    let kept = conn
        .prepare_cached(
            "SELECT count(*) FILTER (WHERE m.state = 'held') AS held,
                    count(m.used_minutes) AS measured,
                    coalesce(sum(m.duration_minutes) FILTER (WHERE m.used_minutes IS NOT NULL), 0) AS planned_minutes,
                    coalesce(sum(m.used_minutes), 0) AS used_minutes,
                    count(*) FILTER (WHERE m.state = 'held' AND m.agenda_sent_at <= m.starts_at) AS agenda_sent,
                    count(*) FILTER (WHERE m.late = 'mine') AS late_mine,
                    count(*) FILTER (WHERE m.late = 'theirs') AS late_theirs,
                    count(*) FILTER (WHERE m.changed_by = 'mine') AS changed_mine,
                    count(*) FILTER (WHERE m.changed_by = 'theirs') AS changed_theirs
             FROM meeting_participant p CROSS JOIN meeting m ON m.id = p.meeting_id
             WHERE p.relationship_id = ?1 AND m.bin_id IS NULL AND m.starts_at >= ?2",
        )?
        .query_row(params![room, from], |row| {
            Ok(TimeKept {
                since,
                held: row.get("held")?,
                measured: row.get("measured")?,
                planned_minutes: row.get("planned_minutes")?,
                used_minutes: row.get("used_minutes")?,
                agenda_sent: row.get("agenda_sent")?,
                mine: Lapses {
                    late: row.get("late_mine")?,
                    changed: row.get("changed_mine")?,
                },
                theirs: Lapses {
                    late: row.get("late_theirs")?,
                    changed: row.get("changed_theirs")?,
                },
            })
        })?;
    Ok(kept)
}
