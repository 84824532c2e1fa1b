//! Days: named, counted, by the calendar, and the edges of weeks, months and years.

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveTime, Weekday};

use super::Phrase;
use crate::date_words::Said;
use crate::date_words::vocabulary::{self, EVENING, Meaning, Unit};

/// A date without a year is the one ahead, unless it was at most this many days ago.
const LONG_AGO: i64 = 90;

impl<'a> Phrase<'a> {
    pub(super) fn day(&mut self) -> Option<Said> {
        let rules: [fn(&mut Self) -> Option<Said>; 12] = [
            Self::tonight,
            |phrase| phrase.iso().map(whole),
            |phrase| phrase.numbers().map(whole),
            |phrase| phrase.month_named().map(whole),
            |phrase| phrase.span_from().map(whole),
            |phrase| phrase.near().map(whole),
            Self::compound,
            |phrase| phrase.weekday().map(whole),
            |phrase| phrase.stretch().map(whole),
            |phrase| phrase.edge().map(whole),
            |phrase| phrase.calendar_week().map(whole),
            |phrase| phrase.number_of_day().map(whole),
        ];
        let start = self.at;
        rules.iter().find_map(|rule| {
            self.at = start;
            self.fillers();
            rule(self)
        })
    }

    pub(super) fn tonight(&mut self) -> Option<Said> {
        let is_this = self.take(|meaning| (meaning == Meaning::This).then_some(()));
        let hour = match self.next_meaning()? {
            Meaning::Tonight if is_this.is_none() => EVENING,
            Meaning::Part(hour) if is_this.is_some() => hour,
            _ => return None,
        };
        Some(Said {
            day: self.speaker.today,
            time: NaiveTime::from_hms_opt(hour, 0, 0),
        })
    }

    /// "2026-03-12" (ISO 8601).
    pub(super) fn iso(&mut self) -> Option<NaiveDate> {
        let (year, digits) = self.number()?;
        let month = self.mark('-').then(|| self.number())??.0;
        let day = self.mark('-').then(|| self.number())??.0;
        (digits == 4).then(|| date(year, month, day))?
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

    /// "12 March", "12. März 2027", "March 12th".
    pub(super) fn month_named(&mut self) -> Option<NaiveDate> {
        let day = self.number_of_a_day();
        self.fillers();
        let month = self.month()?;
        self.mark('.');
        let day = match day {
            Some(day) => day,
            None => self.number_of_a_day()?,
        };
        self.mark(',');
        let year = self.year();
        self.dated(year, month, day)
    }

    /// "in two weeks", "+3", "a week from Friday", "the day after tomorrow".
    pub(super) fn span_from(&mut self) -> Option<NaiveDate> {
        if self.mark('+') {
            let (count, _) = self.number()?;
            let unit = self.unit().unwrap_or(Unit::Day);
            return self.after(self.speaker.today, count, unit);
        }
        if let Some((count, unit)) = self.span_in() {
            return self.after(self.speaker.today, count, unit);
        }
        let (count, unit) = match self.unit() {
            Some(unit) => (1, unit),
            None => self.span()?,
        };
        self.take(|meaning| (meaning == Meaning::From).then_some(()))?;
        self.fillers();
        let start = self.at;
        let from = self.near().or_else(|| {
            self.at = start;
            self.weekday()
        })?;
        self.after(from, count, unit)
    }

    pub(super) fn span_in(&mut self) -> Option<(u32, Unit)> {
        let start = self.at;
        let found = self
            .take(|meaning| (meaning == Meaning::In).then_some(()))
            .and_then(|()| self.span());
        if found.is_none() {
            self.at = start;
        }
        found
    }

    /// "two weeks", "a couple of days".
    pub(super) fn span(&mut self) -> Option<(u32, Unit)> {
        let mut count = self.number().map(|(count, _)| count);
        while let Some(word) = self.count() {
            count = Some(word);
        }
        self.fillers();
        Some((count?, self.unit()?))
    }

    pub(super) fn near(&mut self) -> Option<NaiveDate> {
        let ahead = self.take(|meaning| match meaning {
            Meaning::Near(ahead) => Some(ahead),
            _ => None,
        })?;
        let day = shifted(self.speaker.today, ahead)?;
        self.and_later(day)
    }

    /// "Freitagabend".
    pub(super) fn compound(&mut self) -> Option<Said> {
        let (weekday, hour) = vocabulary::compound(self.word()?)?;
        self.at += 1;
        Some(Said {
            day: self.first(weekday)?,
            time: NaiveTime::from_hms_opt(hour, 0, 0),
        })
    }

    /// "Friday", "next Friday", "Tuesday next week", "Freitag in einer Woche", "Fri, 13 March".
    pub(super) fn weekday(&mut self) -> Option<NaiveDate> {
        let which = self.which();
        self.fillers();
        let weekday = self.named_weekday()?;
        self.mark('.');
        let start = self.at;
        if which.is_none() {
            self.mark(',');
            self.fillers();
            let dated = self.at;
            let rules: [fn(&mut Self) -> Option<NaiveDate>; 3] =
                [Self::iso, Self::numbers, Self::month_named];
            let said = rules.iter().find_map(|rule| {
                self.at = dated;
                rule(self)
            });
            if said.is_some() {
                return said;
            }
            self.at = start;
            if let Some((Unit::Week, ahead)) = self.unit_ahead() {
                return self.of_week(ahead, weekday);
            }
            self.at = start;
        }
        let day = match which {
            Some(Meaning::Next) => self.of_week(1, weekday)?,
            Some(Meaning::AfterNext) => shifted(self.first(weekday)?, 7)?,
            _ => self.first(weekday)?,
        };
        self.and_later(day)
    }

    /// The same, so much later, where that is said: "tomorrow in a week", "heute in zwei Wochen".
    pub(super) fn and_later(&mut self, day: NaiveDate) -> Option<NaiveDate> {
        match self.span_in() {
            Some((count, unit)) => self.after(day, count, unit),
            None => Some(day),
        }
    }

    /// "next week", "nächste Woche Dienstag", "next month", "the weekend".
    pub(super) fn stretch(&mut self) -> Option<NaiveDate> {
        let start = self.at;
        let which = self.which();
        if self
            .take(|meaning| (meaning == Meaning::Weekend).then_some(()))
            .is_some()
        {
            let today = self.speaker.today;
            let first = if today.weekday() == Weekday::Sat {
                today
            } else {
                self.first(Weekday::Sat)?
            };
            return match which {
                Some(Meaning::Next) => self.of_week(1, Weekday::Sat),
                Some(Meaning::AfterNext) => shifted(first, 7),
                _ => Some(first),
            };
        }
        self.at = start;
        let (unit, ahead) = self.unit_ahead()?;
        if unit == Unit::Week {
            self.mark(',');
            let before = self.at;
            self.fillers();
            return match self.named_weekday() {
                Some(weekday) => self.of_week(ahead, weekday),
                None => {
                    self.at = before;
                    // A week has no day of its own; the one under way none that is ahead.
                    (ahead > 0).then(|| self.of_week(ahead, Weekday::Mon))?
                }
            };
        }
        (ahead > 0).then(|| self.edge_of(unit, ahead, Meaning::Beginning))?
    }

    /// "end of March", "Anfang nächster Woche", "Monatsende".
    pub(super) fn edge(&mut self) -> Option<NaiveDate> {
        let which = self.next_meaning()?;
        if which == Meaning::MonthEnd {
            return self.edge_of(Unit::Month, 0, Meaning::End);
        }
        if !matches!(which, Meaning::Beginning | Meaning::Middle | Meaning::End) {
            return None;
        }
        self.mark('-');
        self.fillers();
        if let Some(month) = self.month() {
            let year = self.year();
            return match which {
                Meaning::Beginning => self.dated(year, month, 1),
                Meaning::Middle => self.dated(year, month, 15),
                _ => {
                    let first = self.dated(year, month, 1)?;
                    shifted(first.checked_add_months(Months::new(1))?, -1)
                }
            };
        }
        let start = self.at;
        if let Some((unit, ahead)) = self.unit_ahead() {
            return self.edge_of(unit, ahead, which);
        }
        self.at = start;
        let unit = self.unit()?;
        // Of the one under way, or where that is past, of the next.
        let now = self.edge_of(unit, 0, which)?;
        if now >= self.speaker.today {
            return Some(now);
        }
        self.edge_of(unit, 1, which)
    }

    pub(super) fn edge_of(&self, unit: Unit, ahead: u32, which: Meaning) -> Option<NaiveDate> {
        let today = self.speaker.today;
        let (first, next, middle) = match unit {
            Unit::Day => return None,
            Unit::Week => {
                let weekday = match which {
                    Meaning::Beginning => Weekday::Mon,
                    Meaning::Middle => Weekday::Wed,
                    _ => Weekday::Fri,
                };
                return self.of_week(ahead, weekday);
            }
            Unit::Month => {
                let first = today.with_day(1)?.checked_add_months(Months::new(ahead))?;
                (
                    first,
                    first.checked_add_months(Months::new(1))?,
                    first.with_day(15)?,
                )
            }
            Unit::Year => {
                let first = NaiveDate::from_ymd_opt(today.year(), 1, 1)?
                    .checked_add_months(Months::new(12 * ahead))?;
                (
                    first,
                    first.checked_add_months(Months::new(12))?,
                    first.with_month(7)?,
                )
            }
        };
        match which {
            Meaning::Beginning => Some(first),
            Meaning::Middle => Some(middle),
            _ => shifted(next, -1),
        }
    }

    /// "KW 12" (ISO 8601): its Monday.
    pub(super) fn calendar_week(&mut self) -> Option<NaiveDate> {
        self.take(|meaning| (meaning == Meaning::CalendarWeek).then_some(()))?;
        let (week, _) = self.number()?;
        let today = self.speaker.today;
        let of = |year| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon);
        let year = today.iso_week().year();
        of(year)
            .filter(|monday| (*monday - today).num_days() > -7)
            .or_else(|| of(year + 1))
    }

    /// "the 12th", "am 12.": the first to come, today included.
    pub(super) fn number_of_day(&mut self) -> Option<NaiveDate> {
        let (day, digits) = self.number()?;
        let is_ordinal = self
            .take(|meaning| (meaning == Meaning::Ordinal).then_some(()))
            .is_some()
            || self.mark('.');
        if !is_ordinal || digits > 2 {
            return None;
        }
        let today = self.speaker.today;
        (0..4)
            .filter_map(|ahead| today.with_day(1)?.checked_add_months(Months::new(ahead)))
            .filter_map(|month| month.with_day(day))
            .find(|found| *found >= today)
    }

    pub(super) fn dated(&self, year: Option<u32>, month: u32, day: u32) -> Option<NaiveDate> {
        if let Some(year) = year {
            return date(year, month, day);
        }
        let today = self.speaker.today;
        let this_year = u32::try_from(today.year()).ok()?;
        // 29 February waits for the next leap year.
        (0..8)
            .filter_map(|ahead| date(this_year + ahead, month, day))
            .find(|found| (*found - today).num_days() >= -LONG_AGO)
    }

    /// The first such day after today.
    pub(super) fn first(&self, weekday: Weekday) -> Option<NaiveDate> {
        let ahead = weekday.days_since(self.speaker.today.weekday());
        shifted(
            self.speaker.today,
            if ahead == 0 { 7 } else { i64::from(ahead) },
        )
    }

    /// A day of the week so many weeks ahead; weeks begin on Monday (ISO 8601).
    pub(super) fn of_week(&self, ahead: u32, weekday: Weekday) -> Option<NaiveDate> {
        let today = self.speaker.today;
        let monday = shifted(today, -i64::from(today.weekday().num_days_from_monday()))?;
        shifted(
            monday,
            7 * i64::from(ahead) + i64::from(weekday.num_days_from_monday()),
        )
    }

    pub(super) fn after(&self, from: NaiveDate, count: u32, unit: Unit) -> Option<NaiveDate> {
        let found = match unit {
            Unit::Day => shifted(from, i64::from(count)),
            Unit::Week => shifted(from, i64::from(count) * 7),
            // The last day of a shorter month.
            Unit::Month => from.checked_add_months(Months::new(count)),
            Unit::Year => from.checked_add_months(Months::new(count.checked_mul(12)?)),
        };
        found.filter(|found| found.year() <= 2200)
    }
}

fn whole(day: NaiveDate) -> Said {
    Said { day, time: None }
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok()?;
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1900..=2200).contains(&year))
}

fn shifted(day: NaiveDate, by: i64) -> Option<NaiveDate> {
    let days = Days::new(by.unsigned_abs());
    if by < 0 {
        day.checked_sub_days(days)
    } else {
        day.checked_add_days(days)
    }
}
