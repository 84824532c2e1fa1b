//! A desk in memory on which a record proves that it is one: at the schema it names, by that schema's rules.

mod check;
mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use check::{check_kept, check_meetings, check_owners, check_references, check_values};
use reading::Reading;
use rusqlite::Connection;
use serde::de::DeserializeSeed as _;

use crate::clock::Millis;
use crate::db::{self, SCHEMA_VERSION};
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::notes;
use crate::record::json::hex;
use crate::record::source::{damaged, met, none};
use crate::record::tables::LEFT_OUT;
use crate::registry;

/// A record that holds what a desk can hold.
pub(super) struct Stage {
    /// Its rows, in today's schema.
    pub(super) conn: Connection,
    /// The schema it was written in.
    pub(super) schema: i64,
    /// Whether its private parts are in it.
    pub(super) private: bool,
}

/// Something a desk cannot hold; `place` is a table, with a column where one is to blame.
fn broken(place: impl Into<String>) -> Error {
    Error::invalid(
        "from",
        Message::new("error_record_broken").with("place", place.into()),
    )
}

fn newer() -> Error {
    Error::invalid("from", Message::new("error_record_newer"))
}

/// Reads the rows onto a desk in memory, and checks them.
pub(super) fn read(
    rows: &mut dyn Read,
    now: Millis,
    step: &mut dyn FnMut(u64) -> Result<()>,
) -> Result<Stage> {
    let mut reading = Reading {
        rows: 0,
        step,
        refused: None,
        format: None,
        schema: None,
        private: None,
        desk: None,
        tables: BTreeSet::new(),
    };
    let mut deserializer = serde_json::Deserializer::from_reader(rows);
    let read = (&mut reading).deserialize(&mut deserializer);
    let ended = read.and_then(|()| deserializer.end());
    if let Some(refused) = reading.refused.take() {
        return Err(refused);
    }
    if let Err(error) = ended {
        return Err(match error.classify() {
            serde_json::error::Category::Io => met(error.into()),
            serde_json::error::Category::Eof => damaged(),
            _ if reading.desk.is_none() => none(),
            _ => damaged(),
        });
    }
    let (Some(schema), Some(private), Some(conn)) = (reading.schema, reading.private, reading.desk)
    else {
        return Err(none());
    };
    let missing = allowed(&conn)?
        .into_iter()
        .find(|name| !reading.tables.contains(name) && (private || !is_private(name)));
    if let Some(missing) = missing {
        return Err(broken(missing));
    }
    check_references(&conn)?;
    db::raise(&conn, schema, SCHEMA_VERSION)?;
    check_references(&conn)?;
    check_values(&conn)?;
    // Keys another program made may sort otherwise.
    conn.execute_batch(&registry::ALL.sorted_anew())?;
    check_meetings(&conn, now)?;
    check_kept(&conn)?;
    check_owners(&conn)?;
    Ok(Stage {
        conn,
        schema,
        private,
    })
}

fn is_private(table: &str) -> bool {
    notes::PRIVATE.contains(&table)
}

/// The tables of a desk that a record may fill.
fn allowed(desk: &Connection) -> Result<Vec<String>> {
    let mut query = desk.prepare_cached(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )?;
    let names: Vec<String> = query
        .query_map([], |row| row.get("name"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(names
        .into_iter()
        .filter(|name| !LEFT_OUT.iter().any(|(left_out, _)| left_out == name))
        .collect())
}

/// The kept files of a record: SHA-256 in hexadecimal, and size.
pub(super) fn kept(desk: &Connection) -> Result<BTreeMap<String, u64>> {
    let kept = desk
        .prepare("SELECT sha256, size FROM attachment")?
        .query_map([], |row| {
            let hash: Vec<u8> = row.get("sha256")?;
            let size: i64 = row.get("size")?;
            Ok((hex(&hash), size.unsigned_abs()))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(kept)
}
