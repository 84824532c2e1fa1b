//! `record.json`: one row a line, tables and rows always in the same order, so that the same record is the
//! same bytes.

use std::io::Write;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::FORMAT;
use super::tables::{condition, open};
use crate::db::SCHEMA_VERSION;
use crate::db::table::Table;
use crate::error::{Error, Result};
use crate::limits;
use crate::locale::Message;
use crate::notes::{self, PrivateTicked};

/// Writes the record's rows. `step` is told of each.
pub(super) fn write(
    conn: &Connection,
    ticked: Option<&PrivateTicked>,
    out: &mut dyn Write,
    step: &mut dyn FnMut() -> Result<()>,
) -> Result<()> {
    let mut out = Counted { out, written: 0 };
    let private = ticked.is_some();
    write!(
        out,
        "{{\n\"format\": {FORMAT},\n\"schema\": {SCHEMA_VERSION},\n\"private\": {private},\n\"tables\": {{"
    )?;
    let mut tables = 0;
    for table in open()? {
        let mut rows = begin(&mut out, &mut tables, conn, table)?;
        table.each(conn, &condition(conn, table, private)?, &mut |row| {
            step()?;
            rows.put(row)
        })?;
        write!(out, "\n]")?;
    }
    if let Some(ticked) = ticked {
        for table in &notes::private_tables()? {
            let mut rows = begin(&mut out, &mut tables, conn, table)?;
            notes::give_out(conn, ticked, table, &mut |row| {
                step()?;
                rows.put(row)
            })?;
            write!(out, "\n]")?;
        }
    }
    write!(out, "\n}}\n}}\n")?;
    // What cannot be read back is not written.
    if out.written > limits::RECORD_JSON {
        return Err(Error::invalid(
            "out",
            Message::new("error_record_too_large"),
        ));
    }
    Ok(())
}

fn begin<'a, 'b>(
    out: &'a mut Counted<'b>,
    tables: &mut u32,
    conn: &Connection,
    table: &Table,
) -> Result<Rows<'a, 'b>> {
    let comma = if *tables == 0 { "" } else { "," };
    *tables += 1;
    write!(out, "{comma}\n\"{}\": [", table.name)?;
    let mut columns = table.columns(conn)?;
    columns.sort();
    Ok(Rows {
        out,
        columns,
        first: true,
    })
}

struct Rows<'a, 'b> {
    out: &'a mut Counted<'b>,
    columns: Vec<String>,
    first: bool,
}

impl Rows<'_, '_> {
    fn put(&mut self, row: &Row<'_>) -> Result<()> {
        let comma = if self.first { "" } else { "," };
        self.first = false;
        write!(self.out, "{comma}\n{{")?;
        for (name, number) in self.columns.iter().zip(0..) {
            let comma = if number == 0 { "" } else { ", " };
            write!(self.out, "{comma}\"{name}\": ")?;
            match row.get_ref(name.as_str())? {
                ValueRef::Null => write!(self.out, "null")?,
                ValueRef::Integer(value) => write!(self.out, "{value}")?,
                ValueRef::Text(bytes) => {
                    let text = std::str::from_utf8(bytes)
                        .map_err(|_| Error::Damaged("a text is not UTF-8".to_owned()))?;
                    serde_json::to_writer(&mut *self.out, text).map_err(std::io::Error::from)?;
                }
                ValueRef::Blob(bytes) => write!(self.out, "\"{}\"", hex(bytes))?,
                ValueRef::Real(_) => {
                    return Err(Error::Internal("a column with fractions".to_owned()));
                }
            }
        }
        write!(self.out, "}}")?;
        Ok(())
    }
}

struct Counted<'a> {
    out: &'a mut dyn Write,
    written: u64,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of hexadecimal digits; none for anything else.
pub(super) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |digit: &u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs
        .iter()
        .map(|[high, low]| Some(digit(high)? << 4 | digit(low)?))
        .collect()
}
