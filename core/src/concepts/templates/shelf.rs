//! The templates as one list: ours, where the person has not reworded them, and theirs.

use std::sync::OnceLock;

use rusqlite::Connection;
use serde::Deserialize;

use super::model::TemplateFields;
use super::store;
use crate::error::{OrNotFound, Result};
use crate::locale::Language;
use crate::questions::Origin;

/// A template we ship.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Shipped {
    /// What it is known by, the same in every language.
    pub key: String,
    /// What it says.
    #[serde(flatten)]
    pub fields: TemplateFields,
}

/// The templates we ship in a language, in their order. A test keeps the languages complete.
pub fn shipped(language: Language) -> &'static [Shipped] {
    static EN: OnceLock<Vec<Shipped>> = OnceLock::new();
    static DE: OnceLock<Vec<Shipped>> = OnceLock::new();
    let read = |json| serde_json::from_str(json).unwrap_or_default();
    match language {
        Language::En => EN.get_or_init(|| read(include_str!("../../../words/templates.en.json"))),
        Language::De => DE.get_or_init(|| read(include_str!("../../../words/templates.de.json"))),
    }
}

/// A template, and where it comes from.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) origin: Origin,
    pub(super) fields: TemplateFields,
    pub(super) room_name: Option<String>,
}

/// All templates: the person's own first, the newest before the older, then ours.
pub(super) fn read(conn: &Connection, language: Language) -> Result<Vec<Entry>> {
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
    Ok(entries)
}

/// The template, unless in the bin.
pub(super) fn find(conn: &Connection, language: Language, id: &str) -> Result<Entry> {
    read(conn, language)?
        .into_iter()
        .find(|entry| entry.id == id)
        .or_not_found("agenda template")
}
