//! A desk in memory on which a record proves that it is one: at the schema it names, by that schema's rules.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Read;

use chrono_tz::Tz;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::json::{hex, unhex};
use super::source::{damaged, met, none};
use super::tables::{LEFT_OUT, open};
use super::{FORMAT, parse};
use crate::clock::Millis;
use crate::db::{self, SCHEMA_VERSION, table};
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::notes;
use crate::time::LocalTime;

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

fn check_references(desk: &Connection) -> Result<()> {
    let mut query = desk.prepare("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1")?;
    let mut rows = query.query([])?;
    match rows.next()? {
        Some(row) => Err(broken(row.get::<_, String>("table")?)),
        None => Ok(()),
    }
}

fn check_values(desk: &Connection) -> Result<()> {
    for table in open()?.iter().chain(&notes::private_tables()?) {
        let columns: Vec<(String, parse::Kind)> = table
            .columns(desk)?
            .into_iter()
            .map(|name| {
                let kind = parse::kind(table.name, &name).unwrap_or(parse::Kind::Checked);
                (name, kind)
            })
            .collect();
        table.each(desk, "true", &mut |row| {
            for (name, kind) in &columns {
                if !kind.holds(row.get_ref(name.as_str())?) {
                    return Err(broken(format!("{}.{name}", table.name)));
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// A meeting's instants follow from its local time and zone. Rules of zones change: what is past keeps its
/// instants, as on any desk, and what is planned follows today's rules.
fn check_meetings(desk: &Connection, now: Millis) -> Result<()> {
    let meetings: Vec<(String, LocalTime, String, i64, Millis, Millis, bool)> = desk
        .prepare(
            "SELECT id, starts_local, zone, duration_minutes, starts_at, ends_at, state = 'planned' AS planned
             FROM meeting WHERE starts_at IS NOT NULL",
        )?
        .query_map([], |row| {
            Ok((
                row.get("id")?,
                row.get("starts_local")?,
                row.get("zone")?,
                row.get("duration_minutes")?,
                row.get("starts_at")?,
                row.get("ends_at")?,
                row.get("planned")?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (id, local, zone, minutes, starts_at, ends_at, planned) in meetings {
        let zone: Tz = zone.parse().map_err(|_| broken("meeting.zone"))?;
        let meant = local.instant(zone);
        if (starts_at.0 - meant.0).abs() > Millis::DAY {
            return Err(broken("meeting.starts_at"));
        }
        if ends_at != starts_at.plus_minutes(minutes) {
            return Err(broken("meeting.ends_at"));
        }
        if planned && starts_at >= now && starts_at != meant {
            desk.execute(
                "UPDATE meeting SET starts_at = ?2, ends_at = ?3 WHERE id = ?1",
                params![id, meant, meant.plus_minutes(minutes)],
            )?;
        }
    }
    Ok(())
}

/// One content has one size.
fn check_kept(desk: &Connection) -> Result<()> {
    let two_sizes = desk
        .prepare("SELECT 1 FROM attachment GROUP BY sha256 HAVING min(size) <> max(size)")?
        .exists([])?;
    if two_sizes {
        return Err(broken("attachment.size"));
    }
    Ok(())
}

/// A note is about one thing, and only a room that is over has a last day. The schema leaves both to the program.
fn check_owners(desk: &Connection) -> Result<()> {
    let wrong = |sql: &str| -> Result<bool> { Ok(desk.prepare(sql)?.exists([])?) };
    if !notes::have_owners(desk)? {
        return Err(broken("notes"));
    }
    if wrong(
        "SELECT 1 FROM relationship WHERE discard_on IS NOT NULL AND phase NOT IN ('ended', 'alumni')",
    )? {
        return Err(broken("relationship.discard_on"));
    }
    if wrong("SELECT 1 FROM journal_entry WHERE kind = 'win' AND context <> ''")? {
        return Err(broken("journal_entry.context"));
    }
    Ok(())
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

/// What has been read so far. A refusal is kept here, because serde's errors carry text only.
struct Reading<'a> {
    rows: u64,
    step: &'a mut dyn FnMut(u64) -> Result<()>,
    refused: Option<Error>,
    format: Option<i64>,
    schema: Option<i64>,
    private: Option<bool>,
    desk: Option<Connection>,
    tables: BTreeSet<String>,
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
