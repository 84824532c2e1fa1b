//! The record of a write: temporary triggers note, for every row a write touches, the statement that
//! takes it back (the technique of sqlite.org/undoredo.html). It yields undo for every command without
//! a line in any of them, and says which tables changed.
//!
//! An inverse touches a row only if the row still looks as the write left it. If it does not, somebody
//! else changed it since, and the whole undo is refused rather than overwriting their work.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::locale::Message;

/// Tables whose rows an undo leaves alone: search entries follow their own triggers, file contents are
/// large and are swept when nothing points to them, drafts and reminders are not the person's record.
const LEFT_ALONE: &[&str] = &["attachment", "attachment_chunk", "draft", "note_draft", "reminder"];

/// A count that only rises, also when a change is taken back: a calendar that saw the change ignores an
/// entry whose SEQUENCE is not higher (RFC 5545 section 3.8.7.4).
const RISES: (&str, &str) = ("meeting", "sequence");

/// Statements that take a write back, in the order to run them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Inverse(Vec<String>);

impl Inverse {
    /// Whether there is anything to take back.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// This undone first, then `earlier`: two writes taken back as one.
    pub(crate) fn then(mut self, earlier: Self) -> Self {
        self.0.extend(earlier.0);
        self
    }

    /// Bytes held, for a bound on the stack.
    pub(crate) fn size(&self) -> usize {
        self.0.iter().map(String::len).sum()
    }
}

/// What a write did.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recorded {
    /// What takes it back.
    pub(crate) inverse: Inverse,
    /// The tables whose rows it touched.
    pub(crate) tables: BTreeSet<String>,
}

/// Puts the triggers on this connection. They are temporary: other processes do not see them.
pub(super) fn install(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE recording (is_on INTEGER NOT NULL);
         INSERT INTO temp.recording VALUES (1);
         CREATE TEMP TABLE undo_log (number INTEGER PRIMARY KEY, source TEXT NOT NULL, statement TEXT);",
    )?;
    for table in tables(conn)? {
        let columns = columns(conn, &table)?;
        let inverses = !LEFT_ALONE.contains(&table.as_str());
        for (event, statement) in statements(&table, &columns) {
            let statement = if inverses { statement } else { "NULL".to_owned() };
            conn.execute_batch(&format!(
                "CREATE TEMP TRIGGER record_{event}_{table} AFTER {event} ON main.\"{table}\"
                 WHEN (SELECT is_on FROM temp.recording) BEGIN
                   INSERT INTO undo_log (source, statement) VALUES ('{table}', {statement});
                 END;"
            ))?;
        }
    }
    Ok(())
}

/// Stops or resumes recording.
pub(super) fn pause(conn: &Connection, paused: bool) -> Result<()> {
    conn.execute("UPDATE temp.recording SET is_on = ?1", [!paused])?;
    Ok(())
}

pub(super) fn clear(conn: &Connection) -> Result<()> {
    conn.prepare_cached("DELETE FROM temp.undo_log")?.execute([])?;
    Ok(())
}

pub(super) fn read(conn: &Connection) -> Result<Recorded> {
    let mut recorded = Recorded::default();
    let mut query =
        conn.prepare_cached("SELECT source, statement FROM temp.undo_log ORDER BY number DESC")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        recorded.tables.insert(row.get("source")?);
        recorded.inverse.0.extend(row.get::<_, Option<String>>("statement")?);
    }
    Ok(recorded)
}

/// Runs an inverse inside the open transaction. Fails if a row no longer looks as it was left.
pub(super) fn apply(conn: &Connection, inverse: &Inverse) -> Result<()> {
    // Rows come back in the opposite order of their leaving: parents may follow their children.
    conn.pragma_update(None, "defer_foreign_keys", "ON")?;
    // A row that others came to hang on would take them along, and the log would show them.
    let mut touched = conn.prepare_cached("SELECT coalesce(max(number), 0) FROM temp.undo_log")?;
    let before: i64 = touched.query_row([], |row| row.get(0))?;
    for (statement, expected) in inverse.0.iter().zip(before + 1..) {
        if conn.execute(statement, [])? != 1 || touched.query_row([], |row| row.get::<_, i64>(0))? != expected {
            return Err(Error::Conflict(Message::new("error_undo_changed_since")));
        }
    }
    Ok(())
}

struct Column(String);

fn tables(conn: &Connection) -> Result<Vec<String>> {
    let mut query = conn.prepare(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'find_entry'
         ORDER BY name",
    )?;
    let names = query.query_map([], |row| row.get("name"))?.collect::<rusqlite::Result<_>>()?;
    Ok(names)
}

fn columns(conn: &Connection, table: &str) -> Result<Vec<Column>> {
    // `hidden` is 2 or 3 for generated columns, which cannot be written.
    let mut query = conn.prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid")?;
    let columns = query.query_map([table], |row| row.get("name").map(Column))?.collect::<rusqlite::Result<_>>()?;
    Ok(columns)
}

/// For each event, an SQL expression that yields the statement taking it back.
fn statements(table: &str, columns: &[Column]) -> [(&'static str, String); 3] {
    let rises = |column: &Column| (table, column.0.as_str()) == RISES;
    let joined = |part: &dyn Fn(&Column) -> Option<String>, separator: &str| {
        let parts: Vec<String> = columns.iter().filter_map(part).collect();
        parts.join(separator)
    };
    let names = joined(&|column| Some(format!("\"{}\"", column.0)), ", ");
    let old_values = joined(&|column| Some(format!("quote(old.\"{}\")", column.0)), " || ', ' || ");
    let still_new = joined(
        &|column| (!rises(column)).then(|| format!("'\"{0}\" IS ' || quote(new.\"{0}\")", column.0)),
        " || ' AND ' || ",
    );
    let set_old = joined(
        &|column| {
            Some(if rises(column) {
                format!("'\"{0}\" = \"{0}\" + 1'", column.0)
            } else {
                format!("'\"{0}\" = ' || quote(old.\"{0}\")", column.0)
            })
        },
        " || ', ' || ",
    );
    [
        ("INSERT", format!("'DELETE FROM \"{table}\" WHERE ' || {still_new}")),
        ("DELETE", format!("'INSERT INTO \"{table}\" ({names}) VALUES (' || {old_values} || ')'")),
        ("UPDATE", format!("'UPDATE \"{table}\" SET ' || {set_old} || ' WHERE ' || {still_new}")),
    ]
}
