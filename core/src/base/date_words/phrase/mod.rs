//! The grammar: a day, a time, in either order.

mod day;
mod period;
pub(super) mod tail;
mod time;
mod weekday;
mod words;

use chrono::{Days, NaiveDate, NaiveTime};

use super::token::{Kind, Token};
use super::vocabulary::{self, MORNING, Meaning, NOON};
use super::{Facing, Said, Speaker};
use crate::locale::Language;

/// Tokens being read, from the first to the last. A rule that does not fit leaves its place wherever it was;
/// who asks several rules puts it back.
pub(super) struct Phrase<'a> {
    speaker: Speaker,
    tokens: &'a [Token],
    at: usize,
    /// Whether the year was said, so that nothing about the day is left open.
    has_year: bool,
}

/// What shows that words are about a day, in a line that says other things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    /// A word before it: "by", "bis".
    Introduced,
    /// The words themselves: "tomorrow", "next Friday".
    OfItself,
    /// Nothing: "the 12th", "Fri".
    Slight,
}

/// A day and the part of it that its own words name: "tonight".
pub(super) struct Day {
    day: NaiveDate,
    part: Option<u32>,
    evidence: Evidence,
}

/// A time of day; `guessed` where a mere "at three" was taken for the afternoon.
#[derive(Clone, Copy)]
pub(super) struct Time {
    time: NaiveTime,
    guessed: bool,
}

impl<'a> Phrase<'a> {
    pub(super) fn new(speaker: Speaker, tokens: &'a [Token]) -> Self {
        Self {
            speaker,
            tokens,
            at: 0,
            has_year: false,
        }
    }

    pub(super) fn begin_again(&mut self) {
        self.at = 0;
        self.has_year = false;
    }

    /// Whether all was read.
    pub(super) fn has_read_all(&self) -> bool {
        self.at == self.tokens.len()
    }

    /// Whether all was read, but for a closing mark, a bracket, a word of politeness.
    pub(super) fn is_over(&mut self) -> bool {
        while let Some(token) = self.token() {
            let closes = match &token.kind {
                Kind::Mark(mark) => ".,;:!?…)]\"'”’»«“".contains(*mark),
                Kind::Word(word) => matches!(
                    word.as_str(),
                    "please" | "pls" | "plz" | "thanks" | "thx" | "bitte" | "danke"
                ),
                Kind::Number(..) => false,
            };
            if !closes {
                return false;
            }
            self.at += 1;
        }
        true
    }

    /// Whether a day is one that can be spoken of where the speaker looks: what is due is not past, unless its year
    /// was said, and what has happened not ahead.
    pub(super) fn may_be(&self, said: Said) -> bool {
        self.speaker.facing == Facing::Anywhere
            || self.has_year
            || self.speaker.lies_there(said.day)
    }

    /// A day with a time or without, in either order.
    pub(super) fn said(&mut self) -> Option<(Said, Evidence)> {
        let start = self.at;
        if let Some(day) = self.day() {
            self.optional_mark(',');
            let part = day.part.or_else(|| self.optional(Self::part));
            self.optional_mark(',');
            let time = self.optional(|phrase| phrase.time(part, false));
            return whole(&day, part, time);
        }
        self.at = start;
        // "um 6 morgen früh": what may be a part of the day may be the day itself.
        self.optional(|phrase| phrase.timed_day(None))
            .or_else(|| self.timed_day(Some(MORNING)))
    }

    /// A time, then its day; `part` keeps the time from looking for one itself.
    fn timed_day(&mut self, part: Option<u32>) -> Option<(Said, Evidence)> {
        let time = self.time(part, false)?;
        self.optional_mark(',');
        let day = self.day()?;
        let part = day.part.or_else(|| self.optional(Self::part));
        whole(&day, part, Some(time))
    }

    /// What says by itself that it is about a day: a word such as "by" before it, or "tomorrow".
    pub(super) fn introduced(&mut self) -> Option<(Said, Evidence)> {
        let start = self.at;
        if self.take_meaning(Meaning::Due) {
            self.optional_mark(':');
            let before = self.at;
            if let Some((said, _)) = self.said() {
                return Some((said, Evidence::Introduced));
            }
            self.at = before;
            if let Some(day) = self.month_alone() {
                let said = Said {
                    day,
                    time: None,
                    names_hour: false,
                };
                return Some((said, Evidence::Introduced));
            }
            self.at = before;
            let Time { time, .. } = self.time(None, false)?;
            let today = Said {
                day: self.speaker.today,
                time: Some(time),
                names_hour: true,
            };
            return Some((today, Evidence::Introduced));
        }
        self.at = start;
        self.told()
    }

    /// What says by itself that it is a day: "tomorrow", "on the 12th".
    pub(super) fn told(&mut self) -> Option<(Said, Evidence)> {
        let is_led = matches!(self.word(), Some("on" | "am"));
        let (said, evidence) = self.said()?;
        match evidence {
            Evidence::Slight if !is_led => None,
            _ => Some((said, Evidence::OfItself)),
        }
    }

    /// What a rule finds; where it finds nothing, nothing was read.
    pub(super) fn optional<T>(&mut self, rule: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let found = rule(self);
        if found.is_none() {
            self.at = start;
        }
        found
    }
}

/// A day with its part and its time: "tonight at 8" is 20:00, "tomorrow morning at 6" is not 18:00.
fn whole(day: &Day, part: Option<u32>, time: Option<Time>) -> Option<(Said, Evidence)> {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
    let mut date = day.day;
    let names_hour = time.is_some();
    let time = match (part, time) {
        (None, None) => None,
        (Some(part), None) => Some(at(part)?),
        (None, Some(said)) => Some(said.time),
        (Some(part), Some(said)) => {
            let (late, early) = (chrono::TimeDelta::hours(12), part < NOON);
            let time = match (said.guessed, early, hour(said.time)) {
                (true, true, _) => said.time.overflowing_sub_signed(late).0,
                (_, false, 12) if part > NOON + 4 => {
                    // Twelve in the evening is when the day ends.
                    date = date.checked_add_days(Days::new(1))?;
                    at(0)?
                }
                (_, false, ..12) => said.time.overflowing_add_signed(late).0,
                (_, true, 13..) => return None,
                _ => said.time,
            };
            Some(time)
        }
    };
    let said = Said {
        day: date,
        time,
        names_hour,
    };
    Some((said, day.evidence))
}

/// Whether a word says until when: "by", "bis".
pub(super) fn is_due(token: &Token, language: Language) -> bool {
    match &token.kind {
        Kind::Word(word) => vocabulary::meaning(word, language) == Some(Meaning::Due),
        Kind::Number(..) | Kind::Mark(_) => false,
    }
}

fn hour(time: NaiveTime) -> u32 {
    chrono::Timelike::hour(&time)
}
