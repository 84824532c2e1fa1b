//! Whether what stands before a phrase shows that it is the end of a longer one.

use super::Phrase;
use crate::date_words::token::{Kind, Token};
use crate::date_words::vocabulary::{self, Meaning};

/// What makes of a day a part of something else.
pub(in crate::base::date_words) const OF: [&str; 4] = ["of", "des", "vom", "von"];

impl Phrase<'_> {
    /// Whether these tokens go on in the phrase that follows them, so that it means something else, or nothing that
    /// is one day: "every", "two weeks after", "the 5th of", "not".
    pub(in crate::base::date_words) fn goes_on(&self, rest: &[Token]) -> bool {
        let mut before = self.tokens;
        let meant = |token: &Token| match &token.kind {
            Kind::Word(word) => vocabulary::meaning(word, self.speaker.language),
            Kind::Number(..) | Kind::Mark(_) => None,
        };
        while let [shorter @ .., last] = before {
            if last.is_one_of(&OF) {
                return true;
            }
            match meant(last) {
                Some(Meaning::Filler) => before = shorter,
                // "two weeks before"
                Some(Meaning::Due) if last.is_one_of(&["before", "vor"]) => before = shorter,
                _ if last.is_mark('-') || last.is_mark('–') => return !shorter.is_empty(),
                _ => break,
            }
        }
        let [earlier @ .., last] = before else {
            return false;
        };
        let counted = || {
            earlier.last().is_some_and(|token| {
                matches!(token.kind, Kind::Number(..))
                    || matches!(meant(token), Some(Meaning::Count(_) | Meaning::Nth(_)))
            })
        };
        match meant(last) {
            Some(
                Meaning::From
                | Meaning::Next
                | Meaning::Coming
                | Meaning::AfterNext
                | Meaning::Last
                | Meaning::Nth(2..)
                | Meaning::Ordinal
                | Meaning::Never,
            ) => true,
            // A short one is too often something else: "so", "do", "sun".
            Some(Meaning::Weekday(_)) => last.place.len() > 3,
            Some(Meaning::Unit(_)) => counted(),
            // "am 15. nächsten Monats"
            _ => {
                let a_day = |tokens: &[Token]| {
                    tokens
                        .last()
                        .is_some_and(|token| matches!(token.kind, Kind::Number(1..=31, 1..=2)))
                };
                let a_period = rest.first().and_then(meant).is_some_and(|meaning| {
                    matches!(
                        meaning,
                        Meaning::Next | Meaning::Coming | Meaning::This | Meaning::AfterNext
                    )
                });
                a_period && last.is_mark('.') && a_day(earlier)
            }
        }
    }
}
