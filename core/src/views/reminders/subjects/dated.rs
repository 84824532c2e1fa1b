use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, NaiveTime};
use rusqlite::{Connection, params};

use super::{Due, Look, Never, Subject, Words, collect_unshown};
use crate::app::App;
use crate::clock::Millis;
use crate::db::Write;
use crate::error::Result;
use crate::reminders::model::ReminderKind;
use crate::time::LocalTime;

/// When what has a day is due on it, here: 9:00.
const HOUR: u32 = 9;

/// Something that has a day: it is due at 9:00 on it, on the wall here, whatever the zone was when the day was said.
pub(super) struct Dated {
    pub(super) kind: ReminderKind,
    pub(super) name: &'static str,
    pub(super) table: &'static str,
    /// The column that says when a row was last entered or changed.
    pub(super) changed_at: &'static str,
    /// The column with the day. One that sorts what has no day last is as good.
    pub(super) column: &'static str,
    /// An SQL condition over its row `s` that its index covers: it is still open.
    pub(super) open: &'static str,
    /// An SQL condition over the same: its room has not ended, or it is to go on.
    pub(super) goes_on: fn() -> String,
    /// How many days ahead of its day it is due.
    pub(super) before: i64,
    /// After how many days nobody wants to hear of it any more. A promise is a promise.
    pub(super) stale: Option<i64>,
    /// An SQL condition over the same: it was seen to elsewhere.
    pub(super) settled: &'static str,
    pub(super) words: fn(&Connection, &App, &str) -> Result<BTreeMap<String, Words>>,
    /// What an answer says of it.
    pub(super) answer: fn(&Write<'_>, &App, &str) -> Result<()>,
}

/// An answer to the reminder that says nothing of its subject.
pub(super) fn only_noted(_: &Write<'_>, _: &App, _: &str) -> Result<()> {
    Ok(())
}

/// A day after all that people give.
const NEVER: &str = "9999";

impl Dated {
    /// The rows it is about, as `s`, whose day is after `?1` and until `?2`.
    fn rows(&self) -> String {
        let Self {
            table,
            column,
            open,
            goes_on,
            ..
        } = self;
        format!(
            "FROM {table} s WHERE s.bin_id IS NULL AND {open} AND s.{column} > ?1 AND s.{column} <= ?2 AND {}",
            goes_on()
        )
    }

    /// The instant that something of this day is due.
    fn moment(&self, day: NaiveDate, look: &Look) -> Millis {
        let nine = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or(NaiveTime::MIN);
        LocalTime(plus(day, -self.before).and_time(nine)).instant(look.zone)
    }

    /// The last day whose things are due by now: as many days ahead as they are due before it.
    fn due_day(&self, look: &Look) -> NaiveDate {
        let today = look.now.utc().with_timezone(&look.zone).date_naive();
        let last = plus(today, self.before);
        if look.now >= self.moment(last, look) {
            last
        } else {
            plus(last, -1)
        }
    }

    /// The day after which things of this kind are of no use yet or any more.
    fn stale_day(&self, look: &Look) -> String {
        let today = look.now.utc().with_timezone(&look.zone).date_naive();
        self.stale
            .map_or_else(String::new, |days| plus(today, -days).to_string())
    }

    fn dated(&self, subject: String, day: NaiveDate, look: &Look) -> Due {
        Due {
            kind: self.kind,
            subject,
            occurrence: day.to_string(),
            at: self.moment(day, look),
        }
    }
}

impl Subject for Dated {
    fn kind(&self) -> ReminderKind {
        self.kind
    }

    fn name(&self) -> &'static str {
        self.name
    }

    fn table(&self) -> &'static str {
        self.table
    }

    fn changed_at(&self) -> &'static str {
        self.changed_at
    }

    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let mut found = collect_unshown(
            conn,
            self.kind,
            &format!(
                "SELECT s.id AS subject, s.{} AS occurrence, ?3 AS at {}",
                self.column,
                self.rows()
            ),
            &[
                &self.stale_day(look),
                &self.due_day(look).to_string(),
                &look.now,
            ],
        )?;
        for due in &mut found {
            due.at = due
                .occurrence
                .parse()
                .map_or(look.now, |day| self.moment(day, look));
        }
        Ok(found)
    }

    fn next(&self, conn: &Connection, look: &Look) -> Result<Option<Millis>> {
        let day: Option<NaiveDate> = conn
            .prepare_cached(&format!("SELECT min(s.{}) {}", self.column, self.rows()))?
            .query_row(params![self.due_day(look).to_string(), NEVER], |row| {
                row.get(0)
            })?;
        Ok(day.map(|day| self.moment(day, look)))
    }

    fn of(&self, conn: &Connection, look: &Look, subject: &str) -> Result<Vec<Due>> {
        let days: Vec<NaiveDate> = conn
            .prepare_cached(&format!(
                "SELECT s.{} {} AND s.id = ?3",
                self.column,
                self.rows()
            ))?
            .query_map(params!["", NEVER, subject], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let of_day = |day| self.dated(subject.to_owned(), day, look);
        Ok(days.into_iter().map(of_day).collect())
    }

    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>> {
        let last = plus(
            until.utc().with_timezone(&look.zone).date_naive(),
            self.before,
        );
        let days: Vec<NaiveDate> = conn
            .prepare_cached(&format!(
                "SELECT s.{} {} LIMIT 500",
                self.column,
                self.rows()
            ))?
            .query_map(
                params![self.due_day(look).to_string(), last.to_string()],
                |row| row.get(0),
            )?
            .collect::<rusqlite::Result<_>>()?;
        let mut times: Vec<Millis> = days.into_iter().map(|day| self.moment(day, look)).collect();
        times.retain(|at| *at <= until);
        Ok(times)
    }

    fn waits(&self) -> String {
        format!(
            "{} AND s.{} = d.occurrence AND {}",
            self.open,
            self.column,
            (self.goes_on)()
        )
    }

    fn settled(&self) -> String {
        self.settled.to_owned()
    }

    fn words(
        &self,
        conn: &Connection,
        app: &App,
        subjects: &str,
    ) -> Result<BTreeMap<String, Words>> {
        (self.words)(conn, app, subjects)
    }

    fn answer(&self, tx: &Write<'_>, app: &App, subject: &str) -> Result<()> {
        (self.answer)(tx, app, subject)
    }

    fn never(
        &self,
        _conn: &Connection,
        look: &Look,
        due: &Due,
        comes: Millis,
    ) -> Result<Option<Never>> {
        let Ok(day) = due.occurrence.parse::<NaiveDate>() else {
            return Ok(None);
        };
        let here = comes.utc().with_timezone(&look.zone).date_naive();
        let over = self.stale.is_some_and(|days| day <= plus(here, -days));
        Ok(over.then_some(Never::TooLate))
    }
}

fn plus(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(Duration::days(days)).unwrap_or(day)
}
