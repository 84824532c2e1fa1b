//! Yearly recurrence of a change of the clocks (the part of RFC 5545 section 3.3.10 that time zones need).

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

/// The day on which a change returns each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// The same date.
    Date { month: u32, day: u32 },
    /// The last such weekday of the month.
    Last { month: u32, weekday: Weekday },
    /// The first such weekday on or after a date, the week that begins there within the month.
    From {
        month: u32,
        weekday: Weekday,
        day: u32,
    },
}

impl Rule {
    /// The rule that the occurrences follow through the year `until`, and the first year from which they do; `None`
    /// if that is after the year `by`.
    pub(super) fn of(onsets: &[NaiveDateTime], by: i32, until: i32) -> Option<(Self, i32)> {
        let newest = onsets.last()?.date();
        let (month, weekday) = (newest.month(), newest.weekday());
        let firsts = (1..=25).map(|day| Self::From {
            month,
            weekday,
            day,
        });
        let candidates = [Self::Last { month, weekday }]
            .into_iter()
            .chain(firsts)
            .chain([Self::Date {
                month,
                day: newest.day(),
            }]);
        let mut best: Option<(Self, i32)> = None;
        for rule in candidates {
            let mut since = until + 1;
            for onset in onsets.iter().rev() {
                if onset.year() != since - 1 || !rule.is_on(onset.date()) {
                    break;
                }
                since -= 1;
            }
            if since <= by && best.is_none_or(|(_, earliest)| since < earliest) {
                best = Some((rule, since));
            }
        }
        best
    }

    fn is_on(self, date: NaiveDate) -> bool {
        match self {
            Self::Date { month, day } => date.month() == month && date.day() == day,
            Self::Last { month, weekday } => {
                date.month() == month
                    && date.weekday() == weekday
                    && date
                        .checked_add_signed(TimeDelta::days(7))
                        .is_none_or(|later| later.month() != month)
            }
            Self::From {
                month,
                weekday,
                day,
            } => {
                date.month() == month
                    && date.weekday() == weekday
                    && (day..day + 7).contains(&date.day())
            }
        }
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Date { month, day } => {
                write!(out, "FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}")
            }
            Self::Last { month, weekday } => {
                write!(
                    out,
                    "FREQ=YEARLY;BYMONTH={month};BYDAY=-1{}",
                    two_letters(weekday)
                )
            }
            Self::From {
                month,
                weekday,
                day,
            } if day % 7 == 1 && day < 28 => {
                write!(
                    out,
                    "FREQ=YEARLY;BYMONTH={month};BYDAY={}{}",
                    day / 7 + 1,
                    two_letters(weekday)
                )
            }
            Self::From {
                month,
                weekday,
                day,
            } => {
                let days: Vec<String> = (day..day + 7).map(|day| day.to_string()).collect();
                let (days, weekday) = (days.join(","), two_letters(weekday));
                write!(
                    out,
                    "FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={days};BYDAY={weekday}"
                )
            }
        }
    }
}

fn two_letters(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}
