use chrono::{Datelike, Duration, NaiveDate, NaiveTime};
use rusqlite::{Connection, params};

use super::model::{Delivery, ReminderId};
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
        Ok(!due(conn, &look)?.is_empty() || !returning(conn, &look)?.is_empty())
    })?;
    if !any {
        return Ok(Vec::new());
    }
    app.write_for_good(|tx| {
        let look = look(tx, app)?;
        let mut ids = returning(tx, &look)?;
        for id in &ids {
            tx.prepare_cached(
                "UPDATE reminder SET state = 'shown', snoozed_until = NULL, shown_at = ?2, delivery = 'pending',
                        retry_at = NULL
                 WHERE id = ?1",
            )?
            .execute(params![id, look.now])?;
        }
        for due in due(tx, &look)? {
            ids.push(mark(tx, app, &due)?);
        }
        let shown = store::by_ids(tx, app, &ids)?;
        Ok(notice::compose(app, &shown, look.settings.notice_detail))
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

/// Until when patient pop-ups wait: a pause, quiet hours, a day off. None when they need not.
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
fn due(conn: &Connection, look: &Look) -> Result<Vec<Due>> {
    if paused_until(look).is_some() {
        return Ok(Vec::new());
    }
    let held = held_until(look).is_some();
    let mut found = Vec::new();
    for subject in subjects::ALL {
        if !(held && subject.is_patient()) {
            found.extend(subject.due(conn, look)?);
        }
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

fn mark(tx: &Write<'_>, app: &App, due: &Due) -> Result<ReminderId> {
    let id: ReminderId = app.new_id();
    tx.prepare_cached(
        "INSERT INTO reminder (id, kind, subject_id, occurrence, due_at, state, shown_at, delivery)
         VALUES (?1, ?2, ?3, ?4, ?5, 'shown', ?6, 'pending')",
    )?
    .execute(params![
        id,
        word(due.kind),
        due.subject,
        due.occurrence,
        due.at,
        app.now()
    ])?;
    Ok(id)
}
