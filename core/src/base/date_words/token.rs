//! A text in words, numbers and marks.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The kind of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, in lower case, composed (Unicode NFC).
    Word(String),
    /// Digits: their number, and how many they are.
    Number(u32, usize),
    /// Anything else but white space.
    Mark(char),
}

/// A token of a text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Its bytes.
    pub(super) place: Range<usize>,
    /// Whether it follows the one before at once.
    pub(super) joined: bool,
}

impl Token {
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        matches!(&self.kind, Kind::Word(word) if words.contains(&word.as_str()))
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        let alike: fn(char) -> bool = if first.is_ascii_digit() {
            |letter| letter.is_ascii_digit()
        } else if first.is_alphabetic() {
            // An umlaut pasted from a Mac is a letter and a mark that combines with it.
            |letter| letter.is_alphabetic() || is_combining_mark(letter)
        } else {
            |_| false
        };
        while let Some((at, letter)) = letters.next_if(|(_, letter)| alike(*letter)) {
            end = at + letter.len_utf8();
        }
        let text = text.get(start..end).unwrap_or_default();
        let kind = if first.is_ascii_digit() {
            // More digits than any number of a date has.
            Kind::Number(text.parse().unwrap_or(u32::MAX), text.len())
        } else if first.is_alphabetic() {
            Kind::Word(text.nfc().collect::<String>().to_lowercase())
        } else {
            Kind::Mark(first)
        };
        let joined = found.last().is_some_and(|before| before.place.end == start);
        found.push(Token {
            kind,
            place: start..end,
            joined,
        });
    }
    found
}
