//! The dates a rule gives: every so many weeks, or months on a day or on a weekday.
//!
//! Months are counted from a fixed anchor. A day that a month does not have is its last: 31 January,
//! 28 February, 31 March.

use chrono::{Datelike, Duration, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::locale::Message;
use crate::time::{self, LAST_OF_MONTH as LAST};

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl From<Weekday> for chrono::Weekday {
    fn from(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Monday => Self::Mon,
            Weekday::Tuesday => Self::Tue,
            Weekday::Wednesday => Self::Wed,
            Weekday::Thursday => Self::Thu,
            Weekday::Friday => Self::Fri,
            Weekday::Saturday => Self::Sat,
            Weekday::Sunday => Self::Sun,
        }
    }
}

impl From<chrono::Weekday> for Weekday {
    fn from(weekday: chrono::Weekday) -> Self {
        match weekday {
            chrono::Weekday::Mon => Self::Monday,
            chrono::Weekday::Tue => Self::Tuesday,
            chrono::Weekday::Wed => Self::Wednesday,
            chrono::Weekday::Thu => Self::Thursday,
            chrono::Weekday::Fri => Self::Friday,
            chrono::Weekday::Sat => Self::Saturday,
            chrono::Weekday::Sun => Self::Sunday,
        }
    }
}

/// When a meeting comes again. A quarter is three months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "unit", rename_all = "snake_case")]
pub enum SeriesRule {
    /// Every so many weeks, on the weekday of its first date.
    Week {
        /// Every how many, 1 to 52.
        every: u32,
    },
    /// Every so many months, on a day of the month.
    MonthDay {
        /// Every how many, 1 to 52.
        every: u32,
        /// The day meant, 1 to 31; a shorter month gives its last.
        day: u32,
    },
    /// Every so many months, on a weekday of the month.
    MonthWeekday {
        /// Every how many, 1 to 52.
        every: u32,
        /// Which of the month, 1 to 4, and 5 is the last.
        which: u32,
        /// The weekday.
        weekday: Weekday,
    },
}

impl SeriesRule {
    /// The rule, if its numbers make sense.
    pub fn parse(self) -> Result<Self> {
        let sound = match self {
            Self::Week { every } => (1..=52).contains(&every),
            Self::MonthDay { every, day } => (1..=52).contains(&every) && (1..=31).contains(&day),
            Self::MonthWeekday { every, which, .. } => {
                (1..=52).contains(&every) && (1..=LAST).contains(&which)
            }
        };
        if sound {
            Ok(self)
        } else {
            Err(Error::invalid("rule", Message::new("error_number_range")))
        }
    }

    /// Its dates on or after `start`, where it is counted from: earliest first, none after the year 2200.
    pub fn dates(self, start: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let first = start.with_day(1).unwrap_or(start);
        (0..)
            .map(move |turn: u32| self.turn(start, first, turn))
            .take_while(|date| date.is_some_and(|date| date.year() <= 2200))
            .flatten()
            .skip_while(move |date| *date < start)
    }

    /// Its date in the turn of that number, counted from the week of `start` or the month that begins on `first`.
    fn turn(self, start: NaiveDate, first: NaiveDate, turn: u32) -> Option<NaiveDate> {
        match self {
            Self::Week { every } => {
                start.checked_add_signed(Duration::weeks(i64::from(turn) * i64::from(every)))
            }
            Self::MonthDay { every, day } => {
                let month = first.checked_add_months(Months::new(turn.checked_mul(every)?))?;
                Some(month.with_day(day).unwrap_or_else(|| last_of(month)))
            }
            Self::MonthWeekday {
                every,
                which,
                weekday,
            } => {
                let month = first.checked_add_months(Months::new(turn.checked_mul(every)?))?;
                time::nth_weekday(month, which, weekday.into())
            }
        }
    }

    /// The rule of the same kind whose dates `date` is one of: the same weekday or day of the month as it.
    pub fn through(self, date: NaiveDate) -> Self {
        match self {
            Self::Week { every } => Self::Week { every },
            Self::MonthDay { every, .. } => Self::MonthDay {
                every,
                day: date.day(),
            },
            Self::MonthWeekday { every, which, .. } => {
                let nth = (date.day0() / 7) + 1;
                let is_last = date + Duration::weeks(1) > last_of(date);
                Self::MonthWeekday {
                    every,
                    which: if nth == LAST || (which == LAST && is_last) {
                        LAST
                    } else {
                        nth
                    },
                    weekday: date.weekday().into(),
                }
            }
        }
    }

    /// Whether both come again after the same number of weeks, or of months.
    pub(super) fn in_step_with(self, other: Self) -> bool {
        self.step() == other.step()
    }

    fn step(self) -> (bool, u32) {
        match self {
            Self::Week { every } => (true, every),
            Self::MonthDay { every, .. } | Self::MonthWeekday { every, .. } => (false, every),
        }
    }

    /// Whether it counts in months.
    pub(super) fn is_monthly(self) -> bool {
        !self.step().0
    }
}

fn last_of(month: NaiveDate) -> NaiveDate {
    // The day before the first of the next month; the calendar's very end has no next month.
    month
        .with_day(1)
        .and_then(|first| first.checked_add_months(Months::new(1)))
        .and_then(|next| next.pred_opt())
        .unwrap_or(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(rule: SeriesRule, start: &str, count: usize) -> Vec<String> {
        let start = start.parse().expect("a date");
        rule.dates(start)
            .take(count)
            .map(|date| date.to_string())
            .collect()
    }

    #[test]
    fn month_ends_clamp_and_keep_their_anchor() {
        let rule = SeriesRule::MonthDay { every: 1, day: 31 };
        assert_eq!(
            dates(rule, "2026-01-31", 4),
            ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"],
            "counted from the 31st each time"
        );
        assert_eq!(
            dates(rule, "2026-02-28", 2),
            ["2026-02-28", "2026-03-31"],
            "also where it begins on a clamped day"
        );
    }

    #[test]
    fn the_last_weekday_may_be_the_fourth_or_the_fifth() {
        let rule = SeriesRule::MonthWeekday {
            every: 1,
            which: 5,
            weekday: Weekday::Tuesday,
        };
        assert_eq!(
            dates(rule, "2026-03-01", 3),
            ["2026-03-31", "2026-04-28", "2026-05-26"],
            "the fifth of March, the fourth of April"
        );
    }

    #[test]
    fn a_start_past_this_months_date_waits_a_whole_turn() {
        let rule = SeriesRule::MonthDay { every: 3, day: 10 };
        assert_eq!(
            dates(rule, "2026-01-11", 2),
            ["2026-04-10", "2026-07-10"],
            "January's is over; quarters are counted from January"
        );
    }

    #[test]
    fn a_rule_without_end_stops_where_dates_do() {
        let rule = SeriesRule::Week { every: 52 };
        let dates = rule.dates(NaiveDate::MAX);
        assert_eq!(dates.count(), 0, "nothing after the year 2200");
    }
}
