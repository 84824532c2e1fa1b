//! The inbox: listing, answering, letting sleep, letting everything pause.

use chrono::{Datelike, Duration, NaiveTime};
use rusqlite::params;

use super::due::{self, held_by, held_until, look};
use super::model::{
    Ahead, Held, Pause, Paused, Reminder, ReminderAhead, ReminderDone, ReminderDoneAll,
    ReminderHeld, ReminderId, ReminderList, ReminderPause, ReminderSnooze, ReminderState, Snooze,
};
use super::{store, subjects};
use crate::app::App;
use crate::clock::Millis;
use crate::date_words::Facing;
use crate::db::Write;
use crate::error::{Error, Result};
use crate::limits;
use crate::locale::Message;
use crate::page::Paged;
use crate::settings;
use crate::time::{self, LocalTime};

/// How far ahead a person who quits is told what will not come.
const AHEAD: i64 = 7 * Millis::DAY;

/// How many held back are told one by one.
const HELD_SHOWN: usize = 100;

/// The inbox, latest due first.
pub fn reminder_list(app: &App, request: ReminderList) -> Result<Paged<Reminder>> {
    let rows = app.read(|conn| store::list(conn, app, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.due_at, row.id])
    }))
}

/// What is due and held back for now, by what, and until when.
pub fn reminder_held(app: &App, _request: ReminderHeld) -> Result<Held> {
    app.read(|conn| {
        let look = look(conn, app)?;
        let mut found = due::held(conn, &look)?;
        found.sort_by(|a, b| (a.at, &a.subject).cmp(&(b.at, &b.subject)));
        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        found.truncate(HELD_SHOWN);
        let until = held_until(&look);
        Ok(Held {
            by: held_by(&look),
            until,
            for_good: until.is_some_and(|until| until >= Millis::FOR_GOOD),
            items: store::held(conn, app, &found)?,
            count,
        })
    })
}

/// What is due in the coming week, with what sleeps until then and what is held back now.
pub fn reminder_ahead(app: &App, _request: ReminderAhead) -> Result<Ahead> {
    let times = app.read(|conn| {
        let look = look(conn, app)?;
        let until = Millis(look.now.0 + AHEAD);
        let mut times: Vec<Millis> = due::held(conn, &look)?.iter().map(|_| look.now).collect();
        for subject in subjects::ALL {
            times.extend(subject.ahead(conn, &look, until)?);
        }
        times.extend(store::waking(conn, look.now, until)?);
        Ok(times)
    })?;
    let last = times.iter().max();
    let until = last.map(|at| LocalTime::at(*at, app.zone()).0.date());
    let sentence = until.map(|day| {
        let (locale, today) = (app.locale(), app.today());
        locale.say(
            &Message::new("reminder_ahead")
                .with("count", times.len())
                .with("day", locale.day(day, today)),
        )
    });
    Ok(Ahead {
        count: u32::try_from(times.len()).unwrap_or(u32::MAX),
        until,
        sentence,
    })
}

/// Says a reminder was acted on. A due promise counts as kept; one step back opens both again.
pub fn reminder_done(app: &App, request: ReminderDone) -> Result<()> {
    app.write("change_reminder_done", |tx| {
        answer_one(tx, app, &store::find(tx, app, request.id)?)
    })
}

/// Says several reminders were acted on, in one step that can be taken back. Due promises count as kept.
pub fn reminder_done_all(app: &App, request: ReminderDoneAll) -> Result<()> {
    limits::at_once("ids", &request.ids)?;
    app.write("change_reminder_done_all", |tx| {
        for reminder in store::by_ids(tx, app, &request.ids)? {
            if reminder.state != ReminderState::Acted {
                answer_one(tx, app, &reminder)?;
            }
        }
        Ok(())
    })
}

fn answer_one(tx: &Write<'_>, app: &App, reminder: &Reminder) -> Result<()> {
    if let Some(subject) = subjects::of_kind(reminder.kind) {
        subject.answer(tx, app, &reminder.subject_id)?;
    }
    tx.prepare_cached(
        "UPDATE reminder SET state = 'acted', closed_at = ?2, snoozed_until = NULL WHERE id = ?1",
    )?
    .execute(params![reminder.id, app.now()])?;
    Ok(())
}

/// Lets a reminder sleep.
pub fn reminder_snooze(app: &App, request: ReminderSnooze) -> Result<Reminder> {
    let until = wakes_at(app, &request.length)?;
    app.write("change_reminder_snooze", |tx| {
        store::find(tx, app, request.id)?;
        tx.execute(
            "UPDATE reminder SET state = 'snoozed', snoozed_until = ?2, closed_at = NULL WHERE id = ?1",
            params![request.id, until],
        )?;
        store::find(tx, app, request.id)
    })
}

/// Lets all pop-ups pause, or no longer. The inbox goes on.
pub fn reminder_pause(app: &App, request: ReminderPause) -> Result<Paused> {
    let until = match request.length {
        Pause::Hour => Some(app.now().plus_minutes(60)),
        Pause::Tomorrow => Some(hour(app, 1, 8)),
        Pause::NextWeek => {
            let days = 7 - i64::from(app.today().weekday().num_days_from_monday());
            Some(hour(app, days, 8))
        }
        Pause::ForGood => Some(Millis::FOR_GOOD),
        Pause::Over => None,
    };
    app.write_for_good(|tx| settings::pause_until(tx, until))?;
    Ok(Paused {
        until,
        for_good: until == Some(Millis::FOR_GOOD),
    })
}

/// Does what a button of a notice says, by its key: `done` or one of the sleeps. False if the key is
/// neither, such as `open`.
///
/// # Errors
/// As the commands of the same name.
pub fn press(app: &App, reminders: &[ReminderId], key: &str) -> Result<bool> {
    let length = match key {
        "done" => None,
        "snooze_ten_minutes" => Some(Snooze::TenMinutes),
        "snooze_tonight" => Some(Snooze::Tonight),
        "snooze_tomorrow" => Some(Snooze::Tomorrow),
        "snooze_next_week" => Some(Snooze::NextWeek),
        _ => return Ok(false),
    };
    for id in reminders.iter().copied() {
        match length.clone() {
            Some(length) => reminder_snooze(app, ReminderSnooze { id, length }).map(drop)?,
            None => reminder_done(app, ReminderDone { id })?,
        }
    }
    Ok(true)
}

fn wakes_at(app: &App, length: &Snooze) -> Result<Millis> {
    let now = app.now();
    Ok(match length {
        Snooze::TenMinutes => now.plus_minutes(10),
        Snooze::Tonight => hour(app, 0, 19).max(now.plus_minutes(120)),
        Snooze::Tomorrow => hour(app, 1, 9),
        Snooze::NextWeek => hour(app, 7, 9),
        Snooze::At(wall) => ahead(app, *wall)?,
        Snooze::Said(words) => {
            let refuse = || Error::invalid("for", Message::new("error_snooze_words"));
            ahead(app, said(app, words).ok_or_else(refuse)?)?
        }
    })
}

/// A day with a time, in a person's words: "Friday 15:00". A day alone is 9:00 on it, a time alone the next one.
fn said(app: &App, words: &str) -> Option<LocalTime> {
    let speaker = app.speaker().facing(Facing::Ahead);
    if let Some(said) = speaker.day(words) {
        let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or(NaiveTime::MIN);
        return Some(LocalTime(said.day.and_time(said.time.unwrap_or(nine))));
    }
    let wall = LocalTime(app.today().and_time(speaker.time(words)?));
    if wall.instant(app.zone()) > app.now() {
        return Some(wall);
    }
    Some(LocalTime(wall.0.checked_add_signed(Duration::days(1))?))
}

/// The instant of a time on the wall here that is still to come.
fn ahead(app: &App, wall: LocalTime) -> Result<Millis> {
    time::date("for", wall.0.date())?;
    let at = wall.instant(app.zone());
    if at <= app.now() {
        return Err(Error::invalid("for", Message::new("error_snooze_past")));
    }
    Ok(at)
}

/// A full hour some days from today, on the wall here.
fn hour(app: &App, days: i64, hour: u32) -> Millis {
    let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
    LocalTime((app.today() + Duration::days(days)).and_time(time)).instant(app.zone())
}
