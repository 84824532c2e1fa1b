use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params, params_from_iter};

use super::model::{InSeries, SeriesEnd, SeriesId};
use super::rule::SeriesRule;
use crate::clock::Millis;
use crate::db::{read_word, read_word_option, word};
use crate::error::{OrNotFound, Result};
use crate::meetings::store::Parsed;
use crate::meetings::{MeetingFields, MeetingId, MeetingRow, MeetingState};
use crate::relationships::RelationshipId;
use crate::time::LocalTime;

/// A series, with what each of its meetings takes: `meeting` says it of the day the rule is counted from.
#[derive(Clone)]
pub(super) struct Series {
    pub(super) id: SeriesId,
    pub(super) rule: SeriesRule,
    pub(super) end: SeriesEnd,
    pub(super) starts: LocalTime,
    pub(super) meeting: Parsed,
    pub(super) participants: Vec<RelationshipId>,
    /// The day until which its meetings are entered; none when all are.
    pub(super) planned_through: Option<NaiveDate>,
}

impl Series {
    /// All its dates, earliest first.
    pub(super) fn dates(&self) -> Box<dyn Iterator<Item = NaiveDate>> {
        self.end.limit(self.rule.dates(self.starts.0.date()))
    }

    /// The dates whose meetings were entered, from `from` on.
    pub(super) fn entered(&self, from: NaiveDate) -> Vec<NaiveDate> {
        let through = self.planned_through.unwrap_or(NaiveDate::MAX);
        self.dates()
            .skip_while(|date| *date < from)
            .take_while(|date| *date <= through)
            .collect()
    }

    /// The meeting of a date.
    pub(super) fn meeting_on(&self, date: NaiveDate) -> Parsed {
        let local = LocalTime(date.and_time(self.starts.0.time()));
        Parsed {
            fields: MeetingFields {
                starts_local: Some(local),
                ..self.meeting.fields.clone()
            },
            zone: self.meeting.zone,
        }
    }
}

/// A meeting of a series, as the series sees it.
pub(super) struct Occurrence {
    pub(super) id: MeetingId,
    pub(super) on: NaiveDate,
    pub(super) own: bool,
    pub(super) state: MeetingState,
    pub(super) starts_at: Option<Millis>,
    pub(super) fields: MeetingFields,
    pub(super) in_bin: bool,
}

const COLUMNS: &str =
    "id, unit, every, day, which, weekday, starts_local, zone, until_on, after_count,
    planned_through, title, duration_minutes, channel, place, join_link";

pub(super) fn insert(conn: &Connection, series: &Series, now: Millis) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO meeting_series (id, unit, every, day, which, weekday, starts_local, zone, until_on, after_count,
                planned_through, title, duration_minutes, channel, place, join_link, created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?17)",
    )?
    .execute(params_from_iter(values(series, now)))?;
    set_participants(conn, series)
}

pub(super) fn update(conn: &Connection, series: &Series, now: Millis) -> Result<()> {
    conn.prepare_cached(
        "UPDATE meeting_series SET unit = ?2, every = ?3, day = ?4, which = ?5, weekday = ?6, starts_local = ?7,
                zone = ?8, until_on = ?9, after_count = ?10, planned_through = ?11, title = ?12,
                duration_minutes = ?13, channel = ?14, place = ?15, join_link = ?16, changed_at = ?17
         WHERE id = ?1",
    )?
    .execute(params_from_iter(values(series, now)))?;
    set_participants(conn, series)
}

/// Ends a series before a day: nothing is entered any more.
pub(super) fn end_before(
    conn: &Connection,
    id: SeriesId,
    day: NaiveDate,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE meeting_series SET until_on = ?2, after_count = NULL, planned_through = NULL, changed_at = ?3
         WHERE id = ?1",
    )?
    .execute(params![id, day.pred_opt().unwrap_or(day), now])?;
    Ok(())
}

pub(super) fn set_planned_through(
    conn: &Connection,
    id: SeriesId,
    through: Option<NaiveDate>,
) -> Result<()> {
    conn.prepare_cached("UPDATE meeting_series SET planned_through = ?2 WHERE id = ?1")?
        .execute(params![id, through])?;
    Ok(())
}

pub(super) fn find(conn: &Connection, id: SeriesId) -> Result<Series> {
    let series = conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM meeting_series WHERE id = ?1"
        ))?
        .query_row([id], from_row)
        .optional()?
        .or_not_found("series")?;
    let participants = conn
        .prepare_cached(
            "SELECT relationship_id FROM meeting_series_participant WHERE series_id = ?1",
        )?
        .query_map([id], |row| row.get("relationship_id"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Series {
        participants,
        ..series
    })
}

/// Series of which meetings up to `through` may still have to be entered.
pub(super) fn find_short(conn: &Connection, through: NaiveDate) -> Result<Vec<SeriesId>> {
    let ids = conn
        .prepare_cached(
            "SELECT s.id FROM meeting_series s
             WHERE s.bin_id IS NULL AND s.planned_through IS NOT NULL AND s.planned_through < ?1
               AND EXISTS (SELECT 1 FROM meeting_series_participant p JOIN relationship r ON r.id = p.relationship_id
                           WHERE p.series_id = s.id AND r.bin_id IS NULL AND r.phase <> 'ended')",
        )?
        .query_map([through], |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// Of these rooms those one still meets in.
pub(super) fn living(conn: &Connection, rooms: &[RelationshipId]) -> Result<Vec<RelationshipId>> {
    let mut query = conn.prepare_cached(
        "SELECT 1 FROM relationship WHERE id = ?1 AND bin_id IS NULL AND phase <> 'ended'",
    )?;
    let mut living = Vec::new();
    for room in rooms {
        if query.exists([room])? {
            living.push(*room);
        }
    }
    Ok(living)
}

/// Makes a meeting one of a series.
pub(super) fn join(
    conn: &Connection,
    meeting: MeetingId,
    series: SeriesId,
    on: NaiveDate,
) -> Result<()> {
    conn.prepare_cached("UPDATE meeting SET series_id = ?2, series_on = ?3 WHERE id = ?1")?
        .execute(params![meeting, series, on])?;
    Ok(())
}

/// Notes that a meeting was changed by itself: its series leaves it alone from now on.
pub(crate) fn keep_own(conn: &Connection, meeting: MeetingId) -> Result<()> {
    conn.prepare_cached(
        "UPDATE meeting SET series_own = 1 WHERE id = ?1 AND series_id IS NOT NULL AND series_own = 0",
    )?
    .execute([meeting])?;
    Ok(())
}

/// Gives the place in a series to the meeting that a moved one became.
pub(crate) fn hand_on(conn: &Connection, from: MeetingId, to: MeetingId) -> Result<()> {
    conn.prepare_cached(
        "UPDATE meeting SET series_own = 1,
                (series_id, series_on) = (SELECT f.series_id, f.series_on FROM meeting f WHERE f.id = ?1)
         WHERE id = ?2 AND EXISTS (SELECT 1 FROM meeting f WHERE f.id = ?1 AND f.series_id IS NOT NULL)",
    )?
    .execute(params![from, to])?;
    Ok(())
}

/// A series' meetings from the one of a day on, those in the bin among them.
pub(super) fn occurrences(
    conn: &Connection,
    id: SeriesId,
    from: NaiveDate,
) -> Result<Vec<Occurrence>> {
    let found = conn
        .prepare_cached(
            "SELECT id, series_on, series_own, state, starts_at, starts_local, zone, title, duration_minutes,
                    channel, place, join_link, bin_id IS NOT NULL AS in_bin
             FROM meeting WHERE series_id = ?1 AND series_on >= ?2 ORDER BY series_on, id",
        )?
        .query_map(params![id, from], |row| {
            Ok(Occurrence {
                id: row.get("id")?,
                on: row.get("series_on")?,
                own: row.get("series_own")?,
                state: read_word(row, "state")?,
                starts_at: row.get("starts_at")?,
                fields: fields(row)?,
                in_bin: row.get("in_bin")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// How many meetings of a series are not in the bin.
pub(super) fn count(conn: &Connection, id: SeriesId) -> Result<i64> {
    Ok(conn
        .prepare_cached(
            "SELECT count(*) AS number FROM meeting WHERE series_id = ?1 AND bin_id IS NULL",
        )?
        .query_row([id], |row| row.get("number"))?)
}

/// Lets a meeting's open points wait in their rooms again; those of several together go to the last of the series that
/// stays. `falling` are the meetings that do not, a JSON list of ids.
pub(super) fn release_points(conn: &Connection, meeting: MeetingId, falling: &str) -> Result<()> {
    conn.prepare_cached(
        "UPDATE agenda_point SET meeting_id = coalesce(
           (SELECT m.id FROM meeting m
            WHERE m.series_id = (SELECT series_id FROM meeting WHERE id = ?1) AND m.bin_id IS NULL
              AND m.id NOT IN (SELECT value FROM json_each(?2))
            ORDER BY m.starts_at DESC, m.id LIMIT 1), meeting_id)
         WHERE meeting_id = ?1 AND relationship_id IS NULL AND done_at IS NULL AND bin_id IS NULL",
    )?
    .execute(params![meeting, falling])?;
    conn.prepare_cached(
        "UPDATE agenda_point SET meeting_id = NULL
         WHERE meeting_id = ?1 AND relationship_id IS NOT NULL AND done_at IS NULL AND bin_id IS NULL",
    )?
    .execute([meeting])?;
    Ok(())
}

/// Says of each row which series it is one of.
pub(crate) fn with_series(conn: &Connection, mut rows: Vec<MeetingRow>) -> Result<Vec<MeetingRow>> {
    let ids: Vec<MeetingId> = rows.iter().map(|row| row.id).collect();
    let ids = serde_json::to_string(&ids).unwrap_or_else(|_| "[]".to_owned());
    let mut series: BTreeMap<MeetingId, InSeries> = conn
        .prepare_cached(
            "SELECT m.id AS meeting_id, m.series_on, m.series_own, s.id, s.unit, s.every, s.day, s.which, s.weekday,
                    s.starts_local, s.until_on, s.after_count
             FROM json_each(?1) ids CROSS JOIN meeting m ON m.id = ids.value
             JOIN meeting_series s ON s.id = m.series_id",
        )?
        .query_map([ids], |row| {
            let starts: LocalTime = row.get("starts_local")?;
            let one = InSeries {
                id: row.get("id")?,
                on: row.get("series_on")?,
                own: row.get("series_own")?,
                rule: rule(row)?,
                starts_on: starts.0.date(),
                end: end(row)?,
            };
            Ok((row.get("meeting_id")?, one))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for row in &mut rows {
        row.series = series.remove(&row.id);
    }
    Ok(rows)
}

/// An SQL condition on a meeting `t` at the instant `:now`: of each series' coming meetings it leaves the next, and
/// those changed by themselves.
pub(crate) const NEXT_ONLY: &str =
    "(t.series_id IS NULL OR t.series_own = 1 OR t.state <> 'planned' OR t.starts_at <= :now
      OR NOT EXISTS (SELECT 1 FROM meeting e INDEXED BY meeting_series_next
                     WHERE e.series_id = t.series_id AND e.bin_id IS NULL AND e.state = 'planned'
                       AND e.starts_at > :now AND e.starts_at < t.starts_at))";

/// [`NEXT_ONLY`] of a meeting `m` at the instant `now`.
pub(crate) fn next_only(now: &str) -> String {
    NEXT_ONLY.replace("t.", "m.").replace(":now", now)
}

fn values(series: &Series, now: Millis) -> [Box<dyn ToSql>; 17] {
    let (unit, every, day, which, weekday) = match series.rule {
        SeriesRule::Week { every } => ("week", every, None, None, None),
        SeriesRule::MonthDay { every, day } => ("month_day", every, Some(day), None, None),
        SeriesRule::MonthWeekday {
            every,
            which,
            weekday,
        } => ("month_weekday", every, None, Some(which), word(weekday)),
    };
    let (until_on, after_count) = match series.end {
        SeriesEnd::Never => (None, None),
        SeriesEnd::Until { on } => (Some(on), None),
        SeriesEnd::After { count } => (None, Some(count)),
    };
    let fields = series.meeting.fields.clone();
    [
        Box::new(series.id),
        Box::new(unit),
        Box::new(every),
        Box::new(day),
        Box::new(which),
        Box::new(weekday),
        Box::new(series.starts),
        Box::new(series.meeting.zone.name()),
        Box::new(until_on),
        Box::new(after_count),
        Box::new(series.planned_through),
        Box::new(fields.title),
        Box::new(fields.duration_minutes),
        Box::new(word(fields.channel)),
        Box::new(fields.place),
        Box::new(fields.join_link),
        Box::new(now),
    ]
}

fn set_participants(conn: &Connection, series: &Series) -> Result<()> {
    let rooms = serde_json::to_string(&series.participants).unwrap_or_else(|_| "[]".to_owned());
    conn.prepare_cached(
        "DELETE FROM meeting_series_participant WHERE series_id = ?1
         AND relationship_id NOT IN (SELECT value FROM json_each(?2))",
    )?
    .execute(params![series.id, rooms])?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO meeting_series_participant (series_id, relationship_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?;
    for room in &series.participants {
        insert.execute(params![series.id, room])?;
    }
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Series> {
    let zone: String = row.get("zone")?;
    Ok(Series {
        id: row.get("id")?,
        rule: rule(row)?,
        end: end(row)?,
        starts: row.get("starts_local")?,
        meeting: Parsed {
            fields: fields(row)?,
            zone: zone.parse().unwrap_or(Tz::UTC),
        },
        participants: Vec::new(),
        planned_through: row.get("planned_through")?,
    })
}

fn fields(row: &Row<'_>) -> rusqlite::Result<MeetingFields> {
    Ok(MeetingFields {
        title: row.get("title")?,
        starts_local: row.get("starts_local")?,
        zone: Some(row.get("zone")?),
        duration_minutes: row.get("duration_minutes")?,
        channel: read_word(row, "channel")?,
        place: row.get("place")?,
        join_link: row.get("join_link")?,
    })
}

fn rule(row: &Row<'_>) -> rusqlite::Result<SeriesRule> {
    let every = row.get("every")?;
    let unit: String = row.get("unit")?;
    // The table's own CHECKs say which columns each unit has.
    Ok(match (unit.as_str(), read_word_option(row, "weekday")?) {
        ("month_weekday", Some(weekday)) => SeriesRule::MonthWeekday {
            every,
            which: row.get("which")?,
            weekday,
        },
        ("month_day", _) => SeriesRule::MonthDay {
            every,
            day: row.get("day")?,
        },
        _ => SeriesRule::Week { every },
    })
}

fn end(row: &Row<'_>) -> rusqlite::Result<SeriesEnd> {
    Ok(match (row.get("until_on")?, row.get("after_count")?) {
        (Some(on), _) => SeriesEnd::Until { on },
        (None, Some(count)) => SeriesEnd::After { count },
        (None, None) => SeriesEnd::Never,
    })
}
