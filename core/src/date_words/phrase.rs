//! The grammar: a day, a time, in either order.

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveTime, Weekday};

use super::token::{Kind, Token};
use super::vocabulary::{self, AFTERNOON, EVENING, Meaning, Unit};
use super::{Said, Speaker};

/// A date without a year is the one ahead, unless it was at most this many days ago.
const LONG_AGO: i64 = 90;

/// Tokens being read, from the first to the last. A rule that does not fit leaves its place wherever it was;
/// who asks several rules puts it back.
pub(super) struct Phrase<'a> {
    speaker: Speaker,
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Phrase<'a> {
    pub(super) fn new(speaker: Speaker, tokens: &'a [Token]) -> Self {
        let at = 0;
        Self {
            speaker,
            tokens,
            at,
        }
    }

    /// Whether all was read, but for a full stop.
    pub(super) fn is_over(&mut self) -> bool {
        self.mark('.');
        self.at == self.tokens.len()
    }

    /// A day with a time or without, in either order.
    pub(super) fn said(&mut self) -> Option<Said> {
        let start = self.at;
        if let Some(said) = self.day() {
            self.mark(',');
            let before = self.at;
            let time = self.time_of_day();
            if time.is_none() {
                self.at = before;
            }
            return Some(Said {
                time: time.or(said.time),
                ..said
            });
        }
        self.at = start;
        let time = self.time(false)?;
        self.mark(',');
        let said = self.day()?;
        Some(Said {
            time: Some(time),
            ..said
        })
    }

    /// What says by itself that it is about a day: a word such as "by" before it, or "tomorrow".
    pub(super) fn introduced(&mut self) -> Option<Said> {
        match self.meaning()? {
            Meaning::Due => {
                self.at += 1;
                let start = self.at;
                self.said().or_else(|| {
                    self.at = start;
                    let time = self.time(false);
                    time.map(|time| Said {
                        day: self.speaker.today,
                        time: Some(time),
                    })
                })
            }
            Meaning::Near(0..)
            | Meaning::Tonight
            | Meaning::In
            | Meaning::Next
            | Meaning::Coming => self.said(),
            Meaning::Filler if matches!(self.word(), Some("on" | "am")) => self.said(),
            // A short one is too often something else.
            Meaning::Weekday(_) if self.word().is_some_and(|word| word.len() > 5) => self.said(),
            _ => None,
        }
    }

    fn day(&mut self) -> Option<Said> {
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

    fn tonight(&mut self) -> Option<Said> {
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
    fn iso(&mut self) -> Option<NaiveDate> {
        let (year, digits) = self.number()?;
        let month = self.mark('-').then(|| self.number())??.0;
        let day = self.mark('-').then(|| self.number())??.0;
        (digits == 4).then(|| date(year, month, day))?
    }

    /// "12.3.", "12. 3. 2026", "3/12".
    fn numbers(&mut self) -> Option<NaiveDate> {
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
    fn month_named(&mut self) -> Option<NaiveDate> {
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
    fn span_from(&mut self) -> Option<NaiveDate> {
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

    fn span_in(&mut self) -> Option<(u32, Unit)> {
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
    fn span(&mut self) -> Option<(u32, Unit)> {
        let mut count = self.number().map(|(count, _)| count);
        while let Some(word) = self.count() {
            count = Some(word);
        }
        self.fillers();
        Some((count?, self.unit()?))
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
    fn compound(&mut self) -> Option<Said> {
        let (weekday, hour) = vocabulary::compound(self.word()?)?;
        self.at += 1;
        Some(Said {
            day: self.first(weekday)?,
            time: NaiveTime::from_hms_opt(hour, 0, 0),
        })
    }

    /// "Friday", "next Friday", "Tuesday next week", "Freitag in einer Woche", "Fri, 13 March".
    fn weekday(&mut self) -> Option<NaiveDate> {
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
    fn and_later(&mut self, day: NaiveDate) -> Option<NaiveDate> {
        match self.span_in() {
            Some((count, unit)) => self.after(day, count, unit),
            None => Some(day),
        }
    }

    /// "next week", "nächste Woche Dienstag", "next month", "the weekend".
    fn stretch(&mut self) -> Option<NaiveDate> {
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
    fn edge(&mut self) -> Option<NaiveDate> {
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

    fn edge_of(&self, unit: Unit, ahead: u32, which: Meaning) -> Option<NaiveDate> {
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
    fn calendar_week(&mut self) -> Option<NaiveDate> {
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
    fn number_of_day(&mut self) -> Option<NaiveDate> {
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

    /// A time after a day, where "in the morning" and "früh" are times.
    fn time_of_day(&mut self) -> Option<NaiveTime> {
        let start = self.at;
        let time = self.time(false);
        if time.is_some() {
            return time;
        }
        self.at = start;
        self.part()
            .and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0))
    }

    /// "morning", "in the afternoon", "am Abend".
    fn part(&mut self) -> Option<u32> {
        self.take(|meaning| (meaning == Meaning::In).then_some(()));
        self.fillers();
        let hour = vocabulary::meaning_of_part(self.word()?)?;
        self.at += 1;
        Some(hour)
    }

    /// "15:00", "3pm", "15 Uhr 30", "at three", "halb vier". A mere number is a time only where it stands
    /// `alone`, or after "at".
    pub(super) fn time(&mut self, alone: bool) -> Option<NaiveTime> {
        let at = self
            .take(|meaning| (meaning == Meaning::At).then_some(()))
            .is_some();
        let start = self.at;
        if let Some(time) = self.spoken_time() {
            return Some(time);
        }
        self.at = start;
        if let Some(Meaning::Part(hour)) = self.meaning() {
            self.at += 1;
            return NaiveTime::from_hms_opt(hour, 0, 0);
        }
        let (mut hour, digits) = match self.count() {
            Some(hour) if at => (hour, 0),
            Some(_) => return None,
            None => self.number()?,
        };
        let mut minute = 0;
        let mut sure = at || alone;
        if alone && digits >= 3 {
            (hour, minute) = (hour / 100, hour % 100);
        } else if let Some(said) = self.minutes() {
            (minute, sure) = (said, true);
        } else if self
            .take(|meaning| (meaning == Meaning::Clock).then_some(()))
            .is_some()
        {
            sure = true;
            let before = self.at;
            match self.number() {
                Some((said, 2)) => minute = said,
                _ => self.at = before,
            }
        }
        self.take(|meaning| (meaning == Meaning::Clock).then_some(()));
        let is_bare = !alone
            && !matches!(self.tokens.get(self.at.wrapping_sub(1)), Some(token) if token.kind == Kind::Word("uhr".to_owned()));
        match self.half_of_day() {
            Some(_) if hour == 0 || hour > 12 => return None,
            Some(is_after_noon) => {
                hour = hour % 12 + if is_after_noon { 12 } else { 0 };
                sure = true;
            }
            None => {
                let before = self.at;
                match self.part() {
                    Some(part) if hour < 12 => {
                        sure = true;
                        hour += if part >= AFTERNOON { 12 } else { 0 };
                    }
                    _ => {
                        self.at = before;
                        // Nobody means three in the night.
                        if at && is_bare && (1..=6).contains(&hour) && digits < 2 {
                            hour += 12;
                        }
                    }
                }
            }
        }
        if !sure {
            return None;
        }
        NaiveTime::from_hms_opt(hour, minute, 0)
    }

    /// ":30", ".30", "h30".
    fn minutes(&mut self) -> Option<u32> {
        let start = self.at;
        let separated = self.mark(':') || self.mark('.') || {
            let is_h = self.word() == Some("h");
            self.at += usize::from(is_h);
            is_h
        };
        match separated.then(|| self.number()).flatten() {
            Some((minute, 2)) => Some(minute),
            _ => {
                self.at = start;
                None
            }
        }
    }

    /// True after noon: "pm", "p.m.".
    fn half_of_day(&mut self) -> Option<bool> {
        let start = self.at;
        let joined = self.tokens.get(start).is_some_and(|token| token.joined);
        let found = match (self.word(), self.meaning()) {
            (_, Some(Meaning::Am)) => Some(false),
            (_, Some(Meaning::Pm)) => Some(true),
            (Some("am"), _) if joined => Some(false),
            (Some("a"), _) => Some(false),
            (Some("p"), _) => Some(true),
            _ => None,
        };
        let is_short = matches!(self.word(), Some("a" | "p"));
        if found.is_some() {
            self.at += 1;
        }
        if is_short {
            self.mark('.');
            if self.word() != Some("m") {
                self.at = start;
                return None;
            }
            self.at += 1;
            self.mark('.');
        }
        found
    }

    /// "half past three", "halb vier", "quarter to four", "Viertel nach drei", "dreiviertel vier".
    fn spoken_time(&mut self) -> Option<NaiveTime> {
        let first = self.meaning()?;
        let is_three_quarters = self.word() == Some("dreiviertel");
        if !matches!(first, Meaning::Half | Meaning::Quarter) {
            return None;
        }
        self.at += 1;
        let relation = self.take(|meaning| match meaning {
            Meaning::Past | Meaning::From => Some(true),
            Meaning::To | Meaning::Due => Some(false),
            _ => None,
        });
        let hour = match self.count() {
            Some(hour) => hour,
            None => self.number()?.0,
        };
        if !(1..=12).contains(&hour) {
            return None;
        }
        let before = hour - 1;
        let (hour, minute) = match (first, relation) {
            (Meaning::Half, Some(true)) => (hour, 30),
            (Meaning::Half, None) => (before, 30),
            (Meaning::Quarter, Some(true)) => (hour, 15),
            (Meaning::Quarter, Some(false)) => (before, 45),
            (Meaning::Quarter, None) if is_three_quarters => (before, 45),
            (Meaning::Quarter, None) => (before, 15),
            _ => return None,
        };
        let start = self.at;
        let part = self.part();
        if part.is_none() {
            self.at = start;
        }
        let is_late = part.map_or(hour <= 6, |part| part >= AFTERNOON);
        NaiveTime::from_hms_opt(
            if is_late && hour < 12 {
                hour + 12
            } else {
                hour
            },
            minute,
            0,
        )
    }

    // What stands here.

    fn token(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn word(&self) -> Option<&'a str> {
        match &self.token()?.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    fn meaning(&self) -> Option<Meaning> {
        vocabulary::meaning(self.word()?, self.speaker.language)
    }

    fn next_meaning(&mut self) -> Option<Meaning> {
        self.take(Some)
    }

    fn take<T>(&mut self, wanted: impl FnOnce(Meaning) -> Option<T>) -> Option<T> {
        let taken = wanted(self.meaning()?)?;
        self.at += 1;
        Some(taken)
    }

    fn mark(&mut self, wanted: char) -> bool {
        let is_here = self
            .token()
            .is_some_and(|token| token.kind == Kind::Mark(wanted));
        self.at += usize::from(is_here);
        is_here
    }

    fn fillers(&mut self) {
        while self
            .take(|meaning| (meaning == Meaning::Filler).then_some(()))
            .is_some()
        {}
    }

    fn number(&mut self) -> Option<(u32, usize)> {
        match self.token()?.kind {
            Kind::Number(number, digits) => {
                self.at += 1;
                Some((number, digits))
            }
            _ => None,
        }
    }

    fn count(&mut self) -> Option<u32> {
        self.take(|meaning| match meaning {
            Meaning::Count(count) => Some(count),
            _ => None,
        })
    }

    fn unit(&mut self) -> Option<Unit> {
        self.take(|meaning| match meaning {
            Meaning::Unit(unit) => Some(unit),
            _ => None,
        })
    }

    fn month(&mut self) -> Option<u32> {
        self.take(|meaning| match meaning {
            Meaning::Month(month) => Some(month),
            _ => None,
        })
    }

    fn named_weekday(&mut self) -> Option<Weekday> {
        self.take(|meaning| match meaning {
            Meaning::Weekday(weekday) => Some(weekday),
            _ => None,
        })
    }

    fn which(&mut self) -> Option<Meaning> {
        self.take(|meaning| {
            let is_one = matches!(
                meaning,
                Meaning::Next | Meaning::Coming | Meaning::This | Meaning::AfterNext
            );
            is_one.then_some(meaning)
        })
    }

    /// "next week", and how many of its kind ahead of the one under way.
    fn unit_ahead(&mut self) -> Option<(Unit, u32)> {
        self.fillers();
        let ahead = match self.which()? {
            Meaning::This => 0,
            Meaning::AfterNext => 2,
            _ => 1,
        };
        Some((self.unit()?, ahead))
    }

    /// "12", "12th", "12.", of at most two digits.
    fn number_of_a_day(&mut self) -> Option<u32> {
        let start = self.at;
        match self.number() {
            Some((day, 1..=2)) => {
                let is_ordinal = self.take(|meaning| (meaning == Meaning::Ordinal).then_some(()));
                if is_ordinal.is_none() {
                    self.mark('.');
                }
                Some(day)
            }
            _ => {
                self.at = start;
                None
            }
        }
    }

    /// A year of four digits, or of two where nothing makes a time of them.
    fn year(&mut self) -> Option<u32> {
        let start = self.at;
        match self.number() {
            Some((year, 4)) => Some(year),
            Some((year, 2)) if self.tokens.get(start).is_some_and(|token| token.joined) => {
                Some(2000 + year)
            }
            _ => {
                self.at = start;
                None
            }
        }
    }

    // The calendar.

    fn dated(&self, year: Option<u32>, month: u32, day: u32) -> Option<NaiveDate> {
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
    fn first(&self, weekday: Weekday) -> Option<NaiveDate> {
        let ahead = weekday.days_since(self.speaker.today.weekday());
        shifted(
            self.speaker.today,
            if ahead == 0 { 7 } else { i64::from(ahead) },
        )
    }

    /// A day of the week so many weeks ahead; weeks begin on Monday (ISO 8601).
    fn of_week(&self, ahead: u32, weekday: Weekday) -> Option<NaiveDate> {
        let today = self.speaker.today;
        let monday = shifted(today, -i64::from(today.weekday().num_days_from_monday()))?;
        shifted(
            monday,
            7 * i64::from(ahead) + i64::from(weekday.num_days_from_monday()),
        )
    }

    fn after(&self, from: NaiveDate, count: u32, unit: Unit) -> Option<NaiveDate> {
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
