//! Dates and times as people write them, in every language we ship: "Tue 15:00", "nächsten Freitag", "in two
//! weeks", "Ende März". Both languages are always understood, the person's own first.
//!
//! What is read is shown at once, so a phrase with two meanings gets the commoner one instead of a question.

mod phrase;
#[cfg(test)]
mod tests;
mod token;
mod vocabulary;

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use crate::locale::Language;
use phrase::Phrase;
use token::tokens;

/// What a phrase means: a day on the wall, and the time on it if one was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// The day.
    pub day: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
}

/// Who speaks, and when.
#[derive(Debug, Clone, Copy)]
pub struct Speaker {
    /// The language whose words and order of numbers go first.
    pub language: Language,
    /// Whether "3/12" is 12 March, as in the United States.
    pub month_first: bool,
    /// The day it is where they are.
    pub today: NaiveDate,
}

/// A day in a line, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The bytes of the line it takes, with the word that introduces it.
    pub place: Range<usize>,
    /// What it means.
    pub said: Said,
}

impl Speaker {
    /// The whole text as a day, with a time or without. None where it is none, or more than that.
    pub fn day(&self, text: &str) -> Option<Said> {
        let tokens = tokens(text);
        let mut phrase = Phrase::new(*self, &tokens);
        let said = phrase.said()?;
        phrase.is_over().then_some(said)
    }

    /// The whole text as a time of day: "15:00", "3pm", "halb vier".
    pub fn time(&self, text: &str) -> Option<NaiveTime> {
        let tokens = tokens(text);
        let mut phrase = Phrase::new(*self, &tokens);
        let time = phrase.time(true)?;
        phrase.is_over().then_some(time)
    }

    /// The day by which something is due, at the end of a line: "send CV by Fri", "Lebenslauf bis Freitag".
    /// A day has to be introduced by a word, or say of itself that it is one, as "tomorrow" does.
    pub fn due(&self, line: &str) -> Option<Due> {
        let tokens = tokens(line);
        // The longest phrase that reaches the end of the line.
        (0..tokens.len()).find_map(|from| {
            let mut phrase = Phrase::new(*self, tokens.get(from..)?);
            let said = phrase.introduced()?;
            let start = tokens.get(from)?.place.start;
            phrase.is_over().then_some(Due {
                place: start..line.len(),
                said,
            })
        })
    }

    /// The day of a meeting, at the end of a line that plans one: "coffee Tue 15:00", or nothing but "Tue 15:00".
    /// The day needs no word before it.
    pub fn appointment(&self, line: &str) -> Option<Due> {
        let tokens = tokens(line);
        (0..tokens.len()).find_map(|from| {
            let rest = tokens.get(from..)?;
            let read = |introduced: bool| {
                let mut phrase = Phrase::new(*self, rest);
                let said = if introduced {
                    phrase.introduced()
                } else {
                    phrase.said()
                };
                said.filter(|_| phrase.is_over())
            };
            let said = read(true).or_else(|| read(false))?;
            let start = rest.first()?.place.start;
            Some(Due {
                place: start..line.len(),
                said,
            })
        })
    }
}
