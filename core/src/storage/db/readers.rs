//! The connections that read, opened as they are needed and kept.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use super::connect::{Rows, connect};
use super::page;
use crate::error::Result;
use crate::keys::DatabaseKey;

/// The pool of read-only connections to one open file.
pub(super) struct Readers {
    path: PathBuf,
    key: DatabaseKey,
    rows: Rows,
    idle: Mutex<Vec<Connection>>,
    /// Held while one more is opened.
    opening: Mutex<()>,
}

impl Readers {
    /// A pool of read-only connections to this file, with its first connection.
    pub(super) fn new(path: PathBuf, key: DatabaseKey, rows: Rows, first: Connection) -> Self {
        Self {
            path,
            key,
            rows,
            idle: Mutex::new(vec![first]),
            opening: Mutex::new(()),
        }
    }

    /// Runs a query on one snapshot of the file.
    pub(super) fn read<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let conn = self.take()?;
        // One snapshot per command: its queries agree with each other.
        let tx = conn.unchecked_transaction()?;
        let answer = query(&tx);
        // A connection that met a damaged page goes on as if all were well: it is not used again.
        page::vouch(&tx)?;
        drop(tx);
        self.give_back(conn);
        answer
    }

    /// Runs `work` on each idle connection, of which there is one at least.
    pub(super) fn each_idle(
        &self,
        mut work: impl FnMut(&mut Connection) -> Result<()>,
    ) -> Result<()> {
        let conn = self.take()?;
        self.give_back(conn);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.iter_mut().try_for_each(&mut work)
    }

    /// An idle one, or one more. They are opened one after another: opening takes thousands of pieces of guarded
    /// memory under one lock of the whole program, so that forty at once hardly get on; and whoever has waited mostly
    /// finds one that has become idle.
    fn take(&self) -> Result<Connection> {
        if let Some(conn) = self.idle_one() {
            return Ok(conn);
        }
        let _alone = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        match self.idle_one() {
            Some(conn) => Ok(conn),
            None => connect(&self.path, &self.key.hex(), false, self.rows),
        }
    }

    fn idle_one(&self) -> Option<Connection> {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
    }

    fn give_back(&self, conn: Connection) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(conn);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;
    use crate::clock::Millis;
    use crate::db::{FILE, open};

    #[test]
    fn who_asks_while_one_more_is_opened_waits_and_takes_what_has_become_idle() {
        const ASKED: usize = 20;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(FILE);
        let key = DatabaseKey::generate().expect("a key");
        open::create(folder.path(), &key.hex(), Millis(0)).expect("a new desk");
        let first = connect(&path, &key.hex(), false, Rows::Somebodys).expect("it opens");
        let readers = Readers::new(path, key, Rows::Somebodys, first);
        let answered = AtomicUsize::new(0);
        let busy = readers.take().expect("the first");
        std::thread::scope(|scope| {
            let opening = readers.opening.lock().expect("nobody opens one yet");
            for _ in 0..ASKED {
                scope.spawn(|| {
                    readers
                        .read(|conn| {
                            Ok(conn.query_row("SELECT count(*) FROM person", [], |_| Ok(()))?)
                        })
                        .expect("it is answered");
                    answered.fetch_add(1, Ordering::SeqCst);
                });
            }
            std::thread::park_timeout(Duration::from_millis(200));
            assert_eq!(
                answered.load(Ordering::SeqCst),
                0,
                "one is being opened: none opens another beside it"
            );
            readers.give_back(busy);
            drop(opening);
        });
        assert_eq!(answered.load(Ordering::SeqCst), ASKED, "each is answered");
        let opened = readers.idle.lock().expect("nobody panicked").len();
        assert!(
            opened < ASKED,
            "{opened} connections for {ASKED} short questions: who has waited takes an idle one"
        );
    }
}
