//! Days of the week: the next, the last, the nth of a month.

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::day::shifted;
use super::{Day, Evidence, Phrase};
use crate::date_words::Facing;
use crate::date_words::token::Kind;
use crate::date_words::vocabulary::{Meaning, Unit};
use crate::time;

/// How far a weekday and the day of a month may lie ahead and still be meant together, in months.
const NEAR: i64 = 3;

impl Phrase<'_> {
    /// "Friday", "next Friday", "Tuesday next week", "Freitag in einer Woche", "Fri, 13 March", "Friday the 13th",
    /// "Friday week".
    pub(super) fn weekday(&mut self) -> Option<Day> {
        let which = self.which();
        self.fillers();
        let is_long = self.word().is_some_and(|word| word.chars().count() > 5);
        let weekday = self.named_weekday()?;
        self.optional_mark('.');
        let evidence = if which.is_some() || is_long {
            Evidence::OfItself
        } else {
            Evidence::Slight
        };
        let found = |day| Some(Day::whole(day, evidence));
        if which.is_none() {
            if let Some(day) = self.optional(Self::date_beside) {
                // Where the two do not fit, nobody can tell which is meant.
                return (day.weekday() == weekday).then(|| Day::whole(day, Evidence::OfItself));
            }
            if let Some(day) = self.optional(|phrase| phrase.number_beside()) {
                return found(self.near_date(weekday, day)?);
            }
            if let Some((Unit::Week, ahead)) = self.optional(Self::unit_ahead) {
                return found(self.of_week(ahead, weekday)?);
            }
            // "Friday week"
            if self
                .optional(|phrase| phrase.unit().filter(|unit| *unit == Unit::Week))
                .is_some()
            {
                return found(shifted(self.first(weekday)?, 7)?);
            }
        }
        let day = match which {
            Some(Meaning::Next) => self.of_week(1, weekday)?,
            Some(Meaning::AfterNext) => shifted(self.first(weekday)?, 7)?,
            Some(Meaning::Last) => self.latest(weekday)?,
            Some(Meaning::BeforeLast) => shifted(self.latest(weekday)?, -7)?,
            Some(_) => self.coming(weekday)?,
            None => self.first(weekday)?,
        };
        if which.is_none()
            && let Some((count, unit)) = self.optional(Self::span_in)
        {
            // Said on a Tuesday, "Tuesday in two weeks" counts from today.
            let is_today = weekday == self.speaker.today.weekday();
            let from = if is_today { self.speaker.today } else { day };
            return found(self.after(from, count, unit)?);
        }
        found(self.and_later(day)?)
    }

    /// "13 March", "13.3.", "2026-03-13" after a weekday.
    fn date_beside(&mut self) -> Option<NaiveDate> {
        self.optional_mark(',');
        self.fillers();
        let rules: [fn(&mut Self) -> Option<NaiveDate>; 4] = [
            Self::iso,
            Self::numbers,
            Self::day_of_period,
            Self::month_named,
        ];
        rules.iter().find_map(|rule| self.optional(rule))
    }

    /// "the 13th", "den 13.", and a mere "8" that no hour is made of.
    fn number_beside(&mut self) -> Option<u32> {
        self.optional_mark(',');
        let has_article = matches!(self.word(), Some("the" | "den" | "dem" | "der"));
        self.fillers();
        if let Some(day) = self.optional(Self::ordinal_day) {
            return Some(day);
        }
        let (day, digits) = self.number()?;
        let is_time = self.token().is_some_and(|token| match &token.kind {
            Kind::Word(word) => matches!(
                word.as_str(),
                "uhr"
                    | "h"
                    | "am"
                    | "pm"
                    | "a"
                    | "p"
                    | "oclock"
                    | "o"
                    | "in"
                    | "morgens"
                    | "abends"
                    | "nachmittags"
            ),
            Kind::Mark(mark) => matches!(mark, ':' | '.'),
            Kind::Number(..) => false,
        });
        (digits <= 2 && (1..=31).contains(&day) && (!is_time || has_article)).then_some(day)
    }

    /// The first month from now on in which a day is that weekday, if it is near; of what has happened the latest.
    fn near_date(&self, weekday: Weekday, day: u32) -> Option<NaiveDate> {
        self.months(NEAR)
            .filter_map(|month| month.with_day(day))
            .find(|found| self.speaker.lies_there(*found) && found.weekday() == weekday)
    }

    /// "the first Monday in April", "last Friday of the month", "2. Dienstag nächsten Monats".
    pub(super) fn nth_weekday(&mut self) -> Option<NaiveDate> {
        let nth = match self.optional(Self::nth) {
            Some(nth) => Some(nth),
            None if self.take_meaning(Meaning::Last) => None,
            None => Some(self.ordinal_day()?),
        };
        let weekday = self.named_weekday()?;
        let is_of = self.take_meaning(Meaning::In);
        let filled = self.at;
        self.fillers();
        let first = if let Some(month) = self.optional(Self::month) {
            let year = self.year();
            self.nth_month_from(year, month, nth, weekday)?
        } else if let Some((Unit::Month, ahead)) = self.optional(Self::unit_ahead) {
            self.first_of_month(ahead)?
        } else if (is_of || self.at > filled) && self.unit() == Some(Unit::Month) {
            let lies_there =
                |first| nth_of(first, nth, weekday).is_some_and(|day| self.speaker.lies_there(day));
            self.months(2).find(|first| lies_there(*first))?
        } else {
            return None;
        };
        nth_of(first, nth, weekday)
    }

    /// The first day of the named month whose nth weekday is meant.
    fn nth_month_from(
        &mut self,
        year: Option<u32>,
        month: u32,
        nth: Option<u32>,
        weekday: Weekday,
    ) -> Option<NaiveDate> {
        if year.is_some() {
            return self.dated(year, month, 1);
        }
        let this_year = self.speaker.today.year();
        (0..2).find_map(|away| {
            let year = u32::try_from(i64::from(this_year) + self.speaker.step() * away).ok()?;
            let first = super::day::date(year, month, 1)?;
            let day = nth_of(first, nth, weekday)?;
            self.speaker.lies_there(day).then_some(first)
        })
    }

    /// The first such day after today; of what has happened the last before it.
    pub(super) fn first(&self, weekday: Weekday) -> Option<NaiveDate> {
        if self.speaker.facing == Facing::Back {
            return self.latest(weekday);
        }
        self.coming(weekday)
    }

    /// The first such day after today.
    pub(super) fn coming(&self, weekday: Weekday) -> Option<NaiveDate> {
        let ahead = weekday.days_since(self.speaker.today.weekday());
        shifted(
            self.speaker.today,
            if ahead == 0 { 7 } else { i64::from(ahead) },
        )
    }

    /// The last such day before today.
    pub(super) fn latest(&self, weekday: Weekday) -> Option<NaiveDate> {
        shifted(self.coming(weekday)?, -7).map(|day| {
            if day == self.speaker.today {
                shifted(day, -7)
            } else {
                Some(day)
            }
        })?
    }

    /// A day of the week so many weeks ahead; weeks begin on Monday (ISO 8601).
    pub(super) fn of_week(&self, ahead: i64, weekday: Weekday) -> Option<NaiveDate> {
        let today = self.speaker.today;
        let monday = shifted(today, -i64::from(today.weekday().num_days_from_monday()))?;
        shifted(
            monday,
            7 * ahead + i64::from(weekday.num_days_from_monday()),
        )
    }
}

/// The nth such weekday of the month that begins on `first`; the last where no number is given.
fn nth_of(first: NaiveDate, nth: Option<u32>, weekday: Weekday) -> Option<NaiveDate> {
    match nth {
        Some(nth) => NaiveDate::from_weekday_of_month_opt(
            first.year(),
            first.month(),
            weekday,
            u8::try_from(nth).ok()?,
        ),
        None => time::nth_weekday(first, time::LAST_OF_MONTH, weekday),
    }
}
