use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::{Due, Look, Subject, collect_unshown};
use crate::clock::Millis;
use crate::error::Result;
use crate::reminders::model::ReminderKind;
use crate::time;

/// When a promise is due on its day, here: 9:00.
const HOUR: i64 = 9;

/// A promise is due, mine or theirs.
pub(super) struct ActionDue;

impl Subject for ActionDue {
    fn kind(&self) -> ReminderKind {
        ReminderKind::ActionDue
    }

    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let mut found = collect_unshown(
            conn,
            self.kind(),
            "SELECT a.id AS subject, a.due_on AS occurrence, ?2 AS at FROM action a
             WHERE a.bin_id IS NULL AND a.state = 'open' AND a.due_key <= ?1",
            &[&due_day(look).to_string(), &look.now],
        )?;
        for due in &mut found {
            due.at = due
                .occurrence
                .parse()
                .map_or(look.now, |day| moment(day, look));
        }
        Ok(found)
    }

    fn next(&self, conn: &Connection, look: &Look) -> Result<Option<Millis>> {
        let day: Option<NaiveDate> = conn
            .prepare_cached(
                "SELECT min(due_key) FROM action
                 WHERE bin_id IS NULL AND state = 'open' AND due_key > ?1 AND due_key < '9999'",
            )?
            .query_row([due_day(look).to_string()], |row| row.get(0))?;
        Ok(day.map(|day| moment(day, look)))
    }

    fn of(&self, conn: &Connection, look: &Look, subject: &str) -> Result<Vec<Due>> {
        let day: Option<NaiveDate> = conn
            .query_row(
                "SELECT due_on FROM action WHERE id = ?1 AND bin_id IS NULL AND state = 'open'",
                [subject],
                |row| row.get(0),
            )
            .optional()?
            .flatten();
        Ok(day
            .map(|day| Due {
                kind: self.kind(),
                subject: subject.to_owned(),
                occurrence: day.to_string(),
                at: moment(day, look),
            })
            .into_iter()
            .collect())
    }

    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>> {
        let last = until.utc().with_timezone(&look.zone).date_naive();
        let days: Vec<NaiveDate> = conn
            .prepare_cached(
                "SELECT due_key FROM action
                 WHERE bin_id IS NULL AND state = 'open' AND due_key > ?1 AND due_key <= ?2 LIMIT 500",
            )?
            .query_map([due_day(look).to_string(), last.to_string()], |row| {
                row.get(0)
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mut times: Vec<Millis> = days.into_iter().map(|day| moment(day, look)).collect();
        times.retain(|at| *at <= until);
        Ok(times)
    }

    fn waits(&self) -> String {
        "a.state = 'open' AND a.due_on = d.occurrence".to_owned()
    }
}

/// The instant a promise is due: its day is a day on the wall here, whatever the zone was when it was made.
fn moment(day: NaiveDate, look: &Look) -> Millis {
    let nine = chrono::NaiveTime::from_hms_opt(HOUR as u32, 0, 0).unwrap_or(chrono::NaiveTime::MIN);
    time::LocalTime(day.and_time(nine)).instant(look.zone)
}

/// The last day whose promises are due by now: today from 9:00 on, before that yesterday.
fn due_day(look: &Look) -> NaiveDate {
    let today = look.now.utc().with_timezone(&look.zone).date_naive();
    if look.now >= moment(today, look) {
        today
    } else {
        today.pred_opt().unwrap_or(today)
    }
}
