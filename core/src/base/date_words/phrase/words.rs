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

    /// Whether a word of that meaning is here; it is taken.
    pub(super) fn take_meaning(&mut self, wanted: Meaning) -> bool {
        self.take(|meaning| (meaning == wanted).then_some(()))
            .is_some()
    }

    /// A mark that may be left out.
    pub(super) fn optional_mark(&mut self, wanted: char) {
        self.mark(wanted);
    }

    pub(super) fn fillers(&mut self) {
        while self.take_meaning(Meaning::Filler) {}
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

    /// The nth of something, as a word.
    pub(super) fn nth(&mut self) -> Option<u32> {
        self.take(|meaning| match meaning {
            Meaning::Nth(nth) => Some(nth),
            _ => None,
        })
    }

    pub(super) fn unit(&mut self) -> Option<Unit> {
        self.take(|meaning| match meaning {
            Meaning::Unit(unit) => Some(unit),
            // A quarter of an hour elsewhere.
            Meaning::Quarter => Some(Unit::Quarter),
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
                Meaning::Next
                    | Meaning::Coming
                    | Meaning::This
                    | Meaning::AfterNext
                    | Meaning::Last
                    | Meaning::BeforeLast
            );
            is_one.then_some(meaning)
        })
    }

    /// "next week", and how many of its kind ahead of the one under way.
    pub(super) fn unit_ahead(&mut self) -> Option<(Unit, i64)> {
        self.fillers();
        let ahead = match self.which()? {
            Meaning::This => 0,
            Meaning::AfterNext => 2,
            Meaning::Last => -1,
            Meaning::BeforeLast => -2,
            _ => 1,
        };
        Some((self.unit()?, ahead))
    }

    /// "12", "12th", "12.", of at most two digits.
    pub(super) fn number_of_a_day(&mut self) -> Option<u32> {
        self.optional(|phrase| {
            let (day, digits) = phrase.number()?;
            if !phrase.take_meaning(Meaning::Ordinal) {
                phrase.optional_mark('.');
            }
            (digits <= 2).then_some(day)
        })
    }

    /// "12th", "12.": a number that says of itself that it counts.
    pub(super) fn ordinal_day(&mut self) -> Option<u32> {
        let (day, digits) = self.number()?;
        let is_ordinal = self.take_meaning(Meaning::Ordinal) || self.mark('.');
        // "15.00" is a time.
        let is_parted = self
            .token()
            .is_some_and(|token| token.joined && matches!(token.kind, Kind::Number(..)));
        (is_ordinal && !is_parted && digits <= 2 && (1..=31).contains(&day)).then_some(day)
    }

    /// A year of four digits, or of two where nothing makes a time of them.
    pub(super) fn year(&mut self) -> Option<u32> {
        self.optional(|phrase| {
            let joined = phrase.token()?.joined;
            match phrase.number()? {
                (year, 4) => Some(year),
                (year, 2) if joined => Some(2000 + year),
                _ => None,
            }
        })
    }
}
