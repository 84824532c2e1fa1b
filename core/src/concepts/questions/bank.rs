//! The questions as one list: those shipped, where the person has not reworded them, and theirs.

use std::sync::OnceLock;

use rusqlite::Connection;

use super::model::QuestionFields;
use crate::error::{OrNotFound, Result};
use crate::locale::Language;
use crate::presets::{self, Entry, Preset as _, Shipped};
use crate::text;

/// The questions we ship in a language, in their order. A test keeps the languages complete.
pub fn shipped(language: Language) -> &'static [Shipped<QuestionFields>] {
    static EN: OnceLock<Vec<Shipped<QuestionFields>>> = OnceLock::new();
    static DE: OnceLock<Vec<Shipped<QuestionFields>>> = OnceLock::new();
    match language {
        Language::En => {
            EN.get_or_init(|| presets::from_words(include_str!("../../../words/questions.en.json")))
        }
        Language::De => {
            DE.get_or_init(|| presets::from_words(include_str!("../../../words/questions.de.json")))
        }
    }
}

/// All questions: the person's own first, the newest before the older, then ours.
pub(crate) struct Bank(pub(crate) Vec<Entry<QuestionFields>>);

impl Bank {
    pub(crate) fn read(conn: &Connection, language: Language) -> Result<Self> {
        Ok(Self(presets::read(conn, language)?))
    }

    /// The question, unless in the bin.
    pub(crate) fn find(&self, id: &str) -> Result<&Entry<QuestionFields>> {
        self.0
            .iter()
            .find(|entry| entry.id == id)
            .or_not_found(QuestionFields::WHAT)
    }

    /// The question that says just this, whatever its letters' case.
    pub(crate) fn saying(&self, words: &str) -> Option<&Entry<QuestionFields>> {
        let words = text::fold(words);
        self.0
            .iter()
            .find(|entry| text::fold(&entry.fields.text) == words)
    }
}
