//! What the record is made of, table by table, and what is left out of it, each with its reason.

use std::sync::OnceLock;

use rusqlite::Connection;

use crate::db::schema::Schema;
use crate::db::table::Table;
use crate::discard;
use crate::error::Result;
use crate::notes::PRIVATE;

/// The tables of the record without its private parts, each after those it points to.
pub(super) fn open() -> Result<&'static [Table]> {
    static OPEN: OnceLock<Vec<Table>> = OnceLock::new();
    if let Some(tables) = OPEN.get() {
        return Ok(tables);
    }
    let tables = Schema::of_today()?.tables.iter();
    let tables = tables
        .filter(|shape| !LEFT_OUT.iter().any(|(name, _)| *name == shape.name))
        .filter(|shape| !PRIVATE.contains(&shape.name.as_str()))
        .map(|shape| Table {
            not_written: if shape.name == "settings" {
                &OF_THIS_COMPUTER
            } else {
                &[]
            },
            ..Table::of(shape)
        })
        .collect();
    Ok(OPEN.get_or_init(|| tables))
}

/// The settings that belong to this computer, not to the record.
const OF_THIS_COMPUTER: [&str; 6] = [
    "id",
    "backup_folder",
    "backup_budget",
    "lock_after",
    "calendar_file",
    "zone_rules",
];

/// Tables that are in no record.
pub const LEFT_OUT: [(&str, &str); 11] = [
    (
        "attachment_chunk",
        "its bytes are the files of `attachments/`",
    ),
    ("revision", "counts the writes of this desk"),
    (
        "former_key",
        "opens older backups of this desk, and is nobody else's",
    ),
    (
        "tombstone",
        "says what is no more, and a record says what is",
    ),
    ("schedule", "stands for a file outside this desk"),
    ("find_entry", "made by triggers from the rows it finds"),
    ("find_index", "made by triggers from the rows it finds"),
    ("find_index_config", "part of find_index"),
    ("find_index_data", "part of find_index"),
    ("find_index_docsize", "part of find_index"),
    ("find_index_idx", "part of find_index"),
];

/// The names of the tables a record holds, its private parts among them.
pub fn names() -> Result<Vec<&'static str>> {
    let open = open()?.iter().map(|table| table.name);
    Ok(open.chain(PRIVATE).collect())
}

/// Which rows of a table go along where the private parts stay here. A private note in the bin, or in the
/// made-up year, is named in other tables too: by its id only, and even that stays.
pub(super) fn condition(conn: &Connection, table: &Table, private: bool) -> Result<String> {
    Ok(match table.name {
        "attachment" => format!("NOT ({})", discard::is_orphan(conn)?),
        "bin" | "sample" if !private => "kind <> 'note'".to_owned(),
        _ => "true".to_owned(),
    })
}
