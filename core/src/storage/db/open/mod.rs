//! The database of a data folder while it is locked, open, or closed for another file to take its place.

mod file;

pub(crate) use file::Write;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};

use file::{Open, is_gone};
use rusqlite::Connection;

use crate::clock::Millis;
use crate::db::connect::{BUSY, Rows, connect, make_file, make_folder};
use crate::db::count::{Listener, Ran};
use crate::db::ground;
use crate::db::presence;
use crate::db::record::{self, Inverse, Recorded};
use crate::db::{FILE, Upkeep, migrate, page};
use crate::error::{Error, Result};
use crate::keys::{self, DatabaseKey, Keychain};

/// The database of a data folder: open, locked, or closed while it is replaced.
pub(crate) struct Db {
    folder: PathBuf,
    rows: Rows,
    upkeep: Upkeep,
    state: Mutex<State>,
    /// Gone once the connections opened last are closed.
    latest: Mutex<Weak<()>>,
    /// Woken when another state comes.
    changed: Condvar,
}

enum State {
    /// Nobody has opened it, or it was locked: no connection, no key.
    Locked,
    /// Whoever works on the file holds a clone: when only this one is left, it can be closed.
    Open(Arc<Open>),
    /// Another file is being put in its place.
    Replaced,
}

impl Db {
    /// The database of this folder, still locked.
    pub(crate) fn locked(folder: &Path, rows: Rows, upkeep: Upkeep) -> Self {
        Self {
            folder: folder.to_owned(),
            rows,
            upkeep,
            state: Mutex::new(State::Locked),
            latest: Mutex::new(Weak::new()),
            changed: Condvar::new(),
        }
    }

    /// The keys this device has for the database, with a new one where both are still to be made. None
    /// where a person has to be asked.
    pub(crate) fn keys_of_device(&self, keychain: Keychain) -> Result<Vec<DatabaseKey>> {
        make_folder(&self.folder)?;
        let path = self.folder.join(FILE);
        if is_gone(&self.folder, &path)? {
            return Err(Error::Damaged("the database is gone".to_owned()));
        }
        match keys::open(&self.folder, keychain)? {
            // Cut off between two keys, it may be the other one that opens what is there.
            Some(keys) if keys::is_between_keys(&self.folder) => {
                let fits = |key: &&DatabaseKey| page::begins_under(&path, &key.hex());
                let fitting: Vec<_> = keys.iter().filter(fits).cloned().collect();
                let ask = !fitting.is_empty() || keys::slots(&self.folder)?.has_proof();
                Ok(if ask { fitting } else { keys })
            }
            Some(keys) => Ok(keys),
            // A new key would never open an old file: say so instead of hiding the old one behind it.
            None if path.exists() => Err(Error::Keys("keys.json is missing".to_owned())),
            None => Ok(vec![keys::create(&self.folder)?]),
        }
    }

    /// Opens the database by the first key that fits, making it if there is none. Order: key, pragmas,
    /// refusal of newer files, upgrade.
    pub(crate) fn open(&self, keys: &[DatabaseKey], now: Millis) -> Result<()> {
        let presence = presence::join(&self.folder)?;
        let open = Open::at(&self.folder, keys, now, self.rows, &self.upkeep, presence)?;
        ground::tighten(&self.folder);
        // A disk too full for it now is tried again at the next start.
        if keys::settle(&self.folder, &open.key).is_err() {
            tracing::warn!("the slots of a former key are still there");
        }
        self.put(State::Open(Arc::new(open)));
        Ok(())
    }

    /// Closes the database and forgets its key. Commands under way end first.
    pub(crate) fn lock(&self) {
        self.put(State::Locked);
    }

    /// Locks, and waits until what is under way has ended, five seconds at most. For the end of the program: what
    /// runs in SQLCipher while the process takes its ciphers down (OpenSSL's exit handler) would crash it.
    pub(crate) fn close(&self) {
        self.lock();
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..LOOKS {
            if latest.strong_count() == 0 {
                return;
            }
            std::thread::sleep(BUSY / LOOKS);
        }
    }

    /// Whether there is no key to work with.
    pub(crate) fn is_locked(&self) -> bool {
        matches!(*self.state(), State::Locked)
    }

    /// Closes every connection, runs `work` on the folder alone with the keys to open by, of which the first
    /// is the desk's, and opens what is there then, by one of these or one this device has. Commands that come meanwhile wait
    /// for it, five seconds at most; the caller is told that the desk is busy where another program, or a
    /// command under way, does not let go within five seconds.
    pub(crate) fn alone<T>(
        &self,
        now: Millis,
        keychain: Keychain,
        work: impl FnOnce(&Path, &mut Vec<DatabaseKey>) -> Result<T>,
    ) -> Result<T> {
        let open = match last_holder(self.take()?) {
            Ok(open) => open,
            Err(still_used) => {
                self.put(State::Open(still_used));
                return Err(Error::Busy);
            }
        };
        let mut keys = vec![open.key.clone()];
        drop(open);
        let worked = presence::alone(&self.folder).and_then(|_alone| work(&self.folder, &mut keys));
        let reopened = keys::open(&self.folder, keychain).and_then(|of_device| {
            keys.extend(of_device.into_iter().flatten());
            self.open(&keys, now)
        });
        if reopened.is_err() {
            self.put(State::Locked);
        }
        worked.and_then(|answer| reopened.map(|()| answer))
    }

    fn take(&self) -> Result<Arc<Open>> {
        let mut state = self.state();
        match std::mem::replace(&mut *state, State::Replaced) {
            State::Open(open) => Ok(open),
            State::Replaced => Err(Error::Busy),
            State::Locked => {
                *state = State::Locked;
                Err(Error::Locked)
            }
        }
    }

    fn put(&self, state: State) {
        if let State::Open(open) = &state {
            *self.latest.lock().unwrap_or_else(PoisonError::into_inner) =
                Arc::downgrade(&open.held);
        }
        *self.state() = state;
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The open database. While another file is put in its place, that is waited for.
    fn current(&self) -> Result<Arc<Open>> {
        let waited = self
            .changed
            .wait_timeout_while(self.state(), BUSY, |state| matches!(state, State::Replaced));
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match &*state {
            State::Open(open) => Ok(Arc::clone(open)),
            State::Replaced => Err(Error::Busy),
            State::Locked => Err(Error::Locked),
        }
    }

    /// The key, for its slots.
    pub(crate) fn key(&self) -> Result<DatabaseKey> {
        Ok(self.current()?.key.clone())
    }

    /// Runs `work` on a connection of its own, with the key in hexadecimal: for what cannot run inside a
    /// transaction, such as copying the whole file.
    pub(crate) fn apart<T>(&self, work: impl FnOnce(&Connection, &str) -> Result<T>) -> Result<T> {
        let open = self.current()?;
        open.standing.check()?;
        let key = open.key.hex();
        let conn = connect(&open.path, &key, true, self.rows)?;
        work(&conn, &key)
    }

    /// The key in hexadecimal.
    pub(crate) fn with_key<T>(&self, work: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        work(&self.current()?.key.hex())
    }

    /// Reads on a connection that cannot write.
    pub(crate) fn read<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.current()?.read(query)
    }

    /// Runs `change` in one transaction and returns only after COMMIT, with what undoes it and the
    /// tables it touched. `now` is when, by this computer's clock. Inside a batch the commit comes with the batch's.
    pub(crate) fn write<T>(
        &self,
        now: Millis,
        change: impl FnOnce(&Write<'_>) -> Result<T>,
    ) -> Result<(T, Recorded)> {
        self.current()?.write(now, change)
    }

    /// Applies what undoes a write, in one transaction; returns what undoes the undoing.
    pub(crate) fn apply(&self, now: Millis, inverse: &Inverse) -> Result<Recorded> {
        let ((), recorded) = self.write(now, |tx| record::apply(tx, inverse))?;
        Ok(recorded)
    }

    /// Begins a batch: writes share transactions of a thousand and leave no undo. For making data sets.
    pub(crate) fn begin_batch(&self) -> Result<()> {
        self.current()?.begin_batch()
    }

    /// Ends a batch, keeping or dropping what its last transaction holds.
    pub(crate) fn end_batch(&self, now: Millis, keep: bool) -> Result<()> {
        self.current()?.end_batch(now, keep)
    }

    /// Whether another process has written since this was last asked.
    pub(crate) fn changed_by_others(&self) -> Result<bool> {
        self.current()?.changed_by_others()
    }

    /// Frees what deletion left behind: rewrites the write-ahead log into the file and empties it.
    pub(crate) fn checkpoint(&self) -> Result<()> {
        self.current()?.checkpoint()
    }

    /// Tells `listener` of every statement that finishes from now on.
    pub(crate) fn trace(&self, listener: impl Fn(&Ran<'_>) + Send + Sync + 'static) -> Result<()> {
        let listener: Listener = Arc::new(listener);
        self.current()?.trace(&listener)
    }
}

/// How often it is looked whether a command under way has let go, within [`BUSY`].
const LOOKS: u32 = 1000;

/// Waits until nobody else holds it; gives it back if somebody still does after five seconds.
fn last_holder(mut open: Arc<Open>) -> std::result::Result<Open, Arc<Open>> {
    for _ in 0..LOOKS {
        match Arc::try_unwrap(open) {
            Ok(alone) => return Ok(alone),
            Err(shared) => open = shared,
        }
        std::thread::sleep(BUSY / LOOKS);
    }
    Err(open)
}

/// Makes a new, empty database in a folder that had another, under the same key.
pub(crate) fn create(folder: &Path, key: &str, now: Millis) -> Result<()> {
    let path = folder.join(FILE);
    make_file(&path)?;
    let mut conn = connect(&path, key, true, Rows::Somebodys)?;
    migrate::upgrade(&mut conn, key, folder, now, "")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn memory_is_guarded_once_a_desk_is_open() {
        let folder = tempfile::tempdir().expect("a folder");
        for desk in ["new", "there before"] {
            let db = Db::locked(folder.path(), Rows::Somebodys, Upkeep::default());
            let keys = db.keys_of_device(Keychain::Alone).expect("a key");
            db.open(&keys, Millis(0)).expect("it opens");
            let guarded: Vec<i64> = [
                db.read(|conn| Ok(guard(conn)?)),
                db.write(Millis(0), |tx| Ok(guard(tx)?))
                    .map(|(guarded, _)| guarded),
            ]
            .into_iter()
            .collect::<Result<_>>()
            .expect("it is asked");
            assert_eq!(
                guarded,
                [1, 1],
                "a desk that is {desk}: to read and to write"
            );
            db.close();
        }
    }

    fn guard(conn: &Connection) -> rusqlite::Result<i64> {
        conn.query_row("PRAGMA cipher_memory_security", [], |row| {
            row.get::<_, String>(0)?
                .parse()
                .map_err(|_| rusqlite::Error::InvalidQuery)
        })
    }

    #[test]
    fn closing_waits_for_the_read_that_is_under_way_and_lets_no_other_begin() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::locked(folder.path(), Rows::Somebodys, Upkeep::default());
        let keys = db.keys_of_device(Keychain::Alone).expect("a new key");
        db.open(&keys, Millis(0)).expect("a new desk");
        let ended = AtomicBool::new(false);
        let (begun, reading) = mpsc::channel();
        let (go, on) = mpsc::channel::<()>();
        std::thread::scope(|scope| {
            let (db, ended) = (&db, &ended);
            scope.spawn(move || {
                db.read(|conn| {
                    begun.send(()).expect("it is awaited");
                    on.recv().expect("the other lets it go on");
                    let read = conn.query_row("SELECT count(*) FROM person", [], |row| {
                        row.get::<_, i64>(0)
                    });
                    ended.store(true, Ordering::SeqCst);
                    Ok(read?)
                })
                .expect("what began before the end is answered");
            });
            reading.recv().expect("the read has begun");
            let closing = scope.spawn(|| {
                db.close();
                ended.load(Ordering::SeqCst)
            });
            while !db.is_locked() {
                std::thread::yield_now();
            }
            let late = db.read(|_| Ok(()));
            assert!(
                matches!(late, Err(Error::Locked)),
                "nothing begins after the end"
            );
            go.send(()).expect("it waits");
            assert!(
                closing.join().expect("it ends"),
                "the desk is closed only once nobody reads it"
            );
        });
    }
}
