use chrono::{Datelike as _, Duration, NaiveDate, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::time::{self, LAST_OF_MONTH as LAST};

/// The unit of a cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CadenceUnit {
    /// Weeks of seven days.
    Week,
    /// Calendar months.
    Month,
    /// A Monday of each month.
    Monday,
    /// A Tuesday of each month.
    Tuesday,
    /// A Wednesday of each month.
    Wednesday,
    /// A Thursday of each month.
    Thursday,
    /// A Friday of each month.
    Friday,
    /// A Saturday of each month.
    Saturday,
    /// A Sunday of each month.
    Sunday,
}

/// How often two people mean to meet: every so many weeks or months, or every third Monday. A quarter is
/// three months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    /// Every how many, 1 to 52. Of a weekday it says which one of each month, 1 to 4, and 5 is the last.
    pub every: u32,
    /// Of which unit.
    pub unit: CadenceUnit,
}

impl CadenceUnit {
    /// The weekday, if the unit is one.
    fn weekday(self) -> Option<Weekday> {
        match self {
            Self::Week | Self::Month => None,
            Self::Monday => Some(Weekday::Mon),
            Self::Tuesday => Some(Weekday::Tue),
            Self::Wednesday => Some(Weekday::Wed),
            Self::Thursday => Some(Weekday::Thu),
            Self::Friday => Some(Weekday::Fri),
            Self::Saturday => Some(Weekday::Sat),
            Self::Sunday => Some(Weekday::Sun),
        }
    }
}

impl Cadence {
    /// The cadence, if its number makes sense.
    pub fn parse(self) -> Result<Self> {
        let most = self.unit.weekday().map_or(52, |_| LAST);
        if (1..=most).contains(&self.every) {
            Ok(self)
        } else {
            Err(Error::invalid(
                "cadence",
                Message::new("error_number_range"),
            ))
        }
    }

    /// The date one cadence after `from`. Counted from a fixed anchor, so month ends do not drift.
    pub fn after(self, from: NaiveDate) -> NaiveDate {
        match self.unit {
            CadenceUnit::Week => from + Duration::weeks(i64::from(self.every)),
            CadenceUnit::Month => time::plus_months(from, self.every),
            CadenceUnit::Monday
            | CadenceUnit::Tuesday
            | CadenceUnit::Wednesday
            | CadenceUnit::Thursday
            | CadenceUnit::Friday
            | CadenceUnit::Saturday
            | CadenceUnit::Sunday => self.weekday_after(from),
        }
    }

    /// The first such weekday more than a week after `from`: who met a few days early has met for it.
    fn weekday_after(self, from: NaiveDate) -> NaiveDate {
        let week_on = from + Duration::weeks(1);
        (0..3)
            .filter_map(|months| self.weekday_in(time::plus_months(from.with_day(1)?, months)))
            .find(|day| *day > week_on)
            .unwrap_or(week_on)
    }

    /// The weekday meant in the month that begins on `first`; none if the unit is no weekday.
    fn weekday_in(self, first: NaiveDate) -> Option<NaiveDate> {
        time::nth_weekday(first, self.every, self.unit.weekday()?)
    }

    /// When silence since `contact` has grown too long: half a cadence past its date, at 9:00.
    /// A few days late is life, not silence.
    pub fn quiet_from(self, contact: Millis, zone: Tz) -> Millis {
        let day = contact.utc().with_timezone(&zone).date_naive();
        let due = self.after(day);
        let grace = (due - day) / 2;
        let grace = grace.min(Duration::days(21));
        time::day_start(due + grace, zone).plus_minutes(9 * 60)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::LocalTime;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn month_ends_clamp_and_keep_their_anchor() {
        let monthly = |every| Cadence {
            every,
            unit: CadenceUnit::Month,
        };
        let days: Vec<String> = (1..=4)
            .map(|every| monthly(every).after(date("2026-01-31")).to_string())
            .collect();
        assert_eq!(
            days,
            ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"],
            "from the anchor, not from the clamped day"
        );
    }

    #[test]
    fn every_third_monday_is_one_and_the_last_may_be_the_fourth_or_the_fifth() {
        for (every, unit, from, then, why) in [
            (
                3,
                CadenceUnit::Monday,
                "2026-03-16",
                "2026-04-20",
                "from one third Monday to the next",
            ),
            (
                3,
                CadenceUnit::Monday,
                "2026-03-17",
                "2026-04-20",
                "a day late",
            ),
            (
                3,
                CadenceUnit::Monday,
                "2026-03-12",
                "2026-04-20",
                "a few days early, so met for this month",
            ),
            (
                3,
                CadenceUnit::Monday,
                "2026-03-02",
                "2026-03-16",
                "two weeks early: this month's is still to come",
            ),
            (
                5,
                CadenceUnit::Friday,
                "2026-01-30",
                "2026-02-27",
                "the last is the fourth in February",
            ),
            (
                5,
                CadenceUnit::Friday,
                "2026-04-24",
                "2026-05-29",
                "and the fifth in May",
            ),
            (
                5,
                CadenceUnit::Thursday,
                "2024-01-25",
                "2024-02-29",
                "29 February",
            ),
            (
                1,
                CadenceUnit::Sunday,
                "2026-12-06",
                "2027-01-03",
                "over the year's end",
            ),
        ] {
            let day = Cadence { every, unit }.after(date(from));
            assert_eq!(day, date(then), "{why}");
        }
        for (every, good) in [(0, false), (1, true), (5, true), (6, false)] {
            let asked = Cadence {
                every,
                unit: CadenceUnit::Monday,
            }
            .parse();
            assert_eq!(asked.is_ok(), good, "no month has a Monday number {every}");
        }
    }

    #[test]
    fn grace_is_half_a_cadence_and_at_most_three_weeks() {
        let contact =
            LocalTime(date("2026-01-01").and_hms_opt(22, 0, 0).expect("a time")).instant(Tz::UTC);
        for (every, unit, quiet) in [
            (1, CadenceUnit::Week, "2026-01-11T09:00"),
            (1, CadenceUnit::Month, "2026-02-16T09:00"),
            (6, CadenceUnit::Month, "2026-07-22T09:00"),
        ] {
            let at = Cadence { every, unit }.quiet_from(contact, Tz::UTC);
            assert_eq!(
                LocalTime::at(at, Tz::UTC).to_string(),
                quiet,
                "every {every} {unit:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn silence_begins_after_the_next_date_and_never_at_night(
            days in 0..20_000i64, every in 1..53u32, weeks in any::<bool>(),
            zone in proptest::sample::select(&chrono_tz::TZ_VARIANTS[..]),
        ) {
            let unit = if weeks { CadenceUnit::Week } else { CadenceUnit::Month };
            let cadence = Cadence { every, unit }.parse().expect("1 to 52 is a cadence");
            let day = date("1990-01-01") + Duration::days(days);
            let contact = LocalTime(day.and_hms_opt(12, 0, 0).expect("noon")).instant(zone);
            let quiet = LocalTime::at(cadence.quiet_from(contact, zone), zone).0;
            prop_assert!(quiet.date() >= cadence.after(day), "not before the date it was meant for");
            prop_assert!(quiet.date() <= cadence.after(day) + Duration::days(21), "and soon enough to matter");
            prop_assert!(cadence.after(day) > day && cadence.after(day).year() < 2100);
        }
    }
}
