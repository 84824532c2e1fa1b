//! Times of day: by the clock, and as they are spoken.

use chrono::NaiveTime;

use super::{Phrase, Time};
use crate::date_words::token::Kind;
use crate::date_words::vocabulary::{self, AFTERNOON, Meaning};

impl<'a> Phrase<'a> {
    /// A time on its own: "15", "3pm", "halb vier".
    pub(in crate::base::date_words) fn clock_time(&mut self) -> Option<NaiveTime> {
        self.time(None, true).map(|said| said.time)
    }

    /// "morning", "in the afternoon", "am Abend".
    pub(super) fn part(&mut self) -> Option<u32> {
        self.take_meaning(Meaning::In);
        self.fillers();
        let hour = vocabulary::meaning_of_part(self.word()?)?;
        self.at += 1;
        Some(hour)
    }

    /// "15:00", "3pm", "15 Uhr 30", "at three", "halb vier". A mere number is a time only where it stands
    /// `alone`, or after "at". `part` is the part of the day that was said before it.
    pub(super) fn time(&mut self, part: Option<u32>, alone: bool) -> Option<Time> {
        let at = self.take_meaning(Meaning::At);
        if let Some(time) = self.optional(|phrase| phrase.spoken_time(part)) {
            return Some(Time {
                time,
                guessed: false,
            });
        }
        if let Some(Meaning::Part(hour)) = self.meaning() {
            self.at += 1;
            let time = NaiveTime::from_hms_opt(hour, 0, 0)?;
            return Some(Time {
                time,
                guessed: false,
            });
        }
        let (mut hour, digits) = match self.count() {
            Some(hour) if at => (hour, 0),
            Some(_) => return None,
            None => self.number()?,
        };
        let (mut minute, mut guessed) = (0, false);
        let mut sure = at || alone;
        if alone && digits >= 3 {
            (hour, minute) = (hour / 100, hour % 100);
        } else if let Some(said) = self.minutes() {
            (minute, sure) = (said, true);
        } else if self.take_meaning(Meaning::Clock) {
            sure = true;
            if let Some(said) = self.optional(Self::two_digits) {
                minute = said;
            }
        }
        self.take_meaning(Meaning::Clock);
        let is_bare = !alone
            && !matches!(self.tokens.get(self.at.wrapping_sub(1)), Some(token) if token.kind == Kind::Word("uhr".to_owned()));
        match self.half_of_day() {
            Some(_) if hour == 0 || hour > 12 => return None,
            Some(is_after_noon) => {
                hour = hour % 12 + if is_after_noon { 12 } else { 0 };
                sure = true;
            }
            // The part that was said before decides; see who asks.
            None if part.is_some() => {}
            None => match self.optional(|phrase| phrase.part().filter(|_| hour < 12)) {
                Some(part) => {
                    sure = true;
                    hour += if part >= AFTERNOON { 12 } else { 0 };
                }
                // Nobody means three in the night.
                None if at && is_bare && (1..=6).contains(&hour) && digits < 2 => {
                    hour += 12;
                    guessed = true;
                }
                None => {}
            },
        }
        if !sure {
            return None;
        }
        let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
        Some(Time { time, guessed })
    }

    fn two_digits(&mut self) -> Option<u32> {
        match self.number()? {
            (number, 2) => Some(number),
            _ => None,
        }
    }

    /// ":30", ".30", "h30".
    pub(super) fn minutes(&mut self) -> Option<u32> {
        self.optional(|phrase| {
            let separated = phrase.mark(':') || phrase.mark('.') || {
                let is_h = phrase.word() == Some("h");
                phrase.at += usize::from(is_h);
                is_h
            };
            separated.then(|| phrase.two_digits())?
        })
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
            self.optional_mark('.');
            if self.word() != Some("m") {
                self.at = start;
                return None;
            }
            self.at += 1;
            self.optional_mark('.');
        }
        found
    }

    /// "half past three", "halb vier", "quarter to four", "Viertel nach drei", "dreiviertel vier".
    pub(super) fn spoken_time(&mut self, said: Option<u32>) -> Option<NaiveTime> {
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
        let part = said.or_else(|| self.optional(Self::part));
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
}
