use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use ithaca_core::db::FILE;
use ithaca_core::keys::{self, DatabaseKey, Keychain};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use crate::World;

/// What no undo takes back, with the reason: texts being typed are not the person's record, a kept
/// file's bytes stay until the desk is opened again, and the number of writes only rises.
const NOT_THE_RECORD: [&str; 6] = [
    "attachment",
    "attachment_chunk",
    "draft",
    "note_draft",
    "revision",
    "schedule",
];

/// A connection of another program to a desk's file, with the key from its folder.
pub fn open_database(folder: &Path) -> Connection {
    let key = keys::open(folder, Keychain::Alone)
        .expect("the key file can be read")
        .and_then(|keys| keys.into_iter().next())
        .expect("the folder has a key");
    open_database_by(folder, &key)
}

/// The same by a key that is at hand. Whether it fits is seen with the first question.
pub fn open_database_by(folder: &Path, key: &DatabaseKey) -> Connection {
    let conn = Connection::open_with_flags(folder.join(FILE), OpenFlags::SQLITE_OPEN_READ_WRITE)
        .expect("the file is there");
    conn.pragma_update(None, "cipher_log_level", "NONE")
        .expect("a level can be set");
    conn.pragma_update(None, "key", format!("x'{}'", key.hex().as_str()))
        .expect("a key can be set");
    conn.busy_timeout(std::time::Duration::from_secs(5))
        .expect("a timeout can be set");
    conn
}

/// Every row of every table in one number, after every check there is. The log is first copied into the file,
/// since SQLCipher's check of every page reads the file alone.
pub fn digest(conn: &Connection) -> rusqlite::Result<u64> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    check(conn)?;
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') ORDER BY name")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut hash = DefaultHasher::new();
    for table in tables {
        table.hash(&mut hash);
        // To open a desk is to look at it: when that was is no row of anybody's.
        let columns = if table == "revision" {
            "id, number"
        } else {
            "*"
        };
        let mut query = conn.prepare(&format!("SELECT {columns} FROM \"{table}\""))?;
        let columns = query.column_count();
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                match row.get_ref(column)? {
                    ValueRef::Null => 0.hash(&mut hash),
                    ValueRef::Integer(number) => number.hash(&mut hash),
                    ValueRef::Real(number) => number.to_bits().hash(&mut hash),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.hash(&mut hash),
                }
            }
        }
    }
    Ok(hash.finish())
}

/// Looks at every page, the structure and every reference; an error names what is wrong.
pub fn check(conn: &Connection) -> rusqlite::Result<()> {
    for check in [
        "cipher_integrity_check",
        "integrity_check",
        "foreign_key_check",
    ] {
        let mut query = conn.prepare(&format!("PRAGMA {check}"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                return Err(rusqlite::Error::InvalidColumnName(format!(
                    "{check}: {line}"
                )));
            }
        }
    }
    Ok(())
}

impl World {
    /// A connection of another program to the desk's file.
    pub fn database(&self) -> Connection {
        open_database(self.folder())
    }

    /// Every row of the record as text, sorted: equal text is an equal record. A meeting's SEQUENCE is left
    /// out, because it only rises, also when a change is taken back.
    pub fn record(&self) -> String {
        let conn = self.database();
        let tables: Vec<String> = rows(
            &conn,
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
             AND name NOT LIKE 'sqlite_%' ORDER BY name",
        );
        let mut text = String::new();
        for table in tables
            .iter()
            .filter(|table| !NOT_THE_RECORD.contains(&table.as_str()))
        {
            let columns: Vec<String> = rows(
                &conn,
                &format!(
                    "SELECT 'quote(\"' || name || '\")' FROM pragma_table_xinfo('{table}')
                     WHERE ('{table}', name) NOT IN (('meeting', 'sequence'), ('find_entry', 'rowid'))"
                ),
            );
            let sql = format!(
                "SELECT {} AS line FROM \"{table}\" ORDER BY line",
                columns.join(" || '|' || ")
            );
            for line in rows(&conn, &sql) {
                text.push_str(&format!("{table}: {line}\n"));
            }
        }
        text
    }
}

fn rows(conn: &Connection, sql: &str) -> Vec<String> {
    let mut query = conn.prepare(sql).expect("the query is right");
    let rows = query
        .query_map([], |row| row.get(0))
        .expect("the query runs");
    rows.collect::<rusqlite::Result<_>>()
        .expect("the rows are text")
}
