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
            Err(Error::invalid("cadence", Message::new("error_number_range")))
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
