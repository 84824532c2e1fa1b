//! The days of the year, counted from today, and the clock set to them.

use chrono::{Datelike as _, Duration, NaiveDate, NaiveTime, Timelike as _};

use super::Telling;
use crate::clock::Millis;
use crate::error::{Error, Result};
use crate::time::LocalTime;

impl<'a> Telling<'a> {
    pub(super) fn date(&self, day: i64) -> NaiveDate {
        self.today + Duration::days(day)
    }

    /// The start of a meeting. People meet on working days: what falls on a weekend was on the Friday
    /// before, or will be on the Monday after.
    pub(super) fn start(&self, day: i64, at: &str) -> Result<LocalTime> {
        if at == "soon" {
            return Ok(self.soon());
        }
        let date = self.date(day);
        let past_weekday = i64::from(date.weekday().num_days_from_monday()).max(4) - 4;
        let date = match past_weekday {
            0 => date,
            beyond if day < 0 => date - Duration::days(beyond),
            beyond => date + Duration::days(3 - beyond),
        };
        let time = NaiveTime::parse_from_str(at, "%H:%M")
            .map_err(|error| Error::Internal(error.to_string()))?;
        Ok(LocalTime(date.and_time(time)))
    }

    pub(super) fn soon(&self) -> LocalTime {
        let (day, hour) = match self.now.with_timezone(&self.zone).hour() {
            0..=11 => (0, 14),
            12..=15 => (0, 17),
            _ => (1, 14),
        };
        LocalTime(
            self.date(day)
                .and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()),
        )
    }

    /// Sets the clock to an hour of a day, counted from today; never past now.
    pub(super) fn go_to_day(&mut self, day: i64) {
        self.go_to_date(self.date(day));
    }

    pub(super) fn go_to_date(&mut self, date: NaiveDate) {
        self.beat += 1;
        let hour = u32::try_from(8 + self.beat * 7 % 12).unwrap_or(8);
        let minute = u32::try_from(self.beat * 17 % 60).unwrap_or(0);
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        self.go_to_instant(LocalTime(date.and_time(time)).instant(self.zone));
    }

    pub(super) fn go_to_end(&mut self, start: LocalTime, minutes: u32) {
        self.go_to_instant(
            start
                .instant(self.zone)
                .plus_minutes(i64::from(minutes) + 6),
        );
    }

    pub(super) fn later(&mut self, minutes: i64) {
        self.go_to_instant(self.app.now().plus_minutes(minutes));
    }

    pub(super) fn go_to_instant(&mut self, at: Millis) {
        self.clock.set(at.utc().min(self.now));
    }
}
