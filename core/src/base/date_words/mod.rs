//! Dates and times as people write them, in every language we ship: "Tue 15:00", "nächsten Freitag", "in two
//! weeks", "Ende März". Both languages are always understood, the person's own first.
//!
//! What is read is shown at once, so a phrase with two meanings gets the commoner one instead of a question. Where
//! only a part of a phrase reads, there is no day: none is better than a wrong one.

mod phrase;
#[cfg(test)]
mod tests;
mod token;
mod vocabulary;

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::locale::Language;
use phrase::{Evidence, Phrase, tail};
use token::{Kind, Token, tokens};

/// A parsed date phrase: a local date, and the time of day if one was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// The day.
    pub day: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
    /// Whether an hour was said, "at 5", and not a part of the day alone, "tonight".
    pub names_hour: bool,
}

/// The direction, future or past, that an ambiguous date such as "Friday" or "15 January" is resolved in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Facing {
    /// Anywhere: the one ahead, but for a date of the last weeks.
    #[default]
    Anywhere,
    /// Today or later: something is due. What words say to be past is no day, unless its year was said.
    Ahead,
    /// Today or earlier: something has happened. What words say to be ahead is no day, unless its year was said.
    Back,
}

/// The context dates are parsed in: the person's language and order of numbers, and today.
#[derive(Debug, Clone, Copy)]
pub struct Speaker {
    /// The language whose words and order of numbers go first.
    pub language: Language,
    /// Whether "3/12" is 12 March, as in the United States.
    pub month_first: bool,
    /// The day it is where they are.
    pub today: NaiveDate,
    /// Where what they speak of lies.
    pub facing: Facing,
}

/// A date found in a line, and the byte range of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The bytes of the line it takes, with the word that introduces it.
    pub place: Range<usize>,
    /// What it means.
    pub said: Said,
}

impl Speaker {
    /// Whether a day lies where is looked. Where that is anywhere, what is ahead is meant.
    fn lies_there(&self, day: NaiveDate) -> bool {
        match self.facing {
            Facing::Back => day <= self.today,
            Facing::Anywhere | Facing::Ahead => day >= self.today,
        }
    }

    /// One step towards where is looked.
    fn step(&self) -> i64 {
        match self.facing {
            Facing::Back => -1,
            Facing::Anywhere | Facing::Ahead => 1,
        }
    }

    /// This context with another direction for ambiguous dates.
    pub fn facing(self, facing: Facing) -> Self {
        Self { facing, ..self }
    }

    /// Parses a whole text as a date, with a time of day or without. None where it is none, or more than that.
    pub fn day(&self, text: &str) -> Option<Said> {
        let tokens = tokens(text);
        let mut phrase = Phrase::new(*self, &tokens);
        let said = phrase.said()?.0;
        (phrase.is_over() && phrase.may_be(said)).then_some(said)
    }

    /// Parses a whole text as a date, also with a preposition of a deadline before the date: "by Friday",
    /// "by June".
    pub fn day_by(&self, text: &str) -> Option<Said> {
        let tokens = tokens(text);
        let mut phrase = Phrase::new(*self, &tokens);
        let said = phrase.introduced()?.0;
        (phrase.is_over() && phrase.may_be(said)).then_some(said)
    }

    /// Parses a whole text as a time of day: "15:00", "3pm", "halb vier".
    pub fn time(&self, text: &str) -> Option<NaiveTime> {
        let tokens = tokens(text);
        let mut phrase = Phrase::new(*self, &tokens);
        let time = phrase.clock_time()?;
        phrase.is_over().then_some(time)
    }

    /// Finds a due date at the end of a line: "send CV by Fri", "Lebenslauf bis Freitag".
    /// A day has to be introduced by a word, or say of itself that it is one, as "tomorrow" does. It is never past.
    pub fn due(&self, line: &str) -> Option<Due> {
        let ahead = self.facing(Facing::Ahead);
        ahead
            .at_end(line, |phrase| phrase.introduced())
            .or_else(|| ahead.before_verb(line))
    }

    /// A deadline before the verb a German line ends with: "Lebenslauf bis Freitag schicken".
    fn before_verb(&self, line: &str) -> Option<Due> {
        let mut tokens = tokens(line);
        while let Some(Kind::Mark('.' | '!')) = tokens.last().map(|token| &token.kind) {
            tokens.pop();
        }
        let (verb, words) = tokens.split_last()?;
        let is_verb = line.get(verb.place.clone()).is_some_and(|verb| {
            verb.len() > 3 && verb.ends_with('n') && verb.chars().all(char::is_lowercase)
        });
        let (from, rest) = (1..words.len())
            .filter_map(|from| Some((from, words.get(from..)?)))
            .find(|(_, rest)| {
                is_verb && rest.first().is_some_and(|token| token.is_one_of(&["bis"]))
            })?;
        let mut phrase = Phrase::new(*self, rest);
        let (said, evidence) = phrase.introduced()?;
        if evidence != Evidence::Introduced || !phrase.has_read_all() || !phrase.may_be(said) {
            return None;
        }
        let before = words.get(..from)?;
        // "von Montag bis Freitag" is a span.
        let begins_span = |(at, token): (usize, &Token)| {
            let behind = before.get(at + 1..).unwrap_or_default();
            token.is_one_of(&["von", "ab", "seit"]) && Phrase::new(*self, behind).said().is_some()
        };
        if before.iter().enumerate().any(begins_span) {
            return None;
        }
        let start = start_of(before, rest)?;
        Some(Due {
            place: start..verb.place.start,
            said,
        })
    }

    /// Finds the date on which something happened at the end of a line that tells of it: "gave the talk yesterday",
    /// "Vortrag gehalten am Freitag". It is never ahead. "By Friday" says until when and is none.
    pub fn happened(&self, line: &str) -> Option<Due> {
        let found = self
            .facing(Facing::Back)
            .at_end(line, |phrase| phrase.told())?;
        let before = tokens(line.get(..found.place.start)?);
        let is_deadline = before
            .last()
            .is_some_and(|token| phrase::is_due(token, self.language));
        (!is_deadline).then_some(found)
    }

    /// Finds the date of a meeting at the end of a line that plans one: "coffee Tue 15:00", or nothing but "Tue 15:00".
    /// The day needs no word before it. It is never past.
    pub fn appointment(&self, line: &str) -> Option<Due> {
        self.facing(Facing::Ahead).at_end(line, |phrase| {
            phrase.introduced().or_else(|| {
                phrase.begin_again();
                // Whatever stands before it may still show that it is a part of something else.
                phrase.said().map(|(said, _)| (said, Evidence::OfItself))
            })
        })
    }

    /// The longest phrase that reaches the end of a line, unless what stands before it shows that it is the tail of
    /// a longer one nobody here understands: "every Friday" is no day.
    fn at_end(
        &self,
        line: &str,
        read: impl Fn(&mut Phrase<'_>) -> Option<(Said, Evidence)>,
    ) -> Option<Due> {
        let tokens = tokens(line);
        (0..tokens.len()).find_map(|from| {
            let (before, rest) = tokens.split_at_checked(from)?;
            let mut phrase = Phrase::new(*self, rest);
            let (said, evidence) = read(&mut phrase)?;
            if !phrase.is_over() || !phrase.may_be(said) {
                return None;
            }
            // "two weeks before Friday" is introduced by nothing.
            let is_one = |words: &[&str]| rest.first().is_some_and(|token| token.is_one_of(words));
            let stands_alone = evidence == Evidence::Introduced && !is_one(&["before", "vor"]);
            let is_tail =
                !stands_alone && (is_one(&tail::OF) || Phrase::new(*self, before).goes_on(rest));
            let start = start_of(before, rest)?;
            (!is_tail).then_some(Due {
                place: start..line.len(),
                said,
            })
        })
    }
}

/// Where a phrase begins: with the bracket it stands in.
fn start_of(before: &[Token], rest: &[Token]) -> Option<usize> {
    let start = rest.first()?.place.start;
    let bracket = before.last().filter(|token| token.is_mark('('));
    Some(bracket.map_or(start, |bracket| bracket.place.start))
}
