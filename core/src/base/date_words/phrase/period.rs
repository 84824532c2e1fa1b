//! Weeks, months, quarters and years: their edges, and a day of them.

use chrono::{Datelike as _, Months, NaiveDate, Weekday};

use super::day::shifted;
use super::{Day, Evidence, Phrase};
use crate::date_words::Facing;
use crate::date_words::vocabulary::{Meaning, Unit};

impl Phrase<'_> {
    /// "next week", "nächste Woche Dienstag", "next month", "the weekend".
    pub(super) fn stretch(&mut self) -> Option<Day> {
        let start = self.at;
        let which = self.which();
        if self.take_meaning(Meaning::Weekend) {
            let today = self.speaker.today;
            let first = if today.weekday() == Weekday::Sat {
                today
            } else {
                self.first(Weekday::Sat)?
            };
            let day = match which {
                Some(Meaning::Next) => self.of_week(1, Weekday::Sat),
                Some(Meaning::AfterNext) => shifted(first, 7),
                Some(Meaning::Last) => self.of_week(-1, Weekday::Sat),
                _ => Some(first),
            };
            let evidence = if which.is_some() {
                Evidence::OfItself
            } else {
                Evidence::Slight
            };
            return Some(Day::whole(day?, evidence));
        }
        self.at = start;
        let (unit, ahead) = self.unit_ahead()?;
        let found = |day| Some(Day::whole(day, Evidence::OfItself));
        if unit == Unit::Week {
            let weekday = self.optional(|phrase| {
                phrase.optional_mark(',');
                phrase.fillers();
                phrase.named_weekday()
            });
            if let Some(weekday) = weekday {
                return found(self.of_week(ahead, weekday)?);
            }
        }
        // A stretch has no day of its own and takes its first; the one under way has none that is ahead.
        if ahead == 0 {
            return None;
        }
        found(self.edge_of(unit, ahead, Meaning::Beginning)?)
    }

    /// "the 5th of next month", "15. nächsten Monats", "the first of the month".
    pub(super) fn day_of_period(&mut self) -> Option<NaiveDate> {
        let day = match self.optional(Self::nth) {
            Some(day) => day,
            None => self.ordinal_day()?,
        };
        if let Some((unit, ahead)) = self.optional(Self::unit_ahead) {
            return (unit == Unit::Month).then(|| self.first_of_month(ahead)?.with_day(day))?;
        }
        let before = self.at;
        self.take_meaning(Meaning::In);
        self.fillers();
        if self.at == before || self.unit() != Some(Unit::Month) {
            return None;
        }
        self.months(2)
            .filter_map(|month| month.with_day(day))
            .find(|found| self.speaker.lies_there(*found))
    }

    /// "end of March", "Anfang nächster Woche", "Monatsende", "end of the quarter".
    pub(super) fn edge(&mut self) -> Option<NaiveDate> {
        let which = self.next_meaning()?;
        let unit = match which {
            Meaning::MonthEnd => Some(Unit::Month),
            Meaning::QuarterEnd => Some(Unit::Quarter),
            Meaning::YearEnd => Some(Unit::Year),
            _ => None,
        };
        if let Some(unit) = unit {
            return self.nearest_edge(unit, Meaning::End);
        }
        if !matches!(which, Meaning::Beginning | Meaning::Middle | Meaning::End) {
            return None;
        }
        self.optional_mark('-');
        self.fillers();
        if let Some(month) = self.optional(Self::month) {
            let year = self.year();
            return match which {
                Meaning::Beginning => self.dated(year, month, 1),
                Meaning::Middle => self.dated(year, month, 15),
                _ => self.end_of_month(year, month),
            };
        }
        if let Some((unit, ahead)) = self.optional(Self::unit_ahead) {
            return self.edge_of(unit, ahead, which);
        }
        let unit = self.unit()?;
        self.nearest_edge(unit, which)
    }

    /// The edge of the stretch under way, or where that is past, of the next; of what has happened of the one before.
    fn nearest_edge(&self, unit: Unit, which: Meaning) -> Option<NaiveDate> {
        [0, self.speaker.step()]
            .into_iter()
            .filter_map(|ahead| self.edge_of(unit, ahead, which))
            .find(|found| self.speaker.lies_there(*found))
    }

    /// The last day of a named month, which may be ahead though its first day is past.
    fn end_of_month(&mut self, year: Option<u32>, month: u32) -> Option<NaiveDate> {
        let last = |first: NaiveDate| shifted(first.checked_add_months(Months::new(1))?, -1);
        let today = self.speaker.today;
        if year.is_none() && today.month() == month {
            let this = self.first_of_month(0)?;
            return [this, this.checked_sub_months(Months::new(12))?]
                .into_iter()
                .filter_map(last)
                .find(|day| self.speaker.lies_there(*day));
        }
        last(self.dated(year, month, 1)?)
    }

    /// The first day of the month so many months ahead.
    pub(super) fn first_of_month(&self, ahead: i64) -> Option<NaiveDate> {
        self.after(self.speaker.today.with_day(1)?, ahead, Unit::Month)
    }

    pub(super) fn edge_of(&self, unit: Unit, ahead: i64, which: Meaning) -> Option<NaiveDate> {
        let today = self.speaker.today;
        let (first, months) = match unit {
            Unit::Day | Unit::Fortnight => return None,
            Unit::Week => {
                let weekday = match which {
                    Meaning::Beginning => Weekday::Mon,
                    Meaning::Middle => Weekday::Wed,
                    _ => Weekday::Fri,
                };
                return self.of_week(ahead, weekday);
            }
            Unit::Month => (today.with_day(1)?, 1),
            Unit::Quarter => {
                let month = today.month0() / 3 * 3 + 1;
                (NaiveDate::from_ymd_opt(today.year(), month, 1)?, 3)
            }
            Unit::Year => (NaiveDate::from_ymd_opt(today.year(), 1, 1)?, 12),
        };
        let first = self.after(first, months * ahead, Unit::Month)?;
        match which {
            Meaning::Beginning => Some(first),
            Meaning::Middle if unit == Unit::Month => first.with_day(15),
            Meaning::Middle => {
                let half = self.after(first, months / 2, Unit::Month)?;
                if unit == Unit::Quarter {
                    half.with_day(15)
                } else {
                    Some(half)
                }
            }
            _ => shifted(self.after(first, months, Unit::Month)?, -1),
        }
    }

    /// "KW 12" (ISO 8601): its Monday.
    pub(super) fn calendar_week(&mut self) -> Option<NaiveDate> {
        self.take_meaning(Meaning::CalendarWeek).then_some(())?;
        let (week, _) = self.number()?;
        let today = self.speaker.today;
        let of = |year| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon);
        let year = today.iso_week().year();
        if self.speaker.facing == Facing::Back {
            return [year, year - 1]
                .into_iter()
                .filter_map(of)
                .find(|monday| *monday <= today);
        }
        of(year)
            .filter(|monday| (*monday - today).num_days() > -7)
            .or_else(|| of(year + 1))
    }
}
