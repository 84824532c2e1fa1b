//! The grammar: a day, a time, in either order.

mod day;
mod time;
mod words;

use super::token::Token;
use super::vocabulary::Meaning;
use super::{Said, Speaker};

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
}
