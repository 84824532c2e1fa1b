//! Planning, changing, cancelling and deleting several meetings of a series, and planning ahead as time goes on.

use chrono::{Duration, NaiveDate};

use super::model::{
    InSeries, SeriesAhead, SeriesCancel, SeriesChange, SeriesDelete, SeriesEnd, SeriesLook,
    SeriesPlan, SeriesScope,
};
use super::reschedule::{self, Wish};
use super::rule::SeriesRule;
use super::store::{self, Occurrence, Series};
use crate::app::App;
use crate::db::Write;
use crate::discard::{self, Discarded};
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::meetings::commands as meetings;
use crate::meetings::participants;
use crate::meetings::store as meeting_store;
use crate::meetings::{Meeting, MeetingId, MeetingRow, MeetingState};
use crate::relationships::RelationshipId;
use crate::time::LocalTime;
use crate::{text, time};

/// How far ahead meetings are entered, in months, and how short that may become before more are.
const AHEAD: u32 = 18;
const SHORT: u32 = 17;

/// Plans a series; answers with its first meeting.
pub fn series_plan(app: &App, request: SeriesPlan) -> Result<Meeting> {
    let participants = meetings::some(request.participants)?;
    let mut meeting = meetings::parse(app, request.fields)?;
    let starts = started(app, meeting.fields.starts_local)?;
    let (rule, end) = (request.rule.parse()?, sound_end(request.end)?);
    let now = app.now();
    app.write("change_series_plan", |tx| {
        meetings::name_after_participants(tx, app, &mut meeting, &participants)?;
        let mut series = Series {
            id: app.new_id(),
            rule,
            end,
            starts,
            meeting: meeting.clone(),
            participants: participants.clone(),
            planned_through: None,
        };
        let (dates, through) = ahead(app, &series, starts.0.date(), 0)?;
        series.planned_through = through;
        store::insert(tx, &series, now)?;
        let mut taken = request.meeting;
        let mut first = None;
        for date in dates {
            let id = match taken.take() {
                Some(id) => take_in(tx, app, &series, id, date)?,
                None => enter(tx, app, &series, &participants, date)?,
            };
            first = first.or(Some(id));
        }
        let first = first.ok_or_else(no_date)?;
        meetings::show(tx, app, first)
    })
}

/// Which dates a rule gives, before anything is planned.
pub fn series_look(_app: &App, request: SeriesLook) -> Result<SeriesAhead> {
    let starts = request.starts_local;
    time::date("starts_local", starts.0.date())?;
    let rule = request.rule.parse()?;
    let end = sound_end(request.end)?;
    let first: Vec<LocalTime> = end
        .limit(rule.dates(starts.0.date()))
        .take(3)
        .map(|date| LocalTime(date.and_time(starts.0.time())))
        .collect();
    if first.is_empty() {
        return Err(no_date());
    }
    let last = match end {
        SeriesEnd::Never => None,
        SeriesEnd::Until { .. } | SeriesEnd::After { .. } => {
            end.limit(rule.dates(starts.0.date())).last()
        }
    };
    Ok(SeriesAhead { first, last })
}

/// Replaces what is said of several meetings of a series.
pub fn series_change(app: &App, request: SeriesChange) -> Result<Meeting> {
    let mut wish = Wish {
        scope: request.scope,
        participants: meetings::some(request.participants)?,
        meeting: meetings::parse(app, request.fields)?,
        rule: request.rule.map(SeriesRule::parse).transpose()?,
        end: request.end.map(sound_end).transpose()?,
    };
    started(app, wish.meeting.fields.starts_local)?;
    app.write("change_series_change", |tx| {
        let (chosen, part) = chosen(tx, app, request.id)?;
        let participants = wish.participants.clone();
        meetings::name_after_participants(tx, app, &mut wish.meeting, &participants)?;
        let shown = reschedule::change(tx, app, &chosen, &part, &wish)?;
        meetings::show(tx, app, shown)
    })
}

/// Calls several meetings of a series off; the series ends before them.
pub fn series_cancel(app: &App, request: SeriesCancel) -> Result<Meeting> {
    let reason = text::body("reason", &request.reason)?;
    let now = app.now();
    app.write("change_series_cancel", |tx| {
        let (_, part) = chosen(tx, app, request.id)?;
        let meant = coming(tx, app, request.id, &part, request.scope)?;
        let mut rooms = Vec::new();
        for row in meant
            .iter()
            .filter(|row| row.state == MeetingState::Planned)
        {
            meeting_store::set_state(tx, row.id, MeetingState::Cancelled, &reason, now)?;
            rooms.extend(participants::ids(tx, row.id)?);
        }
        store::end_before(tx, part.id, earliest(&meant, &part), now)?;
        refresh(tx, app, rooms)?;
        meetings::show(tx, app, request.id)
    })
}

/// Puts several meetings of a series into the bin, as one; the series ends before them.
pub fn series_delete(app: &App, request: SeriesDelete) -> Result<()> {
    let now = app.now();
    app.write("change_series_delete", |tx| {
        let (meeting, part) = chosen(tx, app, request.id)?;
        let meant = coming(tx, app, request.id, &part, request.scope)?;
        let mut rooms = Vec::new();
        for row in &meant {
            rooms.extend(participants::ids(tx, row.id)?);
        }
        let tail = cut_off(tx, app, &part, &meant)?;
        let mut along: Vec<(&str, String)> = meant
            .iter()
            .filter(|row| row.id != request.id)
            .map(|row| ("meeting", row.id.to_string()))
            .collect();
        along.push(("meeting_series", tail.id.to_string()));
        let entry = app.new_id::<()>().to_string();
        discard::discard_with(
            tx,
            &entry,
            Discarded::Meeting,
            &request.id.to_string(),
            &meeting.title,
            now,
            &along,
        )?;
        // What was before ends; where nothing was, all of it lies in the bin.
        if tail.id != part.id {
            store::end_before(tx, part.id, earliest(&meant, &part), now)?;
        }
        refresh(tx, app, rooms)
    })
}

/// Enters the meetings that time has brought within reach. A locked desk is left as it is.
pub fn top_up(app: &App) -> Result<()> {
    // A clock years ahead would fill those years.
    if app.is_locked() || app.clock_doubted()?.is_some() {
        return Ok(());
    }
    let short = time::plus_months(app.today(), SHORT);
    if app.read(|conn| store::find_short(conn, short))?.is_empty() {
        return Ok(());
    }
    app.write_for_good(|tx| {
        for id in store::find_short(tx, short)? {
            let series = store::find(tx, id)?;
            let rooms = store::living(tx, &series.participants)?;
            let entered = series.planned_through.unwrap_or(NaiveDate::MAX);
            let from = entered.succ_opt().unwrap_or(entered);
            let (dates, through) = within_reach(app, &series, from, 0);
            for date in dates {
                enter(tx, app, &series, &rooms, date)?;
            }
            store::set_planned_through(tx, id, through)?;
        }
        Ok(())
    })
}

/// The dates from `from` on to be entered now, at least `least`, and the day until which they are then.
pub(super) fn ahead(
    app: &App,
    series: &Series,
    from: NaiveDate,
    least: usize,
) -> Result<(Vec<NaiveDate>, Option<NaiveDate>)> {
    let (dates, through) = within_reach(app, series, from, least.max(1));
    if dates.is_empty() {
        return Err(no_date());
    }
    Ok((dates, through))
}

fn within_reach(
    app: &App,
    series: &Series,
    from: NaiveDate,
    least: usize,
) -> (Vec<NaiveDate>, Option<NaiveDate>) {
    let reach = time::plus_months(app.today(), AHEAD);
    let dates: Vec<NaiveDate> = series
        .dates()
        .skip_while(|date| *date < from)
        .enumerate()
        .take_while(|(index, date)| *date <= reach || *index < least)
        .map(|(_, date)| date)
        .collect();
    let through = dates.last().map_or(reach, |last| reach.max(*last));
    let goes_on = series.dates().any(|date| date > through);
    (dates, Some(through).filter(|_| goes_on))
}

/// Enters the meeting of a date.
pub(super) fn enter(
    tx: &Write<'_>,
    app: &App,
    series: &Series,
    participants: &[RelationshipId],
    date: NaiveDate,
) -> Result<MeetingId> {
    let id: MeetingId = app.new_id();
    let meeting = series.meeting_on(date);
    meeting_store::insert(tx, id, &id.to_string(), 0, &meeting, app.now())?;
    participants::set(tx, id, participants)?;
    store::join(tx, id, series.id, date)?;
    Ok(id)
}

/// Makes a meeting that is planned already the one of a date.
fn take_in(
    tx: &Write<'_>,
    app: &App,
    series: &Series,
    id: MeetingId,
    date: NaiveDate,
) -> Result<MeetingId> {
    if meetings::planned(tx, app, id)?.series.is_some() {
        return Err(Error::Conflict(Message::new("error_series_already")));
    }
    let mut rooms = participants::ids(tx, id)?;
    meeting_store::update(tx, id, &series.meeting_on(date), app.now())?;
    participants::set(tx, id, &series.participants)?;
    store::join(tx, id, series.id, date)?;
    rooms.extend(&series.participants);
    refresh(tx, app, rooms)?;
    Ok(id)
}

/// The meeting somebody pointed at, and its series.
fn chosen(tx: &Write<'_>, app: &App, id: MeetingId) -> Result<(MeetingRow, InSeries)> {
    let mut row = meetings::planned(tx, app, id)?;
    match row.series.take() {
        Some(part) => Ok((row, part)),
        None => Err(Error::Conflict(Message::new("error_series_none"))),
    }
}

/// The meetings meant that are not over: the chosen one, those to come, and those without a date.
fn coming(
    tx: &Write<'_>,
    app: &App,
    chosen: MeetingId,
    part: &InSeries,
    scope: SeriesScope,
) -> Result<Vec<Occurrence>> {
    let now = app.now();
    let from = match scope {
        SeriesScope::Following => part.on,
        SeriesScope::All => part.on.min(part.starts_on),
    };
    let mut rows = store::occurrences(tx, part.id, from)?;
    rows.retain(|row| !row.in_bin && (row.id == chosen || row.starts_at.is_none_or(|at| at > now)));
    Ok(rows)
}

fn earliest(rows: &[Occurrence], part: &InSeries) -> NaiveDate {
    rows.iter().map(|row| row.on).min().unwrap_or(part.on)
}

/// Makes these meetings a series of their own, unless they are all there is.
fn cut_off(tx: &Write<'_>, app: &App, part: &InSeries, rows: &[Occurrence]) -> Result<Series> {
    let before = store::find(tx, part.id)?;
    if store::count(tx, before.id)? == rows.len() as i64 {
        return Ok(before);
    }
    let first = earliest(rows, part);
    let earlier = before.dates().take_while(|date| *date < first).count();
    let tail = Series {
        id: app.new_id(),
        starts: LocalTime(first.and_time(before.starts.0.time())),
        end: match before.end {
            SeriesEnd::After { count } => reschedule::left(count, earlier),
            SeriesEnd::Never | SeriesEnd::Until { .. } => before.end,
        },
        ..before
    };
    store::insert(tx, &tail, app.now())?;
    for row in rows {
        store::join(tx, row.id, tail.id, row.on)?;
    }
    Ok(tail)
}

fn refresh(tx: &Write<'_>, app: &App, mut rooms: Vec<RelationshipId>) -> Result<()> {
    rooms.sort();
    rooms.dedup();
    participants::refresh_rooms(tx, app, &rooms)
}

/// The start of a series: it has a date, and one not long past.
fn started(app: &App, starts: Option<LocalTime>) -> Result<LocalTime> {
    let Some(starts) = starts else {
        return Err(Error::invalid(
            "starts_local",
            Message::new("error_series_needs_date"),
        ));
    };
    if starts.0.date() < app.today() - Duration::days(366) {
        return Err(Error::invalid(
            "starts_local",
            Message::new("error_series_long_past"),
        ));
    }
    Ok(starts)
}

fn sound_end(end: SeriesEnd) -> Result<SeriesEnd> {
    match end {
        SeriesEnd::Never => {}
        SeriesEnd::Until { on } => {
            time::date("end", on)?;
        }
        SeriesEnd::After { count } => {
            if !(1..=520).contains(&count) {
                return Err(Error::invalid("end", Message::new("error_number_range")));
            }
        }
    }
    Ok(end)
}

fn no_date() -> Error {
    Error::invalid("end", Message::new("error_series_empty"))
}
