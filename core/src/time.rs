//! Local times and zones: the one place where they become instants.
//!
//! A time in a gap (clocks go forward) is the first valid instant after it; a time that comes twice
//! (clocks go back) is the first of the two. Month ends clamp and keep their anchor: 31 January, 28
//! February, 31 March.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::{GapInfo, Tz};
use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

use crate::clock::Millis;
use crate::error::{Error, Result};
use crate::locale::Message;

/// A time on the wall, to the minute: `2026-03-02T14:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, TS)]
#[ts(type = "string")]
pub struct LocalTime(pub NaiveDateTime);

const FORMAT: &str = "%Y-%m-%dT%H:%M";

impl LocalTime {
    /// The instant this wall time is in `zone`.
    pub fn instant(self, zone: Tz) -> Millis {
        resolve_local(self.0, zone).into()
    }

    /// The wall time in `zone` at an instant, to the minute.
    pub fn at(instant: Millis, zone: Tz) -> Self {
        Self(instant.utc().with_timezone(&zone).naive_local())
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format(FORMAT))
    }
}
impl FromStr for LocalTime {
    type Err = chrono::ParseError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        NaiveDateTime::parse_from_str(text, FORMAT).map(Self)
    }
}
impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for LocalTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
impl ToSql for LocalTime {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.to_string()))
    }
}
impl FromSql for LocalTime {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(FromSqlError::other)
    }
}

/// The instant of a wall clock time in a zone. A time that the clocks skip gives the first instant after the
/// gap; a time that they show twice gives the first (RFC 5545 section 3.3.5).
pub fn resolve_local(local: NaiveDateTime, zone: Tz) -> DateTime<Tz> {
    if let Some(instant) = zone.from_local_datetime(&local).earliest() {
        return instant;
    }
    if let Some(end) = GapInfo::new(&local, &zone).and_then(|gap| gap.end) {
        return end;
    }
    // Two changes that touch hide the end of a gap from GapInfo. No gap is longer than the day that Samoa skipped.
    (1..=26 * 60)
        .filter_map(|minutes| local.checked_add_signed(TimeDelta::minutes(minutes)))
        .find_map(|later| zone.from_local_datetime(&later).earliest())
        .unwrap_or_else(|| zone.from_utc_datetime(&local))
}

/// The zone of an IANA name, or a sentence at the field.
pub fn zone(field: &'static str, name: &str) -> Result<Tz> {
    name.trim().parse().map_err(|_| {
        let shown: String = name.chars().take(60).collect();
        Error::invalid(field, Message::new("error_zone").with("name", shown))
    })
}

/// The first instant of a date in `zone`.
pub fn day_start(date: NaiveDate, zone: Tz) -> Millis {
    LocalTime(date.and_time(chrono::NaiveTime::MIN)).instant(zone)
}

/// A date some months on; past a month's end it is the month's last day.
pub fn plus_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(chrono::Months::new(months)).unwrap_or(date)
}

/// A date people may give: not before 1900, not after 2200.
pub fn date(field: &'static str, date: NaiveDate) -> Result<NaiveDate> {
    if (1900..=2200).contains(&date.year()) {
        Ok(date)
    } else {
        Err(Error::invalid(field, Message::new("error_date_range")))
    }
}
