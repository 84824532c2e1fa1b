//! Whole tables, row by row: written down for the record, and taken over from one desk into another.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::schema::Shape;
use crate::error::Result;

/// A table as the record names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    /// The columns that tell its rows apart.
    pub(crate) key: &'static [String],
    /// Another set of columns no two rows share; empty for none.
    pub(crate) unique: &'static [String],
    /// Columns that belong to this computer, not to the record.
    pub(crate) not_written: &'static [&'static str],
    /// The column that points to another row of the same table; none where there is none.
    pub(crate) points_within: Option<&'static str>,
}

impl Table {
    /// A table of the schema, all of which is written.
    pub(crate) fn of(shape: &'static Shape) -> Self {
        Self {
            name: &shape.name,
            key: &shape.key,
            unique: &shape.unique,
            not_written: &[],
            points_within: shape.points_within(),
        }
    }

    /// The columns that are written, in the schema's order. Computed ones are left out.
    pub(crate) fn columns(&self, conn: &Connection) -> Result<Vec<String>> {
        Ok(columns(conn, self.name)?
            .into_iter()
            .filter(|name| !self.not_written.contains(&name.as_str()))
            .collect())
    }

    /// Shows every row for which `condition` holds, ordered by the key, with the columns of [`Self::columns`].
    pub(crate) fn each(
        &self,
        conn: &Connection,
        condition: &str,
        see: &mut dyn FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let sql = format!(
            "SELECT /* whole record */ {} FROM \"{}\" WHERE {condition} ORDER BY {}",
            quoted(&self.columns(conn)?),
            self.name,
            quoted(self.key)
        );
        let mut query = conn.prepare(&sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            see(row)?;
        }
        Ok(())
    }

    /// How many rows there are for which `condition` holds.
    pub(crate) fn count(&self, conn: &Connection, condition: &str) -> Result<u64> {
        let sql = format!(
            "SELECT count(*) FROM \"{}\" /* whole record */ WHERE {condition}",
            self.name
        );
        let count: i64 = conn.query_row(&sql, [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

/// The columns of a table that can be written.
pub(crate) fn columns(conn: &Connection, table: &str) -> Result<Vec<String>> {
    // `hidden` is 2 or 3 for generated columns, which cannot be written.
    let mut query = conn
        .prepare_cached("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid")?;
    let names = query
        .query_map([table], |row| row.get("name"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(names)
}

/// The difference between a row of one desk and another desk's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The other has no such row: it was, or would be, added.
    Added,
    /// The other has the same.
    Same,
    /// The other has one that says something else: it is left as it is.
    Different,
}

/// A row with its difference from another desk's.
pub(crate) struct Stood<'a> {
    pub(crate) standing: Standing,
    /// Its first key column.
    pub(crate) id: &'a str,
    /// The row itself, in the order of the columns.
    pub(crate) row: &'a Row<'a>,
}

/// Compares a table's rows with another desk's, and adds what is missing there where `adds` says so. A row that
/// is there is never touched.
pub(crate) fn take_over(
    table: &Table,
    from: &Connection,
    to: &Connection,
    adds: bool,
    wanted: &dyn Fn(&Row<'_>) -> Result<bool>,
    see: &mut dyn FnMut(Stood<'_>) -> Result<()>,
) -> Result<()> {
    let columns = table.columns(from)?;
    let names = quoted(&columns);
    let places: Vec<String> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
    let find_by = |key: &[String]| {
        let conditions: Vec<String> = key
            .iter()
            .zip(1..)
            .map(|(name, at)| format!("\"{name}\" = ?{at}"))
            .collect();
        format!(
            "SELECT {names} FROM \"{}\" WHERE {}",
            table.name,
            conditions.join(" AND ")
        )
    };
    let mut find = to.prepare(&find_by(table.key))?;
    let mut find_other = match table.unique {
        [] => None,
        unique => Some(to.prepare(&find_by(unique))?),
    };
    let mut insert = to.prepare(&format!(
        "INSERT INTO \"{}\" ({names}) VALUES ({})",
        table.name,
        places.join(", ")
    ))?;
    // Such a pointer is set when all rows are there: taking the addition back unsets it first, and no row takes
    // another one along.
    let pointer = columns
        .iter()
        .position(|name| Some(name.as_str()) == table.points_within);
    let mut pointers: Vec<(Value, Value)> = Vec::new();
    let read = |row: &Row<'_>| -> rusqlite::Result<Vec<Value>> {
        (0..columns.len()).map(|at| row.get(at)).collect()
    };
    let key_of = |row: &Row<'_>, key: &[String]| -> rusqlite::Result<Vec<Value>> {
        key.iter().map(|name| row.get(name.as_str())).collect()
    };
    table.each(from, "true", &mut |row| {
        if !wanted(row)? {
            return Ok(());
        }
        let values = read(row)?;
        let key = key_of(row, table.key)?;
        let there = find.query_row(params_from_iter(&key), read).optional()?;
        let standing = match there {
            Some(there) if there == values => Standing::Same,
            Some(_) => Standing::Different,
            None => {
                let known = match &mut find_other {
                    Some(find) => find.exists(params_from_iter(key_of(row, table.unique)?))?,
                    None => false,
                };
                if known {
                    Standing::Same
                } else {
                    if adds {
                        let mut values = values;
                        let pointed = pointer.and_then(|at| values.get_mut(at));
                        if let (Some(value), Some(id)) = (pointed, key.first()) {
                            pointers.push((id.clone(), std::mem::replace(value, Value::Null)));
                        }
                        insert.execute(params_from_iter(&values))?;
                    }
                    Standing::Added
                }
            }
        };
        let id = match key.first() {
            Some(Value::Text(id)) => id.as_str(),
            _ => "",
        };
        see(Stood { standing, id, row })
    })?;
    if let (Some(column), Some(key)) = (table.points_within, table.key.first()) {
        let mut point = to.prepare(&format!(
            "UPDATE \"{}\" SET \"{column}\" = ?2 WHERE \"{key}\" = ?1",
            table.name
        ))?;
        for (id, value) in pointers.iter().filter(|(_, value)| *value != Value::Null) {
            point.execute([id, value])?;
        }
    }
    Ok(())
}

/// Ids seen so far.
pub(crate) type Ids = BTreeSet<String>;

fn quoted(names: &[impl AsRef<str>]) -> String {
    names
        .iter()
        .map(|name| format!("\"{}\"", name.as_ref()))
        .collect::<Vec<_>>()
        .join(", ")
}
