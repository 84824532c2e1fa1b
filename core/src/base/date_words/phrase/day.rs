//! Days: named, counted from another, by the calendar.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::{Day, Evidence, Phrase};
use crate::date_words::Facing;
use crate::date_words::vocabulary::{self, EVENING, Meaning, Unit};

/// A date without a year is the one ahead, unless it was at most this many days ago.
const LONG_AGO: i64 = 90;

impl Phrase<'_> {
    pub(super) fn day(&mut self) -> Option<Day> {
        use Evidence::{OfItself, Slight};
        let rules: [fn(&mut Self) -> Option<Day>; 15] = [
            Self::tonight,
            |phrase| phrase.iso().map(|day| Day::whole(day, OfItself)),
            Self::date_in_numbers,
            |phrase| phrase.nth_weekday().map(|day| Day::whole(day, OfItself)),
            |phrase| phrase.day_of_period().map(|day| Day::whole(day, OfItself)),
            |phrase| phrase.month_named().map(|day| Day::whole(day, OfItself)),
            |phrase| phrase.plus().map(|day| Day::whole(day, Slight)),
            |phrase| phrase.span_from().map(|day| Day::whole(day, OfItself)),
            |phrase| phrase.near().map(|day| Day::whole(day, OfItself)),
            Self::compound,
            Self::weekday,
            Self::stretch,
            |phrase| phrase.edge().map(|day| Day::whole(day, OfItself)),
            |phrase| phrase.calendar_week().map(|day| Day::whole(day, OfItself)),
            |phrase| phrase.number_of_day().map(|day| Day::whole(day, Slight)),
        ];
        let start = self.at;
        rules.iter().find_map(|rule| {
            self.at = start;
            self.has_year = false;
            self.fillers();
            rule(self)
        })
    }

    fn tonight(&mut self) -> Option<Day> {
        let is_this = self.take_meaning(Meaning::This);
        let hour = match self.next_meaning()? {
            Meaning::Tonight if !is_this => EVENING,
            Meaning::Part(hour) if is_this => hour,
            _ => return None,
        };
        Some(Day {
            part: Some(hour),
            ..Day::whole(self.speaker.today, Evidence::OfItself)
        })
    }

    /// "2026-03-12" (ISO 8601).
    pub(super) fn iso(&mut self) -> Option<NaiveDate> {
        let (year, digits) = self.number()?;
        let month = self.mark('-').then(|| self.number())??.0;
        let day = self.mark('-').then(|| self.number())??.0;
        self.has_year = true;
        (digits == 4).then(|| date(year, month, day))?
    }

    /// "12.3.", which may be a chapter; "24.12.", "12.3.26", which no chapter is numbered like.
    fn date_in_numbers(&mut self) -> Option<Day> {
        let start = self.at;
        let day = self.numbers()?;
        let has_dots = self
            .tokens
            .get(start..self.at)?
            .iter()
            .filter(|token| token.is_mark('.'))
            .count()
            == 2;
        let evidence = if has_dots && (self.has_year || day.day() > 12) {
            Evidence::OfItself
        } else {
            Evidence::Slight
        };
        Some(Day::whole(day, evidence))
    }

    /// "12.3.", "12. 3. 2026", "3/12".
    pub(super) fn numbers(&mut self) -> Option<NaiveDate> {
        let (first, _) = self.number()?;
        let separator = ['.', '/']
            .into_iter()
            .find(|separator| self.mark(*separator))?;
        let (second, _) = self.number()?;
        let (day, month) = if separator == '/' && self.speaker.month_first {
            (second, first)
        } else {
            (first, second)
        };
        let year = if self.mark(separator) {
            self.year()
        } else {
            None
        };
        self.dated(year, month, day)
    }

    /// "12 March", "12. März 2027", "March 12th", "the first of May".
    pub(super) fn month_named(&mut self) -> Option<NaiveDate> {
        let day = self.number_of_a_day().or_else(|| self.nth());
        self.fillers();
        let month = self.month()?;
        self.optional_mark('.');
        let day = match day {
            Some(day) => day,
            None => self.number_of_a_day()?,
        };
        let year = self.optional(|phrase| {
            phrase.optional_mark(',');
            phrase.year()
        });
        self.dated(year, month, day)
    }

    /// "June", after a word that says by when: its first day.
    pub(super) fn month_alone(&mut self) -> Option<NaiveDate> {
        self.fillers();
        // A word such as "may" is more often no month.
        let month = self.month()?;
        let year = self.year();
        self.dated(year, month, 1)
    }

    /// "+3", "+ 2 weeks".
    fn plus(&mut self) -> Option<NaiveDate> {
        self.mark('+').then_some(())?;
        let (count, _) = self.number()?;
        let unit = self.unit().unwrap_or(Unit::Day);
        self.after(self.speaker.today, i64::from(count), unit)
    }

    /// "in two weeks", "a week from Friday", "two weeks from now", "the day after tomorrow", "3 days ago",
    /// "vor zwei Wochen", "a week on Friday".
    fn span_from(&mut self) -> Option<NaiveDate> {
        let today = self.speaker.today;
        if let Some((count, unit)) = self.optional(Self::span_in) {
            return self.after(today, count, unit);
        }
        if let Some((count, unit)) = self.optional(Self::span_before) {
            return self.after(today, -count, unit);
        }
        let (count, unit) = match self.unit() {
            Some(unit) => (1, unit),
            None => self.span()?,
        };
        if self.take_meaning(Meaning::Ago) {
            return self.after(today, -count, unit);
        }
        let sign = match self.meaning() {
            Some(Meaning::From) => {
                self.at += 1;
                1
            }
            // "the day before yesterday"
            Some(Meaning::Due) if matches!(self.word(), Some("before" | "vor")) => {
                self.at += 1;
                -1
            }
            // "a week tomorrow", "two weeks on Friday"
            _ => 1,
        };
        self.fillers();
        let from = self
            .optional(Self::near)
            .or_else(|| self.optional(|phrase| phrase.weekday().map(|found| found.day)))?;
        self.after(from, sign * count, unit)
    }

    pub(super) fn span_in(&mut self) -> Option<(i64, Unit)> {
        self.take_meaning(Meaning::In).then_some(())?;
        self.span()
    }

    /// "vor zwei Wochen".
    fn span_before(&mut self) -> Option<(i64, Unit)> {
        (self.word() == Some("vor")).then_some(())?;
        self.at += 1;
        self.span()
    }

    /// "two weeks", "a couple of days", "a fortnight".
    pub(super) fn span(&mut self) -> Option<(i64, Unit)> {
        let mut count = self.number().map(|(count, _)| count);
        while let Some(word) = self.count() {
            // "twenty-one", "a couple"
            count = Some(match count {
                Some(tens) if tens % 10 == 0 && tens >= 20 && word < 10 => tens + word,
                _ => word,
            });
            self.optional_mark('-');
        }
        self.fillers();
        let (count, unit) = (i64::from(count?), self.unit()?);
        Some(match unit {
            Unit::Fortnight => (2 * count, Unit::Week),
            unit => (count, unit),
        })
    }

    fn near(&mut self) -> Option<NaiveDate> {
        let ahead = self.take(|meaning| match meaning {
            Meaning::Near(ahead) => Some(ahead),
            _ => None,
        })?;
        let day = shifted(self.speaker.today, ahead)?;
        self.and_later(day)
    }

    /// "Freitagabend".
    fn compound(&mut self) -> Option<Day> {
        let (weekday, hour) = vocabulary::compound(self.word()?)?;
        self.at += 1;
        Some(Day {
            part: Some(hour),
            ..Day::whole(self.first(weekday)?, Evidence::OfItself)
        })
    }

    /// Adds an offset that follows a date to that date: "tomorrow in a week", "heute in zwei Wochen", "Friday week".
    pub(super) fn and_later(&mut self, day: NaiveDate) -> Option<NaiveDate> {
        match self.optional(Self::span_in) {
            Some((count, unit)) => self.after(day, count, unit),
            None => Some(day),
        }
    }

    /// "the 12th", "am 12.": the first to come, today included; of what has happened the latest.
    fn number_of_day(&mut self) -> Option<NaiveDate> {
        let day = self.ordinal_day()?;
        self.months(4)
            .filter_map(|month| month.with_day(day))
            .find(|found| self.speaker.lies_there(*found))
    }

    /// The first days of so many months, this one and on towards where is looked.
    pub(super) fn months(&self, count: i64) -> impl Iterator<Item = NaiveDate> {
        let step = self.speaker.step();
        (0..count).filter_map(move |away| self.first_of_month(step * away))
    }

    /// The date of a day and a month; without a year the one meant.
    pub(super) fn dated(&mut self, year: Option<u32>, month: u32, day: u32) -> Option<NaiveDate> {
        if let Some(year) = year {
            self.has_year = true;
            return date(year, month, day);
        }
        let today = self.speaker.today;
        let this_year = u32::try_from(today.year()).ok()?;
        // 29 February waits for the next leap year.
        if self.speaker.facing == Facing::Back {
            return (0..8)
                .filter_map(|ago| date(this_year.checked_sub(ago)?, month, day))
                .find(|found| *found <= today);
        }
        let earliest = match self.speaker.facing {
            Facing::Ahead => 0,
            Facing::Anywhere | Facing::Back => -LONG_AGO,
        };
        (0..8)
            .filter_map(|ahead| date(this_year + ahead, month, day))
            .find(|found| (*found - today).num_days() >= earliest)
    }

    pub(super) fn after(&self, from: NaiveDate, count: i64, unit: Unit) -> Option<NaiveDate> {
        let months = |count: i64| {
            let months = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
            // The last day of a shorter month.
            if count < 0 {
                from.checked_sub_months(months)
            } else {
                from.checked_add_months(months)
            }
        };
        let found = match unit {
            Unit::Day => shifted(from, count),
            Unit::Week => shifted(from, count.checked_mul(7)?),
            Unit::Fortnight => shifted(from, count.checked_mul(14)?),
            Unit::Month => months(count),
            Unit::Quarter => months(count.checked_mul(3)?),
            Unit::Year => months(count.checked_mul(12)?),
        };
        found.filter(|found| (1900..=2200).contains(&found.year()))
    }
}

impl Day {
    pub(super) fn whole(day: NaiveDate, evidence: Evidence) -> Self {
        Self {
            day,
            part: None,
            evidence,
        }
    }
}

pub(super) fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok()?;
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1900..=2200).contains(&year))
}

pub(super) fn shifted(day: NaiveDate, by: i64) -> Option<NaiveDate> {
    let days = Days::new(by.unsigned_abs());
    if by < 0 {
        day.checked_sub_days(days)
    } else {
        day.checked_add_days(days)
    }
}
