use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::time;

/// The unit of a cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CadenceUnit {
    /// Weeks of seven days.
    Week,
    /// Calendar months.
    Month,
}

/// How often two people mean to meet: every so many weeks or months. A quarter is three months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Cadence {
    /// Every how many, 1 to 52.
    pub every: u32,
    /// Of which unit.
    pub unit: CadenceUnit,
}

impl Cadence {
    /// The cadence, if its number makes sense.
    pub fn parse(self) -> Result<Self> {
        if (1..=52).contains(&self.every) {
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
        }
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
    use chrono::Datelike as _;
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
