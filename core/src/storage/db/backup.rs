//! A backup: a folder named by its instant that holds a verified copy of the database and a key file.
//!
//! Nothing has such a name until it is whole: it is made under another name, verified, brought to the disk,
//! and renamed. Whoever makes, thins or restores backups of a folder holds its lock.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::NaiveDateTime;
use rusqlite::Connection;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::connect::make_folder;
use super::copy::{self, Step};
use crate::clock::Millis;
use crate::error::{Error, Result};
use crate::files::{lock_file, without_locks, write_atomically};
use crate::keys::{self, DatabaseKey, Place};

/// The backups' folder in a data folder.
pub const FOLDER: &str = "backups";

/// The database's name in a backup.
pub const DESK: &str = "desk.db";

const LOCK: &str = ".lock";
const PART: &str = ".making-";
const FORMAT: &str = "%Y-%m-%dT%H%M%SZ";

/// A backup's name: the UTC instant it was made at, to the second, such as `2026-03-02T080000Z`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[ts(type = "string")]
pub struct BackupId(String);

impl BackupId {
    /// The name of a backup made at this instant.
    pub fn at(instant: Millis) -> Self {
        Self(instant.utc().format(FORMAT).to_string())
    }

    /// The instant the backup was made at.
    pub fn made_at(&self) -> Millis {
        let at = NaiveDateTime::parse_from_str(&self.0, FORMAT).unwrap_or_default();
        Millis::from(at.and_utc())
    }
}

impl FromStr for BackupId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let id = Self(text.to_owned());
        // Only the one spelling is a name: no other can lead out of the folder.
        match NaiveDateTime::parse_from_str(text, FORMAT) {
            Ok(_) if Self::at(id.made_at()) == id => Ok(id),
            _ => Err(Error::NotFound { what: "backup" }),
        }
    }
}

impl<'de> Deserialize<'de> for BackupId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|_| serde::de::Error::custom("no backup's name"))
    }
}

impl fmt::Display for BackupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A folder of backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf(PathBuf);

/// An exclusive lock on a folder of backups, until dropped.
#[derive(Debug)]
pub struct Claim {
    shelf: Shelf,
    _lock: File,
}

impl Shelf {
    /// The backups inside a data folder.
    pub fn of(data: &Path) -> Self {
        Self(data.join(FOLDER))
    }

    /// The backups in this folder.
    pub fn at(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// The path of this folder of backups.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The names of the folder's backups, the newest first. None where there is no such folder.
    pub fn ids(&self) -> Result<Vec<BackupId>> {
        let entries = match fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut ids = Vec::new();
        for entry in entries {
            ids.extend(
                entry?
                    .file_name()
                    .to_str()
                    .and_then(|name| name.parse().ok()),
            );
        }
        ids.sort_by(|a: &BackupId, b| b.cmp(a));
        Ok(ids)
    }

    /// The folder of one backup.
    pub fn folder(&self, id: &BackupId) -> PathBuf {
        self.0.join(&id.0)
    }

    /// The database of one backup.
    pub fn desk(&self, id: &BackupId) -> PathBuf {
        self.folder(id).join(DESK)
    }

    /// Bytes a backup takes.
    pub fn size(&self, id: &BackupId) -> u64 {
        [DESK, keys::FILE]
            .iter()
            .filter_map(|name| fs::metadata(self.folder(id).join(name)).ok())
            .map(|meta| meta.len())
            .sum()
    }

    /// Takes the exclusive lock on the folder, making the folder if there is none, and clears away what killed programs
    /// left half made.
    ///
    /// # Errors
    /// [`Error::Busy`] where another program is at it.
    pub fn claim(&self) -> Result<Claim> {
        self.claim_by(|file| match file.try_lock() {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(error)) => without_locks(error),
        })
    }

    /// Takes the folder's exclusive lock as [`Self::claim`] does, after waiting for whoever holds the lock.
    pub(crate) fn claim_in_turn(&self) -> Result<Claim> {
        self.claim_by(|file| file.lock().or_else(without_locks))
    }

    /// Makes the folder, and none above it: where the data folder was moved away, nothing is left in its place.
    fn make(&self) -> Result<()> {
        match self.0.parent() {
            Some(above) if !above.is_dir() => Err(Error::Io(std::io::ErrorKind::NotFound.into())),
            _ => make_folder(&self.0),
        }
    }

    fn claim_by(&self, lock: impl FnOnce(&File) -> Result<()>) -> Result<Claim> {
        self.make()?;
        let file = lock_file(&self.0.join(LOCK))?;
        lock(&file)?;
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(PART) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(Claim {
            shelf: self.clone(),
            _lock: file,
        })
    }
}

impl Claim {
    /// The folder of backups this lock is on.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Makes a backup of the database behind `conn`, of the data folder `data`, verified row by row.
    pub(crate) fn make(
        &self,
        conn: &Connection,
        key: &str,
        data: &Path,
        now: Millis,
        step: &mut Step<'_>,
    ) -> Result<BackupId> {
        self.put(now, |part| {
            copy::write(conn, key, &part.join(DESK), step)?;
            // Cut off between two keys, the folder may have the slots of another first; a backup carries its own.
            keys::settle(data, &DatabaseKey::from_hex(key)?)?;
            let keys = keys::carried_by_backup(data, Place::DataFolder)?;
            write_atomically(&part.join(keys::FILE), &keys)
        })
    }

    /// Gives what `fill` puts into a new folder the name of `now`, once all of it is on the disk; where there
    /// are several within a minute, the name that comes after theirs.
    pub(crate) fn put(
        &self,
        now: Millis,
        fill: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<BackupId> {
        let part = self
            .shelf
            .0
            .join(format!("{PART}{}", Uuid::new_v4().simple()));
        make_folder(&part)?;
        let made = fill(&part).and_then(|()| {
            sync_folder(&part)?;
            let id = self.next_name(now)?;
            fs::rename(&part, self.shelf.folder(&id))?;
            sync_folder(&self.shelf.0)?;
            Ok(id)
        });
        if made.is_err() {
            // Only our own half-made part goes.
            let _ = fs::remove_dir_all(&part);
        }
        made
    }

    fn next_name(&self, now: Millis) -> Result<BackupId> {
        let mut last = now;
        // Names further ahead are of a clock that was set back since.
        for id in self.shelf.ids()?.into_iter().rev() {
            let at = id.made_at();
            if at.0 > last.0 - 1000 && at.0 <= last.0 + Millis::MINUTE {
                last = Millis(at.0 + 1000);
            }
        }
        Ok(BackupId::at(last))
    }

    /// Deletes a backup. It loses its name first, so that no half of it ever bears one.
    pub fn delete(&self, id: &BackupId) -> Result<()> {
        let place = self.shelf.folder(id);
        if !place.exists() {
            return Err(Error::NotFound { what: "backup" });
        }
        let part = self
            .shelf
            .0
            .join(format!("{PART}{}", Uuid::new_v4().simple()));
        fs::rename(&place, &part)?;
        sync_folder(&self.shelf.0)?;
        Ok(fs::remove_dir_all(&part)?)
    }
}

/// Brings a folder's names to the disk.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
