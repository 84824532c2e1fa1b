//! One connection: the file and folder it needs, its key, and the pragmas every connection has.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::backup::sync_folder;
use super::{functions, page};
use crate::error::{Error, Result};
use crate::folder::make_private;

/// The busy timeout of a write behind another process's.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// The durability a connection gives to rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Somebody's: memory stays out of the swap file and is wiped, and a commit survives a power cut.
    Somebodys,
    /// Nobody's, and made again from the same seed: several times faster without that care.
    MadeUp,
}

/// Connects to the file by a raw key in hexadecimal, to write or only to read.
pub(crate) fn connect(path: &Path, key: &str, writes: bool, rows: Rows) -> Result<Connection> {
    let conn = connect_unguarded(path, key, writes, rows)?;
    // A new file holds nothing yet: whoever makes its tables guards the memory afterwards.
    if std::fs::metadata(path)?.len() > 0 {
        guard_memory(&conn, rows)?;
    }
    Ok(conn)
}

/// [`connect`] for whoever calls [`guard_memory`] before the first row is read; the schema is no secret.
pub(super) fn connect_unguarded(
    path: &Path,
    key: &str,
    writes: bool,
    rows: Rows,
) -> Result<Connection> {
    // Never CREATE: where the file was moved away, an empty one in its place would look like a desk.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    // Its own lines on stderr would stand between a program and its one sentence.
    conn.pragma_update(None, "cipher_log_level", "NONE")?;
    // A raw key of 32 bytes: SQLCipher derives nothing from it (PRAGMA key = "x'…'").
    let raw = Zeroizing::new(format!("x'{key}'"));
    conn.pragma_update(None, "key", raw.as_str())?;
    conn.busy_timeout(BUSY)?;
    // The first read of the file: a wrong key or a foreign file is found here.
    conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| {
        row.get::<_, i64>(0)
    })?;
    let mode: String =
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(Error::ReadOnly);
    }
    match rows {
        // FULL: NORMAL loses acknowledged writes at a power cut.
        Rows::Somebodys => conn.pragma_update(None, "synchronous", "FULL")?,
        Rows::MadeUp => {
            conn.pragma_update(None, "synchronous", "NORMAL")?;
            // Ids dated all over the years touch pages all over the file: 128 MiB of them stay at hand.
            conn.pragma_update(None, "cache_size", -131_072)?;
        }
    }
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "secure_delete", "ON")?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    conn.pragma_update(None, "cell_size_check", "ON")?;
    conn.pragma_update(None, "mmap_size", 0)?;
    if !writes {
        conn.pragma_update(None, "query_only", "ON")?;
    }
    functions::register(&conn)?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(conn)
}

/// Keeps what this program reads of a desk out of the swap file, and wipes it where it lay. From then on each piece of
/// memory SQLite takes is a call to the system, in the whole program: a new desk's ladder alone would be 200,000 of them,
/// the record's triggers 30,000.
pub(super) fn guard_memory(conn: &Connection, rows: Rows) -> Result<()> {
    if rows == Rows::Somebodys {
        // Pages read until now go: their places would hold rows later, unguarded.
        conn.execute_batch("PRAGMA shrink_memory")?;
        conn.pragma_update(None, "cipher_memory_security", "ON")?;
    }
    Ok(())
}

/// A number that changes when another connection has written (PRAGMA data_version).
pub(super) fn data_version(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("PRAGMA data_version", [], |row| row.get(0))?)
}

/// A file that ends inside a page. SQLite would take the shortest for a new one, and write over it.
pub(super) fn refuse_part_of_a_page(path: &Path) -> Result<()> {
    let bytes = std::fs::metadata(path)?.len();
    let stands = |end: &str| {
        std::fs::metadata(format!("{}{end}", path.display())).is_ok_and(|meta| meta.len() > 0)
    };
    // The last pages may stand in the log; and the journal takes back the first page of a desk that was cut
    // off while it was made.
    let completed = stands("-wal") || stands("-journal");
    if !completed && !bytes.is_multiple_of(page::SIZE as u64) {
        return Err(Error::Damaged("the file is cut off".to_owned()));
    }
    Ok(())
}

/// An empty file that is this account's alone; SQLite gives its log and index the same mode.
pub(crate) fn make_file(path: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    Ok(())
}

/// A folder that is this account's alone, and those above it that are not there; on the disk when this
/// returns, so that nothing brought to the disk inside it can be lost with its name.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    if folder.exists() && !folder.is_dir() {
        return Err(Error::NotAFolder);
    }
    if folder.is_dir() {
        return Ok(());
    }
    let there = folder.ancestors().skip(1).find(|above| above.is_dir());
    make_private(folder)?;
    for made in folder.ancestors().skip(1) {
        let above = if made.as_os_str().is_empty() {
            Path::new(".")
        } else {
            made
        };
        sync_folder(above)?;
        if Some(made) == there {
            break;
        }
    }
    Ok(())
}
