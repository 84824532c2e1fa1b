//! The rows as they are read, one by one, onto the desk in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::{allowed, broken, is_private, newer};
use crate::db::{self, SCHEMA_VERSION, table};
use crate::error::{Error, Result};
use crate::record::FORMAT;
use crate::record::json::unhex;
use crate::record::source::none;
use crate::record::tables::open;

/// What has been read so far. A refusal is kept here, because serde's errors carry text only.
pub(super) struct Reading<'a> {
    pub(super) rows: u64,
    pub(super) step: &'a mut dyn FnMut(u64) -> Result<()>,
    pub(super) refused: Option<Error>,
    pub(super) format: Option<i64>,
    pub(super) schema: Option<i64>,
    pub(super) private: Option<bool>,
    pub(super) desk: Option<Connection>,
    pub(super) tables: BTreeSet<String>,
}

impl Reading<'_> {
    fn refuse<E: serde::de::Error>(&mut self, error: Error) -> E {
        self.refused.get_or_insert(error);
        E::custom("refused")
    }

    fn open_desk(&mut self, schema: i64) -> Result<()> {
        if schema > SCHEMA_VERSION {
            return Err(newer());
        }
        if schema < 1 || self.schema.replace(schema).is_some() {
            return Err(none());
        }
        let desk = db::in_memory(schema)?;
        // References are checked when all rows are there.
        desk.pragma_update(None, "foreign_keys", "OFF")?;
        desk.set_prepared_statement_cache_capacity(64);
        self.desk = Some(desk);
        Ok(())
    }

    /// The columns a table's rows have to name, unless a record has no such table.
    fn begin_table(&mut self, name: &str) -> Result<Vec<String>> {
        let desk = self.desk.as_ref().ok_or_else(none)?;
        if !allowed(desk)?.iter().any(|known| known == name) {
            return Err(none());
        }
        let unticked = is_private(name) && self.private != Some(true);
        if unticked || !self.tables.insert(name.to_owned()) {
            return Err(broken(name));
        }
        let not_written = open()?
            .iter()
            .find(|table| table.name == name)
            .map_or(&[][..], |table| table.not_written);
        let mut columns = table::columns(desk, name)?;
        columns.retain(|column| !not_written.contains(&column.as_str()));
        columns.sort();
        Ok(columns)
    }

    fn put(&mut self, table: &str, columns: &[String], row: BTreeMap<String, Value>) -> Result<()> {
        self.rows += 1;
        (self.step)(self.rows)?;
        if !row.keys().eq(columns) {
            return Err(broken(table));
        }
        let desk = self.desk.as_ref().ok_or_else(none)?;
        let places: Vec<String> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
        let names: Vec<String> = columns.iter().map(|name| format!("\"{name}\"")).collect();
        // The row of settings is there from the first migration.
        let sql = if table == "settings" {
            let set: Vec<String> = names
                .iter()
                .zip(&places)
                .map(|(name, place)| format!("{name} = {place}"))
                .collect();
            format!("UPDATE settings SET {}", set.join(", "))
        } else {
            let (names, places) = (names.join(", "), places.join(", "));
            format!("INSERT INTO \"{table}\" ({names}) VALUES ({places})")
        };
        let values: Option<Vec<Value>> = row
            .into_iter()
            .map(|(name, value)| match (name.as_str(), value) {
                ("sha256", Value::Text(text)) => unhex(&text).map(Value::Blob),
                (_, value) => Some(value),
            })
            .collect();
        let values = values.ok_or_else(|| broken(table))?;
        // What the schema refuses is a record no desk could have written.
        desk.prepare_cached(&sql)?
            .execute(params_from_iter(values))
            .map_err(|_| broken(table))?;
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for &mut Reading<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Reading<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => {
                    let format: i64 = map.next_value()?;
                    if format > FORMAT {
                        return Err(self.refuse(newer()));
                    }
                    if format < 1 || self.format.replace(format).is_some() {
                        return Err(self.refuse(none()));
                    }
                }
                "schema" => {
                    let schema: i64 = map.next_value()?;
                    self.open_desk(schema)
                        .map_err(|error| self.refuse::<A::Error>(error))?;
                }
                "private" => {
                    let private: bool = map.next_value()?;
                    if self.private.replace(private).is_some() {
                        return Err(self.refuse(none()));
                    }
                }
                "tables" if self.format.is_some() && self.private.is_some() => {
                    map.next_value_seed(Tables(&mut *self))?;
                }
                // A format that is not known yet is told before anything it may have added.
                _ if self.format.is_none() => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => return Err(self.refuse(none())),
            }
        }
        Ok(())
    }
}

struct Tables<'a, 'b>(&'a mut Reading<'b>);

impl<'de> DeserializeSeed<'de> for Tables<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Tables<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tables")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let columns = self
                .0
                .begin_table(&name)
                .map_err(|error| self.0.refuse::<A::Error>(error))?;
            map.next_value_seed(Rows {
                reading: &mut *self.0,
                name: &name,
                columns: &columns,
            })?;
        }
        Ok(())
    }
}

struct Rows<'a, 'b> {
    reading: &'a mut Reading<'b>,
    name: &'a str,
    columns: &'a [String],
}

impl<'de> DeserializeSeed<'de> for Rows<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(Cells(row)) = seq.next_element()? {
            self.reading
                .put(self.name, self.columns, row)
                .map_err(|error| self.reading.refuse::<A::Error>(error))?;
        }
        Ok(())
    }
}

/// A row: columns by their names, each once.
struct Cells(BTreeMap<String, Value>);

impl<'de> serde::Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen;
        impl<'de> Visitor<'de> for Seen {
            type Value = Cells;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a row")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cells, A::Error> {
                let mut cells = BTreeMap::new();
                while let Some((name, Cell(value))) = map.next_entry::<String, Cell>()? {
                    if cells.insert(name, value).is_some() || cells.len() > 100 {
                        return Err(A::Error::custom("a column twice, or too many"));
                    }
                }
                Ok(Cells(cells))
            }
        }
        deserializer.deserialize_map(Seen)
    }
}

/// Nothing, a whole number, or a text.
struct Cell(Value);

impl<'de> serde::Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen;
        impl Visitor<'_> for Seen {
            type Value = Cell;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("nothing, a whole number or a text")
            }
            fn visit_unit<E>(self) -> Result<Cell, E> {
                Ok(Cell(Value::Null))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Cell, E> {
                Ok(Cell(Value::Integer(value)))
            }
            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Cell, E> {
                i64::try_from(value)
                    .map(|value| Cell(Value::Integer(value)))
                    .map_err(E::custom)
            }
            fn visit_str<E>(self, value: &str) -> Result<Cell, E> {
                Ok(Cell(Value::Text(value.to_owned())))
            }
            fn visit_string<E>(self, value: String) -> Result<Cell, E> {
                Ok(Cell(Value::Text(value)))
            }
        }
        deserializer.deserialize_any(Seen)
    }
}
