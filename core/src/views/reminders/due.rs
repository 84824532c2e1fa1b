use chrono::{Datelike, Duration, NaiveDate, NaiveTime};
use rusqlite::{Connection, OptionalExtension, params};

use super::model::{Delivery, HeldBy, ReminderId};
use super::notice::{self, Notice};
use super::store;
use super::subjects::{self, Due, Look};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Write, word};
use crate::error::Result;
use crate::settings;
use crate::time::LocalTime;

/// Everything due and not shown yet, marked as shown in the same transaction: due things are shown once.
/// What slept and wakes comes too, and what the desktop failed to show and is to be asked again. More
/// than three at a time come as one digest.
pub fn take_due(app: &App) -> Result<Vec<Notice>> {
    // Most looks find nothing: they cost reads only.
    let any = app.read(|conn| {
        let look = look(conn, app)?;
        Ok(!due(conn, &look)?.is_empty()
            || !returning(conn, &look)?.is_empty()
            || !missed(conn, &look)?.is_empty())
    })?;
    if !any {
        return Ok(Vec::new());
    }
    app.write_for_good(|tx| {
        let look = look(tx, app)?;
        for due in missed(tx, &look)? {
            note_missed(tx, app, &look, &due)?;
        }
        let mut ids = returning(tx, &look)?;
        let left = store::left_by_a_crash(tx, &ids)?;
        for id in &ids {
            tx.prepare_cached(
                "UPDATE reminder SET state = 'shown', snoozed_until = NULL, shown_at = ?2, delivery = 'pending',
                        retry_at = NULL
                 WHERE id = ?1",
            )?
            .execute(params![id, look.now])?;
        }
        for due in due(tx, &look)? {
            ids.push(mark(tx, app, &look, &due)?);
        }
        let shown = store::by_ids(tx, app, &ids)?;
        Ok(notice::compose(
            app,
            &shown,
            &left,
            look.settings.notice_detail,
        ))
    })
}

/// When to look next: the next due time, the end of a silence that holds something back, or at once
/// when something is due already. None when nothing is in sight within a month.
pub fn next_due(app: &App) -> Result<Option<Millis>> {
    app.read(|conn| {
        let look = look(conn, app)?;
        if !due(conn, &look)?.is_empty() || !returning(conn, &look)?.is_empty() {
            return Ok(Some(look.now));
        }
        let mut times = Vec::new();
        times.extend(held_until(&look));
        for subject in subjects::ALL {
            times.extend(subject.next(conn, &look)?);
        }
        for sql in [
            "SELECT min(snoozed_until) FROM reminder WHERE state = 'snoozed' AND snoozed_until > ?1",
            "SELECT min(retry_at) FROM reminder WHERE retry_at IS NOT NULL AND retry_at > ?1",
        ] {
            let at: Option<Millis> = conn.prepare_cached(sql)?.query_row([look.now], |row| row.get(0))?;
            times.extend(at);
        }
        Ok(times.into_iter().min())
    })
}

/// Puts back what a crash left between marking and showing, and what failed too often: it is shown again at the next look, in the
/// place of the first if the desktop still has that. For the start of the program.
pub fn recover(app: &App) -> Result<()> {
    let now = app.now();
    app.write_for_good(|tx| {
        tx.execute(
            "UPDATE reminder SET retry_at = ?1 WHERE state = 'shown' AND delivery <> 'delivered'",
            [now],
        )?;
        Ok(())
    })
}

/// Asks again for what the desktop would not show, whatever its turn: there is a service anew.
pub fn retry_failed(app: &App) -> Result<()> {
    let now = app.now();
    app.write_for_good(|tx| {
        tx.prepare_cached(
            "UPDATE reminder SET retry_at = ?1 WHERE state = 'shown' AND delivery = 'failed'",
        )?
        .execute([now])?;
        Ok(())
    })
}

/// Notes whether the desktop showed what it was asked to. A failure is tried again after one minute,
/// five, half an hour, and then each time the program starts.
pub fn record_delivery(app: &App, ids: &[ReminderId], delivery: Delivery) -> Result<()> {
    let now = app.now();
    app.write_for_good(|tx| {
        for id in ids {
            tx.prepare_cached(
                "UPDATE reminder SET delivery = ?2,
                   attempts = CASE ?2 WHEN 'failed' THEN attempts + 1 ELSE attempts END,
                   retry_at = CASE WHEN ?2 <> 'failed' OR state <> 'shown' THEN NULL
                     WHEN attempts = 0 THEN ?3 + 60000 WHEN attempts = 1 THEN ?3 + 300000
                     WHEN attempts = 2 THEN ?3 + 1800000 END
                 WHERE id = ?1",
            )?
            .execute(params![id, word(delivery), now])?;
        }
        Ok(())
    })
}

pub(super) fn look(conn: &Connection, app: &App) -> Result<Look> {
    Ok(Look {
        now: app.now(),
        zone: app.zone(),
        settings: settings::current(conn)?,
    })
}

/// What patient pop-ups wait for: a pause, quiet hours, a day off. None when they need not.
pub(super) fn held_by(look: &Look) -> Option<HeldBy> {
    held_until(look)?;
    let here = look.now.utc().with_timezone(&look.zone).naive_local();
    Some(if paused_until(look).is_some() {
        HeldBy::Pause
    } else if is_day_off(look, here.date()) {
        HeldBy::DayOff
    } else {
        HeldBy::QuietHours
    })
}

/// Until when that holds.
pub(super) fn held_until(look: &Look) -> Option<Millis> {
    if let Some(until) = paused_until(look) {
        return Some(until);
    }
    let here = look.now.utc().with_timezone(&look.zone).naive_local();
    let mut end = here;
    // A night may lead into a day off and that into another night: at most a week and a day of them.
    for _ in 0..16 {
        if is_day_off(look, end.date()) {
            end = end.date().succ_opt()?.and_time(NaiveTime::MIN);
            continue;
        }
        match quiet_end(look, end) {
            Some(later) => end = later,
            None => break,
        }
    }
    (end > here).then(|| LocalTime(end).instant(look.zone))
}

/// When what is due now, or was before, can be shown first: at once, or when what holds its pop-up back is over.
pub(super) fn comes_at(look: &Look, is_patient: bool) -> Millis {
    let mut at = look.now;
    // What ends one silence may begin another: a pause that ends at night.
    for _ in 0..4 {
        let then = look.at(at);
        let held = if is_patient {
            held_until(&then)
        } else {
            paused_until(&then)
        };
        match held.filter(|until| *until > at) {
            Some(until) => at = until,
            None => break,
        }
    }
    at
}

/// Until when no pop-up is shown at all.
pub(super) fn paused_until(look: &Look) -> Option<Millis> {
    look.settings.paused_until.filter(|until| *until > look.now)
}

fn is_day_off(look: &Look, day: NaiveDate) -> bool {
    let weekday = day.weekday().number_from_monday();
    // Every day off would be a pause without an end: then none is.
    look.settings.days_off.len() < 7
        && look
            .settings
            .days_off
            .iter()
            .any(|off| u32::from(*off) == weekday)
}

/// The end of the quiet hours that hold at `here`, on the wall.
fn quiet_end(look: &Look, here: chrono::NaiveDateTime) -> Option<chrono::NaiveDateTime> {
    let quiet = look.settings.quiet_hours.as_ref()?;
    let from = settings::time_of_day("quiet_from", &quiet.from).ok()?;
    let until = settings::time_of_day("quiet_until", &quiet.until).ok()?;
    let time = here.time();
    let over_midnight = until < from;
    let holds = if over_midnight {
        time >= from || time < until
    } else {
        time >= from && time < until
    };
    let day = if over_midnight && time >= from {
        here.date() + Duration::days(1)
    } else {
        here.date()
    };
    holds.then(|| day.and_time(until))
}

/// What is due, was never shown, and need not wait.
pub(super) fn due(conn: &Connection, look: &Look) -> Result<Vec<Due>> {
    due_if(conn, look, |waits| !waits)
}

/// What is due, was never shown, and has to wait.
pub(super) fn held(conn: &Connection, look: &Look) -> Result<Vec<Due>> {
    if held_until(look).is_none() {
        return Ok(Vec::new());
    }
    due_if(conn, look, |waits| waits)
}

fn due_if(conn: &Connection, look: &Look, wanted: fn(bool) -> bool) -> Result<Vec<Due>> {
    let paused = paused_until(look).is_some();
    let held = held_until(look).is_some();
    let mut found = Vec::new();
    for subject in subjects::ALL {
        if wanted(paused || held && subject.is_patient()) {
            found.extend(subject.due(conn, look)?);
        }
    }
    Ok(found)
}

fn missed(conn: &Connection, look: &Look) -> Result<Vec<Due>> {
    let mut found = Vec::new();
    for subject in subjects::ALL {
        found.extend(subject.missed(conn, look)?);
    }
    Ok(found)
}

/// What slept and wakes, and what is to be tried again.
fn returning(conn: &Connection, look: &Look) -> Result<Vec<ReminderId>> {
    if held_until(look).is_some() {
        return Ok(Vec::new());
    }
    store::returning(conn, look.now)
}

/// What was taken for missed under a clock that has since been set back is shown after all.
fn mark(tx: &Write<'_>, app: &App, look: &Look, due: &Due) -> Result<ReminderId> {
    let id: ReminderId = app.new_id();
    Ok(tx
        .prepare_cached(
            "INSERT INTO reminder (id, kind, subject_id, occurrence, due_at, state, shown_at, delivery, held_by)
             VALUES (?1, ?2, ?3, ?4, ?5, 'shown', ?6, 'pending', ?7)
             ON CONFLICT (kind, subject_id, occurrence) DO UPDATE SET due_at = excluded.due_at, state = 'shown',
               shown_at = excluded.shown_at, closed_at = NULL, held_by = excluded.held_by
             RETURNING id",
        )?
        .query_row(
            params![
                id,
                word(due.kind),
                due.subject,
                due.occurrence,
                due.at,
                look.now,
                why_late(tx, look, due)?.and_then(word)
            ],
            |row| row.get(0),
        )?)
}

fn note_missed(tx: &Write<'_>, app: &App, look: &Look, due: &Due) -> Result<()> {
    let id: ReminderId = app.new_id();
    tx.prepare_cached(
        "INSERT INTO reminder (id, kind, subject_id, occurrence, due_at, state, shown_at, closed_at, delivery, held_by)
         VALUES (?1, ?2, ?3, ?4, ?5, 'missed', ?6, ?6, 'pending', ?7)",
    )?
    .execute(params![
        id,
        word(due.kind),
        due.subject,
        due.occurrence,
        due.at,
        look.now,
        word(why_not_then(look, due))
    ])?;
    Ok(())
}

/// How late a reminder may be and still count as shown at its time: a look comes every half minute.
const IN_TIME: i64 = 2 * 60_000;

/// Why a reminder is shown later than it was due; none when it is not, or when its subject was only
/// entered or changed since.
fn why_late(conn: &Connection, look: &Look, due: &Due) -> Result<Option<HeldBy>> {
    if look.now.0 - due.at.0 <= IN_TIME {
        return Ok(None);
    }
    let Some(subject) = subjects::of_kind(due.kind) else {
        return Ok(None);
    };
    let (changed, table) = (subject.changed_at(), subject.table());
    let changed: Option<Millis> = conn
        .prepare_cached(&format!("SELECT {changed} FROM {table} WHERE id = ?1"))?
        .query_row([&due.subject], |row| row.get(0))
        .optional()?;
    let stood = changed.is_some_and(|at| at <= due.at);
    Ok(stood.then(|| why_not_then(look, due)))
}

/// What kept a reminder from being shown at its time, as far as today's settings tell.
fn why_not_then(look: &Look, due: &Due) -> HeldBy {
    let then = due.at.utc().with_timezone(&look.zone).naive_local();
    if look
        .settings
        .paused_until
        .is_some_and(|until| until > due.at)
    {
        HeldBy::Pause
    } else if subjects::of_kind(due.kind).is_some_and(|subject| !subject.is_patient()) {
        HeldBy::Away
    } else if is_day_off(look, then.date()) {
        HeldBy::DayOff
    } else if quiet_end(look, then).is_some() {
        HeldBy::QuietHours
    } else {
        HeldBy::Away
    }
}
