//! Who works on a data folder: every program that has the desk open holds a shared lock on one file of it,
//! and whoever replaces the database holds the lock alone. The lock goes with its process, however it ends.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::error::{Error, Result};
use crate::files::{lock_file, without_locks};

/// The lock's file in the data folder. It stays empty.
const FILE: &str = "desk.lock";

/// How often somebody who replaces the database is waited for, and how long each time: five seconds.
const LOOKS: u32 = 250;
const BETWEEN: Duration = Duration::from_millis(20);

/// A shared or exclusive advisory lock on the data folder, released when dropped.
#[derive(Debug)]
pub(crate) struct Presence(File);

impl Presence {
    /// Runs `work` while nobody else has the desk open, if that is so now; none if it is not.
    pub(crate) fn while_alone<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<Option<T>> {
        self.0.unlock()?;
        let answer = match self.0.try_lock() {
            Ok(()) => {
                let answer = work();
                self.0.unlock()?;
                Some(answer)
            }
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Error(error)) => {
                without_locks(error)?;
                None
            }
        };
        wait_to_share(&self.0)?;
        answer.transpose()
    }
}

/// Takes the shared lock of those who have the desk open.
///
/// # Errors
/// [`Error::Busy`] where somebody replaces the database and does not come to an end.
pub(crate) fn join(folder: &Path) -> Result<Presence> {
    let file = lock_file(&folder.join(FILE))?;
    wait_to_share(&file)?;
    Ok(Presence(file))
}

fn wait_to_share(file: &File) -> Result<()> {
    for _ in 0..LOOKS {
        match file.try_lock_shared() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(BETWEEN),
            Err(TryLockError::Error(error)) => return without_locks(error),
        }
    }
    Err(Error::Busy)
}

/// Takes the folder's exclusive lock, for replacing the database.
///
/// # Errors
/// [`Error::Busy`] where another program has the desk open.
pub(crate) fn alone(folder: &Path) -> Result<Presence> {
    let file = lock_file(&folder.join(FILE))?;
    match file.try_lock() {
        Ok(()) => Ok(Presence(file)),
        Err(TryLockError::WouldBlock) => Err(Error::Busy),
        Err(TryLockError::Error(error)) => without_locks(error).map(|()| Presence(file)),
    }
}
