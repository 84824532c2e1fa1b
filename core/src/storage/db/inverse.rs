//! The statement that takes one row's change back.

use std::fmt::Write as _;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::error::Result;

/// The columns of a row that a person changes, where others change by themselves: whether and when the
/// desktop showed a reminder is neither taken back nor in the way of taking back the answer to it.
const ANSWERS: (&str, &[&str]) = ("reminder", &["id", "state", "snoozed_until", "closed_at"]);

/// What is noted beside a change and is no change itself: that what follows a meeting was seen to, or that its agenda
/// was sent, is neither taken back nor in the way of taking back that it was held; nor is the time that a deleted row
/// lay in the bin unseen in the way of taking back that it was deleted.
const BESIDE: [(&str, &[&str]); 2] = [
    ("meeting", &["followed_at", "agenda_sent_at"]),
    ("bin", &["deleted_at"]),
];

/// A count that only rises, also when a change is taken back: a calendar that saw the change ignores an
/// entry whose SEQUENCE is not higher (RFC 5545 section 3.8.7.4).
const RISES: (&str, &str) = ("meeting", "sequence");

/// The event of a trigger; the number goes through SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    Insert = 1,
    Delete = 2,
    Update = 3,
}

impl Event {
    pub(super) fn of(number: u16) -> Self {
        match number {
            1 => Self::Insert,
            2 => Self::Delete,
            _ => Self::Update,
        }
    }
}

/// A table whose changes are captured for undo.
pub(super) struct Shape {
    pub(super) table: String,
    pub(super) columns: Vec<Column>,
}

pub(super) struct Column {
    pub(super) name: String,
    /// Whether a person changes it; what changes beside that is neither taken back nor in the way.
    counts: bool,
    rises: bool,
}

impl Shape {
    /// The undo statement of a row's change. `values` are the row's columns: those that went, those that came,
    /// or both in that order.
    pub(super) fn inverse(&self, event: Event, values: &[ValueRef<'_>]) -> String {
        let table = &self.table;
        let (old, new) = values.split_at(match event {
            Event::Insert => 0,
            Event::Delete | Event::Update => self.columns.len(),
        });
        let still_new = || {
            let counted = self.columns.iter().zip(new);
            let counted = counted.filter(|(column, _)| column.counts && !column.rises);
            joined(counted, " AND ", |sql, column, value| {
                let _ = write!(sql, "\"{}\" IS ", column.name);
                quote(sql, *value);
            })
        };
        let before = || self.columns.iter().zip(old);
        match event {
            Event::Insert => {
                format!("DELETE FROM \"{table}\" WHERE {}", still_new())
            }
            Event::Delete => {
                let names = joined(before(), ", ", |sql, column, _| {
                    let _ = write!(sql, "\"{}\"", column.name);
                });
                let values = joined(before(), ", ", |sql, _, value| quote(sql, *value));
                format!("INSERT INTO \"{table}\" ({names}) VALUES ({values})")
            }
            Event::Update => {
                let counted = before().filter(|(column, _)| column.counts);
                let set = joined(counted, ", ", |sql, column, value| {
                    let _ = write!(sql, "\"{}\" = ", column.name);
                    if column.rises {
                        let _ = write!(sql, "\"{}\" + 1", column.name);
                    } else {
                        quote(sql, *value);
                    }
                });
                format!("UPDATE \"{table}\" SET {set} WHERE {}", still_new())
            }
        }
    }
}

fn joined<'a, 'v>(
    parts: impl Iterator<Item = (&'a Column, &'a ValueRef<'v>)>,
    separator: &str,
    part: impl Fn(&mut String, &Column, &ValueRef<'v>),
) -> String
where
    'v: 'a,
{
    let mut sql = String::new();
    for (column, value) in parts {
        if !sql.is_empty() {
            sql.push_str(separator);
        }
        part(&mut sql, column, value);
    }
    sql
}

/// Writes a value as an SQL literal, as SQLite's own `quote` does; and a text with a NUL in it, which that cuts off.
fn quote(sql: &mut String, value: ValueRef<'_>) {
    let hex = |sql: &mut String, bytes: &[u8]| {
        sql.push_str("X'");
        for byte in bytes {
            let _ = write!(sql, "{byte:02X}");
        }
        sql.push('\'');
    };
    match value {
        ValueRef::Null => sql.push_str("NULL"),
        ValueRef::Integer(number) => {
            let _ = write!(sql, "{number}");
        }
        ValueRef::Real(number) => {
            let _ = write!(sql, "{number:e}");
        }
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) if !text.contains('\0') => {
                let _ = write!(sql, "'{}'", text.replace('\'', "''"));
            }
            _ => {
                sql.push_str("CAST(");
                hex(sql, text);
                sql.push_str(" AS TEXT)");
            }
        },
        ValueRef::Blob(bytes) => hex(sql, bytes),
    }
}

/// The tables of the desk with the columns that can be written.
pub(super) fn shapes(conn: &Connection) -> Result<Vec<Shape>> {
    // `hidden` is 2 or 3 for generated columns, which cannot be written.
    let mut query = conn.prepare(
        "SELECT tables.name AS source, columns.name AS name
         FROM pragma_table_list AS tables, pragma_table_xinfo(tables.name) AS columns
         WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'
           AND tables.name NOT IN ('find_entry', 'revision') AND columns.hidden = 0
         ORDER BY tables.name, columns.cid",
    )?;
    let mut shapes: Vec<Shape> = Vec::new();
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (table, name): (String, String) = (row.get("source")?, row.get("name")?);
        let column = Column {
            counts: !BESIDE
                .iter()
                .any(|(beside, columns)| table == *beside && columns.contains(&name.as_str()))
                && (table != ANSWERS.0 || ANSWERS.1.contains(&name.as_str())),
            rises: (table.as_str(), name.as_str()) == RISES,
            name,
        };
        match shapes.last_mut() {
            Some(shape) if shape.table == table => shape.columns.push(column),
            _ => shapes.push(Shape {
                table,
                columns: vec![column],
            }),
        }
    }
    Ok(shapes)
}
