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

    /// Where the clocks of `zone` skip this wall time: the first one after the gap, at which they go on.
    pub fn after_gap(self, zone: Tz) -> Option<Self> {
        let skipped = zone.from_local_datetime(&self.0).earliest().is_none();
        skipped.then(|| Self(resolve_local(self.0, zone).naive_local()))
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
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
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

/// A zone's name as it is read: "America/Argentina/Buenos Aires"; UTC is a place of its own.
pub(crate) fn zone_name(name: &str) -> String {
    name.trim_start_matches("Etc/").replace('_', " ")
}

/// The first instant of a date in `zone`.
pub fn day_start(date: NaiveDate, zone: Tz) -> Millis {
    LocalTime(date.and_time(chrono::NaiveTime::MIN)).instant(zone)
}

/// A date some months on; past a month's end it is the month's last day.
pub fn plus_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(chrono::Months::new(months))
        .unwrap_or(date)
}

/// Which weekday of a month means its last, be it the fourth or the fifth (RFC 5545 section 3.3.10: `BYDAY=-1MO`).
pub const LAST_OF_MONTH: u32 = 5;

/// The nth such weekday of the month a date lies in: the first to the fourth, or the [last](LAST_OF_MONTH).
pub fn nth_weekday(month: NaiveDate, which: u32, weekday: chrono::Weekday) -> Option<NaiveDate> {
    let nth =
        |which| NaiveDate::from_weekday_of_month_opt(month.year(), month.month(), weekday, which);
    nth(u8::try_from(which).ok()?).or_else(|| nth(4).filter(|_| which == LAST_OF_MONTH))
}

/// A date people may give: not before 1900, not after 2200.
pub fn date(field: &'static str, date: NaiveDate) -> Result<NaiveDate> {
    if (1900..=2200).contains(&date.year()) {
        Ok(date)
    } else {
        Err(Error::invalid(field, Message::new("error_date_range")))
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::TZ_VARIANTS;
    use proptest::prelude::*;

    use super::*;

    fn local(text: &str) -> LocalTime {
        text.parse().expect("a local time")
    }

    #[test]
    fn the_clocks_skip_and_repeat() {
        for (zone, wall, utc, why) in [
            (
                "Europe/Paris",
                "2026-03-29T02:30",
                "2026-03-29T01:00",
                "skipped: the first instant after",
            ),
            (
                "Europe/Paris",
                "2026-10-25T02:30",
                "2026-10-25T00:30",
                "shown twice: the first",
            ),
            (
                "America/New_York",
                "2026-03-08T02:00",
                "2026-03-08T07:00",
                "the first minute of a gap",
            ),
            (
                "Australia/Lord_Howe",
                "2026-10-04T02:15",
                "2026-10-03T15:30",
                "a gap of half an hour",
            ),
            (
                "Pacific/Apia",
                "2011-12-30T12:00",
                "2011-12-30T10:00",
                "the day Samoa skipped",
            ),
            (
                "Africa/Casablanca",
                "2026-03-22T02:30",
                "2026-03-22T02:00",
                "Ramadan ends summer time in March",
            ),
            (
                "Europe/Dublin",
                "2026-03-29T01:30",
                "2026-03-29T01:00",
                "winter time is the exception here",
            ),
            (
                "Asia/Kathmandu",
                "2026-03-02T09:00",
                "2026-03-02T03:15",
                "a quarter of an hour off",
            ),
        ] {
            let instant = local(wall).instant(zone.parse().expect("a zone"));
            assert_eq!(
                instant.utc().format(FORMAT).to_string(),
                utc,
                "{wall} in {zone}: {why}"
            );
        }
    }

    #[test]
    fn a_date_far_away_is_no_panic() {
        for zone in ["Pacific/Kiritimati", "Pacific/Niue", "UTC", "Europe/Paris"] {
            let zone: Tz = zone.parse().expect("a zone");
            for date in [NaiveDate::MIN, NaiveDate::MAX] {
                day_start(date, zone);
                plus_months(date, 600);
            }
            LocalTime::at(Millis(i64::MAX), zone);
            LocalTime::at(Millis(i64::MIN), zone);
        }
    }

    proptest! {
        #[test]
        fn every_wall_time_has_an_instant_that_shows_it_or_the_end_of_its_gap(
            zone in proptest::sample::select(&TZ_VARIANTS[..]),
            minutes in 0..400i64 * 365 * 24 * 60,
        ) {
            let start = local("1900-01-01T00:00").0;
            let wall = LocalTime(start + TimeDelta::minutes(minutes));
            let shown = LocalTime::at(wall.instant(zone), zone);
            prop_assert!(shown.0 >= wall.0, "never earlier than was said");
            prop_assert!(shown.0 - wall.0 <= TimeDelta::hours(26), "and no gap is longer than a day");
        }

        #[test]
        fn later_on_the_wall_is_not_earlier_in_truth(
            zone in proptest::sample::select(&TZ_VARIANTS[..]),
            minutes in 0..100i64 * 365 * 24 * 60,
            more in 0..72i64 * 60,
        ) {
            let start = local("1970-01-01T00:00").0 + TimeDelta::minutes(minutes);
            let (one, other) = (LocalTime(start), LocalTime(start + TimeDelta::minutes(more)));
            // Of a time shown twice the first is meant: an hour before its end may come after it.
            prop_assert!(other.instant(zone).0 >= one.instant(zone).0 || more < 26 * 60);
        }

        #[test]
        fn months_clamp_and_keep_their_anchor(days in 0..70_000i64, months in 0..600u32) {
            let from = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date") + TimeDelta::days(days);
            let to = plus_months(from, months);
            let month = from.month0() + months;
            prop_assert_eq!(to.month0(), month % 12, "so many months on, never one more");
            prop_assert!(to.day() == from.day() || to.succ_opt().is_some_and(|next| next.day() == 1),
                "on its day, or on the last of a shorter month");
        }

        #[test]
        fn a_local_time_reads_as_it_writes(minutes in 0..400i64 * 365 * 24 * 60) {
            let wall = LocalTime(local("1900-01-01T00:00").0 + TimeDelta::minutes(minutes));
            prop_assert_eq!(wall.to_string().parse::<LocalTime>().ok(), Some(wall));
        }
    }
}
