//! The questions as one list: ours, where the person has not reworded them, and theirs.

use std::sync::OnceLock;

use rusqlite::Connection;
use serde::Deserialize;

use super::model::{Origin, QuestionFields};
use super::store;
use crate::error::{OrNotFound, Result};
use crate::locale::Language;
use crate::text;

/// A question we ship.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Shipped {
    /// What it is known by, the same in every language.
    pub key: String,
    /// What it says.
    #[serde(flatten)]
    pub fields: QuestionFields,
}

/// The questions we ship in a language, in their order. A test keeps the languages complete.
pub fn shipped(language: Language) -> &'static [Shipped] {
    static EN: OnceLock<Vec<Shipped>> = OnceLock::new();
    static DE: OnceLock<Vec<Shipped>> = OnceLock::new();
    let read = |json| serde_json::from_str(json).unwrap_or_default();
    match language {
        Language::En => EN.get_or_init(|| read(include_str!("../../../words/questions.en.json"))),
        Language::De => DE.get_or_init(|| read(include_str!("../../../words/questions.de.json"))),
    }
}

/// A question, and where it comes from.
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) origin: Origin,
    pub(crate) fields: QuestionFields,
    pub(crate) room_name: Option<String>,
}

/// All questions: the person's own first, the newest before the older, then ours.
pub(crate) struct Bank(pub(crate) Vec<Entry>);

impl Bank {
    pub(crate) fn read(conn: &Connection, language: Language) -> Result<Self> {
        let mut entries = Vec::new();
        let mut reworded = Vec::new();
        for row in store::rows(conn)? {
            match row.shipped_key {
                Some(key) => reworded.push((key, row.fields)),
                None => entries.push(Entry {
                    id: row.id,
                    origin: Origin::Own,
                    fields: row.fields,
                    room_name: row.room_name,
                }),
            }
        }
        for ours in shipped(language) {
            let theirs = reworded.iter().find(|(key, _)| *key == ours.key);
            entries.push(Entry {
                id: ours.key.clone(),
                origin: match theirs {
                    Some(_) => Origin::Changed,
                    None => Origin::Shipped,
                },
                fields: theirs.map_or_else(|| ours.fields.clone(), |(_, fields)| fields.clone()),
                room_name: None,
            });
        }
        Ok(Self(entries))
    }

    /// The question, unless in the bin.
    pub(crate) fn find(&self, id: &str) -> Result<&Entry> {
        self.0
            .iter()
            .find(|entry| entry.id == id)
            .or_not_found("question")
    }

    /// The question that says just this, whatever its letters' case.
    pub(crate) fn saying(&self, words: &str) -> Option<&Entry> {
        let words = text::sort_key(words);
        self.0
            .iter()
            .find(|entry| text::sort_key(&entry.fields.text) == words)
    }
}
