//! Presets: content that Ithaca ships, as a person keeps it. What is shipped can be reworded, added to and put back; the
//! rows of the database are the person's own, and their wordings of what is shipped.

use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::clock::Millis;
use crate::concept::Concept;
use crate::db::Write;
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, OrNotFound, Result};
use crate::id::Id;
use crate::locale::{Language, Message};
use crate::relationships::{self, RelationshipId};

/// Where a preset or one of the person's own comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Shipped, as it is.
    Shipped,
    /// Shipped, and reworded by the person.
    Changed,
    /// The person's own.
    Own,
}

/// Something that is shipped.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Shipped<F> {
    /// What it is known by, the same in every language.
    pub key: String,
    /// What it says.
    #[serde(flatten)]
    pub fields: F,
}

/// A row of the database: the person's own, or their wording of something shipped.
pub(crate) struct Kept<F> {
    pub(crate) id: String,
    pub(crate) shipped_key: Option<String>,
    pub(crate) fields: F,
    pub(crate) room_name: Option<String>,
}

/// Something of a collection, and where it comes from.
pub(crate) struct Entry<F> {
    /// Its row's id, or its key if it is shipped.
    pub(crate) id: String,
    pub(crate) origin: Origin,
    pub(crate) fields: F,
    pub(crate) room_name: Option<String>,
}

/// A kind of preset, by its fields.
pub(crate) trait Preset: Clone + Serialize + DeserializeOwned + 'static {
    const CONCEPT: &'static Concept;
    const KIND: Discarded;
    /// What one is called where it is not found.
    const WHAT: &'static str;
    /// The most a person can keep, and the sentence that says so.
    const LIMIT: (u32, &'static str);

    /// What is shipped in a language, in its order. A test keeps the languages complete.
    fn shipped(language: Language) -> &'static [Shipped<Self>];

    /// The rows that are not in the bin, the newest first.
    fn rows(conn: &Connection) -> Result<Vec<Kept<Self>>>;

    /// The fields, if they are sound.
    fn parse(self) -> Result<Self>;

    /// What it is called in the bin.
    fn title(&self) -> &str;

    /// The one room it is for.
    fn room(&self) -> Option<RelationshipId>;

    fn insert(
        &self,
        tx: &Write<'_>,
        id: Id<()>,
        shipped_key: Option<&str>,
        now: Millis,
    ) -> Result<()>;

    fn update(&self, tx: &Write<'_>, id: &str, now: Millis) -> Result<()>;
}

/// What is shipped, from its JSON.
pub(crate) fn from_words<F: DeserializeOwned>(json: &str) -> Vec<Shipped<F>> {
    serde_json::from_str(json).unwrap_or_default()
}

/// The whole collection: the person's own first, the newest before the older, then what is shipped.
pub(crate) fn read<F: Preset>(conn: &Connection, language: Language) -> Result<Vec<Entry<F>>> {
    let mut entries = Vec::new();
    let mut reworded = Vec::new();
    for row in F::rows(conn)? {
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
    for ours in F::shipped(language) {
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

/// One entry, unless in the bin.
pub(crate) fn find<F: Preset>(conn: &Connection, app: &App, id: &str) -> Result<Entry<F>> {
    read(conn, app.locale().language)?
        .into_iter()
        .find(|entry: &Entry<F>| entry.id == id)
        .or_not_found(F::WHAT)
}

/// Adds one of the person's own, and returns its id.
pub(crate) fn add<F: Preset>(tx: &Write<'_>, app: &App, fields: F) -> Result<String> {
    let fields = fields.parse()?;
    refuse_when_full::<F>(tx)?;
    check_room(tx, app, false, fields.room())?;
    let id = app.new_id();
    fields.insert(tx, id, None, app.now())?;
    Ok(id.to_string())
}

/// Replaces what an entry says, as [`edit::merged`] does. Something shipped is reworded, and stays what it was for other desks.
pub(crate) fn change<F: Preset>(
    tx: &Write<'_>,
    app: &App,
    id: &str,
    shown: Option<&F>,
    fields: F,
) -> Result<()> {
    let before: Entry<F> = find(tx, app, id)?;
    let fields = edit::merged(F::CONCEPT.columns(), &before.fields, shown, fields)?.parse()?;
    check_room(tx, app, before.origin != Origin::Own, fields.room())?;
    match row_of::<F>(tx, id)? {
        Some(row) => fields.update(tx, &row, app.now()),
        None => {
            refuse_when_full::<F>(tx)?;
            fields.insert(tx, app.new_id(), Some(id), app.now())
        }
    }
}

/// Puts what is shipped back. The person's wording goes into the bin, and comes out of it as one of their own.
pub(crate) fn put_back<F: Preset>(tx: &Write<'_>, app: &App, id: &str) -> Result<()> {
    let entry: Entry<F> = find(tx, app, id)?;
    let Some(row) = row_of::<F>(tx, id)?.filter(|_| entry.origin == Origin::Changed) else {
        return Err(Error::Conflict(Message::new("error_not_reworded")));
    };
    let table = F::CONCEPT.table();
    tx.prepare_cached(&format!(
        "UPDATE {table} SET shipped_key = NULL WHERE id = ?1"
    ))?
    .execute([&row])?;
    discard(tx, app, &row, &entry)
}

/// Puts one of the person's own into the bin. What is shipped stays.
pub(crate) fn delete<F: Preset>(tx: &Write<'_>, app: &App, id: &str) -> Result<()> {
    let entry: Entry<F> = find(tx, app, id)?;
    if entry.origin != Origin::Own {
        return Err(Error::Conflict(Message::new("error_ours_stays")));
    }
    discard(tx, app, id, &entry)
}

fn discard<F: Preset>(tx: &Write<'_>, app: &App, row: &str, entry: &Entry<F>) -> Result<()> {
    let bin = app.new_id::<()>().to_string();
    discard::discard(tx, &bin, F::KIND, row, entry.fields.title(), app.now())
}

/// The row an entry is in: the person's own, or their wording of something shipped.
fn row_of<F: Preset>(conn: &Connection, id: &str) -> Result<Option<String>> {
    let row = F::rows(conn)?
        .into_iter()
        .find(|row| row.shipped_key.as_deref().unwrap_or(&row.id) == id);
    Ok(row.map(|row| row.id))
}

fn refuse_when_full<F: Preset>(tx: &Write<'_>) -> Result<()> {
    let (limit, sentence) = F::LIMIT;
    if F::rows(tx)?.len() >= limit as usize {
        return Err(Error::Conflict(Message::new(sentence).with("limit", limit)));
    }
    Ok(())
}

/// What is for one room is for it whatever my role there is; what is shipped is for every room.
fn check_room(
    conn: &Connection,
    app: &App,
    shipped: bool,
    room: Option<RelationshipId>,
) -> Result<()> {
    match room {
        None => Ok(()),
        Some(_) if shipped => Err(Error::invalid(
            "relationship_id",
            Message::new("error_ours_in_every_room"),
        )),
        Some(room) => relationships::store::find(conn, app, room).map(drop),
    }
}
