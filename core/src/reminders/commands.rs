//! The inbox: listing, answering, letting sleep.

use chrono::{Duration, NaiveTime};
use rusqlite::params;

use super::model::{Reminder, ReminderDone, ReminderList, ReminderSnooze, Snooze};
use super::store;
use crate::actions::{self, ActionDone, ActionState};
use crate::app::App;
use crate::clock::Millis;
use crate::error::Result;
use crate::page::Paged;
use crate::time::LocalTime;

/// The inbox, latest due first.
pub fn reminder_list(app: &App, request: ReminderList) -> Result<Paged<Reminder>> {
    let rows = app.read(|conn| store::list(conn, app, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.due_at, row.id])
    }))
}

/// Says a reminder was acted on. A due promise counts as kept, and `Ctrl Z` opens it again.
pub fn reminder_done(app: &App, request: ReminderDone) -> Result<()> {
    let reminder = app.read(|conn| store::find(conn, app, request.id))?;
    if let Some(id) = store::action_of(&reminder) {
        let open = app.read(|conn| Ok(actions::find(conn, app, id)?.state == ActionState::Open))?;
        if open {
            actions::action_done(app, ActionDone { id })?;
        }
    }
    let now = app.now();
    app.write_for_good(|tx| {
        tx.execute(
            "UPDATE reminder SET state = 'acted', closed_at = ?2, snoozed_until = NULL WHERE id = ?1",
            params![request.id, now],
        )?;
        Ok(())
    })
}

/// Lets a reminder sleep.
pub fn reminder_snooze(app: &App, request: ReminderSnooze) -> Result<Reminder> {
    let until = wakes_at(app, request.length);
    app.write_for_good(|tx| {
        store::find(tx, app, request.id)?;
        tx.execute(
            "UPDATE reminder SET state = 'snoozed', snoozed_until = ?2, closed_at = NULL WHERE id = ?1",
            params![request.id, until],
        )?;
        store::find(tx, app, request.id)
    })
}

fn wakes_at(app: &App, length: Snooze) -> Millis {
    let at = |days: i64, hour: u32| {
        let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
        LocalTime((app.today() + Duration::days(days)).and_time(time)).instant(app.zone())
    };
    let now = app.now();
    match length {
        Snooze::TenMinutes => now.plus_minutes(10),
        Snooze::Tonight => at(0, 19).max(now.plus_minutes(120)),
        Snooze::Tomorrow => at(1, 9),
        Snooze::NextWeek => at(7, 9),
    }
}
