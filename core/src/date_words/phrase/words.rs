//! The next word, and what it may mean.

use chrono::Weekday;

use super::Phrase;
use crate::date_words::token::{Kind, Token};
use crate::date_words::vocabulary::{self, Meaning, Unit};

impl<'a> Phrase<'a> {
    pub(super) fn token(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn word(&self) -> Option<&'a str> {
        match &self.token()?.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn meaning(&self) -> Option<Meaning> {
        vocabulary::meaning(self.word()?, self.speaker.language)
    }

    pub(super) fn next_meaning(&mut self) -> Option<Meaning> {
        self.take(Some)
    }

    pub(super) fn take<T>(&mut self, wanted: impl FnOnce(Meaning) -> Option<T>) -> Option<T> {
        let taken = wanted(self.meaning()?)?;
        self.at += 1;
        Some(taken)
    }

    pub(super) fn mark(&mut self, wanted: char) -> bool {
        let is_here = self
            .token()
            .is_some_and(|token| token.kind == Kind::Mark(wanted));
        self.at += usize::from(is_here);
        is_here
    }

    pub(super) fn fillers(&mut self) {
        while self
            .take(|meaning| (meaning == Meaning::Filler).then_some(()))
            .is_some()
        {}
    }

    pub(super) fn number(&mut self) -> Option<(u32, usize)> {
        match self.token()?.kind {
            Kind::Number(number, digits) => {
                self.at += 1;
                Some((number, digits))
            }
            _ => None,
        }
    }

    pub(super) fn count(&mut self) -> Option<u32> {
        self.take(|meaning| match meaning {
            Meaning::Count(count) => Some(count),
            _ => None,
        })
    }

    pub(super) fn unit(&mut self) -> Option<Unit> {
        self.take(|meaning| match meaning {
            Meaning::Unit(unit) => Some(unit),
            _ => None,
        })
    }

    pub(super) fn month(&mut self) -> Option<u32> {
        self.take(|meaning| match meaning {
            Meaning::Month(month) => Some(month),
            _ => None,
        })
    }

    pub(super) fn named_weekday(&mut self) -> Option<Weekday> {
        self.take(|meaning| match meaning {
            Meaning::Weekday(weekday) => Some(weekday),
            _ => None,
        })
    }

    pub(super) fn which(&mut self) -> Option<Meaning> {
        self.take(|meaning| {
            let is_one = matches!(
                meaning,
                Meaning::Next | Meaning::Coming | Meaning::This | Meaning::AfterNext
            );
            is_one.then_some(meaning)
        })
    }

    /// "next week", and how many of its kind ahead of the one under way.
    pub(super) fn unit_ahead(&mut self) -> Option<(Unit, u32)> {
        self.fillers();
        let ahead = match self.which()? {
            Meaning::This => 0,
            Meaning::AfterNext => 2,
            _ => 1,
        };
        Some((self.unit()?, ahead))
    }

    /// "12", "12th", "12.", of at most two digits.
    pub(super) fn number_of_a_day(&mut self) -> Option<u32> {
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
    pub(super) fn year(&mut self) -> Option<u32> {
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
}
