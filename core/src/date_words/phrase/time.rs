//! Times of day: by the clock, and as they are spoken.

use chrono::NaiveTime;

use super::Phrase;
use crate::date_words::token::Kind;
use crate::date_words::vocabulary::{self, AFTERNOON, Meaning};

impl<'a> Phrase<'a> {
    /// A time after a day, where "in the morning" and "früh" are times.
    pub(super) fn time_of_day(&mut self) -> Option<NaiveTime> {
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
    pub(super) fn part(&mut self) -> Option<u32> {
        self.take(|meaning| (meaning == Meaning::In).then_some(()));
        self.fillers();
        let hour = vocabulary::meaning_of_part(self.word()?)?;
        self.at += 1;
        Some(hour)
    }

    /// "15:00", "3pm", "15 Uhr 30", "at three", "halb vier". A mere number is a time only where it stands
    /// `alone`, or after "at".
    pub(in crate::date_words) fn time(&mut self, alone: bool) -> Option<NaiveTime> {
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
    pub(super) fn minutes(&mut self) -> Option<u32> {
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
    pub(super) fn half_of_day(&mut self) -> Option<bool> {
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
    pub(super) fn spoken_time(&mut self) -> Option<NaiveTime> {
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
}
