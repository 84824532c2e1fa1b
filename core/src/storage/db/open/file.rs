//! The open file: how it is opened, and its connections, one that writes and a few that read.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, TransactionBehavior};

use crate::clock::Millis;
use crate::db::backup::Shelf;
use crate::db::connect::{
    Rows, connect_unguarded, data_version, guard_memory, make_file, refuse_part_of_a_page,
};
use crate::db::count::{self, Listener};
use crate::db::ground::{self, Standing};
use crate::db::presence::Presence;
use crate::db::readers::Readers;
use crate::db::record::{self, Recorded};
use crate::db::{FILE, Upkeep, migrate, page, pairing, revision};
use crate::error::{Error, Result};
use crate::keys::{self, DatabaseKey};

/// The open file.
pub(super) struct Open {
    pub(super) path: PathBuf,
    pub(super) standing: Standing,
    pub(super) key: DatabaseKey,
    writer: Mutex<Writer>,
    readers: Readers,
    // After the connections, so that they are closed before others may replace the file.
    _presence: Presence,
    // Last, so that it is gone once all is closed.
    pub(super) held: Arc<()>,
}

struct Writer {
    conn: Connection,
    /// Writes made in the open batch; none outside one.
    batch: Option<u32>,
    data_version: i64,
}

/// A write under way: everything through it is one transaction.
pub(crate) struct Write<'a>(&'a Connection);

impl Deref for Write<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        self.0
    }
}

/// How many writes of a batch share a transaction.
const BATCH: u32 = 1000;

impl Open {
    pub(super) fn at(
        folder: &Path,
        keys: &[DatabaseKey],
        now: Millis,
        rows: Rows,
        upkeep: &Upkeep,
        presence: Presence,
    ) -> Result<Self> {
        let path = folder.join(FILE);
        if is_gone(folder, &path)? {
            return Err(Error::Damaged("the database is gone".to_owned()));
        }
        ground::refuse_no_file(&path)?;
        if !path.exists() {
            make_file(&path)?;
        }
        refuse_part_of_a_page(&path)?;
        // Nobody else may come to it meanwhile; where somebody has the desk open, its log is its own.
        presence.while_alone(|| {
            ground::sweep(folder)?;
            pairing::check(&path, keys)
        })?;
        let (mut conn, key) = connect_by_any(&path, keys, rows)?;
        if migrate::moves_rows(&conn)? {
            guard_memory(&conn, rows)?;
        }
        migrate::upgrade(&mut conn, &key.hex(), folder, now, &upkeep.after_upgrade)?;
        record::install(&conn)?;
        conn.execute_batch(&upkeep.triggers)?;
        // Somebody is about to read: what the schema says is known before memory is guarded.
        let reader = connect_unguarded(&path, &key.hex(), false, rows)?;
        guard_memory(&reader, rows)?;
        guard_memory(&conn, rows)?;
        let data_version = data_version(&conn)?;
        let writer = Mutex::new(Writer {
            conn,
            batch: None,
            data_version,
        });
        Ok(Self {
            readers: Readers::new(path.clone(), key.clone(), rows, reader),
            standing: Standing::of(&path),
            path,
            key,
            writer,
            _presence: presence,
            held: Arc::new(()),
        })
    }

    pub(super) fn read<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        {
            // Inside a batch only the writer sees what the batch wrote.
            let writer = self.writer();
            if writer.batch.is_some() {
                return query(&writer.conn);
            }
        }
        self.readers.read(query)
    }

    pub(super) fn write<T>(
        &self,
        now: Millis,
        change: impl FnOnce(&Write<'_>) -> Result<T>,
    ) -> Result<(T, Recorded)> {
        let mut writer = self.writer();
        if let Some(written) = writer.batch {
            let answer = within_batch(&writer.conn, change)?;
            let written = written + 1;
            if written.is_multiple_of(BATCH) {
                self.standing.check()?;
                writer.conn.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
                self.standing.check()?;
            }
            writer.batch = Some(written);
            return Ok((answer, Recorded::default()));
        }
        let tx = writer
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        migrate::refuse_newer(&tx)?;
        record::clear(&tx)?;
        let answer = change(&Write(&tx))?;
        let recorded = record::read(&tx)?;
        page::vouch(&tx)?;
        if !recorded.tables.is_empty() {
            revision::rise(&tx, now)?;
        }
        self.standing.check()?;
        tx.commit()?;
        // Moved away meanwhile, the write went with it.
        self.standing.check()?;
        Ok((answer, recorded))
    }

    pub(super) fn begin_batch(&self) -> Result<()> {
        let mut writer = self.writer();
        migrate::refuse_newer(&writer.conn)?;
        record::pause(&writer.conn, true)?;
        writer.conn.execute_batch("BEGIN IMMEDIATE")?;
        writer.batch = Some(0);
        Ok(())
    }

    pub(super) fn end_batch(&self, now: Millis, keep: bool) -> Result<()> {
        let mut writer = self.writer();
        writer.batch = None;
        let ended = if keep {
            revision::rise(&writer.conn, now)
                .and_then(|()| self.standing.check())
                .and_then(|()| Ok(writer.conn.execute_batch("COMMIT")?))
                .and_then(|()| self.standing.check())
        } else {
            writer.conn.execute_batch("ROLLBACK").map_err(Error::from)
        };
        record::pause(&writer.conn, false)?;
        ended
    }

    pub(super) fn changed_by_others(&self) -> Result<bool> {
        let mut writer = self.writer();
        let version = data_version(&writer.conn)?;
        let changed = version != writer.data_version;
        writer.data_version = version;
        Ok(changed)
    }

    pub(super) fn checkpoint(&self) -> Result<()> {
        let writer = self.writer();
        writer
            .conn
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    pub(super) fn trace(&self, listener: &Listener) -> Result<()> {
        let told = |conn: &mut Connection| count::listen(conn, Arc::clone(listener));
        self.readers.each_idle(told)?;
        told(&mut self.writer().conn)
    }

    fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a folder that has no database, or an empty file in its place, once had one: a new one must not
/// hide that.
pub(super) fn is_gone(folder: &Path, path: &Path) -> Result<bool> {
    let length = |path: &Path| std::fs::metadata(path).map(|meta| meta.len()).unwrap_or(0);
    if length(path) > 0 {
        return Ok(false);
    }
    let log = folder.join(format!("{FILE}-wal"));
    // A new desk that was killed before its first page was in the file has a log and no backup.
    let orphan = !path.exists() && length(&log) > 0;
    let emptied = length(&log) == 0 || !path.exists();
    if !orphan && emptied {
        // Nor has one that is still to be made a person's way in.
        return Ok(!Shelf::of(folder).ids()?.is_empty() || keys::slots(folder)?.has_proof());
    }
    Ok(orphan)
}

/// A restored file may be under another key than the one of before: the first that fits opens it.
fn connect_by_any(
    path: &Path,
    keys: &[DatabaseKey],
    rows: Rows,
) -> Result<(Connection, DatabaseKey)> {
    let mut last = Error::Keys("no key".to_owned());
    for key in keys {
        match connect_unguarded(path, &key.hex(), true, rows) {
            Ok(conn) => return Ok((conn, key.clone())),
            Err(error @ Error::Damaged(_)) => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// One write of a batch: what fails leaves nothing of itself.
fn within_batch<T>(conn: &Connection, change: impl FnOnce(&Write<'_>) -> Result<T>) -> Result<T> {
    let run = |sql: &str| {
        conn.prepare_cached(sql)
            .and_then(|mut statement| statement.execute([]))
    };
    run("SAVEPOINT command")?;
    let answer = change(&Write(conn));
    if answer.is_err() {
        run("ROLLBACK TO command")?;
    }
    run("RELEASE command")?;
    answer
}
